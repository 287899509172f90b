"""How far a batch is, told to who watches."""

import contextlib
import datetime as dt
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tinvan.batch.rows import Counted
from tinvan.batch.shards import shard_names
from tinvan.read.folders import find_files
from tinvan.read.inputs import STDIN, Inputs
from tinvan.read.links import Link
from tinvan.read.remote import is_remote


class Progress:
    """Tells how far a batch is: articles, rate, time to go, rejects by reason.

    Args:
        inputs: What is read.
        paths: Where that is, to measure it beforehand; in a thread of its own, as a folder may
            have millions of files.
        tell: Called with a line now and then.
        every: Seconds between the lines.
        clock: Returns seconds.
    """

    def __init__(
        self,
        inputs: Inputs,
        paths: Sequence[str],
        tell: Callable[[str], None],
        every: float,
        clock: Callable[[], float],
    ) -> None:
        self.counted = Counted()
        self._inputs, self._tell, self._every, self._clock = inputs, tell, every, clock
        self._began = self._told = clock()
        self._fed = self._kept = 0
        self._size: int | None = None
        threading.Thread(target=self._measure, args=(paths,), daemon=True).start()

    def feed(self, articles: int, *, kept: bool) -> None:
        """Note that articles were taken from the inputs.

        Args:
            articles: How many.
            kept: Whether they are in a shard that is there already.
        """
        self._fed += articles
        self._kept += articles if kept else 0

    def step(self) -> None:
        """Tell how far it is, if it is time."""
        if self._clock() - self._told >= self._every:
            self._told = self._clock()
            self._tell(self.line())

    def end(self) -> None:
        """Tell a last time, if something was told before."""
        if self._told > self._began:
            self._tell(self.line())

    def line(self) -> str:
        """Return how far it is."""
        counted, seconds = self.counted, self._clock() - self._began
        done = self._kept + counted.rows
        rate = counted.rows / seconds if seconds else 0.0
        parts = [f"{done:,} articles", f"{rate:.1f}/s"]
        if self._size and self._inputs.consumed and rate:
            share = min(1.0, self._inputs.consumed / self._size)
            all_of_them = max(done, self._fed / share)
            left = dt.timedelta(seconds=round((all_of_them - done) / rate))
            parts += [f"{done / all_of_them:.0%}", f"{left} to go"]
        if counted.rejects:
            reasons = ", ".join(
                f"{name} {count}" for name, count in sorted(counted.rejects.items())
            )
            parts.append(f"rejected: {reasons}")
        return ", ".join(parts)

    def _measure(self, paths: Sequence[str]) -> None:
        """Find out how many bytes the files have; not where they are no files of this machine."""
        if any(path == STDIN or is_remote(path) for path in paths):
            return
        found = (file for path in paths for file in find_files(path, lambda _: None))
        files = (Path(file.path) for file in found if not isinstance(file, Link))
        try:
            self._size = sum(file.stat().st_size for file in files)
        except OSError:
            return


@contextlib.contextmanager
def watching_shards(
    folder: Path, shards: int, tell: Callable[[str], None], every: float
) -> Iterator[None]:
    """Tell meanwhile how many shards of a folder are there, whoever makes them.

    Args:
        folder: Where they are.
        shards: How many there will be.
        tell: Called with a line now and then.
        every: Seconds between the lines; without end to say nothing.
    """
    before, began = len(shard_names(folder)), time.perf_counter()
    over = threading.Event()

    def watch() -> None:
        while not over.wait(every):
            try:
                there = len(shard_names(folder))
            except OSError:  # of a folder that machines share: it may be there again next time
                continue
            line = f"{there:,} of {shards:,} shards, {there / shards:.0%}"
            if made := there - before:
                seconds = (time.perf_counter() - began) / made * max(0, shards - there)
                line += f", {dt.timedelta(seconds=round(seconds))} to go"
            tell(line)

    watcher = threading.Thread(target=watch, daemon=True)
    if every < threading.TIMEOUT_MAX:
        watcher.start()
    try:
        yield
    finally:
        over.set()
        if watcher.ident is not None:
            watcher.join()
