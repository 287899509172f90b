"""What the page of `tinvan view` holds; `static/types.js` tells the same to its scripts.

Articles and facts are numbered in the order of the run, and point at each other by number. Spans
are `[start, end]`, in Unicode code points, as everywhere.
"""

from typing import Any, Literal

import msgspec

Bounds = tuple[int, int]
SlotKind = Literal["number", "integer", "text", "choice", "organisation", "texts", "date"]


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A slot of a type of facts, as a form needs to know it.

    Attributes:
        name: The field of the record.
        kind: What stands in it.
        required: Whether it cannot be null.
        choices: What a choice is between.
    """

    name: str
    kind: SlotKind
    required: bool
    choices: tuple[str, ...] = ()


class ArticleHead(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of articles shows of one.

    Attributes:
        id: Its `doc_id`.
        title: Its headline, or null.
        published: ISO day or minute, or null.
        day: Its own day, from which dates were reckoned, or null.
        source: The host of its address, or whom it was taken from.
        first: The number of its first fact.
        count: How many facts it has.
    """

    id: str
    title: str | None
    published: str | None
    day: str | None
    source: str | None
    first: int
    count: int


class FactColumns(msgspec.Struct, frozen=True, kw_only=True):
    """What facts are filtered by: the n-th of each list is of the n-th fact.

    Attributes:
        id: The id of the record, under which the decision of a person is kept.
        type: A position in `Index.types`.
        confidence: In hundredths; null where it is not known.
        start: First day, ISO 8601, or null.
        end: Last day, or null.
        agencies: Positions in `Index.agencies`: the body itself, of a post, or whose figure it is.
        people: Positions in `Index.people`: the official, or who is said to state it.
        places: Positions in `Index.places`.
    """

    id: list[str]
    type: list[int]
    confidence: list[int | None]
    start: list[str | None]
    end: list[str | None]
    agencies: list[tuple[int, ...]]
    people: list[tuple[int, ...]]
    places: list[tuple[int, ...]]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A source of a conflict or of a point of a series.

    Attributes:
        fact: The number of the fact; null if it is not on the page.
        doc: The `doc_id` of the article.
        published: Its day or minute, or null.
        url: Its address, or null.
        evidence: The sentence.
        anchor: Where the anchor stands in the sentence.
    """

    fact: int | None
    doc: str
    published: str | None
    url: str | None
    evidence: str
    anchor: Bounds


class ConflictSide(msgspec.Struct, frozen=True, kw_only=True):
    """One of the things that contradict each other: what is said, and by which articles."""

    says: str
    sources: tuple[Statement, ...]


class ConflictCard(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction, as `tinvan.merge.records.Conflict` tells it."""

    kind: str
    type: str
    about: str
    explanation: str
    sides: tuple[ConflictSide, ...]


class SeriesPoint(msgspec.Struct, frozen=True, kw_only=True):
    """A point of a series.

    Attributes:
        start: First day on which it holds.
        end: Last day.
        value: The rank or share; of a range its middle.
        says: As the text has it.
        comparator: How the text bounds it.
        modality: Whether it is so, aimed at, foreseen or denied.
        contradicted: What is stated instead elsewhere.
        sources: Where it is stated.
    """

    start: str
    end: str
    value: float
    says: str
    comparator: str
    modality: str
    contradicted: tuple[str, ...]
    sources: tuple[Statement, ...]


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Ranks or shares of one subject in one thing, at several times.

    Attributes:
        kind: "rank" or "share".
        subject: Who is ranked, or whose share it is.
        about: In what, or of what.
        scope: Among whom; null for the whole world, and of a share.
        measure: Of a share: a level, or a change.
        points: In the order of time.
    """

    kind: Literal["rank", "share"]
    subject: str
    about: str
    scope: str | None
    measure: str
    points: tuple[SeriesPoint, ...]


class RejectRow(msgspec.Struct, frozen=True, kw_only=True):
    """What was not read, and why."""

    doc: str
    reason: str
    message: str


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What the page reads at once; each article is a block of its own, read when it is shown.

    Attributes:
        schema: Name and version of this form.
        run: What the folder of the run is called.
        version: Of tinvan.
        types: The types of facts.
        slots: What each type has, in the order of the record.
        content: The labels of lines that are content.
        articles: In the order of the run.
        facts: In the order of the run.
        agencies: Names of bodies.
        people: Names of people.
        places: Names of places.
        conflicts: What contradicts what.
        series: What can be plotted over time.
        rejects: What was not read.
    """

    schema: Literal["tinvan-view/1"] = "tinvan-view/1"
    run: str
    version: str
    types: tuple[str, ...]
    slots: dict[str, tuple[Slot, ...]]
    content: tuple[str, ...]
    articles: list[ArticleHead]
    facts: FactColumns
    agencies: list[str]
    people: list[str]
    places: list[str]
    conflicts: tuple[ConflictCard, ...]
    series: tuple[Series, ...]
    rejects: tuple[RejectRow, ...]


class ArticleBody(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """All of an article.

    Attributes:
        text: What offsets index; null where it is not known.
        lines: Start, end, label and rule of each line that is not blank.
        facts: The records, less what the article tells; spans as bounds, or as `{start, end,
            text}` where the text is not known.
        url: Where it was crawled, or null.
        known: What is known of it: author, section and so on, where it is known.
        warnings: What went wrong without costing the article.
    """

    text: str | None
    lines: list[tuple[int, int, str | None, str | None]]
    facts: list[dict[str, Any]]
    url: str | None = None
    known: dict[str, str] = {}
    warnings: tuple[str, ...] = ()
