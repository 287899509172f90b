"""The options of `tinvan extract` for many articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from tinvan.cli.options import gathered

if TYPE_CHECKING:
    from tinvan.batch.fingerprint import Setting
    from tinvan.batch.folder import Mode

TIMEOUT, MEMORY = 120.0, 2_000


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
