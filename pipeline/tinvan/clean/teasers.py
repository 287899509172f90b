"""Stories below an article that has lost its markup, where no heading tells that they begin."""

from collections.abc import Sequence

from tinvan.clean.cohesion import Subject
from tinvan.clean.lines import SeenLine

_LEAST = 3  # stories in a row, each a headline with one paragraph
_MOST = 40  # stories that are looked at
_LONGEST_STAMP = 60  # characters of what may stand with a headline: a day, a section, a name
_HEAD = 4  # lines that a headline has with what stands beside it
_SPEAKING = 4  # of so many stories, one may speak of what the article speaks of
_FURNITURE = 2  # lines of furniture around an article that show a whole page


def tease(lines: Sequence[SeenLine], subject: Subject, start: int, index: int, size: int) -> bool:
    """Tell whether nothing but other stories stands from a line on to the end of a page.

    Args:
        lines: The lines.
        subject: What the article speaks of.
        start: The first line of the article.
        index: The line.
        size: Behind the last line to look at.
    """
    if lines[index].is_paragraph or not lines[index].is_titular:
        return False
    stories = speaking = 0
    at = index
    while stories < _MOST:
        paragraph = _paragraph(lines, at, size)
        if paragraph is None:
            break
        if subject.covers(lines[paragraph], index):
            if not stories:
                return False
            speaking += 1
        stories += 1
        at = paragraph + 1
        if at < size and lines[at].is_paragraph and lines[at].behind is None:
            return False
    if stories < _LEAST or _SPEAKING * speaking > stories:
        return False
    around = (*lines[:start], *lines[at:])
    return sum(line.behind is not None for line in around) >= _FURNITURE


def _paragraph(lines: Sequence[SeenLine], at: int, size: int) -> int | None:
    """Return the paragraph of the story whose headline begins here; None if there is none."""
    for index in range(at, min(at + _HEAD + 1, size)):
        line = lines[index]
        if line.behind is not None:
            return None
        if line.is_paragraph:
            return index if index > at else None
        if not (line.is_titular or len(line.text) <= _LONGEST_STAMP):
            return None
    return None
