"""Repeats: a passage that repeats word for word counts once, at its first place.

Lines that repeat are told by the cleaning stage; this is for sentences that do so inside a line
(FACTS.md, section 1).
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from tinvan.document import Document
from tinvan.facts import Fact

_AROUND = 60  # characters before and behind an anchor by which a passage is known again
F = TypeVar("F", bound=Fact)


def without_repeats(document: Document, facts: Iterable[F]) -> Iterator[F]:
    """Yield the facts whose passage was not read before.

    Args:
        document: The document.
        facts: Facts of one type in order of anchor.
    """
    raw = document.view.raw
    seen: dict[str, int] = {}
    for fact in facts:
        start, end = fact.anchor.start, fact.anchor.end
        before = " ".join(raw[max(0, start - _AROUND) : start].split())
        behind = " ".join(raw[end : end + _AROUND // 4].split())
        passage = f"{before}|{fact.anchor.text}|{behind}"
        first = seen.setdefault(passage, start)
        if first == start or len(before) < _AROUND // 2:
            yield fact
