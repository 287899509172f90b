"""What every assembled fact has."""

from typing import Any

from tinvan.document import Document, Sentence
from tinvan.spans import Bounded


def fact_fields(
    document: Document, sentence: Sentence | None, anchor: Bounded, rule: str
) -> dict[str, Any]:
    """Return the fields that facts of every type share, as keyword arguments.

    Args:
        document: The document.
        sentence: The sentence that states the fact; the one at the anchor if None.
        anchor: The smallest part that identifies the fact.
        rule: The rule that made it.
    """
    evidence = sentence or document.sentence_at(anchor.start) or anchor
    return {
        "id": "",
        "doc_id": document.source.doc_id,
        "url": document.metadata.url,
        "published": document.metadata.published,
        "anchor": document.span(anchor),
        "evidence": document.span(evidence),
        "rule": rule,
    }
