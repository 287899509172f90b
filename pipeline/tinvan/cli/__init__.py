"""The command line: `tinvan --help`.

Commands import what they need when they run, so that help and errors come at once.
"""

import contextlib
import os
import sys
from pathlib import Path

import click

from tinvan import __version__
from tinvan.cli.agency import agency
from tinvan.cli.agree import agree
from tinvan.cli.clean import clean
from tinvan.cli.convert import convert
from tinvan.cli.explain import explain
from tinvan.cli.export import export
from tinvan.cli.extract import extract
from tinvan.cli.merge import merge
from tinvan.cli.sample import sample
from tinvan.cli.schema import schema
from tinvan.cli.score import score
from tinvan.cli.serve import serve
from tinvan.cli.spacy import spacy
from tinvan.cli.status import status
from tinvan.cli.timeline import timeline
from tinvan.cli.values import values
from tinvan.errors import OutputError, TinvanError


class _Group(click.Group):
    """A group whose commands show errors that a user can mend without a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; exit with 1 on a `TinvanError`, with 0 where nobody reads on: `head`."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _discard_output()
            ctx.exit()
        except OutputError as error:
            _discard_output()
            raise click.ClickException(str(error)) from error
        except TinvanError as error:
            raise click.ClickException(str(error)) from error


def _discard_output() -> None:
    """Let standard output lead nowhere: what could not be written must not fail again at exit."""
    with contextlib.suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Read crawled Vietnamese news into dated facts that point at their sources.

    \b
    tinvan extract pages/ --out outputs     facts of every page below pages/
    tinvan status outputs                   how far a run with --workers is
    tinvan explain outputs 3f16a7           why a fact was made
    tinvan clean page.html                  the article without its furniture
    tinvan values "Thu 2,5 tỷ đồng"         the numbers, sums and dates of a text
    tinvan sample news.jsonl.gz --kind money    values drawn from articles, to be judged
    tinvan score gold.jsonl facts.jsonl     how right the facts are
    tinvan agree lan.jsonl minh.jsonl       how far two annotators agree
    tinvan agency "Bộ TT-TT" --on 2024-10-25    which body a name meant on a day
    tinvan schema facts                     the form of a fact, as JSON Schema
    tinvan merge outputs                    facts that state the same; what contradicts what
    tinvan export outputs --to duckdb       facts as tables: Parquet, CSV, SQLite, DuckDB
    tinvan timeline "Việt Nam" --index PCI   a rank over time, and who says so
    tinvan spacy pages/ --out tin.spacy     articles as Docs of spaCy
    tinvan serve                            the same over HTTP
    tinvan convert tasks.json gold.jsonl    labels from and to Label Studio, brat, spaCy

    Exit codes: 0 all well, 1 could not run, 2 wrong usage, 3 finished, but some inputs
    were rejected.
    """


COMMANDS = (
    extract, status, explain, clean, values, sample, score, agree, convert, agency, schema, spacy,
    export, merge, timeline, serve,
)  # fmt: skip
for command in COMMANDS:
    main.add_command(command)
