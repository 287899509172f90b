"""Which line of a text that has lost its markup is the headline."""

from collections import Counter
from collections.abc import Sequence

from tinvan.clean.lines import SeenLine
from tinvan.clean.slug import agrees
from tinvan.folding import fold, shared_words

HEAD_LINES = 12  # lines that may hold the title; more above the first paragraph are menus
_NEAR_DATELINE = 3  # lines between a title and its dateline
_SURE_WORDS = 6  # of a line that is no name of a section
_NEAR_BODY = 8  # lines between a title that stands below menus and the paragraphs
_DENSE_LINES = 4  # lines of which three are paragraphs where a body begins
_SAME_HEADLINE = 0.7  # share of words that make two wordings one headline


def body_start(lines: Sequence[SeenLine]) -> int:
    """Return the first paragraph of the body, behind menus if the text begins with some.

    Menus may hold a paragraph or two of their own; in a body paragraphs stand close together.
    """
    prose = [index for index, line in enumerate(lines) if line.is_prose]
    if not prose or prose[0] < HEAD_LINES:
        return prose[0] if prose else 0
    for first, third in zip(prose, prose[2:], strict=False):
        if third - first < _DENSE_LINES:
            return first
    return prose[0]


def find_title(
    lines: Sequence[SeenLine], body: int, headline: str | None, slug: frozenset[str]
) -> int | None:
    """Return the line of the title, if the text shows one.

    Args:
        lines: The lines.
        body: The first paragraph of the body.
        headline: The title, where it is known.
        slug: The words of the title in the article's address, where it has them.
    """
    first = 0 if body < HEAD_LINES else body - HEAD_LINES
    head = range(first, min(len(lines), first + HEAD_LINES + (body >= HEAD_LINES)))
    if headline is not None:
        return _known_title(lines, body, head, headline)
    dated = _dated_title(lines, head, slug)
    if dated is not None:
        return dated
    return _first_title(lines, head, slug) if first == 0 else _title_above(lines, body, slug)


def _known_title(lines: Sequence[SeenLine], body: int, head: range, headline: str) -> int | None:
    """Return the line that prints a headline, if need be in slightly other words."""
    key = fold(headline)
    exact = [index for index, line in enumerate(lines) if line.key == key]
    if exact:
        above = (index for index in exact if index <= body)
        return exact[0] if head.start == 0 else max(above, default=exact[0])
    alike = (index for index in head if _is_alike(lines[index], headline))
    return next(alike, None)


def _dated_title(lines: Sequence[SeenLine], head: range, slug: frozenset[str]) -> int | None:
    """Return the line beside the dateline that could be the title.

    Where several could, it is one that stands in the text again, else the longest one above
    the dateline that is no name of a section, else the one below it.
    """
    keys = Counter(line.key for line in lines)
    for index in head:
        if not lines[index].signature("head"):
            continue
        near = range(max(0, index - _NEAR_DATELINE), min(len(lines), index + _NEAR_DATELINE))
        fit = [other for other in near if _is_title(lines, other, slug)]
        sure = [other for other in fit if lines[other].words >= _SURE_WORDS]
        again = (other for other in sure if keys[lines[other].key] > 1)
        above = (other for other in sure if other < index)
        longest = max(above, key=lambda i: len(lines[i].text), default=None)
        below = (other for other in fit if other > index)
        title = next(again, longest if longest is not None else next(below, next(iter(fit), None)))
        if title is not None:
            return title
    return None


def _first_title(lines: Sequence[SeenLine], head: range, slug: frozenset[str]) -> int | None:
    """Return the first line that could be the title.

    No paragraph and no caption may stand above it, but a lead that stands below it again.
    """
    later = {line.key for line in lines[2 : 2 * HEAD_LINES]}
    for index in head:
        line = lines[index]
        if _is_title(lines, index, slug):
            return index
        if line.shows_credit or (line.is_prose and (index or line.key not in later)):
            return None
    return None


def _title_above(lines: Sequence[SeenLine], body: int, slug: frozenset[str]) -> int | None:
    """Return the longest line not far above the paragraphs that could be the title."""
    near = range(max(0, body - _NEAR_BODY), body + 1)
    fit = [index for index in near if _is_title(lines, index, slug)]
    return max(fit, key=lambda index: len(lines[index].text), default=None)


def _is_title(lines: Sequence[SeenLine], index: int, slug: frozenset[str]) -> bool:
    """Tell whether a line could be the title: a paragraph must come behind it."""
    line = lines[index]
    if not line.is_titular or line.outside is not None or line.shows_credit:
        return False
    below = lines[index + 1 : index + 1 + HEAD_LINES]
    return agrees(line.text, slug) and any(
        other.is_prose and other.key != line.key for other in below
    )


def _is_alike(line: SeenLine, headline: str) -> bool:
    """Tell whether a line is the known headline in slightly other words."""
    return line.is_titular and shared_words(line.text, headline) >= _SAME_HEADLINE
