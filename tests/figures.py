"""Tables of texts with the figures that must be read from them."""

import functools
from typing import NamedTuple, TypeVar

import pytest

from tinvan.document import Source
from tinvan.facts import AnyFact, FactDate, Percentage, Ranking
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline, rule_stages

DAY = "2023-06-15"
PUBLISHED = FactDate(DAY, DAY, None, "published")
F = TypeVar("F", bound=AnyFact)


class Wanted(NamedTuple):
    """A fact by the text of its anchor, with the slots that it must have."""

    anchor: str
    slots: dict[str, object]


class Case(NamedTuple):
    """A text, its own day, and all the facts of one type in it, in order."""

    name: str
    text: str
    facts: tuple[Wanted, ...]
    day: str | None
    known_failure: str | None


def fact(anchor: str, **slots: object) -> Wanted:
    """Return what a fact must have; slots that are not named may be anything."""
    return Wanted(anchor, slots)


def case(
    name: str,
    text: str,
    *facts: Wanted,
    day: str | None = DAY,
    known_failure: str | None = None,
) -> Case:
    """Return a row of a table; one that is read wrongly today says why."""
    return Case(name, text, facts, day, known_failure)


def table(*cases: Case) -> pytest.MarkDecorator:
    """Run a test on every row, a known failure as a strict xfail."""
    rows = []
    for row in cases:
        reason = row.known_failure
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        rows.append(pytest.param(row, id=row.name, marks=marks))
    return pytest.mark.parametrize("row", rows)


def stated(text: str, start: str | None, end: str | None) -> FactDate:
    """Return a date that stands in the sentence of its figure."""
    return FactDate(start, end, text, "stated")


def context(text: str, start: str | None, end: str | None) -> FactDate:
    """Return a date that is carried from another sentence."""
    return FactDate(start, end, text, "context")


def figures(text: str, day: str | None = DAY) -> list[Percentage | Ranking]:
    """Return the percentages and rankings of a text."""
    return [f for f in facts(text, day) if isinstance(f, Percentage | Ranking)]


def facts(text: str, day: str | None = DAY) -> tuple[AnyFact, ...]:
    """Return the facts of a text, of all types."""
    return _pipeline()(Source(doc_id="t", content=text, metadata=Metadata(published=day))).facts


def check(row: Case, kind: type[F]) -> None:
    """Compare the facts of one type with those of a row."""
    given = [f for f in facts(row.text, row.day) if isinstance(f, kind)]
    assert [f.anchor.text for f in given] == [w.anchor for w in row.facts], row.text
    wrong = {
        f"{wanted.anchor} {slot}": f"wanted {value!r}, got {getattr(one, slot)!r}"
        for wanted, one in zip(row.facts, given, strict=True)
        for slot, value in wanted.slots.items()
        if getattr(one, slot) != value
    }
    assert not wrong, f"{row.text} {wrong}"


@functools.cache
def _pipeline() -> Pipeline:
    """Return the pipeline by rules alone, built once."""
    return Pipeline(rule_stages())
