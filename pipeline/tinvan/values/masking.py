"""A sentence on its way through the passes: what is read is masked, the rest split into tokens."""

import re
from collections.abc import Iterable
from typing import Protocol

from tinvan.ruleset import mask

DIGITS = "0"  # the key of every run of digits
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")


class Readable(Protocol):
    """What a pass has read in a sentence."""

    @property
    def kind(self) -> str:
        """The kind of annotation that masks it."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Behind the last character."""


class MaskedText:
    """A text in which what is read is masked.

    Attributes:
        text: The characters, as many as in the sentence.
        tokens: Where its words, runs of digits and signs start, each with the key of the rules
            that can start with it. A mask is a sign.
    """

    __slots__ = ("text", "tokens")

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [(t.start(), token_key(t.group())) for t in _TOKEN.finditer(text)]

    def masking(self, made: Iterable[Readable]) -> "MaskedText":
        """Return the text with more of it masked."""
        spans = [(one.kind, one.start, one.end) for one in made]
        return MaskedText(mask(self.text, 0, spans)) if spans else self


def token_key(token: str) -> str:
    """Return the key of a token."""
    return DIGITS if token[0].isdecimal() else token.lower()


def token_keys(text: str) -> set[str]:
    """Return the keys of all tokens of a text."""
    return {token_key(token) for token in _TOKEN.findall(text)}
