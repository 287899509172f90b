"""Which line of a text that has lost its markup is the headline."""

from collections import Counter
from collections.abc import Sequence

from tinvan.clean.cohesion import goes_on
from tinvan.clean.lines import SeenLine
from tinvan.clean.slug import agrees
from tinvan.folding import fold, shared_words

HEAD_LINES = 12  # lines that may hold the title; more above the first paragraph are menus
_NEAR_DATELINE = 5  # lines between a title and its dateline
_SURE_WORDS = 6  # of a line that is no name of a section
_NEAR_BODY = 8  # lines between a title that stands below menus and the paragraphs
_DENSE_LINES = 4  # lines of which three are paragraphs where a body begins
_MENU_SHARE = 4  # one line of so many is known as furniture in a menu
_SPARSE_LINES = 10  # lines from one paragraph of a body to the next, with a box between
_SAME_HEADLINE = 0.7  # share of words that make two wordings one headline


def body_start(lines: Sequence[SeenLine]) -> int:
    """Return the first paragraph of the body, behind menus if the text begins with some.

    Menus may hold a paragraph or two of their own; in a body paragraphs stand close together.
    """
    prose = [index for index, line in enumerate(lines) if line.is_prose]
    if not prose:
        return 0
    dense = (i for i in range(len(prose) - 2) if prose[i + 2] - prose[i] < _DENSE_LINES)
    at = next(dense, 0)
    while at and _is_one_body(lines, prose[at - 1], prose[at : at + _DENSE_LINES]):
        at -= 1
    first = prose[at]
    if prose[0] >= HEAD_LINES or _is_menu(lines[prose[0] + 1 : first]):
        return first
    return prose[0]


def _is_one_body(lines: Sequence[SeenLine], above: int, body: Sequence[int]) -> bool:
    """Tell whether a paragraph above a body is of it: no dateline between, and one subject."""
    between = lines[above + 1 : body[0]]
    if len(between) > _SPARSE_LINES or any(line.signature("head") for line in between):
        return False
    if not any(line.is_headline for line in between):
        return True
    return goes_on(lines[above], (lines[index] for index in body))


def _is_menu(lines: Sequence[SeenLine]) -> bool:
    """Tell whether lines are menus: many, hardly a paragraph, and furniture by their words."""
    prose = sum(line.is_prose for line in lines)
    furniture = sum(line.outside is not None for line in lines)
    return max(HEAD_LINES, prose * HEAD_LINES) <= len(lines) <= _MENU_SHARE * furniture


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
    announced = _announced_title(lines, head, slug) if lines else None
    if announced is not None:
        return announced
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


def _announced_title(lines: Sequence[SeenLine], head: range, slug: frozenset[str]) -> int | None:
    """Return the last line that the page's own title, the first line, begins with.

    Where there are no menus the first line is a page's own only if it says more.
    """
    page = f"{lines[0].key} " if head.start else lines[0].key
    for index in reversed(head):
        line = lines[index]
        if index and line.words >= _SURE_WORDS and page.startswith(f"{line.key} "):
            return index if _is_title(lines, index, slug) else None
    return None


def _dated_title(lines: Sequence[SeenLine], head: range, slug: frozenset[str]) -> int | None:
    """Return the line beside the dateline that could be the title.

    Where several could, it is one that stands in the text again, else the last headline above the
    dateline, else the longest line there that is no name of a section, else the one below it.
    """
    keys = Counter(line.key for line in lines)
    for index in head:
        if not lines[index].signature("head"):
            continue
        end = min(len(lines), index + _NEAR_DATELINE)
        below = next((i for i in range(index + 1, end) if lines[i].is_prose), end)
        near = range(max(0, index - _NEAR_DATELINE), below)
        fit = [other for other in near if _is_title(lines, other, slug)]
        sure = [other for other in fit if lines[other].words >= _SURE_WORDS]
        again = (other for other in sure if keys[lines[other].key] > 1)
        title = next(again, _beside(lines, index, fit))
        if title is not None:
            return title
    return None


def _beside(lines: Sequence[SeenLine], dateline: int, fit: Sequence[int]) -> int | None:
    """Return the title among the lines about a dateline that could be it."""
    above = [i for i in fit if i < dateline and lines[i].words >= _SURE_WORDS]
    headlines = [i for i in above if lines[i].is_headline]
    if above:
        return headlines[-1] if headlines else max(above, key=lambda i: len(lines[i].text))
    return next((i for i in fit if i > dateline), next(iter(fit), None))


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
