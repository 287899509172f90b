"""The read stage: a source becomes a text with lines."""

from tinvan.document import Document, Line
from tinvan.view import TextView


class Read:
    """Makes the view of a source and splits it into lines."""

    name = "read"

    def __call__(self, document: Document) -> Document:
        """Return the document with `view`, `lines`, `metadata` and `warnings`."""
        source = document.source
        view = TextView(source.content)
        return document.replace(
            view=view,
            lines=split_lines(view.text),
            metadata=source.metadata,
            warnings=source.warnings,
        )


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the non-blank lines of a view, numbered from 1 with blank lines counted."""
    lines: list[Line] = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        body = line.strip()
        if body:
            first = start + line.index(body)
            lines.append(Line(number=number, start=first, end=first + len(body)))
        start += len(line)
    return tuple(lines)
