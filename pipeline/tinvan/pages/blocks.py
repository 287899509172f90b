"""Which block of a page holds the article, and which blocks inside it do not belong to it.

Every line speaks for or against the blocks around it, by weights (`rules/clean/weights.toml`):
paragraphs for, links and lines in blocks with telling names against. The scores are summed up
the tree, as in the density measures of Readability and of Sun, Song and Liao (DOM Based Content
Extraction via Text Density, SIGIR 2011), but by addition alone, so that each part of a sum can
be told.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tinvan.pages.lines import Element, PageLine, PageLines, outward
from tinvan.pages.weights import Weights

_PROSE = 80  # characters of a line that is surely a paragraph
_SENTENCE = 25  # … that may be one, where it ends like a sentence
_MOST_LINKED = 0.5  # share of a paragraph that is links
_ALL_LINKED = 0.8  # … of a line that is nothing but links, all the same
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_HEADLINE = 20  # characters of a linked line that may be a headline
_REACH = 100  # elements around a line that are looked at: pages may nest thousands
_TEASER = "paragraph.teaser"
_BOXED = "paragraph.boxed"


class Evidence(NamedTuple):
    """What one line says of the blocks around it.

    Attributes:
        score: For them, or against them if negative.
        parts: The ids of the weights that made the score, each with what it added.
        prose: Whether the line is a paragraph.
    """

    score: float
    parts: tuple[tuple[str, float], ...]
    prose: bool


class Blocks(NamedTuple):
    """The blocks of a page, as numbers of its elements.

    Attributes:
        main: The block of the article; -1 if there is none.
        best: The block with the highest score; -1 if the page is empty.
        refused: The weights by which the best block is no article; none if it is.
        scores: The score of each element.
        foreign: Of each element, whether it is in the main block without being the article's.
        evidence: What each line said.
    """

    main: int
    best: int
    refused: tuple[str, ...]
    scores: list[float]
    foreign: list[bool]
    evidence: list[Evidence]


def find_blocks(
    page: PageLines,
    apart: Sequence[bool],
    visible: Sequence[bool],
    weights: Weights,
    known: int = -1,
) -> Blocks:
    """Find the article's block.

    Args:
        page: The lines and elements of a page.
        apart: Of each element, whether its name or a name around it is one of other parts.
        visible: Of each element, whether it can be seen; what cannot says nothing.
        weights: The weights.
        known: The article's block, where it is known beforehand; -1 where it is not.
    """
    prose = [is_prose(line) for line in page.lines]
    evidence = _weigh(page, prose, apart, visible, weights)
    scores = _sum(page, evidence, weights["block.foreign"])
    best = known
    refused: tuple[str, ...] = ()
    if best < 0:
        best = max(range(len(scores)), key=lambda number: (scores[number], number), default=-1)
        refused = _refusals(page, best, scores, evidence, weights)
    main = -1 if refused else best
    return Blocks(main, best, refused, scores, _foreign(page.elements, main, scores), evidence)


def is_prose(line: PageLine) -> bool:
    """Tell whether a line looks like a paragraph."""
    size = len(line.text)
    shaped = size >= _PROSE or (size >= _SENTENCE and line.text[-1] in '.?!…”"')
    return shaped and line.share < _MOST_LINKED


def _weigh(
    page: PageLines,
    prose: Sequence[bool],
    apart: Sequence[bool],
    visible: Sequence[bool],
    weights: Weights,
) -> list[Evidence]:
    """Return what each line says."""
    text, link = weights["paragraph.text"], weights["paragraph.link"]
    named, line_link = weights["paragraph.named"], weights["line.link"]
    nothing = _evidence(prose=False)
    result = []
    headline = -1
    for index, line in enumerate(page.lines):
        size = len(line.text)
        if line.element >= 0 and not visible[line.element]:
            said = nothing
        elif prose[index]:
            if line.element >= 0 and apart[line.element]:
                said = _evidence(("paragraph.named", named * size), prose=True)
            elif headline >= 0:
                name = _BOXED if _is_boxed(page, prose, headline, index) else _TEASER
                said = _evidence((name, weights[name] * size), prose=True)
            else:
                parts = [("paragraph.text", text * (size - line.linked))]
                if line.linked:
                    parts.append(("paragraph.link", link * line.linked))
                said = _evidence(*parts, prose=True)
            headline = -1
        elif line.share > _ALL_LINKED:
            said = _evidence(("line.link", line_link * size), prose=False)
            leads = size >= _HEADLINE or _is_heading(page.elements, line.element)
            headline = index if leads else -1
        else:
            said = nothing
        result.append(said)
    return result


def _is_boxed(page: PageLines, prose: Sequence[bool], headline: int, index: int) -> bool:
    """Tell whether a linked headline and the paragraph below it are a box of their own.

    Args:
        page: The lines and elements.
        prose: Whether each line is a paragraph.
        headline: The line of the headline.
        index: The line of the paragraph.
    """
    elements, lines = page.elements, page.lines
    around = set(_near(elements, lines[headline].element))
    if any(elements[number].tag == "h1" for number in around):
        return False
    box = next((number for number in _near(elements, lines[index].element) if number in around), 0)
    above = next((at for at in range(headline - 1, -1, -1) if prose[at]), headline)
    below = next((at for at in range(index + 1, len(lines)) if prose[at]), index)
    others = {above, below} - {headline, index}
    return box > 0 and not any(box in _near(elements, lines[at].element) for at in others)


def _near(elements: Sequence[Element], number: int) -> Iterator[int]:
    """Yield an element and the nearest around it, the nearest first; none for -1."""
    return itertools.islice(outward(elements, number), _REACH)


def _evidence(*parts: tuple[str, float], prose: bool) -> Evidence:
    """Return what a line says, from its parts."""
    score = parts[0][1] if len(parts) == 1 else sum(value for _, value in parts)
    return Evidence(score, parts, prose)


def _is_heading(elements: Sequence[Element], number: int) -> bool:
    """Tell whether an element is a heading, or right in one."""
    return number >= 0 and (
        elements[number].tag in _HEADINGS or elements[elements[number].parent].tag in _HEADINGS
    )


def _sum(page: PageLines, evidence: Sequence[Evidence], least: float) -> list[float]:
    """Return the score of each element: of its lines, and of the elements in it.

    Args:
        page: The lines and elements.
        evidence: What each line says.
        least: The most that an element can speak against the one around it.
    """
    scores = [0.0] * len(page.elements)
    for line, said in zip(page.lines, evidence, strict=True):
        if line.element >= 0:
            scores[line.element] += said.score
    for number in range(len(scores) - 1, 0, -1):
        parent = page.elements[number].parent
        if parent >= 0 and (score := scores[number]):
            scores[parent] += max(score, least)
    return scores


def _refusals(
    page: PageLines,
    main: int,
    scores: Sequence[float],
    evidence: Sequence[Evidence],
    weights: Weights,
) -> tuple[str, ...]:
    """Return the weights by which the best block of a page is no article."""
    if main < 0:
        return ()
    in_main = inside(page.elements, main)
    everywhere = here = teasers = 0
    for line, said in zip(page.lines, evidence, strict=True):
        if said.prose:
            everywhere += len(line.text)
            if line.element >= 0 and in_main[line.element]:
                here += len(line.text)
                teasers += len(line.text) * (said.parts[0][0] in (_TEASER, _BOXED))
    holds = {
        "article.least": scores[main] >= weights["article.least"],
        "article.teasers": teasers <= weights["article.teasers"] * here,
        "article.share": here >= weights["article.share"] * everywhere,
    }
    return tuple(weight for weight, is_held in holds.items() if not is_held)


def _foreign(elements: Sequence[Element], main: int, scores: Sequence[float]) -> list[bool]:
    """Tell of each element whether it lies in a block of the main one that speaks against it."""
    in_main = inside(elements, main)
    foreign = [False] * len(elements)
    for number in range(max(main, 0) + 1, len(elements)):
        if in_main[number]:
            around = elements[number].parent
            foreign[number] = scores[number] < 0 or (around != main and foreign[around])
    return foreign


def inside(elements: Sequence[Element], block: int) -> list[bool]:
    """Tell of each element whether it is a block or lies in it."""
    found = [False] * len(elements)
    if block >= 0:
        found[block] = True
        for number in range(block + 1, len(elements)):
            parent = elements[number].parent
            if parent < block:
                break
            found[number] = found[parent]
    return found
