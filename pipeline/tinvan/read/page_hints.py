"""What the markup of a page says of each of its lines, as short words: its hints.

The hints are the tag that matters ("h1", "li", "nav"), the entries of `rules/clean/markup.toml`
that a class or id name around the line belongs to ("related", "comment"), "link" or "links"
where all or half of the line is linked, "hidden", and "main" for the block of the article's
own paragraphs. Names on the elements around that block say nothing of its lines: a page's
`<body class="has-comments">` is no comment.
"""

from collections.abc import Iterator

import regex

from tinvan.read.page_lines import INLINE, Element, PageLine, PageLines
from tinvan.ruleset import Entry, Lexicon

_TAG_HINTS = {
    "h1": "h1", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h5", "h6": "h6", "li": "li",
    "figcaption": "caption", "time": "date", "blockquote": "quote", "data-table": "table",
    "article": "story",
    "nav": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "button": "form", "label": "form", "fieldset": "form", "legend": "form",
}  # fmt: skip
_NO_ARTICLES = frozenset(("related", "comment", "footer", "aside", "nav", "dialog"))
_OTHER_BLOCKS = _NO_ARTICLES | {"form", "ad", "tag", "header"}
_PARAGRAPH = INLINE | {
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "tr", "tbody",
}  # fmt: skip
_NAME_WORD = regex.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LONGEST_NAME = 60
_PROSE = 80  # characters of a line that is surely a paragraph
_SENTENCE = 25  # … that may be one, where it ends like a sentence
_LEAST_PROSE = 40  # characters of paragraphs that make an article
_INHERITED = (1.0, 0.5, 0.25)  # what a paragraph counts for parent, grandparent, …
_HEADLINE = 20  # characters of a linked line that may be a headline


def read_hints(page: PageLines, names: Lexicon[Entry]) -> list[tuple[str, ...]]:
    """Return the hints of each line, in alphabetical order.

    Args:
        page: The lines and elements of a page.
        names: Hints (the entries' ids) by words of class and id names (their forms).
    """
    visible = _visible(page)
    own = _own_hints(page.elements, names)
    main = _find_main(page, own, visible)
    if main < 0:  # a page that hides its article shows it by a script
        everything = [True] * len(visible)
        main = _find_main(page, own, everything)
        visible = visible if main < 0 else everything
    holders = _holders(page, main, visible)
    inherited: list[frozenset[str]] = []
    for number, element in enumerate(page.elements):
        above = inherited[element.parent] if element.parent >= 0 else frozenset()
        if number == main:
            above |= {"main"}
        elif number not in holders:
            above |= own[number]
        if not visible[number]:
            above |= {"hidden"}
        inherited.append(above)
    return [_line_hints(line, inherited) for line in page.lines]


def _line_hints(line: PageLine, inherited: list[frozenset[str]]) -> tuple[str, ...]:
    """Return the hints of a line."""
    hints = set(inherited[line.element]) if line.element >= 0 else set()
    share = _linked_share(line)
    if share > 0.95:
        hints.add("link")
    elif share >= 0.5:
        hints.add("links")
    return tuple(sorted(hints))


def _visible(page: PageLines) -> list[bool]:
    """Tell of each element whether it can be seen."""
    visible: list[bool] = []
    for element in page.elements:
        visible.append(not element.hidden and (element.parent < 0 or visible[element.parent]))
    return visible


def _own_hints(elements: list[Element], names: Lexicon[Entry]) -> list[frozenset[str]]:
    """Return what each element says by itself."""
    known: dict[str, frozenset[str]] = {}
    result = []
    for element in elements:
        hints = {_TAG_HINTS[element.tag]} if element.tag in _TAG_HINTS else set()
        for name in element.names:
            if name not in known:
                known[name] = _name_hints(name, names)
            hints |= known[name]
        result.append(frozenset(hints))
    return result


def _name_hints(name: str, names: Lexicon[Entry]) -> frozenset[str]:
    """Return the hints of a class or id name, as a whole and by its words."""
    name = name[:_LONGEST_NAME]
    words = (name, *_NAME_WORD.findall(name))
    return frozenset(entry.id for word in words if (entry := names.get(word)))


