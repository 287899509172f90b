"""The options of `tinvan extract` for many articles, and what it does with them."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tinvan.cli.options import InputOptions, gathered, say

if TYPE_CHECKING:
    from tinvan.batch.child import Work
    from tinvan.batch.fingerprint import Setting
    from tinvan.batch.folder import BatchFolder, Mode
    from tinvan.batch.progress import Progress
    from tinvan.copies import CopyFinder
    from tinvan.output.records import Tally
    from tinvan.output.sinks import Sink
    from tinvan.read.inputs import Inputs

INTERRUPTED = 130  # what shells say of Ctrl-C
_PERSON_SECONDS, _LOG_SECONDS = 1.0, 60.0  # between lines of progress
TIMEOUT, MEMORY = 120.0, 2_000


class WasRead(NamedTuple):
    """What a run read.

    Attributes:
        tally: What was found.
        seconds: Seconds by stage.
    """

    tally: Tally
    seconds: Mapping[str, float]


class BatchOptions(NamedTuple):
    """What the options for many articles say."""

    workers: int | None
    resume: bool
    append: bool
    timeout: float | None
    memory: int | None
    merge: bool

    @property
    def asked(self) -> bool:
        """Whether articles are to be read in processes of their own."""
        return any(self[:5]) or not self.merge

    @property
    def mode(self) -> Mode:
        """What to do where there is a batch already."""
        return "append" if self.append else "resume" if self.resume else "new"

    @property
    def told(self) -> dict[str, Setting]:
        """What the account of the run says of them."""
        return {"workers": self.workers, "timeout": self.timeout, "memory": self.memory}

    def check(self, out: str) -> None:
        """Check that the options go together.

        Raises:
            click.UsageError: If they do not.
        """
        if self.resume and self.append:
            raise click.UsageError(
                "--resume goes on with what was begun, --append adds to it: give one of them"
            )
        if out == "-" and (self.resume or self.append or not self.merge):
            raise click.UsageError(
                "--resume, --append and --no-merge need a folder: name one with --out"
            )


batch_options = gathered(
    "batch",
    BatchOptions,
    (
        click.option(
            "--workers",
            type=click.IntRange(1, 1000),
            metavar="N",
            help="Read articles in N processes beside this one, which are replaced when they die. "
            "The files are the same, byte for byte, whatever N is. Without it, articles are read "
            "in this process.",
        ),
        click.option(
            "--resume",
            is_flag=True,
            help="Go on with a run that was stopped, over the same inputs.",
        ),
        click.option(
            "--append",
            is_flag=True,
            help="Add the articles that the run in DIR has not, of inputs that have grown.",
        ),
        click.option(
            "--timeout",
            type=click.FloatRange(min=0, min_open=True),
            metavar="S",
            help=f"With --workers: reject an article that takes longer than S seconds "
            f"({TIMEOUT:g} unless told).",
        ),
        click.option(
            "--memory",
            type=click.IntRange(min=1),
            metavar="MB",
            help="With --workers: reject an article for which a process takes more than so much "
            f"({MEMORY} unless told).",
        ),
        click.option(
            "--merge/--no-merge",
            default=True,
            show_default=True,
            help="Write facts.jsonl and the like at the end, or leave DIR/shards as they are.",
        ),
    ),
)


def open_shards(
    given: InputOptions, batch: BatchOptions, options: Mapping[str, Setting], out: str
) -> contextlib.AbstractContextManager[BatchFolder | None]:
    """Open the folder of shards, None where no shards are written.

    Args:
        given: What to read.
        batch: How.
        options: The other options that decide what is found.
        out: What --out names.
    """
    import hashlib

    from tinvan.batch.fingerprint import configuration
    from tinvan.batch.folder import open_batch

    if not batch.asked or out == "-":
        return contextlib.nullcontext()
    meta = hashlib.blake2b(given.meta.read_bytes()).hexdigest() if given.meta else None
    return open_batch(Path(out), configuration({**options, "meta": meta}), batch.mode)


def read_in_batch(
    given: InputOptions,
    inputs: Inputs,
    work: Work,
    workers: int,
    folder: BatchFolder | None,
    sink: Sink,
    finder: CopyFinder | None,
    *,
    merged: bool,
    quiet: bool,
) -> WasRead:
    """Read articles in processes of their own.

    Args:
        given: What to read.
        inputs: The same, opened.
        work: How each process reads.
        workers: How many processes there are.
        folder: Where shards go; None where facts go to a sink as they are found.
        sink: Where records go.
        finder: Tells which articles copy others; None not to look for copies.
        merged: Whether shards are merged.
        quiet: Whether to say nothing on the way.
    """
    from tinvan.batch.run import Batch

    progress = _progress(given, inputs, quiet)
    reading = Batch(inputs.items(), work, workers, progress)
    try:
        if folder is None:
            tally = reading.into_stream(sink).tally()
        else:
            tally = folder.complete(reading.write_shards, sink if merged else None, finder)
    except KeyboardInterrupt:
        kept = f"; what was read is kept in {folder.path}: give --resume to go on" if folder else ""
        say(f"stopped{kept}")
        raise click.exceptions.Exit(INTERRUPTED) from None
    finally:
        progress.end()
    return WasRead(tally, reading.seconds)


def work_for(
    given: InputOptions, batch: BatchOptions, min_confidence: float, *, signed: bool
) -> Work:
    """Return how each process reads articles.

    Args:
        given: What to read.
        batch: How.
        min_confidence: Facts less sure than this are left out.
        signed: Whether copies are looked for.
    """
    import functools

    from tinvan.batch.child import Work
    from tinvan.pipeline import default_stages

    return Work(
        stages=functools.partial(default_stages, min_confidence),
        keep=given.keep,
        signed=signed,
        timeout=batch.timeout or TIMEOUT,
        memory=batch.memory or MEMORY,
    )


def _progress(given: InputOptions, inputs: Inputs, quiet: bool) -> Progress:
    """Return what tells how far the run is: on one line where a person watches."""
    from tinvan.batch.progress import Progress

    person = sys.stderr.isatty()

    def tell(line: str) -> None:
        if person:
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)
        else:
            say(line)

    every = float("inf") if quiet else _PERSON_SECONDS if person else _LOG_SECONDS
    return Progress(inputs, given.paths, tell, every, time.perf_counter)
