"""The records beside the facts: what was made of each article, and of the run."""

from typing import Literal

import msgspec

from tinvan.charsets import Repair
from tinvan.document import Document, LineLabel, PageKindName, Source
from tinvan.metadata import Origin
from tinvan.read.links import Link
from tinvan.read.rejects import RejectReason


class LineRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A line of an article and its role.

    Attributes:
        number: 1-based, blank lines counted.
        start: First character that is not blank, as an offset in Unicode code points.
        end: Behind the last character that is not blank.
        label: Its role (FACTS.md, section 6).
        rule: The rule that gave the label.
        text: The characters, where they were asked for.
    """

    number: int
    start: int
    end: int
    label: LineLabel | None
    rule: str | None
    text: str | msgspec.UnsetType = msgspec.UNSET


class DocumentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An article that was read, or a link in a folder that was not followed.

    Attributes:
        schema: Name and version of this form.
        doc_id: Identifies the article (FACTS.md, section 1).
        kind: Whether it is an article, a page of another kind that was kept, or a link, of which
            nothing is known but why it was not followed, in `warnings`.
        input: The file it came from, relative to the input root, where that is not its `doc_id`.
        url: Where it was crawled; where that is not known, the address that the page gives itself.
        canonical: The address that the page gives itself.
        title: Its headline.
        lead: The paragraph set apart below the headline.
        published: ISO day or ISO minute, Vietnamese time.
        modified: When it was last changed, in the same form; null if not after `published`.
        author: As written.
        authors: The people in `author`, one by one.
        source: Who it was taken from, as written.
        section: The part of the paper that it stands in, as written.
        tags: The keywords that the page gives it.
        language: Of its text, ISO 639-1.
        origins: Where each of these fields comes from: the head of the page ("json-ld",
            "opengraph", "meta"), its elements ("markup"), a line that it prints ("dateline",
            "byline", "source-line", "text") or an address ("url"). What came beside the article
            is not listed.
        day: The article's own day, ISO 8601, from which dates were reckoned.
        day_basis: Whether `day` was published, or is the day of the event reported.
        facts: How many facts were found in it; copies have theirs too.
        copy_of: The `doc_id` of the earliest published article of the run with the same text, its
            headline, small edits and cuts aside; null if this is the earliest, or if copies were
            not looked for.
        copy_share: The part of the shorter one's syllables that both print, 0..1; null where
            `copy_of` is.
        repairs: What was in a wrong charset and was converted, in `text` and in what is known
            of the article.
        warnings: What went wrong without costing the article, each as "code: explanation".
        lines: The lines that are not blank.
        text: What offsets index, where that is not the input itself: of a page, of a row with
            its parts apart, and of a text that was converted from a wrong charset.
    """

    schema: Literal["tinvan-doc/1"] = "tinvan-doc/1"
    doc_id: str
    kind: Literal["article", "link"] | PageKindName
    input: str | msgspec.UnsetType = msgspec.UNSET
    url: str | None
    canonical: str | None
    title: str | None
    lead: str | None
    published: str | None
    modified: str | None
    author: str | None
    authors: tuple[str, ...]
    source: str | None
    section: str | None
    tags: tuple[str, ...]
    language: str | None
    origins: dict[str, Origin]
    day: str | None
    day_basis: Literal["published", "context"] | None
    facts: int
    copy_of: str | None = None
    copy_share: float | None = None
    repairs: tuple[Repair, ...]
    warnings: tuple[str, ...]
    lines: tuple[LineRecord, ...]
    text: str | msgspec.UnsetType = msgspec.UNSET


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What a run counted.

    Attributes:
        documents: Articles that were read, and links that were not followed.
        facts: Facts by type.
        rejects: Rejects by reason.
        warned: Articles that were read with a warning.
        copies: Articles that copy an earlier one; null if that was not looked for.
    """

    documents: int = 0
    facts: dict[str, int] = msgspec.field(default_factory=dict)
    rejects: dict[RejectReason, int] = msgspec.field(default_factory=dict)
    warned: int = 0
    copies: int | None = None


class RunRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The account of a run. Times stand here alone: the other files are the same every time.

    Attributes:
        schema: Name and version of this form.
        versions: Of tinvan, Python and the libraries that decide what is read.
        rules: A hash of all files of rules and models.
        inputs: The paths given.
        options: The other options given.
        counts: What was found.
        notices: What was left out of the inputs without costing an article.
        started: When the run began, ISO 8601, UTC.
        seconds: Seconds by stage, and in "total".
    """

    schema: Literal["tinvan-run/1"] = "tinvan-run/1"
    versions: dict[str, str]
    rules: str
    inputs: tuple[str, ...]
    options: dict[str, str | bool | float | None]
    counts: Tally
    notices: tuple[str, ...]
    started: str
    seconds: dict[str, float]


def document_record(document: Document, *, with_lines: bool = False) -> DocumentRecord:
    """Return the record of an article.

    Args:
        document: The article, cleaned at least.
        with_lines: Whether each line's record holds its characters.
    """
    known = document.metadata
    origin = document.source.input
    apart = document.source.joined or document.view.raw != document.source.content
    lines = []
    for line in document.lines:
        span = document.span(line)
        lines.append(
            LineRecord(
                number=line.number,
                start=span.start,
                end=span.end,
                label=line.label,
                rule=line.rule,
                text=span.text if with_lines else msgspec.UNSET,
            )
        )
    return DocumentRecord(
        doc_id=document.source.doc_id,
        kind=document.kind.name if document.kind else "article",
        input=origin if origin and origin != document.source.doc_id else msgspec.UNSET,
        url=known.url,
        canonical=known.canonical,
        title=known.title,
        lead=known.lead,
        published=known.published,
        modified=known.modified,
        author=known.author,
        authors=known.authors,
        source=known.source,
        section=known.section,
        tags=known.tags,
        language=known.language,
        origins=known.origins,
        day=document.day.isoformat() if document.day else None,
        day_basis=document.day_basis if document.day else None,
        facts=len(document.facts),
        repairs=document.repairs,
        warnings=document.warnings,
        lines=tuple(lines),
        text=document.view.raw if apart else msgspec.UNSET,
    )


def link_record(link: Link) -> DocumentRecord:
    """Return the record of a link that was not followed: without a text, so that nobody does."""
    nothing = document_record(Document(source=Source(doc_id=link.doc_id, content="")))
    return msgspec.structs.replace(nothing, kind="link", warnings=link.warnings, text="")
