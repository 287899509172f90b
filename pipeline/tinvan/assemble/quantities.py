"""Assembling `quantity` facts: numbers in digits, with what they count."""

import itertools
from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.assemble.amounts import Amounts
from tinvan.assemble.bare_amounts import BareAmounts, as_count
from tinvan.assemble.counted import NOTHING, CountedNouns
from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence, preceding, within
from tinvan.facts import Quantity
from tinvan.ruleset import Guarded, PatternRule, compile_search, load_patterns
from tinvan.values.model import Value

_FILE = "facts/quantity.toml"
_KINDS = ("quantity", "number", "fraction", "multiple")
_MOST = 40  # numbers of a sentence: where there are more it is a table without its cells
_CARRY = 2  # sentences over which a counted noun that is left out may be carried
_FIGURE = regex.compile(r"\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?")
_LINK = regex.compile(r"\s+(?:là|đều là|vẫn là)(?=\s)")
_ITEM = regex.compile(r"\)\s+\p{Lu}")  # an item of a list begins behind its number
_REACHED = regex.compile(r"(?<!\w)(?:là|lên|xuống|còn|đạt|tăng|giảm)\s$", regex.I)
_BEFORE = 8  # characters before a part in which its verb stands
_BEHIND_NEXT = 120  # characters in which the noun of a change stands


