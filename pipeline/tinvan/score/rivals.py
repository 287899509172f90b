"""Two runs against one gold: what was gained and lost, and whether that may be chance."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec
import numpy as np
import pandas as pd

from tinvan.facts import CORE_SLOTS
from tinvan.score.bootstrap import Interval, Numbers, f1, interval, mean, resample
from tinvan.score.compare import Comparisons
from tinvan.score.outcomes import Outcome
from tinvan.score.report import ENOUGH, counts_of
from tinvan.score.slots import Record

Change = Literal["gained", "lost", "changed", "newly invented", "no longer invented"]

CHANGES: dict[Change, str] = {
    "gained": "right now, and not before",
    "lost": "right before, and not now",
    "changed": "answered in another way, and as right or wrong as before",
    "newly invented": "answers nothing, and was not there before",
    "no longer invented": "answered nothing, and is not there now",
}
"""What can become of a fact from one run to the other."""

_ROUNDS, _BLOCK = 10_000, 1_000


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of both runs.

    Attributes:
        before: F1 of records of the run compared with.
        now: That of the run scored.
        ci95: Bootstrap interval of the difference over articles.
        p: How often a difference as large comes about if the answers of the two runs to an
            article change places by chance (approximate randomisation, 10,000 rounds).
    """

    before: float
    now: float
    ci95: Interval | None
    p: float


class Turn(NamedTuple):
    """What became of a fact from one run to the other; None where a run has nothing.

    Attributes:
        change: What became of it.
        before: Its outcome in the run compared with.
        now: Its outcome in the run scored.
    """

    change: Change
    before: Outcome | None
    now: Outcome | None

    @property
    def outcome(self) -> Outcome:
        """The outcome that tells of the fact: of now, unless there is none."""
        outcome = self.now or self.before
        assert outcome is not None
        return outcome


def turns(before: Iterable[Outcome], now: Iterable[Outcome]) -> list[Turn]:
    """Return what changed from one run to the other, in the order of the outcomes.

    Both must come from the same gold records.
    """
    old, new = _keyed(before), _keyed(now)
    found = [
        Turn(change, old.get(key), outcome)
        for key, outcome in new.items()
        if (change := _change(old.get(key), outcome))
    ]
    gone = [
        Turn("no longer invented", outcome, None)
        for key, outcome in old.items()
        if outcome.gold is None and key not in new
    ]
    return found + gone


def turn_table(found: Sequence[Turn]) -> pd.DataFrame:
    """Return how many facts of each type each change concerns."""
    if not found:
        return pd.DataFrame()
    names = pd.DataFrame(
        {"change": [t.change for t in found], "type": [t.outcome.kind for t in found]}
    )
    table = pd.crosstab(names["change"], names["type"])
    kinds = [kind for kind in CORE_SLOTS if kind in table.columns]
    table = table.reindex(index=[c for c in CHANGES if c in table.index], columns=kinds)
    table.insert(0, "all", table.sum(axis=1))
    return table.rename_axis(index=None, columns=None)


def differences(before: Comparisons, now: Comparisons) -> dict[str, Difference]:
    """Return the differences of micro, macro and each type's record F1, by name."""
    old, new = counts_of(before), counts_of(now)
    kinds = [kind for kind in new if old[kind][:, :2].any() or new[kind][:, :2].any()]
    if not kinds:
        return {}
    # article x run x type x (right, predictions, gold)
    counts = np.stack(
        [np.stack([side[kind][:, [3, 1, 0]] for kind in kinds], axis=1) for side in (old, new)],
        axis=1,
    )
    big = [at for at, kind in enumerate(kinds) if new[kind][:, 0].sum() >= ENOUGH]
    real = np.nan_to_num(_figures(counts.sum(axis=0)[None], big)[0])
    sampled = _figures(resample(counts), big)
    chance = _chance(counts, big, np.abs(real[1] - real[0]))
    names = ["micro", *(["macro"] if big else []), *kinds]
    places = [0, *([1] if big else []), *range(2, 2 + len(kinds))]
    return {
        name: Difference(
            before=float(real[0, at]),
            now=float(real[1, at]),
            ci95=interval(sampled[:, 1, at] - sampled[:, 0, at], len(counts)),
            p=float(chance[at]),
        )
        for name, at in zip(names, places, strict=True)
    }


def _figures(counts: Numbers, big: Sequence[int]) -> Numbers:
    """Return micro, macro and the types' F1 on the last axis, of samples x runs x types x 3."""
    of_types = f1(counts[..., 0], counts[..., 1], counts[..., 2])
    sums = counts.sum(axis=-2)
    micro = f1(sums[..., 0], sums[..., 1], sums[..., 2])
    macro = mean(of_types[..., big])
    return np.concatenate([micro[..., None], macro[..., None], of_types], axis=-1)


def _chance(counts: Numbers, big: Sequence[int], real: Numbers) -> Numbers:
    """Return the share of rounds, and the real one, with a difference at least as large."""
    generator = np.random.default_rng(0)
    articles = len(counts)
    sums = counts.sum(axis=0)
    # Where an article's runs change places, the first gets what the second has more of.
    gain = (counts[:, 1] - counts[:, 0]).reshape(articles, -1)
    as_large = np.ones_like(real)
    for _ in range(0, _ROUNDS, _BLOCK):
        swapped = generator.integers(0, 2, size=(_BLOCK, articles)).astype(np.float64)
        moved = (swapped @ gain).reshape(_BLOCK, *sums.shape[1:])
        figures = _figures(np.stack([sums[0] + moved, sums[1] - moved], axis=1), big)
        as_large += (np.abs(figures[:, 1] - figures[:, 0]) >= real - 1e-12).sum(axis=0)
    return as_large / (_ROUNDS + 1)


def _keyed(outcomes: Iterable[Outcome]) -> dict[tuple[object, ...], Outcome]:
    """Return outcomes by what identifies a fact in both runs.

    It is the gold record; of what is invented its place, and which it is of those that stand there.
    """
    keyed: dict[tuple[object, ...], Outcome] = {}
    times: Counter[tuple[str, str, int, int]] = Counter()
    for outcome in outcomes:
        if outcome.gold is not None:
            keyed["gold", id(outcome.gold)] = outcome
        else:
            anchor = outcome.fact["anchor"]
            place = (outcome.article.doc_id, outcome.kind, anchor["start"], anchor["end"])
            times[place] += 1
            keyed[*place, times[place]] = outcome
    return keyed


def _change(before: Outcome | None, now: Outcome) -> Change | None:
    """Return what became of a fact of the run scored; None if it is as it was."""
    if now.gold is None:
        return None if before else "newly invented"
    if before is None or (now.verdict == "right") == (before.verdict == "right"):
        return "changed" if before and _answer(before.given) != _answer(now.given) else None
    return "gained" if now.verdict == "right" else "lost"


def _answer(given: Record | None) -> list[object] | None:
    """Return what a run says of a fact, as far as that is compared."""
    if given is None:
        return None
    return [_compared(given.get(slot)) for slot in CORE_SLOTS[given["type"]]]


def _compared(value: object) -> object:
    """Return what counts of a slot: the days of a date, the name of an organisation."""
    if isinstance(value, dict):
        return [value.get(part) for part in ("start", "end", "name")]
    return value
