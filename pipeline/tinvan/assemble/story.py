"""What an article names as a whole: the bodies, countries and places that its posts may be of."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator
from functools import cached_property
from operator import attrgetter, itemgetter

import msgspec

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Mention
from tinvan.names.classify import Class, Classifier

HOME = "Việt Nam"
COMPANY = "cong-ty"
_FIRM_KINDS = frozenset(("company", "other", "association"))
_NO_MINISTRY = frozenset(("Bộ Chính trị", "Bộ Tổng Tham mưu"))
_OF_HEAD = 3  # what a name in the first two sentences, mostly heading and lead, counts more
_MANY = 40  # names of a kind: no real article has twice as many
_start = attrgetter("start")


class Named:
    """The mentions of one name.

    Attributes:
        name: The name.
        mentions: Its mentions, in order.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.mentions: list[Mention] = []

    def before(self, end: float) -> int:
        """Return how many of the mentions start before an offset."""
        return bisect_left(self.mentions, end, key=_start)

    def within(self, part: Stretch, end: float) -> int:
        """Return how many of the mentions start in a part of the view, before an offset."""
        return self.before(min(part.end, end)) - self.before(min(part.start, end))

    def last(self, end: float) -> Mention:
        """Return the last of the mentions that start before an offset; there must be one."""
        return self.mentions[self.before(end) - 1]


class Names:
    """Names, in order of their first mentions."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._names: dict[str, Named] = {}
        self._at: list[tuple[int, Named]] = []
        for mention in mentions:
            name = mention.name or mention.text
            named = self._names.setdefault(name, Named(name))
            named.mentions.append(mention)
            self._at.append((mention.start, named))
        self._at.sort(key=itemgetter(0))
        often = sorted(self, key=lambda named: -len(named.mentions))
        self._often = {named.name for named in often[:_MANY]}

    def __iter__(self) -> Iterator[Named]:
        """Yield the names."""
        return iter(self._names.values())

    def around(self, at: int, taken: Container[str]) -> list[Named]:
        """Return the names less some.

        Of very many only those that come most often and those nearest to an offset: otherwise an
        endless list of firms and their heads would take the square of its length.
        """
        if len(self._names) <= 2 * _MANY:
            return [named for named in self if named.name not in taken]
        here = bisect_left(self._at, at, key=itemgetter(0))
        near = {named.name for _, named in self._at[max(0, here - _MANY) : here + _MANY]}
        names = (self._names[name] for name in near | self._often if name not in taken)
        return sorted(names, key=lambda named: (named.mentions[0].start, named.name))


def reach(names: Iterable[Named], at: int) -> float:
    """Return how far names are looked for: up to an offset, or all where none is before it."""
    return at if any(named.before(at) for named in names) else math.inf


class Near(msgspec.Struct, frozen=True):
    """The sentence of a post, that sentence with its neighbours, and where the head ends."""

    own: Stretch
    around: Stretch
    head: int

    def weight(self, named: Named, end: float = math.inf) -> int:
        """Return how much the mentions of a name before an offset count at the post.

        One in its sentence counts four times, one in a neighbour twice; a name that the head of
        the article has counts three times more.
        """
        near = 2 * named.within(self.own, end) + named.within(self.around, end)
        return named.before(end) + near + _OF_HEAD * (named.mentions[0].start < self.head)


class Story:
    """What an article names, sorted once for all its posts.

    Args:
        document: The article.
        classify: Tells the head noun of an organisation.
    """

    def __init__(self, document: Document, classify: Classifier) -> None:
        self.document = document
        self._classify = classify
        self._bodies: dict[tuple[str, ...], Names] = {}
        self._places: dict[tuple[str, ...], Names] = {}

    def bodies(self, heads: tuple[str, ...]) -> Names:
        """Return the organisations that have one of some heads; companies go by many names."""
        if heads not in self._bodies:
            self._bodies[heads] = Names(
                mention
                for mention, found in self._agencies
                if mention.name not in _NO_MINISTRY and _fits(found, heads)
            )
        return self._bodies[heads]

    @cached_property
    def firms(self) -> Names:
        """The firms, clubs and associations."""
        return Names(mention for mention, found in self._agencies if found.kind in _FIRM_KINDS)

    @cached_property
    def countries(self) -> Names:
        """The countries but Vietnam."""
        return Names(
            mention for mention in self._named_places(("place.country",)) if mention.name != HOME
        )

    def places(self, rules: tuple[str, ...]) -> Names:
        """Return the places that some rules read."""
        if rules not in self._places:
            self._places[rules] = Names(self._named_places(rules))
        return self._places[rules]

    @cached_property
    def names(self) -> frozenset[str]:
        """The full names of all organisations, units with their body as what that is."""
        names: set[str] = set()
        for mention, _ in self._agencies:
            words = (mention.name or "").split()
            unit = mention.rule == "agency.unit-of-body"
            names.update(" ".join(words[at:]) for at in range(unit, len(words) if unit else 1))
        return frozenset(names)

    @cached_property
    def is_at_home(self) -> bool:
        """Whether it names Vietnam or a province."""
        return any(
            mention.name == HOME or mention.rule == "place.province"
            for mention in self.document.mentions
            if mention.kind == "place"
        )

    def near(self, at: int) -> Near:
        """Return the sentence of an offset; the first where there is none."""
        sentences = self.document.sentences
        own = max(0, bisect_right(sentences, at, key=_start) - 1)
        own = own if at < sentences[own].end else 0
        first, last = sentences[max(0, own - 1)], sentences[min(len(sentences) - 1, own + 1)]
        return Near(
            Stretch(sentences[own].start, sentences[own].end),
            Stretch(first.start, last.end),
            sentences[min(1, len(sentences) - 1)].end,
        )

    @cached_property
    def _agencies(self) -> list[tuple[Mention, Class]]:
        """The organisations, with what their names tell."""
        return [
            (mention, self._classify(mention.name, mention.ref, mention.rule))
            for mention in self.document.mentions
            if mention.kind == "agency" and mention.name
        ]

    def _named_places(self, rules: tuple[str, ...]) -> Iterator[Mention]:
        """Yield the mentions of places that some rules read."""
        return (
            mention
            for mention in self.document.mentions
            if mention.kind == "place" and mention.rule in rules and mention.name
        )


def _fits(found: Class, heads: tuple[str, ...]) -> bool:
    """Tell whether an organisation has one of some heads."""
    head = found.head or ""
    of_kind = any(head == known or head.startswith(f"{known}-") for known in heads)
    return of_kind or (COMPANY in heads and found.kind == "company")
