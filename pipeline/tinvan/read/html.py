"""HTML pages: their text, line by line, and what they say of their article."""

import warnings
from collections.abc import Sequence

import msgspec
import regex
from bs4 import BeautifulSoup

from tinvan.document import Metadata
from tinvan.read.block_report import BlockReport, report_blocks
from tinvan.read.markup import Token, parse, parse_as_xhtml, read_tokens
from tinvan.read.page_hints import ElementHints, PageHints, part_of_article, read_hints
from tinvan.read.page_lines import PageLines, read_lines
from tinvan.read.page_metadata import PageHead, PrintedLines
from tinvan.read.sites import Sites, select
from tinvan.read.weights import Weights
from tinvan.ruleset import Entry, load_lexicon

_UNREADABLE = regex.compile(r"[\ud800-\udfff]")


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An HTML page as text.

    Attributes:
        text: Its lines, none of them blank.
        hints: The hints of each line (see `tinvan.read.page_hints`).
        metadata: What the page says of its article; its address alone where it holds none.
    """

    text: str
    hints: Sequence[tuple[str, ...]]
    metadata: Metadata


class PageReader:
    """Reads HTML pages by the rules for markup.

    Args:
        sites: The selectors of sites; those installed by default.
    """

    def __init__(self, sites: Sites | None = None) -> None:
        self._elements = ElementHints(load_lexicon("clean/markup", Entry))
        self._weights = Weights()
        self._sites = sites or Sites()

    def read(self, markup: str, address: str | None = None) -> Page:
        """Read a page.

        Args:
            markup: The page.
            address: Where it was crawled, if that is known beside it.

        Raises:
            Exception: Of the parser's own, for markup that it cannot take in.
        """
        tokens, page = _read_lines(markup)
        head = PageHead(_parse(markup))
        hints = self._hints(tokens, page, address or head.url).lines
        texts = [line.text for line in page.lines]
        headlines = [text for text, of_line in zip(texts, hints, strict=True) if "h1" in of_line]
        holds_article = bool(head.article) or any("main" in of_line for of_line in hints)
        return Page(
            text="\n".join(texts),
            hints=hints,
            metadata=head.metadata(PrintedLines(texts, headlines))
            if holds_article
            else Metadata(url=head.url),
        )

    def explain(self, markup: str, address: str | None = None) -> BlockReport:
        """Return why the article of a page stands where it does; for the arguments see `read`."""
        tokens, page = _read_lines(markup)
        address = address or PageHead(_parse(markup)).url
        return report_blocks(page, self._hints(tokens, page, address).blocks, self._weights)

    def _hints(self, tokens: Sequence[Token], page: PageLines, address: str | None) -> PageHints:
        """Return what the markup says of the lines, and what the site's own rules do."""
        hints = read_hints(page, self._elements, self._weights)
        site = self._sites.of(address)
        if site is None or not page.elements:
            return hints
        found = select(site, tokens, page, part_of_article(page, hints.blocks))
        return read_hints(page, self._elements, self._weights, found)


def _read_lines(markup: str) -> tuple[Sequence[Token], PageLines]:
    """Return the pieces of a page and its lines."""
    tokens = read_tokens(parse(markup))
    page = read_lines(tokens)
    if not page.lines:
        tokens = read_tokens(parse_as_xhtml(markup))
        page = read_lines(tokens)
    return tokens, page


def _parse(markup: str) -> BeautifulSoup:
    """Parse a page, without what no parser takes and without bs4's remarks on odd input."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return BeautifulSoup(_UNREADABLE.sub("\ufffd", markup.replace("\0", "")), "lxml")
