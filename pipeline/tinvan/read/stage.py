"""The read stage: a source becomes a text with lines."""

import functools
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from tinvan.charsets import Repaired, repair
from tinvan.document import Document, Line, Source
from tinvan.metadata import Metadata
from tinvan.pages.page import Page
from tinvan.view import TextView

if TYPE_CHECKING:
    from tinvan.pages.reader import PageReader
    from tinvan.pages.sites import Sites

_TEXTS = ("title", "lead", "author", "source", "section")


class Read:
    """Makes the view of a source and splits it into lines.

    Args:
        sites: The selectors of sites; those installed by default.
    """

    name = "read"

    def __init__(self, sites: "Sites | None" = None) -> None:
        self._sites = sites

    @functools.cached_property
    def _pages(self) -> "PageReader":
        """The reader of pages, loaded with what parses them when the first page comes."""
        from tinvan.pages.reader import PageReader

        return PageReader(self._sites)

    def __call__(self, document: Document) -> Document:
        """Return the document with `view`, `lines`, `repairs`, `warnings`, and what is known of it.

        Text in a wrong charset is converted; offsets index what it is then. A page that cannot
        be parsed gives an empty view and a warning.
        """
        source = document.source
        page, warnings = self._read(source, source.content)
        metadata, repaired = _repair(page, source)
        if source.media == "html" and any(made.is_whole for made in repaired.repairs):
            # What tells blocks and metadata of a page reads its words: read it converted.
            page, _ = self._read(source, repair(source.content).parts[0])
            metadata, rest = _repair(page, source)
            repaired = msgspec.structs.replace(repaired, parts=rest.parts)
        view = TextView(repaired.parts[0])
        return document.replace(
            view=view,
            lines=split_lines(view.text, page.hints),
            metadata=metadata,
            types=page.types,
            page_title=page.title,
            repairs=repaired.repairs,
            warnings=(*source.warnings, *warnings, *repaired.warnings),
        )

    def _read(self, source: Source, content: str) -> tuple[Page, tuple[str, ...]]:
        """Read a source whose content is this; also return what went wrong."""
        if source.media == "text":
            return Page(text=content, hints=(), metadata=Metadata()), ()
        pages = self._pages
        try:
            page = pages.read(content, source.metadata.url)
        except Exception as error:  # the parser's own, of any kind
            warning = f"bad-html: the page cannot be parsed ({type(error).__name__}: {error})"
            return Page(text="", hints=(), metadata=Metadata()), (warning,)
        return page, page.warnings if page.text else ("no-text: the page has no text",)


def _repair(page: Page, source: Source) -> tuple[Metadata, Repaired]:
    """Convert a page's text, the first part, and what is known of it from a wrong charset."""
    metadata = merge(source.metadata, page.metadata)
    known = {field: value for field in _TEXTS if (value := getattr(metadata, field))}
    parts = (page.text, *known.values())
    repaired = Repaired(parts) if source.as_is else repair(*parts)
    if repaired.repairs:
        changes = dict(zip(known, repaired.parts[1:], strict=True))
        metadata = msgspec.structs.replace(metadata, **changes)
    return metadata, repaired


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return metadata with what is missing in the first taken from the second."""
    return Metadata.of({**second.stated, **first.stated})


def split_lines(text: str, hints: Sequence[tuple[str, ...]] = ()) -> tuple[Line, ...]:
    """Return the non-blank lines of a view, numbered from 1 with blank lines counted.

    Args:
        text: The text of the view.
        hints: The hints of each line, blank lines counted; none for bare text.
    """
    lines: list[Line] = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if body := line.strip():
            first = start if line.startswith(body) else start + line.index(body)
            lines.append(
                Line(
                    number=number,
                    start=first,
                    end=first + len(body),
                    hints=hints[number - 1] if number <= len(hints) else (),
                )
            )
        start += len(line)
    return tuple(lines)
