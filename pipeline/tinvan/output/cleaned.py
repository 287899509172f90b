"""Articles without their furniture, as text, HTML and JSON lines."""

import re
from collections.abc import Iterator
from html import escape
from itertools import groupby

import msgspec

from tinvan.document import Document, Line
from tinvan.output.records import document_record

HTML_HEAD = (
    '<!DOCTYPE html>\n<html lang="vi">\n<head><meta charset="utf-8"><title>tinvan</title></head>\n'
    "<body>\n"
)
HTML_FOOT = "</body>\n</html>\n"
_ELEMENTS = {
    "title": ("h1", ""),
    "lead": ("p", ' class="lead"'),
    "heading": ("h2", ""),
    "caption": ("p", ' class="caption"'),
    "body": ("p", ""),
}
_CELL = re.compile(r"\t|\s?(?<!\S)\|(?!\S)\s?")


def as_text(document: Document, *, named: bool) -> str:
    """Return the content lines of an article.

    Args:
        document: The article, cleaned.
        named: Whether a line with its doc_id stands above it and a blank one below.
    """
    lines = [document.span(line).text for line in document.lines if line.is_content]
    if named:
        lines.insert(0, f"==> {document.source.doc_id} <==")
    return "\n\n".join(lines) + ("\n\n" if named else "\n")


def as_html(document: Document) -> str:
    """Return the content of an article as an HTML element, each line with its role and offsets."""
    known = document.metadata
    stated = {"id": document.source.doc_id, "url": known.url, "published": known.published}
    attributes = "".join(
        f' data-{name}="{escape(value)}"' for name, value in stated.items() if value
    )
    content = (line for line in document.lines if line.is_content)
    pieces = [
        piece
        for is_table, lines in groupby(content, lambda line: line.label == "table")
        for piece in (_table(document, lines) if is_table else _elements(document, lines))
    ]
    return "\n".join((f"<article{attributes}>", *pieces, "</article>")) + "\n"


def as_json(document: Document) -> bytes:
    """Return an article with all its labelled lines as a line of JSON."""
    return msgspec.json.encode(document_record(document, with_lines=True)) + b"\n"


def _elements(document: Document, lines: Iterator[Line]) -> Iterator[str]:
    """Yield an element for each line."""
    for line in lines:
        name, attributes = _ELEMENTS[line.label or "body"]
        yield f"<{name}{attributes}{_offsets(document, line)}>{_escaped(document, line)}</{name}>"


def _table(document: Document, rows: Iterator[Line]) -> Iterator[str]:
    """Yield the elements of a table, a line being a row."""
    yield "<table>"
    for row in rows:
        cells = "".join(f"<td>{cell}</td>" for cell in _CELL.split(_escaped(document, row)))
        yield f"<tr{_offsets(document, row)}>{cells}</tr>"
    yield "</table>"


def _offsets(document: Document, line: Line) -> str:
    """Return where a line stands in the text that facts point at, as attributes."""
    span = document.span(line)
    return f' data-start="{span.start}" data-end="{span.end}"'


def _escaped(document: Document, line: Line) -> str:
    """Return the characters of a line as HTML."""
    return escape(document.span(line).text, quote=False)
