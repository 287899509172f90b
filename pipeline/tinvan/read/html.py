"""HTML pages: their text, line by line, and what they say of their article."""

import warnings
from collections.abc import Sequence

import msgspec
import regex
from bs4 import BeautifulSoup

from tinvan.document import Metadata
from tinvan.read.markup import parse, read_tokens
from tinvan.read.page_hints import read_hints
from tinvan.read.page_lines import read_lines
from tinvan.read.page_metadata import PageHead, PrintedLines
from tinvan.read.weights import Weights
from tinvan.ruleset import Entry, Lexicon

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


def read_page(markup: str, names: Lexicon[Entry], weights: Weights) -> Page:
    """Read an HTML page.

    Args:
        markup: The page.
        names: Hints by words of class and id names: `rules/clean/markup.toml`.
        weights: How much lines speak for blocks: `rules/clean/weights.toml`.

    Raises:
        Exception: Of the parser's own, for markup that it cannot take in.
    """
    page = read_lines(read_tokens(parse(markup)))
    soup = _parse(markup)
    hints = read_hints(page, names, weights).lines
    texts = [line.text for line in page.lines]
    headlines = [text for text, of_line in zip(texts, hints, strict=True) if "h1" in of_line]
    head = PageHead(soup)
    holds_article = bool(head.article) or any("main" in of_line for of_line in hints)
    return Page(
        text="\n".join(texts),
        hints=hints,
        metadata=head.metadata(PrintedLines(texts, headlines))
        if holds_article
        else Metadata(url=head.url),
    )


def _parse(markup: str) -> BeautifulSoup:
    """Parse a page, without what no parser takes and without bs4's remarks on odd input."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return BeautifulSoup(_UNREADABLE.sub("\ufffd", markup.replace("\0", "")), "lxml")
