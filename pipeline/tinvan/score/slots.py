"""When a slot of a prediction is right."""

import functools
import operator
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tinvan.facts import CORE_SLOTS
from tinvan.folding import TONE_STYLES

Record = Mapping[str, Any]
SlotMatcher = Callable[[Any, Any], bool]

# What a full record needs beside its core slots.
FURTHER_SLOTS: dict[str, tuple[str, ...]] = {
    "percentage": ("of", "attribution"),
    "ranking": ("publisher",),
    "quantity": ("indicator", "subject", "per"),
    "money": ("indicator", "subject", "per"),
    "official": ("date",),
    "agency": ("level", "place"),
    "document": ("issuer", "issued", "title"),
    "event": ("place", "organisers", "theme"),
}
ALL_SLOTS = {kind: (*CORE_SLOTS[kind], *FURTHER_SLOTS[kind]) for kind in CORE_SLOTS}

_TONE_STYLE = re.compile("|".join(TONE_STYLES))
_INNER_SIGN = re.compile(r"(?<=\w)[.\-–](?=\w)")
_SIGN = re.compile(r"[\"“”'‘’(),.:;–-]")
_BEFORE_DIGITS = re.compile(r"\D*(\d.*)")


def slot_is_right(slot: str, gold: Record, prediction: Record) -> bool:
    """Tell whether a slot of a prediction is one of the right answers of the gold record."""
    matches, given = _matcher(str(gold["type"]), slot), prediction.get(slot)
    if matches(gold.get(slot), given):
        return True
    alternatives = gold.get("alt") or {}
    return any(matches(one, given) for one in alternatives.get(slot, ()))


@functools.lru_cache(maxsize=1 << 13)
def fold(text: str) -> str:
    """Return a text without what does not matter: case, tone mark style, signs, blanks."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = _TONE_STYLE.sub(lambda found: TONE_STYLES[found.group()], text)
    text = _SIGN.sub(" ", _INNER_SIGN.sub(" ", text))
    return " ".join(text.split())


def texts_match(gold: object, given: object, floor: float = 0.6) -> bool:
    """Tell whether two texts are equal after folding, or share tokens with an F1 of `floor`."""
    if gold == given:
        return True
    if not gold or not given:
        return not gold and not given
    a, b = fold(str(gold)), fold(str(given))
    if a == b:
        return True
    (x, joined_x), (y, joined_y) = _tokens(a), _tokens(b)
    if joined_x == joined_y:
        return True
    shared = len(x & y)
    return bool(shared) and 2 * shared / (len(x) + len(y)) >= floor


def agreements(texts: Sequence[str | None], floor: float = 0.6) -> dict[str | None, Sequence[bool]]:
    """Return for each text which of the texts it matches, as `texts_match` tells of two of them."""
    places = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    bits = _Bits()
    known = [_as_bits(text, bits) for text in places]
    rows = [[True] * len(known) for _ in known]
    for at, (one, joined, size) in enumerate(known):
        for beside in range(at):
            other, same, length = known[beside]
            shared = (one & other).bit_count()
            alike = joined == same or (bool(shared) and 2 * shared / (size + length) >= floor)
            rows[at][beside] = rows[beside][at] = alike
    order = [places[text] for text in texts]
    return {text: [row[at] for at in order] for text, row in zip(places, rows, strict=True)}


class _Bits(dict[tuple[str, int], int]):
    """A bit for each token."""

    def __missing__(self, token: tuple[str, int]) -> int:
        bit = self[token] = 1 << len(self)
        return bit


def _as_bits(text: str | None, bits: _Bits) -> tuple[int, str | None, int]:
    """Return the tokens of a text as bits, all in one, and how many they are."""
    if not text:
        return 0, None, 0
    tokens, joined = _tokens(fold(text))
    return sum(map(bits.__getitem__, tokens)), joined, len(tokens)


@functools.lru_cache(maxsize=1 << 12)
def _tokens(folded: str) -> tuple[frozenset[tuple[str, int]], str]:
    """Return the tokens of a folded text, each with how often it stood before, and all in one."""
    tokens = folded.split()
    seen = Counter[str]()
    numbered = []
    for token in tokens:
        numbered.append((token, seen[token]))
        seen[token] += 1
    return frozenset(numbered), "".join(tokens)


def _texts_match(floor: float) -> SlotMatcher:
    """Return a matcher of texts."""
    return functools.partial(texts_match, floor=floor)


def _organisations_match(gold: Any, given: Any) -> bool:
    """Compare organisations by name."""
    first, second = (x.get("name") if isinstance(x, dict) else x for x in (gold, given))
    return texts_match(first, second, floor=0.8)


def _dates_match(gold: Any, given: Any) -> bool:
    """Compare dates by their bounds."""
    first, second = ((x.get("start"), x.get("end")) if x else None for x in (gold, given))
    return first == second


def _numbers_match(gold: Any, given: Any) -> bool:
    """Compare numbers to six decimals."""
    try:
        first, second = (None if x is None else round(float(x), 6) for x in (gold, given))
    except (TypeError, ValueError):
        return False
    return first == second


def _lists_match(gold: Any, given: Any) -> bool:
    """Compare lists of names in any order."""
    return sorted(map(fold, gold or [])) == sorted(map(fold, given or []))


def _folded_match(gold: Any, given: Any) -> bool:
    """Compare words that may differ in case or signs."""
    return fold(str(gold)) == fold(str(given))


def _document_numbers_match(gold: Any, given: Any) -> bool:
    """Compare numbers of documents from their first digit on."""
    first, second = (_BEFORE_DIGITS.sub(r"\1", fold(str(x))) for x in (gold, given))
    return bool(gold) == bool(given) and first == second


_NEVER = 1.01  # a token F1 that is not reached: only equal after folding
_TEXTS = (
    "indicator", "subject", "index", "scope", "unit", "position", "name", "publisher", "place",
    "issuer", "title", "theme", "per", "attribution", "of",
)  # fmt: skip
_NUMBERS = ("value", "low", "high", "rank", "out_of", "change")
_MATCHERS: dict[str, SlotMatcher] = {
    **dict.fromkeys(_TEXTS, texts_match),
    **dict.fromkeys(_NUMBERS, _numbers_match),
    "person": _texts_match(_NEVER),
    "organisation": _organisations_match,
    "date": _dates_match,
    "organisers": _lists_match,
    "number": _document_numbers_match,
    "agency.name": _texts_match(0.8),
    "document.kind": _folded_match,
}


@functools.cache
def _matcher(kind: str, slot: str) -> SlotMatcher:
    """Return how a slot of a type is compared: exactly, where nothing else is laid down."""
    return _MATCHERS.get(f"{kind}.{slot}") or _MATCHERS.get(slot, operator.eq)
