"""The foot of an article that has lost its markup: names, buttons, keywords, links."""

from collections.abc import Sequence

from tinvan.clean.lines import SeenLine

_LISTED = 2  # headlines in a row that make a list of stories
_LEAST_FURNITURE = 2  # lines of furniture around an article that show a whole page
_SIGNING_LINES = 6  # lines behind the article's own that may still sign it
_MOST_NAMES = 2  # lines of names that may close an article
_LONGEST_ITEM = 60  # characters of the items of a list of names


def before_signature(lines: Sequence[SeenLine], start: int, closed: int) -> int:
    """Return the end of the article's own lines, above what stands at its foot.

    That is names, buttons, keywords, and in a whole page headlines that lead to other stories.

    Args:
        lines: The lines.
        start: The first line of the article.
        closed: The line found to close it, or behind the last line.
    """
    is_page = _is_page(lines, start, closed)
    end = _named(lines, start, closed) if is_page else closed
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
            or (is_page and (line.outside is not None or _is_keywords(lines, end - 1)))
            or line.key == lines[start].key
        ):
            end -= 1
        elif is_page and (headlines := _headlines_above(lines, start, end)):
            end -= headlines
        else:
            return end
    return closed


def _is_page(lines: Sequence[SeenLine], start: int, closed: int) -> bool:
    """Tell whether there is more of the page around the article than what signs it."""
    around = (*lines[:start], *lines[closed:])
    return sum(line.outside is not None for line in around) >= _LEAST_FURNITURE


def _named(lines: Sequence[SeenLine], start: int, closed: int) -> int:
    """Return the first byline of names behind the last paragraph; `closed` if there is none."""
    last = next((i for i in range(closed - 1, start, -1) if lines[i].is_paragraph), closed)
    for index in range(last + 1, closed):
        if lines[index].is_name and not lines[index - 1].is_name:
            behind = next((i for i in range(index, closed) if not lines[i].is_name), closed)
            if _is_signed(lines, start, index, behind):
                return behind
    return closed


def _is_keywords(lines: Sequence[SeenLine], index: int) -> bool:
    """Tell whether a line is keywords without a heading: small letters below a full stop."""
    line, above = lines[index], lines[index - 1]
    return line.text[0].islower() and not line.is_prose and not above.breaks_off


def _headlines_above(lines: Sequence[SeenLine], start: int, end: int) -> int:
    """Return how many lines above `end` are headlines in a row, right below a paragraph.

    Lines that all have a colon are items of a list ("Sân số 1: …"), and so are lines below one
    that ends in a colon.
    """
    first = end
    while first - 1 > start and lines[first - 1].is_loose:
        first -= 1
    above, run = lines[first - 1], lines[first:end]
    if above.text.endswith(":") or all(":" in line.text for line in run):
        return 0
    if above.is_plain and not (above.is_paragraph or above.is_name):
        return 0
    headlines = sum(line.is_headline for line in run)
    return len(run) if headlines >= _LISTED and 2 * headlines >= len(run) else 0


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
