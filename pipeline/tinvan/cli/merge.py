"""`tinvan merge`: facts that state the same, and what contradicts what."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tinvan.cli.options import counted, indices_option, quiet_option, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tinvan.merge.records import Conflict


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--out",
    "-o",
    type=click.Path(path_type=Path),
    metavar="DIR2",
    help="The folder to write to; DIR itself by default.",
)
@indices_option
@click.option("--show", is_flag=True, help="Print the conflicts with their evidence.")
@quiet_option
def merge(folder: Path, out: Path | None, indices: Path | None, show: bool, quiet: bool) -> None:
    """Put the facts of a run side by side: which state the same, which contradict each other.

    DIR is a folder that “tinvan extract” wrote. Facts are one where they are of one type, subject,
    index or measure, scope and time, however these are spelled; articles that copy one text count
    as one source. A conflict is two values of one thing at one time, parts that do not make their
    total, two holders of one post, or a body named after its end.

    \b
    Written to DIR:
      merged.jsonl     each fact once, with all its sources
      conflicts.jsonl  what contradicts what, with the sentences that state it

    \b
    Examples:
      tinvan merge outputs
      tinvan merge outputs --show
      tinvan merge outputs --indices my-indices.toml --out merged/
      tinvan merge outputs -q && jq 'select(.texts > 2)' outputs/merged.jsonl

    \b
    Exit codes: 0 merged, conflicts or none; 1 something could not be read or written; 2 wrong
    usage.
    """
    from tinvan.merge.indices import load_indices
    from tinvan.merge.writing import merge as merge_run
    from tinvan.output.stored import StoredRun

    place = out or folder
    found = merge_run(StoredRun(folder), place, load_indices(indices))
    if show:
        from tinvan.merge.writing import read_conflicts

        for conflict in read_conflicts(place):
            click.echo("\n".join(_told(conflict)))
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(found.conflicts.items()))
    conflicts = counted(found.conflicts.total(), "conflict") + (f" ({kinds})" if kinds else "")
    say(
        f"{counted(found.facts, 'fact')}, {found.merged} once merged, {found.shared} of them in "
        f"several texts; {conflicts}\nlook in {place}: merged.jsonl, conflicts.jsonl",
        quiet=quiet,
    )


def _told(conflict: Conflict) -> Iterator[str]:
    """Yield the lines that show a conflict."""
    yield f"{conflict.kind}: {conflict.about}\n  {conflict.explanation}"
    for side in conflict.sides:
        source = side.sources[0]
        more = len(side.sources) - 1
        yield f"  {side.says}  {source.doc_id}, {source.published or 'no day'}" + (
            f", and {counted(more, 'source')} more" if more else ""
        )
        yield f"      {' '.join(source.evidence.text.split())}"
