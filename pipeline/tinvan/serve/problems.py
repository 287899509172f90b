"""Errors of the service: JSON with a code, what is wrong, and what to do about it."""

from collections.abc import Mapping
from typing import Literal, Self, get_args

import msgspec

from tinvan.document import PageKindName
from tinvan.read.rejects import Reject, RejectReason

Code = (
    Literal[
        "bad-parameter",
        "busy",
        "cross-site",
        "gone",
        "method-not-allowed",
        "no-worker",
        "not-found",
        "slow-body",
        "unauthorised",
        "unknown-agency",
        "unsupported-media-type",
    ]
    | RejectReason
)
_STATUS: Mapping[str, int] = {
    "bad-json": 400,
    "gone": 400,
    "unauthorised": 401,
    "cross-site": 403,
    "not-found": 404,
    "unknown-agency": 404,
    "method-not-allowed": 405,
    "slow-body": 408,
    "too-large": 413,
    "unsupported-media-type": 415,
    "crash": 500,
    "internal-error": 500,
    "memory": 500,
    "busy": 503,
    "no-worker": 503,
    "timeout": 504,
}
_UNREADABLE = 422
# Rejects tell the options of the command line: here the same are other words.
_WORDS = {f"“--keep {kind}” keeps": f"“keep={kind}” keeps" for kind in get_args(PageKindName)} | {
    ", or give --column text=NAME or html=NAME": "",
    ", or name a file of objects over several lines .json": "",
}
# Rows are lines to their reader: a whole body is none.
_WORDS_OF_WHOLE = {
    "this is no JSON": "the body is no JSON",
    "this cannot be read as JSON": "the body cannot be read as JSON",
    "; write one object a line": "; send one object, or, as application/x-ndjson, one a line",
    "this row has no text": "the object has no text",
}


class Problem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why there is no answer.

    Attributes:
        error: Why, as a code.
        message: Why, and what to do about it.
        doc_id: The article, where one was told.
        line: The line of JSON Lines, counted from 1.
        offset: The character of that line, or of the body, at which reading failed, counted from 0.
        stage: The stage that failed on an internal error.
        near: Names that look like one that is not known.
    """

    error: Code
    message: str
    doc_id: str | None = None
    line: int | None = None
    offset: int | None = None
    stage: str | None = None
    near: list[str] | None = None

    @classmethod
    def of(cls, reject: Reject) -> Self:
        """Return the problem that a reject tells."""
        message = reject.message
        words = _WORDS if reject.line is not None else _WORDS | _WORDS_OF_WHOLE
        for theirs, ours in words.items():
            message = message.replace(theirs, ours)
        return cls(
            error=reject.reason,
            message=message,
            doc_id=reject.doc_id,
            line=reject.line,
            offset=reject.offset,
            stage=reject.stage,
        )

    @property
    def status(self) -> int:
        """The status of HTTP that goes with it."""
        return _STATUS.get(self.error, _UNREADABLE)


class ProblemError(Exception):
    """A request that gets no answer.

    Attributes:
        problem: Why.
        headers: What goes with it beside its status.
    """

    def __init__(self, problem: Problem, headers: Mapping[str, str] | None = None) -> None:
        self.problem, self.headers = problem, headers
        super().__init__(problem.message)


def refuse(error: Code, message: str, headers: Mapping[str, str] | None = None) -> ProblemError:
    """Return the error that refuses a request."""
    return ProblemError(Problem(error=error, message=message), headers)
