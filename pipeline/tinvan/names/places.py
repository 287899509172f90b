"""Reading places: provinces and what lies below them, countries, regions, cities."""

from collections.abc import Sequence

import msgspec

from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import Place, Province
from tinvan.names.syllables import FULL_NAME, MIDDLE, is_syllable
from tinvan.names.words import Word

_LEVELS = {
    "unit-province": "province",
    "unit-state": "state",
    "unit-district": "district",
    "unit-commune": "commune",
    "unit-hamlet": "hamlet",
}
# The lexicons whose forms a place may start with.
PLACE_ANCHORS = ("province", "renamed", "place", *_LEVELS)
_TWO = frozenset(("New", "North", "South", "West", "San", "Los", "Rhode", "Baden", "Uttar"))
_WARD = ("phường", "p")
_ADDRESSES = ("honorific", "rank", "occupation")
_DOTTED = ("P", "H")  # units only with a full stop
_SEATS = ("quận", "huyện", "thị xã")  # units of whose places no lexicon knows all
_UNIT_NAMES = {
    "tp": "Thành phố",
    "t": "Thành phố",
    "tx": "Thị xã",
    "q": "Quận",
    "h": "Huyện",
    "p": "Phường",
}


class PlaceSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A place among the words of a sentence.

    Attributes:
        start: Index of its first word, that of its unit included ("tỉnh", "quận").
        end: Index behind its last word.
        name: Its full name, or the unit alone where nothing follows it ("tỉnh").
        kind: "province", "state", "district", "commune", "hamlet", "country", "region" or
            "city".
        province: Id of the province that it is or lies in, if known.
        is_named: Whether more than a unit is written.
    """

    start: int
    end: int
    name: str
    kind: str
    province: str | None = None
    is_named: bool = True


def read_place(words: Sequence[Word], hits: Hits, start: int) -> PlaceSpan | None:
    """Read a place that starts at a word, with or without its unit before it."""
    if not hits.any_at(PLACE_ANCHORS, start):
        return None
    known = _known(words, hits, start)
    if known and known.kind == "province":
        return known
    for category, level in _LEVELS.items():
        if (hit := hits.at(category, start)) and not _is_of_federation(words, start):
            return _with_unit(words, hits, hit, level)
    return known


def _is_of_federation(words: Sequence[Word], at: int) -> bool:
    """Tell whether "bang" is the end of "liên bang", no state: "Hàng không Liên bang Mỹ"."""
    return at > 0 and words[at].key == "bang" and words[at - 1].key == "liên"


def _with_unit(words: Sequence[Word], hits: Hits, unit: Hit, level: str) -> PlaceSpan | None:
    """Read a place right behind its unit."""
    at = unit.end
    if at < len(words) and words[at].text == "." and len(words[at - 1].text) <= 2:
        at += 1
    if words[unit.start].text in _DOTTED and at == unit.end:
        return None
    return _of_unit(words, hits, unit, level, at)


def read_listed_place(words: Sequence[Word], hits: Hits, unit: Hit, at: int) -> PlaceSpan | None:
    """Read a place of a list whose unit is said once before it: "các huyện A, | B"."""
    known = _known(words, hits, at)
    if known and known.kind == "province":
        return known
    if _ends_list(words, hits, unit, at):
        return None
    level = next(level for category, level in _LEVELS.items() if hits.at(category, unit.start))
    place = _of_unit(words, hits, unit, level, at)
    return msgspec.structs.replace(place, start=at) if place and place.is_named else None


def _ends_list(words: Sequence[Word], hits: Hits, unit: Hit, at: int) -> bool:
    """Tell whether what stands at a word of a list of places is something else.

    Many districts start as other words do: Anh Sơn, Cô Tô, Vụ Bản, Hòa Phát, Tiền Phong.
    """
    if hits.any_at(("post", "opener", "source-before"), at):
        return True
    address = next((hit for kind in _ADDRESSES if (hit := hits.at(kind, at))), None)
    if address and (address.end - at > 1 or is_full_name(words, hits, address.end)):
        return True
    head, body = hits.at("head", at), hits.at("body", at)
    if head and (head.end - at > 1 or hits.any_at(("field", "noun", "head", "link"), head.end)):
        return True
    if head and head.end < len(words) and not is_syllable(words[head.end].text):
        return True  # "Viện | Pasteur"
    if body and not all(word.is_name_part for word in words[at : body.end]):
        return True
    of_commune = hits.at("unit-commune", unit.start) is not None
    if hits.any_at(("brand", "alias"), at) and not (of_commune and is_syllable(words[at].text)):
        return True
    # Wards bear names of people: "UBND các huyện Củ Chi, Hóc Môn và | Nguyễn Văn Ba".
    of_ward = words[unit.start].key in _WARD
    return not (at == unit.end or of_ward) and is_full_name(words, hits, at)


def is_full_name(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a full name stands at a word that no district bears."""
    full = [word.is_name_part for word in words[at : at + FULL_NAME]] == [True] * FULL_NAME
    return full and bool(hits.at("surname", at)) and not hits.at("namesake-place", at)


