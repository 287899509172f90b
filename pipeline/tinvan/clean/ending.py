"""Where the article ends in a text that has lost its markup.

Behind the end stand stories in perfect prose, so the end is what matters most. It is where a
byline or a source line closes the article, or where something begins that no article has inside
(comments, an imprint, a list of other stories), unless the paragraphs go on behind it.
"""

from collections.abc import Sequence

from tinvan.clean.lines import SeenLine

_LOOKAHEAD = 15  # lines behind a furniture line that tell whether the article goes on
_SURE_RUN = 3  # paragraphs that no list of stories has without headlines between
_TOP_PARAGRAPHS = 2  # paragraphs that may stand above a bar of buttons over the body
_HEADLINES_IN_A_ROW = 6  # … that no article has
_PAGE_LINES = 40  # lines behind such headlines among which more of the page must stand
_SIGNING_LINES = 6  # lines behind the article's own that may still sign it
_MOST_NAMES = 2  # lines of names that may close an article
_LATE_GAP = 2  # blank lines above a lead that stands below everything else
_LONGEST_ITEM = 60  # characters of the items of a list of names


def late_lead(lines: Sequence[SeenLine], start: int) -> int | None:
    """Return the last line, if a gap wider than any other shows that it is the lead."""
    last = len(lines) - 1
    if last < start + 2 or not lines[last].is_prose or lines[last].gap < _LATE_GAP:
        return None
    widest = max(line.gap for line in lines[1:last])
    return last if lines[last].gap > widest else None


def closing_line(lines: Sequence[SeenLine], start: int, size: int) -> int:
    """Return the first line that is behind the article, or signs it.

    Args:
        lines: The lines.
        start: The first line of the article.
        size: Behind the last line to look at; returned where nothing closes the article.
    """
    paragraphs = headlines = 0
    for index in range(start + 1, size):
        line = lines[index]
        headlines = headlines + 1 if line.is_headline else 0
        if line.is_prose:
            paragraphs += 1
        elif paragraphs and _closes(line) and not _goes_on(lines, index, size, paragraphs):
            return index
        if paragraphs and headlines == _HEADLINES_IN_A_ROW and _is_list(lines, index, size):
            return index + 1 - headlines
    return size


def _is_list(lines: Sequence[SeenLine], index: int, size: int) -> bool:
    """Tell whether headlines in a row lead out of the article: more of the page follows them.

    Without that they are the captions of a picture story, or the items of a list.
    """
    below = lines[index + 1 : min(size, index + 1 + _PAGE_LINES)]
    return sum(line.outside is not None for line in below) > 1 and not _runs(below)


def _closes(line: SeenLine) -> bool:
    """Tell whether a line by itself speaks for the end of the article."""
    if line.furniture is not None:
        return line.furniture.rule.ends or line.furniture.rule.opens
    signature = line.signature("end")
    return signature is not None and signature.rule.ends


def _goes_on(lines: Sequence[SeenLine], index: int, size: int, paragraphs: int) -> bool:
    """Tell whether the article goes on behind a line that could close it.

    Paragraphs follow each other in an article; in a list of stories each has a headline.

    Args:
        lines: The lines.
        index: The line that could close the article.
        size: Behind the last line to look at.
        paragraphs: How many paragraphs stand above it.
    """
    line = lines[index]
    if line.furniture is not None:
        if lines[index - 1].is_name or lines[index - 1].signature("end"):
            return False
        if line.furniture.rule.ends and paragraphs > _TOP_PARAGRAPHS:
            return False
    elif index + 1 < size and lines[index + 1].goes_on:
        return True
    below = lines[index + 1 : min(size, index + 1 + _LOOKAHEAD)]
    stop = next((i for i, other in enumerate(below) if _closes(other)), None)
    if stop is None:
        return _runs(below, signed=index + 1 + len(below) == size)
    return _runs(below[:stop], signed=below[stop].furniture is None)


def _runs(lines: Sequence[SeenLine], *, signed: bool = False) -> bool:
    """Tell whether lines are paragraphs that follow each other, with few headlines between.

    Args:
        lines: The lines.
        signed: Whether something behind them closes them as it closes an article.
    """
    paragraphs = headlines = 0
    for line in lines:
        paragraphs += line.is_paragraph
        headlines += paragraphs > 0 and line.is_titular
    least = _SURE_RUN - 1 if signed else _SURE_RUN
    return paragraphs >= least and 3 * headlines <= paragraphs


def before_signature(lines: Sequence[SeenLine], start: int, closed: int) -> int:
    """Return the end of the article's own lines, above names and buttons at its foot.

    Args:
        lines: The lines.
        start: The first line of the article.
        closed: The line found to close it, or behind the last line.
    """
    bounded = closed < len(lines)
    end = closed
    while end - 1 > start:
        line = lines[end - 1]
        if line.is_name:
            first = _first_name(lines, start, end)
            if not _is_signed(lines, start, first, end):
                return end
            end = first
        elif (
            line.signature("end")
            or line.furniture is not None
            or (bounded and line.outside is not None)
            or line.key == lines[start].key
        ):
            end -= 1
        else:
            return end
    return closed


def _first_name(lines: Sequence[SeenLine], start: int, end: int) -> int:
    """Return the first of the lines above `end` that are nothing but names."""
    first = end
    while first - 1 > start and lines[first - 1].is_name:
        first -= 1
    return first


def _is_signed(lines: Sequence[SeenLine], start: int, first: int, end: int) -> bool:
    """Tell whether lines of names are a byline: few, below no heading and no list."""
    above = lines[first - 1]
    return (
        first - 1 > start
        and end - first <= _MOST_NAMES
        and (
            above.is_prose
            or not above.is_plain
            or above.caption is not None
            or above.is_headline
            or len(above.text) > _LONGEST_ITEM
        )
    )


def behind_signature(lines: Sequence[SeenLine], closed: int, size: int) -> int:
    """Return the end of the lines that sign an article, from the line that closes it.

    A list of headlines may stand between; a name alone counts only next to a line that signs.
    """
    signed = closed
    for index in range(closed, min(size, closed + _SIGNING_LINES)):
        line = lines[index]
        if line.signature("end") or (line.is_name and closed < index == signed):
            signed = index + 1
        elif line.is_paragraph or (line.furniture is not None and line.furniture.rule.ends):
            break
    return signed
