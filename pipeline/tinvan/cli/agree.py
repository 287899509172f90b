"""`tinvan agree`: how far two annotators agree."""

from __future__ import annotations

from pathlib import Path

import click

from tinvan.cli.batch import reckoning_once
from tinvan.cli.options import quiet_option, say


@click.command()
@click.argument("first", metavar="A", type=click.Path(path_type=Path))
@click.argument("second", metavar="B", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@quiet_option
@reckoning_once()
def agree(first: Path, second: Path, as_json: bool, quiet: bool) -> None:
    """Compare two annotators' facts of the same articles.

    A and B are files of facts, or folders with a gold.jsonl. Articles that only one of them has
    do not count. Printed are F1 with each taken for gold in turn; for each slot of the facts that
    both have the share of equal answers and, where few values are possible, Cohen's kappa; and
    every disagreement.

    \b
    Examples:
      tinvan agree lan.jsonl minh.jsonl
      tinvan agree lan.jsonl minh.jsonl --json | jq .slots.percentage.modality

    \b
    Exit codes: 0 compared, whatever the figures; 1 something could not be read, or the files share
    no article; 2 wrong usage.
    """
    import msgspec

    from tinvan.errors import InputError
    from tinvan.score.agreement import agree as compared
    from tinvan.score.files import read_gold
    from tinvan.score.overlap import ids_of, overlap_warnings
    from tinvan.score.text import agreement_as_text, as_json_text

    one, other = read_gold(first).facts, read_gold(second).facts
    ours, theirs = ids_of(one), ids_of(other)
    warnings = [
        *overlap_warnings(ours, theirs, (str(first), str(second))),
        *overlap_warnings(theirs, ours, (str(second), str(first))),
    ]
    if not ours & theirs:
        raise InputError(next(iter(warnings), f"{first} has no facts"))
    for warning in warnings:
        say(f"warning: {warning}", quiet=quiet)
    agreement, found = compared(one, other)
    if as_json:
        plain = msgspec.to_builtins(agreement)
        click.echo(as_json_text({**plain, "disagreements": [d.to_dict() for d in found]}))
    else:
        click.echo(agreement_as_text(agreement, found))
