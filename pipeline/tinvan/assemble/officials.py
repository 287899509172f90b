"""Assembling `official` facts."""

from collections.abc import Iterator

from tinvan.document import Document
from tinvan.facts import Official


class OfficialAssembler:
    """Builds the `official` facts of a document."""

    def __call__(self, document: Document) -> Iterator[Official]:
        """Yield the facts."""
        yield from ()
