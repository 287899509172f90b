"""Series: ranks and shares of one subject at several times, out of merged facts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tinvan.merge.names import measure_key
from tinvan.merge.records import Conflict, MergedFact
from tinvan.timeline.points import against_by_fact, says
from tinvan.viewer.records import Series, SeriesPoint
from tinvan.viewer.statements import Numbers, statements

_Key = tuple[str, str, str, str]
_Valued = tuple[MergedFact, float]


def series(
    merged: Iterable[MergedFact], conflicts: Sequence[Conflict], numbers: Numbers
) -> tuple[Series, ...]:
    """Return what can be plotted, that with most points first.

    Ranks are of one subject in one index among one scope; shares of one subject, measured alike,
    levels apart from changes. What has no day, no number or no subject of its own is left out, and
    so is what is told of one time alone.

    Args:
        merged: The merged facts.
        conflicts: What contradicts what.
        numbers: The numbers of facts on the page.
    """
    against = against_by_fact(conflicts)
    grouped: defaultdict[_Key, list[_Valued]] = defaultdict(list)
    for fact in merged:
        if (key := _key(fact)) is not None and (value := _value(fact.slots)) is not None:
            grouped[key].append((fact, value))
    found = [
        _series(facts, against, numbers)
        for facts in grouped.values()
        if len({(fact.start, fact.end) for fact, _ in facts}) > 1
    ]
    return tuple(sorted(found, key=lambda one: (-len(one.points), one.subject, one.about)))


def _key(fact: MergedFact) -> _Key | None:
    """Return what the facts of a series have in common; None for what is in none."""
    slots, subject = fact.slots, fact.key.get("subject")
    if not subject or not fact.start or not fact.end:
        return None
    if fact.type == "ranking" and slots["index"]:
        return "rank", subject, fact.key.get("index", slots["index"]), fact.key.get("scope", "")
    if fact.type == "percentage" and (measured := measure_key(slots["indicator"])):
        return "share", subject, measured, slots["measure"]
    return None


def _value(slots: Mapping[str, Any]) -> float | None:
    """Return the number of a fact; of a range its middle."""
    if "rank" in slots:
        return None if slots["rank"] is None else float(slots["rank"])
    if slots.get("value") is not None:
        return float(slots["value"])
    low, high = slots.get("low"), slots.get("high")
    return None if low is None or high is None else (low + high) / 2


def _series(
    facts: Sequence[_Valued], against: Mapping[str, Sequence[str]], numbers: Numbers
) -> Series:
    """Return the series of some facts."""
    first, _ = facts[0]
    slots = first.slots
    points = [_point(fact, value, against, numbers) for fact, value in facts]
    return Series(
        kind="rank" if first.type == "ranking" else "share",
        subject=slots["subject"],
        about=slots.get("index") or slots.get("indicator") or "",
        scope=slots.get("scope"),
        measure=slots.get("measure", "level"),
        points=tuple(sorted(points, key=lambda one: (one.start, one.end, one.says))),
    )


def _point(
    fact: MergedFact, value: float, against: Mapping[str, Sequence[str]], numbers: Numbers
) -> SeriesPoint:
    """Return a merged fact as a point."""
    return SeriesPoint(
        start=fact.start or "",
        end=fact.end or "",
        value=value,
        says=says(fact),
        comparator=fact.slots["comparator"],
        modality=fact.modality,
        contradicted=tuple(dict.fromkeys(against.get(fact.id, ()))),
        sources=statements(fact.sources, numbers),
    )
