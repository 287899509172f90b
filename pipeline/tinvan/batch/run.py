"""A batch: articles through guarded children into shards, or into a stream."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby

from tinvan.batch.child import Reply, Work
from tinvan.batch.folder import BatchFolder
from tinvan.batch.pool import Lot, lots_in, lots_of, read_in_order, rows_of
from tinvan.batch.progress import Progress
from tinvan.batch.rows import Counted, read_row
from tinvan.batch.shards import Shard, cut, write_shard
from tinvan.output.sinks import Sink
from tinvan.read.links import Item

Answered = tuple[Lot, Sequence[Reply]]


class Batch:
    """Reads articles in child processes.

    Args:
        items: The articles in order, and what could not be read.
        work: How children read them.
        workers: How many children there are.
        progress: Told how far it is.

    Attributes:
        seconds: Seconds by stage, of all children together.
    """

    def __init__(self, items: Iterable[Item], work: Work, workers: int, progress: Progress) -> None:
        self._items, self._work, self._workers = items, work, workers
        self._progress = progress
        self._shards = self._articles = 0
        self.seconds: Counter[str] = Counter()

    def write_shards(self, folder: BatchFolder) -> None:
        """Write the shards that are not in a folder yet.

        Raises:
            BatchError: If the folder has shards of other articles.
            OSError: If it cannot be written to.
            TinvanError: If no child can be started, or the inputs are none.
        """
        lots = lots_of(self._missing(folder))
        with closing(read_in_order(lots, self._work, self._workers)) as answered:
            for name, of_shard in groupby(answered, key=lambda one: one[0].shard):
                counted = Counted()
                write_shard(folder.path, name, self._rows(of_shard, counted))
                folder.manifest.add(name, counted.tally())
        folder.finish(self._articles, self._shards)

    def into_stream(self, sink: Sink) -> Counted:
        """Write facts as they are found, in the order of the articles."""
        with closing(read_in_order(lots_in(self._items), self._work, self._workers)) as answered:
            for line in self._rows(answered, Counted()):
                read_row(line).write_to(sink)
        return self._progress.counted

    def _missing(self, folder: BatchFolder) -> Iterator[Shard]:
        """Yield the shards that are not there."""
        fingerprint, first = folder.plan.configuration.fingerprint, folder.part.first
        for shard in cut(self._items, fingerprint, first=first, known=folder.known):
            kept = folder.has(shard.number, shard.name)
            self._shards += 1
            self._articles += len(shard.articles.items)
            self._progress.feed(len(shard.articles.items), kept=kept)
            if not kept:
                yield shard

    def _rows(self, answered: Iterable[Answered], counted: Counted) -> Iterator[bytes]:
        """Yield the rows of articles, and count them."""
        for lot, replies in answered:
            of_lot = Counted()
            yield from rows_of(lot, replies, of_lot, self.seconds)
            for total in (counted, self._progress.counted):
                total.add_tally(of_lot.tally())
            self._progress.step()
