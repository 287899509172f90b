"""Units of table cells: what a name, or the line above a table, says that figures are measured in.

A unit is read as values are: "1 " in front of it makes a value of it, "1 nghìn tấn".
"""

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.ruleset import alternation, load_lexicon, load_word_lists
from tinvan.values.digits import DecimalSign
from tinvan.values.find import ValueReader
from tinvan.values.model import Value
from tinvan.values.rule_text import RuleText
from tinvan.values.units import MeasureUnit

_BRACKET = compile_regex(r"\s*[(\[](?P<unit>[^()\[\]]{1,60})[)\]]")
_BEHIND = compile_regex(r"\s*(?:,|\s[–-])\s+(?P<unit>[^,()]{1,40})$")
_PARTS = compile_regex(r"[,;:]\s+|\s[–-]\s")
_RATE = compile_regex(r"\s?/\s?(?P<per>\S.*)")
_ZEROS = ((compile_regex(r"1[.,]?000[.,]?000[.,]?000(?!\d)"), "tỷ"),
          (compile_regex(r"1[.,]?000[.,]?000(?!\d)"), "triệu"),
          (compile_regex(r"1[.,]?000(?!\d)"), "nghìn"))  # fmt: skip
_SHORT = {
    "tr.đ": "triệu đồng",
    "trđ": "triệu đồng",
    "tr.đồng": "triệu đồng",
    "nghìn đ": "nghìn đồng",
}
_COUNT = compile_regex(r"(?:tổng\s+)?số(?:\s+lượng)?\s+(?P<noun>\p{L}.*)", regex.I)
_LONGEST_NOUN = 4  # syllables of a counted noun that no list has
UnitKind = Literal["percentage", "money", "quantity"]
_KINDS: Mapping[str, UnitKind] = {
    "percentage": "percentage", "money": "money", "quantity": "quantity"
}  # fmt: skip


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """What figures are measured in or count.

    Attributes:
        kind: The type of their facts.
        reading: What is put behind a figure to read it: "nghìn tấn"; empty for a counted noun.
        noun: Of a quantity: its unit, as written.
        per: What it is reckoned on.
        scaled: Whether it says thousands or millions of something.
    """

    kind: UnitKind
    reading: str
    noun: str | None = None
    per: str | None = None
    scaled: bool = False

    @property
    def is_named(self) -> bool:
        """Whether the name itself says what is counted: Số doanh nghiệp."""
        return not self.reading


class UnitReader:
    """Reads units.

    Args:
        values: Reads the values of a text.
        words: The lists of `rules/lexicons/table_words.toml`.
    """

    def __init__(self, values: ValueReader, words: Mapping[str, Sequence[str]]) -> None:
        self._values = values
        self._no_count = compile_regex(alternation(words["no_count"]), regex.I)
        self._counts = compile_regex(alternation(words["counts"]), regex.I)
        self._no_unit = frozenset(words["no_unit"])
        self._announced = compile_regex(
            rf"[(\[]?\s*{alternation(words['announced'])}\s*[:：.]\s*(?P<unit>[^:;()\[\]]+)",
            regex.I,
        )
        self._empty = frozenset(load_word_lists("lexicons/counted_phrases")["empty"])
        units = load_lexicon("lexicons/units", MeasureUnit).entries
        self._measures = frozenset(form for unit in units for form in unit.forms)
        self._known: dict[str, Unit | None] = {}

    def read(self, text: str) -> Unit | None:
        """Return the unit that a text is, and nothing else; None if it is none."""
        text = text.strip(" .,:;*")
        if text not in self._known:
            if len(self._known) > 10_000:  # of untrusted text
                self._known.clear()
            self._known[text] = self._read(text)
        return self._known[text]

    def of_name(self, name: str) -> tuple[Unit | None, str]:
        """Return the unit that a column's or row's name says, and the name without it."""
        for found in reversed(list(_BRACKET.finditer(name))):
            unit = self._among(found["unit"])
            if unit:
                return unit, _joined(name[: found.start()], name[found.end() :])
        if (behind := _BEHIND.search(name)) and (unit := self.read(behind["unit"])):
            return unit, name[: behind.start()].strip()
        if "%" in name:
            return self.read("%"), _joined(*name.split("%", 1))
        if (counted := _COUNT.fullmatch(name)) and not self._no_count.match(counted["noun"]):
            return self._counted(counted["noun"])
        if self._counts.match(name):
            return Unit(kind="quantity", reading="", noun=name), ""
        unit = self.read(name)
        if unit and (unit.kind != "quantity" or (unit.noun or "").casefold() in self._measures):
            return unit, ""
        return None, name

    def announced(self, line: str) -> tuple[Unit | None, str]:
        """Return the unit that a line above a table announces, and what stands before that."""
        found = self._announced.search(line)
        if found is None:
            return None, line
        units = [unit for part in _PARTS.split(found["unit"]) if (unit := self.read(part))]
        if len(units) > 1:  # columns of per cent have their sign
            units = [unit for unit in units if unit.kind != "percentage"]
        return units[0] if len(units) == 1 else None, line[: found.start()]

    def _among(self, text: str) -> Unit | None:
        """Return the unit that one of the parts of a text in brackets is."""
        units = filter(None, map(self.read, _PARTS.split(text)))
        return next(units, None)

    def _read(self, text: str) -> Unit | None:
        """Read a unit that was not met before."""
        if not text or text.casefold() in self._no_unit:
            return None
        reading = _SHORT.get(text.casefold(), text)
        for zeros, word in _ZEROS:
            reading = zeros.sub(word, reading, count=1)
        value, rest = self._value_of(reading)
        if value is None:
            return None
        rate = _RATE.fullmatch(rest)
        if rest.strip() and rate is None:
            return None
        reading = value.text.removeprefix("1 ")
        per = rate["per"] if rate else None
        kind, noun = _KINDS[value.kind], value.unit
        return Unit(kind=kind, reading=reading, noun=noun, per=per, scaled=value.value != 1)

    def _value_of(self, reading: str) -> tuple[Value | None, str]:
        """Return one of a unit as a value, and what stands behind it."""
        text = f"1 {reading}"
        value = next(iter(read_values(self._values, text)), None)
        if value is None or value.start or value.kind not in _KINDS:
            return None, text
        return value, text[value.end :]

    def _counted(self, noun: str) -> tuple[Unit | None, str]:
        """Return the counted noun behind "số", and what is said of it."""
        value, rest = self._value_of(noun)
        if value is not None and value.kind == "quantity" and value.unit:
            if value.unit.casefold() in self._empty:
                return Unit(kind="quantity", reading="", noun=noun), ""
            return Unit(kind="quantity", reading="", noun=value.unit), rest.strip()
        if value is None and len(noun.split()) <= _LONGEST_NOUN:
            return Unit(kind="quantity", reading="", noun=noun), ""
        return None, f"số {noun}"


def read_values(reader: ValueReader, text: str, habit: DecimalSign | None = None) -> list[Value]:
    """Return the values of a text that stands by itself."""
    return reader.read(RuleText(text, habit), lambda _: (0, len(text)))


def _joined(*pieces: str) -> str:
    """Return the pieces of a name without what stood between them."""
    return " ".join(" ".join(pieces).split()).strip(" ,:;–-")
