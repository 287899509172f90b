"""What became of each fact, one by one: the ledger that tables and reports are made from."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import pandas as pd

from tinvan.document import CONTENT_LABELS
from tinvan.score.articles import Article, Passage
from tinvan.score.compare import Comparison, Comparisons, Pair
from tinvan.score.slots import Record
from tinvan.score.taxonomy import (
    ErrorClass,
    class_of_invented,
    class_of_missed,
    class_of_pair,
    wrong_slots,
)

Verdict = Literal["right", "wrong", "missed", "invented"]


class Outcome(NamedTuple):
    """A gold fact with the prediction that answers it, or one of them alone.

    Attributes:
        kind: Its type.
        verdict: What became of it; right is a record with every core slot right.
        error: What went wrong; None if it is right.
        gold: The right answer; None if there is none.
        given: The prediction; None if there is none.
        slots: Whether each slot is right; empty if one side is missing.
        wrong: The core slots that are wrong.
        note: What else is known of the mistake.
        article: What is known of the article.
        sentence: The sentence that has it; None if that is not known.
    """

    kind: str
    verdict: Verdict
    error: ErrorClass | None
    gold: Record | None
    given: Record | None
    slots: Mapping[str, bool]
    wrong: Sequence[str]
    note: str
    article: Article
    sentence: Passage | None

    @property
    def fact(self) -> Record:
        """The right answer, else the prediction."""
        fact = self.gold or self.given
        assert fact is not None
        return fact

    @property
    def start(self) -> int:
        """Where it stands."""
        return int(self.fact["anchor"]["start"])

    @property
    def anchor(self) -> str:
        """The characters that identify it."""
        return str(self.fact["anchor"].get("text") or "")


class Judge:
    """Makes outcomes of comparisons.

    Args:
        articles: What is known of the articles, by doc_id.
    """

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self._articles = articles

    def outcomes(self, comparisons: Comparisons) -> list[Outcome]:
        """Return the outcome of each fact, type by type, in the order of the articles."""
        missed, invented = _others(comparisons)
        return [
            outcome
            for comparison in (one for of_kind in comparisons.values() for one in of_kind)
            for outcome in sorted(
                [
                    *map(self._pair, comparison.pairs),
                    *self._missed(comparison, invented[comparison.doc_id]),
                    *self._invented(comparison, missed[comparison.doc_id]),
                ],
                key=lambda outcome: outcome.start,
            )
        ]

    def _pair(self, pair: Pair) -> Outcome:
        verdict: Verdict = "right" if pair.is_right else "wrong"
        error = None if pair.is_right else class_of_pair(pair)
        return self._outcome(verdict, error, pair.gold, pair.prediction, pair=pair)

    def _missed(self, comparison: Comparison, invented: Sequence[Record]) -> Iterator[Outcome]:
        """Yield the right answers that were not given."""
        predictions = [pair.prediction for pair in comparison.pairs]
        for fact in comparison.missed:
            article = self._articles[fact["doc_id"]]
            line = article.line_at(fact["anchor"]["start"])
            is_cut = line is not None and line.label and line.label not in CONTENT_LABELS
            note = f"its line was taken for {line.label}" if line and is_cut else ""
            note = note or _as_other("the output has here", fact, invented)
            error = class_of_missed(fact, predictions)
            yield self._outcome("missed", error, fact, None, note=note)

    def _invented(self, comparison: Comparison, missed: Sequence[Record]) -> Iterator[Outcome]:
        """Yield the predictions that answer nothing."""
        gold = [pair.gold for pair in comparison.pairs]
        for fact in comparison.spurious:
            label = self._articles[fact["doc_id"]].right_label(fact["anchor"]["start"])
            in_content = label is None or label in CONTENT_LABELS
            error = class_of_invented(fact, gold, in_content=in_content)
            note = "" if in_content else f"the line is {label}"
            note = note or _as_other("gold has here", fact, missed)
            yield self._outcome("invented", error, None, fact, note=note)

    def _outcome(
        self,
        verdict: Verdict,
        error: ErrorClass | None,
        gold: Record | None,
        given: Record | None,
        *,
        pair: Pair | None = None,
        note: str = "",
    ) -> Outcome:
        """Put together what is known of one fact."""
        fact = gold or given
        assert fact is not None
        article, start = self._articles[fact["doc_id"]], fact["anchor"]["start"]
        return Outcome(
            kind=fact["type"],
            verdict=verdict,
            error=error,
            gold=gold,
            given=given,
            slots=pair.slots if pair else {},
            wrong=wrong_slots(pair) if pair else (),
            note=note,
            article=article,
            sentence=article.sentence(start) or _evidence(given, start),
        )


def ledger(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """Return a row an outcome: where it belongs, and what it counts for.

    The columns gold, pred, det, right and full are 0 or 1, so that sums of rows are counts.
    """
    is_pair = [outcome.gold is not None and outcome.given is not None for outcome in outcomes]
    right = [outcome.verdict == "right" for outcome in outcomes]
    return pd.DataFrame(
        {
            "doc_id": [outcome.article.doc_id for outcome in outcomes],
            "source": [outcome.article.source for outcome in outcomes],
            "year": [outcome.article.year for outcome in outcomes],
            "type": [outcome.kind for outcome in outcomes],
            "error": [outcome.error for outcome in outcomes],
            "gold": [int(outcome.gold is not None) for outcome in outcomes],
            "pred": [int(outcome.given is not None) for outcome in outcomes],
            "det": [int(one) for one in is_pair],
            "right": [int(one) for one in right],
            "full": [
                int(one and all(outcome.slots.values()))
                for one, outcome in zip(right, outcomes, strict=True)
            ],
        }
    )


def _others(
    comparisons: Comparisons,
) -> tuple[defaultdict[str, list[Record]], defaultdict[str, list[Record]]]:
    """Return what was missed and what was invented, of all types, by article."""
    missed: defaultdict[str, list[Record]] = defaultdict(list)
    invented: defaultdict[str, list[Record]] = defaultdict(list)
    for of_kind in comparisons.values():
        for comparison in of_kind:
            missed[comparison.doc_id] += comparison.missed
            invented[comparison.doc_id] += comparison.spurious
    return missed, invented


def _as_other(said: str, fact: Record, others: Sequence[Record]) -> str:
    """Say so if the other side has a fact of another type at the same place."""
    start, end = fact["anchor"]["start"], fact["anchor"]["end"]
    for other in others:
        anchor = other["anchor"]
        if other["type"] != fact["type"] and anchor["start"] < end and start < anchor["end"]:
            return f"{said} the {other['type']} “{anchor.get('text', '')}”"
    return ""


def _evidence(fact: Record | None, offset: int) -> Passage | None:
    """Return the sentence that a prediction points at, if it has an offset."""
    evidence = (fact or {}).get("evidence") or {}
    start, text = evidence.get("start"), evidence.get("text")
    if isinstance(start, int) and isinstance(text, str) and start <= offset < start + len(text):
        return Passage(start, text)
    return None
