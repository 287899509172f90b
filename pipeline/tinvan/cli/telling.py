"""What --verbose tells of a run while it goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from tinvan.copies import Copy
    from tinvan.document import Document
    from tinvan.output.records import RunRecord
    from tinvan.output.sinks import Sink
    from tinvan.read.rejects import Reject


class _Warned(msgspec.Struct):
    """What is told of the record of an article."""

    doc_id: str
    warnings: tuple[str, ...]


class Telling:
    """A sink that tells of warnings and rejects, and hands all on to another.

    Args:
        sink: Where the records go.
        tell: Called with each message.
        rejects: Whether to tell of rejects; not where the other sink does.
    """

    def __init__(self, sink: Sink, tell: Callable[[str], None], *, rejects: bool) -> None:
        self._sink, self._tell, self._rejects = sink, tell, rejects

    def document(self, document: Document) -> None:
        """Tell of the warnings of an article, and write it."""
        self._warn(document.source.doc_id, document.warnings)
        self._sink.document(document)

    def lines(self, document: bytes, facts: Iterable[bytes]) -> None:
        """Tell of the warnings of an article that is JSON already, and write it."""
        told = msgspec.json.decode(document, type=_Warned)
        self._warn(told.doc_id, told.warnings)
        self._sink.lines(document, facts)

    def reject(self, reject: Reject) -> None:
        """Tell of a reject, and write it."""
        if self._rejects:
            self._tell(reject.summary)
        self._sink.reject(reject)

    def mark(self, copies: Mapping[int, Copy]) -> None:
        """Write which articles copy others."""
        self._sink.mark(copies)

    def close(self, run: RunRecord) -> None:
        """Write the account of the run."""
        self._sink.close(run)

    def _warn(self, doc_id: str, warnings: Iterable[str]) -> None:
        for message in warned(doc_id, warnings):
            self._tell(message)


def warned(doc_id: str, warnings: Iterable[str]) -> list[str]:
    """Return what to tell of the warnings of an article."""
    return [f"{doc_id}: warning: {warning}" for warning in warnings]
