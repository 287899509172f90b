"""`tinvan extract`: from articles to facts."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinvan.cli.batch_options import BatchOptions, batch_options
from tinvan.cli.batched import WasRead, open_shards, read_in_batch, work_for
from tinvan.cli.options import (
    FINISHED_WITH_REJECTS,
    InputOptions,
    counted,
    input_options,
    say,
    watched,
)
from tinvan.cli.telling import Telling

if TYPE_CHECKING:
    from tinvan.copies import CopyFinder
    from tinvan.output.records import RunRecord, Tally
    from tinvan.output.sinks import Sink
    from tinvan.read.inputs import Inputs


@click.command()
@input_options("--format", "--input-format")
@click.option(
    "--out",
    "-o",
    default="outputs",
    show_default=True,
    metavar="DIR",
    help="The folder to write to; “-” prints the facts to standard output instead.",
)
@click.option(
    "--copies/--no-copies",
    default=True,
    show_default=True,
    help="Mark articles that copy an earlier one in docs.jsonl; takes 2 kB of disk an article.",
)
@click.option(
    "--min-confidence",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="P",
    help="Leave out facts that are right with a probability below P (0 to 1): 0.8 keeps the "
    "surer ones.",
)
@batch_options
@click.pass_context
def extract(
    ctx: click.Context,
    given: InputOptions,
    quiet: bool,
    verbose: bool,
    out: str,
    copies: bool,
    min_confidence: float,
    batch: BatchOptions,
) -> None:
    """Read articles into facts.

    IN is a file, a folder, a pattern, an address such as s3://, or “-” for standard input. Read
    are .txt, .html, .json, .jsonl, .warc and .wet, each also as .gz, .zst, .bz2 or .xz, and
    .parquet. An object of JSON, alone or in an array, a line of JSONL, or a row of Parquet is an
    article with its id, url, published, title, lead, and text or html.

    \b
    Written to DIR:
      facts.jsonl    one fact a line, in the order of the articles
      docs.jsonl     metadata of each article, what it copies, and the role of each of its lines
      rejects.jsonl  what could not be read, and why
      run.json       versions, counts and times of this run

    With --workers, articles are read in processes of their own: one that hangs, crashes or takes
    too much memory becomes a reject. What is done is kept in DIR/shards, so that a run that was
    stopped in whatever way goes on with --resume.

    \b
    Examples:
      tinvan extract pages/
      tinvan extract page.txt --published 2020-09-17
      tinvan extract news.jsonl.gz --out facts/2020
      tinvan extract news.parquet --column text=noi_dung --column published=ngay
      tinvan extract crawl.warc.gz
      tinvan extract crawl.warc.wet.gz
      tinvan extract "crawl/**/*.html.zst"
      tinvan extract news.jsonl.gz --min-confidence 0.8
      tinvan extract crawl/ --out facts --workers 8
      tinvan extract crawl/ --out facts --workers 8 --resume
      tinvan extract s3://bucket/crawl/
      tinvan extract crawl/ --out facts --engine spark --master spark://host:7077
      curl -s https://example.org/tin.html | tinvan extract - --format html --out -
    """
    from tinvan.copies import CopyFinder

    batch.check(out)
    began = time.perf_counter()
    started = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    inputs = given.open()
    _refuse_own(given.paths, out)
    options = {
        "format": given.input_format,
        "column": ",".join("=".join(pair) for pair in given.columns.items()) or None,
        "published": given.published,
        "meta": str(given.meta) if given.meta else None,
        "max_bytes": given.max_bytes,
        "copies": copies,
        "keep": ",".join(given.keep) or None,
        "min_confidence": min_confidence or None,
    }
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(open_shards(given, batch, options, out))
        sink = stack.enter_context(_open_sink(out, batch))
        if verbose:
            sink = Telling(sink, say, rejects=out != "-")
        looked_for = copies and out != "-" and batch.merge
        finder = stack.enter_context(CopyFinder(Path(out))) if looked_for else None
        if batch.asked:
            work = work_for(given, batch, min_confidence, signed=copies and folder is not None)
            read = read_in_batch(given, inputs, work, batch, folder, sink, finder, quiet=quiet)
        else:
            read = _read(given, inputs, min_confidence, sink, finder, quiet or verbose)
        seconds = {**read.seconds, "total": time.perf_counter() - began}
        told = {**options, **batch.told}
        account = _account(given.paths, told, read.tally, inputs.notices, started, seconds)
        sink.close(account)
    for notice in inputs.notices:
        say(f"note: {notice}", quiet=quiet)
    say(_summary(account, out, shards_only=not batch.merge), quiet=quiet)
    if verbose:
        say("; ".join(f"{stage} {spent:.2f} s" for stage, spent in account.seconds.items()))
    if account.counts.rejects:
        ctx.exit(FINISHED_WITH_REJECTS)


def _refuse_own(paths: tuple[str, ...], out: str) -> None:
    """Refuse to read what the run is going to replace.

    Raises:
        click.UsageError: If an input is the output.
    """
    from tinvan.read.own_output import is_of_run

    for path in paths:
        if "-" not in (path, out) and is_of_run(path, out):
            raise click.UsageError(
                f"{path} is what this run writes to: it would read its own facts as articles, and "
                "replace them. Name the articles, or another folder with --out"
            )


def _read(
    given: InputOptions,
    inputs: Inputs,
    min_confidence: float,
    sink: Sink,
    finder: CopyFinder | None,
    quiet: bool,
) -> WasRead:
    """Read articles one after another, in this process."""
    from tinvan.output.run import run
    from tinvan.pipeline import Pipeline, default_stages

    stages = default_stages(min_confidence)
    pipeline = Pipeline(stages, clock=time.perf_counter, keep=given.keep)
    tally = run(watched(inputs.with_links(), quiet), pipeline, sink, finder)
    return WasRead(tally, pipeline.counts.seconds)


def _open_sink(out: str, batch: BatchOptions) -> contextlib.AbstractContextManager[Sink]:
    """Open what the option --out names."""
    from tinvan.output.sinks import FactStream, open_folder

    if out == "-":
        return contextlib.nullcontext(FactStream(sys.stdout.buffer, say))
    from tinvan.batch.folder import SHARDS, refuse_batch, remedy_at

    if not batch.asked:
        refuse_batch(Path(out))
        return open_folder(Path(out))
    shards = Path(out) / SHARDS
    return open_folder(Path(out), account_only=not batch.merge, remedy=lambda: remedy_at(shards))


def _account(
    paths: tuple[str, ...],
    options: dict[str, str | bool | float | None],
    tally: Tally,
    notices: list[str],
    started: str,
    seconds: dict[str, float],
) -> RunRecord:
    """Make the account of the run."""
    from tinvan.output.records import RunRecord
    from tinvan.output.versions import rules_hash, versions

    return RunRecord(
        versions=versions(),
        rules=rules_hash(),
        inputs=paths,
        options=options,
        counts=tally,
        notices=tuple(notices),
        started=started,
        seconds={stage: round(spent, 3) for stage, spent in seconds.items()},
    )


def _summary(account: RunRecord, out: str, *, shards_only: bool) -> str:
    """Say in a line or two what was found and where to look."""
    counts = account.counts
    types = ", ".join(f"{name} {count}" for name, count in counts.facts.items())
    articles, facts = counts.documents, sum(counts.facts.values())
    read = counted(articles, "article") + (f" ({counts.copies} copied)" if counts.copies else "")
    found = f"{read}, {counted(facts, 'fact')}"
    found += f" ({types})" if types else ""
    lines = [f"{found} in {account.seconds['total']:.1f} s"]
    if counts.rejects:
        reasons = ", ".join(f"{name} {count}" for name, count in counts.rejects.items())
        lines.append(f"rejected: {reasons}")
    if out != "-":
        files = ["facts.jsonl", "docs.jsonl"] + ["rejects.jsonl"] * bool(counts.rejects)
        where = "shards" if shards_only else ", ".join(files)
        lines.append(f"look in {out}: {where}")
    return "\n".join(lines)
