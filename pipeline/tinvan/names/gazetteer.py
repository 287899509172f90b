"""One pass over the words of a sentence that finds every form of every lexicon."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from tinvan.names.words import Word, fold_word, split_words
from tinvan.ruleset import Entry

Case = Literal["all", "first", "any"]


class Form(msgspec.Struct, frozen=True):
    """A form of a lexicon entry.

    Attributes:
        category: The lexicon.
        entry: The entry.
        text: The form as the lexicon spells it.
        needs: What each word of the text must have: "A" all capitals, "a" a capital, "" nothing.
    """

    category: str
    entry: Entry
    text: str
    needs: tuple[str, ...]

    def fits(self, words: Sequence[Word], start: int) -> bool:
        """Tell whether the words from `start` have the capitals of the form."""
        for offset, need in enumerate(self.needs):
            if need and not (
                words[start + offset].is_capital if need == "a" else words[start + offset].is_upper
            ):
                return False
        return True


class Hit(msgspec.Struct, frozen=True, gc=False):
    """A form found: the indices of its first word and of the word behind it."""

    start: int
    end: int
    form: Form


class Hits:
    """The forms found in a sentence, by lexicon and first word."""

    def __init__(self) -> None:
        self._found: dict[str, dict[int, list[Hit]]] = {}

    def put(self, hit: Hit) -> None:
        """Add a hit; those with one start come in order of length."""
        self._found.setdefault(hit.form.category, {}).setdefault(hit.start, []).append(hit)

    def at(self, category: str, start: int) -> Hit | None:
        """Return the longest hit of a lexicon that starts at a word, or None."""
        found = self.of(category).get(start)
        return found[-1] if found else None

    def of(self, category: str) -> dict[int, list[Hit]]:
        """Return all hits of a lexicon by first word, for each the shortest first."""
        return self._found.get(category, {})

    def starts(self, *categories: str) -> set[int]:
        """Return the first words of all hits of some lexicons."""
        return {start for category in categories for start in self.of(category)}

    def ends(self, category: str) -> set[int]:
        """Return the indices behind all hits of a lexicon."""
        return {hit.end for hits in self.of(category).values() for hit in hits}

    def all_at(self, category: str, start: int) -> Sequence[Hit]:
        """Return the hits of a lexicon that start at a word, the shortest first."""
        return self.of(category).get(start, ())

    def before(self, category: str, end: int, reach: int = 8) -> Hit | None:
        """Return the longest hit of a lexicon that ends right before a word, or None."""
        found = self.of(category)
        if found:
            for start in range(max(0, end - reach), end):
                for hit in found.get(start, ()):
                    if hit.end == end:
                        return hit
        return None


class Gazetteer:
    """The forms of all lexicons, as a tree over words."""

    def __init__(self) -> None:
        self._root: dict[str, Any] = {}

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
            pieces = [word.text for word in split_words(text, 0, len(text))]
            for piece in pieces:
                node = node.setdefault(fold_word(piece), {})
            needs = tuple(_need(piece, index, case) for index, piece in enumerate(pieces))
            node.setdefault("", []).append(Form(category, entry, text, needs))

    def scan(self, words: Sequence[Word], hits: Hits | None = None) -> Hits:
        """Find the forms in the words of a sentence.

        Args:
            words: The words.
            hits: Hits of another gazetteer in the same words, to add to.
        """
        hits = hits or Hits()
        for start, word in enumerate(words):
            node = self._root.get(word.key)
            at = start + 1
            while node is not None:
                for form in node.get("", ()):
                    if form.fits(words, start):
                        hits.put(Hit(start, at, form))
                node = node.get(words[at].key) if at < len(words) else None
                at += 1
        return hits


def _need(piece: str, index: int, case: Case) -> str:
    """Say which capitals a word of the text must have for a word of a form."""
    if len(piece) > 1 and piece.isupper():
        return "A"
    if piece[0].isupper() and (case == "all" or (case == "first" and index == 0)):
        return "a"
    return ""
