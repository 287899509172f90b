"""Where the article ends in a text that has lost its markup.

Behind the end stand stories in perfect prose, so the end is what matters most. It is where a
byline or a source line closes the article, or where something begins that no article has inside
(comments, an imprint, a list of other stories), unless the paragraphs go on behind it.
"""

import itertools
from collections.abc import Sequence

from tinvan.clean.boxes import behind_box
from tinvan.clean.cohesion import Subject
from tinvan.clean.lines import SeenLine
from tinvan.clean.teasers import tease

_LOOKAHEAD = 20  # lines behind a furniture line that tell whether the article goes on
_SURE_RUN = 3  # paragraphs that no list of stories has without headlines between
_TOP_PARAGRAPHS = 2  # paragraphs that may stand above a bar of buttons over the body
_HEADLINES_IN_A_ROW = 6  # … that no article has
_PAGE_LINES = 40  # lines behind such headlines among which more of the page must stand
_LATE_GAP = 2  # blank lines above a lead that stands below everything else


def late_lead(lines: Sequence[SeenLine], start: int) -> int | None:
    """Return the last line, if a gap wider than any other shows that it is the lead."""
    last = len(lines) - 1
    if last < start + 2 or not lines[last].is_prose or lines[last].gap < _LATE_GAP:
        return None
    widest = max(line.gap for line in lines[1:last])
    return last if lines[last].gap > widest else None


def closing_line(lines: Sequence[SeenLine], start: int, size: int) -> tuple[int, tuple[range, ...]]:
    """Return the first line that is behind the article, or signs it, and the boxes above it.

    A box is the heading of a list of other stories with what stands below it, up to the line
    where the article goes on.

    Args:
        lines: The lines.
        start: The first line of the article.
        size: Behind the last line to look at; returned where nothing closes the article.
    """
    boxes: list[range] = []
    subject = Subject(lines, start)
    paragraphs = headlines = 0
    index = start + 1
    while index < size:
        line = lines[index]
        headlines = headlines + 1 if line.is_headline else 0
        if line.is_prose:
            paragraphs += 1
        elif paragraphs and line.closes:
            resumed = _resumption(lines, subject, index, size, paragraphs)
            if resumed is None:
                return index, tuple(boxes)
            if line.furniture is not None and line.furniture.rule.opens:
                boxes.append(range(index, resumed))
            index = resumed
            headlines = 0
            continue
        if paragraphs >= _SURE_RUN and tease(lines, subject, start, index, size):
            return index, tuple(boxes)
        first = index + 1 - headlines
        if (
            paragraphs
            and headlines == _HEADLINES_IN_A_ROW
            and _is_list(lines, index, size)
            and not _are_captions(subject, lines[first : index + 1], first)
        ):
            return first, tuple(boxes)
        index += 1
    return size, tuple(boxes)


def _is_list(lines: Sequence[SeenLine], index: int, size: int) -> bool:
    """Tell whether headlines in a row lead out of the article: more of the page follows them.

    Without that they are the captions of a picture story, or the items of a list.
    """
    below = lines[index + 1 : min(size, index + 1 + _PAGE_LINES)]
    return sum(line.outside is not None for line in below) > 1 and not _runs(below)


def _are_captions(subject: Subject, headlines: Sequence[SeenLine], first: int) -> bool:
    """Tell whether most of some headlines speak of what the article above them speaks of."""
    return 2 * sum(subject.covers(line, first) for line in headlines) > len(headlines)


def _resumption(
    lines: Sequence[SeenLine], subject: Subject, index: int, size: int, paragraphs: int
) -> int | None:
    """Return where the article goes on behind a line that could close it; None if nowhere.

    Paragraphs follow each other in an article; in a list of stories each has a headline.

    Args:
        lines: The lines.
        subject: What the article speaks of.
        index: The line that could close the article.
        size: Behind the last line to look at.
        paragraphs: How many paragraphs stand above it.
    """
    line = lines[index]
    if line.furniture is not None:
        if _is_signed_above(lines, index):
            return None
        if not line.furniture.rule.ends:
            return behind_box(lines, subject, index, size)
        if paragraphs > _TOP_PARAGRAPHS:
            return None
        if _is_button(lines, index, size):
            return index + 1
    elif index + 1 < size and lines[index + 1].goes_on:
        return index + 1
    below = lines[index + 1 : min(size, index + 1 + _LOOKAHEAD)]
    stop = next((i for i, other in enumerate(below) if other.closes), len(below))
    signed = index + 1 + stop == size or lines[index + 1 + stop].signs
    return index + 1 if _runs(below[:stop], signed=signed) else None


def _is_button(lines: Sequence[SeenLine], index: int, size: int) -> bool:
    """Tell whether a line near the top leads to what stands below the paragraphs: it is there."""
    again = (i for i in range(index + 1, size) if lines[i].key == lines[index].key)
    behind = next(again, index)
    return sum(line.is_paragraph for line in lines[index:behind]) >= _SURE_RUN


def _is_signed_above(lines: Sequence[SeenLine], index: int) -> bool:
    """Tell whether names or a source stand above a line, with nothing but buttons between."""
    above = (lines[i] for i in range(index - 1, -1, -1) if lines[i].outside is None)
    return any(line.signs for line in itertools.islice(above, 1))


def _runs(lines: Sequence[SeenLine], *, signed: bool = False) -> bool:
    """Tell whether lines are paragraphs that follow each other, with few headlines between.

    Args:
        lines: The lines.
        signed: Whether something behind them closes them as it closes an article.
    """
    paragraphs = headlines = waiting = 0
    for line in lines:
        if line.is_paragraph:
            headlines += waiting if paragraphs else 0
            paragraphs += 1
            waiting = 0
        waiting += line.is_titular
    least = _SURE_RUN - 1 if signed else _SURE_RUN
    return paragraphs >= least and 3 * headlines <= paragraphs
