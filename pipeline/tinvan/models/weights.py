"""The weights of a log-linear model, read from a file that a person can look into."""

import functools
from collections.abc import Iterable, Mapping
from itertools import repeat
from pathlib import Path
from typing import Self

import msgspec
import numpy as np

from tinvan.errors import RuleError
from tinvan.models.clusters import Features
from tinvan.ruleset import find_rules

LENGTHS = 32  # buckets of span lengths


TokenWeights = tuple[float, float, float]  # starting a span, ending one, lying in one


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
    token: dict[str, TokenWeights]
    candidate: dict[str, float]
    length: list[float]
    temperature: float = 1.0


class Weights:
    """Sums weights of features.

    Args:
        content: The weights.

    Attributes:
        token: Features of tokens to their weights.
        length: Weights of lengths of spans, in thousandths.
        temperature: What scores are divided by.
    """

    def __init__(self, content: WeightsFile) -> None:
        self.token = content.token
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
        """Return the sums for features of a token, in thousandths."""
        return thousandths(filter(None, map(self.token.get, features)))

    def by_class(self, separator: str) -> dict[str, dict[str, float]]:
        """Return the weights of candidates by what stands before a sign in their features.

        Of "target:word=đạt" and ":" that is "target", and the feature is "word=đạt".
        """
        classes: dict[str, dict[str, float]] = {}
        for feature, weight in self._candidate.items():
            name, _, rest = feature.partition(separator)
            classes.setdefault(name, {})[rest] = weight
        return classes

    def of_candidate(self, features: Iterable[str]) -> float:
        """Return the sum for features of a candidate."""
        return total(self._candidate, features)


def thousandths(weights: Iterable[TokenWeights]) -> tuple[int, int, int]:
    """Return the sums of weights of a token, in thousandths.

    Weights have no parts of those. Whole numbers have one sum in any order.
    """
    starts = ends = inside = 0.0
    for start, end, within in weights:
        starts += start
        ends += end
        inside += within
    return round(1000 * starts), round(1000 * ends), round(1000 * inside)


def total(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the sum of the weights of features: thousandths, so that any order gives the same."""
    return round(sum(map(weights.get, features, repeat(0.0))), 3)


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
