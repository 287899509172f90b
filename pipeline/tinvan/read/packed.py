"""Compressed data, unpacked in small pieces: gzip, zstd, bzip2 and xz.

Each is a row of parts (the members of gzip, the frames of zstd, the streams of the other two), of
which each can be unpacked without those before it.
"""

import bz2
import lzma
import zlib
from collections.abc import Iterator
from typing import Protocol

import zstandard

_PIECE = 1 << 16  # bytes that are unpacked at once
_GZIP_BITS = 31  # zlib's number for the largest window with a gzip header
_WINDOW = 1 << 27  # the memory that a part may want: what the zstd tool accepts by default
_ZSTD_STEP = 1 << 10  # a kilobyte of a bomb becomes at most 32 MB at once


class DamagedPartError(Exception):
    """Data that cannot be unpacked."""


class Part(Protocol):
    """One part of compressed data.

    Attributes:
        over: Whether its end was met.
        unused: What was fed to it and stands behind its end.
    """

    @property
    def over(self) -> bool: ...  # noqa: D102 - told by the class

    @property
    def unused(self) -> bytes: ...  # noqa: D102

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        """Yield what can be unpacked with more of the data.

        Raises:
            DamagedPartError: If they cannot be unpacked.
        """

    def flush(self) -> bytes:
        """Return what is still inside, where the data end too early."""


class Codec:
    """A kind of compression.

    Args:
        name: What it is called.
        magic: The bytes with which each part begins.
        part: Makes what unpacks a part.
        keeps_the_cut: Whether what came of a cut part can be trusted.
    """

    def __init__(self, name: str, magic: bytes, part: type[Part], keeps_the_cut: bool) -> None:
        self.name, self.magic, self.part, self.keeps_the_cut = name, magic, part, keeps_the_cut


class _GzipMember:
    def __init__(self) -> None:
        self._member = zlib.decompressobj(_GZIP_BITS)

    @property
    def over(self) -> bool:
        return self._member.eof

    @property
    def unused(self) -> bytes:
        return self._member.unused_data

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        try:
            while data and not self.over:
                yield self._member.decompress(data, _PIECE)
                data = self._member.unconsumed_tail
        except zlib.error as error:
            raise DamagedPartError(error) from None

    def flush(self) -> bytes:
        return self._member.flush()


class _ZstdFrame:
    def __init__(self) -> None:
        self._frame = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj()
        self.unused = b""

    @property
    def over(self) -> bool:
        return self._frame.eof

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        try:
            while data and not self.over:
                yield self._frame.decompress(data[:_ZSTD_STEP])
                data = data[_ZSTD_STEP:]
        except zstandard.ZstdError as error:
            raise DamagedPartError(error) from None
        if self.over:
            self.unused = self._frame.unused_data + data

    def flush(self) -> bytes:
        return b""  # it keeps nothing back


class _Stream:
    """A stream of bzip2 or xz, whose libraries keep what was fed to them until it is asked for."""

    def __init__(self, stream: bz2.BZ2Decompressor | lzma.LZMADecompressor) -> None:
        self._stream = stream

    @property
    def over(self) -> bool:
        return self._stream.eof

    @property
    def unused(self) -> bytes:
        return self._stream.unused_data

    def feed(self, data: bytes, /) -> Iterator[bytes]:
        try:
            yield self._stream.decompress(data, _PIECE)
            while not (self.over or self._stream.needs_input):
                yield self._stream.decompress(b"", _PIECE)
        except (OSError, lzma.LZMAError) as error:
            raise DamagedPartError(error) from None

    def flush(self) -> bytes:
        return b""  # it keeps nothing back


class _Bzip2Stream(_Stream):
    def __init__(self) -> None:
        super().__init__(bz2.BZ2Decompressor())


class _XzStream(_Stream):
    def __init__(self) -> None:
        super().__init__(lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_WINDOW))


CODECS = (
    Codec("gzip", b"\x1f\x8b\x08", _GzipMember, keeps_the_cut=True),
    Codec("zstd", b"\x28\xb5\x2f\xfd", _ZstdFrame, keeps_the_cut=False),
    Codec("bzip2", b"BZh", _Bzip2Stream, keeps_the_cut=False),
    Codec("xz", b"\xfd7zXZ\x00", _XzStream, keeps_the_cut=False),
)
SUFFIXES = (".gz", ".zst", ".bz2", ".xz")
