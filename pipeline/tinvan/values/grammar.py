"""Grammars: the pattern rules of a file, run over a text in a single scan."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

import msgspec
import regex

from tinvan.errors import RuleError
from tinvan.ruleset import PatternRule, alternation, compile_pattern, load_patterns, load_toml

T = TypeVar("T")
_PART = regex.compile(r"\{([a-z][a-z_]*)\}")
_PARTS = "values/parts.toml"


class _PartsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    define: dict[str, str]
    about: str = ""


class Match(NamedTuple):
    """What a rule matched.

    Attributes:
        rule: The rule.
        found: Its match; `groups` are those of the parts and the rule's pattern.
        start: Where the anchor starts: the group of that name, else the whole match.
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
    """Rules in one scan. Where two can start at the same character the earlier one wins.

    Args:
        files: The rule files below `rules/values`, without ".toml".
        words: The word lists that patterns may name.
        anchors: Words or signs without one of which no rule can match.
        digits: Whether a digit is such a sign too.

    Raises:
        RuleError: If a file or one of its patterns is not valid.
    """

    def __init__(
        self,
        *files: str,
        words: Mapping[str, Iterable[str]],
        anchors: Collection[str] = (),
        digits: bool = False,
    ) -> None:
        parts = load_toml(_PARTS, _PartsFile).define
        self.rules: list[PatternRule] = []
        self._patterns: list[regex.Pattern[str]] = []
        for file in (f"values/{name}.toml" for name in files):
            for rule in load_patterns(file):
                whole = msgspec.structs.replace(rule, pattern=expand(rule, parts))
                self.rules.append(rule)
                self._patterns.append(compile_pattern(whole, file, words))
        self._marks = [f"rule{number}" for number in range(len(self.rules))]
        marked = zip(self._patterns, self._marks, strict=True)
        self._any = regex.compile(
            "|".join(f"(?:{pattern.pattern})(?P<{mark}>)" for pattern, mark in marked),
            regex.IGNORECASE,
        )
        signs = [*([r"\d"] if digits else []), *([alternation(anchors)] if anchors else [])]
        self._anchor = regex.compile("|".join(signs), regex.IGNORECASE)

    def read(self, text: str, build: Callable[[Match], T | None]) -> Iterator[T]:
        """Yield what can be built from the matches in a text, from left to right.

        Args:
            text: A sentence, with what is already read masked.
            build: Makes something of a match, or None where it means nothing after all; then
                the rules behind that one are tried, and the scan goes on at the next character.
        """
        if not self._anchor.search(text):
            return
        position = 0
        while found := self._any.search(text, position):
            position = found.start() + 1
            for match in self._matches(found):
                made = build(match)
                if made is not None:
                    yield made
                    position = max(match.end, position)
                    break

    def _matches(self, found: regex.Match[str]) -> Iterator[Match]:
        """Yield the match of the rule that fits first, then those of the rules behind it."""
        number = next(n for n, mark in enumerate(self._marks) if found.start(mark) >= 0)
        yield _as_match(self.rules[number], found)
        for later in range(number + 1, len(self.rules)):
            if again := self._patterns[later].match(found.string, found.start()):
                yield _as_match(self.rules[later], again)


def _as_match(rule: PatternRule, found: regex.Match[str]) -> Match:
    """Name the rule of a match, and its anchor."""
    anchor = "anchor" if found.groupdict().get("anchor") else 0
    return Match(rule, found, found.start(anchor), found.end(anchor))


def expand(rule: PatternRule, parts: Mapping[str, str]) -> str:
    """Return a rule's pattern with the shared parts written out, and its layout taken out.

    Patterns of values may be laid out over lines; a blank within a line is any run of blanks.

    Raises:
        RuleError: If parts go round in circles.
    """
    pattern = rule.pattern
    for _ in range(8):
        expanded = _PART.sub(lambda found: parts.get(found.group(1), found.group()), pattern)
        if expanded == pattern:
            lines = (line.strip() for line in pattern.splitlines())
            return "".join(lines).replace(" ", r"\s+")
        pattern = expanded
    raise RuleError(_PARTS, rule.id, "its parts use each other in a circle", "Untangle them")
