"""The rules of `rules/clean`: patterns that know a line by what it says."""

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import msgspec
import regex

from tinvan.document import LineLabel
from tinvan.errors import RuleError
from tinvan.folding import fold
from tinvan.ruleset import Entry, PatternRule, compile_pattern, load_lexicon, load_toml

_LONGEST_WORD = 20
_LONGEST_LINK = 80  # characters of a line whose reading is remembered
_REMEMBERED = 4_096  # lines
_LONG = 2_000  # characters whose words are counted; a longer line is compared as it is
LONGEST_LINE = 300  # characters of a line that a pattern is tried on
_LONGEST_SIGNATURE = 160  # characters of a dateline, byline or source line without address
_SIGNATURE = "clean/signature.toml"
_FURNITURE = "clean/furniture.toml"
_CAPTIONS = "clean/captions.toml"
_NUMBER, _YEAR, _ASCII = "0", "0000", "ascii"  # what rules may need, beside words and signs
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
_BEHIND = r"[^\w)\"”’'»?!.…]"
_BULLETS = regex.compile(rf"^{_AROUND}+|{_BEHIND}+$")
_BULLETS_BEFORE = regex.compile(rf"{_AROUND}+")
_ENDS_IN_BULLET = regex.compile(_BEHIND)

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
        needs: What a line must have for the pattern to be tried on it, one of these at least: a
            word that begins a form of a word list, a word, a sign, "0000" for a run of four
            digits, "ascii" for a line without Vietnamese letters, "" for one without words.
        often: How many such words it must have, where one does not do; a word may repeat.
        starts: The same of its first word but a number; "0" for a number. A rule with neither is
            tried on every line.
    """

    label: LineLabel
    where: Where = "anywhere"
    opens: bool = False
    ends: bool = False
    bullets: bool = False
    needs: tuple[str, ...] = ()
    often: int = 1
    starts: tuple[str, ...] = ()


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


RuleSet = int
"""A set of rules: the bit of each is its number among all."""


class LineReading(NamedTuple):
    """What the rules make of a line by itself.

    Attributes:
        words: How many words it has.
        key: Its folded words.
        candidates: The rules that its words do not rule out.
        signatures: The rules of dateline, byline and source that it fits.
        furniture: The first rule of furniture that it fits, if it is no signature.
    """

    words: int
    key: str
    candidates: RuleSet
    signatures: tuple[LineMatch, ...]
    furniture: LineMatch | None


class LineRules:
    """All patterns, in the order in which they are tried."""

    def __init__(self) -> None:
        words = {
            entry.id: entry.forms for file in _WORDS for entry in load_lexicon(file, Entry).entries
        }
        self._rules: list[_Compiled] = []
        self._always: RuleSet = 0
        self._needing: dict[str, RuleSet] = {}
        self._starting: dict[str, RuleSet] = {}
        self._often: list[tuple[RuleSet, frozenset[str], int]] = []
        self._signatures, self._furniture, self._captions = (
            self._add(file, words) for file in (_SIGNATURE, _FURNITURE, _CAPTIONS)
        )
        self._needed = frozenset(self._needing)
        signs = "".join(sign for sign in self._needing if sign and not fold(sign))
        self._signs = re.compile(rf"\d{{4}}|[{re.escape(signs)}]")
        self._open_endings = frozenset(words["open_ending"])
        # The menus of a site stand on each of its pages.
        self._read_again = functools.lru_cache(_REMEMBERED)(self._read)

    def read(self, text: str) -> LineReading:
        """Return which rules a line fits; none if it is too long to be anything but prose."""
        if len(text) <= _LONGEST_LINK:
            return self._read_again(text)
        if len(text) <= LONGEST_LINE:
            return self._read(text)
        words = len(text[:_LONG].split())
        return LineReading(words, fold(text) if len(text) < _LONG else text, 0, (), None)

    def _read(self, text: str) -> LineReading:
        key = fold(text)
        candidates = self._candidates(text, key.split(" "))
        signatures = tuple(self._matches(text, candidates & self._signatures))
        furniture = None
        if not signatures:
            furniture = next(self._matches(text, candidates & self._furniture), None)
        return LineReading(len(text.split()), key, candidates, signatures, furniture)

    def _candidates(self, text: str, words: Sequence[str]) -> RuleSet:
        """Return the rules whose patterns could fit a line with these folded words."""
        first = next((word for word in words if not word.isdigit()), "")
        rules = self._always | self._starting.get(first, 0)
        if words[0].isdigit():
            rules |= self._starting[_NUMBER]
        if text.isascii():
            rules |= self._needing[_ASCII]
        for sign in self._signs.findall(text):
            rules |= self._needing[sign if len(sign) == 1 else _YEAR]
        for word in self._needed.intersection(words):
            rules |= self._needing[word]
        if len(text) > _LONGEST_SIGNATURE and "://" not in text:
            rules &= ~self._signatures
        for rule, cues, least in self._often:
            if rules & rule and sum(map(cues.__contains__, words)) < least:
                rules ^= rule
        return rules

    def caption(self, text: str, among: RuleSet) -> LineMatch | None:
        """Return the first rule of captions that a line fits."""
        return next(self._matches(text, among & self._captions), None)

    def breaks_off(self, text: str) -> bool:
        """Tell whether a line ends in a word that needs another behind it."""
        if not text[-1:].isalnum():
            return text.endswith(",")
        return fold(text[-_LONGEST_WORD:]).rpartition(" ")[2] in self._open_endings

    def _add(self, file: str, words: dict[str, tuple[str, ...]]) -> RuleSet:
        """Load the rules of a file; return their set."""
        first = len(self._rules)
        for compiled in _load(file, words):
            rule = compiled.rule
            for index, cues in ((self._needing, rule.needs), (self._starting, rule.starts)):
                for form in (form for cue in cues for form in words.get(cue, (cue,))):
                    word = fold(form).partition(" ")[0] or form
                    index[word] = index.get(word, 0) | 1 << len(self._rules)
            bit = 1 << len(self._rules)
            if not (rule.needs or rule.starts):
                self._always |= bit
            if rule.often > 1:
                own = frozenset(word for word, rules in self._needing.items() if rules & bit)
                self._often.append((bit, own, rule.often))
            self._rules.append(compiled)
        return (1 << len(self._rules)) - (1 << first)

    def _matches(self, text: str, among: RuleSet) -> Iterator[LineMatch]:
        """Yield the rules of a set that a line fits."""
        if not among:
            return
        bare = _without_bullets(text)
        while among:
            lowest = among & -among
            among ^= lowest
            rule, pattern = self._rules[lowest.bit_length() - 1]
            seen = text if rule.bullets else bare
            if rule.where == "head":
                seen = _ICON.sub("", seen)
            if found := pattern.fullmatch(seen) if bare or rule.bullets else None:
                parts = {name: part for name, part in found.groupdict().items() if part}
                yield LineMatch(rule, parts)


def _without_bullets(text: str) -> str:
    """Return a line without the signs around it, which are no part of what it says."""
    if not text[-1].isalnum() and _ENDS_IN_BULLET.match(text[-1]):
        return _BULLETS.sub("", text)
    found = None if text[0].isalnum() else _BULLETS_BEFORE.match(text)
    return text[found.end() :] if found else text


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
