"""Two annotators of the same articles: how far they agree, slot by slot.

What nobody labels has no number, so agreement on which facts there are is F1, each taken for gold
in turn (Hripcsak and Rothschild 2005). On facts that both have, slots are compared; for those with
few possible values, Cohen's kappa tells how much of the agreement chance would give.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
import pandas as pd

from tinvan.facts import CORE_SLOTS
from tinvan.score.compare import align, compare_all
from tinvan.score.report import Scores, score, span
from tinvan.score.slots import ALL_SLOTS, Record, slot_is_right

CLOSED = ("comparator", "measure", "modality", "status", "kind", "level", "currency", "basis")
"""Slots with few possible values; basis is that of the date."""

# Of the same name in several types, but not of the same sense.
_NOT_SHARED = ("kind", "name", "place", "title")

Pair = tuple[Record, Record]


class SlotAgreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far annotators agree on a slot of the facts that both have.

    Attributes:
        facts: Facts that both have.
        alike: The share in which their answers match.
        accepted: The share in which an answer of one matches an answer or alternative of the
            other.
        kappa: Cohen's kappa of a slot with few possible values; None for others, and where both
            give one value throughout, so that there is nothing to tell chance by.
    """

    facts: int
    alike: float
    accepted: float
    kappa: float | None = None


class Disagreement(NamedTuple):
    """A fact that one has alone (`slot` None), or a slot that they fill in differently."""

    first: Record | None
    second: Record | None
    slot: str | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as plain data: the place, and what each annotator says."""
        place = {name: self.fact[name] for name in ("doc_id", "type", "anchor")}
        if self.slot is None:
            return {**place, "only": "A" if self.first else "B"}
        answers = ((side or {}).get(self.slot) for side in (self.first, self.second))
        return {**place, "slot": self.slot, **dict(zip("AB", answers, strict=True))}

    @property
    def fact(self) -> Record:
        """The fact of the first annotator, else of the second."""
        fact = self.first or self.second
        assert fact is not None
        return fact


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two annotators agree.

    Attributes:
        docs: Articles that both labelled: the others do not count.
        second_given_first: The figures of the second, with the first taken for gold.
        first_given_second: The other way round.
        slots: Of each type, by slot; of "all", the slots that several types have.
    """

    docs: int
    second_given_first: Scores
    first_given_second: Scores
    slots: dict[str, dict[str, SlotAgreement]]

    def table(self) -> pd.DataFrame:
        """Return one row a type: facts of both, F1 of detection and of records both ways."""
        one, other = self.second_given_first, self.first_given_second
        return pd.DataFrame.from_dict(
            {
                kind: {
                    "A": one.types[kind].gold,
                    "B": other.types[kind].gold,
                    "det F1": one.types[kind].detection[2],
                    "95% CI": span(one.types[kind].f1_ci95["detection"]),
                    "rec F1 A→B": one.types[kind].record[2],
                    "rec F1 B→A": other.types[kind].record[2],
                    "full F1 A→B": one.types[kind].full[2],
                    "full F1 B→A": other.types[kind].full[2],
                }
                for kind in one.types
                if kind in other.types
            },
            orient="index",
        )

    def slot_table(self) -> pd.DataFrame:
        """Return one row a slot of a type."""
        rows = [
            {"type": kind, "slot": slot, **msgspec.structs.asdict(agreed)}
            for kind, of_kind in self.slots.items()
            for slot, agreed in of_kind.items()
        ]
        return pd.DataFrame(rows, columns=["type", "slot", "facts", "alike", "accepted", "kappa"])


def agree(
    first: Sequence[Record], second: Sequence[Record]
) -> tuple[Agreement, list[Disagreement]]:
    """Compare two annotators' facts, in the articles that both labelled.

    Optional facts count neither way, on either side.
    """
    both = {fact["doc_id"] for fact in first} & {fact["doc_id"] for fact in second}
    ours = [fact for fact in first if fact["doc_id"] in both]
    theirs = [fact for fact in second if fact["doc_id"] in both]
    forth, back = compare_all(ours, theirs), compare_all(theirs, ours)
    pairs, alone = _met(ours, theirs)
    agreement = Agreement(
        docs=len(both),
        second_given_first=score(forth),
        first_given_second=score(back),
        slots=_slots(pairs),
    )
    return agreement, sorted(
        [*alone, *_differing(pairs)],
        key=lambda one: (one.fact["doc_id"], one.fact["anchor"]["start"], one.fact["type"]),
    )


