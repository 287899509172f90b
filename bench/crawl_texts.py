"""Articles in the furniture of ten site styles, as crawls leave pages that have lost their markup.

The styles are `bench/crawl_styles.toml`; the articles come from a file named when the bench runs,
and what is content of a text is known by construction (`bench/templates.py`).
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.templates import Filled, Filler, Stock

STYLES = Path(__file__).parent / "crawl_styles.toml"
_EACH = 3


class CrawlText(NamedTuple):
    """A text in a style, by the style's name and a number."""

    name: str
    text: Filled


def crawl_texts(stock: Stock, each: int = _EACH) -> Iterator[CrawlText]:
    """Yield texts in all styles, the same ones whenever the stock is the same.

    Args:
        stock: The articles, and what stands around them.
        each: How many texts in each style.
    """
    styles = tomllib.loads(STYLES.read_text("utf-8"))["style"]
    for seed in range(each):
        filler = Filler(stock, seed)
        for style in styles:
            text = filler.fill(style["id"], style["text"].strip("\n"))
            yield CrawlText(f"{style['id']}-{seed}", text)
