"""The articles of files, folders, patterns, remote places and standard input.

What cannot be read becomes a `Reject` and the rest is read on; only what makes a run
pointless (a path that is not there) is an error.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from msgspec.structs import replace

from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.limits import MAX_BYTES
from tinvan.metadata import Metadata
from tinvan.read.columns import Columns
from tinvan.read.extras import why_missing
from tinvan.read.folders import find_files, is_pattern, open_local
from tinvan.read.formats import KNOWN_FILES, SPLIT, Format, format_of, parts_of, read_input
from tinvan.read.links import Item, Link
from tinvan.read.opened import Opened
from tinvan.read.parts import WHOLE
from tinvan.read.pieces import Piece, state_of, why_no_pieces
from tinvan.read.rejects import Reject
from tinvan.read.remote import find_remote, is_remote, open_remote, why_unreachable
from tinvan.read.repeated import REPEATED, RepeatedIds
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
        """Yield the articles and rejects in order, ids that come twice told.

        Raises:
            InputError: After the last, if there was nothing at all.
        """
        return (item for item in self.with_links() if not isinstance(item, Link))

    def with_links(self) -> Iterator[Item]:
        """Yield the articles and rejects as `iter` does, and links that are not followed.

        Raises:
            InputError: After the last, if there was no article and no reject.
        """
        repeated = RepeatedIds()
        for item in self.items():
            if not isinstance(item, Reject) and repeated.add(item.doc_id):
                yield replace(item, warnings=(*item.warnings, REPEATED))
            else:
                yield item

    def items(self) -> Iterator[Item]:
        """Yield all as `with_links` does, whether ids come twice or not.

        Raises:
            InputError: After the last, if there was no article and no reject.
        """
        nothing = True
        for item in self.read(self._files()):
            nothing = nothing and isinstance(item, Link)
            yield item
        if nothing:
            raise self.none_error()

    def read(self, pieces: Iterable[Piece | Link | Reject]) -> Iterator[Item]:
        """Yield the articles and rejects of pieces of inputs, and links between them."""
        for piece in pieces:
            if not isinstance(piece, Piece):
                yield piece
                continue
            for item in self._read_piece(piece):
                yield self._completed(item) if isinstance(item, Source) else item
        for column in sorted(self._columns.unread_days):
            self.notices.append(
                f"the column “{column}” was not read: it may be the day of the crawl. If it is "
                f"the day of publication, give --column published={column}"
            )

    def pieces(self, most_items: int, most_size: int) -> Iterator[Piece | Link | Reject]:
        """Yield the files in order, those of lines and rows in pieces, and links between them.

        Args:
            most_items: How many lines or rows a piece has at most, about.
            most_size: How many bytes it has at most, about.

        Raises:
            InputError: If there is a pipe among them, as its articles come once, or, after the
                last, if there was no file at all.
        """
        nothing = True
        for piece in self._files():
            nothing = nothing and isinstance(piece, Link)
            if not isinstance(piece, Piece):
                yield piece
                continue
            if why := why_no_pieces(piece.path):
                raise InputError(f"{piece.path}: {why}")
            try:
                yield from self._split(piece, most_items, most_size)
            except OSError as error:
                yield _unread(piece.name, error)
        if nothing:
            raise self.none_error()

    def none_error(self) -> InputError:
        """Return the error that there is nothing at all in the inputs."""
        found = "; ".join(["no articles there", *self.notices])
        return InputError(f"{', '.join(self._paths)}: {found}. tinvan reads {KNOWN_FILES}")

    @property
    def consumed(self) -> int:
        """How many bytes of the files were read so far, as they are packed; pipes count as none."""
        file = self._file
        known = file is not None and not file.closed and file.seekable()
        return self._read_before + (file.tell() if file is not None and known else 0)

    def _completed(self, source: Source) -> Source:
        """Return the article with the metadata given beside it."""
        known = merge(self._sidecar.get(source.doc_id, Metadata()), source.metadata)
        return replace(source, metadata=merge(known, self._default))

    def _files(self) -> Iterator[Piece | Link | Reject]:
        """Yield the files in order, what cannot be one, and links that are not followed."""
        for path in self._paths:
            if path == STDIN:
                yield Piece(path=STDIN, name="stdin", format=self._format)
            elif why := self._missing.get(path):
                yield _unreadable(path, why)
            else:
                yield from self._files_at(path)

    def _files_at(self, path: str) -> Iterator[Piece | Link | Reject]:
        """Yield the files at a path, and links that are not followed."""
        try:
            found = find_remote(path) if is_remote(path) else find_files(path, self.notices.append)
            for file in found:
                if isinstance(file, Link):
                    yield file
                else:
                    yield Piece(path=file.path, name=file.name, format=file.format or self._format)
        except OSError as error:
            yield _unreadable(path, f"cannot be listed ({error.strerror or error})")

    def _split(self, piece: Piece, most_items: int, most_size: int) -> Iterator[Piece]:
        """Yield the pieces of a file.

        Raises:
            OSError: If it cannot be read.
        """
        size, state = state_of(piece.path)
        whole = replace(piece, part=WHOLE._replace(size=size), state=state)
        if not is_remote(piece.path):
            whole = replace(whole, path=str(Path(piece.path).absolute()))
        if piece.format not in SPLIT:
            yield whole
            return
        with _open(piece.path) as file:
            form, parts = parts_of(self._opened(file, piece), piece.format, most_items, most_size)
        for part in parts:
            yield replace(whole, format=form, part=whole.part if part == WHOLE else part)

    def _read_piece(self, piece: Piece) -> Iterator[Source | Reject]:
        """Yield what a file, or a part of one, contains."""
        if piece.path == STDIN:
            yield from self._read(self._stdin or sys.stdin.buffer, piece)
            return
        try:
            with _open(piece.path) as file:
                self._file = file
                yield from self._read(file, piece)
                self._read_before, self._file = self.consumed, None
        except OSError as error:
            yield _unread(piece.name, error)

    def _read(self, file: BinaryIO, piece: Piece) -> Iterator[Source | Reject]:
        """Yield what an open file contains."""
        opened = self._opened(file, piece)
        for item in opened.with_left(read_input(opened, piece.format)):
            yield replace(item, input=piece.name) if isinstance(item, Source) else item

    def _opened(self, file: BinaryIO, piece: Piece) -> Opened:
        """Return an open file as readers take it."""
        return Opened(
            file,
            piece.name,
            max_bytes=self._max_bytes,
            columns=self._columns,
            notice=self.notices.append,
            part=piece.part,
        )


def _open(path: str) -> BinaryIO:
    """Open a file of this machine or a remote one."""
    return open_remote(path) if is_remote(path) else open_local(path)


def _unread(name: str, error: OSError) -> Reject:
    """Make the reject record of a file that cannot be read."""
    message = f"cannot be read ({error.strerror or error}); check its rights and the disk"
    return _unreadable(name, message)


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
        matched = any(not isinstance(file, Link) for file in find_files(path, lambda _: None))
        return None if matched else "this pattern matches no file. Check it, and quote it"
    try:
        Path(path).stat()
    except OSError as error:
        return f"{error.strerror or error}. Check the name and your rights"
    return None
