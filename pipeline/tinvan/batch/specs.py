"""Shards by what they are made of: paths and ranges, not articles."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec.structs import replace

from tinvan.batch import shards
from tinvan.batch.child import Work
from tinvan.batch.fingerprint import Configuration
from tinvan.read.inputs import Inputs
from tinvan.read.links import Link
from tinvan.read.pieces import Piece
from tinvan.read.rejects import Reject


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What the shards of a batch have in common.

    Attributes:
        folder: Where they go.
        open: Opens inputs that have no paths, and read pieces.
        work: How children read articles.
        configuration: By what they are made.
    """

    folder: Path
    open: Callable[[], Inputs]
    work: Work
    configuration: Configuration


class Spec(msgspec.Struct, frozen=True, kw_only=True):
    """A shard that is to be made, wherever there are its inputs and its folder.

    Attributes:
        number: Its place among the shards of its folder, from 0.
        name: Its file.
        pieces: What it is made of, what is known to be unreadable, and links that are not followed.
        job: How it is made.
    """

    number: int
    name: str
    pieces: tuple[Piece | Link | Reject, ...]
    job: Job


def specs_of(inputs: Inputs, job: Job, first: int) -> Iterator[Spec]:
    """Yield shards that hold all inputs, the same however often it is done.

    Args:
        inputs: What is to be read.
        job: How.
        first: The number of the first shard.

    Raises:
        InputError: If the inputs cannot be read in pieces.
    """
    fingerprint = job.configuration.fingerprint.encode()
    pieces = inputs.pieces(shards.ITEMS, shards.SIZE)
    for number, together in enumerate(_grouped(pieces), start=first):
        # Where a file is does not matter: a crawl may be moved.
        known = [replace(one, path="") if isinstance(one, Piece) else one for one in together]
        name = shards.name_of(number, fingerprint + msgspec.msgpack.encode(known))
        yield Spec(number=number, name=name, pieces=tuple(together), job=job)


def _grouped(pieces: Iterable[Piece | Link | Reject]) -> Iterator[list[Piece | Link | Reject]]:
    """Yield pieces in order, together as many as fill a shard."""
    together: list[Piece | Link | Reject] = []
    items = size = 0
    for piece in pieces:
        together.append(piece)
        items += piece.part.items if isinstance(piece, Piece) else 1
        size += piece.part.size if isinstance(piece, Piece) else 0
        if items >= shards.ITEMS or size >= shards.SIZE:
            yield together
            together, items, size = [], 0, 0
    if together:
        yield together
