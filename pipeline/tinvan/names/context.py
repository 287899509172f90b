"""Whose story it is: the place that completes the names of local bodies."""

from collections import Counter
from collections.abc import Iterable

import msgspec

from tinvan.document import Document, Mention
from tinvan.names.knowledge import Knowledge

_EARLY = 600  # characters at the head of an article that count more


class Seen(msgspec.Struct, frozen=True):
    """A place seen at an offset: its full name, kind, and province."""

    at: int
    name: str
    kind: str
    province: str | None


class PlaceContext:
    """The places of an article, to complete what it leaves unsaid.

    Args:
        document: The document with its mentions.
        seen: The places in its text and in the names of its bodies.
        knowledge: The lexicons.
    """

    def __init__(self, document: Document, seen: Iterable[Seen], knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._seen = sorted(seen, key=lambda place: place.at)
        self._main = self._main_province(document)

    def complete(self, unit: str, at: int) -> str | None:
        """Return the full name of the place that a bare unit means.

        Args:
            unit: "tỉnh", "thành phố", "huyện", …; "" for any province or city.
            at: Where it is said.
        """
        if unit in ("", "tỉnh"):
            wanted = "Tỉnh" if unit else ""
            return self._main_name(wanted) or self._nearest(at, wanted, ("province",))
        if unit == "thành phố":
            near = self._nearest(at, "Thành phố", ("province", "city"))
            return self._main_name("Thành phố") or near
        return self._nearest(at, unit.capitalize(), ("district", "commune"))

    def _main_name(self, prefix: str) -> str | None:
        """Return the main province if its name starts so."""
        if self._main is None:
            return None
        name = self._knowledge.provinces[self._main].name
        return name if name.startswith(prefix) else None

    def _nearest(self, at: int, prefix: str, kinds: tuple[str, ...]) -> str | None:
        """Return the last place of a kind before an offset, else the first behind it."""
        fitting = [p for p in self._seen if p.kind in kinds and p.name.startswith(prefix)]
        before = [p for p in fitting if p.at <= at]
        if before:
            return before[-1].name
        return fitting[0].name if fitting else None

    def _main_province(self, document: Document) -> str | None:
        """Return the province of the story: the one named most, the head of the text first."""
        head = (document.sentences[0].start if document.sentences else 0) + _EARLY
        weights: Counter[str] = Counter()
        for place in self._seen:
            if place.province:
                weights[place.province] += 3 if place.at < head else 1
        if not weights:
            return None
        best = max(weights.values())
        return next(p.province for p in self._seen if p.province and weights[p.province] == best)


def seen_places(mentions: Iterable[Mention]) -> Iterable[Seen]:
    """Yield the places among the mentions of a document."""
    for mention in mentions:
        if mention.kind == "place" and mention.name:
            kind = mention.rule.removeprefix("place.")
            yield Seen(mention.start, mention.name, kind, mention.ref)
