"""Which prediction answers which gold fact, and which slots are right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from tinvan.facts import CORE_SLOTS
from tinvan.score.slots import ALL_SLOTS, Record, slot_is_right

# One fact an article, with its mentions: any of them may overlap.
_BY_MENTION = ("official", "agency", "document", "event")


class Pair(NamedTuple):
    """A gold fact, the prediction that answers it, and whether each slot is right."""

    gold: Record
    prediction: Record
    slots: dict[str, bool]

    @property
    def is_right(self) -> bool:
        """Whether every core slot is right."""
        return all(self.slots[slot] for slot in CORE_SLOTS[self.gold["type"]])

    @property
    def is_full(self) -> bool:
        """Whether every slot is right."""
        return all(self.slots.values())


class Comparison(NamedTuple):
    """The facts of one type in one article, gold beside predicted.

    Optional gold facts (defensible readings), and the predictions that answer them, are in
    none of the lists.
    """

    doc_id: str
    pairs: list[Pair]
    missed: list[Record]
    spurious: list[Record]

    @property
    def counts(self) -> tuple[int, int, int, int, int]:
        """How many gold facts, predictions, pairs, right and full ones there are."""
        right = [pair for pair in self.pairs if pair.is_right]
        return (
            len(self.pairs) + len(self.missed),
            len(self.pairs) + len(self.spurious),
            len(self.pairs),
            len(right),
            sum(pair.is_full for pair in right),
        )


Comparisons = dict[str, list[Comparison]]


def compare_all(
    gold: Iterable[Record], predictions: Iterable[Record], docs: str | None = None
) -> Comparisons:
    """Compare two sets of facts by type, article by article.

    Args:
        gold: The right answers.
        predictions: What is to be scored. Articles without gold facts do not count.
        docs: A regular expression: only articles whose doc_id it finds count.
    """
    right, given = _grouped(gold), _grouped(predictions)
    ids = sorted({doc_id for doc_id, _ in right})
    chosen = [doc_id for doc_id in ids if docs is None or re.search(docs, doc_id)]
    return {
        kind: [compare(doc_id, right[doc_id, kind], given[doc_id, kind]) for doc_id in chosen]
        for kind in CORE_SLOTS
    }


def compare(doc_id: str, gold: Sequence[Record], predictions: Sequence[Record]) -> Comparison:
    """Compare the facts of one type in one article."""
    aligned = align(gold, predictions)
    answered, used = {i for i, _, _ in aligned}, {j for _, j, _ in aligned}
    return Comparison(
        doc_id=doc_id,
        pairs=[
            Pair(gold[i], predictions[j], slots)
            for i, j, slots in aligned
            if not gold[i].get("optional")
        ],
        missed=[g for i, g in enumerate(gold) if i not in answered and not g.get("optional")],
        spurious=[p for j, p in enumerate(predictions) if j not in used],
    )


def _grouped(records: Iterable[Record]) -> defaultdict[tuple[str, str], list[Record]]:
    """Return records by article and type."""
    groups: defaultdict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in records:
        groups[record["doc_id"], record["type"]].append(record)
    return groups


def align(
    gold: Sequence[Record], predictions: Sequence[Record]
) -> list[tuple[int, int, dict[str, bool]]]:
    """Pair facts whose spans overlap, each at most once, with whether each slot is right.

    The pair with most core slots right goes first, then the longest overlap, then the earlier.

    Returns:
        The place of the gold fact, that of the prediction, and the slots of each pair.
    """
    candidates = []
    for (i, j), shared in _overlaps(gold, predictions).items():
        kind = gold[i]["type"]
        slots = {s: slot_is_right(s, gold[i], predictions[j]) for s in ALL_SLOTS[kind]}
        right = sum(slots[slot] for slot in CORE_SLOTS[kind])
        candidates.append((-right, -shared, i, j, slots))
    pairs: list[tuple[int, int, dict[str, bool]]] = []
    answered: set[int] = set()
    used: set[int] = set()
    for _, _, i, j, slots in sorted(candidates, key=itemgetter(0, 1, 2, 3)):
        if i not in answered and j not in used:
            answered.add(i)
            used.add(j)
            pairs.append((i, j, slots))
    return pairs


def _overlaps(gold: Sequence[Record], predictions: Sequence[Record]) -> dict[tuple[int, int], int]:
    """Return the longest overlap of each pair of facts that overlap at all.

    Both sides are swept in order of start, so that only neighbours are compared.
    """
    found: dict[tuple[int, int], int] = {}
    coming = sorted(_spans(predictions), reverse=True)
    near: list[tuple[int, int, int]] = []
    for start, end, i in sorted(_spans(gold)):
        while coming and coming[-1][0] < end:
            near.append(coming.pop())
        near = [span for span in near if span[1] > start]
        for first, last, j in near:
            shared = min(end, last) - max(start, first)
            if shared > found.get((i, j), 0):
                found[i, j] = shared
    return found


def _spans(records: Sequence[Record]) -> Iterator[tuple[int, int, int]]:
    """Yield the start and end of each span that may overlap, and its record's place."""
    for number, record in enumerate(records):
        spans = [record["anchor"]]
        if record["type"] in _BY_MENTION:
            spans += [m for m in record.get("mentions") or [] if isinstance(m, dict)]
        for span in spans:
            yield span["start"], span["end"], number
