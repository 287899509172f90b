"""Words and signs next to a number that bound it: "trên 30%", "từ 50% trở lên"."""

from typing import Literal, NamedTuple

import regex

from tinvan.facts import Comparator
from tinvan.ruleset import Entry, Lexicon, alternation

_BEFORE = 48  # characters looked at before and behind a number
_BEHIND = 60


class ComparatorWord(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words that bound a number.

    Attributes:
        comparator: How they bound it.
        side: On which side of the number they stand.
        adjacent: Whether no filler may stand between them and the number.
    """

    comparator: Comparator
    side: Literal["before", "behind"] = "before"
    adjacent: bool = False


class Bounding(NamedTuple):
    """How a number is bounded.

    Attributes:
        comparator: "=" where nothing bounds it.
        start: Where the words before it start; the number's start if there are none.
    """

    comparator: Comparator
    start: int


class Comparators:
    """Finds what bounds a number.

    Args:
        lexicon: The words.
        fillers: Words that may stand between a word and its number ("mức", "là").
    """

    def __init__(self, lexicon: Lexicon[ComparatorWord], fillers: tuple[str, ...]) -> None:
        self._lexicon = lexicon
        before = [entry for entry in lexicon.entries if entry.side == "before"]
        near = alternation(form for e in before if e.adjacent for form in e.forms)
        far = alternation(form for e in before if not e.adjacent for form in e.forms)
        behind = alternation(f for e in lexicon.entries if e.side == "behind" for f in e.forms)
        filler = alternation(fillers)
        flags = regex.IGNORECASE
        self._before = regex.compile(
            rf"(?:(?P<word>{far})(?:\s+{filler}){{0,2}}|(?P<word>{near}))\s*\Z", flags
        )
        # "từ 50% vốn điều lệ trở lên": a few words of the noun may come between
        self._behind = regex.compile(
            rf"(?:\s+[^\W\d]+){{0,5}}?\s+(?P<word>{behind})(?!\s+đây)", flags
        )
        self._from = regex.compile(rf"(?<!\w)từ\s+(?:{filler}\s+)?\Z", flags)

    def around(self, text: str, start: int, end: int) -> Bounding:
        """Tell how the number at `text[start:end]` is bounded."""
        window = max(0, start - _BEFORE)
        if found := self._behind.match(text, end, end + _BEHIND):
            since = self._from.search(text, window, start)
            comparator = self._lexicon[found.group("word")].comparator
            return Bounding(comparator, since.start() if since else start)
        found = self._before.search(text, window, start)
        if found is None:
            return Bounding("=", start)
        comparator = self._lexicon[found.group("word")].comparator
        if comparator == "=":
            return Bounding(comparator, start)
        further = self._before.search(text, window, found.start())
        return Bounding(comparator, further.start() if further else found.start())
