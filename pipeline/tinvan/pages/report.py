"""Why the article of a page stands where it stands, in words and figures."""

import itertools
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tinvan.pages.blocks import Blocks, inside
from tinvan.pages.lines import Element, PageLines, outward
from tinvan.pages.weights import Weights

_SHOWN = 5  # blocks beside the article's
_LEVELS = 3  # elements of a path
_NAMES = 2  # names of an element


class Sum(NamedTuple):
    """What one kind of evidence adds up to.

    Attributes:
        weight: The weight's id.
        reads: What the evidence is.
        value: How much it counts, in characters of a paragraph.
        lines: How many lines gave it.
    """

    weight: str
    reads: str
    value: float
    lines: int


class Block(NamedTuple):
    """A block of a page.

    Attributes:
        path: Its element and the nearest around it, as a CSS selector.
        score: What speaks for it, in characters of a paragraph.
    """

    path: str
    score: float


class BlockReport(NamedTuple):
    """The blocks of a page.

    Attributes:
        best: The block that most speaks for; None if the page is empty.
        refused: Why it is no article, as the weights read; nothing if it is one.
        sums: What its lines said.
        foreign: The blocks in it that speak against it.
        others: The best blocks outside it.
    """

    best: Block | None
    refused: tuple[str, ...]
    sums: tuple[Sum, ...]
    foreign: tuple[Block, ...]
    others: tuple[Block, ...]


def report_blocks(page: PageLines, blocks: Blocks, weights: Weights) -> BlockReport:
    """Return what speaks for the blocks of a page.

    Args:
        page: The lines and elements of the page.
        blocks: Its blocks.
        weights: The weights.
    """
    elements, main = page.elements, blocks.best
    in_main = inside(elements, main)
    foreign = [
        number
        for number, is_foreign in enumerate(blocks.foreign)
        if is_foreign and not blocks.foreign[elements[number].parent]
    ]
    around = set(outward(elements, main))
    apart = [at for at, score in enumerate(blocks.scores) if score > 0 and not in_main[at]]
    outer = [at for at in apart if at not in around and elements[at].parent in {-1, *around}]

    def shown(numbers: Sequence[int], sign: int) -> tuple[Block, ...]:
        ranked = sorted(numbers, key=lambda at: (sign * blocks.scores[at], at))
        return tuple(Block(_path(elements, at), blocks.scores[at]) for at in ranked[:_SHOWN])

    return BlockReport(
        best=Block(_path(elements, main), blocks.scores[main]) if main >= 0 else None,
        refused=tuple(f"{weights.weight(w).reads}: {weights[w]:g}" for w in blocks.refused),
        sums=_sums(page, blocks, weights, in_main),
        foreign=shown(foreign, 1),
        others=shown(outer, -1),
    )


def _sums(
    page: PageLines, blocks: Blocks, weights: Weights, counted: Sequence[bool]
) -> tuple[Sum, ...]:
    """Return what the lines of the article's block said, the weightiest first."""
    values: dict[str, float] = defaultdict(float)
    lines: dict[str, int] = defaultdict(int)
    for line, said in zip(page.lines, blocks.evidence, strict=True):
        if line.element >= 0 and counted[line.element] and not blocks.foreign[line.element]:
            for weight, value in said.parts:
                values[weight] += value
                lines[weight] += 1
    ranked = sorted(values, key=lambda weight: (-abs(values[weight]), weight))
    return tuple(Sum(w, weights.weight(w).reads, values[w], lines[w]) for w in ranked)


def _path(elements: Sequence[Element], number: int) -> str:
    """Return an element and the nearest around it as a CSS selector."""
    shown = [elements[at] for at in itertools.islice(outward(elements, number), _LEVELS)]
    names = ((each.tag.removeprefix("data-"), *each.names[:_NAMES]) for each in reversed(shown))
    return " > ".join(map(".".join, names))
