"""What stands between two time expressions, or in front of one: ranges and open ends."""

import itertools
import re
from collections.abc import Mapping, Sequence

import msgspec

from tinvan.values.build import Made
from tinvan.values.grammar import Grammar, Match
from tinvan.values.model import TimeExpression
from tinvan.values.rule_text import RuleText

_ENDS = frozenset({"day", "week", "month", "quarter", "half", "year", "decade", "holiday"})
_UNBOUNDED = frozenset({"now", "period", "vague", "recurring"})  # what no word can open
_TO_NOW = "span.to-now"  # "đến nay"
_BEFORE = 16  # characters in front of a date in which its frame starts
_BETWEEN = 3  # words between two dates that one frame joins


class DateFrames:
    """Joins the time expressions of a sentence.

    Args:
        words: The word lists of `rules/values`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._frames = Grammar("date_frames", words=words)
        openings = "|".join(sorted(self._frames.words))
        self._opens = re.compile(rf"(?<![^\W_])(?:{openings})(?![^\W\d_])")

    def join(self, text: RuleText, dates: Sequence[Made], bounds: tuple[int, int]) -> list[Made]:
        """Return the dates of a sentence with what frames make of them, in order.

        Args:
            text: The text.
            dates: The dates, in order; at least one.
            bounds: The sentence.
        """
        start = max(bounds[0], dates[0].start - _BEFORE)
        if not (
            _are_near(text.small, dates) or self._opens.search(text.small, start, dates[-1].start)
        ):
            return list(dates)
        masked = text.masking(dates, start, dates[-1].end)
        by_start = {date.start - start: date for date in dates}
        framed = [
            made.moved(start)
            for made in self._frames.read(masked, lambda m: _frame(m, by_start, text.text))
        ]
        inside = {date.start for date in dates for f in framed if f.start <= date.start < f.end}
        rest = (date for date in dates if date.start not in inside)
        return sorted([*framed, *rest], key=lambda date: date.start)


def _are_near(small: str, dates: Sequence[Made]) -> bool:
    """Tell whether two of some dates may be joined by the few words between them."""
    return any(
        len(small[a.end : b.start].split()) <= _BETWEEN for a, b in itertools.pairwise(dates)
    )


def _frame(match: Match, dates: Mapping[int, Made], text: str) -> Made | None:
    """Return what a frame makes of the dates in it, or None where it makes nothing."""
    date = dates[match.found.start("first")]
    first: TimeExpression = date.fields["time"]
    if bound := match.rule.slots.get("bound"):
        if first.grain in _UNBOUNDED or first.span in ("past", "future"):
            return None
        if bound == "after" and first.span == "opening":  # what those months have brought
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
