"""Bytes of inputs, opened layer by layer, never more of them in memory than the limit.

Compression is told by the first bytes, not by the name. One layer is opened; what is
compressed twice is rejected.
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from typing import BinaryIO, NamedTuple, Protocol

from tinvan.read.packed import CODECS, Codec, DamagedPartError
from tinvan.read.rejects import RejectReason

_CHUNK = 1 << 16
_HEAD = max(len(codec.magic) for codec in CODECS)


class Readable(Protocol):
    """What bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes, none at the end."""


class BrokenStreamError(Exception):
    """Compressed data that end too early or are damaged.

    Attributes:
        reason: The reason to reject them.
        message: What is wrong.
        cut: Whether what came before is good as it is, and only the end is missing.
        apart: Whether nothing came of the part (see `tinvan.read.packed`) that is broken: those
            before it are whole.
    """

    def __init__(
        self, reason: RejectReason, message: str, *, cut: bool = False, apart: bool = False
    ) -> None:
        self.reason, self.message, self.cut, self.apart = reason, message, cut, apart
        super().__init__(message)


class RawLine(NamedTuple):
    """A line of a stream: its number from 1, and its bytes, None if they exceed the limit."""

    number: int
    data: bytes | None


def open_chunks(file: Readable, warn: Callable[[str], None]) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces, unpacked where they are compressed.

    Args:
        file: Where to read.
        warn: Called with a message where something is left unread that does not matter.

    Raises:
        BrokenStreamError: Behind the pieces that came, if the data are cut or damaged.
    """
    return until_broken(open_pieces(file, warn))


def open_pieces(file: Readable, warn: Callable[[str], None]) -> Iterator[bytes | BrokenStreamError]:
    """Yield the bytes of a file in pieces, and what is wrong where pieces are missing.

    As `open_chunks`, but goes on with the next part of compressed data where one is damaged.
    """
    chunks = iter(lambda: file.read(_CHUNK), b"")
    head = _at_least(_HEAD, b"", chunks)
    if codec := _codec(head):
        yield from _unpacked_once(_unpack(codec, head, chunks, warn))
    else:
        yield head
        yield from chunks


def open_pieces_from(
    file: BinaryIO, start: int, warn: Callable[[str], None]
) -> Iterator[bytes | BrokenStreamError]:
    """Yield the bytes of a file as `open_pieces` does, from an unpacked byte on.

    Those before it must be whole. What is not compressed is not read up to there.
    """
    head = file.read(_HEAD)
    if _codec(head):
        file.seek(0)
        yield from _behind(open_pieces(file, warn), start)
    else:
        file.seek(start)
        yield from iter(lambda: file.read(_CHUNK), b"")


def until_broken(pieces: Iterable[bytes | BrokenStreamError]) -> Iterator[bytes]:
    """Yield the bytes before the first place where some are missing.

    Raises:
        BrokenStreamError: Behind them, if there is such a place.
    """
    for piece in pieces:
        if isinstance(piece, BrokenStreamError):
            raise piece
        yield piece


def read_whole(
    chunks: Iterable[bytes], limit: int
) -> tuple[bytes | None, BrokenStreamError | None]:
    """Return the bytes of a stream, and what is wrong with its end if something is.

    Where there are more than `limit` bytes, they are None, and the rest is left unread.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        for piece in chunks:
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                return None, None
    except BrokenStreamError as error:
        return b"".join(pieces), error
    return b"".join(pieces), None


def split_lines(chunks: Iterable[bytes], limit: int, number: int = 1) -> Iterator[RawLine]:
    """Yield the lines of a stream without their line ends; a line over `limit` has no data.

    The first has the number given.
    """
    size = 0
    pieces: list[bytes] = []
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            whole = size + len(end) <= limit
            yield RawLine(number, b"".join([*pieces, end]) if whole else None)
            number, size = number + 1, 0
            pieces.clear()
        size += len(rest)
        if size <= limit:
            pieces.append(rest)
        else:
            pieces.clear()
    if size:
        yield RawLine(number, b"".join(pieces) if size <= limit else None)


def _behind(
    pieces: Iterable[bytes | BrokenStreamError], start: int
) -> Iterator[bytes | BrokenStreamError]:
    """Yield the pieces without so many of their first bytes."""
    for piece in pieces:
        if isinstance(piece, BrokenStreamError):
            yield piece
        else:
            if rest := piece[start:]:
                yield rest
            start = max(0, start - len(piece))


def _codec(head: bytes) -> Codec | None:
    """Return what data that begin so are compressed with, None if they are not."""
    return next((codec for codec in CODECS if head.startswith(codec.magic)), None)


def _unpacked_once(
    pieces: Iterable[bytes | BrokenStreamError],
) -> Iterator[bytes | BrokenStreamError]:
    """Yield the pieces of unpacked data, or an error if they are compressed data again."""
    first = True
    for piece in pieces:
        if first and isinstance(piece, bytes) and piece:
            if codec := _codec(piece):
                message = f"this is {codec.name} data inside compressed data: unpack it once"
                yield BrokenStreamError("binary", message)
                return
            first = False
        yield piece


def _unpack(
    codec: Codec, data: bytes, chunks: Iterator[bytes], warn: Callable[[str], None]
) -> Iterator[bytes | BrokenStreamError]:
    """Yield what all parts of compressed data contain, and an error for each that is broken."""
    while data:
        part, came = codec.part(), False
        try:
            while not part.over:
                data = data or next(chunks, b"")
                if not data:
                    rest = part.flush()
                    yield rest
                    yield _cut(codec, apart=not (came or rest))
                    return
                for piece in part.feed(data):
                    came = came or bool(piece)
                    yield piece
                data = b""
        except DamagedPartError as error:
            message = f"the {codec.name} data are damaged ({error})"
            yield BrokenStreamError("corrupt", message, apart=not came)
            data = _find(codec.magic, data[1:], chunks)
        else:
            data = yield from _next_part(codec.magic, part.unused, chunks, warn)


def _cut(codec: Codec, *, apart: bool) -> BrokenStreamError:
    """Return the error of data without an end."""
    message = f"the {codec.name} data end before their end mark"
    return BrokenStreamError("truncated", message, cut=codec.keeps_the_cut, apart=apart)


def _next_part(
    magic: bytes, data: bytes, chunks: Iterator[bytes], warn: Callable[[str], None]
) -> Generator[BrokenStreamError, None, bytes]:
    """Return the data from where the next part begins; nothing behind the last.

    Junk between two of them is yielded as an error; behind the last one it is warned of.
    """
    data = _at_least(len(magic), data, chunks)
    if data.startswith(magic) or not data:
        return data
    if magic.startswith(data):
        message = "the data end where another part begins"
        yield BrokenStreamError("truncated", message, cut=True, apart=True)
        return b""
    padding = not data.strip(b"\0")
    data = _find(magic, data, chunks)
    if data:
        message = "there is junk between two compressed parts"
        yield BrokenStreamError("corrupt", message, cut=True, apart=True)
    elif not padding:
        warn("junk behind the compressed data was not read")
    return data


def _find(magic: bytes, data: bytes, chunks: Iterator[bytes]) -> bytes:
    """Return the data from the next place where these bytes stand, or nothing."""
    while (found := data.find(magic)) < 0:
        more = next(chunks, b"")
        if not more:
            return b""
        data = data[1 - len(magic) :] + more
    return data[found:]


def _at_least(size: int, data: bytes, chunks: Iterator[bytes]) -> bytes:
    """Return the data with as many chunks behind them as make up the size, if there are."""
    while len(data) < size and (more := next(chunks, b"")):
        data += more
    return data
