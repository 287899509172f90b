"""Groups of facts that state the same."""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import numpy as np

from tinvan.merge.blocks import Key

_WINDOW = 48  # facts before it in its block, by day, that a fact is compared with


class Blocks:
    """Keys of facts, and which facts share one; memory holds 16 bytes of each key."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._facts = array("q")

    def add(self, fact: int, keys: Iterable[Key]) -> None:
        """Take in the keys of a fact, by its number."""
        for key in keys:
            digest = hashlib.blake2b(msgspec.json.encode(key), digest_size=8).digest()
            self._keys.append(int.from_bytes(digest, "little"))
            self._facts.append(fact)

    def __iter__(self) -> Iterator[list[int]]:
        """Yield the facts of each key that several have, by number."""
        keys, facts = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._facts, np.int64)
        yield from shared(keys, facts)


class Groups:
    """Facts joined into groups; memory holds 8 bytes of each.

    Args:
        count: How many facts there are.
    """

    def __init__(self, count: int) -> None:
        self._parents = array("q", range(count))

    def find(self, fact: int) -> int:
        """Return the number of the group of a fact."""
        parents = self._parents
        while parents[fact] != fact:
            parents[fact] = parents[parents[fact]]
            fact = parents[fact]
        return fact

    def join(self, a: int, b: int) -> None:
        """Make one of the groups of two facts."""
        first, second = sorted((self.find(a), self.find(b)))
        self._parents[second] = first

    def join_alike(
        self, block: Sequence[int], day: Callable[[int], str], same: Callable[[int, int], bool]
    ) -> None:
        """Join the facts of a block that state the same.

        Args:
            block: The facts, by number.
            day: Returns the day by which they are put in order.
            same: Tells whether two state the same.
        """
        ordered = sorted(block, key=lambda fact: (day(fact), fact))
        for at, fact in enumerate(ordered):
            for other in reversed(ordered[max(0, at - _WINDOW) : at]):
                if self.find(fact) != self.find(other) and same(other, fact):
                    self.join(other, fact)

    def __iter__(self) -> Iterator[list[int]]:
        """Yield the facts of each group, by number, also of those that have one alone."""
        roots = np.array([self.find(fact) for fact in range(len(self._parents))], np.int64)
        yield from shared(roots, np.arange(len(roots), dtype=np.int64), least=1)


def shared(
    keys: "np.ndarray[tuple[int], np.dtype[np.uint64 | np.int64]]",
    facts: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    least: int = 2,
) -> Iterator[list[int]]:
    """Yield the facts of each key that enough of them have, in the order of their first facts."""
    if not len(keys):
        return
    order = np.lexsort((facts, keys))
    bounds = np.flatnonzero(np.diff(keys[order])) + 1
    starts = np.concatenate(([0], bounds))
    ends = np.concatenate((bounds, [len(order)]))
    enough = ends - starts >= least
    starts, ends = starts[enough], ends[enough]
    first = np.argsort(facts[order[starts]], kind="stable")
    for start, end in zip(starts[first].tolist(), ends[first].tolist(), strict=True):
        yield facts[order[start:end]].tolist()
