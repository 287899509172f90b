"""Resolving time expressions against the article's own day."""

from tinvan.document import Document


class DateResolver:
    """Finds the article's own day and resolves its time expressions."""

    def __call__(self, document: Document) -> Document:
        """Return the document with `day`, `day_basis` and `dates`."""
        return document
