"""Assembling `percentage` facts."""

from collections.abc import Iterator

from tinvan.document import Document
from tinvan.facts import Percentage


class PercentageAssembler:
    """Builds the `percentage` facts of a document."""

    def __call__(self, document: Document) -> Iterator[Percentage]:
        """Yield the facts."""
        yield from ()
