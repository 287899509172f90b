"""Merging a run: facts that state the same with their sources, and what contradicts what."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tinvan.facts import AnyFact, Official
from tinvan.merge.alike import Matcher
from tinvan.merge.blocks import Keys
from tinvan.merge.ended import ended_body
from tinvan.merge.figures import FigureConflicts, Rival, contradictions
from tinvan.merge.groups import Blocks, Groups
from tinvan.merge.holders import holder_conflicts
from tinvan.merge.indices import Indices
from tinvan.merge.records import Conflict, ConflictKind, MergedFact
from tinvan.merge.related import Stories
from tinvan.merge.store import FactStore
from tinvan.merge.telling import about, digest, merged_fact, side
from tinvan.merge.totals import missed_totals

_ENDED = "{name} ended on {day} ({how})"
_WHY: dict[ConflictKind, str] = {
    "value": "two values of one thing at one time",
    "holders": "two holders of one post at one time",
}


class Found(NamedTuple):
    """A contradiction before its facts are looked up.

    Attributes:
        kind: What sort it is.
        sides: A fact, by number, of each side.
        why: Why it is one.
    """

    kind: ConflictKind
    sides: tuple[int, ...]
    why: str


class Merger:
    """Merges the facts of a run.

    Args:
        store: The facts, not read yet.
        indices: The known indices.
    """

    def __init__(self, store: FactStore, indices: Indices) -> None:
        self._store, self._keys = store, Keys(indices)
        self._stories, self._same, self._rivals = Stories(), Blocks(), Blocks()
        self._found: list[Found] = []
        self._read()
        self._matcher = Matcher(store, self._stories, self._keys)
        self._groups = Groups(len(store), store.place)
        for block in self._same:
            self._groups.join_alike(block, self._day, self._matcher.alike)
        self._find_rivals()
        self._ids: dict[int, str] = {}  # of merged facts, by the number of their group
        self._members: dict[int, list[int]] = {}

    def merged(self) -> Iterator[MergedFact]:
        """Yield the merged facts, in the order of their first facts; to be done first."""
        contradicted = {
            self._groups.find(number) for found in self._found for number in found.sides
        }
        for members in self._groups:
            merged = merged_fact(self._store, members, self._keys)
            root = self._groups.find(members[0])
            if root in contradicted:
                self._ids[root], self._members[root] = merged.id, members
            yield merged

    def conflicts(self) -> Iterator[Conflict]:
        """Yield what contradicts what, in the order of the facts."""
        told: set[tuple[str, tuple[int, ...]]] = set()
        for found in sorted(self._found, key=lambda found: (found.sides, found.kind)):
            roots = tuple(self._groups.find(number) for number in found.sides)
            if (found.kind, tuple(sorted(roots))) in told:
                continue
            told.add((found.kind, tuple(sorted(roots))))
            yield self._conflict(found, roots)

    def _read(self) -> None:
        """Read all facts once."""
        article: list[tuple[int, AnyFact]] = []
        last = -1
        for number, fact in enumerate(self._store.scan()):
            if self._store.article(number) != last:
                self._find_within(article)
                article, last = [], self._store.article(number)
            article.append((number, fact))
            self._stories.add(last, fact)
            self._same.add(number, self._keys.same(fact))
            self._rivals.add(number, self._keys.rivals(fact))
        self._find_within(article)
        self._stories.finish()

    def _find_within(self, article: Sequence[tuple[int, AnyFact]]) -> None:
        """Look for what contradicts itself or the registry in one article."""
        ordered = sorted(article, key=lambda pair: pair[1].anchor.start)
        for missed in missed_totals(ordered):
            self._found.append(Found("total", (missed.total, *missed.parts), missed.why))
        for number, fact in article:
            if (body := ended_body(fact)) is not None:
                why = _ENDED.format(name=body.name, day=body.valid_to, how=body.ended)
                held = "; ".join(named.name for named in body.held)
                after = f"; there was {held}" if held else ""
                self._found.append(Found("ended-body", (number,), why + after))

    def _find_rivals(self) -> None:
        """Look for what contradicts each other across articles."""
        find = FigureConflicts(self._store, self._matcher)
        figures: list[Rival] = []
        for block in self._rivals:
            if isinstance(self._store.fact(block[0]), Official):
                self._add("holders", holder_conflicts(block, self._store))
            else:
                figures.extend(find(block))
        self._add("value", contradictions(figures, self._store, self._groups))

    def _add(self, kind: ConflictKind, rivals: Iterator[Rival]) -> None:
        """Keep the contradictions whose sides are not one group."""
        for one, other in rivals:
            if self._groups.find(one) != self._groups.find(other):
                self._found.append(Found(kind, (one, other), _WHY[kind]))

    def _conflict(self, found: Found, roots: Sequence[int]) -> Conflict:
        """Return a contradiction with its sources."""
        facts = [self._store.fact(number) for number in found.sides]
        alone = found.kind in ("total", "ended-body")
        sides = [
            side(self._store, number, self._ids[root], self._members[root], alone=alone)
            for number, root in zip(found.sides, roots, strict=True)
        ]
        sources = {self._store.text(number) for number in found.sides}
        return Conflict(
            id=digest([found.kind, *(fact.id for fact in facts)]),
            kind=found.kind,
            type=str(facts[0].__struct_config__.tag),
            about=about(facts[0]),
            explanation=found.why,
            within=len(sources) == 1,
            sides=tuple(sides),
        )

    def _day(self, number: int) -> str:
        """Return the day by which facts of a block are put in order."""
        return self._store.fact(number).published or ""
