"""Resolving names to full names and registry entries."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.document import Document, Mention
from tinvan.names.classify import Class, Classifier
from tinvan.names.context import PlaceContext, Seen, seen_places
from tinvan.names.knowledge import Knowledge, load_knowledge
from tinvan.names.place_names import lowered_unit, place_of_body
from tinvan.names.short_names import full_names
from tinvan.names.words import keys_of
from tinvan.registry.periods import stands
from tinvan.registry.registry import Registry

_HOME = "Việt Nam"
_ONLY_ONE = ("chinh-phu", "bo", "quoc-hoi")  # of the state, so without its name
_COUNTRY = "place.country"
# What joins a country to a body of it.
_OWNED = regex.compile(r"\s+của\s+(?:nước\s+)?")
_JOINED = regex.compile(
    rf"{_OWNED.pattern}|"
    r"(?:,? (?:và |cùng )?(?:Đảng|Nhà nước|Quốc hội|[Nn]hân dân|[Nn]gười dân))++ (?:của )?"
)
_OF_PEOPLES = ("chinh-phu", "quoc-hoi")  # heads of bodies that are named beside their people
_COURT, _PEOPLES = "vn.toa-an-nhan-dan-toi-cao", "nhân dân"
_OF_STATES = (
    "bo",
    "chinh-phu",
    "quoc-hoi",
    "tong-cuc",
    "cuc",
    "bo-tong-tham-muu",
    "bo-chi-huy",
)  # heads of their bodies
_OFTEN = 3  # mentions of the country that a story is about


class NameResolver:
    """Gives mentions their full names and ids.

    Args:
        knowledge: The lexicons; loaded by default.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self.knowledge = knowledge or load_knowledge()
        self.classify = Classifier(self.knowledge)
        self._registry = Registry(self.knowledge.bodies)
        spotted = (body for body in self.knowledge.bodies.values() if body.spotted)
        self._by_name = {keys_of(body.name): body.id for body in spotted}

    def __call__(self, document: Document) -> Document:
        """Return the document with its mentions resolved."""
        classes = {
            mention.name: self.classify(mention.name, mention.ref, mention.rule)
            for mention in document.mentions
            if mention.kind == "agency" and mention.name
        }
        seen = [*seen_places(document.mentions), *_in_names(document, classes)]
        context = PlaceContext(document, seen, self.knowledge)
        people = full_names(document)
        owners = _owners(document, classes)
        abroad = {**self._of_state(document, seen, classes), **_abroad(document, seen, owners)}
        resolved: list[Mention] = []
        for mention in document.mentions:
            if mention.kind == "agency" and mention.name:
                name = _complete(mention, classes[mention.name], context)
                whole = owners.get(mention.start) or abroad.get(mention.text) or abroad.get(name)
                ref = self._by_name.get(keys_of(whole or name)) or (None if whole else mention.ref)
                mention = msgspec.structs.replace(mention, name=whole or name, ref=ref)
                if whole is None:
                    mention = self._of_day(mention, document.day)
            elif mention.kind == "person":
                mention = msgspec.structs.replace(mention, name=people[mention.start])
            elif mention.kind == "place" and mention.ref:
                mention = self._dated(mention, document.day)
            resolved.append(mention)
        return document.replace(mentions=tuple(resolved))

    def _of_state(
        self, document: Document, seen: Sequence[Seen], classes: dict[str, Class]
    ) -> dict[str, str]:
        """Return the state bodies that a story of another state names without it, then with it.

        A court is known by how it is written: "Tòa án Tối cao" is not that of Vietnam there.
        """
        state = _state_of_story(document, seen)
        if state is None:
            return {}
        whole = {
            name: f"{name} {state}"
            for name, found in classes.items()
            if found.head in _OF_STATES and found.place is None and f" {state}" not in name
        }
        for mention in document.mentions:
            if mention.ref == _COURT and _PEOPLES not in mention.text.casefold():
                whole[mention.text] = f"{mention.text} {state}"
        return whole

    def _of_day(self, mention: Mention, day: dt.date | None) -> Mention:
        """Give a registered body the name and id that its spelling had on the day: PVN."""
        if day is None or mention.rule != "agency.registry":
            return mention
        body = self._registry.named(mention.text, day.isoformat())
        if body is None or body.id == mention.ref or not stands(body, day.isoformat()):
            return mention
        return msgspec.structs.replace(mention, name=body.name, ref=body.id)

    def _dated(self, mention: Mention, day: dt.date | None) -> Mention:
        """Give a province or city the name and code of the article's day."""
        province = self.knowledge.provinces.get(mention.ref or "")
        if province is None:
            return mention
        name, code = mention.name, province.code
        today = day.isoformat() if day else ""
        if province.renamed_on and today >= province.renamed_on and "city" in mention.rule:
            name = province.renamed
        if today >= province.effective:
            code = province.new_code
        return msgspec.structs.replace(mention, name=name, ref=code)


