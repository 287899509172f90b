"""The figures by source, by year and by phenomenon, and the mistakes by class."""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from tinvan.score.bootstrap import Interval, Numbers, f1, interval, resample
from tinvan.score.phenomena import PHENOMENA
from tinvan.score.taxonomy import MEANINGS

Grouping = Literal["source", "year", "phenomenon"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

COUNTS = ["gold", "pred", "det", "right", "full"]
"""The columns of a ledger that are summed up."""


def breakdown(ledger: pd.DataFrame, by: Grouping) -> pd.DataFrame:
    """Return the figures of each source, year or phenomenon.

    A fact of several phenomena counts in the row of each.

    Args:
        ledger: A row an outcome, as `tinvan.score.outcomes.ledger` makes it; for phenomena, a row
            for each that an outcome has, in a column of that name.
        by: What the rows are.

    Returns:
        A row a group: articles, gold, pred, P, R and F1 of records with the bootstrap interval of
        F1 over the articles of all groups, and F1 of detection and full records. Sources with
        most gold facts come first, years and phenomena in their own order.
    """
    if ledger.empty:
        return pd.DataFrame()
    groups, names = pd.factorize(ledger[by], sort=True)
    articles, ids = pd.factorize(ledger["doc_id"])
    counts = np.zeros((len(ids), len(names), len(COUNTS)))
    np.add.at(counts, (articles, groups), ledger[COUNTS].to_numpy(dtype=np.float64))
    gold, pred, detected, right, full = counts.sum(axis=0).T
    having = counts.any(axis=2).sum(axis=0)
    table = pd.DataFrame(
        {
            "articles": having,
            "gold": gold.astype(int),
            "pred": pred.astype(int),
            "det F1": f1(detected, pred, gold),
            "P": np.divide(right, pred, out=np.zeros_like(right), where=pred > 0),
            "R": np.divide(right, gold, out=np.zeros_like(right), where=gold > 0),
            "F1": f1(right, pred, gold),
            "95% CI": _intervals(counts, having.tolist()),
            "full F1": f1(full, pred, gold),
        },
        index=list(names),
    )
    return table.reindex(_order(table, by))


def error_table(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return how many records of each type each class of mistakes spoiled, with the sums."""
    wrong = ledger.dropna(subset="error")
    table = pd.crosstab(wrong["error"], wrong["type"])
    kinds = [kind for kind in ledger["type"].unique() if kind in table.columns]
    table = table.reindex(index=[error for error in MEANINGS if error in table.index])
    table = table.reindex(columns=kinds).astype(int)
    table.insert(0, "all", table.sum(axis=1))
    return table.rename_axis(index=None, columns=None)


def _intervals(counts: Numbers, articles: list[int]) -> list[Interval | None]:
    """Return the interval of each group's F1, from counts by article and group."""
    gold, pred, _, right, _ = np.moveaxis(resample(counts), -1, 0)
    values = f1(right, pred, gold)
    return [interval(values[:, at], of_group) for at, of_group in enumerate(articles)]


def _order(table: pd.DataFrame, by: Grouping) -> list[str]:
    """Return the names of the rows in the order of reports."""
    if by == "phenomenon":
        return [one.name for one in PHENOMENA if one.name in table.index]
    if by == "year":
        return sorted(table.index)
    return list(table.sort_values("gold", ascending=False, kind="stable").index)
