"""Telling the names of sources and credits from organisations that act."""

from collections.abc import Sequence

from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Hits
from tinvan.names.words import Word

_LISTED = 40  # words of a list of sources that are looked at
_LONGEST_NAME = 5  # syllables of a person's name
_BYLINE = 10  # words of a line that names no more than who wrote for whom
_REPORTERS = ("ctv", "pv", "btv")  # contributor, reporter, editor, at the head of a byline


def is_credit(words: Sequence[Word], hits: Hits, span: AgencySpan) -> bool:
    """Tell whether an organisation is only credited.

    So in "Ảnh: AFP", "(TTXVN)", and in "Theo VOV" and "Minh Hà Theo VOV" alone.
    """
    start, end = span.start, span.end
    if _is_alone(words, hits, span):
        return True
    if _is_cited_in_brackets(words, start) or _is_in_byline(words, start):
        return True
    if start and words[start - 1].text in (":", "/") and _credited(words, hits, start - 1):
        return True
    if start > 1 and words[start - 1].text == "/" and words[start - 2].is_capital:
        return end + 3 > len(words) or (len(words) <= _BYLINE and _is_of_names(words))
    if _is_by_photographer(words, hits, span):
        return True
    last = end >= len(words) or (end + 1 == len(words) and words[end].text in ".)")
    if _ends_byline(words, span):
        return True
    if start > 0 and words[start - 1].text == "(" and last and span.rule != "agency.grammar":
        return end < len(words) and words[end].text == ")" and not _defines(words, start)
    return False


def _ends_byline(words: Sequence[Word], span: AgencySpan) -> bool:
    """Tell whether no more than "theo" and a reporter's name stand between a full stop and a name.

    So in "Minh Hà Theo VOV", "Giá tăng. theo VOV" and "Minh Hà Theo VOV/MHA".
    """
    end = span.end
    if [word.text for word in words[end : end + 1]] == ["/"] and words[end + 1 : end + 2]:
        end += 1 + words[end + 1].is_capital
    if end < len(words) and not (end + 1 == len(words) and words[end].text in ".)"):
        return False
    at = span.start - 1
    if at < 0 or words[at].key != "theo":
        return False
    if words[at].is_capital and at < _BYLINE and _is_of_names(words[:at]):
        return True
    start = at
    while start and (words[start - 1].is_capital or words[start - 1].text in "/-"):
        start -= 1
    named = at - start <= _BYLINE and words[at].is_capital
    return (named or start == at) and (start == 0 or words[start - 1].text == ".")


def _is_alone(words: Sequence[Word], hits: Hits, span: AgencySpan) -> bool:
    """Tell whether a line is a medium and no more, or media between slashes: "TTXVN/VOV"."""
    named = (hits.at("body", span.start), hits.at("brand", span.start))
    kinds = [getattr(hit.form.entry, "kind", "") for hit in named if hit]
    if span.start or "media" not in kinds:
        return False
    behind = words[span.end].text if span.end < len(words) else "."
    if behind == "/":
        acts = ("speech", "predicate")
        small = (at for at, word in enumerate(words) if word.text.islower())
        return len(words) <= _BYLINE and not any(hits.any_at(acts, at) for at in small)
    return behind == "." and span.end + 1 >= len(words)


def _is_cited_in_brackets(words: Sequence[Word], start: int) -> bool:
    """Tell whether a name stands in a bracket of nothing but sources: "(theo AP, Reuters)"."""
    at, first = start - 1, max(0, start - _LISTED)
    while at > first and words[at].key != "theo" and _is_of_sources(words, at):
        at -= 1
    if at <= 0 or words[at].key != "theo" or words[at - 1].text != "(":
        return False
    behind, last = start, min(len(words), start + _LISTED)
    while behind < last and _is_of_sources(words, behind):
        behind += 1
    return behind == last or words[behind].text == ")"


def _is_of_sources(words: Sequence[Word], at: int) -> bool:
    """Tell whether a word may stand in a list of sources: "AP, | npr | . | org"."""
    word = words[at]
    beside = [other for other in words[max(0, at - 1) : at + 2] if other.text == "."]
    dotted = any(dot.end == word.start or dot.start == word.end for dot in beside)
    return word.is_capital or dotted or word.text in (",", "/", "&", "và", ".")


def _is_in_byline(words: Sequence[Word], start: int) -> bool:
    """Tell whether a name stands behind the reporter's: "CTV Minh Hà/VOV online"."""
    by = start > 2 and words[start - 1].text == "/" and words[0].key in _REPORTERS
    return by and _is_of_names(words)


def _is_of_names(words: Sequence[Word]) -> bool:
    """Tell whether a line has no words but names and sources: "Minh Hà/VOV online"."""
    return len(words) <= _LISTED and all(
        word.is_capital or not word.is_letters or word.key in ("online", "theo") for word in words
    )


def _is_by_photographer(words: Sequence[Word], hits: Hits, span: AgencySpan) -> bool:
    """Tell whether a medium stands behind the name of who took the picture.

    So in "Ảnh: Minh Hà – TTXVN", and in "Lê Minh Hà - TTXVN" alone.
    """
    sign = span.start - 1
    if sign < 2 or words[sign].text not in ("-", "–"):
        return False
    start = sign
    while start and words[start - 1].is_name_part:
        start -= 1
    if start and words[start - 1].text == ":" and _credited(words, hits, start - 1):
        return True
    if span.end + 1 < len(words):
        return False
    alone = start == 0 and sign <= _LONGEST_NAME and bool(hits.at("surname", 0))
    return span.rule != "agency.grammar" and (alone or _credited(words, hits, sign))


def _credited(words: Sequence[Word], hits: Hits, sign: int) -> bool:
    """Tell whether the sign belongs to a credit: "Ảnh:", "Nguồn:", "Ảnh: VGP/"."""
    near = range(max(0, sign - 6), sign)
    return any(hits.at("source-before", at) for at in near)


def _defines(words: Sequence[Word], start: int) -> bool:
    """Tell whether the bracket gives the abbreviation of a name right before it."""
    return start > 1 and words[start - 2].is_letters and start < len(words) - 2
