"""Shards: runs of articles that are read as one, each into a file that is whole or not there."""

import contextlib
import hashlib
import os
import re
import secrets
import sys
from collections.abc import Container, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import zstandard

from tinvan.batch.rows import Row, key_of, read_row
from tinvan.document import Source
from tinvan.errors import OutputError
from tinvan.read.links import Item
from tinvan.read.streams import BrokenStreamError, open_chunks, split_lines

SUFFIX = ".jsonl.zst"
_NAME = re.compile(r"(\d{8})-[0-9a-f]{32}\.jsonl\.zst")
_UNFINISHED = ".unfinished"
ITEMS, SIZE = 1_000, 32_000_000  # articles, and characters of them, from which a shard is full
_OVERHEAD = 500  # what an article takes beside its characters


class Articles(NamedTuple):
    """Some articles in order.

    Attributes:
        items: The articles, and what could not be read.
        keys: Their keys.
        size: About how many characters they hold.
    """

    items: list[Item]
    keys: list[str]
    size: int


class Shard(NamedTuple):
    """A run of articles.

    Attributes:
        number: Its place among the shards of its folder, from 0.
        name: Its file, told by its articles and by how they are read.
        articles: What it holds.
    """

    number: int
    name: str
    articles: Articles


def cut(
    items: Iterable[Item], fingerprint: str, *, first: int = 0, known: Container[str] = ()
) -> Iterator[Shard]:
    """Cut articles into shards, the same however often it is done.

    Args:
        items: The articles in order.
        fingerprint: Tells how they are read.
        first: The number of the first shard.
        known: The keys of articles that are left out.
    """
    keyed = ((item, key_of(item)) for item in items)
    new = ((item, key) for item, key in keyed if key not in known)
    for number, articles in enumerate(parted(new, ITEMS, SIZE), start=first):
        identity = "\n".join([fingerprint, *articles.keys]).encode()
        yield Shard(number, name_of(number, identity), articles)


def name_of(number: int, identity: bytes) -> str:
    """Return the name of a shard, told by its place, by what is in it, and by how that is read."""
    return f"{number:08d}-{hashlib.blake2b(identity, digest_size=16).hexdigest()}{SUFFIX}"


def parted(
    keyed: Iterable[tuple[Item, str]], most_items: int, most_size: int
) -> Iterator[Articles]:
    """Part articles in order: a part is full as it reaches a number of them, or of characters."""
    items: list[Item] = []
    keys: list[str] = []
    size = 0
    for item, key in keyed:
        items.append(item)
        keys.append(key)
        size += _OVERHEAD + (len(item.content) if isinstance(item, Source) else 0)
        if len(items) == most_items or size >= most_size:
            yield Articles(items, keys, size)
            items, keys, size = [], [], 0
    if items:
        yield Articles(items, keys, size)


def shard_names(folder: Path) -> dict[int, str]:
    """Return the names of the whole shards of a folder, by number, in order."""
    found = (_NAME.fullmatch(entry.name) for entry in os.scandir(folder))
    return dict(sorted((int(match[1]), match[0]) for match in found if match))


def write_shard(folder: Path, name: str, rows: Iterable[bytes]) -> None:
    """Write a shard; it has its name when it is whole and on the disk, and not before.

    Where several processes write it, as one was taken for dead, it is whole at any time.

    Args:
        folder: Where it goes.
        name: Its name.
        rows: Its lines, without line ends; taken as they come.

    Raises:
        OSError: If it cannot be written; nothing is left of it then.
    """
    unfinished = folder / f"{name}.{secrets.token_hex(4)}{_UNFINISHED}"
    try:
        with unfinished.open("wb") as file:
            compressor = zstandard.ZstdCompressor(level=9, write_checksum=True)
            with compressor.stream_writer(file, closefd=False) as stream:
                for row in rows:
                    stream.write(row + b"\n")
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(folder / name)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise
    sync_folder(folder)


def read_shard(path: Path) -> Iterator[Row]:
    """Yield the rows of a shard.

    Raises:
        OutputError: If it is damaged.
    """
    problems: list[str] = []
    try:
        with path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                problems.append("nothing is in it")
            for line in split_lines(open_chunks(file, problems.append), sys.maxsize):
                row = read_row(line.data or b"")
                if not row.key:
                    problems.append(f"line {line.number} is no row")
                    break
                yield row
    except (OSError, BrokenStreamError, msgspec.DecodeError) as error:
        problems.append(str(error))
    if problems:
        raise OutputError(
            f"{path}: this shard is damaged ({'; '.join(problems)}). "
            "Remove it, and the same command with --resume makes it anew"
        )


def remove_unfinished(folder: Path) -> None:
    """Remove what a run left that was killed as it wrote."""
    for path in folder.glob("*" + _UNFINISHED):
        path.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that is whole or as it was before."""
    unfinished = path.with_name(path.name + _UNFINISHED)
    with unfinished.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the names in a folder outlive the machine's sudden end."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
