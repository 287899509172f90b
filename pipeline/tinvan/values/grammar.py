"""Grammars: pattern rules run over a text in one pass.

A rule is tried only at the words with which it can start. Which these are is found out when the
grammar is built: every word that stands in the patterns is tried as a beginning of each of them.
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec
import regex

from tinvan.errors import RuleError
from tinvan.ruleset import PatternRule, compile_pattern, load_patterns, load_toml
from tinvan.values.masking import DIGITS, MaskedText, token_keys

T = TypeVar("T")
_PART = regex.compile(r"\{([a-z][a-z_]*)\}")
_PARTS = "values/parts.toml"
_ESCAPE = regex.compile(r"\\(?:p\{\w+\}|.)|\?P<\w+>")
_BLANKS = regex.compile(r"\\s[+*](?![+?])")
_DEEPEST = 8  # parts within parts
_TEN = "0123456789"
_UNKNOWN = ("ŵxż", "ŴXŻ")  # words that no pattern names: what can start with them starts anywhere


class _PartsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    define: dict[str, str]
    about: str = ""


class Match(NamedTuple):
    """What a rule matched.

    Attributes:
        rule: The rule.
        found: Its match.
        start: Where the anchor starts: at the group "lead", which a rule reads by looking back;
            else at the group "anchor"; else where the match does.
        end: Where it ends.
    """

    rule: PatternRule
    found: regex.Match[str]
    start: int
    end: int

    @property
    def groups(self) -> dict[str, str]:
        """The characters of the groups that took part in the match, by name."""
        return {name: text for name, text in self.found.groupdict().items() if text}

    def group(self, name: str) -> str | None:
        """Return the characters of a group, or None where it took no part in the match."""
        return self.groups.get(name)


class Grammar:
    """Rules in one pass. Where two can start at the same word the earlier one wins.

    Args:
        files: The rule files below `rules/values`, without ".toml".
        words: The word lists that patterns may name.

    Raises:
        RuleError: If a file or one of its patterns is not valid.
    """

    def __init__(self, *files: str, words: Mapping[str, Iterable[str]]) -> None:
        self._rules: list[tuple[PatternRule, regex.Pattern[str]]] = []
        for file in (f"values/{name}.toml" for name in files):
            for rule in load_patterns(file):
                self._rules.append((rule, compile_pattern(expand(rule), file, words)))
        starts = {number: _starts(pattern) for number, (_, pattern) in enumerate(self._rules)}
        self._anywhere = tuple(
            rule for number, rule in enumerate(self._rules) if starts[number] is None
        )
        tokens = {token for found in starts.values() for token in found or ()}
        self._by_start = {
            token: tuple(
                rule
                for number, rule in enumerate(self._rules)
                if (found := starts[number]) is None or token in found
            )
            for token in tokens
        }

    def read(self, text: MaskedText, build: Callable[[Match], T | None]) -> Iterator[T]:
        """Yield what can be built from the matches in a text, from left to right.

        Args:
            text: A sentence, with what is already read masked.
            build: Makes something of a match, or None where it means nothing after all; then
                the rules behind that one are tried, and the scan goes on at the next word.
        """
        position = 0
        for start, key in text.tokens:
            rules = self._by_start.get(key, self._anywhere)
            if start < position or not rules:
                continue
            for rule, pattern in rules:
                found = pattern.match(text.text, start)
                if found is None:
                    continue
                match = _as_match(rule, found)
                made = build(match)
                if made is not None:
                    yield made
                    position = match.end
                    break


def _as_match(rule: PatternRule, found: regex.Match[str]) -> Match:
    """Name the rule of a match, and its anchor."""
    groups = found.groupdict()
    start, end = found.span("anchor" if groups.get("anchor") else 0)
    return Match(rule, found, found.start("lead") if groups.get("lead") else start, end)


def _starts(pattern: regex.Pattern[str]) -> frozenset[str] | None:
    """Return the tokens that a pattern can start with, or None where any word will do.

    A context that is asked for in front counts as given.
    """
    source = pattern.pattern.replace("(?<=", "(?:|(?!)")
    start = regex.compile(source, regex.IGNORECASE) if source != pattern.pattern else pattern
    if any(start.match(word, partial=True) for word in _UNKNOWN):
        return None
    keys = token_keys(_ESCAPE.sub(" ", source)) | {DIGITS}
    return frozenset(
        key
        for key in keys
        if any(start.match(text, partial=True) for text in (_TEN if key == DIGITS else (key,)))
    )


def compile_part(name: str, words: Mapping[str, Iterable[str]]) -> regex.Pattern[str]:
    """Compile a shared part on its own: what Python looks for around a match.

    Raises:
        RuleError: If there is no such part, or it is not valid.
    """
    rule = PatternRule(id=name, reads="A shared part", pattern=f"{{{name}}}")
    return compile_pattern(expand(rule), _PARTS, words)


def expand(rule: PatternRule) -> PatternRule:
    """Return a rule with the shared parts of its pattern written out, and its layout taken out.

    Patterns of values may be laid out over lines; a blank within a line is any run of blanks.
    Runs of blanks are made possessive, so that hostile ones cost no more than their length.

    Raises:
        RuleError: If parts go round in circles.
    """
    parts = _parts()
    pattern = rule.pattern
    for _ in range(_DEEPEST):
        expanded = _PART.sub(lambda found: parts.get(found.group(1), found.group()), pattern)
        if expanded == pattern:
            lines = "".join(line.strip() for line in pattern.splitlines())
            flat = _BLANKS.sub(r"\g<0>+", lines.replace(" ", r"\s+"))
            return msgspec.structs.replace(rule, pattern=flat)
        pattern = expanded
    raise RuleError(_PARTS, rule.id, "its parts use each other in a circle", "Untangle them")


@functools.cache
def _parts() -> Mapping[str, str]:
    """Return the shared parts."""
    return load_toml(_PARTS, _PartsFile).define
