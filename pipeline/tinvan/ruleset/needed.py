"""What a text must hold for a pattern to fit: words that are looked for before the pattern is.

To try a pattern at every character of a clause takes fifty times as long as to see that the clause
has none of its verbs. What is needed is read off the pattern: every literal, word list or kind of
annotation that it cannot do without, as a conjunction of alternatives ("từ", and one of "lên",
"xuống", "còn"). What is not understood needs nothing.
"""

import functools
from collections.abc import Iterable, Mapping
from typing import Self

import regex

from tinvan.compiled import compile_regex
from tinvan.ruleset.lexicon import alternation

Alternatives = frozenset[str]
Needs = tuple[Alternatives, ...]

_QUANTIFIER = regex.compile(r"(?:\*|\+|\?|\{(\d*)(?:,\d*)?\})[+?]?")
_PLACEHOLDER = regex.compile(r"\{([a-z][a-z_]*)(?::[a-z][a-z_]*)?\}")
_ESCAPE = regex.compile(r"\\(?:[pPN]\{[^}]*\}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{2}|.)")
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_GROUP = regex.compile(r"\((?:\?(?:P<\w+>|<?[=!]|>|\|?[a-z-]*:|<\w+>))?")
_DENIED = ("(?!", "(?<!")
_SPECIAL = frozenset(".^$")


class Guarded:
    """A pattern that is searched for only where a text has what it needs.

    Args:
        pattern: The pattern, without regard to case.
        needs: What it needs (see `needed`).
    """

    def __init__(self, pattern: regex.Pattern[str], needs: Needs) -> None:
        self.pattern = pattern
        self._needs = tuple(tuple(sorted(words, key=len)) for words in sorted(needs, key=len))

    @classmethod
    def of_words(cls, words: Iterable[str], pattern: str | None = None) -> Self:
        """Return a pattern of which one of some words is a part.

        Args:
            words: The words, with single blanks where a text may have more.
            pattern: The pattern; the words alone by default.
        """
        known = tuple(words)
        compiled = compile_regex(alternation(known) if pattern is None else pattern, regex.I)
        # Of words with blanks the first syllable: a text may have more blanks than one.
        return cls(compiled, (_least(frozenset(w.casefold().split()[0] for w in known)),))

    def search(self, text: str) -> regex.Match[str] | None:
        """Return the first place where the pattern fits in a text."""
        return self.pattern.search(text) if self._may_fit(text) else None

    def finditer(self, text: str) -> Iterable[regex.Match[str]]:
        """Return all places where the pattern fits in a text."""
        return self.pattern.finditer(text) if self._may_fit(text) else ()

    def _may_fit(self, text: str) -> bool:
        """Tell whether a text has what the pattern needs."""
        small = _small(text)
        for words in self._needs:
            for word in words:
                if word in small:
                    break
            else:
                return False
        return True


@functools.lru_cache(maxsize=32)
def _small(text: str) -> str:
    """Return a text in small letters: several patterns are tried on one after the other."""
    return text.casefold()


def needed(source: str, lists: Mapping[str, Iterable[str]]) -> Needs:
    """Return what a pattern needs: one word of each set, in small letters.

    Args:
        source: The pattern, its placeholders not yet expanded.
        lists: What placeholders stand for. Others need nothing.
    """
    branches, _ = _Reader(source, lists).branches(0)
    return tuple(_least(words) for words in _of_any(branches))


class _Reader:
    """Reads what a pattern needs.

    Args:
        source: The pattern.
        lists: What placeholders stand for.
    """

    def __init__(self, source: str, lists: Mapping[str, Iterable[str]]) -> None:
        self._source, self._lists = source, lists

    def branches(self, at: int) -> tuple[list[Needs], int]:
        """Read alternatives up to the bracket that closes them; return where that stands."""
        source = self._source
        found: list[Needs] = []
        needs: list[Alternatives] = []
        literal = ""
        while True:
            character = source[at : at + 1]
            if character in ("", "|", ")"):
                found.append((*needs, *_literal(literal)))
                if character != "|":
                    return found, at
                needs, literal, at = [], "", at + 1
                continue
            text, of_part, behind = self._part(at)
            least, at = _least_times(source, behind)
            if text and at == behind:  # a character, once
                literal += text
                continue
            needs += _literal(literal)
            literal = ""
            if least:
                needs += _literal(text) or of_part

    def _part(self, at: int) -> tuple[str, Needs, int]:
        """Read one part: a literal character, or what it needs, and where the next one starts."""
        source = self._source
        if found := _ESCAPE.match(source, at):
            sign = found.group()
            return ("" if sign[1].isalnum() else sign[1]), (), found.end()
        if found := _CLASS.match(source, at):
            return "", (), found.end()
        if found := _PLACEHOLDER.match(source, at):
            words = frozenset(word.casefold() for word in self._lists.get(found.group(1), ()))
            doubled = frozenset(word.replace(" ", "  ") for word in words)  # as pages have them
            return "", ((words | doubled,) if words else ()), found.end()
        if found := _GROUP.match(source, at):
            branches, end = self.branches(found.end())
            needs = () if found.group() in _DENIED else _of_any(branches)
            return "", needs, end + 1
        character = source[at]
        return ("" if character in _SPECIAL else character.casefold()), (), at + 1


def _least_times(source: str, at: int) -> tuple[int, int]:
    """Return how often a part must stand at least, and where what says so ends."""
    found = _QUANTIFIER.match(source, at)
    if found is None:
        return 1, at
    sign = found.group()[0]
    least = int(found.group(1) or 0) if sign == "{" else int(sign == "+")
    return least, found.end()


def _literal(text: str) -> Needs:
    return (frozenset((text,)),) if text.strip() else ()


def _of_any(branches: list[Needs]) -> Needs:
    """Return what several branches need, of which any may fit."""
    if len(branches) == 1:
        return branches[0]
    if not all(branches):
        return ()
    strongest = (max(needs, key=lambda words: min(map(len, words))) for needs in branches)
    return (frozenset[str]().union(*strongest),)


@functools.lru_cache(maxsize=128)  # many patterns name the same lists
def _least(words: Alternatives) -> Alternatives:
    """Return the words that are in no other one: a text with "tăng thêm" has "tăng"."""
    return frozenset(w for w in words if not any(o != w and o in w for o in words))
