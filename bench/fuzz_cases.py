"""Cases to be fuzzed with: real articles, or those of the project, mutated by seed."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any, NamedTuple

from bench.mutations import LONGEST, OF_PAGES, OF_TEXTS, change_numbers, spoil_bytes
from tinvan.read.formats import Format

ROOT = Path(__file__).resolve().parents[1]
DAYS = (
    "2020-09-17", "2020-09-17T08:30:00+07:00", "2016-02-29", "0001-01-01", "9999-12-31",
    "Thu, 17 Sep 2020 08:32:00 GMT", "17 tháng 9 năm 2020", "17/09/2020, 15:32", "1600331520",
)  # fmt: skip
CHARSETS = (
    *(("utf-8", "replace"),) * 5,
    ("utf-8", "surrogatepass"), ("utf-16", "replace"), ("cp1258", "ignore"),
)  # fmt: skip


class Case(NamedTuple):
    """A mutated article.

    Attributes:
        form: Its format.
        data: Its bytes.
    """

    form: Format
    data: bytes


class Stock(NamedTuple):
    """What is mutated."""

    texts: list[str]
    pages: list[str]


def load_stock(real: Path | None) -> Stock:
    """Return the texts and pages of the project, and of a folder of real ones if given."""
    texts = [path.read_bytes().decode() for path in sorted((ROOT / "corpus/texts").glob("*.txt"))]
    found = [
        ROOT / "docs/examples/page.html",
        *sorted((ROOT / "bench/page_styles").rglob("*.html")),
    ]
    if real:
        texts += [path.read_bytes().decode() for path in sorted((real / "seeds").glob("*.txt"))]
        with gzip.open(real / "data/news.jsonl.gz") as file:
            texts += [json.loads(line)["text"] for line in file]
        found += sorted((real / "data/pages").glob("*.html"))
    return Stock(texts, [path.read_bytes().decode("utf-8", "replace") for path in found])


def make_case(seed: int, stock: Stock) -> Case:
    """Return the case of a seed."""
    chance = random.Random(seed)
    is_page = chance.random() < 0.35
    stocked, mutations = (stock.pages, OF_PAGES) if is_page else (stock.texts, OF_TEXTS)
    text = chance.choice(stocked)
    if is_page and len(text) > LONGEST:  # the whole furniture of a page is seldom of interest
        start = chance.randint(0, len(text) - LONGEST)
        text = text[:3_000] + text[start : start + LONGEST]
    elif not is_page and chance.random() < 0.1:
        text, is_page, mutations = _paragraphs(text), True, OF_PAGES
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        other = chance.choice(stock.texts if chance.random() < 0.8 else stock.pages)
        text = chance.choice(mutations)(text, other[:LONGEST], chance)[: 2 * LONGEST]
    form: Format = "html" if is_page else "text"
    if chance.random() < 0.5:
        return Case("jsonl", _row(text, form, chance))
    data = text.encode(*chance.choice(CHARSETS))
    return Case(form, spoil_bytes(data, chance) if chance.random() < 0.2 else data)


def _paragraphs(text: str) -> str:
    """Return a text as a page."""
    return "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines())


def _row(text: str, form: Format, chance: random.Random) -> bytes:
    """Return a text or page as a row of JSONL, with lone surrogates as they are."""
    row: dict[str, Any] = {"id": "x", form: text}
    if chance.random() < 0.8:
        day = chance.choice(DAYS)
        row["published"] = day if chance.random() < 0.7 else change_numbers(day, "", chance)
    if chance.random() < 0.3:
        row["title"], _, row[form] = text.partition("\n")
    return json.dumps(row, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
