"""HTML pages: their text, line by line, and what they say of their article."""

from collections.abc import Sequence
from typing import NamedTuple

from resiliparse.parse.html import HTMLTree

from tinvan.pages.head import head_data
from tinvan.pages.hints import ElementHints, PageHints, part_of_article, read_hints
from tinvan.pages.lines import PageLines, read_lines
from tinvan.pages.markup import Token, parse, parse_as_xhtml, read_tokens
from tinvan.pages.metadata import page_address, page_metadata
from tinvan.pages.page import Page
from tinvan.pages.report import BlockReport, report_blocks
from tinvan.pages.sites import Sites, select
from tinvan.pages.statements import PrintedLines, Statements
from tinvan.pages.weights import Weights
from tinvan.ruleset import Entry, load_lexicon


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
        parsed = _parse(markup)
        stated = Statements(head_data(parsed.tree))
        known = page_address(stated)
        hints = self._hints(parsed, address or known.url).lines
        texts = [line.text for line in parsed.page.lines]
        metadata = known
        warnings: tuple[str, ...] = ()
        if stated.article or any("main" in of_line for of_line in hints):
            metadata, warnings = page_metadata(stated, PrintedLines(texts, hints))
        return Page(
            text="\n".join(texts),
            hints=hints,
            metadata=metadata,
            types=stated.types,
            title=stated.head.title,
            warnings=warnings,
        )

    def explain(self, markup: str, address: str | None = None) -> BlockReport:
        """Return why the article of a page stands where it does; for the arguments see `read`."""
        parsed = _parse(markup)
        address = address or page_address(Statements(head_data(parsed.tree))).url
        return report_blocks(parsed.page, self._hints(parsed, address).blocks, self._weights)

    def _hints(self, parsed: "_Parsed", address: str | None) -> PageHints:
        """Return what the markup says of the lines, and what the site's own rules do."""
        _, tokens, page = parsed
        hints = read_hints(page, self._elements, self._weights)
        site = self._sites.of(address)
        if site is None or not page.elements:
            return hints
        found = select(site, tokens, page, part_of_article(page, hints.blocks))
        return read_hints(page, self._elements, self._weights, found)


class _Parsed(NamedTuple):
    """The tree of a page, its pieces, and its lines."""

    tree: HTMLTree
    tokens: Sequence[Token]
    page: PageLines


def _parse(markup: str) -> _Parsed:
    """Return what a page is made of."""
    tree = parse(markup)
    tokens = read_tokens(tree)
    page = read_lines(tokens)
    if page.lines:
        return _Parsed(tree, tokens, page)
    tree = parse_as_xhtml(markup)
    tokens = read_tokens(tree)
    return _Parsed(tree, tokens, read_lines(tokens))
