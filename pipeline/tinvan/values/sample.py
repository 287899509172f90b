"""Draws values from articles by seed, to be judged by someone who reads them in their context."""

import functools
import random
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from tinvan.document import Document
from tinvan.values.find import ValueRecogniser
from tinvan.values.public import Kind, Value, values_of
from tinvan.values.resolve import DateResolver

T = TypeVar("T")


class ReadValues:
    """A stage that reads the values and dates of the content, for whoever needs no names."""

    name = "values"

    def __init__(self) -> None:
        self._find, self._resolve = ValueRecogniser(), DateResolver()

    def __call__(self, document: Document) -> Document:
        """Return the document with `values`, `day` and `dates`."""
        return self._resolve(self._find(document))


class Reservoir(Generic[T]):
    """Keeps some of the things that it is offered, each with the same chance (J. Vitter 1985, R).

    Args:
        size: How many it keeps.
        seed: With the same seed it keeps the same of the same things.

    Attributes:
        offered: How many things it was offered.
    """

    def __init__(self, size: int, seed: int) -> None:
        self.offered = 0
        self._size = size
        self._random = random.Random(seed)
        self._kept: list[tuple[int, T]] = []

    def offer(self, make: Callable[[], T]) -> None:
        """Offer a thing, which is made only if it is kept for now."""
        self.offered += 1
        if len(self._kept) < self._size:
            self._kept.append((self.offered, make()))
        elif (place := self._random.randrange(self.offered)) < self._size:
            self._kept[place] = (self.offered, make())

    @property
    def kept(self) -> list[T]:
        """The things kept, in the order in which they were offered."""
        return [thing for _, thing in sorted(self._kept, key=lambda pair: pair[0])]


class Sample:
    """Values of a kind drawn from documents, all with the same chance. Memory holds these alone.

    Args:
        kind: Their kind.
        count: How many.
        seed: What decides which.
        context: Characters of the text to keep on each side of a value.
    """

    def __init__(self, kind: Kind, count: int, seed: int, context: int) -> None:
        self._kind, self._seed, self._context = kind, seed, context
        self._drawn = Reservoir[dict[str, Any]](count, seed)

    @property
    def seen(self) -> int:
        """How many values there were to draw from."""
        return self._drawn.offered

    @property
    def records(self) -> list[dict[str, Any]]:
        """The values drawn, in the order of the articles, each with room for a verdict."""
        return self._drawn.kept

    def add(self, document: Document) -> None:
        """Let the values of a document, which has been through `ReadValues`, take part."""
        for value in values_of(document):
            if value.kind == self._kind:
                self._drawn.offer(functools.partial(self._record, document, value))

    def _record(self, document: Document, value: Value) -> dict[str, Any]:
        """Return what is to be judged."""
        raw = document.view.raw
        said = value.to_dict()
        place = {name: said.pop(name) for name in ("kind", "start", "end", "text")}
        return {
            "doc_id": document.source.doc_id,
            "published": document.metadata.published,
            "seed": self._seed,
            **place,
            "before": raw[max(0, value.start - self._context) : value.start],
            "after": raw[value.end : value.end + self._context],
            **said,
            "verdict": None,
            "note": None,
        }
