"""`tinvan status`: how far a batch is."""

from __future__ import annotations

from pathlib import Path

import click

from tinvan.cli.options import counted


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def status(folder: Path) -> None:
    """Tell how far the batch in DIR is, what it found, and how to go on.

    DIR is what --out named. Its shards are counted, whether a command is writing to them or not.

    \b
    Examples:
      tinvan status facts
    """
    from tinvan.batch.folder import SHARDS, BatchError, is_being_written, load_plan
    from tinvan.batch.manifest import Manifest
    from tinvan.batch.shards import shard_names

    plan = load_plan(folder)
    if plan is None:
        raise BatchError(f"{folder}: there is no batch in it. Name the folder given with --out")
    shards = shard_names(folder / SHARDS)
    total = Manifest(folder / SHARDS).total()
    found = f"{counted(total.documents, 'article')}, {counted(total.facts.total(), 'fact')}"
    click.echo(f"{counted(len(shards), 'shard')}: {found}")
    if total.rejects:
        reasons = ", ".join(f"{name} {count}" for name, count in sorted(total.rejects.items()))
        click.echo(f"rejected: {reasons}")
    if is_being_written(folder):
        click.echo("being written")
    elif plan.complete:
        click.echo("complete: give --append to add to it")
    else:
        click.echo("stopped: give --resume to go on")
