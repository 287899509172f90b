"""Words and signs next to a number that bound it: "trên 30%", "từ 50% trở lên"."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from tinvan.facts import Comparator
from tinvan.ruleset import Entry, Lexicon
from tinvan.values.grammar import compile_part

_BEFORE = 48  # characters looked at before and behind a number
_BEHIND = 60
_WORD = re.compile(r"\w+|[^\w\s]")
_LAST = re.compile(r"(?<!\w)(\w+|[^\w\s])\s*\Z")
_LONGEST_WORD = 16  # characters of the last word of a comparator, with the blank behind it
_FILLERS = 2  # words that may stand between a comparator and its number


class ComparatorWord(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that bound a number.

    Attributes:
        comparator: How they bound it.
        side: On which side of the number they stand.
        adjacent: Whether no filler may stand between them and the number.
        opening: How they bound it where a text opens with them and there is nothing that it could
            differ from: "cao hơn 5 triệu đồng" by itself.
        owned: Whether they bound nothing where the number is another's: "cao hơn mức 5% của xã A".
        bounds_behind: Words behind which they bound as they do where they open a text: "có ít hơn
            5 hộ".
        not_behind: Words behind which they bound nothing: "đi trên 2 xe".
    """

    comparator: Comparator
    side: Literal["before", "behind"] = "before"
    adjacent: bool = False
    opening: Comparator = "="
    owned: bool = False
    not_behind: tuple[str, ...] = ()
    bounds_behind: tuple[str, ...] = ()


class Bounding(NamedTuple):
    """How a number is bounded.

    Attributes:
        comparator: "=" where nothing bounds it.
        start: Where the words before it start; the number's start if there are none.
    """

    comparator: Comparator
    start: int


class _Found(NamedTuple):
    """A comparator found in front of a number."""

    entry: ComparatorWord
    start: int


class Comparators:
    """Finds what bounds a number.

    Args:
        lexicon: The words.
        words: The word lists of `rules/values`.
    """

    def __init__(
        self, lexicon: Lexicon[ComparatorWord], words: Mapping[str, Sequence[str]]
    ) -> None:
        before = {f: e for e in lexicon.entries if e.side == "before" for f in e.forms}
        self._before = {_key(form): entry for form, entry in before.items()}
        self._ends = {key.rpartition(" ")[2] for key in self._before}
        self._longest = max(key.count(" ") + 1 for key in self._before)
        fillers = {_key(filler) for filler in words["comparator_filler"]}
        self._fillers = fillers
        self._lasts = self._ends.union(filler.rpartition(" ")[2] for filler in fillers)
        self._lexicon = lexicon
        behind = [f for e in lexicon.entries if e.side == "behind" for f in e.forms]
        firsts = "|".join(sorted({form.split()[0] for form in behind}))
        self._behind_words = re.compile(rf"\s(?:{firsts})")
        # a few words of the noun may come between: "từ 50% vốn điều lệ trở lên"
        self._behind = compile_part("comparator_behind", {**words, "comparator_after": behind})
        self._since = compile_part("comparator_since", words)
        self._owned = compile_part("comparator_owned", words)

    def around(self, small: str, start: int, end: int) -> Bounding:
        """Tell how the number at `small[start:end]`, in small letters, is bounded."""
        if self._behind_words.search(small, end, end + _BEHIND) and (
            found := self._behind.match(small, end, end + _BEHIND)
        ):
            since = self._since.search(small, max(0, start - _BEFORE), start)
            comparator = self._lexicon[found.group("word")].comparator
            return Bounding(comparator, since.start() if since else start)
        near = self._in_front(small, start)
        if near is None:
            return Bounding("=", start)
        if near.entry.comparator == "=":
            bounds = self._states_bound(small, near)
            return Bounding(near.entry.opening if bounds else "=", start)
        if near.entry.owned and self._owned.match(small, end, end + _BEHIND):
            return Bounding("=", start)
        further = self._in_front(small, near.start)
        return Bounding(near.entry.comparator, further.start if further else near.start)

    def _states_bound(self, small: str, found: _Found) -> bool:
        """Tell whether a comparative bounds a number rather than tells how far it is off."""
        before = _LAST.search(small, max(0, found.start - _LONGEST_WORD), found.start)
        if before is None:
            return found.start < _LONGEST_WORD and not small[: found.start].strip()
        return before.group(1) in found.entry.bounds_behind

    def _in_front(self, small: str, start: int) -> _Found | None:
        """Return the comparator whose words end right in front of an offset."""
        nearest = _LAST.search(small, max(0, start - _LONGEST_WORD), start)
        if nearest is None or nearest.group(1) not in self._lasts:
            return None
        tokens = list(_WORD.finditer(small, max(0, start - _BEFORE), start))
        if not tokens or small[tokens[-1].end() : start].strip():
            return None
        words = [token.group() for token in tokens]
        for skipped in range(_FILLERS + 1):
            if skipped and not self._is_filler(words, skipped):
                continue
            last = len(words) - skipped
            if last > 0 and words[last - 1] in self._ends:
                found = self._ending(words, last, filled=bool(skipped))
                if found:
                    entry, first = found
                    return _Found(entry, tokens[first].start())
        return None

    def _is_filler(self, words: Sequence[str], count: int) -> bool:
        """Tell whether the last words are fillers, one by one or together."""
        last = words[-count:]
        return " ".join(last) in self._fillers or all(word in self._fillers for word in last)

    def _ending(
        self, words: Sequence[str], end: int, *, filled: bool
    ) -> tuple[ComparatorWord, int] | None:
        """Return the longest comparator that ends before a word, and its first word."""
        for length in range(min(self._longest, end), 0, -1):
            entry = self._before.get(" ".join(words[end - length : end]))
            if entry is None or (filled and entry.adjacent):
                continue
            first = end - length
            if not (first and words[first - 1] in entry.not_behind):
                return entry, first
        return None


def _key(form: str) -> str:
    """Return a form as its tokens are joined: ">=" is two signs."""
    return " ".join(_WORD.findall(form.lower()))
