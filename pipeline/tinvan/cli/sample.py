"""`tinvan sample`: values drawn from articles, to be judged."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, get_args

import click

from tinvan.cli.options import (
    FINISHED_WITH_REJECTS,
    InputOptions,
    counted,
    input_options,
    say,
    tell_warnings,
    watched,
)
from tinvan.values.model import ValueKind

if TYPE_CHECKING:
    from tinvan.values.public import Kind


@click.command()
@input_options("--input-format")
@click.option(
    "--kind",
    type=click.Choice([kind for kind in get_args(ValueKind) if kind != "code"]),
    required=True,
    help="The kind of the values to draw.",
)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="Decides which are drawn: one seed always draws the same from the same articles.",
)
@click.option(
    "--count",
    type=click.IntRange(min=1),
    default=60,
    show_default=True,
    help="How many to draw; all of them where there are fewer.",
)
@click.option(
    "--context",
    type=click.IntRange(min=0),
    default=90,
    show_default=True,
    help="How many characters of the text to show on each side.",
)
@click.pass_context
def sample(
    ctx: click.Context,
    given: InputOptions,
    quiet: bool,
    verbose: bool,
    kind: Kind,
    seed: int,
    count: int,
    context: int,
) -> None:
    """Draw values of one kind at random from articles, to judge by hand how many are right.

    IN is as for “tinvan extract”. Values are read from the content of each article, dates from
    its own day, just as for facts; each has the same chance to be drawn. Each is printed as a line
    of JSON: where it stands, the text before and after it, what was read, and two empty fields,
    “verdict” and “note”. Write "right" or "wrong" as the verdict.

    \b
    Examples:
      tinvan sample news.jsonl.gz --kind money --seed 7 > money.jsonl
      tinvan sample pages/ --kind date --count 20 | jq -r '.before + "[" + .text + "]" + .after'
    """
    import msgspec

    from tinvan.clean import Clean
    from tinvan.output.run import attempt
    from tinvan.output.sinks import write_out
    from tinvan.pipeline import Pipeline
    from tinvan.read import Read
    from tinvan.read.rejects import Reject
    from tinvan.segment import Segment
    from tinvan.values.sample import ReadValues, Sample

    inputs = given.open()
    pipeline = Pipeline((Read(), Clean(), Segment(), ReadValues()), keep=given.keep)
    drawn = Sample(kind, count, seed, context)
    rejected = False
    for item in watched(inputs, quiet):
        outcome = attempt(item, pipeline)
        if isinstance(outcome, Reject):
            rejected = True
            say(outcome.summary)
        else:
            drawn.add(outcome)
            if verbose:
                tell_warnings(outcome)
    write_out(sys.stdout.buffer, b"".join(msgspec.json.encode(r) + b"\n" for r in drawn.records))
    for notice in inputs.notices:
        say(f"note: {notice}", quiet=quiet)
    articles = counted(pipeline.counts.documents, "article")
    say(f"{len(drawn.records)} of {drawn.seen} of kind {kind} in {articles}", quiet=quiet)
    if rejected:
        ctx.exit(FINISHED_WITH_REJECTS)
