"""`tinvan score`: how right the facts are."""

from __future__ import annotations

from pathlib import Path

import click

from tinvan.cli.batch import reckoning_once
from tinvan.cli.options import quiet_option, regular_expression, say
from tinvan.facts import CORE_SLOTS

_PATH = click.Path(path_type=Path)


@click.command()
@click.argument("gold", type=_PATH)
@click.argument("pred", type=_PATH)
@click.option("--base", type=_PATH, metavar="RUN", help="Another run: tell what changed since.")
@click.option(
    "--by",
    type=click.Choice(["source", "year", "phenomenon"]),
    multiple=True,
    help="Break the figures down; can be given several times.",
)
@click.option("--errors", type=click.Choice(list(CORE_SLOTS)), help="List what is wrong of a type.")
@click.option(
    "--texts", type=_PATH, metavar="IN", help="The articles: their sentences tell more of mistakes."
)
@click.option("--lines", type=_PATH, metavar="TSV", help="Right labels of lines: scores cleaning.")
@click.option(
    "--meta", type=_PATH, metavar="JSONL", help="Right metadata and addresses of articles."
)
@click.option(
    "--type",
    "types",
    type=click.Choice(list(CORE_SLOTS)),
    multiple=True,
    help="Only this type, in the means too; can be given several times.",
)
@click.option(
    "--docs", callback=regular_expression, help="Only articles whose doc_id matches this."
)
@click.option("--json", "as_json", is_flag=True, help="Print all figures and mistakes as JSON.")
@click.option("--html", type=_PATH, metavar="FILE", help="Write a report to be read in a browser.")
@quiet_option
@reckoning_once()
def score(
    gold: Path,
    pred: Path,
    base: Path | None,
    by: tuple[str, ...],
    errors: str | None,
    texts: Path | None,
    lines: Path | None,
    meta: Path | None,
    types: tuple[str, ...],
    docs: str | None,
    as_json: bool,
    html: Path | None,
    quiet: bool,
) -> None:
    """Score the facts in PRED against the right ones in GOLD.

    Both are files of facts, one JSON object a line. PRED can be the folder of a run, too, and GOLD
    a folder with gold.jsonl and, if they are there, lines.tsv, meta.jsonl and texts/. A docs.jsonl
    beside PRED is read as well: it has the lines and metadata to score, and texts.

    A fact is detected where its span overlaps a gold one, right where every core slot of its type
    is right too, and full where every slot is. Articles without gold facts do not count.

    \b
    Examples:
      tinvan score gold.jsonl outputs/facts.jsonl
      tinvan score corpus outputs --by phenomenon --html report.html
      tinvan score corpus outputs --base outputs-before
      tinvan score gold.jsonl outputs --errors ranking --texts corpus/texts
      tinvan score gold.jsonl outputs --json | jq .micro.record

    \b
    Exit codes: 0 scored, whatever the figures; 1 something could not be read or written, or a line
    is no fact; 2 wrong usage.
    """
    from tinvan.score.breakdown import GROUPINGS
    from tinvan.score.evaluation import Evaluation
    from tinvan.score.files import TEXTS, read_gold, read_run, read_texts, write_report
    from tinvan.score.overlap import ids_of, overlap_warnings
    from tinvan.score.text import as_json_text, as_text, error_listing

    if errors and as_json:
        raise click.UsageError("--json has every mistake already: leave out --errors")
    right, run = read_gold(gold, lines, meta), read_run(pred)
    if texts is None and (gold / TEXTS).is_dir():
        texts = gold / TEXTS
    evaluation = Evaluation(
        right,
        run,
        base=read_run(base) if base else None,
        texts=read_texts(texts) if texts else {},
        docs=docs,
        types=types,
    )
    for warning in overlap_warnings(ids_of(right.facts, docs), ids_of(run.facts)):
        say(f"warning: {warning}", quiet=quiet)
    if html:
        from tinvan.score.page import as_page

        write_report(html, as_page(evaluation, str(gold), str(pred), str(base) if base else None))
    if errors:
        listed = (one for one in evaluation.mistakes if one.kind == errors)
        for error in error_listing(listed):
            click.echo(error)
    elif as_json:
        click.echo(as_json_text(evaluation.to_dict()))
    else:
        click.echo(as_text(evaluation, [one for one in GROUPINGS if one in by]))
