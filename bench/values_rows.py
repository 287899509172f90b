"""The rows that readers of value expressions are measured on, and when a row is read rightly.

A row is right when some value of its kind has every expected field (floats within 1e-9); a row
that expects none is right when no value of its kind, or with no kind no value at all, says
anything: an expression that was found but left without a value invents none. Where a row names
what is `unwanted`, only that must not be read. A comparator that is absent is `=`. Where all
that is expected is null, the day cannot be told, and none may be said.

In the peers' suites, and for peers in every suite, a comparator counts by its direction only,
since Duckling knows no strictness. A peer's anchor has only to overlap the one expected, and it
is not asked for fields that only tinvan has.
"""

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.values_peers import Fields, Reading

EXPRESSIONS = Path(__file__).parent / "expressions" / "news.jsonl"
_OWN_FIELDS = frozenset(
    ("text", "exact", "exact_low", "exact_high", "points", "unit", "edtf", "filled")
)
_DURATION = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?"
    r"(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
_TELLING = (
    "value", "low", "high", "rank", "out_of", "change", "top", "numerator", "first", "last",
    "iso", "time", "number",
)  # fmt: skip
_GOLD_KINDS = {
    "percentage": ("percentage",),
    "money": ("money",),
    "quantity": ("quantity", "number"),  # the contract's anchor is the number alone
    "ranking": ("rank",),
}


@dataclass(frozen=True, slots=True)
class Row:
    """An expression in its text, and what is to be read there.

    `kinds` are the kinds that count (none: every kind); `expected` is None where nothing may be
    read; `anchor` is the place, in code points `[start, end)`, that a reading must touch.
    """

    id: str
    text: str
    day: str | None
    kind: str
    kinds: frozenset[str]
    expected: Fields | None
    unwanted: Fields | None = None
    anchor: tuple[int, int] | None = None
    by_direction: bool = False


@dataclass(frozen=True, slots=True)
class Suite:
    """Rows that are counted together."""

    name: str
    rows: Sequence[Row]


def right(row: Row, readings: Iterable[Reading], peer: bool = False) -> bool:
    """Tell whether a row was read as it should be."""
    of_kind = [r for r in readings if not row.kinds or r.kind in row.kinds]
    by_direction = peer or row.by_direction
    if row.expected is None:
        unwanted = row.unwanted or {}
        return not any(_says(r) and _has(r, unwanted, by_direction) for r in of_kind)
    if _cannot_be_told(row.expected):
        return not any(_says(r) for r in of_kind)
    skipped = _OWN_FIELDS if peer else frozenset()
    expected = {name: want for name, want in row.expected.items() if name not in skipped}
    return any(touches(r, row.anchor) and _has(r, expected, by_direction) for r in of_kind)


def _says(reading: Reading) -> bool:
    return any(reading.fields.get(name) is not None for name in _TELLING)


def _cannot_be_told(expected: Fields) -> bool:
    told = [want for name, want in expected.items() if name != "text"]
    return bool(told) and all(want is None for want in told)


def touches(reading: Reading, anchor: tuple[int, int] | None) -> bool:
    """Tell whether a reading overlaps a place, if there is one to touch."""
    return anchor is None or (reading.start < anchor[1] and anchor[0] < reading.end)


def _has(reading: Reading, fields: Fields, by_direction: bool) -> bool:
    return all(_same(n, want, reading.fields.get(n), by_direction) for n, want in fields.items())


def _same(name: str, want: Any, got: Any, by_direction: bool) -> bool:  # noqa: ANN401
    """Tell whether a field has the value wanted, each in the manner of its name."""
    if name == "comparator":
        want, got = want or "=", got or "="
        return bool(_direction(want) == _direction(got) if by_direction else want == got)
    if want is None or got is None:
        return want is got
    if name in ("exact", "exact_low", "exact_high"):
        return Decimal(want) == Decimal(got)
    if name == "iso":
        return _length(want) == _length(got)
    if name == "filled":
        return set(want) == set(got)
    if isinstance(want, int | float) and not isinstance(want, bool):
        return math.isclose(want, got, rel_tol=1e-9)
    return bool(want == got)


def _direction(comparator: str) -> str:
    return comparator[0] if comparator[0] in "<>" else ""


def _length(iso: str) -> tuple[float, float] | None:
    """Return an ISO 8601 duration in months and seconds, which do not turn into each other."""
    found = _DURATION.fullmatch(iso)
    if not found:
        return None
    years, months, weeks, days, hours, minutes, seconds = (float(n or 0) for n in found.groups())
    return years * 12 + months, ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds


def load_own(split: str) -> Suite:
    """Return the project's own rows of a split."""
    lines = EXPRESSIONS.read_text("utf-8").splitlines()
    rows = [_own_row(row) for row in map(json.loads, lines) if row["split"] == split]
    return Suite(split, rows)


def _own_row(row: Fields) -> Row:
    kind, expected = row["kind"], row["expected"]
    name = f"no {kind or 'value'}" if expected is None else kind
    anchor = None
    if expected and "text" in expected:
        start = row["text"].index(expected["text"])
        anchor = (start, start + len(expected["text"]))
    return Row(
        id=row["id"],
        text=row["text"],
        day=row["day"],
        kind=name,
        kinds=frozenset((kind,) if kind else ()),
        expected=expected,
        unwanted=row.get("unwanted"),
        anchor=anchor,
    )


def load_peers(path: Path) -> list[Suite]:
    """Return the scored rows of the peers' own test suites, a suite for each."""
    suites: dict[str, list[Row]] = defaultdict(list)
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if row["scored"]:
            kind = row["kind"]
            of_source = suites[row["source"]]
            of_source.append(
                Row(
                    id=row["id"],
                    text=row["text"],
                    day=row["day"],
                    kind=kind,
                    kinds=frozenset((kind,)),
                    expected=row["expected"],
                    by_direction=True,
                )
            )
    return [Suite(source, rows) for source, rows in sorted(suites.items())]


def load_seeds(texts: Path, gold: Path) -> Suite:
    """Return a row for each numeric fact of hand-labelled articles (`seeds.jsonl` in `gold`)."""
    published = {
        meta["doc_id"]: (meta["published"] or "")[:10] or None
        for meta in map(json.loads, (gold / "seeds.meta.jsonl").read_text("utf-8").splitlines())
    }
    rows = []
    for fact in map(json.loads, (gold / "seeds.jsonl").read_text("utf-8").splitlines()):
        if fact["type"] in _GOLD_KINDS:
            doc_id, anchor = fact["doc_id"], fact["anchor"]
            rows.append(
                Row(
                    id=f"{doc_id}:{anchor['start']} “{anchor['text']}”",
                    text=(texts / doc_id).read_bytes().decode("utf-8"),
                    day=published[doc_id],
                    kind=fact["type"],
                    kinds=frozenset(_GOLD_KINDS[fact["type"]]),
                    expected=_numbers(fact),
                    anchor=(anchor["start"], anchor["end"]),
                )
            )
    return Suite("seeds", rows)


def _numbers(fact: Fields) -> Fields:
    """Return the numbers of a fact; a change only where the rank itself is not said."""
    names = ["value", "low", "high", "currency", "rank", "out_of"]
    if fact.get("rank") is None:
        names.append("change")
    return {name: fact[name] for name in names if fact.get(name) is not None}
