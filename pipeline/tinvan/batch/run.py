"""A batch: articles through guarded children into shards, or into a stream."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby

from tinvan.batch.child import Reply, Work
from tinvan.batch.folder import BatchFolder, unwritable
from tinvan.batch.merge import merge
from tinvan.batch.pool import Lot, lots_in, lots_of, read_in_order
from tinvan.batch.progress import Progress
from tinvan.batch.rows import Counted, Item, read_row, with_key
from tinvan.batch.shards import Shard, cut, write_shard
from tinvan.copies import CopyFinder
from tinvan.output.records import Tally
from tinvan.output.sinks import Sink

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

    def into_folder(
        self, folder: BatchFolder, sink: Sink | None, finder: CopyFinder | None
    ) -> Tally:
        """Write the shards that are not in a folder yet, and merge all of them.

        Args:
            folder: Where the shards are.
            sink: Where they are merged to; it is not closed. None to leave them.
            finder: Tells which articles copy others; None not to look for copies.

        Raises:
            BatchError: If the folder has shards of other articles.
            OutputError: If it cannot be written to.
            TinvanError: If no child can be started, or the inputs are none.
        """
        try:
            self._write_shards(folder)
            folder.manifest.save()
            copies = merge(folder.path, sink, finder) if sink else None
        except OSError as error:
            raise unwritable(folder.path, error) from error
        return folder.manifest.total().tally(copies)

    def _write_shards(self, folder: BatchFolder) -> None:
        """Write the shards that are not in a folder yet."""
        lots = lots_of(self._missing(folder))
        with closing(read_in_order(lots, self._work, self._workers)) as answered:
            for name, of_shard in groupby(answered, key=lambda one: one[0].shard):
                self.process_shard(folder, name, of_shard)
        folder.finish(self._articles, self._shards)

    def process_shard(self, folder: BatchFolder, name: str, answered: Iterable[Answered]) -> None:
        """Write a shard from what children made of its articles."""
        counted = Counted()
        write_shard(folder.path, name, self._rows(answered, counted))
        folder.manifest.add(name, counted.tally())

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
            for key, reply in zip(lot.articles.keys, replies, strict=True):
                line = with_key(reply.row, key)
                of_lot.add(read_row(line))
                self.seconds.update(reply.seconds)
                yield line
            for total in (counted, self._progress.counted):
                total.add_tally(of_lot.tally())
            self._progress.step()
