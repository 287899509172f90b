"""HTML pages: their text, line by line, and what they say of their article."""

from collections.abc import Sequence

import msgspec

from tinvan.document import Metadata
from tinvan.read.markup import parse, read_tokens
from tinvan.read.page_head import head_data
from tinvan.read.page_hints import read_hints
from tinvan.read.page_lines import read_lines
from tinvan.read.page_metadata import page_address, page_metadata
from tinvan.read.page_statements import PrintedLines, Statements
from tinvan.read.weights import Weights
from tinvan.ruleset import Entry, Lexicon


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An HTML page as text.

    Attributes:
        text: Its lines, none of them blank.
        hints: The hints of each line (see `tinvan.read.page_hints`).
        metadata: What the page says of its article; its address alone where it holds none.
        types: What the page says it is (see `tinvan.read.page_statements`).
        title: Its `<title>`.
        warnings: What of its metadata could not be read.
    """

    text: str
    hints: Sequence[tuple[str, ...]]
    metadata: Metadata
    types: tuple[str, ...] = ()
    title: str = ""
    warnings: tuple[str, ...] = ()


def read_page(markup: str, names: Lexicon[Entry], weights: Weights) -> Page:
    """Read an HTML page.

    Args:
        markup: The page.
        names: Hints by words of class and id names: `rules/clean/markup.toml`.
        weights: How much lines speak for blocks: `rules/clean/weights.toml`.

    Raises:
        Exception: Of the parser's own, for markup that it cannot take in.
    """
    tree = parse(markup)
    page = read_lines(read_tokens(tree))
    hints = read_hints(page, names, weights).lines
    texts = [line.text for line in page.lines]
    stated = Statements(head_data(tree))
    holds_article = bool(stated.article) or any("main" in of_line for of_line in hints)
    printed = PrintedLines(texts, hints)
    if holds_article:
        metadata, warnings = page_metadata(stated, printed)
    else:
        metadata, warnings = page_address(stated), ()
    return Page(
        text="\n".join(texts),
        hints=hints,
        metadata=metadata,
        warnings=warnings,
        types=stated.types,
        title=stated.head.title,
    )
