"""What every assembled fact has."""

from collections.abc import Sequence
from typing import Any

from tinvan.assemble.windows import Stretch
from tinvan.document import Document
from tinvan.spans import Bounded
from tinvan.values.model import Value

_LONGEST = 1_500  # characters: what is longer is a table or list that lost its line ends
_MOST = 40  # figures of a sentence
_AROUND = 400  # characters on each side of what states a fact that prove it in such a text


def fact_fields(
    document: Document,
    sentence: Bounded | None,
    anchor: Bounded,
    rule: str,
    states: Bounded | None = None,
) -> dict[str, Any]:
    """Return the fields that facts of every type share, as keyword arguments.

    Args:
        document: The document.
        sentence: The sentence that states the fact; the one at the anchor if None.
        anchor: The smallest part that identifies the fact.
        rule: The rule that made it.
        states: The part of the sentence that states the fact, if that is not the anchor.
    """
    sentence = sentence or document.sentence_at(anchor.start) or anchor
    evidence = _evidence(sentence, states or anchor)
    return {
        "id": "",
        "doc_id": document.source.doc_id,
        "url": document.metadata.url,
        "published": document.metadata.published,
        "anchor": document.span(anchor),
        "evidence": document.span(evidence),
        "rule": rule,
    }


def is_table(figures: Sequence[Value]) -> bool:
    """Tell whether the figures of a sentence are those of a table that lost its cells."""
    return len(figures) > _MOST


def _evidence(sentence: Bounded, states: Bounded) -> Bounded:
    """Return the sentence, or what is near a part of it in a sentence that has no end."""
    if sentence.end - sentence.start <= _LONGEST:
        return sentence
    return Stretch(
        max(sentence.start, states.start - _AROUND), min(sentence.end, states.end + _AROUND)
    )
