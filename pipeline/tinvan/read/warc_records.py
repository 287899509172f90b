"""The records of a WARC stream, however damaged it is.

fastwarc reads headers and payloads (`tinvan.read.warc`), but it ends at the first damage, takes
what is left of a cut record for a whole one, and follows a wrong length across the next records.
So records are told apart here: one that is lost costs itself alone, and memory holds no more than
one of them.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tinvan.read.rejects import RejectReason
from tinvan.read.streams import BrokenStreamError

# Bytes of a header, as fastwarc has it; of a block over the limit as much is kept.
MAX_HEAD = 1 << 15
_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n[A-Za-z-]+[ \t]*:")
_START_SIZE = 64  # no match of _START is needed that is longer
_END_OF_HEAD = re.compile(rb"\n\r?\n")
_LENGTH = re.compile(rb"\ncontent-length[ \t]*:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
_LINE_ENDS = re.compile(rb"[\r\n]*")
_END_OF_RECORD = b"\r\n\r\n"
_WRONG_LENGTH = "its Content-Length is wrong: the record does not end there"


class RawRecord(NamedTuple):
    """A record that was found whole.

    Attributes:
        offset: Where it begins, in bytes of the unpacked stream.
        head: Its header with the blank line behind it.
        block: What is behind that; the beginning only where it is over the limit.
        size: The size of the whole block.
    """

    offset: int
    head: bytes
    block: bytes
    size: int


class LostRecord(NamedTuple):
    """A place where no record could be read.

    Attributes:
        offset: Where it begins, in bytes of the unpacked stream.
        head: The header of the record that stood there, or nothing if it is lost too.
        reason: The reason to reject it.
        message: What is wrong.
    """

    offset: int
    head: bytes
    reason: RejectReason
    message: str


def split_records(
    pieces: Iterable[bytes | BrokenStreamError], limit: int
) -> Iterator[RawRecord | LostRecord]:
    """Yield the records of a WARC stream, and the places where one was lost.

    After a loss the next record that begins behind it is read: a wrong length swallows none.

    Args:
        pieces: The unpacked bytes, and what is wrong where some are missing.
        limit: The largest block that is kept.
    """
    window = _Window(pieces)
    while True:
        window.drop(_line_ends(window, 0))
        if not window.data and not window.more():
            if window.gap is None:
                return
            item: RawRecord | LostRecord = _lost(window, b"", "")
        elif window.data[:1] in b"\r\n":
            continue
        elif _starts(window):
            item = _read_record(window, limit)
        else:
            item = _lost(window, b"", "no WARC record begins here")
        yield item
        if isinstance(item, LostRecord):
            _find_start(window)


class _Window:
    """The bytes of a stream that are in memory, up to the next place where some are missing.

    Attributes:
        data: The bytes.
        offset: Where they stand in the stream.
        gap: What is wrong behind them, None if nothing is, as far as was read.
    """

    def __init__(self, pieces: Iterable[bytes | BrokenStreamError]) -> None:
        self._pieces = iter(pieces)
        self.data = bytearray()
        self.offset = 0
        self.gap: BrokenStreamError | None = None

    def more(self) -> bool:
        """Read on; return False at the end and where bytes are missing."""
        while self.gap is None:
            piece = next(self._pieces, None)
            if piece is None:
                return False
            if isinstance(piece, BrokenStreamError):
                self.gap = piece
            elif piece:
                self.data += piece
                return True
        return False

    def want(self, size: int) -> bool:
        """Read on to that many bytes; return False if there are not so many."""
        while len(self.data) < size and self.more():
            pass
        return len(self.data) >= size

    def take(self, size: int) -> bytes:
        """Return the first bytes and drop them."""
        with memoryview(self.data) as view:
            taken = bytes(view[:size])
        self.drop(len(taken))
        return taken

    def drop(self, size: int) -> None:
        """Forget the first bytes."""
        del self.data[:size]
        self.offset += size


def _read_record(window: _Window, limit: int) -> RawRecord | LostRecord:
    """Read the record that begins here; where it is lost, stay at the beginning of its block."""
    offset = window.offset
    window.want(MAX_HEAD)
    inner = _next_start(window.data, 1, MAX_HEAD)
    end = _END_OF_HEAD.search(window.data, 0, inner or MAX_HEAD)
    if not end and inner:
        return _lost(window, window.take(inner), "its header runs into the next record", offset)
    if not end:
        endless = "its header has no end" if len(window.data) >= MAX_HEAD else ""
        window.drop(1)
        return _lost(window, b"", endless, offset)
    head = window.take(end.end())
    if not (found := _LENGTH.search(head)):
        return _lost(window, head, "it has no Content-Length that can be read", offset)
    length = int(found[1])
    if length > limit:
        return _pass_over(window, offset, head, length)
    problem = "" if not window.want(length) else _what_is_wrong(window, length)
    if problem is not None:
        return _lost(window, head, problem, offset)
    return RawRecord(offset, head, window.take(length), length)


def _pass_over(window: _Window, offset: int, head: bytes, length: int) -> RawRecord | LostRecord:
    """Read past a block that is not kept, unless another record begins in it."""
    window.want(min(length, MAX_HEAD))
    block = bytes(window.data[: min(length, MAX_HEAD)])
    left = length
    while left > len(window.data):
        if _next_start(window.data) is not None:
            return _lost(window, head, _WRONG_LENGTH, offset)
        passed = max(len(window.data) - _START_SIZE, 0)
        window.drop(passed)
        left -= passed
        if not window.more():
            return _lost(window, head, "", offset)
    problem = _what_is_wrong(window, left)
    if problem is not None:
        return _lost(window, head, problem, offset)
    window.drop(left)
    return RawRecord(offset, head, block, length)


def _what_is_wrong(window: _Window, end: int) -> str | None:
    """Return what is wrong with a block that should end there; "" for what is wrong behind it.

    It is right where the mark of its end follows, the next record, or the end of the input. Its
    bytes are to be trusted only when it is known that no damage follows, which is found at the
    end of a gzip member.
    """
    window.want(end + len(_END_OF_RECORD) + 1)
    behind = _line_ends(window, end)
    if behind == len(window.data):
        return None if window.gap is None or window.gap.apart else ""
    if window.data.startswith(_END_OF_RECORD, end) or _starts(window, behind):
        return None
    return _WRONG_LENGTH


def _lost(window: _Window, head: bytes, problem: str, offset: int | None = None) -> LostRecord:
    """Make the account of a loss; without a problem of its own, by what ends the bytes."""
    reason: RejectReason = "corrupt"
    if not problem and _next_start(window.data) is not None:
        problem = _WRONG_LENGTH
    if not problem:
        reason = window.gap.reason if window.gap else "truncated"
        problem = window.gap.message if window.gap else "the input ends within this record"
    return LostRecord(window.offset if offset is None else offset, head, reason, problem)


def _find_start(window: _Window) -> None:
    """Go to where the next record begins, past all that is missing before it, or to the end."""
    while (start := _next_start(window.data)) is None:
        window.drop(max(len(window.data) - _START_SIZE, 0))
        if not window.more():
            window.drop(len(window.data))
            if window.gap is None:
                return
            window.gap = None
    window.drop(start)


def _next_start(data: bytearray, position: int = 0, end: int | None = None) -> int | None:
    """Return where the next record begins, at that position or behind it; None if none does."""
    while (position := data.find(b"WARC/", position, end)) >= 0:
        if _START.match(data, position):
            return position
        position += 1
    return None


def _starts(window: _Window, position: int = 0) -> bool:
    """Tell whether a record begins there."""
    window.want(position + _START_SIZE)
    return _START.match(window.data, position) is not None


def _line_ends(window: _Window, position: int) -> int:
    """Return where the line ends that stand there are over."""
    found = _LINE_ENDS.match(window.data, position)
    assert found is not None  # it matches nothing too
    return found.end()
