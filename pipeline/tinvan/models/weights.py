"""The weights of a log-linear model, read from a file that a person can look into."""

import functools
from collections.abc import Iterable
from itertools import repeat
from pathlib import Path
from typing import Self

import msgspec
import numpy as np
import numpy.typing as npt

from tinvan.errors import RuleError
from tinvan.models.clusters import Features
from tinvan.ruleset import find_rules

LENGTHS = 32  # buckets of span lengths


class WeightsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file of `rules/models` holds.

    Attributes:
        made_by: The command that made it.
        token: Feature of a token to its weights where it starts a span, ends one, lies in one.
        candidate: Feature of a candidate that is no span of the sentence, to its weight.
        length: Weight of each length of a span, by bucket.
        temperature: What scores are divided by: learned weights are surer of themselves than they
            are right (Guo and others, 2017).
    """

    made_by: str
    token: dict[str, tuple[float, float, float]]
    candidate: dict[str, float]
    length: list[float]
    temperature: float = 1.0


class Weights:
    """Sums weights of features.

    Args:
        content: The weights.
    """

    def __init__(self, content: WeightsFile) -> None:
        self._token = content.token
        self._candidate = content.candidate
        self.length = np.rint(1000 * np.array(content.length)).astype(np.int64)
        self.temperature = content.temperature

    @classmethod
    def load(cls, name: str) -> Self:
        """Return the weights of a model: "percentage.indicator".

        Raises:
            RuleError: If the file is missing, or is none of weights.
        """
        return cls(_read(find_rules() / "models" / f"{name}.json"))

    def of_token(self, features: Features) -> tuple[int, int, int]:
        """Return the sums for features of a token: starting, ending, within a span.

        They are in thousandths, which weights have no parts of: whole numbers, so that they have
        one sum in any order.
        """
        starts = ends = inside = 0.0
        known = self._token
        for feature in features:
            if weights := known.get(feature):
                starts += weights[0]
                ends += weights[1]
                inside += weights[2]
        return round(1000 * starts), round(1000 * ends), round(1000 * inside)

    def of_class(self, name: str) -> dict[str, float]:
        """Return the weights of features as those of a class: "target:word=đạt" for "target"."""
        start = f"{name}:"
        return {
            feature.removeprefix(start): weight
            for feature, weight in self._candidate.items()
            if feature.startswith(start)
        }

    def array(self, candidates: Iterable[Iterable[str]]) -> npt.NDArray[np.float64]:
        """Return the sums for several candidates."""
        return np.array([self.of_candidate(features) for features in candidates])

    def of_candidate(self, features: Iterable[str]) -> float:
        """Return the sum for features of a candidate, the same in any order."""
        return round(sum(map(self._candidate.get, features, repeat(0.0))), 3)


@functools.cache
def _read(path: Path) -> WeightsFile:
    try:
        return msgspec.json.decode(path.read_bytes(), type=WeightsFile)
    except FileNotFoundError:
        remedy = "Run python -m training.train, or install tinvan again"
        raise RuleError(f"models/{path.name}", None, "there is no such file", remedy) from None
    except msgspec.MsgspecError as error:
        remedy = "Run python -m training.train"
        raise RuleError(f"models/{path.name}", None, str(error), remedy) from error
