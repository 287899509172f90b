"""Measures cleaning on layouts of pages that nobody has seen: invented, with invented stories.

    python bench/page_styles.py
    python bench/page_styles.py --news news.jsonl.gz --rounds 5 --errors
    python bench/page_styles.py --only singular --write /tmp/pages

Each template in `bench/page_styles` is modelled on what Vietnamese sites and their systems emit:
`articles` hold one article, `lists` none. What of a page is content is known by construction
(`bench/templates.py`). The names of classes are those in use; no page of any site is copied.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.cleaning_measure import Coverage, coverage
from bench.cleaning_texts import flatten
from bench.cleaning_tools import Read, TinvanReader, content, make_tool, tool_names
from bench.templates import Filled, Filler, Stock, invented, real

FOLDER = Path(__file__).parent / "page_styles"


class Layout(NamedTuple):
    """A template filled with a story.

    Attributes:
        name: The template's name.
        is_article: Whether it holds an article.
        page: The page.
    """

    name: str
    is_article: bool
    page: Filled


def layouts(stock: Stock, seed: int = 0) -> Iterator[Layout]:
    """Yield all templates, filled."""
    filler = Filler(stock, seed, FOLDER / "parts")
    for kind in ("articles", "lists"):
        for file in sorted((FOLDER / kind).glob("*.html")):
            page = filler.fill(file.stem, file.read_text("utf-8"))
            yield Layout(file.stem, kind == "articles", page)


def measure(layout: Layout, read: Read) -> Coverage:
    """Compare what a tool makes of a layout with its content."""
    blocks = [(block.role, block.text) for block in layout.page.blocks] if layout.is_article else []
    return coverage(blocks, read(layout.page.text))


def _rows(
    pages: Sequence[Layout], read: Read, errors: bool
) -> dict[tuple[str, bool], list[Coverage]]:
    rows: dict[tuple[str, bool], list[Coverage]] = {}
    for layout in pages:
        one = measure(layout, read)
        rows.setdefault((layout.name, layout.is_article), []).append(one)
        if errors and (one.missed or one.leaked):
            print(f"== {layout.name}")
            for line in one.missed:
                print(f"  missed  {line}")
            for line in one.leaked:
                print(f"  leaked  {line}")
    return rows


def _print(rows: dict[tuple[str, bool], list[Coverage]]) -> None:
    """Print a line for each layout, and the mean over those with an article."""
    print(
        f"{'layout':<24}" + "".join(f"{name:>10}" for name in ("P", "R", "F1", "R lead", "leaked"))
    )
    for (name, is_article), row in rows.items():
        leaked = sum(len(one.leaked) for one in row)
        print(
            f"{name:<24}"
            + (_figures(row) if is_article else f"{'no article':>40}")
            + f"{leaked:>10}"
        )
    articles = [one for (_, is_article), row in rows.items() if is_article for one in row]
    if articles:
        leaked = sum(len(one.leaked) for one in articles)
        print(f"{'mean of articles':<24}{_figures(articles)}{leaked:>10}")


def _figures(row: Sequence[Coverage]) -> str:
    means = (
        mean(one.precision for one in row),
        mean(one.recall for one in row),
        mean(one.f1 for one in row),
        mean(one.lead for one in row),
    )
    return "".join(f"{figure:>10.4f}" for figure in means)


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--news", type=Path, metavar="FILE", help="real articles to pour in")
    parser.add_argument("--rounds", type=int, default=1, help="stories for each layout")
    parser.add_argument("--only", action="append", metavar="LAYOUT")
    parser.add_argument("--tool", choices=tool_names(), default="tinvan")
    parser.add_argument("--bare", action="store_true", help="measure the text without markup")
    parser.add_argument("--errors", action="store_true", help="list what was missed and leaked")
    parser.add_argument("--write", type=Path, metavar="DIR", help="write the pages there")
    return parser


def main() -> None:
    given = _arguments().parse_args()
    stock = invented() if given.news is None else real(given.news, invented())
    pages = [
        layout
        for seed in range(given.rounds)
        for layout in layouts(stock, seed)
        if not given.only or layout.name in given.only
    ]
    if given.write:
        given.write.mkdir(parents=True, exist_ok=True)
        for layout in pages:
            (given.write / f"{layout.name}.html").write_text(layout.page.text, "utf-8")
    read = make_tool(given.tool).read
    if given.bare:
        reader = TinvanReader()
        read = lambda html: content(reader.text(flatten(html)))  # noqa: E731
    _print(_rows(pages, read, given.errors))


if __name__ == "__main__":
    main()
