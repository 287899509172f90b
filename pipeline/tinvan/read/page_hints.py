"""What the markup of a page says of each of its lines, as short words: its hints.

The hints are the tag that matters ("h1", "li", "nav"), the entries of `rules/clean/markup.toml`
that a class or id name around the line belongs to ("related", "comment"), "link" or "links"
where all or half of the line is linked, "hidden", "main" for the block of the article's own
paragraphs, and "foreign" for blocks in it that are not the article's. Names on the elements
around that block say nothing of its lines: a page's `<body class="has-comments">` is no comment.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from tinvan.read.page_blocks import Blocks, find_blocks, is_prose, linked_share
from tinvan.read.page_lines import Element, PageLine, PageLines
from tinvan.read.weights import Weights
from tinvan.ruleset import Entry, Lexicon

_TAGS = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "li": "li",
    "figcaption": "caption", "time": "date", "blockquote": "quote", "data-table": "table",
    "article": "story",
    "nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "button": "form", "label": "form", "fieldset": "form", "legend": "form",
}  # fmt: skip
_TAG_HINTS = {tag: frozenset((hint,)) for tag, hint in _TAGS.items()}
_NO_ARTICLES = frozenset(("related", "comment", "footer", "aside", "nav", "dialog"))
_OTHER_BLOCKS = _NO_ARTICLES | {"form", "ad", "tag", "header"}
_NAME_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAME = 60
_NOTHING: frozenset[str] = frozenset()


class PageHints(NamedTuple):
    """What the markup says.

    Attributes:
        lines: The hints of each line, in alphabetical order.
        blocks: The blocks of the page, and what speaks for them.
    """

    lines: list[tuple[str, ...]]
    blocks: Blocks


def read_hints(page: PageLines, names: Lexicon[Entry], weights: Weights) -> PageHints:
    """Return the hints of each line.

    Args:
        page: The lines and elements of a page.
        names: Hints (the entries' ids) by words of class and id names (their forms).
        weights: How much lines speak for the blocks around them.
    """
    visible = _visible(page.elements)
    prose = [is_prose(line) for line in page.lines]
    own = _own_hints(page.elements, names)
    apart, held = _apart(page, own, visible, prose)
    blocks = find_blocks(page, apart, visible, weights)
    if blocks.main < 0 and not all(visible):  # a page may hide its article, for a script to show
        everything = [True] * len(visible)
        shown = _apart(page, own, everything, prose)
        unhidden = find_blocks(page, shown[0], everything, weights)
        if unhidden.main >= 0:
            visible, held, blocks = everything, shown[1], unhidden
    hints = _inherited(page.elements, own, blocks, held, visible)
    return PageHints([_line_hints(line, hints) for line in page.lines], blocks)


def _inherited(
    elements: Sequence[Element],
    own: Sequence[frozenset[str]],
    blocks: Blocks,
    held: Sequence[int],
    visible: Sequence[bool],
) -> list[frozenset[str]]:
    """Return what each element says together with those around it.

    The elements that hold most of the article's paragraphs say nothing: their names are no
    names of a part.
    """
    main = blocks.main
    most = held[main] / 2 if main >= 0 else 0
    hints: list[frozenset[str]] = []
    for number, element in enumerate(elements):
        above = hints[element.parent] if element.parent >= 0 else _NOTHING
        if number == main:
            above |= {"main"}
        elif own[number] and not held[number] > most > 0:
            above |= own[number]
        if blocks.foreign[number]:
            above |= {"foreign"}
        if not visible[number]:
            above |= {"hidden"}
        hints.append(above)
    return hints


def _line_hints(line: PageLine, inherited: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return the hints of a line."""
    hints = set(inherited[line.element]) if line.element >= 0 else set()
    share = linked_share(line) if line.linked else 0.0
    if share > 0.95:
        hints.add("link")
    elif share >= 0.5:
        hints.add("links")
    return tuple(sorted(hints))


def _visible(elements: Sequence[Element]) -> list[bool]:
    """Tell of each element whether it can be seen."""
    visible: list[bool] = []
    for element in elements:
        visible.append(not element.hidden and (element.parent < 0 or visible[element.parent]))
    return visible


def _own_hints(elements: Sequence[Element], names: Lexicon[Entry]) -> list[frozenset[str]]:
    """Return what each element says by itself."""
    known: dict[str, frozenset[str]] = {}
    result = []
    for element in elements:
        hints = _TAG_HINTS.get(element.tag, _NOTHING)
        for name in element.names:
            found = known.get(name)
            if found is None:
                found = known[name] = _name_hints(name, names)
            if found:
                hints |= found
        result.append(hints)
    return result


def _name_hints(name: str, names: Lexicon[Entry]) -> frozenset[str]:
    """Return the hints of a class or id name, as a whole and by its words."""
    name = name[:_LONGEST_NAME]
    words = (name, *_NAME_WORD.findall(name))
    return frozenset(entry.id for word in words if (entry := names.get(word)))


def _apart(
    page: PageLines,
    own: Sequence[frozenset[str]],
    visible: Sequence[bool],
    prose: Sequence[bool],
) -> tuple[list[bool], list[int]]:
    """Tell of each element whether it lies in a block apart, and how much prose it holds.

    What holds a headline is not apart, whatever its name; nor is what holds most paragraphs of
    the page, unless its name is one that articles do not have.

    Returns:
        Whether each element lies apart, and how many characters of paragraphs that can be seen
        it holds.
    """
    elements = page.elements
    wrappers = {
        around
        for number, element in enumerate(elements)
        if element.tag == "h1"
        for around in _ancestors(elements, number)
    }
    held = _held(page, visible, prose)
    most = max(held, default=0) / 2
    apart: list[bool] = []
    for number, element in enumerate(elements):
        names = own[number]
        if names:
            names &= _OTHER_BLOCKS if held[number] <= most else _NO_ARTICLES
        inside = element.parent >= 0 and apart[element.parent]
        named = bool(names) and number not in wrappers
        apart.append(inside or named)
    return apart, held


def _held(page: PageLines, counted: Sequence[bool], prose: Sequence[bool]) -> list[int]:
    """Return how many characters of paragraphs each element holds.

    Args:
        page: The lines and elements.
        counted: Whether the paragraphs right in an element count.
        prose: Whether each line is a paragraph.
    """
    held = [0] * len(page.elements)
    for line, is_paragraph in zip(page.lines, prose, strict=True):
        if is_paragraph and line.element >= 0 and counted[line.element]:
            held[line.element] += len(line.text)
    for number in range(len(held) - 1, 0, -1):
        if size := held[number]:
            held[page.elements[number].parent] += size
    return held


def _ancestors(elements: Sequence[Element], number: int) -> Iterator[int]:
    """Yield the elements around an element, the nearest first."""
    while number >= 0 and (number := elements[number].parent) >= 0:
        yield number
