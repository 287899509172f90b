"""The read stage: a source becomes a text with lines."""

from collections.abc import Sequence

from tinvan.document import Document, Line, Metadata
from tinvan.read.html import Page, read_page
from tinvan.read.weights import Weights
from tinvan.ruleset import Entry, load_lexicon
from tinvan.view import TextView


class Read:
    """Makes the view of a source and splits it into lines."""

    name = "read"

    def __init__(self) -> None:
        self._names = load_lexicon("clean/markup", Entry)
        self._weights = Weights()

    def __call__(self, document: Document) -> Document:
        """Return the document with `view`, `lines`, `metadata` and `warnings`.

        A page that cannot be parsed gives an empty view and a warning.
        """
        source = document.source
        if source.media == "text":
            view = TextView(source.content)
            return document.replace(
                view=view,
                lines=split_lines(view.text),
                metadata=source.metadata,
                warnings=source.warnings,
            )
        page, warnings = self._read_page(source.content)
        view = TextView(page.text)
        return document.replace(
            view=view,
            lines=split_lines(view.text, page.hints),
            metadata=merge(source.metadata, page.metadata),
            warnings=(*source.warnings, *warnings),
        )

    def _read_page(self, markup: str) -> tuple[Page, tuple[str, ...]]:
        """Read a page; also return what went wrong."""
        try:
            page = read_page(markup, self._names, self._weights)
        except Exception as error:  # the parser's own, of any kind
            warning = f"bad-html: the page cannot be parsed ({type(error).__name__}: {error})"
            return Page(text="", hints=(), metadata=Metadata()), (warning,)
        return page, () if page.text else ("no-text: the page has no text",)


def merge(first: Metadata, second: Metadata) -> Metadata:
    """Return metadata with what is missing in the first taken from the second."""
    return Metadata(
        **{
            field: value if (value := getattr(first, field)) is not None else getattr(second, field)
            for field in Metadata.__struct_fields__
        }
    )


def split_lines(text: str, hints: Sequence[tuple[str, ...]] = ()) -> tuple[Line, ...]:
    """Return the non-blank lines of a view, numbered from 1 with blank lines counted.

    Args:
        text: The text of the view.
        hints: The hints of each line, blank lines counted; none for bare text.
    """
    lines: list[Line] = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        body = line.strip()
        if body:
            first = start + line.index(body)
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
