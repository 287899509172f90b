"""What a full name tells of an organisation: kind, level, and the place it belongs to."""

from typing import cast

import msgspec
import regex

from tinvan.facts import AgencyKind, Level
from tinvan.names.gazetteer import Hits
from tinvan.names.knowledge import Knowledge
from tinvan.names.lexicons import Brand, Head
from tinvan.names.places import PlaceSpan, read_place, read_seat
from tinvan.names.words import Word, split_words

_BROAD = ("quốc tế", "thế giới", "châu Âu", "châu Á", "châu Phi", "Liên Hợp Quốc", "toàn cầu")
_BEHIND_NOUN = regex.compile(r"agency\.(?:behind|by|of)-(\w+)-(?:noun|assembly)")
_FOREIGN_KINDS = frozenset(("government", "legislature", "judiciary"))
_ORGANS = ("ban-chap-hanh", "ban-thuong-vu")  # of parties, and of associations as well
_LEVELS: dict[str, Level] = {
    "province": "province", "city": "district", "district": "district", "commune": "commune",
}  # fmt: skip


class Class(msgspec.Struct, frozen=True):
    """What a name tells.

    Attributes:
        kind: The kind of organisation.
        level: The level of a Vietnamese state or party body.
        head: Id of the head noun, if known.
        place: The place in the name, if any.
        everywhere: Which provinces have one of it (rules/lexicons/agency_heads.toml).
    """

    kind: AgencyKind
    level: Level | None
    head: str | None
    place: PlaceSpan | None
    everywhere: str = ""


class Classifier:
    """Tells kind, level and place of organisations by their full names."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge

    def __call__(self, name: str, body: str | None = None, rule: str = "") -> Class:
        """Classify a full name.

        Args:
            name: The name.
            body: Its id in the registry, if known.
            rule: The rule that read it: behind a common noun, the noun tells the kind.
        """
        words = split_words(name, 0, len(name))
        hits = self._knowledge.gazetteer.scan(words)
        head = _head(hits)
        place = _last_place(words, hits) or _seat(words, hits)
        if body and (known := self._knowledge.bodies.get(body)):
            return Class(known.kind, known.level, head.id if head else None, place)
        if (behind := _BEHIND_NOUN.fullmatch(rule)) and not hits.at("brand", 0):
            return Class(cast(AgencyKind, behind.group(1)), None, None, None)
        if head is None or rule in ("agency.behind-post", "agency.brand"):
            brand = hits.at("brand", 0)
            kind: AgencyKind = "company"
            if brand and isinstance(brand.form.entry, Brand):
                kind = brand.form.entry.kind
            return Class(kind, None, None, None)
        if rule == "agency.unit-of-body" and (parent := self._parent(words, hits)):
            party = head.kind == "party" and head.id not in _ORGANS
            own = party or (parent.kind == "legislature" and head.id != "ban")
            kind = head.kind if own else parent.kind
            return Class(kind, parent.level, head.id, place or parent.place, parent.everywhere)
        return self._by_head(name, words, hits, head, place)

    def _by_head(
        self,
        name: str,
        words: tuple[Word, ...],
        hits: Hits,
        head: Head,
        place: PlaceSpan | None,
    ) -> Class:
        """Classify by the head noun and the place that the name ends in."""
        if head.mission and _first_place(words, hits) == "Việt Nam":
            return Class("government", "central", head.id, place)
        if head.abroad and place and (_is_foreign_city(hits, place) or _is_foreign(place)):
            return Class(head.abroad, None, head.id, place)
        abroad = place and place.name not in self._knowledge.regions_at_home
        if place and place.kind == "region" and abroad and head.kind in _FOREIGN_KINDS:
            return Class("international", None, head.id, place)
        if head.kind in ("association", "other", "government") and _is_broad(name):
            return Class("international", None, head.id, place)
        level = head.level
        below = place is not None and place.kind in ("district", "commune")
        if (
            place
            and (head.local or level is None or below)
            and head.kind not in ("company", "education")
        ):
            level = _LEVELS.get(place.kind, level)
        if head.kind not in ("government", "party", "legislature", "judiciary"):
            level = None
        return Class(head.kind, level, head.id, place, head.everywhere)

    def _parent(self, words: tuple[Word, ...], hits: Hits) -> Class | None:
        """Classify the body behind a unit: the last head in the name."""
        for at in range(len(words) - 1, 0, -1):
            if words[at].is_capital and (hits.at("head", at) or hits.at("body", at)):
                rest = " ".join(word.text for word in words[at:])
                body = hits.at("body", at)
                return self(rest, body.form.entry.id if body else None)
        brands = (hits.at("brand", at) for at in range(1, len(words)))
        brand = next((hit for hit in brands if hit), None)
        return self(brand.form.text) if brand else None


def _head(hits: Hits) -> Head | None:
    """Return the longest head noun that a name starts with."""
    hit = hits.at("head", 0)
    if hit is None:
        return None
    assert isinstance(hit.form.entry, Head)
    return hit.form.entry


def _last_place(words: tuple[Word, ...], hits: Hits) -> PlaceSpan | None:
    """Return the place that a name ends in, its abbreviation apart, or a unit without its name."""
    ends = len(words) - (len(words) > 1 and words[-1].is_acronym), len(words)
    for at in range(len(words)):
        place = read_place(words, hits, at)
        if place and place.end in ends and not _ends_word(hits, place):
            return place
    return None


def _ends_word(hits: Hits, place: PlaceSpan) -> bool:
    """Tell whether a unit without a name is the end of another word: "nông thôn", "xuất bản"."""
    if place.is_named:
        return False
    if place.kind == "hamlet":
        return True
    ends = (hits.before(kind, place.end) for kind in ("head", "noun", "field"))
    return any(hit and hit.start < place.start for hit in ends)


def _seat(words: tuple[Word, ...], hits: Hits) -> PlaceSpan | None:
    """Return the district of a body whose head has its unit: "Huyện ủy | Bình Sơn"."""
    hit, head = hits.at("head", 0), _head(hits)
    place = read_seat(words, hits, hit, head.everywhere) if hit and head else None
    return place if place and place.end == len(words) else None


def _first_place(words: tuple[Word, ...], hits: Hits) -> str | None:
    """Return the first place in a name."""
    places = (read_place(words, hits, at) for at in range(len(words)))
    return next((place.name for place in places if place), None)


def _is_foreign(place: PlaceSpan) -> bool:
    """Tell whether a place is another country."""
    return place.kind == "country" and place.name != "Việt Nam"


def _is_foreign_city(hits: Hits, place: PlaceSpan) -> bool:
    """Tell whether a place is a city of the lexicon that lies in no province."""
    known = any(place.start <= start < place.end for start in hits.of("place"))
    return place.kind == "city" and place.province is None and known


def _is_broad(name: str) -> bool:
    """Tell whether a name speaks of the world or a part of it."""
    folded = name.casefold()
    return any(folded.endswith(word.casefold()) for word in _BROAD)
