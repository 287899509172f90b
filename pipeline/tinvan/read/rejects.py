"""What could not be read: one record each, so that nothing is lost in silence."""

from typing import Literal

import msgspec

RejectReason = Literal[
    "bad-json",
    "binary",
    "comment-frame",
    "corrupt",
    "crash",
    "empty",
    "encoding",
    "entities",
    "error-page",
    "index-page",
    "internal-error",
    "memory",
    "no-text",
    "other-language",
    "timeout",
    "too-large",
    "truncated",
    "unreadable",
]


class Reject(msgspec.Struct, frozen=True, kw_only=True):
    """An article, or a part of an input, that was not read.

    Attributes:
        doc_id: The article, as far as it is known (FACTS.md, section 1).
        reason: Why, as a code.
        message: Why, and what to do about it.
        input: The file it came from, relative to the input root; "stdin" for standard input.
        line: The line of a JSONL input, or the row of a table, counted from 1.
        offset: Where reading failed, counted from 0: the character of that line, or, of a WARC
            input, the byte of the unpacked archive where the record begins.
        stage: What failed on an internal error: a stage, or "input" for reading the input.
    """

    doc_id: str
    reason: RejectReason
    message: str
    input: str
    line: int | None = None
    offset: int | None = None
    stage: str | None = None

    @property
    def summary(self) -> str:
        """What a user is told of it, on one line."""
        return f"{self.doc_id}: {self.reason}: {self.message}"
