"""`tinvan view`: the articles and facts of a run as a page."""

from __future__ import annotations

from pathlib import Path

import click

from tinvan.cli.options import counted, indices_option, quiet_option, regular_expression, say

_LARGE = 100_000_000  # bytes, above which browsers take seconds to open a page


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The page to write; by default DIR/view.html.",
)
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="PATH",
    help="A file or folder with the articles, if they are no longer where the run read them.",
)
@click.option(
    "--docs",
    metavar="REGEX",
    callback=regular_expression,
    help="Only articles whose doc_id matches this.",
)
@indices_option
@quiet_option
def view(
    folder: Path,
    out: Path | None,
    inputs: tuple[str, ...],
    docs: str | None,
    indices: Path | None,
    quiet: bool,
) -> None:
    """Write the articles and facts of a run as one HTML page that needs no network.

    DIR is a folder that “tinvan extract” wrote. The page shows each article as it was crawled, its
    facts marked in it, filters and a search, what contradicts what, and ranks and shares over time.
    Facts can be accepted, corrected and rejected there by keyboard (press “?”), and saved as labels
    that “tinvan score” reads.

    \b
    Examples:
      tinvan view outputs
      tinvan view outputs -o page.html --input pages/
      tinvan view outputs --docs '^tin-sau/'

    \b
    Exit codes: 0 written; 1 something could not be read or written; 2 wrong usage.
    """
    from tinvan.merge.indices import load_indices
    from tinvan.output.stored import StoredRun
    from tinvan.viewer import collect, write_page

    collected = collect(StoredRun(folder), load_indices(indices), inputs, docs)
    place = out or folder / "view.html"
    size = write_page(collected, place)
    _warn(collected.without_text, "has no text, as it was not found. Name it with --input PATH")
    _warn(collected.changed, "has changed since the run. Name it as it was with --input PATH")
    if size > _LARGE:
        say(f"warning: the page has {size / 1e6:.0f} MB. Name fewer articles with --docs REGEX")
    index = collected.index
    told = [counted(len(index.articles), "article"), counted(len(index.facts.type), "fact")]
    say(f"{', '.join(told)} in {place} ({size / 1e6:.1f} MB)", quiet=quiet)


def _warn(doc_ids: list[str], why: str) -> None:
    """Tell of articles that are not shown as they should be."""
    if doc_ids:
        more = f" (and {len(doc_ids) - 1} more)" if len(doc_ids) > 1 else ""
        say(f"warning: {doc_ids[0]}{more} {why}")
