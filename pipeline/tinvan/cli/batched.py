"""The options of `tinvan extract` for many articles, and what it does with them."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from tinvan.cli.options import InputOptions, gathered, say

if TYPE_CHECKING:
    from tinvan.batch.child import Work
    from tinvan.batch.fingerprint import Setting
    from tinvan.batch.folder import BatchFolder, Mode
    from tinvan.batch.progress import Progress
    from tinvan.batch.spark import SparkBatch
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
    engine: Literal["local", "spark"]
    master: str | None
    conf: dict[str, str]

    @property
    def asked(self) -> bool:
        """Whether articles are to be read in processes of their own."""
        limited = self.workers or self.timeout or self.memory
        return bool(limited or self.resume or self.append or not self.merge or self.on_cluster)

    @property
    def on_cluster(self) -> bool:
        """Whether machines of a cluster read them."""
        return self.engine == "spark"

    @property
    def mode(self) -> Mode:
        """What to do where there is a batch already."""
        return "append" if self.append else "resume" if self.resume else "new"

    @property
    def told(self) -> dict[str, Setting]:
        """What the account of the run says of them."""
        told: dict[str, Setting] = {"timeout": self.timeout, "memory": self.memory}
        if self.on_cluster:
            return {"engine": self.engine, "master": self.master, **told}
        return {"workers": self.workers, **told}

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
        self._check_engine(out)

    def _check_engine(self, out: str) -> None:
        """Check that the options go together with the engine.

        Raises:
            click.UsageError: If they do not.
        """
        if not self.on_cluster:
            if self.master or self.conf:
                raise click.UsageError("--master and --conf are for Spark: give --engine spark")
        elif self.workers:
            raise click.UsageError(
                "Spark has as many workers as its cluster has cores: leave out --workers, or give "
                "--conf spark.cores.max=N"
            )
        elif self.append:
            raise click.UsageError(
                "Spark does not --append: name the new files alone, and another folder with --out"
            )
        elif out == "-":
            raise click.UsageError("Spark needs a folder that all machines see: name it with --out")


def settings_by_name(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return the settings that an option gives, by name."""
    settings = {}
    for value in values:
        name, equals, setting = value.partition("=")
        if not equals:
            raise click.BadParameter(f"“{value}” is not NAME=VALUE")
        settings[name] = setting
    return settings


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
        click.option(
            "--engine",
            type=click.Choice(["local", "spark"]),
            default="local",
            show_default=True,
            help="Read articles on this machine, or on the machines of a Spark cluster, which must "
            "see IN and DIR at the same place.",
        ),
        click.option(
            "--master",
            metavar="URL",
            help="With --engine spark: the cluster, such as spark://host:7077; not needed below "
            "spark-submit.",
        ),
        click.option(
            "--conf",
            multiple=True,
            callback=settings_by_name,
            metavar="NAME=VALUE",
            help="With --engine spark: a setting of Spark, as spark-submit takes it. May be given "
            "several times.",
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
