"""Articles in JSON that is no JSON Lines: an object over several lines, or an array of them.

The objects are found by their brackets, one at a time, so that the limit on an article holds for
each of them and not for the array, which may be of any size.
"""

import re
from collections.abc import Iterable, Iterator

from tinvan.document import Source
from tinvan.read.opened import Opened
from tinvan.read.rejects import Reject
from tinvan.read.rows import read_row
from tinvan.read.streams import BrokenStreamError, RawLine

_VALUE = re.compile(rb"[^\s,\[\]\xef\xbb\xbf]")  # what is neither between objects nor a mark
_BRACKET = re.compile(rb'["{}\[\]]')
_IN_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
_REMEDY = "a .json file holds an object, or an array of objects"


def read_json(opened: Opened) -> Iterator[Source | Reject]:
    """Yield the articles of JSON objects; memory holds one object at a time."""
    if b"\0" in opened.peek()[:4]:
        message = "this is UTF-16 or UTF-32; convert it: iconv -f UTF-16 -t UTF-8"
        yield opened.reject("encoding", message)
        return
    objects = _Objects(opened.max_bytes)
    try:
        for number, data in objects.split(opened.chunks()):
            if data is None:
                yield opened.too_large(doc_id=f"{opened.name}:{number}", line=number)
            else:
                yield read_row(data, opened.name, number, opened.columns, remedy=_REMEDY)
    except BrokenStreamError as error:
        yield opened.reject(error.reason, error.message, line=objects.number + 1)
        return
    if objects.unclosed:
        message = f"a bracket or a quotation mark is not closed: its end is missing; {_REMEDY}"
        yield opened.reject("truncated", message, line=objects.number + 1)
    elif not objects.number:
        yield opened.reject("empty", f"there is no object in it; {_REMEDY}")


class _Objects:
    """Finds the objects of JSON, whatever arrays they are in.

    What is no object comes as one value with all up to the next object.

    Args:
        limit: How many bytes an object may have.

    Attributes:
        number: How many came so far.
    """

    def __init__(self, limit: int) -> None:
        self.number = 0
        self._limit = limit
        self._arrays = 0  # that are open around an object
        self._depth = 0  # of brackets in an object
        self._in_string = self._escaped = self._is_other = False
        self._other_came = False  # whose brackets are not counted
        self._pieces: list[bytes] = []
        self._size = 0

    @property
    def unclosed(self) -> bool:
        """Whether an object or an array has no end."""
        return self._depth > 0 or (self._arrays > 0 and not self._other_came)

    def split(self, chunks: Iterable[bytes]) -> Iterator[RawLine]:
        """Yield the objects with their numbers from 1; one over the limit has no data."""
        for chunk in chunks:
            begin = position = 0
            while position < len(chunk):
                if self._depth:
                    position = self._follow(chunk, position)
                    if not self._depth:
                        yield self._end(chunk[begin:position])
                elif self._is_other:
                    position = chunk.find(b"{", position)
                    if position < 0:
                        break
                    yield self._end(chunk[begin:position])
                else:
                    begin = self._skip(chunk, position)
                    position = begin + 1
            if self._depth or self._is_other:
                self._keep(chunk[begin:])
        if self._is_other:
            yield self._end(b"")

    def _skip(self, chunk: bytes, position: int) -> int:
        """Return where the next value begins, or the end of the chunk, and note what it is."""
        found = _VALUE.search(chunk, position)
        begin = found.start() if found else len(chunk)
        self._arrays += chunk.count(b"[", position, begin) - chunk.count(b"]", position, begin)
        if found and found[0] != b"{":
            self._is_other = self._other_came = True
        elif found:
            self._depth = 1
            self._in_string = self._escaped = False
        return begin

    def _follow(self, chunk: bytes, position: int) -> int:
        """Return where an object ends, or the end of the chunk."""
        while position < len(chunk):
            if self._in_string:
                position = self._behind_string(chunk, position)
                continue
            found = _BRACKET.search(chunk, position)
            if not found:
                break
            position = found.end()
            if found[0] == b'"':
                self._in_string = True
                continue
            self._depth += 1 if found[0] in b"{[" else -1
            if not self._depth:
                return position
        return len(chunk)

    def _behind_string(self, chunk: bytes, position: int) -> int:
        """Return where what is behind a string begins, or the end of the chunk."""
        found = _IN_STRING.match(chunk, position + self._escaped)
        end = found.end() if found else len(chunk)
        self._escaped = chunk[end : end + 1] == b"\\"  # the last of the chunk
        self._in_string = end == len(chunk) or self._escaped
        return end + 1

    def _keep(self, piece: bytes) -> None:
        """Keep a piece of a value, unless it is too large."""
        self._size += len(piece)
        if self._size <= self._limit:
            self._pieces.append(piece)
        else:
            self._pieces.clear()

    def _end(self, piece: bytes) -> RawLine:
        """Return a value that ends with a piece."""
        self._keep(piece)
        self.number += 1
        data = b"".join(self._pieces) if self._size <= self._limit else None
        self._pieces.clear()
        self._size, self._is_other = 0, False
        return RawLine(self.number, data)
