"""Reading persons among the words of a sentence."""

from collections.abc import Sequence

import msgspec

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.behind_titles import behind_titles
from tinvan.names.gazetteer import Hits
from tinvan.names.persons import address_before, is_surname, name_end
from tinvan.names.places import read_place
from tinvan.names.posts import PostSpan
from tinvan.names.syllables import FULL_NAME, is_syllable
from tinvan.names.words import Word

_TAIL = 4  # small words between two parts of a body's name
_COMMITTEE = "ủy"  # last word of party committees: "Huyện ủy" is followed by a district
_NOT_FIRST = ("post", "rank", "not-place")
_NO_NAMES = ("head", "post", "brand", "body", "field", "honorific", "rank", "occupation")


class PersonSpan(msgspec.Struct, frozen=True, kw_only=True):
    """A person's name among the words of a sentence, without honorific or title.

    Attributes:
        start: Index of its first word.
        end: Index behind its last word.
        rule: What read it: "person.behind-title", "person.before-post", "person.by-surname",
            "person.by-given-name".
    """

    start: int
    end: int
    rule: str


def read_persons(
    words: Sequence[Word],
    hits: Hits,
    agencies: Sequence[AgencySpan],
    posts: Sequence[PostSpan],
) -> list[PersonSpan]:
    """Return the persons in the order of their words."""
    taken = {at for span in agencies for at in range(span.start, span.end)}
    taken.update(_long_places(hits))
    taken.update(_places_before_names(words, hits))
    titled = behind_titles(words, hits, agencies, posts)
    before_posts = _before_posts(words, hits, posts)
    spans: list[PersonSpan] = []
    begins = {post.end: post.start for post in posts}
    reached = 0
    for at, word in enumerate(words):
        if at < reached or not (word.is_capital or at in before_posts):
            continue
        if spans and spans[-1].rule == "person.behind-title" and begins.get(at) == spans[-1].end:
            titled.discard(at)
        free = word.is_capital and at not in taken
        span = _read(words, hits, at, titled) if free else None
        if span is None and at in before_posts:
            span = PersonSpan(start=at, end=before_posts[at], rule="person.before-post")
        if span and not taken.intersection(range(span.start, span.end)):
            spans.append(span)
            reached = span.end
    return spans


def _before_posts(words: Sequence[Word], hits: Hits, posts: Sequence[PostSpan]) -> dict[int, int]:
    """Return the bounds of capitals that a comma or dash joins to a post: "Achmad R., giám đốc"."""
    found: dict[int, int] = {}
    for post in posts:
        former = hits.before("former", post.start)
        sign = (former.start if former else post.start) - 1
        sign -= sign > 0 and words[sign].key == "một"
        if sign < 2 or words[sign].text not in (",", "-", "–"):
            continue
        for start in range(max(0, sign - 5), sign - 1):
            if name_end(words, hits, start) == sign and _stands_alone(words, hits, start, sign):
                found[start] = sign
                break
    return found


def _stands_alone(words: Sequence[Word], hits: Hits, start: int, end: int) -> bool:
    """Tell whether capitals are a name of two words or more with nothing of it before them."""
    before = words[start - 1] if start > 1 and not _opens(words, hits, start - 1) else None
    placed = hits.before("place", start) or hits.before("province", start)
    if end - start < 2 or (
        before and (before.is_capital or before.is_number) and not (placed and placed.start > 0)
    ):
        return False
    if _opens(words, hits, start):
        return False
    if hits.any_at(_NO_NAMES, start):
        return False
    if hits.before("not-person-behind", start) or any(word.is_acronym for word in words[start:end]):
        return False
    return not _is_place(words, hits, start, end) and not _is_known_place(words, hits, start)


