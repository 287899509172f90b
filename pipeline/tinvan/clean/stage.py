"""The clean stage."""

import msgspec

from tinvan.document import Document


class Clean:
    """Labels every line and reads the metadata that the page prints."""

    name = "clean"

    def __call__(self, document: Document) -> Document:
        """Return the document with labelled `lines` and filled `metadata`."""
        lines = tuple(
            msgspec.structs.replace(line, label="title" if i == 0 else "body", rule="todo")
            for i, line in enumerate(document.lines)
        )
        return document.replace(lines=lines)
