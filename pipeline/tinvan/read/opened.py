"""An input that is open, and what reads it."""

from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Protocol

from msgspec.structs import replace

from tinvan.document import Source
from tinvan.read.columns import Columns
from tinvan.read.parts import WHOLE, Part
from tinvan.read.rejects import Reject, RejectReason
from tinvan.read.streams import BrokenStreamError, open_pieces, open_pieces_from, until_broken


class UnreachableError(OSError):
    """A remote place that gives no bytes, or no more of them."""


class Opened:
    """An input that is open.

    Args:
        file: Its bytes.
        name: Its path relative to the input root.
        max_bytes: The size at which an article is given up, uncompressed.
        columns: Tells the columns of rows.
        notice: Called with what is left out without costing an article.
        part: What of it is read, if it has lines or rows.
    """

    def __init__(
        self,
        file: BinaryIO,
        name: str,
        *,
        max_bytes: int,
        columns: Columns,
        notice: Callable[[str], None],
        part: Part = WHOLE,
    ) -> None:
        self.file, self.name, self.max_bytes, self.columns = file, name, max_bytes, columns
        self.part = part
        self._notice = notice
        self._left: list[str] = []
        if part.start:
            self._pieces = open_pieces_from(file, part.start, self.left)
        else:
            self._pieces = open_pieces(file, self.left)
        self._head: bytes | BrokenStreamError | None = None

    def notice(self, message: str) -> None:
        """Tell of what is left out without costing an article."""
        self._notice(f"{self.name}: {message}")

    def left(self, message: str) -> None:
        """Note, and tell, that bytes of it are left unread that do not matter."""
        self._left.append(message)
        self.notice(message)

    def with_left(self, items: Iterable[Source | Reject]) -> Iterator[Source | Reject]:
        """Yield what is read from it, the last with what was left unread behind it.

        That is known at the end alone, so an item is held until the next one comes.
        """
        held: Source | Reject | None = None
        try:
            for item in items:
                if held is not None:
                    yield held
                held = item
        except Exception:
            # What was read before the rest failed is not lost with it.
            if held is not None:
                yield held
            raise
        if isinstance(held, Source):
            told = tuple(f"left-out: {message}" for message in self._left)
            yield replace(held, warnings=(*held.warnings, *told))
        elif held is not None:
            yield replace(held, message="; ".join([held.message, *self._left]))

    def peek(self) -> bytes:
        """Return the first of its bytes, unpacked; they can still be read."""
        if self._head is None:
            self._head = next(self._pieces, b"")
        return self._head if isinstance(self._head, bytes) else b""

    def pieces(self) -> Iterator[bytes | BrokenStreamError]:
        """Yield its bytes, unpacked, and what is wrong where some are missing; once."""
        if self._head is not None:
            yield self._head
        yield from self._pieces

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, unpacked; once.

        Raises:
            BrokenStreamError: Behind what came, if the data are cut or damaged.
        """
        return until_broken(self.pieces())

    def reject(
        self,
        reason: RejectReason,
        message: str,
        *,
        doc_id: str | None = None,
        line: int | None = None,
        offset: int | None = None,
        stage: str | None = None,
    ) -> Reject:
        """Make the reject record of the input, or of an article in it."""
        return Reject(
            doc_id=doc_id or self.name,
            reason=reason,
            message=message,
            input=self.name,
            line=line,
            offset=offset,
            stage=stage,
        )

    def too_large(
        self, *, doc_id: str | None = None, line: int | None = None, offset: int | None = None
    ) -> Reject:
        """Make the reject record of an article over the limit."""
        message = f"larger than {self.max_bytes} bytes; raise --max-bytes to read it"
        return self.reject("too-large", message, doc_id=doc_id, line=line, offset=offset)


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, opened: Opened, /) -> Iterator[Source | Reject]:
        """Yield the articles of an input in their order, and what could not be read."""
