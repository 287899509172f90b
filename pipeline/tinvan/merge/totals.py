"""Totals of one article whose parts do not make them."""

import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from tinvan.facts import AnyFact, Money, Quantity
from tinvan.merge.indices import WORDS
from tinvan.ruleset import alternation, load_word_lists
from tinvan.score.slots import fold

_NEARLY = 0.05  # of a total that its parts may miss and still be meant to make it
_ROUNDED = {Quantity: 1e-9, Money: 1e-3}  # of a total, by which rounded parts miss it
_ENDS = regex.compile(r"[;:.]\s|[()]")

Amount = Quantity | Money


class MissedTotal(NamedTuple):
    """A total and parts, by number, that do not make it.

    Attributes:
        total: The fact of the total.
        parts: Those of the parts.
        why: Their sum beside it.
    """

    total: int
    parts: tuple[int, ...]
    why: str


def missed_totals(facts: Sequence[tuple[int, AnyFact]]) -> Iterator[MissedTotal]:
    """Yield the totals of one article whose parts do not make them.

    "1.335 dịch vụ, trong đó 970 mức 3 và 356 mức 4": parts that come so near to their total that
    they are meant to make it; behind "gồm" any that miss it. Others name a part alone, or count
    one thing in two of them: "257 cơ sở vi phạm, trong đó phạt 168, đình chỉ 71, nhắc nhở 61".

    Args:
        facts: The facts of an article with their numbers, in the order of their anchors.
    """
    sentences: defaultdict[int, list[tuple[int, Amount]]] = defaultdict(list)
    for number, fact in facts:
        if isinstance(fact, Amount) and _is_count(fact):
            sentences[fact.evidence.start].append((number, fact))
    for amounts in sentences.values():
        for at, (number, total) in enumerate(amounts[:-2]):
            parts, all_named = _parts(total, amounts[at + 1 :])
            if why := _misses(total, [part for _, part in parts], all_named):
                yield MissedTotal(number, tuple(part for part, _ in parts), why)


def _is_count(fact: Amount) -> bool:
    """Tell whether an amount is stated as it is: no bound, no plan, no change."""
    plain = fact.comparator == "=" and fact.measure == "level" and fact.modality == "actual"
    return plain and bool(fact.value)


def _parts(
    total: Amount, behind: Sequence[tuple[int, Amount]]
) -> tuple[list[tuple[int, Amount]], bool]:
    """Return what a total is said to consist of, and whether that is said to be all of it."""
    parts: list[tuple[int, Amount]] = []
    last, all_named = total, False
    for number, part in behind:
        between = _between(last, part)
        cue = _cues().search(between)
        if last is total:
            all_named = bool(cue and _whole().search(between))
        if bool(cue) != (last is total) or _ENDS.search(between) or not _is_part(part, total):
            break
        parts.append((number, part))
        last = part
    return parts, all_named


def _misses(total: Amount, parts: Sequence[Amount], all_named: bool) -> str | None:
    """Say how parts miss their total; None where they need not make it, or do."""
    whole, made = total.value or 0.0, 0.0
    for part in parts:
        made += part.value or 0.0
        if abs(made - whole) <= _ROUNDED[type(total)] * abs(whole):
            return None  # what comes behind is counted apart
    if len(parts) < 2:
        return None
    if not (all_named or abs(made - whole) <= _NEARLY * whole):
        return None
    names = " + ".join(part.anchor.text for part in parts)
    return f"{names} = {made:,.12g}, but the total is given as {total.anchor.text}"


def _between(last: Amount, part: Amount) -> str:
    """Return what stands between two figures of a sentence."""
    offset = part.evidence.start
    return part.evidence.text[last.anchor.end - offset : part.anchor.start - offset]


def _is_part(part: Amount, total: Amount) -> bool:
    """Tell whether an amount is smaller than a total, and counted in what that is counted in."""
    if (part.value or 0.0) >= (total.value or 0.0):
        return False
    if isinstance(total, Money):
        return isinstance(part, Money) and total.currency == part.currency
    if isinstance(part, Money):
        return False
    first, second = fold(total.unit or ""), fold(part.unit or "")
    return bool(first and second) and (first.startswith(second) or second.startswith(first))


@functools.cache
def _cues() -> "regex.Pattern[str]":
    """Return what stands between a total and its parts."""
    return regex.compile(alternation(load_word_lists(WORDS)["parts"]), regex.I)


@functools.cache
def _whole() -> "regex.Pattern[str]":
    """Return what stands between a total and all of its parts."""
    return regex.compile(alternation(load_word_lists(WORDS)["whole"]), regex.I)