def _in_names(document: Document, classes: dict[str, Class]) -> Iterator[Seen]:
    """Yield the places in the names of organisations."""
    for mention in document.mentions:
        if mention.kind == "agency" and mention.name:
            place = classes[mention.name].place
            if place and place.is_named:
                yield Seen(mention.start, place.name, place.kind, place.province)


def _state_of_story(document: Document, seen: Sequence[Seen]) -> str | None:
    """Return the state that a story from abroad is about: most countries named are that one.

    A body of it must be named with it too, and no place of Vietnam at all.
    """
    if any(place.name == _HOME or place.province for place in seen):
        return None
    countries = Counter(place.name for place in seen if place.kind == "country")
    if not countries:
        return None
    state, most = countries.most_common(1)[0]
    if most < _OFTEN or 2 * most <= countries.total():
        return None
    names = (m.name or "" for m in document.mentions if m.kind == "agency")
    return state if any(name.endswith(f" {state}") for name in names) else None


def _abroad(document: Document, seen: Sequence[Seen], owners: dict[int, str]) -> dict[str, str]:
    """Return the bodies that a story from abroad names with their country first, then without.

    Args:
        document: The document.
        seen: The places that it names.
        owners: What is named with its country right behind it, by offset.
    """
    if any(place.name == _HOME or place.kind == "province" for place in seen):
        return {}
    owned = {m.text: owners[m.start] for m in document.mentions if m.start in owners}
    names = [m.name for m in document.mentions if m.kind == "agency" and m.name]
    bare = {m.text for m in document.mentions if m.kind == "agency"}.union(names)
    countries = {place.name for place in seen if place.kind == "country"}
    wholes = [(name.removesuffix(f" {c}"), name) for name in names for c in countries]
    short = {short: name for short, name in reversed(wholes) if short != name and short in bare}
    return {**owned, **short}


def _owners(document: Document, classes: dict[str, Class]) -> dict[int, str]:
    """Return the names of state bodies with the country that is joined to them, by offset.

    So in "Chính phủ của Lào" and "Chính phủ và nhân dân Lào".
    """
    countries = {
        m.start: m.name
        for m in document.mentions
        if m.kind == "place" and m.rule == _COUNTRY and m.name != _HOME
    }
    return {
        m.start: f"{m.name} {country}"
        for m in document.mentions
        if m.kind == "agency"
        and m.name
        and classes[m.name].head in _OF_STATES
        and classes[m.name].place is None
        and (joined := _joined(classes[m.name].head).match(document.view.text, m.end))
        and (country := countries.get(joined.end()))
    }


def _joined(head: str | None) -> regex.Pattern[str]:
    """Return what may join a country to a body with some head."""
    return _JOINED if head in _OF_PEOPLES else _OWNED


def _complete(mention: Mention, found: Class, context: PlaceContext) -> str:
    """Return the name of a local body with its place."""
    name = mention.name or mention.text
    if found.head in _ONLY_ONE and found.place and found.place.name == _HOME:
        return name.removesuffix(f" {_HOME}")
    if found.place and found.place.is_named:
        return name
    if found.place:
        unit = found.place.name
        whole = context.complete(unit.lower(), mention.start)
        return f"{name[: -len(unit)].rstrip()} {lowered_unit(whole)}" if whole else name
    if not found.everywhere or mention.ref:
        return name
    unit = "" if found.everywhere == "any" else found.everywhere
    whole = context.complete(unit, mention.start)
    return f"{name} {place_of_body(whole, found.everywhere)}" if whole else name
