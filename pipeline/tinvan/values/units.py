"""The units and currencies that stand beside a number."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple

from tinvan.ruleset import Entry, load_lexicon, load_word_lists
from tinvan.values.figures import Figure

UnitKind = Literal["percent", "points", "currency", "time", "measure", "count", "none"]
# The first word of what stands behind a number, or its first sign.
_NEXT = re.compile(r"[^\S\n]{0,3}([^\W\d_]+|[^\w\s])")
_NONE: tuple["Unit", ...] = ()
_GROUPED = 1_000  # from here on "đồng" is no beginning of another word
_HALF = "rưỡi"  # goes on behind any unit


class MeasureUnit(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit of measure or of time; see `rules/lexicons/units.toml`.

    Attributes:
        kind: What a number with the unit is.
        alone: Whether it counts only where no word goes on with it.
        except_before: Words that may nevertheless.
        not_before: Words that make another word of it.
        divided: Whether its decimals may stand behind it: 3kg2, 3 tấn 2.
    """

    kind: Literal["measure", "percent", "points", "time"] = "measure"
    divided: bool = False
    alone: bool = False
    except_before: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class Currency(Entry, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A currency; see `rules/lexicons/currencies.toml`.

    Attributes:
        before: How it is written in front of the amount.
        cents: Names of its hundredth.
        not_before: Words that make another word of it.
    """

    before: tuple[str, ...] = ()
    cents: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()


class Unit(NamedTuple):
    """A way to write a unit.

    Attributes:
        form: The characters, in small letters.
        kind: What a number with it is.
        name: The normalised unit, or the ISO 4217 code of a currency.
        only_before: The words that may go on with it; None for any.
        not_before: Words that make another word of it.
        cents: Of a currency: the names of its hundredth.
        divided: Whether its decimals may stand behind it.
    """

    form: str
    kind: UnitKind
    name: str
    only_before: frozenset[str] | None = None
    not_before: frozenset[str] = frozenset()
    cents: frozenset[str] = frozenset()
    divided: bool = False


class UnitHit(NamedTuple):
    """A unit found.

    Attributes:
        unit: The unit.
        start: First character.
        end: Behind the last character.
    """

    unit: Unit
    start: int
    end: int


class Units:
    """Finds the unit behind a number, and the currency in front of it.

    Attributes:
        starts: The first words and signs of all units.
    """

    def __init__(self) -> None:
        currencies = load_lexicon("lexicons/currencies", Currency).entries
        counted = dict(load_word_lists("lexicons/counted_nouns"))
        nothing = counted.pop("not_counted")
        units = [*_measures(), *_currencies(currencies)]
        known = {unit.form for unit in units} | set(nothing)
        nouns = dict.fromkeys(noun for words in counted.values() for noun in words)
        units += [Unit(noun, "count", noun) for noun in nouns if noun not in known]
        units += [Unit(noun, "none", noun) for noun in nothing]
        self._by_start = _by_start(units)
        self.starts = frozenset(self._by_start)
        self._currencies = _by_start(_currencies(currencies))
        self._prefixes = {
            form: Unit(form, "currency", currency.id)
            for currency in currencies
            for form in currency.before
        }
        # the last characters in front of an amount, where they can be a currency
        body = "|".join(re.escape(f) for f in sorted(self._prefixes, key=len, reverse=True))
        self._prefix = re.compile(rf"(?<![^\W_])({body})[^\S\n]{{0,2}}\Z")
        self._prefix_ends = frozenset(form[-1] for form in self._prefixes)

    def of(self, small: str, figure: Figure) -> UnitHit | None:
        """Return the unit behind a figure."""
        plain = figure.value == figure.base and figure.value < _GROUPED
        return self.behind(small, figure.end, plain=plain)

    def behind(self, small: str, end: int, *, plain: bool = True) -> UnitHit | None:
        """Return the longest unit behind a number that ends at an offset of a small text.

        Args:
            small: The text in small letters.
            end: Behind the number.
            plain: Whether the number is small and has no magnitude. Behind another "đồng" is the
                currency, whatever word follows.
        """
        found = _NEXT.match(small, end)
        if found is None:
            return None
        start = found.start(1)
        if not plain:
            for unit in self._currencies.get(found.group(1), _NONE):
                behind = start + len(unit.form)
                if small.startswith(unit.form, start) and not _goes_on(small, behind, unit):
                    return UnitHit(unit, start, behind)
        for unit in self._by_start.get(found.group(1), _NONE):
            behind = start + len(unit.form)
            if small.startswith(unit.form, start) and _is_whole(small, behind, unit):
                return None if unit.kind == "none" else UnitHit(unit, start, behind)
        return None

    def before(self, small: str, start: int) -> UnitHit | None:
        """Return the currency right in front of an amount that starts at an offset."""
        last = small[start - 1 : start]
        if last.isspace():
            last = small[start - 2 : start - 1]
        if last not in self._prefix_ends:
            return None
        found = self._prefix.search(small, max(0, start - 6), start)
        return found and UnitHit(self._prefixes[found.group(1)], found.start(1), found.end(1))


def _measures() -> Iterable[Unit]:
    """Yield the forms of the units of measure."""
    for entry in load_lexicon("lexicons/units", MeasureUnit).entries:
        for form in entry.forms:
            alone = form[-1].isdecimal() if " " in form else entry.alone
            only = frozenset(entry.except_before) if alone else None
            words = frozenset(entry.not_before)
            yield Unit(form, entry.kind, entry.id, only, words, divided=entry.divided)


def _currencies(currencies: Iterable[Currency]) -> Iterable[Unit]:
    """Yield the forms of the currencies that stand behind an amount."""
    for entry in currencies:
        words, cents = frozenset(entry.not_before), frozenset(entry.cents)
        for form in entry.forms:
            yield Unit(form, "currency", entry.id, not_before=words, cents=cents)


def _by_start(units: Iterable[Unit]) -> dict[str, tuple[Unit, ...]]:
    """Return the units by the first word or sign of their form, the longest first."""
    found: dict[str, list[Unit]] = {}
    for unit in units:
        first = _NEXT.match(unit.form)
        assert first is not None  # no form is blank
        found.setdefault(first.group(1), []).append(unit)
    return {key: tuple(sorted(some, key=lambda u: -len(u.form))) for key, some in found.items()}


def _goes_on(small: str, end: int, unit: Unit) -> bool:
    """Tell whether a form is only the beginning of a word."""
    return small[end : end + 1].isalnum() and unit.form[-1].isalnum()


def _is_whole(small: str, end: int, unit: Unit) -> bool:
    """Tell whether a unit ends at an offset, and no word behind makes another of it."""
    if _goes_on(small, end, unit):
        return False
    if unit.only_before is None and not unit.not_before:
        return True
    behind = _NEXT.match(small, end)
    word = behind.group(1) if behind and behind.start(1) > end else ""
    if unit.only_before is not None and word[:1].isalpha():
        return word == _HALF or word in unit.only_before
    return word not in unit.not_before
