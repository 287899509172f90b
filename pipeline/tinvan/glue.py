"""Where the loss of markup has glued words together: `rules/view/glued.toml`."""

import functools
import re

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.errors import RuleError
from tinvan.ruleset import Example, load_toml

_FILE = "view/glued.toml"
_VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_MARKED = "".join(vowel for vowel in _VOWELS if not vowel.isascii()) + "đ"
_SMALL = f"a-z{_MARKED}"
_LARGE = f"A-Z{_MARKED.upper()}"
_CODA = "(?:ch|ng|nh|[cmnpt])?"
_RHYME = rf"[{_VOWELS}]{{1,3}}{_CODA}"
_LARGE_ONSET = "(?:Ngh|Ng|Nh|Ch|Gh|Gi|Kh|Ph|Qu|Th|Tr|[BCDĐGHKLMNPRSTVX])"
_LONGEST_ADDRESS = 80
_REACH = 24  # characters to either side in which a kept name may stand


class _GlueRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A rule that sees a boundary between two patterns."""

    id: str
    reads: str
    left: str
    right: str
    sentence: bool = False
    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()


class _GlueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[_GlueRule, ...]
    kept: tuple[str, ...]
    openers: tuple[str, ...]
    joining: tuple[str, ...]
    about: str = ""


class Seam(msgspec.Struct, frozen=True):
    """A boundary that the text lacks.

    Attributes:
        at: The offset of the character behind it.
        rule: The rule that sees it.
        sentence: Whether a sentence begins behind it.
        reads: The words around it, parted.
    """

    at: int
    rule: str
    sentence: bool
    reads: str


class Glue:
    """Finds where words are glued together."""

    # One search over the text; the rules see only the capitals that it stops at.
    _capital = re.compile(
        rf"[{_LARGE}](?:(?<=[{_SMALL}\d?!…”)%'’].)|(?<=[{_SMALL}.]{{2}}\..)|(?<=[{_LARGE}]{{3}}.))"
        rf"(?=[{_LARGE}{_SMALL}])"
    )
    _address = compile_regex(rf"(?<=(?:://|www\.|[@#=_\\&])\S{{0,{_LONGEST_ADDRESS}}})")
    _word_before = compile_regex(r"(?:\p{Lu}*\p{Ll}+|\p{Lu}+|[\d:/%]+|\S)$")
    _word = compile_regex(r"\p{Lu}+\p{Ll}*")

    def __init__(self) -> None:
        content = load_toml(_FILE, _GlueFile)
        openers = "|".join(content.openers)
        shapes = {
            "small": f"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?{_RHYME}",
            "mark": f"[{_MARKED}]",
            "MARK": f"[{_MARKED.upper()}]",
            "word": rf"(?:{_LARGE_ONSET}{_RHYME}|{openers})(?![{_SMALL}])",
        }
        large = f"(?:{_LARGE_ONSET}{_RHYME}|[{_VOWELS.upper()}][{_VOWELS}]{{0,2}}{_CODA})"
        shapes["syllable"] = rf"(?:{large}|(?<!\p{{L}}){shapes['small']})"
        self._rules = tuple((rule, _compile(rule, shapes)) for rule in content.rule)
        self._any = compile_regex("|".join(f"(?:{rule.pattern})" for _, rule in self._rules))
        self._openers = frozenset(content.openers)
        self._joining = frozenset(content.joining)
        self._kept = compile_regex("|".join(map(regex.escape, content.kept)))

    def seams(self, text: str) -> tuple[Seam, ...]:
        """Return the boundaries that a composed text lacks, in order."""
        found = (self._seam(text, capital.start()) for capital in self._capital.finditer(text))
        return tuple(seam for seam in found if seam)

    def _seam(self, text: str, at: int) -> Seam | None:
        """Return the boundary at an offset, if a rule sees one."""
        if not self._any.match(text, at):  # most capitals behind a sign begin a sentence
            return None
        rule = next((rule for rule, pattern in self._rules if pattern.match(text, at)), None)
        if rule is None or self._address.match(text, at) or self._is_kept(text, at):
            return None
        word = self._word.match(text, at)
        before = self._word_before.search(text, max(0, at - _REACH), at)
        assert word is not None  # a capital
        assert before is not None  # the search stops only behind something
        opens = word.group() in self._openers and before.group() not in self._joining
        return Seam(
            at=at,
            rule=rule.id,
            sentence=rule.sentence or opens,
            reads=f"{before.group()} {word.group()}",
        )

    def _is_kept(self, text: str, at: int) -> bool:
        """Tell whether an offset lies in a name that is written with a capital inside."""
        names = self._kept.finditer(text, max(0, at - _REACH), at + _REACH)
        return any(name.start() < at < name.end() for name in names)


def _compile(rule: _GlueRule, shapes: dict[str, str]) -> regex.Pattern[str]:
    """Return an expression that matches right behind the boundary that a rule sees.

    Raises:
        RuleError: If the expression is not valid.
    """
    pattern = f"(?<={rule.left}){rule.right}"
    for name, shape in shapes.items():
        pattern = pattern.replace(f"{{{name}}}", shape)
    try:
        return compile_regex(pattern)
    except regex.error as error:
        raise RuleError(
            _FILE, rule.id, f"not a valid pattern ({error})", "Mend the expression"
        ) from error


@functools.cache
def glue() -> Glue:
    """Return the rules, loaded once."""
    return Glue()
