"""Figures of cells: a cell that is one value and nothing else, with the unit that it is read in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec
import regex

from tinvan.assemble.table_units import Unit, read_values
from tinvan.ruleset import alternation
from tinvan.values.digits import DecimalSign
from tinvan.values.find import ValueReader
from tinvan.values.model import Value

_PLAIN = regex.compile(r"[+–−-]?\s?\d[\d.,]*")
_MAGNITUDE = regex.compile(r"\d\s?\p{L}")
_SIGNS = " \u00a0+~≈±≥≤<>="
_RATE = regex.compile(r"\s?/\s?(?P<per>\S[^/]*)")
_NOTE = regex.compile(r"\s*(?:\(?\*+\)?)$")
_RANK = regex.compile(
    r"(?:(?:thứ|hạng)\s)?(?P<rank>\d{1,4})(?:\s?/\s?(?P<out_of>\d{1,4}))?", regex.I
)
_BEHIND = 2  # words that bound a figure from behind: 30 trở lên
_LONGEST = 80  # characters of a cell that may be one value
_OWN = ("percentage", "money", "quantity")


class CellFigure(msgspec.Struct, frozen=True, kw_only=True):
    """The value that a cell is.

    Attributes:
        value: The value, with its unit, as if it stood in the cell; offsets are in the cell.
        end: Behind the last character of the figure in the cell.
        rule: The rule that told its unit.
        noun: Of a quantity: what it counts or is measured in.
        per: What it is reckoned on.
        change: The change that a verb or a plus in front of it tells.
    """

    value: Value
    end: int
    rule: str
    noun: str | None = None
    per: str | None = None
    change: Literal["increase", "decrease"] | None = None


class CellRank(msgspec.Struct, frozen=True, kw_only=True):
    """The rank that a cell is.

    Attributes:
        start: First character of its figure in the cell.
        end: Behind the last.
        rank: The place.
        out_of: How many are ranked.
    """

    start: int
    end: int
    rank: int
    out_of: int | None


class FigureReader:
    """Reads the cells that are one value.

    Args:
        values: Reads the values of a text.
        words: The lists of `rules/lexicons/table_words.toml`.
    """

    def __init__(self, values: ValueReader, words: Mapping[str, Sequence[str]]) -> None:
        self._values = values
        verbs = alternation([*words["change_verb"], *words["before_figure"]])
        self._verb = regex.compile(rf"\s*{verbs}\s*", regex.I)

    def read(
        self, cell: str, units: Iterable[tuple[str, Unit | None]], habit: DecimalSign | None
    ) -> CellFigure | None:
        """Return the value that a cell is, or None.

        Args:
            cell: Its characters.
            units: The units that it may have, each with the rule that told it; the first that
                there is counts.
            habit: The decimal sign of the article.
        """
        if len(cell) > _LONGEST or not any(character.isdecimal() for character in cell):
            return None
        text = _NOTE.sub("", cell)
        if not _PLAIN.fullmatch(text):
            own = self._whole(text, len(text), habit)
            if own is not None and own.value.kind in _OWN:
                return own
        rule, unit = next(((rule, unit) for rule, unit in units if unit is not None), ("", None))
        if unit is None or (unit.scaled and _MAGNITUDE.search(text)):
            return None
        figure = self._whole(f"{text} {unit.reading}".rstrip(), len(text), habit)
        if figure is None:
            return None
        kinds = (unit.kind,) if unit.reading else ("number", "fraction")
        if figure.value.kind not in (*kinds, "fraction"):
            return None
        if figure.value.kind == "fraction" and unit.kind != "quantity":
            return None
        return msgspec.structs.replace(
            figure, rule=rule, noun=unit.noun, per=figure.per or unit.per
        )

    def rank(self, cell: str) -> CellRank | None:
        """Return the rank that a cell is, or None."""
        found = _RANK.fullmatch(_NOTE.sub("", cell)) if len(cell) <= _LONGEST else None
        if found is None or int(found["rank"]) == 0:
            return None
        return CellRank(
            start=found.start("rank"),
            end=found.end(),
            rank=int(found["rank"]),
            out_of=int(found["out_of"]) if found["out_of"] else None,
        )

    def _whole(self, text: str, length: int, habit: DecimalSign | None) -> CellFigure | None:
        """Return the value that a text is, of which the cell is the first part."""
        values = read_values(self._values, text, habit)
        if len(values) != 1:
            return None
        value = values[0]
        start = value.start if value.comparator_start < 0 else value.comparator_start
        before, behind = text[: min(start, value.start)], text[value.end :]
        rate = _RATE.fullmatch(behind)
        bounds = value.comparator != "=" and len(behind.split()) <= _BEHIND
        verb = self._verb.match(before)
        if before[verb.end() if verb else 0 :].strip(_SIGNS) or (
            behind.strip() and not rate and not bounds
        ):
            return None
        end = value.number_end if value.kind == "quantity" else value.end
        return CellFigure(
            value=value,
            end=min(end, length),
            rule="table.unit-in-cell",
            noun=value.unit,
            per=rate["per"] if rate else None,
            change=_change(verb[0] if verb else before),
        )


def _change(before: str) -> Literal["increase", "decrease"] | None:
    """Return the change that stands in front of a figure: tăng 5%, +5%."""
    small = before.strip().casefold()
    if small.startswith("giảm"):
        return "decrease"
    return "increase" if small.startswith("tăng") or "+" in small else None
