"""Measures how well articles are cleaned: tinvan and its peers on the same real pages, in one run.

    python bench/cleaning.py --pages PAGES --seeds SEEDS --news news.jsonl.gz
    python bench/cleaning.py --pages PAGES --only tinvan --errors

Real data is not part of the project: the options name it, or TINVAN_REAL names a folder that has
data/pages, seeds, gold/seeds.lines.tsv and data/news.jsonl.gz. `bench/cleaning/pages.toml` says
what is right of the pages, and `bench/crawl_texts.py` dresses articles as crawled texts. Figures
are means over pages; `F1 body` leaves title and lead out of recall, for tools that set them apart.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean, median

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.cleaning_gold import PAGES, GoldError, GoldPage, load_pages
from bench.cleaning_measure import Coverage, coverage
from bench.cleaning_speed import cost_apart, pages_per_second
from bench.cleaning_texts import LabelledText, Weights, flatten, load_labelled, total, weigh
from bench.cleaning_tools import TinvanReader, Tool, content, make_tool, tool_names
from bench.crawl_texts import CrawlText, crawl_texts
from bench.templates import invented, real

Row = dict[str, float]

_FIGURES: dict[str, Callable[[Coverage], float]] = {
    "P": lambda c: c.precision,
    "R": lambda c: c.recall,
    "F1": lambda c: c.f1,
    "R body": lambda c: c.body,
    "F1 body": lambda c: c.f1_body,
    "R lead": lambda c: c.lead,
    "leaked": lambda c: len(c.leaked),
    "repeated": lambda c: c.repeated,
}
_BASELINE = "trafilatura"


class Bench:
    """The measurements, each of which gives rows of figures by name.

    Args:
        errors: Whether to print what was missed and what leaked. It quotes the texts: for local
            use.
    """

    def __init__(self, errors: bool) -> None:
        self._errors = errors
        self._tinvan = TinvanReader()

    def pages(self, pages: Sequence[GoldPage], tools: Sequence[Tool]) -> dict[str, Row]:
        """Measure tools on the pages that have an article."""
        return {tool.name: self._means(tool.name, pages, _of_page(tool)) for tool in tools}

    def left_out(self, pages: Sequence[GoldPage]) -> dict[str, Row]:
        """Measure tinvan on each page without what was written down for the page's own site."""
        name = "tinvan, site left out"
        readers = {site: TinvanReader((site,)) for site in {page.site for page in pages}}
        return {name: self._means(name, pages, lambda p: content(readers[p.site].page(p.html)))}

    def bare(self, pages: Sequence[GoldPage]) -> dict[str, Row]:
        """Measure tinvan on the text of whole pages without their markup."""
        name = "tinvan, bare text"
        return {
            name: self._means(name, pages, lambda p: content(self._tinvan.text(flatten(p.html))))
        }

    def crawled(self, texts: Sequence[CrawlText]) -> dict[str, Row]:
        """Measure tinvan on articles in the furniture of invented sites, without markup."""
        figures = []
        for name, text in texts:
            blocks = [(block.role, block.text) for block in text.blocks]
            figures.append(one := coverage(blocks, content(self._tinvan.text(text.text))))
            if self._errors:
                self._print(f"crawl text F1 {one.f1:.4f}", name, one.missed, one.leaked)
        row = {c: mean(figure(one) for one in figures) for c, figure in _FIGURES.items()}
        return {"crawl texts": {"texts": len(texts), **row}}

    def no_article(self, pages: Sequence[GoldPage], tools: Sequence[Tool]) -> dict[str, Row]:
        """Count the lines that tools take from pages without an article."""
        empty = [page for page in pages if not page.is_article]
        rows: dict[str, Row] = {}
        for tool in tools:
            lines = {page.file: tool.read(page.html).split("\n") for page in empty}
            kept = {file: [line for line in of if line.strip()] for file, of in lines.items()}
            if self._errors:
                for file, of_file in kept.items():
                    self._print(tool.name, file, (), of_file)
            rows[tool.name] = {
                "pages": len(empty),
                "left empty": sum(not of for of in kept.values()),
                "lines kept": sum(map(len, kept.values())),
            }
        return rows

    def labelled(self, name: str, texts: Sequence[LabelledText]) -> dict[str, Row]:
        """Measure tinvan on texts whose lines are labelled, weighted by characters."""
        weights: list[Weights] = []
        for text in texts:
            weights.append(weigh(text, self._tinvan.text(text.text)))
            if self._errors:
                self._print(name, text.name, weights[-1].missed, weights[-1].leaked)
        columns = ("P", "R", "F1")
        whole = dict(zip(columns, total(weights).rates, strict=True))
        macro = {
            f"{c} macro": mean(one.rates[at] for one in weights) for at, c in enumerate(columns)
        }
        return {name: {"texts": len(texts), **whole, **macro}}

    def _means(self, name: str, pages: Sequence[GoldPage], read: Callable[[GoldPage], str]) -> Row:
        figures = []
        for page in pages:
            if page.is_article:
                one = coverage([(b.role, b.text) for b in page.blocks], read(page))
                figures.append(one)
                if self._errors:
                    self._print(f"{name} F1 {one.f1:.4f}", page.file, one.missed, one.leaked)
        return {c: mean(figure(one) for one in figures) for c, figure in _FIGURES.items()}

    def _print(self, name: str, what: str, missed: Sequence[str], leaked: Sequence[str]) -> None:
        if missed or leaked:
            print(f"== {what}: {name}")
        for line in missed:
            print(f"  missed  {line}")
        for line in leaked:
            print(f"  leaked  {line}")


