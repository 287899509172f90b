"""Bodies that every province has: read by a pattern, dated by the body and by its province."""

from collections import defaultdict
from collections.abc import Sequence

from tinvan.names.gazetteer import Hits
from tinvan.names.knowledge import Knowledge
from tinvan.names.lexicons import LocalBody, load_entries
from tinvan.names.places import PlaceSpan, read_place
from tinvan.names.words import Word, split_words
from tinvan.registry.answer import Answer, Named
from tinvan.registry.local_names import (
    LocalName,
    local_id,
    local_name,
    region_name,
    unit_of,
    within,
)
from tinvan.registry.periods import ProvincePeriod, Provinces, choose, day_after, last_day, stands
from tinvan.registry.registry import Registry, form_key
from tinvan.registry.telling import Asked, told, unborn

_LEVELS = {"province": "province", "city": "district", "district": "district", "commune": "commune"}
_BETWEEN = (",", "(", "-", "của", ")", ".")
_UNITS = frozenset(("tỉnh", "thành", "tp", "t"))
_VALUES = {"i": 1, "v": 5, "x": 10}
_TIERS = {"province": "cấp tỉnh", "district": "cấp huyện", "commune": "cấp xã"}


class LocalBodies:
    """Reads and answers for local bodies.

    Args:
        knowledge: The lexicons of names.
        registry: The registered bodies, for parents at the centre.
    """

    def __init__(self, knowledge: Knowledge, registry: Registry) -> None:
        self._knowledge = knowledge
        self._registry = registry
        self.provinces = Provinces(knowledge.provinces)
        entries = load_entries("registry/local.toml", LocalBody)
        self.bodies = {body.id: body for body in entries}
        self._by_form: dict[tuple[str, ...], list[LocalBody]] = defaultdict(list)
        self._before: dict[str, list[LocalBody]] = defaultdict(list)
        for body in entries:
            for key in {form_key(form) for form in (body.name, *body.forms)}:
                self._by_form[key].append(body)
            for successor in body.successor:
                self._before[successor].append(body)
        self._longest = max(len(key) for key in self._by_form)

    def read(self, name: str, day: str | None = None) -> LocalName | None:
        """Take the name of a local body of a day apart, or return None where it is none."""
        words = split_words(name, 0, len(name))
        hits = self._knowledge.gazetteer.scan(words)
        for end in range(min(len(words), self._longest + 4), 0, -1):
            bodies = self._by_form.get(form_key(name[: words[end - 1].end]))
            if bodies:
                found = self._with_place(name, words, hits, end, tuple(bodies), day)
                if found:
                    return found
        return None

    def _with_place(
        self,
        name: str,
        words: Sequence[Word],
        hits: Hits,
        end: int,
        bodies: tuple[LocalBody, ...],
        day: str | None,
    ) -> LocalName | None:
        """Read the number and the places behind the form of a local body."""
        number = region = ""
        numbered = tuple(body for body in bodies if body.numbered)
        if numbered:
            if end == len(words) or not _is_number(words[end]):
                return None
            number, bodies = name[words[end].start :].rstrip(" )"), numbered
            region = _arabic(words[end].key)
            end += 1
        implied = bodies[0].implies
        if implied and end < len(words) and words[end].is_capital:
            return LocalName(
                bodies=bodies, place=_implied(name, words, end, implied), unit="district"
            )
        places: list[PlaceSpan] = []
        while end < len(words):
            if words[end].key in _BETWEEN:
                end += 1
                continue
            place = read_place(words, hits, end)
            if place is None or place.end <= end or place.kind not in _LEVELS:
                return None
            places.append(place)
            end = place.end
        province = next((p.province for p in places if p.province), None)
        first = places[0] if places else None
        typed = first is not None and words[first.start].key in _UNITS
        unit = self._level(first, province, day if typed else None)
        fitting = tuple(b for b in bodies if number or unit_of(b) in (unit, "any"))
        if not fitting:
            return None
        return LocalName(
            bodies=fitting,
            number=number,
            region=region,
            place=first,
            province=province,
            unit=unit,
            typed=typed,
        )

    def _level(self, place: PlaceSpan | None, province: str | None, day: str | None) -> str:
        """Return the level of a place on a day: a city may have become a province."""
        if place is None:
            return "province"
        if place.kind == "city" and province and self.provinces.called(province, place.name, day):
            return "province"
        return _LEVELS[place.kind]

    def answer(self, found: LocalName, asked: Asked) -> Answer:
        """Say what is known of a local body on a day."""
        day = asked.on
        body = choose(found.bodies, day)
        if body.numbered or found.unit != "province" or not (found.place and found.province):
            return self._unplaced(body, found, asked)
        province = self.provinces.on(found.province, day)
        if found.typed:
            province = self.provinces.called(found.province, found.place.name, day) or province
        body = self._of_place(body, province)
        here = within(body, province)
        standing = day is not None and stands(here, day)
        return told(
            here,
            asked,
            self._short(body, province),
            read_by="pattern",
            place=province.name,
            parent=self._parent(body, province, day if standing else here.valid_to),
            successor=self._successors(body, province, here.valid_to),
            predecessor=self._predecessors(body, province),
            held=self._held(body, province, day) if day and not standing else (),
            unborn=unborn(self._before[body.id]),
        )

    def _unplaced(self, body: LocalBody, found: LocalName, asked: Asked) -> Answer:
        """Say what is known of a local body whose place the registry does not date."""
        place = found.place.name if found.place and found.place.is_named else None
        name = local_name(body, place)
        if found.number:
            province = self.provinces.on(found.province, asked.on) if found.province else None
            name = region_name(body, found, province)
        elif body.implies:
            name = f"{body.name} {(place or '').removeprefix(body.implies.capitalize()).strip()}"
        heirs = tuple(self._heir(self.bodies[id], found, asked.on) for id in body.successor)
        held = self.bodies[body.successor[0]] if body.successor else None
        return told(
            body,
            asked,
            Named(local_id(body, found), name),
            read_by="pattern",
            place=place,
            parent=self._above(body, found, asked.on),
            successor=heirs,
            held=heirs if asked.on and held and stands(held, asked.on) else (),
            unborn=unborn(self._before[body.id]),
        )

    def _above(self, body: LocalBody, found: LocalName, day: str | None) -> Named | None:
        """Return what a body of a region or a district belongs to: of its province, or above."""
        day = day if day and stands(body, day) else body.valid_to
        if found.province and body.parent in self.bodies:
            return self._short(self.bodies[body.parent], self.provinces.on(found.province, day))
        return self._central(body, day) if found.region else None

    def _heir(self, body: LocalBody, found: LocalName, day: str | None) -> Named:
        """Return what came after a body below the provinces, with its province where it is told."""
        if unit_of(body) == "province" and found.province:
            return self._short(body, self.provinces.on(found.province, day))
        if body.numbered:
            return Named(None, body.name)
        return Named(None, " ".join(filter(None, (body.name, _TIERS.get(unit_of(body) or "")))))

    def _short(self, body: LocalBody, province: ProvincePeriod) -> Named:
        """Return a body of a province in short; one of a region has no place of its own."""
        body = self._of_place(body, province)
        if body.numbered:
            return Named(None, body.name)
        return Named(f"vn.{province.id}.{body.id}", local_name(body, province.name))

    def _of_place(self, body: LocalBody, province: ProvincePeriod) -> LocalBody:
        """Return a body, or its pair where a province has it and a city another: Tỉnh, Thành ủy."""
        if body.within and not province.name.lower().startswith(body.within):
            return self.bodies[body.pair]
        return body

    def _successors(
        self, body: LocalBody, province: ProvincePeriod, end: str | None
    ) -> tuple[Named, ...]:
        """Return what took the work of a body over when it, or its province, ended."""
        heirs = [self.bodies[id] for id in body.successor] if body.valid_to == end else [body]
        if end and province.valid_to == end and province.successor:
            province = self.provinces.on(province.successor, day_after(end))
        return tuple(self._short(heir, province) for heir in heirs)

    def _predecessors(self, body: LocalBody, province: ProvincePeriod) -> tuple[Named, ...]:
        """Return what a body took over from: itself, where its province had another name."""
        if earlier := self.provinces.before(province):
            return (self._short(body, earlier),)
        before = (one for one in self._before[body.id] if unit_of(one) in ("province", "any"))
        return tuple(self._short(one, province) for one in before)

    def _held(self, body: LocalBody, province: ProvincePeriod, day: str) -> tuple[Named, ...]:
        """Return what stood on a day in place of a body."""
        province = self.provinces.heir(province.id, day)
        found: list[LocalBody] = []
        queue, seen = [body], {body.id}
        while queue:
            one = queue.pop(0)
            if stands(one, day):
                found.append(one)
                continue
            after = day > last_day(one)
            near = [self.bodies[id] for id in one.successor] if after else self._before[one.id]
            queue.extend(other for other in near if other.id not in seen)
            seen.update(other.id for other in near)
        return tuple(self._short(one, province) for one in found)

    def _parent(self, body: LocalBody, province: ProvincePeriod, day: str | None) -> Named | None:
        """Return the body that a local one belongs to: of its province, or at the centre."""
        if body.parent in self.bodies:
            return self._short(self.bodies[body.parent], province)
        return self._central(body, day)

    def _central(self, body: LocalBody, day: str | None) -> Named | None:
        """Return the body at the centre that a local one belongs to, or None."""
        registry = self._registry
        if body.parent not in registry.bodies:
            return None
        assert body.parent is not None
        return registry.heir(body.parent, day) if day else registry.short(body.parent)

    def forms(self) -> list[str]:
        """Return every spelling of every local body, without its place."""
        return [form for body in self.bodies.values() for form in (body.name, *body.forms)]


def _implied(name: str, words: Sequence[Word], start: int, unit: str) -> PlaceSpan:
    """Return the place behind a form that implies its unit: "Quận ủy | Hải Châu"."""
    end = next((at for at in range(start, len(words)) if words[at].key in _BETWEEN), len(words))
    text = name[words[start].start : words[end - 1].end]
    return PlaceSpan(
        start=start, end=end, name=f"{unit.capitalize()} {text}", kind=_LEVELS["district"]
    )


def _is_number(word: Word) -> bool:
    """Tell whether a word is a number, in digits or Roman."""
    return word.is_number or set(word.key) <= set(_VALUES)


def _arabic(number: str) -> str:
    """Return a number in digits: a region has both "khu vực II" and "khu vực 2"."""
    values = [_VALUES.get(sign, 0) for sign in number]
    if not all(values):
        return number
    total = sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))
    return str(total)
