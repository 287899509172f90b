"""What makes a fact hard: phenomena told from its record and its sentence.

A phenomenon is a property of the right answer, so that the figures of a row tell how well it is
read where it occurs. What is invented answers nothing, and has those of its own record.
"""

import functools
import re
from collections.abc import Callable, Collection
from typing import NamedTuple

from tinvan.score.slots import Record, fold

NUMERIC = frozenset({"percentage", "ranking", "quantity", "money"})
"""Types of which each number in the text is a fact."""

_TABLE_SIGN = re.compile(r"\t|\s\|\s")
_MAGNITUDE = re.compile(r"\b(?:nghìn|ngàn|vạn|triệu|tr|tỷ|tỉ)\b", re.IGNORECASE)
_CHANGES = frozenset({"increase", "decrease", "points", "difference", "multiple"})
_HEADS = frozenset({"title", "lead", "heading"})


class Seen(NamedTuple):
    """A fact with what stands around it.

    Attributes:
        fact: The record.
        text: Its sentence; empty if that is not known.
        at: Where its anchor starts in the sentence.
        label: The label of its line; None if that is not known.
        figures: Facts of numeric types in its sentence, itself included.
        sharing: Facts of its type with the same anchor, itself included.
    """

    fact: Record
    text: str
    at: int
    label: str | None
    figures: int
    sharing: int


class Phenomenon(NamedTuple):
    """A property of a fact.

    Attributes:
        name: How reports call it.
        meaning: What it says of the fact, for readers.
        holds: Whether a fact has it.
        of: The types of which it can hold; all, if empty.
        by_sentence: Whether the sentence must be known to tell.
    """

    name: str
    meaning: str
    holds: Callable[[Seen], bool]
    of: Collection[str] = ()
    by_sentence: bool = False


@functools.lru_cache(maxsize=1 << 12)
def _words(text: str) -> frozenset[str]:
    """Return the words of a sentence, folded; the same sentence is asked for again and again."""
    return frozenset(fold(text).split())


def _date_basis(basis: str) -> Callable[[Seen], bool]:
    """Return whether a date has a basis."""
    return lambda seen: (seen.fact.get("date") or {}).get("basis") == basis


def _is_open(seen: Seen) -> bool:
    date = seen.fact.get("date") or {}
    return (date.get("start") is None) != (date.get("end") is None)


def _is_period(seen: Seen) -> bool:
    date = seen.fact.get("date") or {}
    start, end = date.get("start"), date.get("end")
    return bool(start) and bool(end) and start != end


def _is_range(seen: Seen) -> bool:
    return seen.fact.get("low") is not None or seen.fact.get("high") is not None


def _is_change(seen: Seen) -> bool:
    return seen.fact.get("measure") in _CHANGES or seen.fact.get("change") is not None


def _has_magnitude(seen: Seen) -> bool:
    return bool(_MAGNITUDE.search(seen.fact["anchor"].get("text") or ""))


def _is_spelled(seen: Seen) -> bool:
    return not any(map(str.isdigit, seen.fact["anchor"].get("text") or "0"))


def _is_bracketed(seen: Seen) -> bool:
    if "(" not in seen.text:
        return False
    end = seen.at + seen.fact["anchor"]["end"] - seen.fact["anchor"]["start"]
    before, behind = seen.text[: seen.at], seen.text[end:]
    opened = before.rfind("(") > before.rfind(")")
    return opened and ")" in behind and not 0 <= behind.find("(") < behind.find(")")


@functools.lru_cache(maxsize=1 << 12)
def _is_row(text: str) -> bool:
    return bool(_TABLE_SIGN.search(text))


def _is_tabular(seen: Seen) -> bool:
    return seen.label == "table" or _is_row(seen.text)


def _is_in_pieces(seen: Seen) -> bool:
    """Tell whether what is measured is not whole in its sentence, but all its words are."""
    phrase = fold(str(seen.fact.get("indicator") or seen.fact.get("index") or ""))
    is_whole = f" {phrase} " in f" {fold(seen.text)} "
    return bool(phrase) and not is_whole and _words(seen.text).issuperset(phrase.split())


