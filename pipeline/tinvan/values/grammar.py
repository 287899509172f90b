"""Grammars: pattern rules run over a text in one pass."""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec
import regex

from tinvan.errors import RuleError
from tinvan.ruleset import PatternRule, compile_pattern, load_patterns, load_toml
from tinvan.values.dispatch import CompiledRule, Dispatch, Rules, keys_named
from tinvan.values.rule_text import RuleText, Starts, token_key

T = TypeVar("T")
Words = Mapping[str, Iterable[str]]
_PART = regex.compile(r"\{([a-z][a-z_]*)\}")
_PARTS = "values/parts.toml"
_BLANKS = regex.compile(r"\\s[+*](?![+?])")
# Characters that a match and its context behind can have. Without an end the engine looks for
# what a pattern requires as far as the end of the text.
_REACH = 400
_DEEPEST = 8  # parts within parts


class _PartsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    define: dict[str, str]
    about: str = ""


class Match(NamedTuple):
    """What a rule matched.

    Attributes:
        rule: The rule.
        file: The name of its file.
        found: Its match.
        start: Where the anchor starts: at the group "lead", which a rule reads by looking back;
            else at the group "anchor"; else where the match does.
        end: Where it ends.
    """

    rule: PatternRule
    file: str
    found: regex.Match[str]
    start: int
    end: int

    @property
    def groups(self) -> dict[str, str]:
        """The characters of the groups that took part in the match, by name."""
        return {name: text for name, text in self.found.groupdict().items() if text}

    def group(self, name: str) -> str | None:
        """Return the characters of a group, or None where it took no part in the match."""
        return (self.found[name] or None) if name in self.found.re.groupindex else None


class Grammar:
    """Rules in one pass. Where two can start at the same word the earlier one wins.

    Args:
        files: The rule files below `rules/values`, without ".toml".
        words: The word lists that patterns may name.
        others: Words at which something else may start than a rule.

    Raises:
        RuleError: If a file or one of its patterns is not valid.
    """

    def __init__(self, *files: str, words: Words, others: Iterable[str] = ()) -> None:
        rules: list[CompiledRule] = []
        for file in files:
            path = f"values/{file}.toml"
            for rule in load_patterns(path):
                whole = expand(rule)
                pattern = compile_pattern(whole, path, words)
                rules.append(CompiledRule(rule, pattern, file, keys_named(whole.pattern, words)))
        self._dispatch = Dispatch(rules)
        self._others = frozenset(others)
        self._starts = Starts(self._dispatch.starters | self._others)

    @property
    def words(self) -> frozenset[str]:
        """The words with which a rule can start."""
        return frozenset(key for key in self._dispatch.starters if key.isalpha())

    def read(
        self,
        text: RuleText,
        build: Callable[[Match], T | None],
        other: Callable[[RuleText, int, str, int], tuple[T, int] | None] | None = None,
    ) -> Iterator[T]:
        """Yield what can be built from the matches in a text, from left to right.

        Args:
            text: The text.
            build: Makes something of a match, or None where it means nothing after all; then
                the rules behind that one are tried, and the scan goes on at the next word.
            other: Asked at digits and at the other words where no rule reads. Returns what
                starts at an offset, before a token and behind what was read last, and where to
                go on.
        """
        dispatch = self._dispatch
        starters, others = dispatch.starters, self._others
        position = 0
        for key, start, behind in self._starts(text):
            if start < position:
                continue
            read = None
            if key in starters:
                rules = dispatch.at(key, token_key(behind))
                read = _first_made(rules, text.text, start, build) if rules else None
            if read is None and other is not None and (key in others or key[0] == "0"):
                read = other(text, start, behind, position)
            if read is not None:
                yield read[0]
                position = read[1]


def _first_made(
    rules: Rules, text: str, start: int, build: Callable[[Match], T | None]
) -> tuple[T, int] | None:
    """Return what the first rule makes that reads at an offset, and the end of its anchor."""
    for rule, pattern, file, _ in rules:
        found = pattern.match(text, start, start + _REACH)
        if found is None:
            continue
        match = _as_match(rule, file, found)
        made = build(match)
        if made is not None:
            return made, match.end
    return None


def _as_match(rule: PatternRule, file: str, found: regex.Match[str]) -> Match:
    """Name the rule of a match, and its anchor."""
    names = found.re.groupindex
    start, end = found.span("anchor" if "anchor" in names and found["anchor"] else 0)
    leads = "lead" in names and found["lead"]
    return Match(rule, file, found, found.start("lead") if leads else start, end)


def compile_part(name: str, words: Words) -> regex.Pattern[str]:
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
