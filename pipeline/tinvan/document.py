"""What flows through the pipeline: a document and the annotations on it.

All offsets in this module are offsets in the document's *view* (see `tinvan.view`);
`Document.span` turns them into spans of the raw text, which is all that records contain.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, Literal, Self, TypeVar

import msgspec

from tinvan.charsets import Repair
from tinvan.facts import AnyFact
from tinvan.metadata import Metadata
from tinvan.spans import Bounded, Span
from tinvan.values.model import Value
from tinvan.view import TextView

LineLabel = Literal[
    "title", "lead", "heading", "body", "caption", "table",
    "dateline", "byline", "source",
    "related", "comment", "widget", "nav", "tag", "ad", "footer", "duplicate",
]  # fmt: skip
CONTENT_LABELS: frozenset[str] = frozenset({"title", "lead", "heading", "body", "caption", "table"})


PageKindName = Literal["index-page", "comment-frame", "error-page", "other-language"]
"""What a page can be that is no article: a home page or another list of stories; comments alone; a
page that stands in for what is not there or not to be had; a text in another language."""


class PageKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a page is, if no article.

    Attributes:
        name: The kind.
        signs: The signs that spoke for it or against it (`rules/clean/page_kinds.toml`), with their
            weights.
    """

    name: PageKindName
    signs: dict[str, float] = {}

    @property
    def reason(self) -> str:
        """Why it is taken for no article."""
        return f"no article, as {', '.join(self.signs)} tell"


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One input article, before anything is read into it.

    Attributes:
        doc_id: Identifies the article (FACTS.md, section 1).
        content: Its text, or its HTML.
        media: What `content` is.
        metadata: What came beside the text: a JSON row's fields, a sidecar, the command line.
        joined: Whether `content` was put together from the parts of a row, so that offsets
            index no field of the input.
        as_is: Whether text in a wrong charset is left so, because whoever gave it counts in it.
        warnings: What went wrong on the way in without costing the article.
        input: The file it came from, relative to the input root; None where there is no file.
    """

    doc_id: str
    content: str
    media: Literal["text", "html"] = "text"
    metadata: Metadata = Metadata()
    joined: bool = False
    as_is: bool = False
    warnings: tuple[str, ...] = ()
    input: str | None = None


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the text, with what the cleaning made of it.

    Attributes:
        number: 1-based, blank lines counted.
        start: First character that is not blank.
        end: Behind the last character that is not blank.
        hints: What the markup said of it ("h1", "figcaption", "nav", …), empty for bare text.
        label: Its role (FACTS.md, section 6); None before cleaning.
        rule: The rule that gave the label; None before cleaning.
    """

    number: int
    start: int
    end: int
    hints: tuple[str, ...] = ()
    label: LineLabel | None = None
    rule: str | None = None

    @property
    def is_content(self) -> bool:
        """Whether facts may be read from this line."""
        return self.label in CONTENT_LABELS


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of article content.

    Attributes:
        start: First character.
        end: Behind the last character.
        paragraph: Number of its paragraph, counted from 0 over the content.
        label: The label of the line in which it starts.
    """

    start: int
    end: int
    paragraph: int
    label: LineLabel


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word of the word segmentation: one syllable or several."""

    start: int
    end: int
    text: str


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A name found in the text.

    Attributes:
        kind: What it names.
        start: First character.
        end: Behind the last character.
        text: The characters in the view.
        rule: The rule or lexicon entry that read it.
        name: The full name, once resolved (an agency's official name, a place's full name).
        ref: A stable id from the registry, where it knows the body or place.
    """

    kind: Literal["person", "post", "agency", "place"]
    start: int
    end: int
    text: str
    rule: str
    name: str | None = None
    ref: str | None = None


class DateMention(msgspec.Struct, frozen=True, kw_only=True):
    """A time expression, resolved to an interval of days.

    Attributes:
        start: First character of the expression without its preposition.
        end: Behind its last character.
        first: First day, ISO 8601, or None where the interval is open.
        last: Last day (inclusive), ISO 8601, or None where the interval is open.
        value: The time expression it was resolved from.
    """

    start: int
    end: int
    first: str | None
    last: str | None
    value: Value

    @property
    def rule(self) -> str:
        """The rule that read it."""
        return self.value.rule


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What a model chose for a slot of a fact.

    Attributes:
        slot: The slot.
        by_rules: What the rules had proposed.
        chosen: What the model chose.
        probability: How much of its probability agrees with that.
    """

    slot: str
    by_rules: Any
    chosen: Any
    probability: float


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """An article on its way through the stages; each stage returns a copy with more on it.

    Attributes:
        source: The article as it came in.
        view: The text that offsets index, and its normalised view. For text input it is
            `source.content` itself, for HTML the text lines of the page; what was in a wrong
            charset is converted there.
        repairs: What was converted.
        metadata: What is known of the article after reading and cleaning.
        types: What the page says it is: types of its JSON-LD, and "og:" with its OpenGraph type.
        page_title: The `<title>` of the page.
        kind: What the page is, if no article; None too before cleaning.
        day: The article's own day (FACTS.md, section 3), or None where unknown.
        day_basis: Whether `day` was published, or is the day of the event reported.
        lines: The non-blank lines in order.
        sentences: The sentences of the content in order.
        tokenise: Splits the view between two offsets into words; set by the tokenise stage.
        values: Number and time expressions found, in order of start.
        dates: Time expressions that were resolved, in order of start.
        mentions: Names found, in order of start.
        facts: What was assembled.
        decisions: What models chose for the slots of facts, by the facts' ids.
        warnings: What went wrong without costing the article.
        found: What readers have found out of it as it is (`tinvan.once`).
    """

    source: Source
    view: TextView = msgspec.field(default_factory=lambda: TextView(""))
    repairs: tuple[Repair, ...] = ()
    metadata: Metadata = Metadata()
    types: tuple[str, ...] = ()
    page_title: str = ""
    kind: PageKind | None = None
    day: dt.date | None = None
    day_basis: Literal["published", "context"] = "published"
    lines: tuple[Line, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokenise: Callable[[int, int], tuple[Token, ...]] | None = None
    values: tuple[Value, ...] = ()
    dates: tuple[DateMention, ...] = ()
    mentions: tuple[Mention, ...] = ()
    facts: tuple[AnyFact, ...] = ()
    decisions: Mapping[str, tuple[Decision, ...]] = {}
    warnings: tuple[str, ...] = ()
    found: dict[Any, Any] = msgspec.field(default_factory=dict)

    def replace(self, **changes: Any) -> Self:  # noqa: ANN401 - fields of many types
        """Return a copy with some fields changed."""
        return msgspec.structs.replace(self, found={}, **changes)

    def taken_for(self, kind: PageKind) -> Self:
        """Return a copy that is said to be no article, with a warning that tells why."""
        told = f"{kind.name}: {kind.reason}"
        return self.replace(kind=kind, warnings=(*self.warnings, told))

    def text_of(self, part: Bounded) -> str:
        """Return a part of the view on one line: line ends inside it become spaces."""
        text = self.view.text[part.start : part.end]
        return text if text.isprintable() else text.translate(_LINE_ENDS)

    def span(self, part: Bounded) -> Span:
        """Return the raw span behind a part of the view."""
        return self.view.span(part.start, part.end)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that covers a view offset, if one does."""
        at = bisect_right(self.sentences, offset, key=_start) - 1
        if at >= 0 and offset < self.sentences[at].end:
            return self.sentences[at]
        return None

    def mentions_in(self, part: Bounded, kind: str | None = None) -> Iterator[Mention]:
        """Yield the mentions within a part of the view, of one kind if given."""
        return (
            mention
            for mention in within(self.mentions, part)
            if kind is None or mention.kind == kind
        )


T = TypeVar("T", bound=Bounded)
_LINE_ENDS = {ord(c): " " for c in "\n\r\t\v\f\x85\u2028\u2029"}


_start = attrgetter("start")


def within(things: Sequence[T], part: Bounded) -> Iterator[T]:
    """Yield the things, given in order of start, that lie wholly within a part of the view."""
    end = part.end
    found: list[T] = []
    if things:
        for at in range(bisect_left(things, part.start, key=_start), len(things)):
            thing = things[at]
            if thing.start > end:
                break
            if thing.end <= end:
                found.append(thing)
    return iter(found)


def preceding(things: Sequence[T], offset: int) -> Iterator[T]:
    """Yield the things, given in order of start, that start before an offset, the last first."""
    return (things[at] for at in range(bisect_left(things, offset, key=_start) - 1, -1, -1))
