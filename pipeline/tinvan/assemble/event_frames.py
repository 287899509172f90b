"""Frames of events: what a sentence says of the taking place of an event that it names."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
import regex

from tinvan.assemble.dating import days_of
from tinvan.assemble.event_names import EventName
from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import DateMention, Document, within
from tinvan.ruleset import alternation, mask
from tinvan.ruleset.patterns import DATE_CODE, NAME_CODES

_PAST = 14  # days before the article's own day from which on an event is no news
_LONG = 100  # days of the longest event
_FILLER = "\U000f0000"
_OPENING = 25  # characters in which a sentence opens with its day
_AT_ONCE = 3  # number of the last sentence that tells the news by what happens at an event
_REACH = 600  # characters on each side of a name in which its clause may run
_BEHIND = 90  # characters behind a name in which its own date can stand

FrameKind = Literal["held", "takes-place", "attended", "dated"]


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """How a sentence tells that an event takes place.

    Attributes:
        kind: "held" with a verb before the name, "takes-place" with one behind it, "attended"
            where somebody takes part, "dated" with no more than a date.
        date: When.
        planned: Whether it is still to come.
    """

    kind: FrameKind
    date: DateMention | None
    planned: bool


class FrameReader:
    """Reads frames.

    Args:
        words: The lists of `rules/lexicons/event_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        lists = {name: alternation(forms) for name, forms in words.items()}
        buffer = rf"(?:\s+(?:{lists['buffer']}|\d+))*\s*$"
        name = rf"[{NAME_CODES}{DATE_CODE}]{_FILLER}*+"
        unreal = rf"(?<!{lists['unreal']}\s)"
        self._held = compile_regex(rf"{unreal}{lists['held']}{buffer}", regex.I)
        self._attended = compile_regex(rf"{lists['attended']}{buffer}", regex.I)
        self._referred = compile_regex(rf"{lists['before_or_after']}{buffer}", regex.I)
        self._takes_place = compile_regex(
            rf"(?:\s*\([^()]*\))?(?:\s*,?\s*(?:(?:tại|ở|vào|từ|trong)\s)?(?:(?-i:\p{{Ll}}+)\s)?{name})*\s*,?"
            rf"(?:\s+{lists['auxiliary']})*\s+{lists['takes_place']}",
            regex.I,
        )
        self._by = compile_regex(rf",?\s*do\s[^.;]{{2,250}}?\s{lists['organising']}", regex.I)
        self._dated = compile_regex(
            r"\s*,?\s*\(?(?:(?:vào|từ|trong|diễn ra|tổ chức)\s)*(?:tại\s[^,.;]{2,60}?,?\s)?"
            rf"(?:(?-i:\p{{Ll}}+)\s)?{DATE_CODE}",
            regex.I,
        )
        self._at = compile_regex(
            r"(?<!\w)(?:tại|trong|ở|ra|từ|dự|tham gia|với)(?:\s(?:buổi|cuộc))?\s*$", regex.I
        )
        self._parted = compile_regex(
            rf"[;:“\"]|\.\s|,\s(?:ông|bà|đã|theo)\s|{lists['parted']}", regex.I
        )
        self._earlier = compile_regex(r"\W*(?:trước đó|trước đây)(?!\w)", regex.I)
        self._said = compile_regex(lists["said"], regex.I)
        self._planned = compile_regex(r"(?<!\w)(?:sẽ|dự kiến|sắp)(?!\w)", regex.I)

    def __call__(self, document: Document, name: EventName) -> Frame | None:
        """Return the frame of a name in its sentence, or None."""
        before = document.text_of(
            Stretch(max(name.sentence.start, name.start - _REACH), name.start)
        )
        if self._referred.search(before) or self._earlier.match(before) or _is_quoted(before):
            return None
        behind = _masked(document, Stretch(name.end, min(name.sentence.end, name.end + _REACH)))
        if behind.rstrip().endswith("?"):
            return None
        kind = self._kind(before, behind)
        if kind is None:
            return None
        date = self._date(document, name, behind, kind)
        if date and not _is_news(document, date):
            return None
        if date is None and _is_of_year(document, name):
            return None
        if self._is_referred(name, kind, date, before):
            return None
        planned = bool(self._planned.search(before) or self._planned.search(behind[:_BEHIND]))
        return Frame(kind=kind, date=date, planned=planned and not _is_over(document, date))

    def _is_referred(
        self, name: EventName, kind: FrameKind, date: DateMention | None, before: str
    ) -> bool:
        """Tell whether an event is only where or when something else happened.

        What somebody says or does at an event is its news on the day of the event alone.
        """
        of_day = date is not None and _grain(date) == "day"
        if kind == "attended":
            return date is None or not of_day or date.start - name.sentence.start > _OPENING
        if kind == "held" or not self._at.search(before):
            return kind == "dated" and not of_day
        return not of_day or name.index > _AT_ONCE

    def _kind(self, before: str, behind: str) -> FrameKind | None:
        """Return what tells that the event takes place."""
        if self._takes_place.match(behind) or self._by.match(behind):
            return "takes-place"
        if self._held.search(before):
            return "held"
        if self._dated.match(behind):
            return "dated"
        return "attended" if self._attended.search(before) else None

    def _date(
        self, document: Document, name: EventName, behind: str, kind: FrameKind
    ) -> DateMention | None:
        """Return the date of the event in its sentence."""
        start = max(name.sentence.start, name.start - _REACH)
        near = Stretch(start, min(name.sentence.end, name.end + _REACH))
        dates = [d for d in within(document.dates, near) if _can_date(d)]
        text = document.view.text
        before = [d for d in dates if d.end <= name.start]
        before = [d for d in before if not self._said.search(text, d.end, name.start)]
        after = [d for d in dates if name.end <= d.start <= name.end + _BEHIND]
        after = [d for d in after if not self._parted.search(behind[: d.start - name.end])]
        if after and (kind in ("takes-place", "dated") or not before):
            return after[0]
        if before:
            return before[-1] if _grain(before[-1]) == "day" else before[0]
        return after[0] if after else None


def _masked(document: Document, part: Stretch) -> str:
    """Return a part of a sentence with its dates and names masked."""
    annotations = [("date", d.start, d.end) for d in within(document.dates, part)]
    annotations += [(m.kind, m.start, m.end) for m in within(document.mentions, part)]
    return mask(document.text_of(part), part.start, annotations)


def _grain(date: DateMention) -> str:
    """Return the grain of a time expression."""
    return date.value.time.grain if date.value.time else ""


def _can_date(date: DateMention) -> bool:
    """Tell whether a time expression can be that of an event: days of a quarter at most."""
    return (
        date.first is not None
        and date.last is not None
        and days_of(date) <= _LONG
        and _grain(date) != "now"
    )


def _is_news(document: Document, date: DateMention) -> bool:
    """Tell whether a date is not long past; without an own day, not a year before the last one."""
    if date.last is None:
        return True
    last = dt.date.fromisoformat(date.last)
    if document.day is not None:
        return (document.day - last).days <= _PAST
    return last.year >= max(int(d.last[:4]) for d in document.dates if d.last) - 1


def _is_over(document: Document, date: DateMention | None) -> bool:
    """Tell whether a date has come on the article's own day."""
    if date is None or date.first is None or document.day is None:
        return False
    return dt.date.fromisoformat(date.first) <= document.day


def _is_quoted(before: str) -> bool:
    """Tell whether a name stands in what somebody is quoted to say."""
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _is_of_year(document: Document, name: EventName) -> bool:
    """Tell whether no more than the year of an event is told, which is not this year's news."""
    near = Stretch(name.end, min(name.sentence.end, name.end + _BEHIND // 2))
    years = [d for d in within(document.dates, near) if _grain(d) == "year" and d.first]
    return any(document.day is None or d.first != f"{document.day.year}-01-01" for d in years)