class _Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What a number counts.

    Attributes:
        rule: The rule that tells, where it is not the counted noun behind the number.
        unit: The counted noun, as written.
        out_of: The number of all, where the number is some of them.
        end: Behind the noun where it follows the number, else behind the number.
    """

    rule: str | None = None
    unit: str | None = None
    out_of: int | None = None
    end: int


class QuantityAssembler:
    """Builds the `quantity` facts of a document."""

    def __init__(self) -> None:
        self._amounts = Amounts.load()
        self._nouns = CountedNouns(self._amounts.words)
        self._bare = BareAmounts(self._nouns)
        self._rules: tuple[tuple[PatternRule, Guarded], ...] = tuple(
            (rule, compile_search(rule, _FILE, self._amounts.words))
            for rule in load_patterns(_FILE)
        )

    def __call__(self, document: Document) -> Iterator[Quantity]:
        """Yield the facts in order of anchor."""
        last: Quantity | None = None
        since = 0  # sentences since the last quantity
        for sentence in document.sentences:
            since += 1
            values = list(self._values(document, sentence))
            if len(values) > _MOST:
                continue
            for place, value in enumerate(values):
                carried = last if since <= _CARRY else None
                fact = self._fact(document, sentence, value, values[place + 1 :], carried)
                if fact is not None:
                    yield fact
                    last, since = fact, 0

    def _values(self, document: Document, sentence: Sentence) -> Iterator[Value]:
        """Yield what may be counts in a sentence: numbers in digits."""
        found = list(within(document.values, sentence))
        for value, behind in itertools.zip_longest(found, found[1:]):
            if not any(c.isdecimal() for c in value.text):
                continue
            if value.kind in _KINDS:
                yield value
            elif self._bare.counted(document, sentence, value, behind):
                yield as_count(value)

    def _fact(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        later: Sequence[Value],
        last: Quantity | None,
    ) -> Quantity | None:
        """Read one number, or return None where it counts nothing."""
        counted = self._counted(document, sentence, value, later, last)
        if counted is None:
            return None
        anchor = _anchor(document, value)
        fields = self._amounts.fields(
            document, sentence, value, anchor, counted.end, says_behind=True
        )
        fact = Quantity(unit=counted.unit, **fields)
        if value.kind == "multiple" or (counted.unit == "lần" and fact.measure != "level"):
            return msgspec.structs.replace(fact, measure="multiple")
        if value.kind == "fraction":
            return msgspec.structs.replace(fact, value=value.numerator, out_of=value.denominator)
        return msgspec.structs.replace(fact, rule=counted.rule or fact.rule, out_of=counted.out_of)

    def _counted(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        later: Sequence[Value],
        last: Quantity | None,
    ) -> _Counted | None:
        """Return what a number counts: by the noun behind it, else by a rule."""
        if value.kind == "multiple":
            return _Counted(unit="lần", end=value.end)
        window = self._amounts.window(document, sentence, value, _number_end(value))
        found = [
            (rule, match) for rule, pattern in self._rules if (match := pattern.search(window.text))
        ]
        if any(_skips(document, value, rule) for rule, _ in found):
            return None
        by_level = any(rule.slots.get("first") for rule, _ in found)
        noun = NOTHING if by_level else self._nouns.behind(document, sentence, value)
        if noun:
            return _Counted(unit=document.text_of(noun), end=noun.end)
        if value.kind != "number":
            return None
        if link := _LINK.match(document.view.text, value.end, sentence.end):
            noun = self._nouns.at(document, sentence, value, link.end())
            if noun:
                return _Counted(unit=document.text_of(noun), end=noun.end)
        for rule, match in found:
            if not _applies(rule, value, in_bracket=window.bracket is not None):
                continue
            if rule.slots.get("several") and not _is_part(document, value, *later[:1]):
                continue
            if rule.slots.get("named"):
                noun = self._nouns.named(document, window.start + match.start("noun"))
                unit = document.text_of(noun) if noun else None
            else:
                unit = self._left_out(rule, document, sentence, value, later, last)
            if unit:
                total = later[0].value if rule.slots.get("of_next") else None
                out_of = None if total is None else int(total)
                return _Counted(rule=rule.id, unit=unit, out_of=out_of, end=value.end)
        return None

    def _left_out(
        self,
        rule: PatternRule,
        document: Document,
        sentence: Sentence,
        value: Value,
        later: Sequence[Value],
        last: Quantity | None,
    ) -> str | None:
        """Return the noun that a number leaves out: said before it, or behind the next one."""
        if rule.slots.get("carried"):
            return last.unit if last and not self._nouns.is_measure(last.unit) else None
        if rule.slots.get("counts") and not self._nouns.counts(document, sentence, value):
            return None
        near = rule.slots.get("near", _BEHIND_NEXT)
        for other in later[:1] if near < _BEHIND_NEXT else later:
            if other.start - value.end > near:
                return None
            if noun := self._nouns.behind(document, sentence, other):
                return document.text_of(noun)
        return None


def _skips(document: Document, value: Value, rule: PatternRule) -> bool:
    """Tell whether a rule that fits says that a number counts nothing."""
    if rule.slots.get("fraction"):
        return value.kind == "fraction"
    if rule.slots.get("one"):
        return value.value == 1
    if rule.slots.get("several"):
        part = next(preceding(document.values, value.start), None)
        return bool(rule.slots.get("skip")) and _is_part(document, part, value)
    if rule.slots.get("item"):
        return _ITEM.match(document.view.text, value.end) is not None
    return bool(rule.slots.get("skip"))


def _is_part(document: Document, part: Value | None, total: Value | None = None) -> bool:
    """Tell whether "N trong M" tells a part with its total, that is more than one of them.

    A figure that something rose to, or is, is none: "tăng lên 25 trong 3 xã".
    """
    if part is None or part.value is None or total is None or total.value is None:
        return False
    if not 1 < part.value <= total.value:
        return False
    return not _REACHED.search(document.view.text, max(0, part.start - _BEFORE), part.start)


def _applies(rule: PatternRule, value: Value, *, in_bracket: bool) -> bool:
    """Tell whether a rule that fits is for such a number: in a bracket, or a bound."""
    if rule.slots.get("bracket") and not in_bracket:
        return False
    return not rule.slots.get("passes") or value.comparator == ">"


def _number_end(value: Value) -> int:
    """Return where the number ends with its magnitude."""
    return value.number_end if value.number_end > value.start else value.end


def _anchor(document: Document, value: Value) -> Stretch:
    """Return the number with its magnitude; of "gấp 3 lần" the digits."""
    if value.kind == "multiple":
        found = _FIGURE.search(document.view.text, value.start, value.end)
        if found:
            return Stretch(*found.span())
    return Stretch(value.start, _number_end(value))