def _opens(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a capital is a small word that opens a sentence: "Theo", "Trong"."""
    return is_syllable(words[at].text) and bool(hits.at("actor-before", at) or hits.at("stop", at))


def _read(words: Sequence[Word], hits: Hits, at: int, titled: set[int]) -> PersonSpan | None:
    """Read a person's name that starts at a capital."""
    if hits.any_at(_NOT_FIRST, at):
        return None
    addressed = address_before(words, hits, at) is not None
    if addressed or at in titled:
        return _read_titled(words, hits, at, addressed=addressed)
    if hits.before("not-person-behind", at) or hits.before("surname", at):
        return None
    if _is_owner(words, hits, at):
        return None
    if is_surname(words, hits, at):
        end = name_end(words, hits, at)
        if end - at >= 3 and not _is_place(words, hits, at, end):
            return PersonSpan(start=at, end=end, rule="person.by-surname")
    if hits.at("foreign", at):
        end = name_end(words, hits, at)
        if end - at >= 2 and not is_syllable(words[at].text):
            return PersonSpan(start=at, end=end, rule="person.by-given-name")
    return None


def _read_titled(
    words: Sequence[Word], hits: Hits, at: int, *, addressed: bool
) -> PersonSpan | None:
    """Read a person's name behind an honorific, a rank, a post or its organisation."""
    if not addressed and (hits.at("field", at) or _is_known_place(words, hits, at)):
        return None
    end = name_end(words, hits, at)
    sure = addressed or is_surname(words, hits, at)
    if not sure and at and words[at - 1].key == _COMMITTEE:
        return None
    if end == at or (not sure and _name_follows(words, hits, end)):
        return None
    if not _is_likely(words, hits, at, end, addressed=addressed):
        return None
    return PersonSpan(start=at, end=end, rule="person.behind-title")


def _places_before_names(words: Sequence[Word], hits: Hits) -> set[int]:
    """Return where the words of provinces right before full names stand: "Hà Nội Chu Anh Đào"."""
    return {
        at
        for found in hits.of("province").values()
        for at in range(found[-1].start, found[-1].end)
        if found[-1].end - found[-1].start > 1
        and is_surname(words, hits, found[-1].end)
        and name_end(words, hits, found[-1].end) - found[-1].end >= FULL_NAME
        and not (found[-1].start and is_surname(words, hits, found[-1].start - 1))
    }


def _name_follows(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a full Vietnamese name ends the phrase that goes on small at a word."""
    start = at
    while at < len(words) and at - start < _TAIL and words[at].is_letters:
        if words[at].is_capital:
            return at > start and is_surname(words, hits, at) and (
                name_end(words, hits, at) - at >= FULL_NAME
            )  # fmt: skip
        if hits.any_at(("speech", "body-end", "honorific", "copula"), at):
            return False
        at += 1
    return False


def _long_places(hits: Hits) -> set[int]:
    """Return where the words of places with long names stand: "Bà Rịa - Vũng Tàu"."""
    return {
        at
        for found in (*hits.of("province").values(), *hits.of("place").values())
        for at in range(found[-1].start, found[-1].end)
        if found[-1].end - found[-1].start > 2 and found[-1].form.entry.id != "ho-chi-minh"
    }


def _is_known_place(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a country or province stands at a word."""
    place = read_place(words, hits, at)
    return bool(place and place.kind in ("country", "province", "region", "city"))


def _is_place(words: Sequence[Word], hits: Hits, start: int, end: int) -> bool:
    """Tell whether what looks like a name is a place: "Hà Nội", "Cao Bằng"."""
    place = read_place(words, hits, start)
    return bool(place and place.end >= end)


def _is_likely(words: Sequence[Word], hits: Hits, start: int, end: int, *, addressed: bool) -> bool:
    """Tell whether the capitals behind a title are a person's name."""
    if _is_place(words, hits, start, end):
        return False
    if words[start].key == "khóa":
        return False  # "Đại biểu Quốc hội Khóa XIII"
    contest = hits.before("occupation", start)
    if contest and end - start == 1 and words[contest.start].key == "hoa":
        return False  # "Hoa hậu Hòa bình", "Hoa hậu Biển": a contest
    if hits.at("head", start) and not is_surname(words, hits, start):
        return False
    if all(word.is_acronym for word in words[start:end]) and not _is_all_upper(words):
        return False
    if addressed or end - start >= 2:
        return not any(word.is_number for word in words[start:end])
    return not is_syllable(words[start].text) and not words[start].is_upper


def _is_all_upper(words: Sequence[Word]) -> bool:
    """Tell whether a line is written in capitals, as a headline may be."""
    return all(word.is_upper for word in words if word.is_letters)


def _is_owner(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether a post of companies is said to be one "of" what stands at a word."""
    if at < 2 or words[at - 1].key != "của":
        return False
    post = hits.before("post", at - 1)
    return bool(post and getattr(post.form.entry, "company", False))
