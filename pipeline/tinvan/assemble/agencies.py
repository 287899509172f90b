"""Assembling `agency` facts."""

from collections.abc import Iterator

from tinvan.document import Document
from tinvan.facts import Agency


class AgencyAssembler:
    """Builds the `agency` facts of a document."""

    def __call__(self, document: Document) -> Iterator[Agency]:
        """Yield the facts."""
        yield from ()
