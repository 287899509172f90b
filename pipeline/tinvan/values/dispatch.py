"""Which rules can start at a token: found out by partial matches when a token is first seen."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import regex

from tinvan.compiled import compile_regex, kept_table
from tinvan.ruleset import PatternRule
from tinvan.ruleset.patterns import named_in
from tinvan.values.rule_text import token_keys

# What stands for the digits of a key: one of them starts whatever a rule reads in so many digits.
_DIGITS = {
    "0": tuple("0123456789"),
    "00": tuple(regex.findall(r"\d\d", "00 01 07 10 12 13 15 20 23 24 29 30 31 45 84 97")),
    "000": ("101", "365", "199", "024"),
    "0000": ("1010", "1990", "2020", "2050", "9999", "0900"),
    "00000": ("10000", "090123456", "20162021"),
}
# The same behind another token: a month, a day, an hour, a year, and what is none of these.
_DIGITS_BEHIND = {**_DIGITS, "0": ("1", "7", "0"), "00": ("05", "11", "24", "31", "45", "97", "00")}
_FEW = 5  # samples of so many digits that are tried before another token
_OPENING = 2  # letters of a token behind that are asked for before all of it
_ENDS = (" ", "1", ",", ".", "(", ":", "/", "-")  # behind a word that is whole
_UNKNOWN_WORD, _UNKNOWN_SIGN = "ŵxż", "¤"  # that no pattern names
_ROMAN, _ROMAN_LETTERS = "xvi", frozenset("ivxlcdm")
_CASED = "(?-i"  # opens what asks for capitals, in patterns that else do not
_ESCAPE = compile_regex(r"\\(?:p\{\w+\}|.)|\?P<\w+>")


class CompiledRule(NamedTuple):
    """A rule ready to be tried.

    Attributes:
        rule: The rule.
        pattern: Its pattern.
        file: Its file below the rules folder.
        words: The keys of the tokens that it names.
    """

    rule: PatternRule
    pattern: regex.Pattern[str]
    file: str
    words: frozenset[str]


Rules = tuple[CompiledRule, ...]


class Start(NamedTuple):
    """What tells where a rule can start.

    Attributes:
        rule: The rule.
        pattern: Its pattern, for which a context that is asked for in front counts as given.
        cased: Whether the pattern asks for capitals somewhere.
        number: The number of the rule.
    """

    rule: CompiledRule
    pattern: regex.Pattern[str]
    cased: bool
    number: int


class Dispatch:
    """Finds the rules that can start at a token, given the token behind it.

    Most tokens start no rule, and most that do are followed by something with which no rule goes
    on. Both is asked of the patterns themselves, by partial matches, once for every pair of
    tokens that the patterns name.

    Args:
        rules: The rules, the ones that win first.

    Attributes:
        starters: The keys of the tokens at which a rule can start.
    """

    def __init__(self, rules: Sequence[CompiledRule]) -> None:
        self._rules = [
            Start(rule, _without_context(rule.pattern), _CASED in rule.pattern.pattern, number)
            for number, rule in enumerate(rules)
        ]
        # Rules by number, of what earlier runs have asked of the same patterns.
        self._known = kept_table(_made_from(rules))
        named = frozenset[str]().union(*(rule.words for rule in rules))
        self._words = frozenset(key for key in named if not key.isdecimal())
        self._behind: dict[str, dict[str, Rules]] = {}
        self._openings: dict[tuple[str, str], list[Start]] = {}
        self._stemmed: dict[tuple[str, str, tuple[str, ...]], tuple[str, ...]] = {}
        self._accepted: dict[tuple[str, str], tuple[str, ...]] = {}
        self.starters = self._starters()

    def at(self, key: str, behind: str) -> Rules:
        """Return the rules that can start at a token, in their order.

        Args:
            key: The key of the token: one of `starters`.
            behind: The key of the token behind it; empty at the end of the text.
        """
        rules = self._behind[key].get(behind)
        if rules is None:
            if behind and behind not in self._words and behind[0] != "0":
                behind = _unknown(behind)
            rules = self._behind[key].get(behind)
            if rules is None:
                rules = self._behind[key][behind] = self._going_on(key, behind)
        return rules

    def _starters(self) -> frozenset[str]:
        """Return the keys of the tokens that can start a rule."""
        self._starting: dict[str, list[Start]] = {}
        known = self._known.get("")
        if known is None:
            self._descend("", sorted(self._words), self._rules)
            for key, samples in _DIGITS.items():
                self._starting[key] = [entry for entry in self._rules if _can_start(entry, samples)]
            self._known[""] = {key: _numbers(found) for key, found in self._starting.items()}
        else:
            for key, numbers in known.items():
                self._starting[key] = [self._rules[number] for number in numbers]
        self._behind = {key: {} for key, rules in self._starting.items() if rules}
        return frozenset(self._behind)

    def _descend(self, prefix: str, words: Sequence[str], rules: Sequence[Start]) -> None:
        """Find the rules that words with a common beginning can start, letter by letter.

        Args:
            prefix: The common beginning.
            words: The words, sorted.
            rules: The rules that can start with the beginning.
        """
        if not rules:
            return
        if words[0] == prefix:
            self._starting[prefix] = [
                entry
                for entry in rules
                if _can_start(entry, (f"{s}{end}" for s in _cases(entry, prefix) for end in _ENDS))
            ]
            words = words[1:]
        for letter, some in itertools.groupby(words, key=lambda word: word[len(prefix)]):
            longer = prefix + letter
            going_on = [entry for entry in rules if _can_start(entry, _cases(entry, longer))]
            self._descend(longer, list(some), going_on)

    def _going_on(self, key: str, behind: str) -> Rules:
        """Return the rules that a token can start and the one behind it can go on with."""
        if not behind:
            return tuple(entry.rule for entry in self._starting[key])
        numbers = self._known.get((key, behind))
        if numbers is None:
            found = self._with_behind(key, self._near(key, behind), behind)
            numbers = self._known[key, behind] = _numbers(found)
        return tuple(self._rules[number].rule for number in numbers)

    def _near(self, key: str, behind: str) -> Sequence[Start]:
        """Return the rules that a token can start and the first letters behind it can go on with.

        Few of them do, and many words have the same first letters.
        """
        near: Sequence[Start] = self._starting[key]
        if behind in _DIGITS_BEHIND:
            return near
        for size in range(1, min(_OPENING, len(behind) - 1) + 1):
            opening = behind[:size]
            known = self._openings.get((key, opening))
            if known is None:
                known = self._openings[key, opening] = self._with_behind(key, near, opening)
            near = known
        return near

    def _with_behind(self, key: str, starts: Sequence[Start], behind: str) -> list[Start]:
        """Return those of some rules that can go on with a text behind a token."""
        blanks = _blanks(key, behind)
        return [
            entry
            for entry in starts
            if _can_start(
                entry,
                (
                    f"{stem}{form}"
                    for stem in self._stems(entry, key, blanks)
                    for form in _DIGITS_BEHIND.get(behind) or _cases(entry, behind)
                ),
            )
        ]

    def _stems(self, entry: Start, key: str, blanks: tuple[str, ...]) -> tuple[str, ...]:
        """Return texts of a key and what may stand behind it with which a rule can start."""
        at = (entry.rule.rule.id, key, blanks)
        stems = self._stemmed.get(at)
        if stems is None:
            texts = (f"{s}{blank}" for s in self._samples(entry, key) for blank in blanks)
            stems = self._stemmed[at] = tuple(t for t in texts if _can_start(entry, (t,)))
        return stems

    def _samples(self, entry: Start, key: str) -> tuple[str, ...]:
        """Return texts of a key with which a rule can start: some of many digits."""
        samples = self._accepted.get((entry.rule.rule.id, key))
        if samples is None:
            known = _DIGITS.get(key) or _cases(entry, key)
            samples = _some([s for s in known if _can_start(entry, (s,))])
            self._accepted[entry.rule.rule.id, key] = samples
        return samples


def _made_from(rules: Sequence[CompiledRule]) -> bytes:
    """Return all that tells which rules can start at a token: how it is asked, and of what."""
    patterns = [(rule.pattern.pattern, rule.pattern.flags) for rule in rules]
    return Path(__file__).read_bytes() + repr(patterns).encode("utf-8", "surrogatepass")


def _numbers(entries: Iterable[Start]) -> tuple[int, ...]:
    return tuple(entry.number for entry in entries)


def _cases(entry: Start, token: str) -> tuple[str, ...]:
    """Return a token as a rule may ask for it: in small letters, and in capitals."""
    return (token, token.title(), token.upper()) if entry.cased and token.isalpha() else (token,)


def _some(samples: Sequence[str]) -> tuple[str, ...]:
    """Return a few samples that are spread over all, the first and the last among them."""
    if len(samples) <= _FEW:
        return tuple(samples)
    return tuple(samples[round(n * (len(samples) - 1) / (_FEW - 1))] for n in range(_FEW))


def _can_start(entry: Start, texts: Iterable[str]) -> bool:
    """Tell whether a rule can start with any of the texts, whatever goes on behind them."""
    match = entry.pattern.match
    return any(match(text, partial=True) for text in texts)


def _unknown(token: str) -> str:
    """Return what stands for a token that no pattern names."""
    if not token[0].isalpha():
        return _UNKNOWN_SIGN
    return _ROMAN if _ROMAN_LETTERS.issuperset(token) else _UNKNOWN_WORD


def _blanks(key: str, behind: str) -> tuple[str, ...]:
    """Return what may stand between two tokens; two words have a blank."""
    return (" ",) if key[0].isalpha() and behind[0].isalpha() else ("", " ")


def keys_named(pattern: str, words: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the keys of the tokens that a pattern names.

    Args:
        pattern: The pattern, its word lists not yet written out.
        words: The word lists.
    """
    return frozenset(token_keys(_ESCAPE.sub(" ", " ".join(named_in(pattern, words)))))


def _without_context(pattern: regex.Pattern[str]) -> regex.Pattern[str]:
    """Return a pattern for which a context that is asked for in front counts as given."""
    source = pattern.pattern
    at = source.find("(?<=")
    if at < 0:
        return pattern
    while at >= 0:
        source = f"{source[:at]}{source[_closing(source, at) + 1 :]}"
        at = source.find("(?<=")
    return compile_regex(source, regex.IGNORECASE)


def _closing(source: str, start: int) -> int:
    """Return where the bracket is closed that opens at an offset of a pattern."""
    depth, in_class, at = 0, False, start
    while at < len(source):
        character = source[at]
        if character == "\\":
            at += 1
        elif in_class:
            in_class = character != "]"
        elif character == "[":
            in_class = True
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if not depth:
                return at
        at += 1
    raise ValueError(f"a bracket is not closed: {source[start:]}")
