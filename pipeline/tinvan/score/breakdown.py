"""The figures by source, by year and by phenomenon, and the mistakes by class."""

from typing import Literal, get_args

import numpy as np
import pandas as pd

from tinvan.score.bootstrap import Interval, f1, interval, resample
from tinvan.score.phenomena import PHENOMENA
from tinvan.score.taxonomy import MEANINGS

Grouping = Literal["source", "year", "phenomenon"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)

_COUNTS = ["gold", "pred", "det", "right", "full"]


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
    sums = ledger.groupby(by)[_COUNTS].sum().astype(float)
    gold, pred = sums["gold"].to_numpy(), sums["pred"].to_numpy()
    right = sums["right"].to_numpy()
    articles = ledger.groupby(by)["doc_id"].nunique()
    table = pd.DataFrame(
        {
            "articles": articles,
            "gold": sums["gold"].astype(int),
            "pred": sums["pred"].astype(int),
            "det F1": f1(sums["det"].to_numpy(), pred, gold),
            "P": np.divide(right, pred, out=np.zeros_like(right), where=pred > 0),
            "R": np.divide(right, gold, out=np.zeros_like(right), where=gold > 0),
            "F1": f1(right, pred, gold),
            "95% CI": _intervals(ledger, by, articles.tolist()),
            "full F1": f1(sums["full"].to_numpy(), pred, gold),
        }
    )
    return table.reindex(_order(table, by)).rename_axis(None)


def error_table(ledger: pd.DataFrame) -> pd.DataFrame:
    """Return how many records of each type each class of mistakes spoiled, with the sums."""
    wrong = ledger.dropna(subset="error")
    table = pd.crosstab(wrong["error"], wrong["type"])
    kinds = [kind for kind in ledger["type"].unique() if kind in table.columns]
    table = table.reindex(index=[error for error in MEANINGS if error in table.index])
    table = table.reindex(columns=kinds).astype(int)
    table.insert(0, "all", table.sum(axis=1))
    return table.rename_axis(index=None, columns=None)


def _intervals(ledger: pd.DataFrame, by: Grouping, articles: list[int]) -> list[Interval | None]:
    """Return the interval of each group's F1, groups in order of name."""
    names = ["right", "pred", "gold"]
    counts = ledger.groupby(["doc_id", by])[names].sum().unstack(fill_value=0)
    sides = [counts[name].to_numpy(dtype=np.float64) for name in names]
    sampled = resample(np.stack(sides, axis=1))
    values = f1(sampled[:, 0], sampled[:, 1], sampled[:, 2])
    return [interval(values[:, at], of_group) for at, of_group in enumerate(articles)]


def _order(table: pd.DataFrame, by: Grouping) -> list[str]:
    """Return the names of the rows in the order of reports."""
    if by == "phenomenon":
        return [one.name for one in PHENOMENA if one.name in table.index]
    if by == "year":
        return sorted(table.index)
    return list(table.sort_values("gold", ascending=False, kind="stable").index)
