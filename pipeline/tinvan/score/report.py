"""The figures: precision, recall and F1 by type, with bootstrap intervals over articles."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
import pandas as pd

from tinvan.facts import CORE_SLOTS
from tinvan.score.bootstrap import Interval, Numbers, f1, interval, mean, resample
from tinvan.score.compare import Comparison, Comparisons
from tinvan.score.slots import ALL_SLOTS

ENOUGH = 10  # gold facts that a type needs to count in the macro means
LEVELS = ("detection", "record", "full")
"""What can be right of a fact: its place, its core slots, all slots."""

Rates = tuple[float, float, float]

_NOTHING: Numbers = np.zeros((0, 0, 5))


class TypeScore(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one type; rates are precision, recall and F1.

    Attributes:
        gold: Gold facts, without the optional ones.
        pred: Predictions, without those that answer an optional gold fact.
        detection: Rates of facts whose spans overlap.
        record: Rates of facts with every core slot right.
        full: Rates of facts with every slot right.
        n_right: Facts with every core slot right.
        record_f1_ci95: Bootstrap interval of the record F1 over articles; None where a single
            article has all of the type.
        f1_ci95: Intervals of the F1 of detection, record and full, by name.
        slots: The share of detected facts in which a slot is right; None if none is detected.
    """

    gold: int
    pred: int
    detection: Rates
    record: Rates
    full: Rates
    n_right: int
    record_f1_ci95: Interval | None
    f1_ci95: dict[str, Interval | None]
    slots: dict[str, float | None]


