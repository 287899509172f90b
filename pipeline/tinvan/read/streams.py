"""Bytes of inputs, opened layer by layer, never more of them in memory than the limit.

Compression is told by the first bytes, not by the name. One layer is opened; what is
compressed twice stays as it is, and is found to be no text later on.
"""

import itertools
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, NamedTuple

import zstandard

from tinvan.read.rejects import RejectReason

_CHUNK = 1 << 16
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_GZIP_BITS = 31  # zlib's number for the largest window with a gzip header
_ZSTD_WINDOW = 1 << 27  # what the zstd tool itself accepts by default
_ZSTD_STEP = 1 << 10  # a kilobyte of a bomb becomes at most 32 MB at once


class BrokenStreamError(Exception):
    """Compressed data that end too early or are damaged.

    Attributes:
        reason: The reason to reject them.
        message: What is wrong.
        cut: Whether what came before is good as it is, and only the end is missing.
    """

    def __init__(self, reason: RejectReason, message: str, *, cut: bool = False) -> None:
        self.reason, self.message, self.cut = reason, message, cut
        super().__init__(message)


class RawLine(NamedTuple):
    """A line of a stream: its number from 1, and its bytes, None if they exceed the limit."""

    number: int
    data: bytes | None


def open_chunks(file: BinaryIO, warn: Callable[[str], None]) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces, decompressed where it is gzip or zstd.

    Args:
        file: Where to read.
        warn: Called with a message where something is left unread that does not matter.

    Raises:
        BrokenStreamError: Behind the pieces that came, if the data are cut or damaged.
    """
    chunks = iter(lambda: file.read(_CHUNK), b"")
    head = _at_least(len(_ZSTD), b"", chunks)
    if head.startswith(_GZIP):
        return _gunzip(head, chunks, warn)
    if head.startswith(_ZSTD):
        return _unzstd(head, chunks, warn)
    return itertools.chain([head], chunks)


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


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[RawLine]:
    """Yield the lines of a stream without their line ends; a line over `limit` has no data."""
    number, size = 1, 0
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


def _gunzip(data: bytes, chunks: Iterator[bytes], warn: Callable[[str], None]) -> Iterator[bytes]:
    """Yield what all members of a gzip stream contain."""
    while data.startswith(_GZIP):
        member = zlib.decompressobj(_GZIP_BITS)
        while not member.eof:
            data = data or next(chunks, b"")
            if not data:
                yield member.flush()
                message = "the gzip data end before their end mark"
                raise BrokenStreamError("truncated", message, cut=True)
            try:
                yield member.decompress(data, _CHUNK)
            except zlib.error as error:
                raise BrokenStreamError("corrupt", f"the gzip data are damaged ({error})") from None
            data = member.unconsumed_tail
        data = _at_least(len(_GZIP), member.unused_data, chunks)
    if data.strip(b"\0"):
        warn("junk behind the gzip data was not read")


def _unzstd(data: bytes, chunks: Iterator[bytes], warn: Callable[[str], None]) -> Iterator[bytes]:
    """Yield what all frames of a zstd stream contain."""
    while data.startswith(_ZSTD):
        frame = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not frame.eof:
            data = data or next(chunks, b"")
            if not data:
                raise BrokenStreamError("truncated", "the zstd data end before their end mark")
            try:
                yield frame.decompress(data[:_ZSTD_STEP])
            except zstandard.ZstdError as error:
                raise BrokenStreamError("corrupt", f"the zstd data are damaged ({error})") from None
            data = data[_ZSTD_STEP:]
        data = _at_least(len(_ZSTD), frame.unused_data + data, chunks)
    if data:
        warn("junk behind the zstd data was not read")


def _at_least(size: int, data: bytes, chunks: Iterator[bytes]) -> bytes:
    """Return the data with as many chunks behind them as make up the size, if there are."""
    while len(data) < size and (more := next(chunks, b"")):
        data += more
    return data
