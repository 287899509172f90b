"""Cleaners of pages behind one form: tinvan, and public tools beside it.

The peers are extras of the bench (`pip install 'tinvan[bench]'`) and no part of tinvan; one that is
not installed is listed as absent. Each is called as its documentation shows for the text of an
article, without comments, and with the Vietnamese setting where it has one.
"""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup

from tinvan.document import Document, Source
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline
from tinvan.read.rejects import Reject

Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Tool:
    """A cleaner: `read(html)` gives the article as text, a line a paragraph."""

    name: str
    read: Read


class TinvanReader:
    """Cleans pages and texts as `tinvan clean` does.

    Args:
        without: Hosts whose site files are left out.
    """

    def __init__(self, without: Sequence[str] = ()) -> None:
        from tinvan.clean import Clean
        from tinvan.pages.sites import Sites
        from tinvan.read import Read

        self._pipeline = Pipeline((Read(Sites(without=without)), Clean()), keep=())

    def page(self, html: str) -> Document | Reject:
        """Return what becomes of a page."""
        return attempt(Source(doc_id="page", content=html, media="html"), self._pipeline)

    def text(self, text: str) -> Document | Reject:
        """Return what becomes of a text that has lost its markup."""
        return attempt(Source(doc_id="text", content=text), self._pipeline)


def content(outcome: Document | Reject) -> str:
    """Return the content lines of an article; a rejected one has none."""
    if isinstance(outcome, Reject):
        return ""
    return "\n".join(outcome.span(line).text for line in outcome.lines if line.is_content)


def tool_names() -> tuple[str, ...]:
    """Return the names of all tools, tinvan first."""
    return tuple(_MAKERS)


def make_tool(name: str) -> Tool:
    """Return a tool with what it loads once.

    Raises:
        ImportError: If it is not installed.
    """
    return Tool(name, _MAKERS[name]())


def _tinvan() -> Read:
    reader = TinvanReader()
    return lambda html: content(reader.page(html))


def _trafilatura() -> Read:
    extract = module("trafilatura").extract
    return lambda html: extract(html, include_comments=False) or ""


def _resiliparse() -> Read:
    extract = module("resiliparse.extract.html2text").extract_plain_text

    def read(html: str) -> str:
        return str(
            extract(
                html,
                main_content=True,
                alt_texts=False,
                list_bullets=False,
                comments=False,
                post_meta=False,
            )
        )

    return read


def _newspaper4k() -> Read:
    newspaper = module("newspaper")

    def read(html: str) -> str:
        article = newspaper.Article("https://example.com/article.html", language="vi")
        article.download(input_html=html)
        article.parse()
        return str(article.text)

    return read


def _justext() -> Read:
    justext = module("justext")
    stoplist = justext.get_stoplist("Vietnamese")

    def read(html: str) -> str:
        paragraphs = justext.justext(html, stoplist)
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return read


def _readability() -> Read:
    document = module("readability").Document
    return lambda html: _plain(document(html).summary())


def _boilerpy3() -> Read:
    extractor = module("boilerpy3.extractors").ArticleExtractor()
    return lambda html: str(extractor.get_content(html))


def _plain(html: str) -> str:
    """Return the text of a tool's HTML, a line a block."""
    return BeautifulSoup(html, "lxml").get_text("\n", strip=True)


def module(name: str) -> Any:  # noqa: ANN401 - the tools have no types
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ImportError(f"{error}; `pip install 'tinvan[bench]'`") from error


_MAKERS: dict[str, Callable[[], Read]] = {
    "tinvan": _tinvan,
    "trafilatura": _trafilatura,
    "resiliparse": _resiliparse,
    "newspaper4k": _newspaper4k,
    "jusText": _justext,
    "readability-lxml": _readability,
    "boilerpy3": _boilerpy3,
}
