"""Merged facts and the sides of contradictions, told with their sources."""

import hashlib
from collections.abc import Sequence

import msgspec

from tinvan.facts import (
    Agency,
    AnyFact,
    LegalDocument,
    Money,
    Official,
    Percentage,
    Quantity,
    Ranking,
)
from tinvan.merge.blocks import Keys
from tinvan.merge.names import body_key, organisation_key, scope_key, subject_key
from tinvan.merge.records import FactSource, MergedFact, Side
from tinvan.merge.store import FactStore
from tinvan.score.slots import ALL_SLOTS

_NO_SLOTS = ("date", "modality", "attribution")  # what a merged fact has apart


def digest(parts: Sequence[str]) -> str:
    """Return the id of what is made of facts."""
    return hashlib.blake2b(msgspec.json.encode(parts), digest_size=12).hexdigest()


def merged_fact(store: FactStore, members: Sequence[int], keys: Keys) -> MergedFact:
    """Return the facts of a group as one.

    Args:
        store: The facts.
        members: Their numbers.
        keys: Makes their keys.
    """
    facts = [store.fact(number) for number in members]
    best = max(facts, key=lambda fact: (_is_dated(fact), fact.confidence or 0.0))
    start, end = _period(facts)
    kind = _kind(best)
    return MergedFact(
        id=digest(sorted(fact.id for fact in facts)),
        type=kind,
        slots={slot: getattr(best, slot) for slot in ALL_SLOTS[kind] if slot not in _NO_SLOTS},
        key=_key(best, keys),
        start=start,
        end=end,
        modality=best.modality,
        texts=len({store.text(number) for number in members}),
        sources=_sources(store, members),
    )


def side(
    store: FactStore, number: int, merged: str, members: Sequence[int], *, alone: bool
) -> Side:
    """Return one side of a contradiction.

    Args:
        store: The facts.
        number: The fact that contradicts.
        merged: The id of the merged fact that it is part of.
        members: The facts of that, by number.
        alone: Whether the fact alone contradicts, and not the others that state the same.
    """
    others = [] if alone else [member for member in members if member != number]
    sources = (store.source(number), *_sources(store, others))
    return Side(says=says(store.fact(number)), merged=merged, sources=sources)


def says(fact: AnyFact) -> str:
    """Return what a fact states, in short."""
    if isinstance(fact, Official):
        return fact.person
    if isinstance(fact, Agency):
        return fact.name
    if isinstance(fact, Ranking) and fact.rank is not None:
        return f"{fact.rank}/{fact.out_of}" if fact.out_of else str(fact.rank)
    return fact.anchor.text


def about(fact: AnyFact) -> str:
    """Return what a fact is about, in a line."""
    parts: list[str | None]
    if isinstance(fact, Official):
        parts = [fact.position, fact.organisation.name if fact.organisation else None]
    elif isinstance(fact, Ranking):
        parts = [fact.subject, fact.index, fact.scope]
    elif isinstance(fact, Percentage | Money):
        parts = [fact.subject, fact.indicator]
    elif isinstance(fact, Quantity):
        parts = [fact.subject, fact.indicator, fact.unit]
    elif isinstance(fact, LegalDocument):
        parts = [fact.kind, fact.number]
    else:
        parts = [fact.name]
    days = fact.date and fact.date.start and (fact.date.start, fact.date.end)
    when = "" if not days else days[0] if days[0] == days[1] else f"{days[0]}..{days[1] or ''}"
    return " · ".join(part for part in (*parts, when) if part)


def _key(fact: AnyFact, keys: Keys) -> dict[str, str]:
    """Return what the names of a fact were taken to mean."""
    found: dict[str, str | None] = {}
    if isinstance(fact, Ranking):
        found = {"index": keys.index(fact), "scope": scope_key(fact.scope)}
    if isinstance(fact, Ranking | Percentage | Quantity | Money):
        found["subject"] = subject_key(fact.subject)
    elif isinstance(fact, Official):
        found["organisation"] = organisation_key(fact)
    elif isinstance(fact, Agency):
        found["body"] = f"body:{fact.agency_id}" if fact.agency_id else body_key(fact.name)
    return {name: key for name, key in found.items() if key}


def _period(facts: Sequence[AnyFact]) -> tuple[str | None, str | None]:
    """Return the time of a merged fact.

    Figures hold in the shortest time that is stated; an official or agency is seen from the first
    to the last of its days.
    """
    dates = [fact.date for fact in facts if fact.date is not None]
    if not dates:
        return None, None
    if isinstance(facts[0], Official | Agency):
        days = [day for date in dates for day in (date.start, date.end) if day]
        return (min(days), max(days)) if days else (None, None)
    stated = [date for date in dates if date.basis != "published"] or dates
    shortest = min(stated, key=lambda date: (_length(date.start, date.end), date.start or ""))
    return shortest.start, shortest.end


def _length(start: str | None, end: str | None) -> tuple[bool, int]:
    """Return how long a period is, roughly; an open one is the longest."""
    if not start or not end:
        return True, 0
    first, last = (int(day.replace("-", "")) for day in (start, end))
    return False, last - first


def _sources(store: FactStore, members: Sequence[int]) -> tuple[FactSource, ...]:
    """Return where facts are stated, the earliest published first."""
    sources = [store.source(number) for number in members]
    return tuple(sorted(sources, key=lambda one: (one.published or "9", one.doc_id, one.fact)))


def _is_dated(fact: AnyFact) -> bool:
    """Tell whether a fact says itself when it holds."""
    return fact.date is not None and fact.date.basis == "stated"


def _kind(fact: AnyFact) -> str:
    """Return the name of the type of a fact."""
    return str(fact.__struct_config__.tag)
