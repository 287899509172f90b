"""What is in each shard, as far as it was counted: a cache that the shards themselves rebuild."""

import contextlib
from pathlib import Path

import msgspec

from tinvan.batch.rows import Counted
from tinvan.batch.shards import read_shard, shard_names, write_whole
from tinvan.output.records import Tally

_NAME = "manifest.jsonl"


class Entry(msgspec.Struct):
    """A shard.

    Attributes:
        name: Its file.
        counts: What is in it.
    """

    name: str
    counts: Tally


class Manifest:
    """The counts of the shards of a folder.

    Args:
        folder: Where the shards are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / _NAME
        self._counts: dict[str, Tally] = {}
        with contextlib.suppress(OSError):
            for line in self._path.read_bytes().splitlines():
                with contextlib.suppress(msgspec.DecodeError):  # cut as the machine went down
                    entry = msgspec.json.decode(line, type=Entry)
                    self._counts[entry.name] = entry.counts

    def add(self, name: str, counts: Tally) -> None:
        """Note what is in a shard that was just written."""
        self._counts[name] = counts
        with self._path.open("ab") as file:
            file.write(_line(name, counts))

    def of(self, name: str) -> Tally:
        """Return what is in a shard; it is read if that is not noted."""
        if name not in self._counts:
            counted = Counted()
            for row in read_shard(self._folder / name):
                counted.add(row)
            self._counts[name] = counted.tally()
        return self._counts[name]

    def total(self) -> Counted:
        """Return what is in all shards that are there."""
        total = Counted()
        for name in shard_names(self._folder).values():
            total.add_tally(self.of(name))
        return total

    def save(self) -> None:
        """Write it anew: of the shards that are there, each once."""
        names = shard_names(self._folder).values()
        write_whole(self._path, b"".join(_line(name, self.of(name)) for name in names))


def _line(name: str, counts: Tally) -> bytes:
    """Return the line of a shard."""
    return msgspec.json.encode(Entry(name, counts)) + b"\n"
