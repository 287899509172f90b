"""Lists of other stories that stand within an article that has lost its markup."""

from collections.abc import Sequence

from tinvan.clean.cohesion import Subject, teases
from tinvan.clean.lines import SeenLine

_LOOKAHEAD = 20  # lines behind a furniture line that tell whether the article goes on
_LISTED = 2  # headlines in a row that make a list of stories


def behind_box(lines: Sequence[SeenLine], subject: Subject, index: int, size: int) -> int | None:
    """Return the first paragraph of the article behind a list of stories, if it goes on there.

    Args:
        lines: The lines.
        subject: What the article speaks of.
        index: The heading of the list.
        size: Behind the last line to look at.
    """
    for at in range(index + 1, min(size, index + 1 + _LOOKAHEAD)):
        line = lines[at]
        if line.is_paragraph:
            if _is_resumed(lines, subject, index, at, size):
                return at
        elif line.furniture is not None and line.furniture.rule.ends:
            return None
    return None


def _is_resumed(
    lines: Sequence[SeenLine], subject: Subject, index: int, at: int, size: int
) -> bool:
    """Weigh whether a paragraph is of the article above a list, or of a story in the list.

    Args:
        lines: The lines.
        subject: What the article speaks of.
        index: The heading of the list.
        at: The paragraph.
        size: Behind the last line to look at.
    """
    line = lines[at]
    below = next((i for i in range(at + 1, size) if lines[i].caption is None), size)
    listed = lines[index + 1 : at]
    titles = sum(other.is_titular for other in listed)
    headline = listed[-1] if listed and listed[-1].is_titular else None
    has_teasers = any(other.is_paragraph for other in listed)
    is_alone = len(listed) < _LISTED or not listed[-2].is_titular
    is_teaser = (
        headline is not None
        and teases(line, headline)
        and (is_alone or (has_teasers and not subject.covers(headline, index)))
    )
    speaks_for = (
        2 * subject.covers(line, index),
        below == size or lines[below].is_paragraph or lines[below].signs,
        below < size and lines[below].closes and titles == len(listed) >= _LISTED,
    )
    return sum(speaks_for) > 2 * is_teaser


def listed_again(lines: Sequence[SeenLine], start: int, end: int) -> tuple[range, ...]:
    """Return the rows of headlines in an article of which one stands behind it again.

    There they are links to other stories, unless the whole article stands there again.
    """
    behind = {line.key for line in lines[end:]}
    if any(line.key in behind for line in lines[start:end] if line.is_paragraph):
        return ()
    rows: list[range] = []
    first = start + 1
    for index in range(start + 1, end + 1):
        if index < end and lines[index].is_loose:
            continue
        row = lines[first:index]
        if any(line.is_headline and line.key in behind for line in row):
            rows.append(range(first, index))
        first = index + 1
    return tuple(rows)
