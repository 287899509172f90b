"""The weights by which blocks of a page are told apart: `rules/clean/weights.toml`."""

import msgspec

from tinvan.errors import RuleError
from tinvan.ruleset import load_toml

_FILE = "clean/weights.toml"


class Weight(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One weight.

    Attributes:
        id: Names the evidence.
        reads: What the evidence is.
        value: How much it counts, in characters of a paragraph.
    """

    id: str
    reads: str
    value: float


class _WeightFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    weight: tuple[Weight, ...]
    about: str = ""


class Weights:
    """The weights by their ids."""

    def __init__(self) -> None:
        self._weights = {weight.id: weight for weight in load_toml(_FILE, _WeightFile).weight}

    def __getitem__(self, name: str) -> float:
        """Return the value of a weight.

        Raises:
            RuleError: If the file has no such weight.
        """
        return self.weight(name).value

    def weight(self, name: str) -> Weight:
        """Return a weight with what it reads.

        Raises:
            RuleError: If the file has no such weight.
        """
        try:
            return self._weights[name]
        except KeyError:
            raise RuleError(_FILE, name, "this weight is missing", "Put it back") from None
