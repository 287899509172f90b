"""Bodies that are named as of a day after their end."""

import functools

import regex

from tinvan.facts import Agency, AnyFact
from tinvan.merge.indices import WORDS
from tinvan.registry import Answer, UnknownAgencyError, find_agency
from tinvan.ruleset import alternation, load_word_lists

_STATE = ("government", "party", "legislature", "judiciary")
_GOES_ON = regex.compile(r"(?: và|,) \p{Lu}")  # "Bộ Lao động và Việc làm Hàn Quốc"
_DAY = len("2025-03-01")


def ended_body(fact: AnyFact) -> Answer | None:
    """Return what the registry knows of a body that a fact names after its end; else None.

    A body of which the sentence speaks as of the past is not meant: "Bộ Thông tin và Truyền thông
    trước đây".
    """
    if not isinstance(fact, Agency) or fact.agency_id is None or fact.date is None:
        return None
    day = fact.date.start or ""
    if len(day) != _DAY or fact.date.basis == "context" or _former().search(fact.evidence.text):
        return None
    answer = _answer(fact.name, None)
    if answer is None or not answer.valid_to or day <= answer.valid_to:
        return None
    then = _answer(fact.name, day)
    if then is not None and then.read_by == "pattern" and fact.kind not in _STATE:
        return None  # a hospital or school does not end with its province
    if then is None or then.valid is not False or then.id != fact.agency_id:
        return None
    if any(named.name in then.name for named in then.held):
        return None  # "Trường Đại học X" became "Đại học X": it may be "trường | Đại học X" too
    return then if then.ended and then.valid_to and _is_written(fact) else None


def _is_written(fact: Agency) -> bool:
    """Tell whether the article writes the name out, and not a part that the context completes."""
    written = _answer(fact.anchor.text, None)
    offset = fact.anchor.end - fact.evidence.start
    behind = fact.evidence.text[offset:] if offset > 0 else ""
    return written is not None and written.id == fact.agency_id and not _GOES_ON.match(behind)


@functools.lru_cache(maxsize=1 << 15)
def _answer(name: str, day: str | None) -> Answer | None:
    """Return what the registry knows of a body."""
    try:
        return find_agency(name, day)
    except UnknownAgencyError:
        return None


@functools.cache
def _former() -> "regex.Pattern[str]":
    """Return the words by which a body is spoken of as of the past."""
    return regex.compile(alternation(load_word_lists(WORDS)["former"]), regex.I)
