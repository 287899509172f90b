"""What children are asked, and what they answer."""

from typing import Literal

import msgspec

from tinvan.batch.rows import Row
from tinvan.document import PageKindName
from tinvan.serve.problems import Problem

Task = Literal["extract", "clean", "values", "agency"]
Media = Literal["text", "html", "row"]
Form = Literal["json", "text", "html"]

_NOTHING = msgspec.Raw(b"null")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do.

    Attributes:
        task: What.
        doc_id: What the article is called, unless a row names it.
        body: The article, or for `agency` the name, as bytes: they are read behind the guard.
        media: What `body` is; a row is a line of JSON.
        line: The number of that line, from 1; None where the row is the whole body.
        charset: The charset that the request gives `body`.
        url: Where the article was crawled. It is never fetched.
        published: Its day; for `values` and `agency` the day that is asked about.
        keep: The kinds of pages, beside articles, that are read.
        min_confidence: Facts less sure than this are left out.
        form: What `clean` gives.
    """

    task: Task
    doc_id: str = "body"
    body: bytes
    media: Media = "text"
    line: int | None = None
    charset: str | None = None
    url: str | None = None
    published: str | None = None
    keep: tuple[PageKindName, ...] = ()
    min_confidence: float = 0.0
    form: Form = "json"

    @property
    def input(self) -> str | None:
        """The file it came from: there is none."""
        return None


class Answer(Row, kw_only=True, omit_defaults=True):
    """What a child answers. Of a guard that lost its child, there is a reject alone.

    Attributes:
        text: What `clean` gives as text or HTML.
        values: What `values` gives.
        agency: What `agency` gives.
        problem: Why there is no answer, where that is no reject.
    """

    text: str | None = None
    values: list[msgspec.Raw] | None = None
    agency: msgspec.Raw = _NOTHING
    problem: Problem | None = None

    @property
    def why_none(self) -> Problem | None:
        """Why there is no answer, None where there is one."""
        return self.problem or (Problem.of(self.reject) if self.reject else None)


_answers = msgspec.json.Decoder(Answer)


def read_answer(row: bytes) -> Answer:
    """Return what a child answered."""
    return _answers.decode(row)
