"""One pass over the words of a sentence that finds every form of every lexicon."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from tinvan.names.words import Word, fold_word, pieces_of
from tinvan.ruleset import Entry

Case = Literal["all", "first", "any"]


class Form(msgspec.Struct, frozen=True):
    """A form of a lexicon entry.

    Attributes:
        category: The lexicon.
        entry: The entry.
        text: The form as the lexicon spells it.
        needs: What words of the text must have, by their places in the form: "A" all capitals,
            "a" a capital.
    """

    category: str
    entry: Entry
    text: str
    needs: tuple[tuple[int, str], ...]

    def fits(self, words: Sequence[Word], start: int) -> bool:
        """Tell whether the words from `start` have the capitals of the form."""
        for offset, need in self.needs:
            word = words[start + offset]
            if not (word.is_capital if need == "a" else word.is_upper):
                return False
        return True


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A form found: the indices of its first word and of the word behind it."""

    start: int
    end: int
    form: Form


class Hits:
    """The forms found in a sentence, by lexicon and first word."""

    __slots__ = ("_by_end", "_found", "_starts")

    def __init__(self) -> None:
        self._found: dict[str, dict[int, list[Hit]]] = {}
        # Made of the hits when first asked for.
        self._by_end: dict[str, dict[int, list[Hit]]] = {}
        self._starts: dict[tuple[str, ...], frozenset[int]] = {}

    def put(self, category: str, hit: Hit) -> None:
        """Add a hit; those with one start come in order of length."""
        if self._by_end or self._starts:
            self._by_end.clear()
            self._starts.clear()
        found = self._found.get(category)
        if found is None:
            found = self._found[category] = {}
        same = found.get(hit.start)
        if same is None:
            found[hit.start] = [hit]
        else:
            same.append(hit)

    def at(self, category: str, start: int) -> Hit | None:
        """Return the longest hit of a lexicon that starts at a word, or None."""
        found = self._found.get(category)
        if found is None:
            return None
        hits = found.get(start)
        return hits[-1] if hits else None

    def any_at(self, categories: tuple[str, ...], start: int) -> bool:
        """Tell whether a hit of one of some lexicons starts at a word."""
        starts = self._starts.get(categories)
        if starts is None:
            starts = self._starts[categories] = frozenset(self.starts(*categories))
        return start in starts

    def of(self, category: str) -> dict[int, list[Hit]]:
        """Return all hits of a lexicon by first word, for each the shortest first."""
        return self._found.get(category, {})

    def starts(self, *categories: str) -> set[int]:
        """Return the first words of all hits of some lexicons."""
        return set().union(*(self.of(category) for category in categories))

    def ends(self, category: str) -> set[int]:
        """Return the indices behind all hits of a lexicon."""
        return {hit.end for hits in self.of(category).values() for hit in hits}

    def all_at(self, category: str, start: int) -> Sequence[Hit]:
        """Return the hits of a lexicon that start at a word, the shortest first."""
        return self.of(category).get(start, ())

    def before(self, category: str, end: int, reach: int = 8) -> Hit | None:
        """Return the longest hit of a lexicon that ends right before a word, or None."""
        if category not in self._found:
            return None
        by_end = self._by_end.get(category)
        if by_end is None:
            by_end = self._by_end[category] = _by_end(self._found[category])
        for hit in by_end.get(end, ()):
            if hit.start >= end - reach:
                return hit
        return None


def _by_end(found: Mapping[int, Sequence[Hit]]) -> dict[int, list[Hit]]:
    """Return hits by the word behind them, the longest first."""
    by_end: dict[int, list[Hit]] = {}
    for start in sorted(found):
        for hit in found[start]:
            by_end.setdefault(hit.end, []).append(hit)
    return by_end


class _Node:
    """A place in the tree over words: the forms that end there, and where further words lead."""

    __slots__ = ("forms", "nodes")

    def __init__(self) -> None:
        self.forms: list[Form] = []
        self.nodes: dict[str, _Node] = {}


class Gazetteer:
    """The forms of all lexicons, as a tree over words."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, category: str, entry: Entry, forms: Iterable[str], case: Case) -> None:
        """Add forms of an entry.

        Args:
            category: The lexicon, as `Hits` will name it.
            entry: The entry.
            forms: The forms.
            case: Which capitals of a form the text must have: all of them, the first, or any.
                An abbreviation in capitals must be in capitals in any case.
        """
        for text in forms:
            node = self._root
            pieces = pieces_of(text)
            for piece in pieces:
                node = node.nodes.setdefault(fold_word(piece), _Node())
            needs = tuple(
                (index, need)
                for index, piece in enumerate(pieces)
                if (need := _need(piece, index, case))
            )
            node.forms.append(Form(category, entry, text, needs))

    def first_words(self) -> Iterable[str]:
        """Return the keys of the words with which a form starts."""
        return self._root.nodes.keys()

    def scan(self, words: Sequence[Word], hits: Hits | None = None) -> Hits:
        """Find the forms in the words of a sentence.

        Args:
            words: The words.
            hits: Hits of another gazetteer in the same words, to add to.
        """
        hits = hits or Hits()
        keys = [word.key for word in words]
        first = self._root.nodes
        for start, key in enumerate(keys):
            node = first.get(key)
            at = start + 1
            while node is not None:
                for form in node.forms:
                    if not form.needs or form.fits(words, start):
                        hits.put(form.category, Hit(start, at, form))
                node = node.nodes.get(keys[at]) if at < len(keys) else None
                at += 1
        return hits


def _need(piece: str, index: int, case: Case) -> str:
    """Say which capitals a word of the text must have for a word of a form."""
    if len(piece) > 1 and piece.isupper():
        return "A"
    if piece[0].isupper() and (case == "all" or (case == "first" and index == 0)):
        return "a"
    return ""
