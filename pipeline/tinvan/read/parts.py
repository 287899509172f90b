"""Parts of large inputs: runs of lines or rows that are read each by itself."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tinvan.read.streams import BrokenStreamError, until_broken


class Part(NamedTuple):
    """A part of an input of lines or rows.

    Attributes:
        start: Its first byte, unpacked, or its first row, from 0.
        end: The byte or row behind its last one; None for the end of the input, whatever is
            there.
        before: How many lines, or rows, come before it.
        items: About how many articles it has.
        size: About how many bytes they have, unpacked.
    """

    start: int = 0
    end: int | None = None
    before: int = 0
    items: int = 1
    size: int = 0

    def first_bytes(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield what of the chunks, which begin where the part does, is its own."""
        if self.end is None:
            yield from chunks
            return
        left = self.end - self.start
        for chunk in chunks:
            yield chunk[:left]
            left -= len(chunk)
            if left <= 0:
                return

    def has_row(self, number: int) -> bool:
        """Tell whether the row of this number, from 1, is in it."""
        return self.start < number and not self.is_over(number - 1)

    def is_over(self, rows: int) -> bool:
        """Tell whether its end is reached when so many rows are read."""
        return self.end is not None and rows >= self.end


WHOLE = Part()


def parts_of_rows(rows: int, size: int, most_items: int, most_size: int) -> list[Part]:
    """Return the parts of a table.

    Args:
        rows: How many rows it has.
        size: How many bytes they have, unpacked.
        most_items: How many rows a part has at most.
        most_size: About how many bytes they have at most.
    """
    each = max(1, size // max(1, rows))
    step = max(1, min(most_items, most_size // each))
    return [
        Part(start, start + step if start + step < rows else None, start, step, step * each)
        for start in range(0, rows, step)
    ] or [WHOLE]


def parts_of_lines(
    pieces: Iterable[bytes | BrokenStreamError], most_items: int, most_size: int
) -> list[Part]:
    """Return the parts of an input of lines: each but the last is whole, and not all blank.

    Args:
        pieces: Its bytes, unpacked, and what is wrong where some are missing.
        most_items: The number of lines at which a part ends.
        most_size: The number of bytes from which it ends with the next line end.
    """
    parts: list[Part] = []
    start = before = lines = size = 0
    blank = True
    try:
        for chunk in until_broken(pieces):
            rest = chunk
            while rest:
                wanted = most_items - lines if size + len(rest) < most_size else 1
                end = _behind_line(rest, max(1, wanted)) or len(rest)
                piece, rest = rest[:end], rest[end:]
                blank = blank and not piece.strip()
                lines, size = lines + piece.count(b"\n"), size + len(piece)
                full = lines >= most_items or size >= most_size
                if full and piece.endswith(b"\n") and not blank:
                    parts.append(Part(start, start + size, before, lines, size))
                    start, before, lines, size, blank = start + size, before + lines, 0, 0, True
    except BrokenStreamError:
        pass  # what is there before it is in a part, and who reads the last one is told
    if blank and parts:
        return [*parts[:-1], parts[-1]._replace(end=None)]
    return [*parts, Part(start, None, before, lines + 1, size)]


def _behind_line(data: bytes, number: int) -> int:
    """Return where the line of this number, from 1, ends; 0 if there are fewer."""
    if data.count(b"\n") < number:
        return 0
    end = 0
    for _ in range(number):
        end = data.index(b"\n", end) + 1
    return end
