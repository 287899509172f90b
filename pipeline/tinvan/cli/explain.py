"""`tinvan explain`: why a fact was made."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("identity", metavar="ID")
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="PATH",
    help="The file or folder with the article, if it is no longer where the run read it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def explain(folder: Path, identity: str, inputs: tuple[str, ...], as_json: bool) -> None:
    """Print why a fact was made: its rule, its line, what was read in its sentence, its slots.

    DIR is a folder that “tinvan extract” wrote; ID is the id of a fact in its facts.jsonl, or the
    beginning of one. The article is read again, by the rules of today: what has changed since the
    run is said first.

    \b
    Examples:
      tinvan explain outputs 3f16a7
      tinvan explain outputs 3f16a7 --json | jq .slots
      tinvan explain outputs 3f16a7 --input pages/tin.html
    """
    import msgspec

    from tinvan.explain import Explainer, Run, as_text
    from tinvan.output.sinks import write_out
    from tinvan.pipeline import Pipeline

    run = Run(folder)
    fact = run.fact(identity)
    document = run.article(fact, Pipeline(), inputs)
    told = Explainer().explain(document, fact, tuple(run.changes()))
    shown = msgspec.json.encode(told) + b"\n" if as_json else as_text(told).encode()
    write_out(sys.stdout.buffer, shown)
