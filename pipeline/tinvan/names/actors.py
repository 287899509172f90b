"""Unknown names that do what only organisations do: "Theo DKX,", "DKX cho biết", "lãnh đạo DKX"."""

from collections.abc import Container, Iterator, Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hits
from tinvan.names.persons import brand_run
from tinvan.names.words import Word

_SHORTEST = 3  # letters of an abbreviation
_DESCRIBED = 6  # small words between staff, or a report, and whose they are
_WORKS_AT = ("của", "tại")
_REPORTED_BY = ("của", "từ", "do")
_LISTS = frozenset((",", "và", "hay", "hoặc", "cùng", "với"))
_TAKEN = ("brand", "body", "alias", "head", "place", "province", "post", "not-actor", "rank")


def actors(
    words: Sequence[Word], hits: Hits, agencies: Sequence[AgencySpan]
) -> Iterator[tuple[int, int]]:
    """Yield the bounds of names that act, of those that nothing else has read.

    An abbreviation acts where it reports, or is the source of a report; it and a foreign brand
    do where they have leaders, owners or staff.
    """
    if all(word.is_upper for word in words if word.is_letters):
        return
    taken = {at for span in agencies for at in range(span.start, span.end)}
    for at, word in enumerate(words):
        if len(word.text) < _SHORTEST or not (word.is_capital or word.is_upper):
            continue
        if at in taken or hits.any_at(_TAKEN, at):
            continue
        if _is_abbreviation(word) and _stands_alone(words, at, at + 1):
            if (
                _reports(words, hits, at)
                or _has_staff(words, hits, at)
                or _employs(words, hits, at)
                or _is_listed(words, hits, at, taken)
            ):
                yield at, at + 1
        elif not word.is_capital or hits.at("foreign", at):
            continue
        elif _has_staff(words, hits, at) or _employs(words, hits, at):
            end = brand_run(words, at)
            if end > at and _stands_alone(words, at, end):
                yield at, end


def _is_abbreviation(word: Word) -> bool:
    """Tell whether a word is made of capitals alone."""
    return word.is_upper and word.text.isalpha()


def _stands_alone(words: Sequence[Word], start: int, end: int) -> bool:
    """Tell whether no capital or number stands beside a name."""
    beside = [*words[max(0, start - 1) : start], *words[end : end + 1]]
    if start == 1 and words[0].key == "theo":
        beside = beside[1:]
    return not any(w.is_capital or w.is_number or w.text in "/-" for w in beside)


def _reports(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether an abbreviation says something, or something is said to be its word."""
    if hits.at("reporting", at + 1):
        return True
    source = at > 0 and words[at - 1].key == "theo"
    return source and at + 1 < len(words) and words[at + 1].text == ","


def _is_listed(words: Sequence[Word], hits: Hits, at: int, taken: Container[int]) -> bool:
    """Tell whether an abbreviation stands in a list right beside an organisation."""
    before = at > 1 and words[at - 1].key in _LISTS and at - 2 in taken
    behind = at + 2 < len(words) and words[at + 1].key in _LISTS and at + 2 in taken
    return before or behind


def _has_staff(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether leaders, owners or staff are said to be those of what stands at a word."""
    before = at - 1 if at > 1 and words[at - 1].key == "của" else at
    return bool(hits.before("staff", before))


def _employs(words: Sequence[Word], hits: Hits, at: int) -> bool:
    """Tell whether an analyst works at what stands at a word, or a report is of it.

    So in "nhà phân tích công nghệ tại Aralin" and "theo kết quả khảo sát mới nhất của Aralin".
    """
    joint = at - 1
    if joint < 1 or words[joint].key not in (*_WORKS_AT, *_REPORTED_BY):
        return False
    for first in range(joint - 1, max(-1, joint - 2 - _DESCRIBED), -1):
        if not words[first].text.islower():
            return False
        if words[joint].key in _WORKS_AT and hits.at("analyst", first):
            return True
        if words[joint].key in _REPORTED_BY and first and words[first - 1].key == "theo":
            return bool(hits.at("report", first))
    return False
