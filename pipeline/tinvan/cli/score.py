"""`tinvan score`: how right the facts are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinvan.facts import CORE_SLOTS

if TYPE_CHECKING:
    from tinvan.score import Scores


def _regex(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    """Return an option if it is a regular expression."""
    try:
        re.compile(value or "")
    except re.error as error:
        raise click.BadParameter(f"“{value}” is no regular expression ({error})") from None
    return value


@click.command()
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("pred", type=click.Path(path_type=Path))
@click.option(
    "--errors", type=click.Choice(list(CORE_SLOTS)), help="List what is wrong with one type."
)
@click.option(
    "--texts",
    type=click.Path(path_type=Path),
    metavar="IN",
    help="The articles, to show with --errors the sentences of what was missed too.",
)
@click.option(
    "--type",
    "types",
    type=click.Choice(list(CORE_SLOTS)),
    multiple=True,
    help="Only this type, in the means too; can be given several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--docs", callback=_regex, help="Only articles whose doc_id matches this.")
def score(
    gold: Path,
    pred: Path,
    errors: str | None,
    texts: Path | None,
    types: tuple[str, ...],
    as_json: bool,
    docs: str | None,
) -> None:
    """Score the facts in PRED against the right ones in GOLD.

    Both are files of facts, one JSON object a line. A fact is detected where its span overlaps
    a gold one, right where every core slot of its type is right too, and full where every
    slot is. Articles without gold facts do not count.

    \b
    Examples:
      tinvan score corpus/gold.jsonl outputs/facts.jsonl
      tinvan score gold.jsonl outputs/facts.jsonl --errors ranking --texts corpus/texts
    """
    import msgspec

    from tinvan.score import compare_all, read_facts
    from tinvan.score import score as figures
    from tinvan.score.errors import describe_errors

    comparisons = compare_all(read_facts(gold), read_facts(pred), docs)
    if errors:
        for error in describe_errors(comparisons[errors], _contents(texts)):
            click.echo(error)
        return
    scores = figures({kind: comparisons[kind] for kind in types or comparisons})
    if as_json:
        click.echo(msgspec.json.encode(scores))
    else:
        click.echo(_report(scores))


def _contents(texts: Path | None) -> dict[str, str]:
    """Return the texts of articles by doc_id."""
    from tinvan.document import Source
    from tinvan.read.inputs import Inputs

    items = Inputs([str(texts)]) if texts else ()
    return {item.doc_id: item.content for item in items if isinstance(item, Source)}


def _report(scores: Scores) -> str:
    """Return the figures as a table with the means below it."""
    if not scores.types:
        return "no gold facts in these articles, so nothing to score"
    gold = sum(figures.gold for figures in scores.types.values())
    predicted = sum(figures.pred for figures in scores.types.values())
    return (
        f"{scores.docs} articles, {gold} gold facts, {predicted} predicted\n\n"
        f"{scores.table().to_string(float_format='{:.3f}'.format)}\n\n"
        f"record F1: macro {scores.macro_record_f1:.3f} (types with ten gold facts or more), "
        f"micro {scores.micro_record_f1:.3f}\n"
        f"macro detection F1 {scores.macro_detection_f1:.3f}, "
        f"macro full-record F1 {scores.macro_full_f1:.3f}"
    )
