"""A text as the rules of values read it: its characters, in small letters too, and its tokens."""

import re
from collections.abc import Iterable, Iterator
from typing import Protocol

from tinvan.ruleset import mask
from tinvan.values.digits import DecimalSign

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_NEXT = re.compile(r"\s*(\d+|[^\W\d_]+|[^\w\s])")
_SHORT = 200  # characters
_DIGITS = 1  # the group of them in what `Starts` looks for
_LONGEST_RUN = 5  # digits: a longer run starts the same rules


class Readable(Protocol):
    """What has been read in a text."""

    @property
    def kind(self) -> str:
        """The kind of annotation that masks it."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


class RuleText:
    """A text that rules read.

    Attributes:
        text: Its characters.
        small: The same in small letters, one for one.
        habit: The decimal sign of the article that it is of, if it shows.
        lined: The same characters with the line ends that rules must not read across.
    """

    __slots__ = ("habit", "lined", "small", "text")

    def __init__(
        self, text: str, habit: DecimalSign | None = None, lined: str | None = None
    ) -> None:
        self.text = text
        self.habit = habit
        self.lined = text if lined is None else lined
        small = text.lower()
        if len(small) != len(text):  # "İ" becomes two characters
            small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
        self.small = small

    @property
    def is_short(self) -> bool:
        """Whether the text may be nothing but a value."""
        return len(self.small) < _SHORT

    def is_alone(self, start: int, end: int) -> bool:
        """Tell whether there is nothing but `text[start:end]` and signs in front of it."""
        if not self.is_short:
            return False
        return not (self.small[:start].strip(" \t-−–,") or self.small[end:].strip())

    def masking(self, made: Iterable[Readable], start: int, end: int) -> "RuleText":
        """Return a part of the text in which what is read is masked."""
        spans = [(one.kind, one.start, one.end) for one in made]
        return RuleText(mask(self.text[start:end], start, spans), self.habit)


class Starts:
    """Finds the tokens of a text at which something can start.

    Args:
        keys: Their keys: words in small letters, signs, and those of digits, which are all found.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        words = [key for key in keys if key[0].isalpha()]
        signs = [key for key in keys if not key[0].isalnum()]
        # A word is found by what stands in front of it, which is consumed, so that the scan
        # stops at word boundaries alone. Where signs start rules too they must not be consumed.
        boundary = r"(?<![^\W_])" if signs else r"[\W_]"
        sign = f"|([{re.escape(''.join(signs))}])" if signs else ""
        self._pattern = re.compile(rf"(\d+){sign}|{boundary}({_trie(words)})(?![^\W\d_])")

    def __call__(self, text: RuleText) -> Iterator[tuple[str, int, str]]:
        """Yield the key of the token, its offset, and the token behind it, in order."""
        small = text.small
        for found in self._pattern.finditer(f" {small}"):
            group = found.lastindex or 0
            start, end = found.span(group)
            key = found[group] if group != _DIGITS else "0" * min(end - start, _LONGEST_RUN)
            behind = _NEXT.match(small, end - 1)
            yield key, start - 1, behind[1] if behind else ""


def _trie(words: Iterable[str]) -> str:
    """Return a regular expression for any of the words, their common beginnings written once."""
    branches: dict[str, list[str]] = {}
    ends = False
    for word in words:
        if word:
            branches.setdefault(word[0], []).append(word[1:])
        else:
            ends = True
    if not branches:
        return "" if ends else "(?!)"
    body = "|".join(re.escape(first) + _trie(rest) for first, rest in sorted(branches.items()))
    return f"(?:{body})?" if ends else f"(?:{body})"


def token_key(token: str) -> str:
    """Return the key under which the rules that a token in small letters can start are kept.

    Digits are told apart by their number alone.
    """
    return "0" * min(len(token), _LONGEST_RUN) if token.isdecimal() else token


def token_keys(text: str) -> set[str]:
    """Return the keys of all tokens of a text."""
    return {token_key(token) for token in _TOKEN.findall(text.lower())}