def _find_main(page: PageLines, own: list[frozenset[str]], visible: list[bool]) -> int:
    """Return the number of the element that holds the article's paragraphs, or -1."""
    elements = page.elements
    apart = _apart(page, own, visible)
    scores = [0.0] * len(elements)
    for line in page.lines:
        if line.element < 0 or apart[line.element] or not _is_prose(line):
            continue
        block = _block(elements, line.element)
        for weight in _INHERITED:
            if block < 0:
                break
            scores[block] += weight * len(line.text)
            block = elements[block].parent
    main = max(range(len(scores)), key=lambda number: (scores[number], number), default=-1)
    if main < 0 or scores[main] < _LEAST_PROSE or _lists_teasers(page, main):
        return -1
    return main


def _apart(page: PageLines, own: list[frozenset[str]], visible: list[bool]) -> list[bool]:
    """Tell of each element whether it lies in a block apart from the article.

    What cannot be seen is. What holds a headline is not apart, whatever its name; nor is what
    holds most paragraphs of the page, unless its name is one that articles do not have.
    """
    elements = page.elements
    wrappers: set[int] = set()
    for number in {_block(elements, line.element, stop="h1") for line in page.lines}:
        if number >= 0 and elements[number].tag == "h1":
            wrappers.update(_ancestors(elements, number))
    held = _held(page, visible)
    most = max(held, default=0) / 2
    apart: list[bool] = []
    for number, element in enumerate(elements):
        names = own[number] & (_OTHER_BLOCKS if held[number] <= most else _NO_ARTICLES)
        inside = element.parent >= 0 and apart[element.parent]
        named = number not in wrappers and bool(names)
        apart.append(inside or named or not visible[number])
    return apart


def _held(page: PageLines, counted: list[bool]) -> list[int]:
    """Return how many characters of paragraphs each element holds.

    Args:
        page: The lines and elements.
        counted: Whether the paragraphs right in an element count.
    """
    held = [0] * len(page.elements)
    for line in page.lines:
        if line.element >= 0 and counted[line.element] and _is_prose(line):
            held[line.element] += len(line.text)
    for number in range(len(held) - 1, -1, -1):
        parent = page.elements[number].parent
        if parent >= 0:
            held[parent] += held[number]
    return held


def _block(elements: list[Element], number: int, stop: str = "") -> int:
    """Return the nearest element around a line that can hold several paragraphs."""
    while number >= 0 and elements[number].tag in _PARAGRAPH and elements[number].tag != stop:
        number = elements[number].parent
    return number


def _ancestors(elements: list[Element], number: int) -> Iterator[int]:
    """Yield the elements around an element, the nearest first."""
    while number >= 0 and (number := elements[number].parent) >= 0:
        yield number


def _is_prose(line: PageLine) -> bool:
    """Tell whether a line looks like a paragraph."""
    if _linked_share(line) > 0.3:
        return False
    size = len(line.text)
    return size >= _PROSE or (size >= _SENTENCE and line.text[-1] in '.?!…”"')


def _holders(page: PageLines, main: int, visible: list[bool]) -> set[int]:
    """Return the elements that hold most of the article's paragraphs: its block among them."""
    inside = _inside(page.elements, main)
    held = _held(page, [a and b for a, b in zip(inside, visible, strict=True)])
    most = held[main] / 2 if main >= 0 else 0
    return {number for number, size in enumerate(held) if size > most > 0} | {main}


def _inside(elements: list[Element], block: int) -> list[bool]:
    """Tell of each element whether it is a block or lies in it."""
    inside: list[bool] = []
    for number, element in enumerate(elements):
        inside.append(number == block or (element.parent >= 0 and inside[element.parent]))
    return inside


def _lists_teasers(page: PageLines, main: int) -> bool:
    """Tell whether the paragraphs of a block stand each below a linked headline of its own."""
    inside = _inside(page.elements, main)
    paragraphs = teasers = 0
    below_headline = False
    for line in page.lines:
        if line.element < 0:
            continue
        if _is_prose(line):
            if inside[line.element]:
                paragraphs += 1
                teasers += below_headline
            below_headline = False
        elif _linked_share(line) > 0.8 and len(line.text) >= _HEADLINE:
            below_headline = True
        elif page.elements[_block(page.elements, line.element, stop="h1")].tag == "h1":
            below_headline = False
    return teasers > 0.6 * paragraphs


def _linked_share(line: PageLine) -> float:
    """Return how much of a line is the text of links."""
    return line.linked / max(1, len(line.text) - line.text.count(" "))
