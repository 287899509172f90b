"""What merging writes: facts with all their sources, and contradictions."""

from typing import Any, Literal

import msgspec

from tinvan.facts import FactDate
from tinvan.spans import Span

ConflictKind = Literal["value", "total", "holders", "ended-body"]


class FactSource(msgspec.Struct, frozen=True, kw_only=True):
    """Where a fact is stated.

    Attributes:
        fact: The id of the fact in facts.jsonl.
        doc_id: The article.
        url: Where it was crawled, if known.
        published: Its publication day or minute, if known.
        copy_of: The article whose text it prints, if it is a copy: that is no further source.
        attribution: Who is said to state it, as written.
        date: When the fact holds, as this article has it.
        anchor: The span that identifies it.
        evidence: The sentence that states it.
    """

    fact: str
    doc_id: str
    url: str | None
    published: str | None
    copy_of: str | None = None
    attribution: str | None
    date: FactDate | None
    anchor: Span
    evidence: Span


class MergedFact(msgspec.Struct, frozen=True, kw_only=True):
    """Facts that state the same.

    Attributes:
        schema: Name and version of this form.
        id: A hash of the ids of its facts.
        type: Their type.
        slots: The slots of the type, as the surest of the facts has them.
        key: What names were taken to mean: the ids of bodies, places and indices.
        start: First day of the time that all of them are compatible with; of an official or agency
            the first day on which one states it.
        end: Last day, in the same way.
        modality: Whether it is so, aimed at, foreseen or denied.
        texts: How many articles state it that copy no other; the copies of one text count once.
        sources: Where it is stated, the earliest published first.
    """

    schema: Literal["tinvan-merged/1"] = "tinvan-merged/1"
    id: str
    type: str
    slots: dict[str, Any]
    key: dict[str, str]
    start: str | None
    end: str | None
    modality: str
    texts: int
    sources: tuple[FactSource, ...]


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """One of the things that contradict each other.

    Attributes:
        says: What is stated, in short: "23/47", "Trần Quốc Ân".
        merged: The id of the merged fact that states it.
        sources: Where it is stated, first by the fact that the others contradict.
    """

    says: str
    merged: str | None
    sources: tuple[FactSource, ...]


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Statements that cannot all be so.

    Attributes:
        schema: Name and version of this form.
        id: A hash of the ids of its facts.
        kind: "value": two values of one thing at one time; "total": parts that do not make their
            total; "holders": two holders of one post at one time; "ended-body": a body named as of
            a day after its end.
        type: The type of the facts.
        about: What is stated differently, in a line.
        explanation: Why this is a contradiction, in a sentence.
        within: Whether one article alone states all sides.
        sides: What contradicts each other.
    """

    schema: Literal["tinvan-conflict/1"] = "tinvan-conflict/1"
    id: str
    kind: ConflictKind
    type: str
    about: str
    explanation: str
    within: bool
    sides: tuple[Side, ...]