def _of_page(tool: Tool) -> Callable[[GoldPage], str]:
    """Return what a tool makes of a page, whatever else is known of it."""
    return lambda page: tool.read(page.html)


def costs(
    tools: Sequence[Tool], pages: Sequence[GoldPage], folder: Path, rounds: int
) -> dict[str, Row]:
    """Measure speed in rounds that take turns, and memory in processes apart."""
    articles = [page for page in pages if page.is_article]
    rates = pages_per_second(tools, [page.html for page in articles], rounds)
    rows = {}
    for tool in tools:
        apart = cost_apart(tool.name, [folder / page.file for page in articles])
        row = {"pages/s": median(rates[tool.name])}
        if _BASELINE in rates:
            pairs = zip(rates[tool.name], rates[_BASELINE], strict=True)
            row[f"x {_BASELINE}"] = median(own / peer for own, peer in pairs)
        rows[tool.name] = row | {
            "peak MiB": apart.peak,
            "first page s": apart.first,
            "page ms": apart.page * 1e3,
        }
    return rows


def print_table(title: str, rows: dict[str, Row]) -> None:
    """Print rows of figures below their names."""
    columns = list(next(iter(rows.values())))
    print(f"\n{title:<24}" + "".join(f"{column:>14}" for column in columns))
    for name, row in rows.items():
        cells = (row.get(column) for column in columns)
        print(f"{name:<24}" + "".join(f"{_cell(cell):>14}" for cell in cells))


def _cell(figure: float | None) -> str:
    if figure is None:
        return "-"
    if isinstance(figure, int):
        return str(figure)
    return f"{figure:.4f}" if figure <= 1 else f"{figure:.1f}"


def available(names: Sequence[str]) -> list[Tool]:
    """Return the tools that are installed; the others are named on standard error."""
    tools = []
    for name in names:
        try:
            tools.append(make_tool(name))
        except ImportError as error:
            print(f"{name} is absent: {error}", file=sys.stderr)
    return tools


def run(given: argparse.Namespace) -> dict[str, dict[str, Row]]:
    """Return the tables of figures that the arguments ask for, by title."""
    bench = Bench(given.errors)
    tools = available(given.only or tool_names())
    tables = {}
    if given.pages:
        pages = load_pages(given.pages, given.gold)
        tables["pages"] = bench.pages(pages, tools)
        tables["pages without article"] = bench.no_article(pages, tools)
        if "tinvan" in [tool.name for tool in tools]:
            tables["pages"] |= bench.left_out(pages) | bench.bare(pages)
        if given.rounds:
            tables["cost"] = costs(tools, pages, given.pages, given.rounds)
    if given.seeds:
        labels = given.labels or given.seeds.parent / "gold/seeds.lines.tsv"
        tables["lines"] = bench.labelled("seeds", load_labelled(given.seeds, labels))
    if given.news:
        tables["crawl texts"] = bench.crawled(list(crawl_texts(real(given.news, invented()))))
    return tables


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=Path, metavar="DIR", default=_real("data/pages"))
    parser.add_argument("--gold", type=Path, metavar="FILE", default=PAGES)
    parser.add_argument(
        "--seeds", type=Path, metavar="DIR", default=_real("seeds"), help="texts labelled by line"
    )
    parser.add_argument(
        "--labels", type=Path, metavar="FILE", help="their labels; gold/seeds.lines.tsv beside them"
    )
    parser.add_argument(
        "--news", type=Path, metavar="FILE", default=_real("data/news.jsonl.gz"), help="articles"
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=tool_names(),
        metavar="TOOL",
        help=", ".join(tool_names()),
    )
    parser.add_argument(
        "--rounds", type=int, default=5, help="rounds to measure speed in; 0 leaves costs out"
    )
    parser.add_argument("--errors", action="store_true", help="list what was missed and leaked")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    return parser


def _real(part: str) -> Path | None:
    """Return a part of the folder of real data, where there is one."""
    folder = os.environ.get("TINVAN_REAL")
    return Path(folder) / part if folder and (Path(folder) / part).exists() else None


def main() -> None:
    parser = _arguments()
    given = parser.parse_args()
    try:
        tables = run(given)
    except GoldError as error:
        parser.error(str(error))
    if not tables:
        parser.error("nothing to measure: name --pages, --seeds or --news, or set TINVAN_REAL")
    if given.json:
        print(json.dumps(tables, ensure_ascii=False, indent=2))
    else:
        for title, rows in tables.items():
            print_table(title, rows)


if __name__ == "__main__":
    main()
