"""What the commands that read articles have in common."""

from __future__ import annotations

import functools
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from tinvan.limits import MAX_BYTES

if TYPE_CHECKING:
    from tinvan.document import Document, PageKindName
    from tinvan.read.formats import Format
    from tinvan.read.inputs import Inputs

T = TypeVar("T")
FINISHED_WITH_REJECTS = 3
_DAY = len("2020-09-17")
indices_option = click.option(
    "--indices",
    type=click.Path(path_type=Path),
    metavar="FILE.toml",
    help="A table of known indices of your own, in the form of rules/merge/indices.toml.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing unless it goes wrong.")
verbose_option = click.option(
    "--verbose", "-v", is_flag=True, help="Tell of every warning and reject as it comes."
)


def day_asked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the day of an option, without the time, in its ISO form."""
    day = published_day(ctx, param, value)
    return day and day[:_DAY]


def published_day(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return the day of an option in its ISO form."""
    from tinvan.read.published import parse_published

    try:
        return parse_published(value) if value else None
    except ValueError:
        raise click.BadParameter(f"“{value}” is no day. Write it as 2020-09-17") from None


def regular_expression(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> str | None:
    """Return an option if it is a regular expression."""
    try:
        re.compile(value or "")
    except re.error as error:
        raise click.BadParameter(f"“{value}” is no regular expression ({error})") from None
    return value


def columns_by_field(
    _ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    """Return the columns that an option names, by the field that each gives."""
    from tinvan.read.columns import FIELDS

    columns: dict[str, str] = {}
    for value in values:
        field, _, column = value.partition("=")
        if field not in FIELDS or not column:
            fields = ", ".join(FIELDS)
            raise click.BadParameter(f"“{value}” is not FIELD=NAME with a field of: {fields}")
        columns[field] = column
    return columns


class InputOptions(NamedTuple):
    """What the argument IN... and its options say."""

    paths: tuple[str, ...]
    input_format: Format | None
    columns: dict[str, str]
    published: str | None
    meta: Path | None
    max_bytes: int
    keep: tuple[PageKindName, ...]

    def open(self) -> Inputs:
        """Open the inputs."""
        from tinvan.read.inputs import Inputs
        from tinvan.read.sidecar import load_sidecar

        return Inputs(
            self.paths,
            format=self.input_format,
            sidecar=load_sidecar(self.meta) if self.meta else None,
            published=self.published,
            columns=self.columns,
            max_bytes=self.max_bytes,
        )


def input_options(*format_names: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Return a decorator that adds the argument IN... and the options that say how to read it.

    The command is given them as one argument, `given`.

    Args:
        format_names: What the option for the format of the input is called.
    """
    options = (
        click.argument("paths", metavar="IN...", nargs=-1, required=True),
        click.option(
            *format_names,
            "input_format",
            type=click.Choice(["text", "html", "json", "jsonl", "warc", "parquet"]),
            help="What standard input, or a file whose name does not tell, contains. "
            "Found out from its first bytes by default.",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            callback=columns_by_field,
            metavar="FIELD=NAME",
            help="A column of Parquet, or a key of JSON, that is not called as usual: "
            "text=noi_dung; html=page.source for one inside another. May be given several times.",
        ),
        click.option(
            "--published",
            callback=published_day,
            metavar="DAY",
            help="The publication day of articles that come without one: 2020-09-17.",
        ),
        click.option(
            "--meta",
            type=click.Path(path_type=Path),
            metavar="FILE.jsonl",
            help="Metadata of articles, one JSON object a line: doc_id with any of url, "
            "published, title, lead, author, source.",
        ),
        click.option(
            "--max-bytes",
            type=click.IntRange(min=1),
            default=MAX_BYTES,
            show_default=True,
            help="Reject an article (a file, a line, a row, a record) larger than this, unpacked.",
        ),
        click.option(
            "--keep",
            type=click.Choice(["index-page", "comment-frame", "error-page", "other-language"]),
            multiple=True,
            help="Read such pages too, which are rejected with this reason otherwise: home pages "
            "and lists of stories, comments alone, pages that stand in for what is not there or "
            "not to be had, text that is not Vietnamese. Can be given several times.",
        ),
        quiet_option,
        verbose_option,
    )

    return gathered("given", InputOptions, options)


def gathered(
    name: str, record: type[Any], options: Sequence[Callable[..., Any]]
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Return a decorator that adds options to a command, which is given them as one argument.

    Args:
        name: The name of that argument.
        record: A NamedTuple with a field for each of them.
        options: The decorators of click that add an option each, in the order of the help.
    """

    def decorate(command: Callable[..., object]) -> Callable[..., object]:
        @functools.wraps(command)
        def with_options(*args: object, **parameters: Any) -> object:  # noqa: ANN401 - click's
            gathered = record(*(parameters.pop(field) for field in record._fields))
            return command(*args, **{name: gathered}, **parameters)

        decorated: Callable[..., object] = with_options
        for option in reversed(options):
            decorated = option(decorated)
        return decorated

    return decorate


def say(message: str, *, quiet: bool = False) -> None:
    """Tell the user something on standard error."""
    if not quiet:
        click.echo(message, err=True)


def tell_warnings(document: Document) -> None:
    """Tell of the warnings of an article, for --verbose."""
    from tinvan.cli.telling import warned

    for message in warned(document.source.doc_id, document.warnings):
        say(message)


def watched(items: Iterable[T], quiet: bool) -> Iterable[T]:
    """Return the items with a progress bar, if a person watches."""
    from tqdm import tqdm

    person = sys.stderr.isatty() and not quiet
    return tqdm(items, unit=" articles", disable=not person, leave=False)


def counted(count: int, noun: str) -> str:
    """Return a count with its noun: 1 fact, 2 facts."""
    return f"{count} {noun}" + ("" if count == 1 else "s")
