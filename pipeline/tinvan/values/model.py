"""The records of values found in a text."""

from typing import Literal

import msgspec

from tinvan.facts import Comparator

ValueKind = Literal[
    "number", "ordinal", "multiple", "percentage", "money", "quantity", "rank", "fraction", "date",
    "duration", "time", "document", "code",
]  # fmt: skip
Grain = Literal[
    "day", "week", "month", "quarter", "half", "year", "school", "decade", "century", "period",
    "now", "holiday", "vague", "recurring",
]  # fmt: skip
Third = Literal["early", "mid", "late"]
Span = Literal["past", "future", "opening", "closing"]
Bound = Literal["in", "since", "before", "after"]


_NUMBERS = frozenset({"number", "money", "quantity", "duration"})
_CODES = frozenset({"code", "document", "time", "ordinal", "multiple"})


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """The parts of a time expression, as far as the words give them.

    Filled by `tinvan.values.dates`, turned into days by `tinvan.values.calendar`. "sáng 17-9" is
    grain day, day 17, month 9; "cuối năm ngoái" is grain year, offset -1, third late; "8 tháng
    qua" is grain month, count 8, span past; "6 tháng đầu năm" is grain year, unit month, count 6,
    span opening; "rằm tháng 7 năm Giáp Thìn" is grain day, day 15, month 7, cycle 40, lunar.

    Attributes:
        grain: The length of what is named. "now" is the own day ("hiện nay"), "period" runs from
            `first` to `last`, "school" is a school year, named by the year in which it starts,
            "holiday" the days about Tết, "vague" a day that cannot be told ("hôm nọ"),
            "recurring" one of every week, month or year.
        day: Day of the month. Of a lunar one, 0 is the last of the month before.
        month: 1 to 12.
        quarter: 1 to 4.
        half: 1 or 2: the half of the grain that is meant.
        year: With its century. Of the lunar calendar, the solar year in which it starts.
        lunar: Whether day, month and year are of the lunar calendar.
        leap: Whether the leap month of that number is meant ("tháng 4 nhuận").
        cycle: Of the lunar calendar: the place of the year in the cycle of sixty, 0 for Giáp Tý.
        weekday: 0 is Monday.
        third: The part of the month or year that is meant.
        offset: Distance in grains from the one that holds the own day: -1 is the last. Beside a
            day, month, quarter or weekday: the last (-1) or next (1) such.
        within: Distance of the year (of a weekday: the week) that it lies in: -1 in "tháng 9 năm
            ngoái".
        count: How many grains (or `unit`s) a span has.
        unit: What `count` counts where that is not the grain.
        span: A span up to the own day or from it, or the first or last part of the grain.
        bound: "since" leaves the end open, "before" and "after" name what they leave out.
        same: What points back to a time named before: the grain that holds it ("cùng ngày"), the
            grain that lies `offset` from it ("10 ngày sau đó"), or for grain "period" the same
            days of another year ("cùng kỳ").
        first: Of a period: its beginning.
        last: Of a period: its end; None if it is open.
    """

    grain: Grain
    day: int | None = None
    month: int | None = None
    quarter: int | None = None
    half: int | None = None
    year: int | None = None
    lunar: bool = False
    leap: bool = False
    cycle: int | None = None
    weekday: int | None = None
    third: Third | None = None
    offset: int | None = None
    within: int | None = None
    count: int | None = None
    unit: Grain | None = None
    span: Span | None = None
    bound: Bound = "in"
    same: bool = False
    first: "TimeExpression | None" = None
    last: "TimeExpression | None" = None


class Value(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """A value found in a text. What its kind does not have is None.

    Attributes:
        kind: What sort of value it is. Digits that count nothing (a phone number, a street) are
            of kind "code".
        start: First character of the anchor ("86/193" without "thứ", "19,10%" with its sign).
        end: Behind its last character.
        text: The characters of the anchor.
        rule: The rule that read it.
        value: The number; of a percentage the figure before the sign. None for a range.
        low: Lower end of a range.
        high: Upper end of a range.
        exact: The decimal digits of `value`, as exact as they are written ("19.10").
        exact_low: Those of `low`.
        exact_high: Those of `high`.
        comparator: How words or signs next to the number bound it.
        comparator_start: Where the words that bound it start; `start` if there are none.
        number_end: Behind the number itself with its magnitude, without its unit.
        told: Whether something shows that a bare number counts. Where nothing does it may be a
            label, or a count whose noun was said before.
        points: Whether a percentage is in percentage points ("2 điểm phần trăm").
        currency: Of money: its ISO 4217 code.
        unit: Of a quantity or duration: as written.
        unit_normalised: The same in its usual form ("km²" for "cây số vuông").
        rank: Of a rank: the place; None where only a change is stated.
        out_of: How many are ranked ("86/193": 193).
        change: Places gained (+) or lost (-) ("tăng 31 bậc").
        top: N of "top N".
        numerator: Of a fraction.
        denominator: Of a fraction.
        iso: Of a duration: ISO 8601 ("P1Y6M"); None for a range.
        clock: Of a time: "15:32".
        number: Of a document: its number ("766/QĐ-TTg").
        time: Of a date: its parts.
    """

    kind: ValueKind
    start: int
    end: int
    text: str
    rule: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    exact: str | None = None
    exact_low: str | None = None
    exact_high: str | None = None
    comparator: Comparator = "="
    comparator_start: int = -1
    number_end: int = -1
    told: bool = True
    points: bool = False
    currency: str | None = None
    unit: str | None = None
    unit_normalised: str | None = None
    rank: int | None = None
    out_of: int | None = None
    change: int | None = None
    top: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    iso: str | None = None
    clock: str | None = None
    number: str | None = None
    time: TimeExpression | None = None

    @property
    def figure(self) -> tuple[str, int, int] | None:
        """The kind and bounds by which patterns over a clause know it, or None.

        Amounts of all sorts are numbers there, without their units, which are words of the
        clause; number words are words of it too.
        """
        if self.kind in _CODES:
            return "code", self.start, self.end
        if self.kind not in _NUMBERS:
            return self.kind, self.start, self.end
        if not any(character.isdecimal() for character in self.text):
            return None
        return "number", self.start, self.number_end
