"""What `tinvan extract` does with the options for many articles."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from tinvan.cli.batch_options import MEMORY, TIMEOUT, BatchOptions
from tinvan.cli.options import InputOptions, say

if TYPE_CHECKING:
    from tinvan.batch.child import Work
    from tinvan.batch.fingerprint import Setting
    from tinvan.batch.folder import BatchFolder
    from tinvan.batch.progress import Progress
    from tinvan.batch.spark import SparkBatch
    from tinvan.copies import CopyFinder
    from tinvan.output.records import Tally
    from tinvan.output.sinks import Sink
    from tinvan.read.inputs import Inputs

INTERRUPTED = 130  # what shells say of Ctrl-C
_PERSON_SECONDS, _LOG_SECONDS = 1.0, 60.0  # between lines of progress


class WasRead(NamedTuple):
    """What a run read.

    Attributes:
        tally: What was found.
        seconds: Seconds by stage.
    """

    tally: Tally
    seconds: Mapping[str, float]


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
    decisive = {**options, "meta": meta, "engine": batch.engine}
    return open_batch(Path(out), configuration(decisive), batch.mode)


def read_in_batch(
    given: InputOptions,
    inputs: Inputs,
    work: Work,
    batch: BatchOptions,
    folder: BatchFolder | None,
    sink: Sink,
    finder: CopyFinder | None,
    *,
    quiet: bool,
) -> WasRead:
    """Read articles in processes of their own, here or elsewhere.

    Args:
        given: What to read.
        inputs: The same, opened.
        work: How each process reads.
        batch: How many processes there are, and where.
        folder: Where shards go; None where facts go to a sink as they are found.
        sink: Where records go.
        finder: Tells which articles copy others; None not to look for copies.
        quiet: Whether to say nothing on the way.
    """
    from tinvan.batch.run import Batch

    merged = sink if batch.merge else None
    with _stopping(folder):
        if folder and batch.on_cluster:
            cluster = _on_cluster(given, inputs, work, batch, folder, quiet)
            return WasRead(folder.complete(cluster.write_shards, merged, finder), cluster.seconds)
        progress = _progress(given, inputs, quiet)
        reading = Batch(inputs.items(), work, batch.workers or 1, progress)
        try:
            if folder is None:
                tally = reading.into_stream(sink).tally()
            else:
                tally = folder.complete(reading.write_shards, merged, finder)
        finally:
            progress.end()
        return WasRead(tally, reading.seconds)


@contextlib.contextmanager
def _stopping(folder: BatchFolder | None) -> Iterator[None]:
    """End the command on Ctrl-C, and say how to go on."""
    try:
        yield
    except KeyboardInterrupt:
        kept = f"; what was read is kept in {folder.path}: give --resume to go on" if folder else ""
        say(f"stopped{kept}")
        raise click.exceptions.Exit(INTERRUPTED) from None


def _on_cluster(
    given: InputOptions,
    inputs: Inputs,
    work: Work,
    batch: BatchOptions,
    folder: BatchFolder,
    quiet: bool,
) -> SparkBatch:
    """Return what makes shards on a cluster."""
    from tinvan.batch.spark import Cluster, SparkBatch
    from tinvan.batch.specs import Job

    meta = given.meta and given.meta.absolute()
    job = Job(
        folder=folder.path.absolute(),
        open=given._replace(paths=(), meta=meta).open,
        work=work,
        configuration=folder.plan.configuration,
    )
    return SparkBatch(inputs, job, Cluster(batch.master, batch.conf), *_telling(quiet))


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
    """Return what tells how far the run is."""
    from tinvan.batch.progress import Progress

    return Progress(inputs, given.paths, *_telling(quiet), time.perf_counter)


def _telling(quiet: bool) -> tuple[Callable[[str], None], float]:
    """Return what tells how far a run is, on one line where a person watches, and how often."""
    person = sys.stderr.isatty()

    def tell(line: str) -> None:
        if person:
            click.echo(f"\r\x1b[K{line}", err=True, nl=False)
        else:
            say(line)

    return tell, float("inf") if quiet else _PERSON_SECONDS if person else _LOG_SECONDS
