"""Where the name of the holder may start behind a post: behind its body, field or country."""

from collections.abc import Iterator, Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hits
from tinvan.names.places import read_place
from tinvan.names.posts import PostSpan
from tinvan.names.surroundings import fields_end
from tinvan.names.syllables import is_syllable
from tinvan.names.words import Word

_FORCE = 4  # small words between a post and a country: "Tư lệnh hải quân Lào"
_NO_FORCE = ("speech", "stop", "body-end", "honorific", "surname")
_NAMED_UNITS = ("truong-thon", "giam-doc-du-an")  # posts whose hamlet or project has a name
_CHARGE = 9  # words of what a post is in charge of: "phụ trách các vấn đề nhân đạo"


def behind_titles(
    words: Sequence[Word],
    hits: Hits,
    agencies: Sequence[AgencySpan],
    posts: Sequence[PostSpan],
) -> set[int]:
    """Return where a name may start behind a post, or behind a post and its organisation."""
    ends = {post.end for post in posts if post.post != "truong-thon"}
    behind = set(ends)
    for agency in agencies:
        if _follows_post(words, hits, agency.start, ends) or any(
            post.start < agency.start < post.end for post in posts
        ):
            behind.update(_ends_of(words, hits, agency.end))
    for agency in agencies:
        if agency.start in behind or (
            words[agency.start - 1].key == "của" and agency.start - 1 in behind
        ):
            behind.update(_ends_of(words, hits, agency.end))
    for end in sorted(ends):
        at = end + 1 if end < len(words) and words[end].key == "nước" else end
        field = hits.at("field", at)
        at = fields_end(words, hits, field.end) if field else at
        behind.add(at)
        if force := _behind_force(words, hits, at):
            behind.add(force)
        place = read_place(words, hits, at)
        if place:
            behind.add(place.end)
            if place.end < len(words) and words[place.end].key in ("tại", "ở", "của"):
                seat = read_place(words, hits, place.end + 1)
                if seat:
                    behind.add(seat.end)
    behind.update(_in_apposition(words, behind - ends))
    units = (post.end for post in posts if post.post in _NAMED_UNITS)
    return behind - {end for end in units if not hits.at("surname", end)}


def _in_apposition(words: Sequence[Word], ends: set[int]) -> Iterator[int]:
    """Yield where foreign names start behind titles and a comma: "CEO của Aralin, Paolo Moro"."""
    for end in ends:
        name = words[end + 1 : end + 3]
        if len(name) < 2 or words[end].text != "," or is_syllable(name[0].text):
            continue
        if not any(word.is_acronym or not word.is_name_part for word in name):
            yield end + 1


def _ends_of(words: Sequence[Word], hits: Hits, end: int) -> Iterator[int]:
    """Yield where a name may start behind an organisation with an abbreviation or a place.

    Either may stand in brackets: "Công ty An Bình (Hà Nội) | Trần Văn Hiếu".
    """
    yield end
    if end < len(words) and words[end].text == "(":
        inner = end + 1
        while inner < len(words) and inner - end <= _FORCE and words[inner].text != ")":
            inner += 1
        if inner < len(words) and words[inner].text == ")":
            place = read_place(words, hits, end + 1)
            if _is_short(words[end + 1 : inner]) or (place and place.end == inner):
                yield inner + 1
                yield from _seats(words, hits, inner + 1)
    yield from _seats(words, hits, end)
    if end < len(words) and words[end].key == "phụ":
        charge = end
        while charge < len(words) and charge - end <= _CHARGE and words[charge].is_letters:
            if words[charge].is_capital:
                yield charge
                return
            charge += 1


def _is_short(bracket: Sequence[Word]) -> bool:
    """Tell whether a bracket starts with an abbreviation, or is one: "(Fed)"."""
    return bracket[0].is_acronym or (len(bracket) == 1 and bracket[0].is_capital)


def _seats(words: Sequence[Word], hits: Hits, at: int) -> Iterator[int]:
    """Yield the index behind a place, or behind where an office is: "(WB) tại Việt Nam"."""
    joined = at < len(words) and words[at].key in ("tại", "ở")
    place = read_place(words, hits, at + joined)
    if place and place.is_named:
        yield place.end


def _behind_force(words: Sequence[Word], hits: Hits, at: int) -> int | None:
    """Return the index behind small words and a country behind a post: "hải quân Lào"."""
    end = at
    while end < len(words) and end - at <= _FORCE and words[end].is_letters:
        place = read_place(words, hits, end) if end > at else None
        if place and place.kind == "country":
            return place.end
        if words[end].is_capital and not is_syllable(words[end].text):
            return None
        field = hits.at("noun", end) or hits.at("link", end)
        if field:
            end = field.end
            continue
        if hits.any_at(("speech", "stop", "body-end", "honorific", "surname"), end):
            return None
        end += 1
    return None


def _follows_post(words: Sequence[Word], hits: Hits, start: int, ends: set[int]) -> bool:
    """Tell whether an organisation stands behind a post, small words between them left out."""
    at = start
    while at > 0 and at not in ends and start - at < 6:
        before = words[at - 1]
        if before.is_capital or not before.is_letters:
            return False
        at -= 1
    return at in ends
