"""Groups of facts that state the same."""

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
import numpy as np

from tinvan.merge.blocks import Key

Place = tuple[int, int]
"""The number of an article, and the first offset of a sentence."""
WINDOW = 48
"""Facts before it in its block, by day, that a fact is compared with."""


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
    """Facts joined into groups; memory holds 8 bytes of each, and the places of those joined.

    Args:
        count: How many facts there are.
        place: Returns the sentence of a fact. A sentence that has a figure twice has two facts,
            which are never one.
    """

    def __init__(self, count: int, place: Callable[[int], Place]) -> None:
        self._parents = array("q", range(count))
        self._place = place
        self._places: dict[int, set[Place]] = {}  # of groups of several facts, by their number

    def find(self, fact: int) -> int:
        """Return the number of the group of a fact."""
        parents = self._parents
        while parents[fact] != fact:
            parents[fact] = parents[parents[fact]]
            fact = parents[fact]
        return fact

    def join(self, a: int, b: int) -> None:
        """Make one of the groups of two facts, unless they have a sentence in common."""
        first, second = sorted((self.find(a), self.find(b)))
        if first == second:
            return
        places = [self._places.get(root) or {self._place(root)} for root in (first, second)]
        if not places[0] & places[1]:
            self._parents[second] = first
            self._places.pop(second, None)
            self._places[first] = places[0] | places[1]

    def join_alike(
        self, block: Sequence[int], day: Callable[[int], str], alike: Callable[[int, int], float]
    ) -> None:
        """Join the facts of a block that state the same, the most alike first.

        Args:
            block: The facts, by number.
            day: Returns the day by which they are put in order.
            alike: Returns how alike two are that state the same; 0 for others.
        """
        ordered = sorted(block, key=lambda fact: (day(fact), fact))
        unsure: list[tuple[float, int, int]] = []
        for at, fact in enumerate(ordered):
            for other in reversed(ordered[max(0, at - WINDOW) : at]):
                share = 0.0 if self.find(fact) == self.find(other) else alike(other, fact)
                if share >= 1.0:
                    self.join(other, fact)
                elif share:
                    unsure.append((-share, other, fact))
        for _, other, fact in sorted(unsure):
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
