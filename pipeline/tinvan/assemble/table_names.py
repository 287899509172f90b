"""Names of columns and rows: what they say is measured, in what, when, and whether it is so."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
import regex

from tinvan.assemble.table_units import Unit, UnitReader, read_values
from tinvan.compiled import compile_regex
from tinvan.facts import FactDate
from tinvan.ruleset import alternation
from tinvan.values.find import ValueReader
from tinvan.values.resolve import DateResolver

_YEAR = compile_regex(r"(?<![\w/.,-])(?:19|20)\d\d(?![\w/]|[.,-]\d)")
_MONTHS = compile_regex(r"(?<!\w)(\d{1,2})\s?(?:tháng|T)\s?[/-]?\s?((?:19|20)\d\d)(?!\d)", regex.I)
_MARKER = compile_regex(r"^(?:[-–+*•]\s*|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđA-C])[.)]\s+)")
_NOTE = compile_regex(r"\s*(?:\(?\*+\)?|\(\d\))$")
_EMPTY = compile_regex(r"[(\[]\s*[)\]]")
_PREPOSITION = compile_regex(r"(?<!\w)(?:từ|đến|tính đến|tới|trong|vào|của|năm)\s*$", regex.I)
_DIGIT = compile_regex(r"\d")
_TIMELY = compile_regex(r"\d|năm|tháng|quý|ngày|tuần|kỳ|vụ|nay", regex.I)  # else no time is said
_LONGEST = 300  # characters
_EDGES = " ,:;–-/*"
Change = Literal["increase", "decrease", "either"]


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """What the name of a column or row says.

    Attributes:
        text: What it names, without unit and time; None if nothing is left.
        unit: What its figures are measured in.
        counted: The whole of a name that is a count, of which shares and changes are: Số hộ.
        date: When they hold.
        planned: Whether they are aimed at.
        foreseen: Whether they are foreseen.
        measure: The change over time that it names; "either" for one whose sign tells which.
        index: Of a column of ranks: in what, "" if it does not say. None for other names.
        follows: Whether it tells a change of what the column before it tells.
        is_span: Whether it is a span of time, which measures nothing by itself: 6 tháng.
    """

    text: str | None = None
    unit: Unit | None = None
    counted: str | None = None
    date: FactDate | None = None
    planned: bool = False
    foreseen: bool = False
    measure: Change | None = None
    index: str | None = None
    follows: bool = False
    is_span: bool = False


class NameReader:
    """Reads names of columns and rows.

    Args:
        values: Reads the values of a text.
        units: Reads units.
        words: The lists of `rules/lexicons/table_words.toml`.
    """

    def __init__(
        self, values: ValueReader, units: UnitReader, words: Mapping[str, Sequence[str]]
    ) -> None:
        self._values, self._units = values, units
        self._resolver = DateResolver()
        self._compared = compile_regex(rf"{alternation(words['compared'])}\s*$", regex.I)
        self._status = compile_regex(rf"(?:{alternation(words['status'])}|\W)*+", regex.I)
        self._planned = compile_regex(alternation(words["planned"]), regex.I)
        self._foreseen = compile_regex(alternation(words["foreseen"]), regex.I)
        change = alternation([*words["change"], *words["change_verb"]])
        self._follows = compile_regex(
            rf"{change}?\s*(?:{alternation(words['comparison'])}.*)?", regex.I
        )
        link = alternation(words["index_behind"])
        self._rank = compile_regex(
            rf"{alternation(words['rank_name'])}(?:\s+{link})*\s*(?P<index>.*)"
            rf"|{alternation(words['rank_alone'])}(?:(?:\s+{link})*+\s+(?P<index>(?-i:\p{{Lu}}).*))?",
            regex.I,
        )
        self._openings: tuple[tuple[Change, regex.Pattern[str]], ...] = (
            ("either", compile_regex(alternation(words["change"]), regex.I)),
            ("increase", compile_regex(alternation(words["growth"]), regex.I)),
            ("decrease", compile_regex(alternation(words["decline"]), regex.I)),
        )
        self._no_name = frozenset(words["no_name"])

    def read(self, name: str, today: dt.date | None, year: int | None) -> Name:
        """Read a name.

        Args:
            name: Its characters; a text that is too long to name anything says nothing.
            today: The article's own day.
            year: The year that its title names.
        """
        written = " ".join(name.split())
        if len(written) > _LONGEST:
            return Name()
        written = _NOTE.sub("", _MARKER.sub("", written))
        date, rest = self._dated(written, today, year)
        measure = self._measure(rest)
        whole = rest
        unit, rest = self._units.of_name(whole)
        rest = _EMPTY.sub(" ", rest).strip(_EDGES)
        is_status = bool(date and self._status.fullmatch(rest))
        ranked = self._rank.fullmatch(rest)
        text = "" if is_status else " ".join(rest.split())
        if text.casefold() in self._no_name:
            text = ""
        values = read_values(self._values, text) if _DIGIT.search(text) else []
        return Name(
            text=text or None,
            unit=unit,
            counted=whole if unit and unit.is_named else None,
            date=date,
            planned=_opens_or_is(self._planned, rest, is_status),
            foreseen=_opens_or_is(self._foreseen, rest, is_status),
            measure=measure,
            index=(ranked["index"] or "") if ranked else None,
            follows=bool(text and self._follows.fullmatch(text)),
            is_span=bool(values) and not unit and all(v.kind == "duration" for v in values),
        )

    def _dated(
        self, name: str, today: dt.date | None, year: int | None
    ) -> tuple[FactDate | None, str]:
        """Return the time that a name says, and the name without it."""
        if not _TIMELY.search(name):
            return None, name
        read = name
        if months := _MONTHS.search(name):
            read = f"{months[1]} tháng đầu năm {months[2]}"
        values = [value for value in read_values(self._values, read) if value.time is not None]
        found = self._resolver.resolve(
            read, values, lambda _: (0, len(read)), today, year, carry_years=False
        )
        for date in found:
            time = date.value.time
            if time is None or time.same or time.grain == "now":
                continue
            if months:
                start, end = months.span()
            elif self._compared.search(name, 0, date.start):
                continue
            else:
                start, end = date.start, date.end
            dated = FactDate(start=date.first, end=date.last, text=name[start:end], basis="stated")
            return dated, _without(name, start, end)
        years = list(_YEAR.finditer(name))
        if len(years) == 1 and not values and not self._compared.search(name, 0, years[0].start()):
            start, end = years[0].span()
            dated = FactDate(f"{years[0][0]}-01-01", f"{years[0][0]}-12-31", years[0][0], "stated")
            return dated, _without(name, start, end)
        return None, name

    def _measure(self, name: str) -> Change | None:
        """Return the change over time that a name opens with."""
        opening = name.lstrip(" (")
        return next((kind for kind, words in self._openings if words.match(opening)), None)


def _without(name: str, start: int, end: int) -> str:
    """Return a name without the time in it, and the preposition in front of that."""
    before = _PREPOSITION.sub("", name[:start])
    return f"{before} {name[end:]}".strip(_EDGES)


def _opens_or_is(words: regex.Pattern[str], name: str, is_status: bool) -> bool:
    """Tell whether words open a name, or stand in one that only says how sure its figures are."""
    return bool(words.search(name) if is_status else words.match(name))
