"""Whether confidence tells right from wrong: risk against coverage.

Records are taken in the order of their confidence; the share taken is the coverage, and the share
of wrong ones among them the risk (El-Yaniv and Wiener 2010).
"""

from collections.abc import Iterable

import msgspec
import numpy as np

from tinvan.score.outcomes import Outcome

_AT = (0.25, 0.5, 0.75, 1.0)


class RiskCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """How often records are wrong, by how many of the most confident ones are taken.

    Attributes:
        records: Records that have a confidence.
        points: Coverage and risk behind each record; of equal confidence behind the last of them.
        area: The mean of the risk over all coverages; of records in any order it is their risk.
        risk_at: The risk at a coverage of 25, 50, 75 and 100 %, by that share.
    """

    records: int
    points: list[tuple[float, float]]
    area: float
    risk_at: dict[str, float]


def risk_coverage(outcomes: Iterable[Outcome]) -> RiskCoverage | None:
    """Return risk against coverage of the predictions; None where none has a confidence."""
    rated = [
        (float(outcome.given["confidence"]), outcome.verdict != "right")
        for outcome in outcomes
        if outcome.given and outcome.given.get("confidence") is not None
    ]
    if not rated:
        return None
    confidence, wrong = map(np.array, zip(*rated, strict=True))
    order = np.argsort(-confidence, kind="stable")
    taken = np.arange(1, len(rated) + 1)
    is_last = np.append(np.diff(confidence[order]) != 0, True)
    coverage = taken[is_last] / len(rated)
    risk = (np.cumsum(wrong[order]) / taken)[is_last]
    widths = np.diff(coverage, prepend=0.0)
    points = list(zip(coverage.tolist(), risk.tolist(), strict=True))
    return RiskCoverage(
        records=len(rated),
        points=points,
        area=float(widths @ risk),
        risk_at={f"{at:.2f}": float(risk[np.searchsorted(coverage, at - 1e-9)]) for at in _AT},
    )
