"""The resolve stage: dates against the article's day, then names against the registry."""

from tinvan.document import Document
from tinvan.names import NameResolver
from tinvan.values.resolve import DateResolver


class Resolve:
    """Turns time expressions into days, and names into full names."""

    name = "resolve"

    def __init__(self) -> None:
        self.dates = DateResolver()
        self.names = NameResolver()

    def __call__(self, document: Document) -> Document:
        """Return the document with its `day`, `dates`, and mentions with names."""
        return self.names(self.dates(document))
