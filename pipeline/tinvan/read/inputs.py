"""The articles of files, folders, patterns, remote places and standard input.

What cannot be read becomes a `Reject` and the rest is read on; only what makes a run
pointless (a path that is not there) is an error.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.limits import MAX_BYTES
from tinvan.metadata import Metadata
from tinvan.read.columns import Columns
from tinvan.read.extras import why_missing
from tinvan.read.folders import InputFile, find_files, is_pattern, open_local
from tinvan.read.formats import KNOWN_FILES, Format, format_of, read_input
from tinvan.read.opened import Opened
from tinvan.read.rejects import Reject
from tinvan.read.remote import find_remote, is_remote, open_remote, why_unreachable
from tinvan.read.stage import merge

STDIN = "-"


class Inputs:
    """The articles of some inputs, in order, and what could not be read.

    Args:
        paths: Files, folders, patterns ("crawl/**/*.warc.gz"), what fsspec opens
            ("s3://bucket/crawl/"), or "-" for standard input.
        format: What standard input, and files whose names do not tell, contain; found out
            from their first bytes if None.
        sidecar: What is known of articles by doc_id. It outranks what a row says itself.
        published: The day of articles that come without one.
        columns: The columns of rows by field, where they are not called as usual
            ({"text": "article.body"}; see `tinvan.read.columns`).
        max_bytes: The size at which an article is given up, uncompressed.
        stdin: What "-" reads.

    Attributes:
        notices: What was left out without costing an article; grows while iterating.

    Raises:
        InputError: If none of the paths can be read.
    """

    def __init__(
        self,
        paths: Sequence[str],
        *,
        format: Format | None = None,
        sidecar: Mapping[str, Metadata] | None = None,
        published: str | None = None,
        columns: Mapping[str, str] | None = None,
        max_bytes: int = MAX_BYTES,
        stdin: BinaryIO | None = None,
    ) -> None:
        self._missing = {path: why for path in paths if (why := _why_unreadable(path))}
        if len(self._missing) == len(set(paths)):
            for path, why in self._missing.items():
                raise InputError(f"{path}: {why}")
        self.notices: list[str] = []
        self._paths = tuple(paths)
        self._format = format
        self._sidecar = sidecar or {}
        self._default = Metadata(published=published)
        self._columns = Columns(columns)
        self._max_bytes = max_bytes
        self._stdin = stdin
        self._read_before = 0  # bytes of the files that are read
        self._file: BinaryIO | None = None  # the one that is being read

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
        for column in sorted(self._columns.unread_days):
            self.notices.append(
                f"the column “{column}” was not read: it may be the day of the crawl. If it is "
                f"the day of publication, give --column published={column}"
            )
        if nothing:
            found = "; ".join(["no articles there", *self.notices])
            raise InputError(f"{', '.join(self._paths)}: {found}. tinvan reads {KNOWN_FILES}")

    @property
    def consumed(self) -> int:
        """How many bytes of the files were read so far, as they are packed; pipes count as none."""
        file = self._file
        known = file is not None and not file.closed and file.seekable()
        return self._read_before + (file.tell() if file is not None and known else 0)

    def _completed(self, source: Source, seen: set[bytes]) -> Source:
        """Return the article with the metadata given beside it, and a warning on its id."""
        known = merge(self._sidecar.get(source.doc_id, Metadata()), source.metadata)
        warnings = source.warnings
        key = hashlib.blake2b(source.doc_id.encode(), digest_size=12).digest()
        if key in seen:
            warnings += ("duplicate-id: an earlier article has this doc_id too",)
        seen.add(key)
        return replace(source, metadata=merge(known, self._default), warnings=warnings)

    def _items(self) -> Iterator[Source | Reject]:
        """Yield the articles as they stand in the inputs."""
        for path in self._paths:
            if path == STDIN:
                yield from self._read(self._stdin or sys.stdin.buffer, "stdin", self._format)
            elif why := self._missing.get(path):
                yield _unreadable(path, why)
            else:
                yield from self._read_path(path)

    def _read_path(self, path: str) -> Iterator[Source | Reject]:
        """Yield what the files at a path contain."""
        remote = is_remote(path)
        try:
            for file in find_remote(path) if remote else find_files(path, self.notices.append):
                yield from self._read_file(file)
        except OSError as error:
            yield _unreadable(path, f"cannot be listed ({error.strerror or error})")

    def _read_file(self, file: InputFile) -> Iterator[Source | Reject]:
        """Yield what a file contains."""
        try:
            with _open(file.path) as opened:
                self._file = opened
                yield from self._read(opened, file.name, file.format or self._format)
                self._read_before, self._file = self.consumed, None
        except OSError as error:
            message = f"cannot be read ({error.strerror or error}); check its rights and the disk"
            yield _unreadable(file.name, message)

    def _read(self, file: BinaryIO, name: str, form: Format | None) -> Iterator[Source | Reject]:
        """Yield what an open file contains."""
        opened = Opened(
            file,
            name,
            max_bytes=self._max_bytes,
            columns=self._columns,
            notice=self.notices.append,
        )
        for item in read_input(opened, form):
            yield replace(item, input=name) if isinstance(item, Source) else item


def _open(path: str) -> BinaryIO:
    """Open a file of this machine or a remote one."""
    return open_remote(path) if is_remote(path) else open_local(path)


def _unreadable(name: str, message: str) -> Reject:
    """Make the reject record of an input as a whole."""
    return Reject(doc_id=name, reason="unreadable", message=message, input=name)


def _why_unreadable(path: str) -> str | None:
    """Return why nothing at a path can be read and what to do, or None where something can."""
    if path == STDIN:
        return None
    if format_of(path) == "parquet" and (why := why_missing("pyarrow")):
        return why
    if is_remote(path):
        return why_unreachable(path)
    if is_pattern(path):
        matched = any(True for _ in find_files(path, lambda _: None))
        return None if matched else "this pattern matches no file. Check it, and quote it"
    try:
        Path(path).stat()
    except OSError as error:
        return f"{error.strerror or error}. Check the name and your rights"
    return None
