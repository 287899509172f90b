"""Spans: pieces of a source text that prove what a record says."""

from typing import Protocol

import msgspec


class Span(msgspec.Struct, frozen=True, gc=False):
    """A piece of the raw source: `source[start:end] == text`.

    Attributes:
        start: First character, as an offset in Unicode code points.
        end: The offset behind the last character (half-open).
        text: The characters themselves, as the source has them.
    """

    start: int
    end: int
    text: str


class Bounded(Protocol):
    """Anything with half-open bounds in the view of a document."""

    @property
    def start(self) -> int:
        """First offset."""

    @property
    def end(self) -> int:
        """Offset behind the last character."""


def overlap(a: Bounded, b: Bounded) -> int:
    """Return how many characters two bounded things share (0 if none)."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def contains(outer: Bounded, inner: Bounded) -> bool:
    """Tell whether `inner` lies wholly within `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end
