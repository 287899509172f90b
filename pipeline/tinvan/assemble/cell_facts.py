"""From the figure of a cell, and what its row and column are named, to a fact."""

from typing import Any

import msgspec

from tinvan.assemble.cell_figures import CellFigure, CellRank
from tinvan.assemble.cells import Row
from tinvan.assemble.common import fact_fields
from tinvan.assemble.table_names import Name
from tinvan.assemble.windows import Stretch
from tinvan.document import Document
from tinvan.facts import (
    AmountMeasure,
    AnyFact,
    FactDate,
    Modality,
    Money,
    Percentage,
    Quantity,
    Ranking,
)


class Slots(msgspec.Struct, frozen=True, kw_only=True):
    """What the names of a cell say of its figure.

    Attributes:
        indicator: What is measured.
        subject: Whose it is.
        date: When it holds.
        names: The names of its row and of its column.
        listed: Of a rank: in what, by the title of the table.
    """

    indicator: str | None
    subject: str | None
    date: FactDate | None
    names: tuple[Name, ...]
    listed: str | None = None

    @property
    def index(self) -> str | None:
        """Of a rank: in what, "" if no name says; None where no name is of ranks."""
        return next((name.index for name in self.names if name.index is not None), None)

    def modality(self, document: Document) -> Modality:
        """Return whether the figure is so, aimed at or foreseen."""
        if any(name.planned for name in self.names):
            return "target"
        today = document.day.isoformat() if document.day else None
        first, last = (self.date.start, self.date.end) if self.date else (None, None)
        if first and today and first > today:
            return "forecast"
        is_over = last and today and last < today
        foreseen = any(name.foreseen for name in self.names)
        return "forecast" if foreseen and not is_over else "actual"


def amount_fact(
    document: Document, row: Row, cell: Stretch, figure: CellFigure, slots: Slots
) -> AnyFact:
    """Return the percentage, the sum of money or the quantity of a cell."""
    value = figure.value
    anchor = Stretch(cell.start + value.start, cell.start + figure.end)
    measure = _measure(figure, slots)
    sign = -1 if measure == "decrease" and value.value and value.value < 0 else 1
    fields: dict[str, Any] = {
        **_shared(document, row, anchor, figure.rule, slots),
        "value": value.value and sign * value.value,
        "low": value.low,
        "high": value.high,
        "comparator": value.comparator,
        "measure": measure,
        "indicator": slots.indicator,
        "subject": slots.subject,
    }
    if value.kind == "percentage":
        counted = next((name.counted for name in slots.names if name.counted), None)
        fields["indicator"] = slots.indicator or counted
        points = value.points and measure != "level" and sign > 0
        return Percentage(**{**fields, "measure": "points" if points else measure})
    if value.kind == "money":
        return Money(currency=value.currency or "", per=figure.per, **fields)
    if value.kind == "fraction":
        fields |= {"value": value.numerator, "out_of": value.denominator}
    return Quantity(unit=figure.noun, per=figure.per, **fields)


def rank_fact(document: Document, row: Row, cell: Stretch, rank: CellRank, slots: Slots) -> Ranking:
    """Return the rank of a cell."""
    anchor = Stretch(cell.start + rank.start, cell.start + rank.end)
    return Ranking(
        **_shared(document, row, anchor, "table.rank", slots),
        subject=slots.subject,
        index=slots.index or slots.listed or None,
        rank=rank.rank,
        out_of=rank.out_of,
    )


def _shared(
    document: Document, row: Row, anchor: Stretch, rule: str, slots: Slots
) -> dict[str, Any]:
    """Return the fields that facts of every type share, as keyword arguments."""
    return {
        **fact_fields(document, row.line, anchor, rule),
        "date": slots.date,
        "modality": slots.modality(document),
    }


def _measure(figure: CellFigure, slots: Slots) -> AmountMeasure:
    """Return what a figure measures: the change that a name tells, in the direction of its sign."""
    value = figure.value.value
    named = next((name.measure for name in slots.names[::-1] if name.measure), None)
    if named is None and figure.value.kind != "percentage" and figure.change is None:
        return "level"
    if value is not None and value < 0:
        return "decrease"
    if named is None or named == "either":
        return figure.change or ("increase" if named else "level")
    return named
