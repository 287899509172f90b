"""Whom a short name means: "bà Mơ" after "Lê Thị Hoài Mơ", "Obama" after "Barack Obama"."""

import bisect

from tinvan.document import Document, Mention
from tinvan.names.syllables import is_syllable
from tinvan.names.words import keys_of

_Keys = tuple[str, ...]


def full_names(document: Document) -> dict[int, str]:
    """Return the full name behind every person mention, by its start."""
    persons = [mention for mention in document.mentions if mention.kind == "person"]
    names: dict[_Keys, list[Mention]] = {}
    for mention in persons:
        names.setdefault(keys_of(mention.text), []).append(mention)
    longer = {short: _longer(short, names) for short in names}
    return {mention.start: _fullest(mention, longer) for mention in persons}


def _longer(short: _Keys, names: dict[_Keys, list[Mention]]) -> list[Mention]:
    """Return the mentions of the names that a name may shorten, in order of start."""
    fuller = [full for full in names if len(full) > len(short) and _shortens(short, full)]
    return sorted((m for full in fuller for m in names[full]), key=lambda m: m.start)


def _fullest(mention: Mention, longer: dict[_Keys, list[Mention]]) -> str:
    """Return the text of the longer name that a name shortens: the last before it, else any."""
    others = longer[keys_of(mention.text)]
    if not others:
        return mention.text
    before = bisect.bisect_left(others, mention.start, key=lambda m: m.start)
    return _fullest(others[max(0, before - 1)], longer)


def _shortens(short: _Keys, full: _Keys) -> bool:
    """Tell whether a name is the last part of another, or its first where it is foreign."""
    foreign = len(short) > 1 or not is_syllable(short[0])
    return full[-len(short) :] == short or (foreign and full[: len(short)] == short)
