"""`tinvan timeline`: what facts say over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinvan.cli.options import counted, indices_option, quiet_option, say

if TYPE_CHECKING:
    from tinvan.timeline.points import Point, Question


@click.command()
@click.argument("subject", required=False)
@click.option("--index", metavar="NAME", help="Ranks in an index: “Chính phủ điện tử”, “PCI”.")
@click.option("--indicator", metavar="WORDS", help="Percentages whose measure has these words.")
@click.option(
    "--post",
    metavar="NAME",
    help="Who held such a post of the body that SUBJECT names; “” for any post.",
)
@click.option("--scope", metavar="NAME", help="Only ranks among these: “ASEAN”, “thế giới”.")
@click.option("--year", type=int, metavar="YEAR", help="Only what holds in this year.")
@click.option("--provinces", is_flag=True, help="Only provinces and cities under the centre.")
@click.option(
    "--sort",
    type=click.Choice(["time", "value"]),
    default="time",
    show_default=True,
    help="What the lines are sorted by; the highest share and the best rank first.",
)
@click.option(
    "--run",
    "folder",
    type=click.Path(path_type=Path),
    default="outputs",
    show_default=True,
    metavar="DIR",
    help="The folder that “tinvan extract” wrote; it is merged first, unless it is already.",
)
@indices_option
@click.option("--evidence", is_flag=True, help="Print the sentences that state each line, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the lines as JSON, with all sources.")
@click.option(
    "--plot",
    "picture",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Draw it, as .svg or .png; needs pip install 'tinvan[plot]'.",
)
@quiet_option
def timeline(
    subject: str | None,
    index: str | None,
    indicator: str | None,
    post: str | None,
    scope: str | None,
    year: int | None,
    provinces: bool,
    sort: str,
    folder: Path,
    indices: Path | None,
    evidence: bool,
    as_json: bool,
    picture: Path | None,
    quiet: bool,
) -> None:
    """Print how a rank or share went over time, or who held a post when, and who says so.

    SUBJECT is who is ranked, whose share it is, or whose post; without it all are shown. Facts that
    state the same are one line, however names are spelled; what contradicts it is named below it.

    \b
    Examples:
      tinvan timeline "Việt Nam" --index "Chính phủ điện tử"
      tinvan timeline "Việt Nam" --index "Chính phủ điện tử" --scope ASEAN --plot asean.svg
      tinvan timeline "UBND TP Đà Nẵng" --post "" --year 2024
      tinvan timeline --indicator "hồ sơ trực tuyến" --provinces --sort value
      tinvan timeline "Quảng Ninh" --index PCI --json | jq '.[].says'

    \b
    Exit codes: 0 printed; 1 nothing found, or something could not be read or written; 2 wrong
    usage.
    """
    from tinvan.errors import InputError
    from tinvan.merge.indices import load_indices
    from tinvan.merge.writing import merge_if_needed, read_conflicts, read_merged
    from tinvan.output.stored import StoredRun
    from tinvan.timeline.points import points

    question = _question(subject, index, indicator, post, scope, year, provinces)
    if picture is not None and picture.suffix not in (".svg", ".png"):
        raise click.BadParameter(f"{picture} ends neither in .svg nor in .png", param_hint="--plot")
    known = load_indices(indices)
    merge_if_needed(StoredRun(folder), known, say)
    found = points(question, read_merged(folder), read_conflicts(folder), known)
    if not found:
        raise InputError(
            f"{folder}: no fact answers this. Name fewer words, or look at what is there: "
            "“tinvan export DIR --to csv”"
        )
    if sort == "value":
        worst = float("inf")
        found.sort(key=lambda point: worst if point.value is None else _order(point, question))
    _print(found, question, as_json=as_json, evidence=evidence)
    if picture is not None:
        from tinvan.timeline.plot import plot

        title = " · ".join(part for part in (subject, question.about) if part)
        plot(found, question.kind, title, picture)
        say(f"{counted(len(found), 'line')} drawn in {picture}", quiet=quiet)


def _question(
    subject: str | None,
    index: str | None,
    indicator: str | None,
    post: str | None,
    scope: str | None,
    year: int | None,
    provinces: bool,
) -> Question:
    """Return what the options ask for."""
    from tinvan.timeline.points import Question

    asked = [("rank", index), ("share", indicator), ("post", post)]
    given = [(kind, about) for kind, about in asked if about is not None]
    if len(given) != 1:
        raise click.UsageError("Name one of --index, --indicator and --post.")
    kind, about = given[0]
    if kind != "rank" and scope is not None:
        raise click.UsageError("--scope is for --index alone")
    if kind == "post" and provinces:
        raise click.UsageError("--provinces is for --index and --indicator")
    return Question(kind, subject, about or "", scope, year, provinces)  # type: ignore[arg-type]


def _order(point: Point, question: Question) -> float:
    """Return what lines are sorted by: good ranks and high shares come first."""
    value = point.value or 0.0
    return value if question.kind == "rank" else -value


def _print(found: list[Point], question: Question, *, as_json: bool, evidence: bool) -> None:
    """Print the lines."""
    import msgspec

    from tinvan.timeline.table import sentences, table

    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    click.echo(table(found, question.kind))
    if evidence:
        click.echo("\n" + "\n".join(sentences(found)))
