"""Measures how well articles are cleaned: tinvan and its peers on the same real pages.

    python bench/cleaning.py --pages PAGES
    python bench/cleaning.py --pages PAGES --only tinvan --errors

The pages are not part of the project: `--pages` names their folder (default: data/pages in the
folder that TINVAN_REAL names). `bench/cleaning/pages.toml` says what is right of them.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.cleaning_gold import PAGES, GoldError, GoldPage, load_pages
from bench.cleaning_measure import Coverage, coverage
from bench.cleaning_tools import Tool, make_tool, tool_names

_COLUMNS: dict[str, Callable[[Coverage], float]] = {
    "P": lambda c: c.precision,
    "R": lambda c: c.recall,
    "F1": lambda c: c.f1,
    "R body": lambda c: c.body,
    "F1 body": lambda c: c.f1_body,
    "R lead": lambda c: c.lead,
    "R title": lambda c: c.title,
    "leaked": lambda c: len(c.leaked),
}


def measure(pages: Sequence[GoldPage], tool: Tool) -> dict[str, Coverage]:
    """Return the figures of a tool for each page that has an article, by file."""
    return {
        page.file: coverage([(b.role, b.text) for b in page.blocks], tool.read(page.html))
        for page in pages
        if page.is_article
    }


def print_table(rows: dict[str, Sequence[Coverage]]) -> None:
    """Print the macro means of rows of figures."""
    print(f"{'':<22}" + "".join(f"{name:>9}" for name in _COLUMNS))
    for name, figures in rows.items():
        cells = [mean(column(one) for one in figures) for column in _COLUMNS.values()]
        print(f"{name:<22}" + "".join(f"{cell:9.4f}" for cell in cells))


def print_errors(figures: dict[str, Coverage]) -> None:
    """Print what was missed and what leaked on each page. It quotes the pages: for local use."""
    for file, one in figures.items():
        print(f"== {file}  P {one.precision:.4f}  R {one.recall:.4f}  F1 {one.f1:.4f}")
        for line in one.missed:
            print(f"  missed  {line}")
        for line in one.leaked:
            print(f"  leaked  {line}")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    real = os.environ.get("TINVAN_REAL")
    pages = Path(real) / "data/pages" if real else None
    parser.add_argument("--pages", type=Path, metavar="DIR", default=pages, help="real pages")
    parser.add_argument("--gold", type=Path, metavar="FILE", default=PAGES)
    parser.add_argument("--only", action="append", choices=tool_names(), metavar="TOOL")
    parser.add_argument("--errors", action="store_true", help="list what was missed and leaked")
    return parser


def main() -> None:
    parser = _arguments()
    given = parser.parse_args()
    if given.pages is None:
        parser.error("--pages is needed where TINVAN_REAL is not set")
    try:
        pages = load_pages(given.pages, given.gold)
    except GoldError as error:
        parser.error(str(error))
    rows = {}
    for name in given.only or tool_names():
        tool = make_tool(name)
        figures = measure(pages, tool)
        rows[name] = list(figures.values())
        if given.errors:
            print_errors(figures)
    print_table(rows)


if __name__ == "__main__":
    main()
