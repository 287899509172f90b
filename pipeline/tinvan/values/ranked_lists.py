"""Ranks of numbered and bracketed lists: the bare number of an item is its rank."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from tinvan.values.build import Made
from tinvan.values.grammar import Grammar, Match
from tinvan.values.rule_text import RuleText

_REACH = 700  # characters from an item to the next
_FEWEST = 3
_ITEMS = {
    "rank.numbered-list": regex.compile(r"(?<![\d.,/(])(\d{1,3})[.)]\s{0,3}(?=[\"“]?\p{Lu})"),
    "rank.bracketed-list": regex.compile(r"\((\d{1,2})\)"),
}


class RankedLists:
    """Finds the ranks of lists.

    Args:
        words: The word lists of `rules/values`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._headings = Grammar("rank_headings", words=words)
        self._anchors = tuple(words["list_anchor"])

    def read(self, text: RuleText) -> list[Made]:
        """Return the ranks of the lists in a text of several sentences and lines."""
        if not any(anchor in text.small for anchor in self._anchors):
            return []
        if not any(item.search(text.lined) for item in _ITEMS.values()):
            return []
        made: list[Made] = []
        for heading in self._headings.read(RuleText(text.lined), lambda match: match):
            items = list(_items(text.lined, heading))
            if len(items) >= _FEWEST:
                made += items
        return made


def _items(text: str, heading: Match) -> Iterator[Made]:
    """Yield the items behind a heading as long as each number is one more than the last."""
    end, number = heading.found.end(), 0
    while True:
        found = _next_item(text, heading.rule.id, end, number + 1 if number else None)
        if found is None:
            return
        end, number = found.end(), int(found.group(1))
        yield Made("rank", *found.span(1), heading.rule.id, {"rank": number})


def _next_item(text: str, kind: str, start: int, number: int | None) -> regex.Match[str] | None:
    """Return the next item of a list: of any number, or of the one given."""
    for found in _ITEMS[kind].finditer(text, start, start + _REACH):
        if number is None or int(found.group(1)) == number:
            return found
    return None
