"""Sources of merged facts and of conflicts, as the page shows them."""

from collections.abc import Iterable, Mapping

from tinvan.merge.records import Conflict, FactSource
from tinvan.viewer.records import ConflictCard, ConflictSide, Statement

Numbers = Mapping[tuple[str, str], int]
"""The number of each fact on the page, by `doc_id` and id."""


def statements(sources: Iterable[FactSource], numbers: Numbers) -> tuple[Statement, ...]:
    """Return where something is stated."""
    return tuple(
        Statement(
            fact=numbers.get((source.doc_id, source.fact)),
            doc=source.doc_id,
            published=source.published,
            url=source.url,
            evidence=source.evidence.text,
            anchor=(
                source.anchor.start - source.evidence.start,
                source.anchor.end - source.evidence.start,
            ),
        )
        for source in sources
    )


def conflict_cards(conflicts: Iterable[Conflict], numbers: Numbers) -> tuple[ConflictCard, ...]:
    """Return what contradicts what; that of which nothing is on the page is left out."""
    cards = (
        ConflictCard(
            kind=conflict.kind,
            type=conflict.type,
            about=conflict.about,
            explanation=conflict.explanation,
            sides=tuple(
                ConflictSide(says=side.says, sources=statements(side.sources, numbers))
                for side in conflict.sides
            ),
        )
        for conflict in conflicts
    )
    return tuple(
        card
        for card in cards
        if any(source.fact is not None for side in card.sides for source in side.sources)
    )
