"""Making one shard from its paths and ranges, on whatever machine."""

import functools
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tinvan.batch.fingerprint import Configuration, configuration
from tinvan.batch.folder import BatchError
from tinvan.batch.pool import lots_in, read_in_order, rows_of
from tinvan.batch.rows import Counted
from tinvan.batch.shards import write_shard
from tinvan.batch.specs import Spec
from tinvan.output.records import Tally
from tinvan.read.inputs import Inputs
from tinvan.read.pieces import Piece


class Made(msgspec.Struct):
    """What became of a shard.

    Attributes:
        name: Its file.
        counts: What is in it; null if it was there before.
        notices: What was left out of its inputs without costing an article.
        seconds: Seconds by stage.
    """

    name: str
    counts: Tally | None = None
    notices: list[str] = []
    seconds: dict[str, float] = {}


def process_shard(spec: Spec) -> Made:
    """Read the articles of a shard behind a guard, and write it; nothing if it is there.

    It may be done twice, at once too, and killed: the shard is there whole, or not at all.

    Raises:
        BatchError: If this machine has another tinvan, or other inputs, than who planned it.
        OSError: If the shard cannot be written.
        TinvanError: If no child can be started.
    """
    job = spec.job
    if (job.folder / spec.name).exists():
        return Made(spec.name)
    _check_code(job.configuration)
    _check_places(spec)
    inputs, counted, seconds = job.open(), Counted(), Counter[str]()
    write_shard(job.folder, spec.name, _rows(spec, inputs, counted, seconds))
    return Made(spec.name, counted.tally(), inputs.notices, dict(seconds))


def _rows(spec: Spec, inputs: Inputs, counted: Counted, seconds: Counter[str]) -> Iterator[bytes]:
    """Yield the rows of a shard, and count them."""
    lots = lots_in(inputs.read(spec.pieces))
    with closing(read_in_order(lots, spec.job.work, workers=1)) as answered:
        for lot, replies in answered:
            yield from rows_of(lot, replies, counted, seconds)


@functools.cache
def _here() -> Configuration:
    """Return what this machine has."""
    return configuration({})


def _check_code(wanted: Configuration) -> None:
    """Check that this machine has the tinvan that the shards are named after.

    Raises:
        BatchError: If not.
    """
    if different := _here().differences(replace(wanted, options={})):
        raise BatchError(
            f"this machine has another tinvan than the one that began: {', '.join(different)}. "
            "Give all machines the same environment"
        )


def _check_places(spec: Spec) -> None:
    """Check that inputs and folder are here, as they were for who planned the shard.

    Raises:
        BatchError: If not.
    """
    if not spec.job.folder.is_dir():
        raise _not_here(spec.job.folder, "No such folder")
    for piece in spec.pieces:
        if isinstance(piece, Piece) and (changed := piece.changed):
            raise _not_here(piece.path, changed)


def _not_here(path: str | Path, why: str) -> BatchError:
    """Return the error that a file or folder is not as it was."""
    return BatchError(
        f"{path}: not as the one that began saw it ({why}). Inputs and --out must stand at the "
        "same place on all machines, and must not change"
    )
