"""Words and signs next to a number that bound it: "trên 30%", "từ 50% trở lên"."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from tinvan.facts import Comparator
from tinvan.ruleset import Entry, Lexicon
from tinvan.values.grammar import compile_part

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
        words: The word lists of `rules/values`.
    """

    def __init__(
        self, lexicon: Lexicon[ComparatorWord], words: Mapping[str, Sequence[str]]
    ) -> None:
        self._lexicon = lexicon
        lists = {
            **words,
            "comparator_near": _forms(lexicon, "before", adjacent=True),
            "comparator_far": _forms(lexicon, "before", adjacent=False),
            "comparator_after": _forms(lexicon, "behind", adjacent=False),
        }
        self._before = compile_part("comparator_before", lists)
        # a few words of the noun may come between: "từ 50% vốn điều lệ trở lên"
        self._behind = compile_part("comparator_behind", lists)
        self._since = compile_part("comparator_since", lists)

    def around(self, text: str, start: int, end: int) -> Bounding:
        """Tell how the number at `text[start:end]` is bounded."""
        window = max(0, start - _BEFORE)
        if found := self._behind.match(text, end, end + _BEHIND):
            since = self._since.search(text, window, start)
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


def _forms(lexicon: Lexicon[ComparatorWord], side: str, *, adjacent: bool) -> tuple[str, ...]:
    """Return the forms of the entries of one sort."""
    entries = [e for e in lexicon.entries if e.side == side and e.adjacent == adjacent]
    return tuple(form for entry in entries for form in entry.forms)
