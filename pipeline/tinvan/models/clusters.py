"""Clusters of words that stand in like surroundings, learned from unlabelled news.

A word that no label holds is still like words that labels hold: "doanh số" like "doanh thu".
The table of `rules/models/clusters.json` is made by `python -m training.clusters`.
"""

import functools
from collections.abc import Mapping
from typing import Self

import msgspec

from tinvan.errors import RuleError
from tinvan.ruleset import find_rules

Features = tuple[str, ...]


class ClustersFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds.

    Attributes:
        made_by: The command that made it.
        words: A syllable, or two that stand together, in small letters, to its cluster in the
            coarse and in the fine division.
    """

    made_by: str
    words: dict[str, tuple[int, int]]


class Clusters:
    """Tells the clusters of the words that a token is part of.

    Args:
        words: As in the file.
    """

    def __init__(self, words: Mapping[str, tuple[int, int]]) -> None:
        names = {known: (f"c{known[0]}", f"f{known[1]}") for known in set(words.values())}
        self._words = {word: names[known] for word, known in words.items()}

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return the installed clusters, the same at every call.

        Raises:
            RuleError: If they are missing, or are no clusters.
        """
        return cls(_read())

    def of_word(self, text: str) -> Features:
        """Return the clusters of a syllable, the coarse one first."""
        return self._words.get(text, ())

    def of_pair(self, pair: tuple[str, str]) -> Features:
        """Return the same of two syllables that stand together."""
        return self._words.get(" ".join(pair), ())

    def of_phrase(self, phrase: str) -> str:
        """Return the coarse cluster of the words that a phrase starts with; "?" if unknown."""
        syllables = phrase.casefold().split()
        found = self._words.get(" ".join(syllables[:2])) or self._words.get(syllables[0])
        return found[0] if found else "?"


def _read() -> dict[str, tuple[int, int]]:
    path = find_rules() / "models" / "clusters.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=ClustersFile).words
    except FileNotFoundError:
        remedy = "Run python -m training.clusters, or install tinvan again"
        raise RuleError(f"models/{path.name}", None, "there is no such file", remedy) from None
    except msgspec.MsgspecError as error:
        remedy = "Run python -m training.clusters"
        raise RuleError(f"models/{path.name}", None, str(error), remedy) from error
