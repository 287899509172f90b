"""All that is said of a run: figures, mistakes, breakdowns, and what changed since another run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd

from tinvan.facts import CORE_SLOTS
from tinvan.score.articles import Article
from tinvan.score.breakdown import COUNTS, GROUPINGS, Grouping, breakdown, error_table
from tinvan.score.cleaning import CleaningScore, score_cleaning
from tinvan.score.compare import Comparisons, compare_all
from tinvan.score.confidence import RiskCoverage, risk_coverage
from tinvan.score.files import Gold, Run, make_articles
from tinvan.score.observer import Observer
from tinvan.score.outcomes import Judge, Outcome, ledger
from tinvan.score.report import Scores, score
from tinvan.score.rivals import Difference, Turn, differences, turn_table, turns
from tinvan.score.slots import Record

if TYPE_CHECKING:
    from tinvan.document import Source


class Evaluation:
    """A run set against gold. What is asked for is made, once.

    Args:
        gold: The right answers.
        run: What is scored.
        base: Another run to compare it with.
        texts: The articles by doc_id, to show sentences and tell phenomena by them.
        docs: A regular expression: only articles whose doc_id it finds count.
        types: The types that count; all if none is given.
    """

    def __init__(
        self,
        gold: Gold,
        run: Run,
        *,
        base: Run | None = None,
        texts: Mapping[str, Source] | None = None,
        docs: str | None = None,
        types: Sequence[str] = (),
    ) -> None:
        self.gold, self.run, self.base = gold, run, base
        self._texts, self._docs, self._types = texts or {}, docs, types or tuple(CORE_SLOTS)
        self._comparisons = self._compare(run)
        self.scores: Scores = score(self._comparisons)

    @cached_property
    def articles(self) -> dict[str, Article]:
        """What is known of each article, by doc_id."""
        return make_articles(self.gold, self.run, self._texts)

    @cached_property
    def outcomes(self) -> list[Outcome]:
        """What became of each fact."""
        return Judge(self.articles).outcomes(self._comparisons)

    @cached_property
    def mistakes(self) -> list[Outcome]:
        """The outcomes that are not right."""
        return [outcome for outcome in self.outcomes if outcome.error]

    @cached_property
    def ledger(self) -> pd.DataFrame:
        """A row an outcome."""
        return ledger(self.outcomes)

    @cached_property
    def phenomena(self) -> list[list[str]]:
        """What makes the fact of each outcome hard."""
        observer = Observer(self.gold.facts)
        return [
            observer.phenomena(one.fact, one.sentence, one.article.label(one.start))
            for one in self.outcomes
        ]

    @cached_property
    def errors(self) -> pd.DataFrame:
        """How many records each class of mistakes spoiled, by type."""
        return error_table(self.ledger)

    @cached_property
    def cleaning(self) -> CleaningScore | None:
        """Labels of lines and metadata; None where gold has neither, or the run no docs.jsonl."""
        if not self.run.documents:
            return None
        return score_cleaning(self.articles, self.gold.metadata)

    @cached_property
    def risk(self) -> RiskCoverage | None:
        """Risk against coverage; None where no record has a confidence."""
        return risk_coverage(self.outcomes)

    @cached_property
    def turns(self) -> list[Turn]:
        """What changed since the other run."""
        return turns(self._before, self.outcomes) if self.base else []

    @cached_property
    def turn_counts(self) -> pd.DataFrame:
        """How many facts each change concerns, by type."""
        return turn_table(self.turns)

    @cached_property
    def differences(self) -> dict[str, Difference]:
        """The differences of record F1 from the other run, by type."""
        return differences(self._compare(self.base), self._comparisons) if self.base else {}

    def difference_table(self) -> pd.DataFrame:
        """Return a row for micro, macro and each type, with F1 of both runs."""
        rows = {
            name: {
                "before": one.before,
                "now": one.now,
                "difference": one.now - one.before,
                "95% CI": "{:+.3f}..{:+.3f}".format(*one.ci95) if one.ci95 else "-",
                "p": one.p,
            }
            for name, one in self.differences.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    @property
    def knows_sentences(self) -> bool:
        """Whether the sentences of most facts are known."""
        known = sum(outcome.sentence is not None for outcome in self.outcomes)
        return 2 * known >= len(self.outcomes)

    def breakdown(self, by: Grouping) -> pd.DataFrame:
        """Return the figures by source, by year or by phenomenon."""
        if by == "phenomenon":
            times = [len(names) for names in self.phenomena]
            rows = self.ledger.loc[self.ledger.index.repeat(times), ["doc_id", *COUNTS]]
            return breakdown(rows.assign(phenomenon=[*chain(*self.phenomena)]), by)
        return breakdown(self.ledger, by)

    def to_dict(self) -> dict[str, Any]:
        """Return all figures as plain data: what JSON has."""
        return {
            **msgspec.to_builtins(self.scores),
            "errors": {
                "classes": _nested(self.errors),
                "records": [
                    {**_mistake(outcome), "phenomena": phenomena}
                    for outcome, phenomena in zip(self.outcomes, self.phenomena, strict=True)
                    if outcome.error
                ],
            },
            "breakdowns": {by: _nested(self.breakdown(by)) for by in GROUPINGS},
            "risk_coverage": msgspec.to_builtins(self.risk),
            "cleaning": msgspec.to_builtins(self.cleaning),
            "comparison": self._comparison() if self.base else None,
        }

    @cached_property
    def _before(self) -> list[Outcome]:
        """The outcomes of the other run."""
        assert self.base is not None
        articles = make_articles(self.gold, self.base, self._texts)
        return Judge(articles).outcomes(self._compare(self.base))

    def _compare(self, run: Run) -> Comparisons:
        """Compare a run with gold, as far as types count."""
        comparisons = compare_all(self.gold.facts, run.facts, self._docs)
        return {kind: comparisons[kind] for kind in CORE_SLOTS if kind in self._types}

    def _comparison(self) -> dict[str, Any]:
        """Return what changed since the other run as plain data."""
        return {
            "differences": msgspec.to_builtins(self.differences),
            "changes": _nested(self.turn_counts),
            "records": [{"change": turn.change, **_place(turn.outcome)} for turn in self.turns],
        }


def _nested(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by their names."""
    return {str(name): dict(row) for name, row in table.astype(object).iterrows()}


def _mistake(outcome: Outcome) -> dict[str, Any]:
    """Return a mistake as plain data: where it is, its class, and both sides of what is wrong."""
    return {
        **_place(outcome),
        "verdict": outcome.verdict,
        "class": outcome.error,
        "slots": {slot: _sides(slot, outcome.gold, outcome.given) for slot in outcome.wrong},
        "note": outcome.note or None,
        "sentence": outcome.sentence.text if outcome.sentence else None,
    }


def _place(outcome: Outcome) -> dict[str, Any]:
    """Return where a fact is, as plain data."""
    return {
        "doc_id": outcome.article.doc_id,
        "type": outcome.kind,
        "anchor": outcome.fact["anchor"],
        "id": (outcome.given or {}).get("id"),
    }


def _sides(slot: str, gold: Record | None, given: Record | None) -> dict[str, Any]:
    """Return both answers of a slot."""
    return {"gold": (gold or {}).get(slot), "output": (given or {}).get(slot)}