def _is_carried(*slots: str) -> Callable[[Seen], bool]:
    """Return whether one of some phrases has words that its sentence does not have."""

    def holds(seen: Seen) -> bool:
        words = _words(seen.text)
        phrases = [fold(str(value)) for slot in slots if (value := seen.fact.get(slot))]
        return any(not words.issuperset(phrase.split()) for phrase in phrases)

    return holds


def _lacks_place(seen: Seen) -> bool:
    """Tell whether a local body is named without its place in its first mention."""
    place, anchor = seen.fact.get("place"), seen.fact["anchor"].get("text")
    if not place or not anchor:
        return False
    return fold(" ".join(str(place).split()[1:])) not in fold(anchor)


def _is_abbreviated(seen: Seen) -> bool:
    """Tell whether a body's first mention is shorter than its name."""
    anchor, name = seen.fact["anchor"].get("text"), seen.fact.get("name")
    return bool(anchor and name) and len(fold(anchor)) < len(fold(str(name)))


PHENOMENA = (
    Phenomenon("range", "two ends: “35-40%”", _is_range, NUMERIC),
    Phenomenon("comparator", "more or less than the number: “hơn”, “gần”, “tốp”",
               lambda s: s.fact.get("comparator") not in (None, "="), NUMERIC),
    Phenomenon("change", "a growth, a gap, points, a multiple, places gained or lost",
               _is_change, NUMERIC),
    Phenomenon("target or forecast", "a goal, a plan, an estimate of the future",
               lambda s: s.fact.get("modality") in ("target", "forecast")),
    Phenomenon("denied", "the text says that it is not so",
               lambda s: s.fact.get("modality") == "denied"),
    Phenomenon("magnitude word", "“66 triệu”, “8,4 nghìn tỷ”", _has_magnitude, NUMERIC),
    Phenomenon("spelled out", "a number in words", _is_spelled, NUMERIC),
    Phenomenon("out of", "“86/193”, “38/46 ngân hàng”",
               lambda s: s.fact.get("out_of") is not None, NUMERIC),
    Phenomenon("stated date", "the sentence has the date", _date_basis("stated")),
    Phenomenon("context date", "the date is carried from another sentence", _date_basis("context")),
    Phenomenon("published date", "none given: the article's own day", _date_basis("published")),
    Phenomenon("period", "a date of more days than one", _is_period),
    Phenomenon("open date", "“từ năm 2018”, “trước tháng 5”", _is_open),
    Phenomenon("no date", "not even the article's own day is known",
               lambda s: s.fact.get("date") is None),
    Phenomenon("attributed", "the text says who states it",
               lambda s: bool(s.fact.get("attribution"))),
    Phenomenon("former or acting", "a post held once, for now, or from now on",
               lambda s: s.fact.get("status") not in (None, "incumbent"), {"official"}),
    Phenomenon("several on one anchor", "two posts of a person, one rank for two scopes",
               lambda s: s.sharing > 1),
    Phenomenon("short name", "a body's first mention is shorter than its name",
               _is_abbreviated, {"agency"}),
    Phenomenon("place left out", "a local body whose mention leaves its place to the article",
               _lacks_place, {"agency"}),
    Phenomenon("list “lần lượt”", "figures are dealt out to names in order",
               lambda s: "lần lượt" in fold(s.text), by_sentence=True),
    Phenomenon("several figures", "other figures stand in the sentence",
               lambda s: s.figures > 1, NUMERIC, by_sentence=True),
    Phenomenon("bracketed", "it stands in brackets", _is_bracketed, by_sentence=True),
    Phenomenon("table line", "it stands in a row of a table", _is_tabular, by_sentence=True),
    Phenomenon("title or lead", "it stands in title, lead or heading",
               lambda s: s.label in _HEADS, by_sentence=True),
    Phenomenon("carried subject", "whose it is, is said in another sentence",
               _is_carried("subject"), NUMERIC, by_sentence=True),
    Phenomenon("carried phrase", "what is measured, is said in another sentence",
               _is_carried("indicator", "index", "unit"), NUMERIC, by_sentence=True),
    Phenomenon("phrase in pieces", "what is measured stands on both sides of other words",
               _is_in_pieces, NUMERIC, by_sentence=True),
)  # fmt: skip
"""All phenomena, in the order of reports."""
