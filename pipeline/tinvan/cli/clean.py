"""`tinvan clean`: the article without its furniture."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING

import click

from tinvan.cli.options import (
    FINISHED_WITH_REJECTS,
    InputOptions,
    input_options,
    say,
    tell_warnings,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tinvan.document import Document


@click.command()
@input_options("--input-format")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "html", "jsonl"]),
    default="text",
    show_default=True,
    help="The content alone as text; the same as HTML, each line with its role and offsets; or "
    "one JSON object an article, with all its lines, their roles, and the rules that told them.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Print why instead: what speaks for each block of a page, and for every run of lines "
    "its role, the rule that gave it, what the rule reads, and what the markup says. Pages of all "
    "kinds are explained, those that would be rejected too.",
)
@click.pass_context
def clean(
    ctx: click.Context,
    given: InputOptions,
    quiet: bool,
    verbose: bool,
    output_format: str,
    explain: bool,
) -> None:
    """Print articles without menus, related stories, comments and other furniture.

    IN is as for “tinvan extract”: files, folders, patterns, addresses or “-”, of text, HTML, JSONL,
    WARC, WET or Parquet. Where there are several articles, each stands below a line with its
    doc_id, or is an <article> of one HTML page.

    \b
    Examples:
      tinvan clean page.html
      tinvan clean page.html --explain | less
      tinvan clean pages/ --format html > articles.html
      tinvan clean pages/ --format jsonl > lines.jsonl
      tinvan clean news.jsonl.gz --column html=trang
      tinvan clean news.parquet --format jsonl > lines.jsonl
      tinvan clean crawl.warc.gz --format jsonl > lines.jsonl
      tinvan clean "crawl/**/*.html"
      curl -s https://example.org/tin.html | tinvan clean - --input-format html
    """
    from tinvan.clean import Clean
    from tinvan.output.cleaned import HTML_FOOT, HTML_HEAD
    from tinvan.output.run import attempt
    from tinvan.output.sinks import write_out
    from tinvan.pipeline import Pipeline
    from tinvan.read import Read
    from tinvan.read.rejects import Reject

    if explain and output_format != "text":
        raise click.UsageError("--explain prints text; leave --format out")
    inputs = given.open()
    pipeline = Pipeline((Read(), Clean()), keep=None if explain else given.keep)
    out = sys.stdout.buffer
    items = iter(inputs)
    first = tuple(itertools.islice(items, 2))
    printed = _explained() if explain else _printed(output_format, several=len(first) > 1)
    is_html = output_format == "html"
    rejected = False
    if is_html:
        write_out(out, HTML_HEAD.encode())
    for item in itertools.chain(first, items):
        outcome = attempt(item, pipeline)
        if isinstance(outcome, Reject):
            rejected = True
            say(outcome.summary)
        else:
            write_out(out, printed(outcome))
            if verbose:
                tell_warnings(outcome)
    if is_html:
        write_out(out, HTML_FOOT.encode())
    for notice in inputs.notices:
        say(f"note: {notice}", quiet=quiet)
    if rejected:
        ctx.exit(FINISHED_WITH_REJECTS)


def _printed(output_format: str, *, several: bool) -> Callable[[Document], bytes]:
    """Return what prints an article in a format."""
    from tinvan.output.cleaned import as_html, as_json, as_text

    if output_format == "jsonl":
        return as_json
    if output_format == "html":
        return lambda document: as_html(document).encode()
    return lambda document: as_text(document, named=several).encode()


def _explained() -> Callable[[Document], bytes]:
    """Return what prints why the lines of an article have their roles."""
    from tinvan.clean.explain import Explainer
    from tinvan.pages.reader import PageReader

    pages, explainer = PageReader(), Explainer()

    def explained(document: Document) -> bytes:
        source = document.source
        is_page = source.media == "html"
        blocks = pages.explain(source.content, document.metadata.url) if is_page else None
        return explainer.explain(document, blocks).encode()

    return explained
