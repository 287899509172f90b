"""The rules of `rules/clean`: patterns that know a line by what it says."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import msgspec
import regex

from tinvan.document import LineLabel
from tinvan.errors import RuleError
from tinvan.ruleset import Entry, PatternRule, compile_pattern, load_lexicon, load_toml
from tinvan.ruleset.lexicon import alternation

_LONGEST_WORD = 20
LONGEST_LINE = 300  # characters of a line that a pattern is tried on
_LONGEST_SIGNATURE = 160  # characters of a dateline, byline or source line without address
_SIGNATURE = "clean/signature.toml"
_FURNITURE = "clean/furniture.toml"
_CAPTIONS = "clean/captions.toml"
_WORDS = ("clean/phrases", "clean/signature_words", "clean/captions_words")
_NAME_WORD = r"\p{Lu}[\p{L}.'’]*"
_ONE_NAME = rf"{_NAME_WORD}(?:\s+{_NAME_WORD}){{0,5}}"
NAMES = rf"{_ONE_NAME}(?:\s*(?:[-–,&/]|và)\s*{_ONE_NAME}){{0,5}}"
"""One name or several, each of words with a capital."""
_OUTLET_WORD = r"\p{Lu}[\p{L}\d.'’]*"
_SHAPES = {
    "name": rf"(?-i:{NAMES})",
    "site": r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){1,3}",
    "acronym": r"(?-i:\p{Lu}{2,6})",
    "capitals": rf"(?-i:{_OUTLET_WORD}(?:[ &]+(?:{_OUTLET_WORD}|\d{{1,3}})){{0,4}})",
}
"""Shapes of characters that a pattern may name in braces, beside the word lists."""
_SHAPE = regex.compile(rf"\{{({'|'.join(_SHAPES)})\}}")
_AROUND = r"[^\w(\"“‘'«#©®]"
# The name of an icon font's sign, glued to a date: "ClockThứ Sáu".
_ICON = regex.compile(r"^[A-Z][a-z]{2,11}(?=[\d\p{Lu}])")
_BULLETS = regex.compile(rf"^{_AROUND}+|[^\w)\"”’'»?!.…]+$")

Where = Literal["anywhere", "head", "end", "outside", "behind"]


class LineRule(PatternRule, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that knows a line by its words.

    Attributes:
        label: What such a line is.
        where: Where in the document it counts: "head" next to the title, "end" where the
            article ends, "outside" before the title and behind the article's end, "behind" only
            there.
        opens: Whether the lines behind belong to it.
        ends: Whether the article does not go on behind it.
        bullets: Whether the pattern sees the signs around the line.
    """

    label: LineLabel
    where: Where = "anywhere"
    opens: bool = False
    ends: bool = False
    bullets: bool = False


class _RuleFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[LineRule, ...]
    about: str = ""


class _Compiled(NamedTuple):
    """A rule with its expression."""

    rule: LineRule
    pattern: regex.Pattern[str]


class LineMatch(NamedTuple):
    """A line as a rule reads it.

    Attributes:
        rule: The rule.
        parts: The named groups of its pattern that took part.
    """

    rule: LineRule
    parts: dict[str, str]


class LineReading(NamedTuple):
    """What the rules make of a line by itself.

    Attributes:
        signatures: The rules of dateline, byline and source that it fits.
        furniture: The first rule of furniture that it fits, if it is no signature.
        caption: The first rule of captions that it fits.
    """

    signatures: tuple[LineMatch, ...]
    furniture: LineMatch | None
    caption: LineMatch | None


class _Shown(NamedTuple):
    """A line whole, without the signs around it, and without an icon's name before a date."""

    whole: str
    bare: str
    dated: str


class LineRules:
    """All patterns, in the order in which they are tried."""

    def __init__(self) -> None:
        words = {
            entry.id: entry.forms for file in _WORDS for entry in load_lexicon(file, Entry).entries
        }
        self._signatures = tuple(_load(_SIGNATURE, words))
        self._furniture = tuple(_load(_FURNITURE, words))
        self._captions = tuple(_load(_CAPTIONS, words))
        self._open_ending = regex.compile(
            rf"(?:{alternation(words['open_ending'])}|,)\s*$", regex.IGNORECASE
        )

    def read(self, text: str) -> LineReading:
        """Return which rules a line fits; none if it is too long to be anything but prose."""
        if len(text) > LONGEST_LINE:
            return LineReading((), None, None)
        bare = _BULLETS.sub("", text)
        shown = _Shown(text, bare, _ICON.sub("", bare))
        signatures: tuple[LineMatch, ...] = ()
        if len(text) <= _LONGEST_SIGNATURE or "://" in text:
            signatures = tuple(_matches(self._signatures, shown))
        furniture = None if signatures else next(_matches(self._furniture, shown), None)
        return LineReading(signatures, furniture, next(_matches(self._captions, shown), None))

    def breaks_off(self, text: str) -> bool:
        """Tell whether a line ends in a word that needs another behind it."""
        return bool(self._open_ending.search(text, max(0, len(text) - _LONGEST_WORD)))


def _matches(rules: tuple[_Compiled, ...], shown: _Shown) -> Iterator[LineMatch]:
    """Yield the rules that a line fits."""
    for rule, pattern in rules:
        seen = shown.whole if rule.bullets else shown.dated if rule.where == "head" else shown.bare
        found = pattern.fullmatch(seen) if shown.bare or rule.bullets else None
        if found:
            parts = {name: part for name, part in found.groupdict().items() if part}
            yield LineMatch(rule, parts)


def _load(file: str, words: dict[str, tuple[str, ...]]) -> Iterator[_Compiled]:
    """Yield the rules of a file with their expressions."""
    seen: set[str] = set()
    for rule in load_toml(file, _RuleFile).rule:
        if rule.id in seen:
            raise RuleError(file, rule.id, "this id is used twice", "Rename one")
        seen.add(rule.id)
        shaped = _SHAPE.sub(lambda found: _SHAPES[found.group(1)], rule.pattern)
        yield _Compiled(
            rule, compile_pattern(msgspec.structs.replace(rule, pattern=shaped), file, words)
        )
