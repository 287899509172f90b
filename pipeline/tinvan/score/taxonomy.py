"""What went wrong with a record: one class for each, the first in the order of reading.

A figure is first told from the rest of the page, then bounded, read, counted in a unit, said of
something, and meant in some way at some time; what goes wrong early spoils what comes after, so the
earliest mistake names the class. The slots that are wrong besides are kept beside it.
"""

from collections.abc import Iterable
from typing import Literal

from tinvan.facts import CORE_SLOTS
from tinvan.score.compare import Pair
from tinvan.score.slots import Record, fold

ErrorClass = Literal[
    "furniture leak", "invented", "missed", "boundary", "number habit", "unit", "agency link",
    "scope", "modality", "date",
]  # fmt: skip

MEANINGS: dict[ErrorClass, str] = {
    "furniture leak": "no fact: it was read from a line that is not of the article",
    "invented": "no fact of this type stands there",
    "missed": "a fact that was not found",
    "boundary": "the right thing with the wrong ends: cut short, run on, split or merged",
    "number habit": "the number is read wrongly: signs, magnitude, range, total, change",
    "unit": "the unit or currency is wrong",
    "agency link": "person, post and body are put together wrongly, or a body is taken for another",
    "scope": "said of the wrong thing: indicator, subject, index, scope, event, kind of document",
    "modality": "meant in another way: modality, comparator, measure, status",
    "date": "right but for its time",
}
"""What each class means, in the order of reports."""

# The class of a slot that is wrong, in the order in which they decide.
_NUMBERS = ("value", "low", "high", "rank", "out_of", "change", "number")
_BY_CLASS: dict[ErrorClass, tuple[str, ...]] = {
    "number habit": _NUMBERS,
    "unit": ("unit", "currency"),
    "agency link": ("organisation", "agency.name", "agency.kind", "position"),
    "scope": ("indicator", "subject", "index", "scope", "event.name", "document.kind"),
    "boundary": ("person",),
    "modality": ("modality", "comparator", "measure", "status"),
    "date": ("date",),
}
_DECIDES = {slot: error for error, slots in _BY_CLASS.items() for slot in slots}
_ORDER = list(_BY_CLASS)
# Where the anchor was cut otherwise, these are wrong because of that.
_OF_ANCHOR = frozenset({*_NUMBERS, "person", "name"})
# Phrases that are cut wrongly where they have all the words of the right one, or it theirs.
_PHRASES = frozenset({"indicator", "subject", "index", "scope", "position", "event.name"})
_ONE_A_PLACE = frozenset({"percentage", "ranking", "quantity", "money", "agency", "event"})


def wrong_slots(pair: Pair) -> list[str]:
    """Return the core slots of a pair that are wrong."""
    return [slot for slot in CORE_SLOTS[pair.gold["type"]] if not pair.slots[slot]]


def class_of_pair(pair: Pair) -> ErrorClass:
    """Return what went wrong with a detected fact that has a core slot wrong."""
    wrong = wrong_slots(pair)
    if not _OF_ANCHOR.isdisjoint(wrong) and _anchor(pair.gold) != _anchor(pair.prediction):
        return "boundary"
    classes = {_class_of_slot(pair, slot) for slot in wrong}
    return min(classes, key=_ORDER.index)


def class_of_missed(fact: Record, predictions: Iterable[Record]) -> ErrorClass:
    """Return what went wrong with a right answer that nothing was left to answer.

    Args:
        fact: The right answer.
        predictions: Those of its type in its article.
    """
    return "boundary" if _is_split(fact, predictions) else "missed"


def class_of_invented(fact: Record, gold: Iterable[Record], *, in_content: bool) -> ErrorClass:
    """Return what went wrong with a prediction that answers nothing.

    Args:
        fact: The prediction.
        gold: The right answers of its type in its article.
        in_content: False if it is known to stand in a line that is not of the article.
    """
    if not in_content:
        return "furniture leak"
    return "boundary" if _is_split(fact, gold) else "invented"


def _class_of_slot(pair: Pair, slot: str) -> ErrorClass:
    """Return the class of one slot that is wrong."""
    kind = pair.gold["type"]
    name = slot if slot in _DECIDES else f"{kind}.{slot}"
    if name in _PHRASES and _is_recut(pair.gold.get(slot), pair.prediction.get(slot)):
        return "boundary"
    return _DECIDES[name]


def _is_split(fact: Record, others: Iterable[Record]) -> bool:
    """Tell whether a fact overlaps one of the other side, which is cut otherwise."""
    if fact["type"] not in _ONE_A_PLACE:
        return False
    start, end = _bounds(fact)
    bounds = (_bounds(other) for other in others)
    return any(a < end and start < b and (a, b) != (start, end) for a, b in bounds)


def _is_recut(gold: object, given: object) -> bool:
    """Tell whether of two phrases one has all the words of the other."""
    if not isinstance(gold, str) or not isinstance(given, str):
        return False
    first, second = (set(fold(text).split()) for text in (gold, given))
    return bool(first and second) and (first <= second or second <= first)


def _bounds(fact: Record) -> tuple[int, int]:
    return fact["anchor"]["start"], fact["anchor"]["end"]


def _anchor(fact: Record) -> str:
    """Return the characters of an anchor, without what does not matter."""
    return fold(str(fact["anchor"].get("text") or _bounds(fact)))
