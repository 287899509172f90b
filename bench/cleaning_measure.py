"""How well an output covers the content of an article, by 4-grams of syllables.

Precision is the share of the output's different 4-grams that the gold has, recall the share of the
gold's that the output has. What is put out more often than the gold has it is counted apart.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tinvan.score.report import rates

Grams = Counter[tuple[str, ...]]

_SYLLABLE = re.compile(r"\w+")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_SIZE = 4


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of one output.

    Attributes:
        precision, recall, f1: Over the whole content.
        body: Recall of the content but title and lead.
        lead: Recall of the lead alone.
        repeated: The share of the output that repeats content more often than the page's article.
        leaked: The lines of the output that are mostly not content.
        missed: The lines of the gold that are mostly not in the output.
    """

    precision: float
    recall: float
    f1: float
    body: float
    lead: float
    repeated: float
    leaked: tuple[str, ...]
    missed: tuple[str, ...]

    @property
    def f1_body(self) -> float:
        """F1 of the precision and the recall of the body: fair to tools that leave out titles."""
        both = self.precision + self.body
        return 2 * self.precision * self.body / both if both else 0.0


def syllables(text: str) -> list[str]:
    """Return the case-folded syllables of a text; two that are glued by a capital are two."""
    shown = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
    return [part.casefold() for word in _SYLLABLE.findall(shown) for part in _unglued(word)]


def grams(words: Sequence[str]) -> Grams:
    """Return the 4-grams of some syllables; fewer than four are one gram."""
    if 0 < len(words) < _SIZE:
        return Counter([tuple(words)])
    return Counter(tuple(words[at : at + _SIZE]) for at in range(len(words) - _SIZE + 1))


def coverage(blocks: Iterable[tuple[str, str]], output: str) -> Coverage:
    """Compare an output with the content of an article.

    Args:
        blocks: Role and text of each part of the content, in order.
        output: What a tool made of the page, a line a paragraph.
    """
    blocks = list(blocks)
    gold_words = [word for _, text in blocks for word in syllables(text)]
    words = syllables(output)
    gold, found = grams(gold_words), grams(words)
    right = len(gold.keys() & found.keys())
    precision, recall, f1 = rates(right, len(found), len(gold))
    again = sum(max(0, times - gold[gram]) for gram, times in found.items() if gram in gold)
    return Coverage(
        precision=precision,
        recall=recall,
        f1=f1,
        body=_recall((text for role, text in blocks if role not in ("title", "lead")), words),
        lead=_recall((text for role, text in blocks if role == "lead"), words),
        repeated=again / max(1, found.total()),
        leaked=foreign_lines(output.splitlines(), gold_words),
        missed=foreign_lines([text for _, text in blocks], words),
    )


def foreign_lines(lines: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
    """Return the lines less than half of whose 4-grams stand in a sequence of syllables."""
    known = {size: set(_runs(words, size)) for size in range(1, _SIZE + 1)}
    foreign = []
    for line in lines:
        of_line = grams(syllables(line))
        shared = sum(n for gram, n in of_line.items() if gram in known[len(gram)])
        if shared < of_line.total() / 2:
            foreign.append(line.strip())
    return tuple(foreign)


def _recall(texts: Iterable[str], words: Sequence[str]) -> float:
    """Return the share of the 4-grams of some texts that stand in a sequence of syllables."""
    wanted = grams([word for text in texts for word in syllables(text)])
    if not wanted:
        return 1.0
    found = set(_runs(words, len(next(iter(wanted)))))
    return len(wanted.keys() & found) / len(wanted)


def _runs(words: Sequence[str], size: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1))


def _unglued(word: str) -> list[str]:
    """Split a word where a capital follows a small letter ("GiangHơn")."""
    cuts = [at for at, (a, b) in enumerate(pairwise(word), 1) if a.islower() and b.isupper()]
    return [word[start:end] for start, end in pairwise([0, *cuts, len(word)])]
