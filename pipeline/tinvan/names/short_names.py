"""Whom a short name means: "bà Mơ" after "Lê Thị Hoài Mơ", "Obama" after "Barack Obama"."""

from collections.abc import Sequence

from tinvan.document import Document, Mention
from tinvan.names.syllables import is_syllable
from tinvan.names.words import keys_of


def full_names(document: Document) -> dict[int, str]:
    """Return the full name behind every person mention, by its start."""
    persons = [mention for mention in document.mentions if mention.kind == "person"]
    keyed = [(mention, keys_of(mention.text)) for mention in persons]
    return {mention.start: _fullest(mention, keys, keyed) for mention, keys in keyed}


def _fullest(
    mention: Mention, keys: tuple[str, ...], others: Sequence[tuple[Mention, tuple[str, ...]]]
) -> str:
    """Return the text of the longer name that a name shortens: the last before it, else any."""
    longer = [(other, k) for other, k in others if len(k) > len(keys) and _shortens(keys, k)]
    before = [pair for pair in longer if pair[0].start < mention.start]
    found = before[-1:] or longer[:1]
    if not found:
        return mention.text
    other, other_keys = found[0]
    return _fullest(other, other_keys, others) if other.start != mention.start else mention.text


def _shortens(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether a name is the last part of another, or its first where it is foreign."""
    foreign = len(short) > 1 or not is_syllable(short[0])
    return full[-len(short) :] == short or (foreign and full[: len(short)] == short)
