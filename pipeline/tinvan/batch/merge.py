"""The shards of a batch, merged into the files of any other run."""

from pathlib import Path

from tinvan.batch.rows import head_of
from tinvan.batch.shards import read_shard, shard_names
from tinvan.copies import CopyFinder, Signature
from tinvan.output.sinks import Sink


def merge(folder: Path, sink: Sink, finder: CopyFinder | None) -> int | None:
    """Write what is in shards, in their order, as if one process had written it.

    Args:
        folder: Where the shards are.
        sink: Where the records go. It is not closed.
        finder: Tells which articles copy others; None not to look for copies.

    Returns:
        How many do, None if that was not looked for.

    Raises:
        OutputError: If a shard is damaged.
    """
    for name in shard_names(folder).values():
        for row in read_shard(folder / name):
            row.write_to(sink)
            if finder is not None and not row.reject:
                head = head_of(row)
                finder.add(head.doc_id, head.published, Signature(row.signature or b""))
    if finder is None:
        return None
    copies = finder.find()
    if copies:
        sink.mark(copies)
    return len(copies)
