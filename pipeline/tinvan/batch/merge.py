"""The shards of a batch, merged into the files of any other run."""

from pathlib import Path
from typing import NamedTuple

from tinvan.batch.rows import Row, head_of, with_warning
from tinvan.batch.shards import read_shard, shard_names
from tinvan.copies import CopyFinder, Signature
from tinvan.output.sinks import Sink
from tinvan.read.repeated import REPEATED, RepeatedIds


class Merged(NamedTuple):
    """What only the shards together tell.

    Attributes:
        copies: Articles that copy an earlier one; None if that was not looked for.
        warned: Articles that have no warning but that their id came before.
    """

    copies: int | None
    warned: int


def merge(folder: Path, sink: Sink, finder: CopyFinder | None) -> Merged:
    """Write what is in shards, in their order, as if one process had written it.

    Args:
        folder: Where the shards are.
        sink: Where the records go. It is not closed.
        finder: Tells which articles copy others; None not to look for copies.

    Raises:
        OutputError: If a shard is damaged.
    """
    repeated, warned = RepeatedIds(), 0
    for name in shard_names(folder).values():
        for row in read_shard(folder / name):
            if row.reject:
                _note_rejected(row, repeated)
                row.write_to(sink)
                continue
            head = head_of(row)
            if repeated.add(head.doc_id):
                warned += not head.warnings
                row = with_warning(row, REPEATED)
            row.write_to(sink)
            if finder is not None:
                finder.add(head.doc_id, head.published, Signature(row.signature or b""))
    if finder is None:
        return Merged(None, warned)
    copies = finder.find()
    if copies:
        sink.mark(copies)
    return Merged(len(copies), warned)


def _note_rejected(row: Row, repeated: RepeatedIds) -> None:
    """Note the id of an article that was rejected: the next one with it is told of that, too."""
    if row.reject and row.warned is not None:
        repeated.add(row.reject.doc_id)