def _met(
    first: Sequence[Record], second: Sequence[Record]
) -> tuple[dict[str, list[Pair]], list[Disagreement]]:
    """Return the facts that both have, by type, and those that one has alone."""
    groups: defaultdict[tuple[str, str], tuple[list[Record], list[Record]]]
    groups = defaultdict(lambda: ([], []))
    for side, facts in enumerate((first, second)):
        for fact in facts:
            groups[fact["doc_id"], fact["type"]][side].append(fact)
    pairs: dict[str, list[Pair]] = {kind: [] for kind in CORE_SLOTS}
    alone = []
    for (_, kind), (ours, theirs) in sorted(groups.items()):
        aligned = [(i, j) for i, j, _ in align(ours, theirs)]
        met = [(ours[i], theirs[j]) for i, j in aligned]
        pairs[kind] += [pair for pair in met if not any(map(_is_optional, pair))]
        answered, used = {i for i, _ in aligned}, {j for _, j in aligned}
        only = [Disagreement(one, None, None) for i, one in enumerate(ours) if i not in answered]
        only += [Disagreement(None, one, None) for j, one in enumerate(theirs) if j not in used]
        alone += [one for one in only if not _is_optional(one.fact)]
    return pairs, alone


def _slots(pairs: Mapping[str, Sequence[Pair]]) -> dict[str, dict[str, SlotAgreement]]:
    """Return the agreement on each slot of each type, and of the types that share it."""
    sharing: defaultdict[str, list[str]] = defaultdict(list)
    agreed: dict[str, dict[str, SlotAgreement]] = {}
    for kind, of_kind in pairs.items():
        if of_kind:
            slots = (*ALL_SLOTS[kind], "basis")
            agreed[kind] = {slot: _slot(kind, slot, of_kind) for slot in slots}
            for slot in slots:
                sharing[slot].append(kind)
    together = {
        slot: _slot("all", slot, [pair for kind in kinds for pair in pairs[kind]])
        for slot, kinds in sharing.items()
        if len(kinds) > 1 and slot not in _NOT_SHARED
    }
    return {**agreed, "all": together} if together else agreed


def _slot(kind: str, slot: str, pairs: Sequence[Pair]) -> SlotAgreement:
    """Return the agreement on a slot."""
    return SlotAgreement(
        facts=len(pairs),
        alike=sum(_is_alike(slot, *pair) for pair in pairs) / len(pairs),
        accepted=sum(_is_accepted(slot, *pair) for pair in pairs) / len(pairs),
        kappa=_kappa(slot, pairs) if _is_closed(kind, slot) else None,
    )


def _differing(pairs: Mapping[str, Sequence[Pair]]) -> Iterable[Disagreement]:
    """Yield the slots on which no answer of one is accepted by the other."""
    for kind, of_kind in pairs.items():
        for first, second in of_kind:
            for slot in ALL_SLOTS[kind]:
                if not _is_accepted(slot, first, second):
                    yield Disagreement(first, second, slot)


def _is_alike(slot: str, first: Record, second: Record) -> bool:
    """Tell whether both give the same answer."""
    if slot == "basis":
        return _value(slot, first) == _value(slot, second)
    return slot_is_right(slot, {**first, "alt": None}, second)


def _is_accepted(slot: str, first: Record, second: Record) -> bool:
    """Tell whether one gives an answer that the other gives or allows."""
    if slot == "basis":
        return _is_alike(slot, first, second)
    return slot_is_right(slot, first, second) or slot_is_right(slot, second, first)


def _is_closed(kind: str, slot: str) -> bool:
    """Tell whether a slot has few possible values; kinds of documents are any words."""
    return slot in CLOSED and (kind, slot) != ("document", "kind")


def _kappa(slot: str, pairs: Sequence[Pair]) -> float | None:
    """Return Cohen's kappa."""
    values = pd.DataFrame([(_value(slot, a), _value(slot, b)) for a, b in pairs])
    same = float((values[0] == values[1]).mean())
    shares = (values[side].value_counts(normalize=True) for side in (0, 1))
    chance = float(pd.concat(shares, axis=1).fillna(0.0).prod(axis=1).sum())
    return (same - chance) / (1 - chance) if chance < 1 else None


def _value(slot: str, fact: Record) -> str:
    """Return the value of a slot with few possible ones."""
    value = (fact.get("date") or {}).get("basis") if slot == "basis" else fact.get(slot)
    return json.dumps(value, ensure_ascii=False)


def _is_optional(fact: Record) -> bool:
    return bool(fact.get("optional"))
