"""Measures the metadata of real pages: tinvan and its peers on the same pages, in one run.

    python bench/metadata.py --pages PAGES
    python bench/metadata.py --pages PAGES --only tinvan --errors

A field is right where it is what `bench/cleaning/pages.toml` says, and where neither says anything:
words are compared folded, days as days, times as minutes, names and tags as sets. `none` counts the
pages without an article for which a tool gives no day. The peers are extras of the bench
(`pip install 'tinvan[bench]'`); one that is not installed is left out.
"""

import argparse
import json
import sys
import time
import timeit
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from resiliparse.parse.html import HTMLTree

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.cleaning import Row, print_table
from bench.cleaning_gold import PAGES, GoldError, GoldPage, load_pages
from bench.cleaning_measure import syllables
from bench.cleaning_tools import TinvanReader, module
from tinvan.pages.head import head_data
from tinvan.pages.markup import parse
from tinvan.pages.metadata import page_metadata
from tinvan.pages.page import Page
from tinvan.pages.reader import PageReader
from tinvan.pages.statements import PrintedLines, Statements
from tinvan.read.rejects import Reject

FIELDS = (
    "title", "lead", "published", "day", "modified", "authors", "source", "section", "tags",
    "canonical", "language",
)  # fmt: skip
_LISTS = ("authors", "tags")
_ROUNDS = 7
_DAY = 10  # characters of a day in ISO 8601

Fields = Mapping[str, Any]
ReadFields = Callable[[str], Fields]


def tinvan() -> ReadFields:
    """Return tinvan's reader, as `tinvan clean` reads pages."""
    reader = TinvanReader()

    def read(html: str) -> Fields:
        outcome = reader.page(html)
        if isinstance(outcome, Reject):
            return {}
        return {name: value for name, (value, _) in outcome.metadata.stated.items()}

    return read


def trafilatura() -> ReadFields:
    """Return trafilatura's reader of metadata."""
    extract = module("trafilatura").extract_metadata

    def read(html: str) -> Fields:
        found = extract(html)
        if found is None:
            return {}
        return {
            "title": found.title,
            "lead": found.description,
            "published": found.date,
            "authors": _parts(found.author, ";"),
            "section": next(iter(found.categories or ()), None),
            "tags": [tag for text in found.tags or () for tag in _parts(text, ",")],
            "canonical": found.url,
            "language": found.language,
        }

    return read


def newspaper4k() -> ReadFields:
    """Return newspaper4k's reader."""
    newspaper = module("newspaper")

    def read(html: str) -> Fields:
        article = newspaper.Article("https://example.com/article.html", language="vi")
        article.download(input_html=html)
        article.parse()
        day = article.publish_date
        return {
            "title": article.title,
            "lead": article.meta_description,
            "published": day.isoformat() if hasattr(day, "isoformat") else day,
            "authors": article.authors,
            "tags": list(article.tags or article.meta_keywords or ()),
            "canonical": article.canonical_link,
            "language": article.meta_lang,
        }

    return read


def htmldate() -> ReadFields:
    """Return htmldate's reader of the day of publication."""
    find = module("htmldate").find_date
    return lambda html: {"published": find(html, original_date=True)}


TOOLS: dict[str, Callable[[], ReadFields]] = {
    "tinvan": tinvan,
    "trafilatura": trafilatura,
    "newspaper4k": newspaper4k,
    "htmldate": htmldate,
}


def measure(name: str, pages: Sequence[GoldPage], read: ReadFields, *, errors: bool) -> Row:
    """Return the share of pages on which each field is right, and the CPU time of a page."""
    articles = [page for page in pages if page.is_article]
    right = dict.fromkeys((*FIELDS, "none"), 0)
    read(articles[0].html)  # what is loaded once is not measured
    began = time.process_time()
    found = {page.file: read(page.html) for page in pages}
    spent = time.process_time() - began
    for page in articles:
        wanted = {"language": "vi", **page.metadata}
        for field in FIELDS:
            key = "published" if field == "day" else field
            given, gold = found[page.file].get(key), wanted.get(key)
            is_right = same(field, given, gold)
            right[field] += is_right
            if errors and not is_right:
                print(f"{name} {page.file} {field}: {given!r}, not {gold!r}")
    right["none"] = sum(not found[p.file].get("published") for p in pages if not p.is_article)
    row: Row = {field: count / max(1, len(articles)) for field, count in right.items()}
    row["none"] = right["none"] / max(1, len(pages) - len(articles))
    row["page ms"] = 1e3 * spent / len(pages)
    return row


def same(field: str, given: object, gold: object) -> bool:
    """Tell whether a tool gives what the gold says; nothing is right where that says nothing."""
    if not given or not gold:
        return not given and not gold
    if field == "day":
        return str(given)[:_DAY] == str(gold)[:_DAY]
    if field in ("published", "modified", "canonical"):
        return str(given)[: len(str(gold))] == gold
    if field in _LISTS and isinstance(given, Iterable) and isinstance(gold, Iterable):
        return {_folded(part) for part in given} == {_folded(part) for part in gold}
    return _folded(given) == _folded(gold)


def head_ms(pages: Sequence[GoldPage]) -> float:
    """Return the milliseconds in which tinvan reads what a parsed article page says of itself."""
    articles = [page.html for page in pages if page.is_article]
    reader = PageReader()
    best = 0.0
    for markup in articles:
        page, tree = reader.read(markup), parse(markup)
        lines = page.text.split("\n")

        def read(tree: HTMLTree = tree, lines: Sequence[str] = lines, page: Page = page) -> None:
            page_metadata(Statements(head_data(tree)), PrintedLines(lines, page.hints))

        best += min(timeit.repeat(read, repeat=_ROUNDS, number=1))
    return 1e3 * best / len(articles)


def _folded(text: object) -> tuple[str, ...]:
    return tuple(syllables(str(text)))


def _parts(text: str | None, sign: str) -> list[str]:
    return [part.strip() for part in (text or "").split(sign) if part.strip()]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, metavar="DIR", required=True)
    parser.add_argument("--gold", type=Path, metavar="FILE", default=PAGES)
    parser.add_argument("--only", action="append", choices=list(TOOLS), metavar="TOOL")
    parser.add_argument("--errors", action="store_true", help="list what is wrong, with the gold")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    given = parser.parse_args()
    try:
        pages = load_pages(given.pages, given.gold)
    except GoldError as error:
        parser.error(str(error))
    rows: dict[str, Row] = {}
    for name in given.only or TOOLS:
        try:
            rows[name] = measure(name, pages, TOOLS[name](), errors=given.errors)
        except ImportError as error:
            print(f"{name} is absent: {error}", file=sys.stderr)
    if given.json:
        print(json.dumps(rows, indent=2))
    else:
        print_table("metadata", rows)
        print(f"\ntinvan reads what a parsed page says of itself in {head_ms(pages):.2f} ms")


if __name__ == "__main__":
    main()
