"""Assembling `ranking` facts."""

from collections.abc import Iterator

from tinvan.document import Document
from tinvan.facts import Ranking


class RankingAssembler:
    """Builds the `ranking` facts of a document."""

    def __call__(self, document: Document) -> Iterator[Ranking]:
        """Yield the facts."""
        yield from ()
