"""The folder of a batch: its shards, and by what they were made."""

import contextlib
import fcntl
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec
from msgspec.structs import replace

from tinvan.batch.fingerprint import Configuration
from tinvan.batch.manifest import Manifest
from tinvan.batch.merge import Merged, merge
from tinvan.batch.shards import read_shard, remove_unfinished, shard_names, write_whole
from tinvan.copies import CopyFinder
from tinvan.errors import OutputError, TinvanError
from tinvan.output.records import Tally
from tinvan.output.sinks import Sink

Mode = Literal["new", "resume", "append"]
SHARDS = "shards"
_PLAN, _LOCK = "batch.json", "lock"


class BatchError(TinvanError):
    """A batch that cannot go on as it was asked to."""


class Part(msgspec.Struct):
    """What one command added to a batch.

    Attributes:
        first: The number of its first shard.
        articles: How many articles it had; null until all of them are read.
    """

    first: int
    articles: int | None = None


class Plan(msgspec.Struct):
    """What a folder knows of its batch.

    Attributes:
        schema: Name and version of this form.
        configuration: By what its shards were made.
        parts: What each command added.
    """

    configuration: Configuration
    parts: list[Part]
    schema: Literal["tinvan-batch/1"] = "tinvan-batch/1"

    @property
    def complete(self) -> bool:
        """Whether all articles were read."""
        return self.parts[-1].articles is not None


class BatchFolder:
    """The folder of a batch that is being written.

    Args:
        folder: What --out names.
        plan: What it knows of its batch.
    """

    def __init__(self, folder: Path, plan: Plan) -> None:
        self.path = folder / SHARDS
        self.plan = plan
        self.manifest = Manifest(self.path)
        self.part = plan.parts[-1]
        self.known: set[str] = set()  # keys of the articles of earlier parts
        self._names = shard_names(self.path)
        for number, name in self._names.items():
            if number < self.part.first:
                self.known.update(row.key for row in read_shard(self.path / name))

    def has(self, number: int, name: str) -> bool:
        """Tell whether a shard is there.

        Raises:
            BatchError: If another one is in its place: the inputs are others than before.
        """
        found = self._names.get(number)
        if found is not None and found != name:
            raise BatchError(
                f"{self.path}: shard {number} was made from other articles: the inputs have "
                "changed. Give --append to read what is new in them, or name another folder with "
                "--out"
            )
        return found is not None

    def complete(
        self, write: Callable[["BatchFolder"], None], sink: Sink | None, finder: CopyFinder | None
    ) -> Tally:
        """Write the shards that are missing, and merge all of them.

        Args:
            write: Writes the shards that are not there yet.
            sink: Where they are merged to; it is not closed. None to leave them.
            finder: Tells which articles copy others; None not to look for copies.

        Raises:
            OutputError: If the folder cannot be written to, or a shard is damaged.
            TinvanError: What `write` raises.
        """
        merged = Merged(None, 0)
        try:
            write(self)
            self.manifest.save()
            if sink:
                merged = merge(self.path, sink, finder)
        except OSError as error:
            raise unwritable(self.path, error) from error
        tally = self.manifest.total().tally(merged.copies)
        return replace(tally, warned=tally.warned + merged.warned)

    def finish(self, articles: int, shards: int) -> None:
        """Note that all articles are read.

        Args:
            articles: How many there were.
            shards: How many shards they gave.

        Raises:
            BatchError: If there are shards of other articles.
        """
        names = shard_names(self.path)
        expected = set(range(self.part.first, self.part.first + shards))
        found = {number for number in names if number >= self.part.first}
        if found != expected:
            raise BatchError(
                f"{self.path}: it has {len(found)} shards where these inputs give {shards}: the "
                "inputs have changed. Give the same inputs, or name another folder with --out"
            )
        self.part.articles = articles
        _save(self.path, self.plan)


@contextlib.contextmanager
def open_batch(folder: Path, configuration: Configuration, mode: Mode) -> Iterator[BatchFolder]:
    """Open the folder of a batch to write to; nobody else may meanwhile.

    Args:
        folder: What --out names; it is made if it is not there.
        configuration: By what the shards are to be made.
        mode: Whether a batch that is there is an error, is gone on with, or is added to.

    Raises:
        BatchError: If the batch that is there is not to be gone on with so, or is being written.
        OutputError: If the folder cannot be written to.
    """
    path = folder / SHARDS
    with contextlib.ExitStack() as stack:
        try:
            path.mkdir(parents=True, exist_ok=True)
            _lock(stack.enter_context((path / _LOCK).open("ab")), path)
            remove_unfinished(path)
            plan = _planned(path, configuration, mode)
            _save(path, plan)
        except OSError as error:
            raise unwritable(path, error) from error
        yield BatchFolder(folder, plan)


def unwritable(path: Path, error: OSError) -> OutputError:
    """Return the error that shards cannot be written."""
    return OutputError(f"{path}: cannot be written ({error.strerror or error}). {remedy_at(path)}")


def remedy_at(path: Path) -> str:
    """Return what to do where shards, or what is made of them, cannot be written.

    Args:
        path: Where the shards are.
    """
    with contextlib.suppress(OSError):
        if shard_names(path):
            return (
                f"What was read is kept in {path}: make room, and give --resume to go on, or name "
                "another folder with --out"
            )
    return "Make room, or name another folder with --out"


def refuse_batch(folder: Path) -> None:
    """Refuse to write what is no batch where there is one.

    Raises:
        BatchError: If there is one.
    """
    path = folder / SHARDS
    if path.is_dir() and shard_names(path):
        raise _in_the_way(path)


def load_plan(folder: Path) -> Plan | None:
    """Return what a folder knows of its batch, None if it has none.

    Raises:
        BatchError: If that cannot be read.
    """
    path = folder / SHARDS / _PLAN
    try:
        return msgspec.json.decode(path.read_bytes(), type=Plan)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise BatchError(
            f"{path}: cannot be read ({error}). Name another folder with --out"
        ) from None


def is_being_written(folder: Path) -> bool:
    """Tell whether a command is writing to a batch."""
    try:
        with (folder / SHARDS / _LOCK).open("rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def _lock(file: BinaryIO, path: Path) -> None:
    """Keep others from writing to a batch as long as a file of it is open.

    Raises:
        BatchError: If somebody else does.
    """
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise BatchError(
            f"{path}: another command is writing there. Wait for it, or name another folder "
            "with --out"
        ) from None


def _planned(path: Path, configuration: Configuration, mode: Mode) -> Plan:
    """Return the plan of a batch with the part that is to be written."""
    plan = load_plan(path.parent)
    if plan is None or not shard_names(path):
        return Plan(configuration=configuration, parts=[Part(0)])
    if mode == "new":
        raise _in_the_way(path)
    if different := plan.configuration.differences(configuration):
        raise BatchError(
            f"{path}: its shards were made with other settings: {', '.join(different)}. "
            "Set that as it was, or name another folder with --out"
        )
    if mode == "append":
        behind = max(shard_names(path), default=-1) + 1
        plan.parts.append(Part(behind))
    return plan


def _save(path: Path, plan: Plan) -> None:
    """Write down what a folder knows of its batch."""
    write_whole(path / _PLAN, msgspec.json.format(msgspec.json.encode(plan), indent=2) + b"\n")


def _in_the_way(path: Path) -> BatchError:
    """Return the error that a batch is there already."""
    return BatchError(
        f"{path}: there is a batch already. Give --resume to go on with it, --append to read what "
        f"is new in the inputs, remove {path} to begin anew, or name another folder with --out"
    )