class Means(msgspec.Struct, frozen=True, kw_only=True):
    """F1 over types.

    Attributes:
        detection: Of facts whose spans overlap.
        record: Of facts with every core slot right.
        full: Of facts with every slot right.
        ci95: Bootstrap intervals over articles, by these names.
    """

    detection: float
    record: float
    full: float
    ci95: dict[str, Interval | None]


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of all types that gold or predictions have.

    Attributes:
        docs: Articles with gold facts: the others do not count.
        macro_record_f1: Mean over the types with at least ten gold facts.
        micro_record_f1: Over all facts.
        macro_full_f1: As macro, of full records.
        macro_detection_f1: As macro, of detection.
        macro: The plain means over the types with at least ten gold facts.
        micro: Over all facts, whatever their type.
        types: By type.
    """

    docs: int
    macro_record_f1: float
    micro_record_f1: float
    macro_full_f1: float
    macro_detection_f1: float
    macro: Means
    micro: Means
    types: dict[str, TypeScore]

    @property
    def gold(self) -> int:
        """How many gold facts there are."""
        return sum(figures.gold for figures in self.types.values())

    @property
    def pred(self) -> int:
        """How many predictions count."""
        return sum(figures.pred for figures in self.types.values())

    def table(self) -> pd.DataFrame:
        """Return one row a type."""
        return pd.DataFrame.from_dict(
            {
                kind: {
                    "gold": figures.gold,
                    "pred": figures.pred,
                    **dict(zip(("det P", "det R", "det F1"), figures.detection, strict=True)),
                    **dict(zip(("rec P", "rec R", "rec F1"), figures.record, strict=True)),
                    "95% CI": span(figures.record_f1_ci95),
                    "full F1": figures.full[2],
                    "weakest slots": _weakest(kind, figures),
                }
                for kind, figures in self.types.items()
            },
            orient="index",
        )

    def slot_table(self) -> pd.DataFrame:
        """Return one row a slot of a type, with the share of detected facts that have it right."""
        rows = [
            {"type": kind, "slot": slot, "core": slot in CORE_SLOTS[kind], "right": share}
            for kind, figures in self.types.items()
            for slot, share in figures.slots.items()
        ]
        return pd.DataFrame(rows, columns=["type", "slot", "core", "right"])


def score(comparisons: Comparisons) -> Scores:
    """Turn comparisons into figures."""
    documents = len(next(iter(comparisons.values())))
    table = counts_of(comparisons)
    present = [kind for kind, counts in table.items() if counts[:, :2].any()]
    # article x type x count, and the F1 of samples: sample x type x level
    counts = np.stack([table[kind] for kind in present], axis=1) if present else _NOTHING
    samples = _sampled(resample(counts))
    types = {
        kind: _type_score(kind, table[kind], samples[:, at], comparisons[kind])
        for at, kind in enumerate(present)
    }
    big = [at for at, kind in enumerate(present) if types[kind].gold >= ENOUGH]
    macro = _macro([types[present[at]] for at in big], samples[:, big], documents)
    micro = _micro(counts)
    return Scores(
        docs=documents,
        macro_record_f1=macro.record,
        micro_record_f1=micro.record,
        macro_full_f1=macro.full,
        macro_detection_f1=macro.detection,
        macro=macro,
        micro=micro,
        types=types,
    )


def counts_of(comparisons: Mapping[str, Sequence[Comparison]]) -> dict[str, Numbers]:
    """Return by type how many gold facts, predictions, pairs, right and full ones articles have."""
    return {
        kind: np.array([c.counts for c in of_kind], dtype=np.float64).reshape(-1, 5)
        for kind, of_kind in comparisons.items()
    }


def span(ends: Interval | None) -> str:
    """Return an interval as text."""
    return "{:.3f}-{:.3f}".format(*ends) if ends else "-"


def rates(right: float, predicted: float, gold: float) -> Rates:
    """Return precision, recall and F1."""
    p = right / predicted if predicted else 0.0
    r = right / gold if gold else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def _type_score(
    kind: str, counts: Numbers, samples: Numbers, of_kind: Sequence[Comparison]
) -> TypeScore:
    """Make the figures of one type."""
    gold, predicted, detected, right, full = (int(count) for count in counts.sum(axis=0))
    slots: Counter[str] = Counter()
    for comparison in of_kind:
        for pair in comparison.pairs:
            slots.update(slot for slot, is_right in pair.slots.items() if is_right)
    intervals = _intervals(samples, int(counts[:, :2].any(axis=1).sum()))
    return TypeScore(
        gold=gold,
        pred=predicted,
        detection=rates(detected, predicted, gold),
        record=rates(right, predicted, gold),
        full=rates(full, predicted, gold),
        n_right=right,
        record_f1_ci95=intervals["record"],
        f1_ci95=intervals,
        slots={
            slot: round(slots[slot] / detected, 3) if detected else None for slot in ALL_SLOTS[kind]
        },
    )


def _sampled(sums: Numbers) -> Numbers:
    """Return the three F1 of samples of counts: the last axis is as `LEVELS`."""
    gold, predicted = sums[..., 0:1], sums[..., 1:2]
    return f1(sums[..., 2:5], np.repeat(predicted, 3, -1), np.repeat(gold, 3, -1))


def _macro(types: Sequence[TypeScore], samples: Numbers, articles: int) -> Means:
    """Return the means over types."""
    values = {
        level: sum(getattr(figures, level)[2] for figures in types) / max(1, len(types))
        for level in LEVELS
    }
    return Means(**values, ci95=_intervals(mean(samples.swapaxes(1, 2)), articles))


def _micro(counts: Numbers) -> Means:
    """Return the figures over all facts."""
    of_articles = counts.sum(axis=1)
    gold, predicted, *right = of_articles.sum(axis=0).tolist()
    values = {
        level: rates(count, predicted, gold)[2] for level, count in zip(LEVELS, right, strict=True)
    }
    return Means(**values, ci95=_intervals(_sampled(resample(of_articles)), len(counts)))


def _intervals(samples: Numbers, articles: int) -> dict[str, Interval | None]:
    """Return the interval of each level from samples of all three."""
    return {level: interval(samples[:, at], articles) for at, level in enumerate(LEVELS)}


def _weakest(kind: str, figures: TypeScore) -> str:
    """Name the three core slots that are wrong most often."""
    shares = sorted(
        (share, slot)
        for slot, share in figures.slots.items()
        if share is not None and slot in CORE_SLOTS[kind]
    )
    return ", ".join(f"{slot} {share:.2f}" for share, slot in shares[:3])
