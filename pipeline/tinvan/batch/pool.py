"""Many guards at once, whose replies come in the order of the articles."""

from collections import Counter, deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from queue import SimpleQueue
from typing import NamedTuple

from tinvan.batch.child import Reply, Work
from tinvan.batch.guard import Guard
from tinvan.batch.rows import Counted, key_of, read_row, with_origin
from tinvan.batch.shards import Articles, Shard, parted
from tinvan.read.links import Item

_ITEMS, _SIZE = 16, 500_000  # articles, and characters of them, from which a lot is full
_AHEAD = 32  # lots a worker for which the others do not wait, while one article takes its time
_AHEAD_SIZE = 64_000_000  # characters of articles that are held in memory at most, and one lot


class Lot(NamedTuple):
    """Some articles that go to a child together.

    Attributes:
        shard: The name of the shard that they are part of, "" where nobody asks.
        articles: The articles.
    """

    shard: str
    articles: Articles


def lots_of(shards: Iterable[Shard]) -> Iterator[Lot]:
    """Part shards into lots, in order."""
    for shard in shards:
        keyed = zip(shard.articles.items, shard.articles.keys, strict=True)
        for articles in parted(keyed, _ITEMS, _SIZE):
            yield Lot(shard.name, articles)


def lots_in(items: Iterable[Item]) -> Iterator[Lot]:
    """Part articles into lots, in order."""
    keyed = ((item, key_of(item)) for item in items)
    return (Lot("", articles) for articles in parted(keyed, _ITEMS, _SIZE))


def rows_of(
    lot: Lot, replies: Sequence[Reply], counted: Counted, seconds: Counter[str]
) -> Iterator[bytes]:
    """Yield the rows of a lot.

    Args:
        lot: The articles.
        replies: What became of them.
        counted: They are added to it.
        seconds: Theirs, by stage, are added to it.
    """
    articles = lot.articles
    for item, key, reply in zip(articles.items, articles.keys, replies, strict=True):
        line = with_origin(reply.row, item, key)
        counted.add(read_row(line))
        seconds.update(reply.seconds)
        yield line


def read_in_order(
    lots: Iterable[Lot], work: Work, workers: int
) -> Generator[tuple[Lot, Sequence[Reply]], None, None]:
    """Yield lots with their replies, in their order.

    Lots are taken from the inputs as room is made for them: memory holds a bounded number, however
    many come.

    Args:
        lots: What to read.
        work: How.
        workers: How many child processes read.
    """
    guards = [Guard(work) for _ in range(workers)]
    free: SimpleQueue[Guard] = SimpleQueue()
    for guard in guards:
        free.put(guard)

    def read(lot: Lot) -> Sequence[Reply]:
        guard = free.get()
        try:
            return guard.read(lot.articles.items)
        finally:
            free.put(guard)

    threads = ThreadPoolExecutor(workers)
    try:
        waiting: deque[tuple[Lot, Future[Sequence[Reply]]]] = deque()
        size = 0
        for lot in lots:
            waiting.append((lot, threads.submit(read, lot)))
            size += lot.articles.size
            while waiting and (
                waiting[0][1].done() or len(waiting) > _AHEAD * workers or size > _AHEAD_SIZE
            ):
                first, replies = waiting.popleft()
                size -= first.articles.size
                yield first, replies.result()
        while waiting:
            first, replies = waiting.popleft()
            yield first, replies.result()
    finally:
        for guard in guards:
            guard.close()
        threads.shutdown(cancel_futures=True)
