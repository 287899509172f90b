"""Organisations of a list that says their head once: "các Sở: Y tế, Nội vụ"."""

from collections.abc import Iterator, Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hit, Hits
from tinvan.names.lexicons import Head
from tinvan.names.places import read_listed_place
from tinvan.names.spelling import Spelling, in_name
from tinvan.names.surroundings import field_at, list_goes_on
from tinvan.names.words import Word

_OFFICES = ("bo", "so")  # ministries and departments: heads that a field completes
_UNITS = ("unit-province", "unit-district", "unit-commune")
_RULE = "agency.shared-head"


def read_listed(words: Sequence[Word], hits: Hits, spelling: Spelling) -> dict[int, AgencySpan]:
    """Return the organisations of such lists by their first word.

    Args:
        words: The words of a sentence.
        hits: The forms found in them.
        spelling: Expands what stands in their names.
    """
    found: dict[int, AgencySpan] = {}
    for start in hits.of("head"):
        for hit in hits.all_at("head", start):
            head = hit.form.entry
            assert isinstance(head, Head)
            spans = [
                *_by_fields(words, hits, hit, head, spelling),
                *_by_places(words, hits, hit, head, spelling),
            ]
            if len(spans) > 1:
                found.update((span.start, span) for span in spans)
    return found


def _by_fields(
    words: Sequence[Word], hits: Hits, hit: Hit, head: Head, spelling: Spelling
) -> Iterator[AgencySpan]:
    """Yield the offices of a list of fields: "các Bộ: Công an, Ngoại giao", "liên Bộ A - B"."""
    before = hit.start > 0 and words[hit.start - 1].key == "liên"
    if head.id not in _OFFICES or not (before or hits.before("plural", hit.start)):
        return
    name = spelling.of_head(words, hit, head)
    at = _skip_colon(words, hit.end)
    start = hit.start if at == hit.end else at
    while at < len(words) and words[at].is_capital and (field := field_at(hits, at, head)):
        official = spelling.tail(words, hits, at, field.end, head)
        yield AgencySpan(
            start=start, end=field.end, name=f"{name} {official}", rule=_RULE, head=head.id
        )
        if not list_goes_on(words, field.end):
            return
        start = at = field.end + 1


def _by_places(
    words: Sequence[Word], hits: Hits, hit: Hit, head: Head, spelling: Spelling
) -> Iterator[AgencySpan]:
    """Yield the bodies of a list of places: "UBND các huyện A, B", "Sở Y tế các tỉnh A và B"."""
    end = hit.end
    if head.tail == "fields" and (field := field_at(hits, end, head)):
        end = field.end
    plural = hits.at("plural", end)
    unit = _last_unit(words, hits, plural.end) if plural else None
    if not head.local or unit is None:
        return
    name = f"{spelling.of_head(words, hit, head)} {spelling.tail(words, hits, hit.end, end, head)}"
    at = _skip_colon(words, unit.end)
    while place := read_listed_place(words, hits, unit, at) if at < len(words) else None:
        whole = f"{name.strip()} {in_name(place, head)}"
        yield AgencySpan(start=at, end=place.end, name=whole, rule=_RULE, head=head.id)
        if not list_goes_on(words, place.end) or words[place.end].text == "-":
            return
        at = place.end + 1


def _last_unit(words: Sequence[Word], hits: Hits, at: int) -> Hit | None:
    """Return the last of the units at a word: "tỉnh, | thành phố"."""
    unit = next((hit for kind in _UNITS if (hit := hits.at(kind, at))), None)
    if unit is None:
        return None
    between = [word.key for word in words[unit.end : unit.end + 2]]
    if between == [",", "thành"] and unit.form.category == _UNITS[0]:
        return Hit(unit.start, _last_city(words, hits, unit.end + 1), unit.form)
    joined = between[:1] in ([","], ["và"])
    return (_last_unit(words, hits, unit.end + 1) if joined else None) or unit


def _last_city(words: Sequence[Word], hits: Hits, at: int) -> int:
    """Return the index behind "thành" or "thành phố" at a word."""
    city = hits.at("unit-province", at)
    return city.end if city else at + 1


def _skip_colon(words: Sequence[Word], at: int) -> int:
    """Return the index behind a colon at a word."""
    return at + (at < len(words) and words[at].text == ":")
