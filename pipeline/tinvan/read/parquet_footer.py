"""The footer of a Parquet file, looked through before pyarrow reads it.

A damaged footer of 2 kB may announce lists of a million things, for which pyarrow makes room at
once, or statistics on which it ends the whole process. So the structure is checked here, and the
sizes of columns are read here alone. A footer is Thrift's compact protocol: `FileMetaData` of
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift.
"""

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_MAGIC = b"PAR1"
_TAIL = 8  # bytes behind the footer: its length, and the magic bytes
_TRUE, _FALSE, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 11, 12
_INTEGERS = (4, 5, 6)
_DEEPEST = 32  # a footer nests less than ten deep
# Fields by number: of FileMetaData, RowGroup, ColumnChunk and ColumnMetaData.
_ROW_GROUPS, _COLUMNS, _META_DATA, _PATH, _UNPACKED, _PACKED = 4, 1, 3, 3, 6, 7
_SMALLEST, _FEW = 8, 1_000  # bytes of a thing in a long list; things in a short one


class DamagedFooterError(Exception):
    """A footer that is missing, or no footer."""


class Chunk(NamedTuple):
    """A column of a row group.

    Attributes:
        path: Its name; that of a part of a nested one with points.
        unpacked: Its bytes.
        packed: Its bytes in the file.
    """

    path: str
    unpacked: int
    packed: int


class Footer(NamedTuple):
    """What is known of a table before it is opened.

    Attributes:
        size: Bytes of the footer.
        before: Bytes of the file before it.
        groups: The columns of each row group.
    """

    size: int
    before: int
    groups: list[list[Chunk]]

    @property
    def most_things(self) -> int:
        """How many things a list of the footer can hold at most."""
        return max(_FEW, self.size // _SMALLEST)


def read_footer(file: BinaryIO) -> Footer:
    """Return the footer of a file, which must be seekable.

    Raises:
        DamagedFooterError: If it has none.
        OSError: If it cannot be read.
    """
    end = file.seek(0, io.SEEK_END)
    file.seek(max(0, end - _TAIL))
    tail = file.read(_TAIL)
    size = int.from_bytes(tail[:-4], "little")
    if tail[-4:] != _MAGIC or size > end - _TAIL - len(_MAGIC):
        raise DamagedFooterError("there are no magic bytes at the end, or a wrong length")
    file.seek(end - _TAIL - size)
    data = file.read(size)
    try:
        return Footer(size, end - _TAIL - size, _Thrift(data).groups())
    except (IndexError, UnicodeDecodeError):
        raise DamagedFooterError("what is told there does not end") from None


class _Thrift:
    """Reads Thrift's compact protocol, and checks that all that is announced can be there.

    Args:
        data: The bytes.

    Raises:
        DamagedFooterError: By all methods, if something cannot be; IndexError beyond the end.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def groups(self) -> list[list[Chunk]]:
        """Read a `FileMetaData`, and return the columns of its row groups."""
        found: list[list[Chunk]] = []
        for number, kind in self._fields():
            if number == _ROW_GROUPS:
                found = [self._columns() for _ in range(self._count(kind, _STRUCT))]
            else:
                self._skip(kind)
        return found

    def _columns(self) -> list[Chunk]:
        """Read a `RowGroup`, and return its columns."""
        found: list[Chunk] = []
        for number, kind in self._fields():
            if number == _COLUMNS:
                found = [self._column() for _ in range(self._count(kind, _STRUCT))]
            else:
                self._skip(kind)
        return found

    def _column(self) -> Chunk:
        """Read a `ColumnChunk`."""
        path, sizes = "", {_UNPACKED: 0, _PACKED: 0}
        for number, kind in self._fields():
            if number != _META_DATA or kind != _STRUCT:
                self._skip(kind)
                continue
            for inner, inner_kind in self._fields():
                if inner == _PATH:
                    names = [self._binary() for _ in range(self._count(inner_kind, _BINARY))]
                    path = b".".join(names).decode()
                elif inner in sizes and inner_kind in _INTEGERS:
                    sizes[inner] = self._integer()
                else:
                    self._skip(inner_kind)
        return Chunk(path, sizes[_UNPACKED], sizes[_PACKED])

    def _fields(self) -> Iterator[tuple[int, int]]:
        """Yield the number and the kind of each field of a struct; its value must be read then."""
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._integer()
            yield number, head & 15

    def _count(self, kind: int, wanted: int | None = None) -> int:
        """Read the head of a list, and return how many things are in it."""
        if kind != _LIST:
            raise DamagedFooterError("a list is missing")
        count, things = self._list()
        if count and things != wanted:
            raise DamagedFooterError("a list is of other things")
        return count

    def _list(self) -> tuple[int, int]:
        """Read the head of a list or set, and return how many things there are, of which kind."""
        head = self._byte()
        count = head >> 4 if head >> 4 < 15 else self._varint()
        return self._possible(count), head & 15

    def _skip(self, kind: int, depth: int = 0) -> None:
        """Pass over a value."""
        if depth > _DEEPEST:
            raise DamagedFooterError("it nests too deep")
        if kind in _INTEGERS:
            self._varint()
        elif kind == _BINARY:
            self._binary()
        elif kind == _STRUCT:
            for _, inner in self._fields():
                self._skip(inner, depth + 1)
        elif kind in (_LIST, _SET):
            count, things = self._list()
            for _ in range(count):
                self._skip_thing(things, depth + 1)
        elif kind == _MAP:
            count = self._possible(self._varint())
            kinds = self._byte() if count else 0
            for _ in range(count):
                self._skip_thing(kinds >> 4, depth + 1)
                self._skip_thing(kinds & 15, depth + 1)
        elif kind in (_BYTE, _DOUBLE):
            self._pass(1 if kind == _BYTE else 8)
        elif kind not in (_TRUE, _FALSE):
            raise DamagedFooterError(f"there is no kind {kind}")

    def _skip_thing(self, kind: int, depth: int) -> None:
        """Pass over a thing of a list, set or map, where a truth value has a byte."""
        self._skip(_BYTE if kind in (_TRUE, _FALSE) else kind, depth)

    def _integer(self) -> int:
        """Read an integer with its sign."""
        value = self._varint()
        return (value >> 1) ^ -(value & 1)

    def _varint(self) -> int:
        """Read an integer of seven bits a byte, the lowest first."""
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 127) << shift
            if byte < 128:
                return value
        raise DamagedFooterError("an integer has no end")

    def _binary(self) -> bytes:
        """Read a text."""
        size = self._possible(self._varint())
        self._pass(size)
        return self._data[self._at - size : self._at]

    def _byte(self) -> int:
        """Read a byte."""
        self._at += 1
        return self._data[self._at - 1]

    def _pass(self, size: int) -> None:
        """Pass over bytes."""
        self._at += self._possible(size)

    def _possible(self, count: int) -> int:
        """Return a number of things, each a byte at least, that is not over what is left."""
        if count > len(self._data) - self._at:
            raise DamagedFooterError("more is announced than there is")
        return count
