"""The inputs of a run, opened again as it opened them."""

from collections.abc import Sequence
from pathlib import Path

from tinvan.errors import InputError
from tinvan.limits import MAX_BYTES
from tinvan.output.records import RunRecord
from tinvan.read.inputs import STDIN, Inputs
from tinvan.read.sidecar import load_sidecar


def inputs_again(run: RunRecord) -> Inputs:
    """Return the inputs of a run, with its options.

    Args:
        run: Its account.

    Raises:
        InputError: If it read standard input alone, or an input is no longer there.
    """
    paths: Sequence[str] = [path for path in run.inputs if path != STDIN]
    if not paths:
        raise InputError("the run read standard input")
    options = run.options
    columns = str(options.get("column") or "")
    meta = options.get("meta")
    return Inputs(
        paths,
        format=options.get("format") or None,  # type: ignore[arg-type]  # as it was given
        sidecar=load_sidecar(Path(str(meta))) if meta else None,
        published=str(options["published"]) if options.get("published") else None,
        columns=dict(pair.split("=", 1) for pair in columns.split(",") if "=" in pair),
        max_bytes=int(options.get("max_bytes") or MAX_BYTES),
    )
