"""Cleaners of pages behind one form: tinvan, and public tools beside it.

The peers are extras of the bench (`pip install 'tinvan[bench]'`) and no part of tinvan; one that is
not installed is listed as absent. Each is called as its documentation shows for the text of an
article, with the Vietnamese setting where it has one.
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tinvan.document import Document, Source
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline
from tinvan.read.rejects import Reject


@dataclass(frozen=True, slots=True)
class Tool:
    """A cleaner: `read(html)` gives the article as text, a line a paragraph."""

    name: str
    read: Callable[[str], str]


class TinvanReader:
    """Cleans pages and texts as `tinvan clean` does, and keeps what it knows of each."""

    def __init__(self) -> None:
        from tinvan.clean import Clean
        from tinvan.read import Read

        self._pipeline = Pipeline((Read(), Clean()))

    def outcome(self, source: Source) -> Document | Reject:
        """Return what becomes of an article."""
        return attempt(source, self._pipeline)

    def read(self, html: str) -> str:
        """Return the content lines of a page."""
        return content(self.outcome(Source(doc_id="page", content=html, media="html")))


def content(outcome: Document | Reject) -> str:
    """Return the content lines of an article; a rejected one has none."""
    if isinstance(outcome, Reject):
        return ""
    return "\n".join(outcome.span(line).text for line in outcome.lines if line.is_content)


def tool_names() -> tuple[str, ...]:
    """Return the names of all tools, tinvan first."""
    return tuple(_MAKERS)


def make_tool(name: str) -> Tool:
    """Return a tool with its models and rules loaded.

    Raises:
        ImportError: If it is not installed.
    """
    return Tool(name, _MAKERS[name]())


def _tinvan() -> Callable[[str], str]:
    return TinvanReader().read


_MAKERS: dict[str, Callable[[], Callable[[str], str]]] = {
    "tinvan": _tinvan,
}