def _of_unit(words: Sequence[Word], hits: Hits, unit: Hit, level: str, at: int) -> PlaceSpan | None:
    """Read the name of a place at a word, whose unit is known."""
    name = _UNIT_NAMES.get(words[unit.start].key) or joined_unit(words, unit)
    behind = _known(words, hits, at, unit=True) if level == "province" and at < len(words) else None
    if behind and behind.kind == "province" and _is_capital_of(name, behind):
        name = f"{name} {joined_words(words, at, behind.end)}"
        return msgspec.structs.replace(behind, start=unit.start, name=name, kind="city")
    if behind and behind.kind in ("province", "city"):
        full = behind.name if behind.kind == "province" else f"{name} {behind.name}"
        return msgspec.structs.replace(behind, start=unit.start, name=full)
    end = _proper_end(words, hits, at, numbers=level != "province", state=level == "state")
    if level == "province" and at < len(words) and (behind or hits.at("surname", at)):
        end = at
    if level in ("district", "commune") and _is_holder(words, hits, unit, at):
        end = at
    if end > at:
        text = joined_words(words, at, end)
        kind = "city" if level == "province" else level
        return PlaceSpan(start=unit.start, end=end, name=f"{name} {text}", kind=kind)
    if len(words[unit.start].text) == 1:
        return None
    return PlaceSpan(start=unit.start, end=unit.end, name=name, kind=level, is_named=False)


def read_seat(words: Sequence[Word], hits: Hits, head: Hit, unit: str) -> PlaceSpan | None:
    """Read the district behind a head whose name has its unit: "Huyện ủy | Bình Sơn"."""
    at = head.end
    known = read_place(words, hits, at)
    if unit not in _SEATS or at >= len(words):
        return known
    if hits.any_at(("post", "honorific", "rank"), at) or _is_holder(words, hits, head, at):
        return None
    end = _proper_end(words, hits, at, numbers=True)
    if end == at or (known and known.end >= end):
        return known
    name = f"{unit.capitalize()} {joined_words(words, at, end)}"
    return PlaceSpan(start=at, end=end, name=name, kind="district")


def _is_capital_of(unit: str, province: PlaceSpan) -> bool:
    """Tell whether "TP Thanh Hóa" is the city that a province is named after."""
    return unit == "Thành phố" and province.name.startswith("Tỉnh")


def joined_words(words: Sequence[Word], start: int, end: int) -> str:
    """Return words as written, with single blanks where there are any between them."""
    text = ""
    for before, word in zip((None, *words[start:end]), words[start:end], strict=False):
        text += " " * (before is not None and before.end < word.start) + word.text
    return text


def joined_unit(words: Sequence[Word], unit: Hit) -> str:
    """Return a unit with a capital: "Tỉnh", "Thị xã"."""
    text = " ".join(word.key for word in words[unit.start : unit.end])
    return text[0].upper() + text[1:]


def _proper_end(
    words: Sequence[Word], hits: Hits, at: int, *, numbers: bool, state: bool = False
) -> int:
    """Return the index behind the proper name of a unit: "1", "Hai Bà Trưng"."""
    if at < len(words) and numbers and words[at].is_number:
        return at + 1
    end = at
    while end < len(words) and end - at < 3 and words[end].is_name_part:
        if end > at and hits.any_at(("post", "head", "foreign"), end):
            break
        if end - at == 2 and hits.at("surname", end) and _is_followed(words, end):
            break
        end += 1
        if _is_glued(words, end):
            end += 2
        if state and not is_syllable(words[end - 1].text) and words[end - 1].text not in _TWO:
            break
    return end


