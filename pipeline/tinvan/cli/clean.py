"""`tinvan clean`: the article without its furniture."""

from __future__ import annotations

import itertools
import sys
from typing import TYPE_CHECKING

import click

from tinvan.cli.options import FINISHED_WITH_REJECTS, InputOptions, input_options, say

if TYPE_CHECKING:
    from tinvan.document import Document


@click.command()
@input_options("--input-format")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help="The content alone as text, or one JSON object an article, with all its lines, "
    "their roles, and the rules that told them.",
)
@click.pass_context
def clean(
    ctx: click.Context,
    given: InputOptions,
    quiet: bool,
    output_format: str,
) -> None:
    """Print articles without menus, related stories, comments and other furniture.

    IN is as for “tinvan extract”. Where there are several articles, each stands below a line
    with its doc_id.

    \b
    Examples:
      tinvan clean page.html
      tinvan clean pages/ --format jsonl > lines.jsonl
    """
    from tinvan.clean import Clean
    from tinvan.output.run import attempt
    from tinvan.output.sinks import write_out
    from tinvan.pipeline import Pipeline
    from tinvan.read import Read
    from tinvan.read.rejects import Reject

    inputs = given.open()
    pipeline = Pipeline((Read(), Clean()), keep=given.keep)
    out = sys.stdout.buffer
    items = iter(inputs)
    first = tuple(itertools.islice(items, 2))
    several = len(first) > 1
    rejected = False
    for item in itertools.chain(first, items):
        outcome = attempt(item, pipeline)
        if isinstance(outcome, Reject):
            rejected = True
            say(outcome.summary)
        elif output_format == "jsonl":
            write_out(out, _labelled(outcome))
        else:
            write_out(out, _content(outcome, several))
    for notice in inputs.notices:
        say(f"note: {notice}", quiet=quiet)
    if rejected:
        ctx.exit(FINISHED_WITH_REJECTS)


def _content(document: Document, several: bool) -> bytes:
    """Return the content lines of an article as UTF-8."""
    lines = [document.span(line).text for line in document.lines if line.is_content]
    if several:
        lines.insert(0, f"==> {document.source.doc_id} <==")
    return ("\n\n".join(lines) + "\n" + ("\n" if several else "")).encode()


def _labelled(document: Document) -> bytes:
    """Return an article with its labelled lines as a line of JSON."""
    import msgspec

    from tinvan.output.records import document_record

    return msgspec.json.encode(document_record(document, with_lines=True)) + b"\n"
