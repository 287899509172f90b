"""The points of a timeline: merged facts that answer a question, in the order of time."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple

import msgspec

from tinvan.merge.indices import Indices, plain_index
from tinvan.merge.names import body_key, measure_key, scope_key, subject_key
from tinvan.merge.records import Conflict, FactSource, MergedFact
from tinvan.names.knowledge import load_knowledge
from tinvan.registry import UnknownAgencyError, find_agency
from tinvan.score.slots import fold

Kind = Literal["rank", "share", "post"]
_TYPES: dict[str, Kind] = {"ranking": "rank", "percentage": "share", "official": "post"}


class Question(NamedTuple):
    """What is asked for.

    Attributes:
        kind: Ranks, shares, or holders of posts.
        subject: Who is ranked, whose share it is, or whose post; None for any.
        about: The index, the measure or the post; "" for any.
        scope: Among whom; None for any.
        year: Only what holds in a year; None for any.
        provinces: Only provinces of Vietnam.
    """

    kind: Kind
    subject: str | None
    about: str
    scope: str | None = None
    year: int | None = None
    provinces: bool = False


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A merged fact on a timeline.

    Attributes:
        start: The first day on which it holds, or is stated of a post.
        end: The last day.
        subject: Who is ranked, whose share it is, or whose post.
        about: The index, the measure or the post.
        scope: Among whom.
        says: What is stated, in short: "86/193", "52,5%", a person.
        value: The rank or share as a number.
        comparator: How the text bounds it.
        modality: Whether it is so, aimed at, foreseen or denied.
        status: Of a post: whether the person holds it.
        publisher: Who ranks, or is said to state it.
        contradicted: What is stated instead elsewhere.
        texts: How many articles state it that copy no other.
        sources: Where it is stated.
    """

    start: str | None
    end: str | None
    subject: str | None
    about: str | None
    scope: str | None
    says: str
    value: float | None
    comparator: str
    modality: str
    status: str | None
    publisher: str | None
    contradicted: tuple[str, ...]
    texts: int
    sources: tuple[FactSource, ...]


def points(
    question: Question,
    merged: Iterable[MergedFact],
    conflicts: Iterable[Conflict],
    indices: Indices,
) -> list[Point]:
    """Return the merged facts that answer a question, in the order of time."""
    against = against_by_fact(conflicts)
    asked = Asked(question, indices)
    found = [_point(fact, against) for fact in merged if asked.fits(fact)]
    return sorted(found, key=_in_time)


def against_by_fact(conflicts: Iterable[Conflict]) -> dict[str, list[str]]:
    """Return what is stated instead of each merged fact, by its id."""
    against: dict[str, list[str]] = {}
    for conflict in conflicts:
        for side in conflict.sides:
            others = [o.says for o in conflict.sides if o.merged != side.merged]
            against.setdefault(side.merged or "", []).extend(others)
    return against


class Asked:
    """Tells which merged facts a question is about.

    Args:
        question: The question.
        indices: The known indices.
    """

    def __init__(self, question: Question, indices: Indices) -> None:
        self._question = question
        index = indices.known(question.about, None) if question.kind == "rank" else None
        self._index = f"index:{index.id}" if index else None
        self._subjects = {*_subject_keys(question)}
        self._provinces = {f"place:{id}" for id in load_knowledge().provinces}

    def fits(self, fact: MergedFact) -> bool:
        """Tell whether a merged fact answers the question."""
        question = self._question
        if _TYPES.get(fact.type) != question.kind or not self._is_about(fact):
            return False
        if question.scope is not None and fact.key.get("scope", "") != scope_key(question.scope):
            return False
        if question.provinces and fact.key.get("subject") not in self._provinces:
            return False
        return self._is_of(fact) and _in_year(fact, question.year)

    def _is_of(self, fact: MergedFact) -> bool:
        """Tell whether it is of the subject, or of a body whose post is asked for."""
        if not self._question.subject:
            return True
        key = fact.key.get("organisation" if fact.type == "official" else "subject")
        return key in self._subjects

    def _is_about(self, fact: MergedFact) -> bool:
        """Tell whether it is of the index, measure or post."""
        about = self._question.about
        if fact.type == "ranking":
            if self._index:
                return fact.key.get("index") == self._index
            return plain_index(about) in plain_index(fact.slots["index"] or "")
        if fact.type == "percentage":
            return measure_key(about) in measure_key(fact.slots["indicator"])
        return fold(about) in fold(fact.slots["position"])


def _subject_keys(question: Question) -> Iterator[str]:
    """Yield the keys that the subject of a question may have."""
    subject = question.subject
    if not subject:
        return
    if question.kind != "post":
        yield subject_key(subject) or f"name:{fold(subject)}"
        return
    yield f"name:{fold(subject)}"
    if key := body_key(subject):
        yield key
    try:
        answer = find_agency(subject)
    except UnknownAgencyError:
        return
    yield f"name:{fold(answer.name)}"
    if answer.id:
        yield f"body:{answer.id}"


def _in_year(fact: MergedFact, year: int | None) -> bool:
    """Tell whether a fact holds on a day of a year."""
    if year is None:
        return True
    first, last = fact.start or fact.end, fact.end or fact.start
    return bool(first and last) and int(str(first)[:4]) <= year <= int(str(last)[:4])


def _point(fact: MergedFact, against: Mapping[str, list[str]]) -> Point:
    """Return a merged fact as a point."""
    slots = fact.slots
    organisation = slots.get("organisation") or {}
    return Point(
        start=fact.start,
        end=fact.end,
        subject=organisation.get("name") if fact.type == "official" else slots["subject"],
        about=slots.get("index") or slots.get("indicator") or slots.get("position"),
        scope=slots.get("scope"),
        says=says(fact),
        value=slots.get("rank") if fact.type == "ranking" else slots.get("value"),
        comparator=slots.get("comparator", "="),
        modality=fact.modality,
        status=slots.get("status"),
        publisher=slots.get("publisher") or fact.sources[0].attribution,
        contradicted=tuple(dict.fromkeys(against.get(fact.id, ()))),
        texts=fact.texts,
        sources=fact.sources,
    )


def says(fact: MergedFact) -> str:
    """Return what a merged fact states, in short."""
    slots: dict[str, Any] = fact.slots
    if fact.type == "official":
        return str(slots["person"])
    if fact.type == "percentage" or slots["rank"] is None:
        return fact.sources[0].anchor.text
    bound = "" if slots["comparator"] == "=" else slots["comparator"] + " "
    return f"{bound}{slots['rank']}" + (f"/{slots['out_of']}" if slots["out_of"] else "")


def _in_time(point: Point) -> tuple[str, str, str, str]:
    """Return what points are put in order by."""
    return (point.start or point.end or "9", point.end or "9", point.scope or "", point.says)