def _is_holder(words: Sequence[Word], hits: Hits, unit: Hit, at: int) -> bool:
    """Tell whether a full name behind a unit is that of who heads it: "Chủ tịch huyện | Lê Văn Ba".

    Places that are named after people are known ("huyện Trần Văn Thời").
    """
    parts = words[at : at + FULL_NAME]
    named = len(parts) == FULL_NAME and all(word.is_name_part for word in parts)
    if named and hits.at("common-surname", at + 2) and _is_followed(words, at + 2):
        return False  # "huyện Lý Sơn | Nguyễn Văn Ba"
    if not named or not hits.at("surname", at) or hits.at("namesake-place", at):
        return False
    start = unit.start
    for kind in ("field", "noun", "head", "body"):
        if hit := hits.before(kind, start):
            start = hit.start
    return bool(hits.before("post", start) or hits.before("modifier", start))


def _is_glued(words: Sequence[Word], at: int) -> bool:
    """Tell whether an apostrophe within a word stands there: Đắk G’long."""
    if at == 0 or at + 1 >= len(words) or words[at].key != "'" or not words[at + 1].is_letters:
        return False
    return words[at - 1].end == words[at].start and words[at].end == words[at + 1].start


def _is_followed(words: Sequence[Word], at: int) -> bool:
    """Tell whether another syllable of a name follows a word."""
    return at + 1 < len(words) and words[at + 1].is_name_part


def _known(
    words: Sequence[Word], hits: Hits, start: int, *, unit: bool = False
) -> PlaceSpan | None:
    """Read a place of the lexicons; some forms are one only behind their unit."""
    if hits.at("not-place", start):
        return None
    hit = hits.at("province", start) or (hits.at("province-behind-unit", start) if unit else None)
    renamed = hits.at("renamed", start)
    place = hits.at("place", start)
    longest = max((h for h in (hit, renamed, place) if h), key=lambda h: h.end, default=None)
    if longest is None or _is_person_part(words, hits, longest):
        return None
    entry = longest.form.entry
    if isinstance(entry, Province):
        kind = "city" if longest is renamed else "province"
        name = entry.renamed_forms[0] if longest is renamed else entry.name
        return PlaceSpan(start=start, end=longest.end, name=name, kind=kind, province=entry.id)
    assert isinstance(entry, Place)
    if entry.ambiguous and _speaks_against(words, hits, longest):
        return None
    name = entry.forms[0] if entry.kind != "city" else joined_words(words, start, longest.end)
    return PlaceSpan(
        start=start, end=longest.end, name=name, kind=entry.kind, province=entry.province
    )


def _is_person_part(words: Sequence[Word], hits: Hits, hit: Hit) -> bool:
    """Tell whether a place's name ends a person's name: "Nguyễn Thái Bình"."""
    before = hit.start - 1
    if before > 0 and words[before].key in MIDDLE and words[before].is_capital:
        before -= 1  # "Võ Văn | Hải Dương"
    return (
        before >= 0
        and words[before].is_name_part
        and bool(hits.at("surname", before))
        and words[hit.start].is_name_part
        and not hits.before("place", hit.start)
        and not hits.before("head", hit.start)
    )


def _speaks_against(words: Sequence[Word], hits: Hits, hit: Hit) -> bool:
    """Tell whether a word such as "Anh" or "Đức" is no country here."""
    if words[hit.start].is_upper and len(words[hit.start].text) > 1:
        return True
    if hit.start == 0:
        return words[0].key == "anh" and not (
            len(words) > hit.end and words[hit.end].key in (",", "-", "và")
        )
    if hits.before("post", hit.start):
        return False
    before = words[hit.start - 1]
    if before.is_name_part:
        return not (
            hits.before("head", hit.start)
            or hits.before("field", hit.start)
            or hits.before("noun", hit.start)
        )
    return bool(hits.before("honorific", hit.start))
