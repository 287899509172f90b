"""The articles of files, folders and standard input.

What cannot be read becomes a `Reject` and the rest is read on; only what makes a run
pointless (a path that is not there) is an error.
"""

import hashlib
import itertools
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from tinvan.document import Metadata, Source
from tinvan.errors import InputError
from tinvan.limits import MAX_BYTES
from tinvan.read.decode import NotTextError, decode
from tinvan.read.folders import Format, InputFile, find_files
from tinvan.read.rejects import Reject, RejectReason
from tinvan.read.rows import read_row
from tinvan.read.stage import merge
from tinvan.read.streams import BrokenStreamError, open_chunks, read_whole, split_lines

STDIN = "-"
_LOOKS_LIKE_JSONL = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')
_LOOKS_LIKE_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class Inputs:
    """The articles of some inputs, in order, and what could not be read.

    Args:
        paths: Files, folders, or "-" for standard input.
        format: What standard input, and files whose names do not tell, contain; found out
            from their first bytes if None.
        sidecar: What is known of articles by doc_id. It outranks what a row says itself.
        published: The day of articles that come without one.
        max_bytes: The size at which an article is given up, uncompressed.
        stdin: What "-" reads.

    Attributes:
        notices: What was left out without costing an article; grows while iterating.

    Raises:
        InputError: If none of the paths exists.
    """

    def __init__(
        self,
        paths: Sequence[str],
        *,
        format: Format | None = None,
        sidecar: Mapping[str, Metadata] | None = None,
        published: str | None = None,
        max_bytes: int = MAX_BYTES,
        stdin: BinaryIO | None = None,
    ) -> None:
        self._missing = {path: why for path in paths if (why := _why_missing(path))}
        if len(self._missing) == len(set(paths)):
            for path, why in self._missing.items():
                raise InputError(f"{path}: {why}. Check the name and your rights")
        self.notices: list[str] = []
        self._paths = tuple(paths)
        self._format = format
        self._sidecar = sidecar or {}
        self._default = Metadata(published=published)
        self._max_bytes = max_bytes
        self._stdin = stdin

    def __iter__(self) -> Iterator[Source | Reject]:
        """Yield the articles and rejects in order.

        Raises:
            InputError: After the last, if there was nothing at all.
        """
        seen: set[bytes] = set()
        nothing = True
        for item in self._items():
            nothing = False
            yield self._completed(item, seen) if isinstance(item, Source) else item
        if nothing:
            raise InputError(
                f"{', '.join(self._paths)}: no articles there. "
                "tinvan reads .txt, .html and .jsonl files, also as .gz and .zst"
            )

    def _completed(self, source: Source, seen: set[bytes]) -> Source:
        """Return the article with the metadata given beside it, and a warning on its id."""
        known = merge(self._sidecar.get(source.doc_id, Metadata()), source.metadata)
        warnings = source.warnings
        key = hashlib.blake2b(source.doc_id.encode(), digest_size=12).digest()
        if key in seen:
            warnings += ("duplicate-id: an earlier article has this doc_id too",)
        seen.add(key)
        return msgspec.structs.replace(
            source, metadata=merge(known, self._default), warnings=warnings
        )

    def _items(self) -> Iterator[Source | Reject]:
        """Yield the articles as they stand in the inputs."""
        for path in self._paths:
            if path == STDIN:
                stdin = self._stdin or sys.stdin.buffer
                yield from self._read(stdin, "stdin", self._format)
                continue
            if why := self._missing.get(path):
                yield _reject(path, "unreadable", f"{why}; check the name and your rights")
                continue
            for file in find_files(Path(path), self.notices.append):
                yield from self._read_file(file)

    def _read_file(self, file: InputFile) -> Iterator[Source | Reject]:
        """Yield what a file contains."""
        try:
            with file.path.open("rb") as opened:
                yield from self._read(opened, file.name, file.format or self._format)
        except OSError as error:
            message = f"cannot be read ({error.strerror or error}); check its rights and the disk"
            yield _reject(file.name, "unreadable", message)

    def _read(self, file: BinaryIO, name: str, form: Format | None) -> Iterator[Source | Reject]:
        """Yield what an open file contains."""
        chunks = open_chunks(file, lambda message: self.notices.append(f"{name}: {message}"))
        if form is None:
            head = next(chunks, b"")
            chunks = itertools.chain([head], chunks)
            form = _guess_format(head)
        if form == "jsonl":
            yield from self._read_rows(chunks, name)
        else:
            yield from self._read_article(chunks, name, "html" if form == "html" else "text")

    def _read_rows(self, chunks: Iterator[bytes], name: str) -> Iterator[Source | Reject]:
        """Yield the articles of a JSONL stream; memory holds one line at a time."""
        number, empty = 0, True
        try:
            for number, line in split_lines(chunks, self._max_bytes):
                if line is None:
                    yield self._too_large(f"{name}:{number}", name, number)
                elif line.strip():
                    yield read_row(line, name, number)
                else:
                    continue
                empty = False
        except BrokenStreamError as error:
            yield _reject(name, error.reason, error.message, line=number + 1)
            return
        if empty:
            yield _reject(name, "empty", "there is no line in it")

    def _read_article(
        self, chunks: Iterator[bytes], name: str, media: Literal["text", "html"]
    ) -> Iterator[Source | Reject]:
        """Yield the article that a stream is, and a reject if its end is missing."""
        data, broken = read_whole(chunks, self._max_bytes)
        if broken:
            yield _reject(name, broken.reason, broken.message)
            if not (data and broken.cut):
                return
        if data is None:
            yield self._too_large(name, name)
            return
        try:
            content, warnings = decode(data)
        except NotTextError as error:
            yield _reject(name, error.reason, error.message)
            return
        if broken:
            warnings += (f"{broken.reason}: only the beginning could be read",)
        yield Source(doc_id=name, content=content, media=media, warnings=warnings)

    def _too_large(self, doc_id: str, name: str, line: int | None = None) -> Reject:
        """Make the reject record of an article over the limit."""
        message = f"larger than {self._max_bytes} bytes; raise --max-bytes to read it"
        return Reject(doc_id=doc_id, reason="too-large", message=message, input=name, line=line)


def _reject(name: str, reason: RejectReason, message: str, line: int | None = None) -> Reject:
    """Make a reject record for an input as a whole, or for what follows a line in it."""
    return Reject(doc_id=name, reason=reason, message=message, input=name, line=line)


def _why_missing(path: str) -> str | None:
    """Return why there is nothing at a path, or None where there is something."""
    if path == STDIN:
        return None
    try:
        Path(path).stat()
    except OSError as error:
        return error.strerror or str(error)
    return None


def _guess_format(head: bytes) -> Format:
    """Tell what a stream contains from its first bytes."""
    if _LOOKS_LIKE_JSONL.match(head):
        return "jsonl"
    return "html" if _LOOKS_LIKE_HTML.match(head) else "text"
