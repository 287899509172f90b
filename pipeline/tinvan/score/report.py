"""The figures: precision, recall and F1 by type, with bootstrap intervals over articles."""

import random
from collections import Counter
from collections.abc import Sequence

import msgspec
import numpy as np
import pandas as pd

from tinvan.facts import CORE_SLOTS
from tinvan.score.compare import Comparison, Comparisons
from tinvan.score.slots import ALL_SLOTS

_SAMPLES, _LOWER, _UPPER = 1000, 25, 974
_ENOUGH = 10  # gold facts that a type needs to count in the macro means

Rates = tuple[float, float, float]
Counts = np.ndarray[tuple[int, int], np.dtype[np.int64]]


class TypeScore(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one type; rates are precision, recall and F1.

    Attributes:
        gold: Gold facts, without the optional ones.
        pred: Predictions, without those that answer an optional gold fact.
        detection: Rates of facts whose spans overlap.
        record: Rates of facts with every core slot right.
        full: Rates of facts with every slot right.
        n_right: Facts with every core slot right.
        record_f1_ci95: Bootstrap interval of the record F1 over articles.
        slots: The share of detected facts in which a slot is right; None if none is detected.
    """

    gold: int
    pred: int
    detection: Rates
    record: Rates
    full: Rates
    n_right: int
    record_f1_ci95: tuple[float, float]
    slots: dict[str, float | None]


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of all types that gold or predictions have.

    Attributes:
        docs: Articles with gold facts: the others do not count.
        macro_record_f1: Mean over the types with at least ten gold facts.
        micro_record_f1: Over all facts.
        macro_full_f1: As macro, of full records.
        macro_detection_f1: As macro, of detection.
        types: By type.
    """

    docs: int
    macro_record_f1: float
    micro_record_f1: float
    macro_full_f1: float
    macro_detection_f1: float
    types: dict[str, TypeScore]

    def table(self) -> pd.DataFrame:
        """Return one row a type."""
        rows = {}
        for kind, figures in self.types.items():
            low, high = figures.record_f1_ci95
            weakest = sorted(
                (share, slot)
                for slot, share in figures.slots.items()
                if share is not None and slot in CORE_SLOTS[kind]
            )
            rows[kind] = {
                "gold": figures.gold,
                "pred": figures.pred,
                **dict(zip(("det P", "det R", "det F1"), figures.detection, strict=True)),
                **dict(zip(("rec P", "rec R", "rec F1"), figures.record, strict=True)),
                "95% CI": f"{low:.3f}-{high:.3f}",
                "full F1": figures.full[2],
                "weakest slots": ", ".join(f"{slot} {share:.2f}" for share, slot in weakest[:3]),
            }
        return pd.DataFrame.from_dict(rows, orient="index")


def score(comparisons: Comparisons) -> Scores:
    """Turn comparisons into figures."""
    documents = len(next(iter(comparisons.values())))
    counts = {
        kind: np.array([c.counts for c in of_kind], dtype=np.int64).reshape(-1, 5)
        for kind, of_kind in comparisons.items()
    }
    present = {kind: array for kind, array in counts.items() if array[:, :2].any()}
    intervals = _intervals(present, documents)
    types = {
        kind: _type_score(kind, array.sum(axis=0).tolist(), intervals[kind], comparisons[kind])
        for kind, array in present.items()
    }
    big = [figures for figures in types.values() if figures.gold >= _ENOUGH]
    return Scores(
        docs=documents,
        macro_record_f1=_mean([figures.record[2] for figures in big]),
        micro_record_f1=rates(
            sum(figures.n_right for figures in types.values()),
            sum(figures.pred for figures in types.values()),
            sum(figures.gold for figures in types.values()),
        )[2],
        macro_full_f1=_mean([figures.full[2] for figures in big]),
        macro_detection_f1=_mean([figures.detection[2] for figures in big]),
        types=types,
    )


def rates(right: float, predicted: float, gold: float) -> Rates:
    """Return precision, recall and F1."""
    p = right / predicted if predicted else 0.0
    r = right / gold if gold else 0.0
    return p, r, (2 * p * r / (p + r) if p + r else 0.0)


def _type_score(
    kind: str, counts: Sequence[int], interval: tuple[float, float], of_kind: list[Comparison]
) -> TypeScore:
    """Make the figures of one type."""
    gold, predicted, detected, right, full = counts
    slots: Counter[str] = Counter()
    for comparison in of_kind:
        for pair in comparison.pairs:
            slots.update(slot for slot, is_right in pair.slots.items() if is_right)
    return TypeScore(
        gold=gold,
        pred=predicted,
        detection=rates(detected, predicted, gold),
        record=rates(right, predicted, gold),
        full=rates(full, predicted, gold),
        n_right=right,
        record_f1_ci95=interval,
        slots={
            slot: round(slots[slot] / detected, 3) if detected else None for slot in ALL_SLOTS[kind]
        },
    )


def _intervals(counts: dict[str, Counts], documents: int) -> dict[str, tuple[float, float]]:
    """Return the interval of the record F1 of each type, from the same draws of articles."""
    samples: dict[str, list[float]] = {kind: [] for kind in counts}
    for chosen in _draws(documents):
        times = np.bincount(chosen, minlength=documents)
        for kind, array in counts.items():
            gold, predicted, _, right, _ = (times @ array).tolist()
            samples[kind].append(rates(right, predicted, gold)[2])
    ordered = {kind: sorted(values) for kind, values in samples.items()}
    return {kind: (values[_LOWER], values[_UPPER]) for kind, values in ordered.items()}


def _draws(size: int) -> Counts:
    """Return rows of `size` draws from `range(size)`.

    They are those of `random.Random(0).randrange(size)`, called again and again, but made all
    at once: of each 32-bit word it takes as many leading bits as `size` has, until the number
    is in the range.
    """
    generator = random.Random(0)
    bits, wanted = size.bit_length(), _SAMPLES * size
    drawn = np.empty(0, dtype=np.uint32)
    while len(drawn) < wanted:
        words = generator.getrandbits(32 * wanted).to_bytes(4 * wanted, "little")
        numbers = np.frombuffer(words, dtype="<u4") >> (32 - bits)
        drawn = np.concatenate([drawn, numbers[numbers < size]])
    return drawn[:wanted].reshape(_SAMPLES, size).astype(np.int64)


def _mean(values: list[float]) -> float:
    """Return the mean, 0 of none."""
    return sum(values) / max(1, len(values))
