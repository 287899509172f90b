"""Patterns over characters and over values and mentions already found.

A pattern is a regular expression in which `{kind}` stands for an annotation of that kind and
`{kind:group}` captures it: `xếp thứ {fraction:anchor}` reads a fraction behind "xếp thứ".
`{plain}` is any character of the same part of a sentence that belongs to no figure, `{phrase}`
any that a phrase can hold.
To match it, the text is *masked*: the characters of each annotation are replaced by private
code points of its kind, one for one, so that every offset stays true.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.errors import RuleError
from tinvan.ruleset.lexicon import alternation
from tinvan.ruleset.loading import load_toml
from tinvan.ruleset.needed import Guarded, needed

_FILLER = "\U000f0000"
_FIRST = 0xF0001
KINDS = (
    "number", "percentage", "fraction", "rank", "date", "duration", "money", "document",
    "person", "post", "agency", "place", "code", "quantity", "multiple", "ordinal", "time",
    "this", "aside",  # the figure that a clause is read for; a bracket or other insertion
)  # fmt: skip
_CODE = {kind: chr(_FIRST + index) for index, kind in enumerate(KINDS)}
# A class of the characters that start a masked figure or name, for use inside a pattern.
FIGURE_CODES = "".join(_CODE[k] for k in ("number", "percentage", "fraction", "rank", "this"))
DATE_CODE = _CODE["date"]
NAME_CODES = "".join(_CODE[k] for k in ("agency", "place", "person"))
_CLASSES = {
    "plain": f"[^;:{FIGURE_CODES}]",
    "phrase": f"[^,;:()\\d{FIGURE_CODES}{DATE_CODE}]",
}
_PLACEHOLDER = compile_regex(r"\{([a-z][a-z_]*)(?::([a-z][a-z_]*))?\}")


class Example(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that a rule must read, or must leave unread.

    Attributes:
        text: The text, written for this project.
        day: The article's own day, ISO 8601, where the reading depends on it.
        gives: Slots that the record made by this rule must have; unused in a "no".
        known_failure: Why this is read wrongly today: the example is a strict xfail.
    """

    text: str
    day: str | None = None
    gives: dict[str, Any] = {}
    known_failure: str | None = None


class PatternRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that reads something by a pattern.

    Attributes:
        id: Named by what it reads: "ranking.of-total".
        reads: What it reads, in a sentence.
        pattern: The regular expression with placeholders.
        slots: Slots that the rule fills with constants.
        yes: Texts that it must read.
        no: Texts that it must not read.
    """

    id: str
    reads: str
    pattern: str = ""
    slots: dict[str, Any] = {}
    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()


class _PatternFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[PatternRule, ...]
    define: dict[str, str] = {}
    about: str = ""


def load_patterns(file: str) -> tuple[PatternRule, ...]:
    """Load the `[[rule]]` tables of a rule file.

    Args:
        file: Path below the rules folder: "facts/ranking.toml".

    Raises:
        RuleError: If the file does not fit, or an id is used twice.
    """
    content = load_toml(file, _PatternFile)
    rules = tuple(_with_definitions(rule, content.define) for rule in content.rule)
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise RuleError(file, rule.id, "this id is used twice", "Rename one")
        seen.add(rule.id)
    return rules


def _with_definitions(rule: PatternRule, definitions: dict[str, str]) -> PatternRule:
    """Replace the placeholders that the file itself defines in its `[define]` table.

    A definition may use the ones above it.
    """
    pattern = rule.pattern
    for name, body in reversed(definitions.items()):
        pattern = pattern.replace(f"{{{name}}}", body)
    return msgspec.structs.replace(rule, pattern=pattern)


def compile_pattern(
    rule: PatternRule, file: str, words: Mapping[str, Iterable[str]] | None = None
) -> regex.Pattern[str]:
    """Compile a rule's pattern, without regard to case.

    Args:
        rule: The rule.
        file: Its file, for errors.
        words: Word lists that placeholders may name beside the kinds of annotations: the
            forms of a lexicon, say.

    Raises:
        RuleError: If a placeholder is unknown or the expression is not valid.
    """
    return compile_text(rule.pattern, file, rule.id, words)


def topic_of(found: regex.Match[str]) -> str:
    """Return what stands before the end of the group "topic"; nothing where a match has none."""
    return found.string[: max(0, found.end("topic"))] if "topic" in found.re.groupindex else ""


def named_in(pattern: str, words: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Yield what a pattern names: its own characters, and what its placeholders stand for.

    Args:
        pattern: The pattern.
        words: The word lists that placeholders may name.
    """
    yield _PLACEHOLDER.sub(" ", pattern)
    for found in _PLACEHOLDER.finditer(pattern):
        name = found.group(1)
        if name in _CODE:
            yield from (_CODE[name], _FILLER)
        else:
            yield from (_CLASSES[name],) if name in _CLASSES else words.get(name, ())


def compile_search(
    rule: PatternRule, file: str, words: Mapping[str, Iterable[str]] | None = None
) -> Guarded:
    """Compile a rule's pattern to be searched for in texts of which few have what it needs.

    Args:
        rule: The rule.
        file: Its file, for errors.
        words: Word lists that placeholders may name.

    Raises:
        RuleError: As `compile_pattern`.
    """
    codes = {kind: (code,) for kind, code in _CODE.items() if kind != "this"}
    return Guarded(
        compile_pattern(rule, file, words), needed(rule.pattern, {**codes, **(words or {})})
    )


def compile_text(
    pattern: str, file: str, rule: str, words: Mapping[str, Iterable[str]] | None = None
) -> regex.Pattern[str]:
    """Compile a pattern with placeholders; see `compile_pattern`."""
    lists = words or {}

    def expand(found: regex.Match[str]) -> str:
        name, group = found.group(1), found.group(2)
        if name in _CLASSES:
            body = _CLASSES[name]
        elif name in _CODE:
            body = f"{_CODE[name]}{_FILLER}*+"  # possessive: never a part of an annotation
        elif name in lists:
            body = alternation(lists[name])
        else:
            known = ", ".join(sorted({*_CODE, *_CLASSES, *lists}))
            raise RuleError(file, rule, f"unknown placeholder {{{name}}}", f"Use one of {known}")
        return f"(?P<{group}>{body})" if group else f"(?:{body})"

    try:
        return compile_regex(_PLACEHOLDER.sub(expand, pattern), regex.IGNORECASE)
    except regex.error as error:
        raise RuleError(
            file, rule, f"not a valid pattern ({error})", "Mend the expression"
        ) from error


def mask(text: str, start: int, annotations: Iterable[tuple[str, int, int]]) -> str:
    """Replace annotated characters by private code points of the annotation's kind.

    Args:
        text: A part of the view.
        start: Its offset in the view.
        annotations: (kind, start, end) with offsets in the view; where two overlap the
            earlier given wins.

    Returns:
        A text of the same length.
    """
    characters = list(text)
    taken = bytearray(len(characters))
    for kind, first, last in annotations:
        a, b = first - start, last - start
        if a < 0 or b > len(characters) or a >= b or any(taken[a:b]):
            continue
        characters[a:b] = [_CODE[kind], *([_FILLER] * (b - a - 1))]
        taken[a:b] = b"\x01" * (b - a)
    return "".join(characters)
