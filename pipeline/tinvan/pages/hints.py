"""What the markup of a page says of each of its lines, as short words: its hints.

The hints are the tag that matters ("h1", "li", "nav"), the entries of `rules/clean/markup.toml`
that a class or id name around the line belongs to ("related", "comment"), "link" or "links"
where all or half of the line is linked, "hidden", "main" for the block of the article's own
paragraphs, and "foreign" for blocks in it that are not the article's. Names on the elements
around that block say nothing of its lines: a page's `<body class="has-comments">` is no comment.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

import regex

from tinvan.pages.blocks import Blocks, find_blocks, is_prose
from tinvan.pages.lines import Element, PageLine, PageLines, outward
from tinvan.pages.weights import Weights
from tinvan.ruleset import Entry, Lexicon

_TAGS = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "li": "li",
    "figcaption": "caption", "time": "date", "blockquote": "quote", "data-table": "table",
    "article": "story",
    "nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "button": "form", "label": "form", "fieldset": "form", "legend": "form",
}  # fmt: skip
_TAG_HINTS = {tag: frozenset((hint,)) for tag, hint in _TAGS.items()}
_NO_ARTICLES = frozenset(("related", "comment", "footer", "aside", "nav", "dialog", "profile"))
_OTHER_BLOCKS = _NO_ARTICLES | {"form", "ad", "tag", "header"}
_NAME_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAME = 60
_KNOWN = 20_000  # kinds of elements that are remembered
_ALL, _HALF = 0.95, 0.5  # shares of a line that is links, wholly and by half
_HEADLINES = 50  # `<h1>` that are looked at for articles of their own
_ARTICLE = 200  # characters of paragraphs below the first headline, if it is an article's
_NOTHING: frozenset[str] = frozenset()
_MAIN, _FOREIGN, _HIDDEN = frozenset(("main",)), frozenset(("foreign",)), frozenset(("hidden",))


class ElementHints:
    """What elements say by themselves, by their tags and names.

    Args:
        names: Hints (the entries' ids) by words of class and id names (their forms).
    """

    def __init__(self, names: Lexicon[Entry]) -> None:
        self._names = names
        self.of = lru_cache(_KNOWN)(self._of)  # pages of a site have the same elements

    def _of(self, tag: str, names: tuple[str, ...]) -> frozenset[str]:
        """Return the hints of an element: of its tag, of its names and of the words in them."""
        forms = (form for name in names for form in _forms(name[:_LONGEST_NAME]))
        found = (self._names.get(form) for form in forms)
        return _TAG_HINTS.get(tag, _NOTHING).union(entry.id for entry in found if entry)


def _forms(name: str) -> Iterator[str]:
    """Yield a class or id name, its words, and two or three neighbours as one word.

    Vietnamese words have several syllables: "tin-lien-quan" and "tinLienQuan" are "tinlienquan".
    """
    words = _NAME_WORD.findall(name)
    yield name
    yield from words
    for size in (2, 3):
        yield from ("".join(words[at : at + size]) for at in range(len(words) - size + 1))


class PageHints(NamedTuple):
    """What the markup says.

    Attributes:
        lines: The hints of each line, in alphabetical order.
        blocks: The blocks of the page, and what speaks for them.
    """

    lines: list[tuple[str, ...]]
    blocks: Blocks


def read_hints(
    page: PageLines,
    said: ElementHints,
    weights: Weights,
    known: Mapping[int, frozenset[str]] = MappingProxyType({}),
) -> PageHints:
    """Return the hints of each line.

    Args:
        page: The lines and elements of a page.
        said: What elements say by themselves.
        weights: How much lines speak for the blocks around them.
        known: The hints of elements, by their numbers, that are known beforehand.
    """
    visible = _visible(page.elements)
    prose = [is_prose(line) for line in page.lines]
    own = [said.of(element.tag, element.names) for element in page.elements]
    for number, hints in known.items():
        own[number] |= hints - {"main"}
    apart, held = _apart(page, own, visible, prose)
    known_main = next((number for number, hints in known.items() if "main" in hints), -1)
    blocks = find_blocks(page, apart, visible, weights, known_main)
    if blocks.main < 0 and not all(visible):  # a page may hide its article, for a script to show
        everything = [True] * len(visible)
        shown = _apart(page, own, everything, prose)
        unhidden = find_blocks(page, shown[0], everything, weights)
        if unhidden.main >= 0:
            visible, held, blocks = everything, shown[1], unhidden
    inherited = _inherited(page.elements, own, blocks, held, visible, known)
    return PageHints(_line_hints(page.lines, inherited), blocks)


def part_of_article(page: PageLines, blocks: Blocks) -> int:
    """Return the smallest element around the article and its headline, else the outermost."""
    elements = page.elements
    headline = next((at for at, element in enumerate(elements) if element.tag == "h1"), -1)
    if blocks.main < 0 or headline < 0:
        return 0
    around = set(outward(elements, headline))
    return next(number for number in outward(elements, blocks.main) if number in around)


def _inherited(
    elements: Sequence[Element],
    own: Sequence[frozenset[str]],
    blocks: Blocks,
    held: Sequence[int],
    visible: Sequence[bool],
    known: Container[int],
) -> list[frozenset[str]]:
    """Return what each element says together with those around it.

    The elements around the article and those in it that hold most of its paragraphs say
    nothing: their names are no names of a part.
    """
    main = blocks.main
    most = held[main] / 2 if main >= 0 else 0
    around = set(outward(elements, main))
    hints: list[frozenset[str]] = []
    for number, element in enumerate(elements):
        above = hints[element.parent] if element.parent >= 0 else _NOTHING
        is_whole = number in around or ("main" in above and held[number] > most)
        said = own[number] if number in known or not is_whole else _NOTHING
        if number == main:
            said |= _MAIN
        if blocks.foreign[number]:
            said |= _FOREIGN
        if not visible[number]:
            said |= _HIDDEN
        hints.append(above | said if said and not said <= above else above)
    return hints


def _line_hints(
    lines: Sequence[PageLine], inherited: Sequence[frozenset[str]]
) -> list[tuple[str, ...]]:
    """Return the hints of each line."""
    known: dict[tuple[frozenset[str], str], tuple[str, ...]] = {}
    result = []
    for line in lines:
        around = inherited[line.element] if line.element >= 0 else _NOTHING
        linked = "link" if line.share > _ALL else "links" if line.share >= _HALF else ""
        hints = known.get((around, linked))
        if hints is None:
            hints = known[around, linked] = tuple(sorted(around | {linked} - {""}))
        result.append(hints)
    return result


def _visible(elements: Sequence[Element]) -> list[bool]:
    """Tell of each element whether it can be seen."""
    visible: list[bool] = []
    for element in elements:
        visible.append(not element.hidden and (element.parent < 0 or visible[element.parent]))
    return visible


def _apart(
    page: PageLines,
    own: Sequence[frozenset[str]],
    visible: Sequence[bool],
    prose: Sequence[bool],
) -> tuple[list[bool], list[int]]:
    """Tell of each element whether it lies in a block apart, and how much prose it holds.

    What holds a headline is not apart, whatever its name; nor is what holds most paragraphs of
    the page, unless its name is one that articles do not have. A second article, loaded below
    the one that the page is about, is apart.

    Returns:
        Whether each element lies apart, and how many characters of paragraphs that can be seen
        it holds.
    """
    elements = page.elements
    headlines = [number for number, element in enumerate(elements) if element.tag == "h1"]
    wrappers = _around(elements, headlines)
    held = _held(page, visible, prose)
    most = max(held, default=0) / 2
    further = _further_articles(elements, headlines[:_HEADLINES], held)
    apart: list[bool] = []
    for number, element in enumerate(elements):
        names = own[number]
        if names:
            names &= _OTHER_BLOCKS if held[number] <= most else _NO_ARTICLES
        inside = element.parent >= 0 and apart[element.parent]
        named = bool(names) and number not in wrappers
        apart.append(inside or named or number in further)
    return apart, held


def _around(elements: Sequence[Element], numbers: Sequence[int]) -> set[int]:
    """Return the elements around any of some."""
    found: set[int] = set()
    for number in numbers:
        for around in outward(elements, elements[number].parent):
            if around in found:
                break
            found.add(around)
    return found


def _further_articles(
    elements: Sequence[Element], headlines: Sequence[int], held: Sequence[int]
) -> set[int]:
    """Return the elements that are to a later `<h1>` what another one is to the first.

    Args:
        elements: The elements.
        headlines: Those that are `<h1>`.
        held: How many characters of paragraphs each holds.
    """
    if len(headlines) < 2:
        return set()
    first = set(outward(elements, headlines[0]))
    articles = {elements[number].parent: number for number in first if held[number] >= _ARTICLE}
    further = set()
    for headline in headlines[1:]:
        path = outward(elements, headline)
        other = next(number for number in path if elements[number].parent in first)
        article = articles.get(elements[other].parent, -1)
        if -1 < article < other and _is_alike(elements[article], elements[other]):
            further.add(other)
    return further


def _is_alike(one: Element, other: Element) -> bool:
    """Tell whether two elements are the same part of a page, by tag and names."""
    shared = not set(one.names).isdisjoint(other.names)
    return one.tag == other.tag and (shared or one.tag == "article")


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
