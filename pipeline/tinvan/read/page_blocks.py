"""Which block of a page holds the article, and which blocks inside it do not belong to it.

Every line speaks for or against the blocks around it, by weights (`rules/clean/weights.toml`):
paragraphs for, links and lines in blocks with telling names against. The scores are summed up
the tree, as in the density measures of Readability and of Sun, Song and Liao (DOM Based Content
Extraction via Text Density, SIGIR 2011), but by addition alone, so that each part of a sum can
be told.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tinvan.read.page_lines import Element, PageLine, PageLines
from tinvan.read.weights import Weights

_PROSE = 80  # characters of a line that is surely a paragraph
_SENTENCE = 25  # … that may be one, where it ends like a sentence
_MOST_LINKED = 0.5  # share of a paragraph that is links
_ALL_LINKED = 0.8  # … of a line that is nothing but links, all the same
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_HEADLINE = 20  # characters of a linked line that may be a headline


class Evidence(NamedTuple):
    """What one line says of the blocks around it.

    Attributes:
        score: For them, or against them if negative.
        weights: The weights that made the score.
        prose: Whether the line is a paragraph.
    """

    score: float
    weights: tuple[str, ...]
    prose: bool


class Blocks(NamedTuple):
    """The blocks of a page, as numbers of its elements.

    Attributes:
        main: The block of the article; -1 if there is none.
        scores: The score of each element.
        foreign: Of each element, whether it is in the main block without being the article's.
        evidence: What each line said.
    """

    main: int
    scores: list[float]
    foreign: list[bool]
    evidence: list[Evidence]

    def summary(self, lines: Sequence[PageLine], elements: Sequence[Element]) -> dict[str, float]:
        """Return how much each kind of evidence added to the main block, the most first."""
        sums: Counter[str] = Counter()
        inside = _inside(elements, self.main)
        for line, evidence in zip(lines, self.evidence, strict=True):
            if line.element >= 0 and inside[line.element] and not self.foreign[line.element]:
                sums["+".join(evidence.weights) or "line.other"] += evidence.score
        return dict(sums.most_common())


def find_blocks(
    page: PageLines, apart: Sequence[bool], visible: Sequence[bool], weights: Weights
) -> Blocks:
    """Find the article's block.

    Args:
        page: The lines and elements of a page.
        apart: Of each element, whether its name or a name around it is one of other parts.
        visible: Of each element, whether it can be seen; what cannot says nothing.
        weights: The weights.
    """
    evidence = _weigh(page, apart, visible, weights)
    scores = _sum(page, evidence, weights["block.foreign"])
    main = max(range(len(scores)), key=lambda number: (scores[number], number), default=-1)
    if main >= 0 and not _is_article(page, main, scores[main], evidence, weights):
        main = -1
    return Blocks(main, scores, _foreign(page.elements, main, scores), evidence)


def linked_share(line: PageLine) -> float:
    """Return how much of a line is the text of links."""
    return line.linked / max(1, len(line.text) - line.text.count(" "))


def is_prose(line: PageLine) -> bool:
    """Tell whether a line looks like a paragraph."""
    size = len(line.text)
    shaped = size >= _PROSE or (size >= _SENTENCE and line.text[-1] in '.?!…”"')
    return shaped and (not line.linked or linked_share(line) < _MOST_LINKED)


def _weigh(
    page: PageLines,
    apart: Sequence[bool],
    visible: Sequence[bool],
    weights: Weights,
) -> list[Evidence]:
    """Return what each line says."""
    text, link = weights["paragraph.text"], weights["paragraph.link"]
    teaser, named = weights["paragraph.teaser"], weights["paragraph.named"]
    line_link = weights["line.link"]
    nothing = Evidence(0.0, (), prose=False)
    result = []
    below_headline = False
    for line in page.lines:
        size = len(line.text)
        if line.element >= 0 and not visible[line.element]:
            said = nothing
        elif is_prose(line):
            if line.element >= 0 and apart[line.element]:
                said = Evidence(named * size, ("paragraph.named",), prose=True)
            elif below_headline:
                said = Evidence(teaser * size, ("paragraph.teaser",), prose=True)
            else:
                linked = line.linked
                score = text * (size - linked) + link * linked
                names = ("paragraph.text", "paragraph.link") if linked else ("paragraph.text",)
                said = Evidence(score, names, prose=True)
            below_headline = False
        elif line.linked and linked_share(line) > _ALL_LINKED:
            said = Evidence(line_link * size, ("line.link",), prose=False)
            below_headline = size >= _HEADLINE or _is_heading(page.elements, line.element)
        else:
            said = nothing
        result.append(said)
    return result


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


def _is_article(
    page: PageLines,
    main: int,
    score: float,
    evidence: Sequence[Evidence],
    weights: Weights,
) -> bool:
    """Tell the block of an article from the best one of a page that has none."""
    inside = _inside(page.elements, main)
    everywhere = here = teasers = 0
    for line, said in zip(page.lines, evidence, strict=True):
        if said.prose:
            everywhere += len(line.text)
            if line.element >= 0 and inside[line.element]:
                here += len(line.text)
                teasers += len(line.text) * (said.weights[0] == "paragraph.teaser")
    return (
        score >= weights["article.least"]
        and teasers <= weights["article.teasers"] * here
        and here >= weights["article.share"] * everywhere
    )


def _foreign(elements: Sequence[Element], main: int, scores: Sequence[float]) -> list[bool]:
    """Tell of each element whether it lies in a block of the main one that speaks against it."""
    inside = _inside(elements, main)
    foreign = [False] * len(elements)
    for number in range(max(main, 0) + 1, len(elements)):
        if inside[number]:
            around = elements[number].parent
            foreign[number] = scores[number] < 0 or (around != main and foreign[around])
    return foreign


def _inside(elements: Sequence[Element], block: int) -> list[bool]:
    """Tell of each element whether it is a block or lies in it."""
    inside = [False] * len(elements)
    if block >= 0:
        inside[block] = True
        for number in range(block + 1, len(elements)):
            parent = elements[number].parent
            if parent < block:
                break
            inside[number] = inside[parent]
    return inside
