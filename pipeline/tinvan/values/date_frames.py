"""Reading the time expressions of a sentence, and what stands between two of them."""

from collections.abc import Mapping, Sequence

import msgspec

from tinvan.values.build import Made, Numbers
from tinvan.values.dates import DateBuilder
from tinvan.values.grammar import Grammar, Match
from tinvan.values.masking import MaskedText
from tinvan.values.model import TimeExpression
from tinvan.values.time_words import TimeWords

_ENDS = frozenset({"day", "week", "month", "quarter", "half", "year", "decade", "holiday"})
_TO_NOW = "span.to-now"  # "đến nay"


class DateReader:
    """Reads the time expressions of a sentence.

    Args:
        words: The word lists of `rules/values`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        meanings = TimeWords()
        lists = {**meanings.lists, **words}
        self._dates = Grammar(
            "days", "months", "spans", "years", "holidays",
            words=lists,
        )  # fmt: skip
        self._frames = Grammar("date_frames", words=lists)
        self._builder = DateBuilder(meanings)

    def read(self, text: MaskedText, numbers: Numbers) -> list[Made]:
        """Return the dates of a sentence in which other values are masked, in order."""
        dates = list(self._dates.read(text, lambda match: self._builder(match, numbers)))
        if not dates:
            return []
        by_start = {date.start: date for date in dates}
        framed = list(
            self._frames.read(text.masking(dates), lambda match: _frame(match, by_start, text.text))
        )
        inside = {date.start for date in dates for f in framed if f.start <= date.start < f.end}
        return sorted(
            [*framed, *(d for d in dates if d.start not in inside)], key=lambda d: d.start
        )


def _frame(match: Match, dates: Mapping[int, Made], text: str) -> Made | None:
    """Return what a frame makes of the dates in it, or None where it makes nothing."""
    date = dates[match.found.start("first")]
    first: TimeExpression = date.fields["time"]
    if bound := match.rule.slots.get("bound"):
        if first.grain in ("now", "period") or first.span in ("past", "future"):
            return None
        bounded = msgspec.structs.replace(first, bound=bound)
        return Made.of("date", match, time=bounded)
    end = dates[match.found.start("last")]
    time = _period(first, end.fields["time"])
    if time is None or not _is_joined(text, date, end):
        return None
    return Made.of("date", match, time=time)


def _is_joined(text: str, first: Made, last: Made) -> bool:
    """Tell whether two dates make one: only "đến nay" needs no word between."""
    return last.rule == _TO_NOW or bool(text[first.end : last.start].strip())


def _period(first: TimeExpression, last: TimeExpression) -> TimeExpression | None:
    """Make a period of two points, each of which may lack what the other has."""
    now = [time.grain == "now" for time in (first, last)]
    if all(now) or not all(_is_end(time) or time.grain == "now" for time in (first, last)):
        return None
    return TimeExpression(grain="period", first=first, last=last)


def _is_end(time: TimeExpression) -> bool:
    """Tell whether a time can be an end of a period."""
    return time.grain in _ENDS and time.span not in ("past", "future") and not time.same
