"""Resolving names to full names and registry entries."""

from tinvan.document import Document


class NameResolver:
    """Gives mentions their full names and ids."""

    def __call__(self, document: Document) -> Document:
        """Return the document with its mentions resolved."""
        return document
