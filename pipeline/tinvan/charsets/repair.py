"""Finds text in a wrong charset, and converts it where that is sure.

Decided for a text as a whole, then line by line: a page may quote a paragraph in another charset.
Good text is told by its characters in almost no time.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from tinvan.charsets.evidence import gains, tokens_of, weigh
from tinvan.charsets.tables import Candidate, candidates

SURE = 0.95
_POSSIBLE = 0.5
_NEARLY_ALL = 0.9
_CLEAR = 2.0  # difference of log odds that tells
_VIETNAMESE_LATIN = "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý"
_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F), 0xA0, *_VIETNAMESE_LATIN.encode("latin-1")])
# Letters with marks as 1, and as 2 the vowels that none follows within a syllable.
_KINDS = bytes(1 if code >= 0xC0 else 2 * (chr(code) in "AEae") for code in range(256))
_UNREMARKABLE = bytes(code for code in _PLAIN if not _KINDS[code])
# Begins with one class of characters, which the engine looks for faster than for alternatives.
_ODD = re.compile(
    rb"[^%s](?:(?<=[^%s])|[\xc0-\xff])" % (re.escape(_UNREMARKABLE), re.escape(_PLAIN))
)


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """What was converted in a text.

    Attributes:
        charset: What it was in: "tcvn3", "vni", "viscii", "vps", "windows-1258", or
            "double-utf-8".
        confidence: How likely that is (0..1).
        lines: How many lines were converted.
        of: How many lines have characters beyond ASCII.
    """

    charset: str
    confidence: float
    lines: int
    of: int

    @property
    def is_whole(self) -> bool:
        """Whether (nearly) all of the text was in the charset."""
        return self.lines >= _NEARLY_ALL * self.of


class Repaired(msgspec.Struct, frozen=True):
    """Texts as they were meant.

    Attributes:
        parts: The texts, each the very string that was given where nothing had to change.
        repairs: What was converted.
        warnings: What may be in a wrong charset and was left, each as "code: explanation".
    """

    parts: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()


class Reading(msgspec.Struct, frozen=True):
    """A charset that a text may be in.

    Attributes:
        candidate: The charset.
        odds: How likely it is, as the logarithm of odds.
    """

    candidate: Candidate
    odds: float

    @property
    def confidence(self) -> float:
        """How likely it is (0..1)."""
        return 1 / (1 + math.exp(-max(-500.0, self.odds)))

    def is_rival(self, other: "Reading") -> bool:
        """Whether another charset explains the text about as well."""
        is_other = self.candidate.id != other.candidate.id
        is_apart = self.candidate.is_local or other.candidate.is_local
        return is_other and not is_apart and abs(self.odds - other.odds) < _CLEAR


def repair(*parts: str) -> Repaired:
    """Convert what is in a wrong charset in texts that belong together.

    Line ends stay where they are.
    """
    odd = [line for part in parts if looks_odd(part) for line in _odd_lines(part)]
    readings = recognise(odd) if _is_explained(odd) else []
    sure = [
        reading
        for reading in readings
        if reading.confidence >= SURE and not any(map(reading.is_rival, readings))
    ]
    if not sure:
        return Repaired(parts, warnings=_doubt(readings[0]) if readings else ())
    lines = [line for part in parts for line in part.split("\n")]
    chosen = _choose(lines, [reading.candidate for reading in sure])
    made = [
        candidate.convert(line) if candidate else line
        for line, candidate in zip(lines, chosen, strict=True)
    ]
    changed = Counter(
        candidate.id
        for candidate, line, after in zip(chosen, lines, made, strict=True)
        if candidate and after != line
    )
    if not changed:
        return Repaired(parts)
    return Repaired(_rejoin(parts, made), tuple(_repairs(sure, changed, lines)))


def _repairs(
    sure: Sequence[Reading], changed: Mapping[str, int], lines: Sequence[str]
) -> Iterator[Repair]:
    """Yield what was converted.

    Args:
        sure: The charsets that some lines are in, the surest first.
        changed: How many lines were converted by charset.
        lines: All lines, as they were.
    """
    of = sum(not line.isascii() for line in lines)
    confidence = {reading.candidate.id: reading.confidence for reading in reversed(sure)}
    for charset, count in changed.items():
        yield Repair(charset=charset, confidence=round(confidence[charset], 3), lines=count, of=of)


def _doubt(best: Reading) -> tuple[str, ...]:
    """Warn of a text that may be in a wrong charset and is left as it is."""
    if best.confidence < _POSSIBLE:
        return ()
    charset, confidence = best.candidate.id, best.confidence
    return (f"charset-doubt: words look like {charset} ({confidence:.2f}) and are left so",)


def looks_odd(text: str) -> bool:
    """Tell whether a text has what Vietnamese in Unicode has not.

    That is a character of Latin-1 that no Vietnamese word has, or a letter of Latin-1 with a mark
    behind another or behind a vowel that allows none.
    """
    if text.isascii():
        return False
    latin = text.encode("latin-1", "ignore")
    kinds = latin.translate(_KINDS)
    return bool(latin.translate(None, _PLAIN)) or b"\1\1" in kinds or b"\2\1" in kinds


def _odd_lines(text: str) -> Iterator[str]:
    """Yield the lines that look odd, found in the Latin-1 of the whole text."""
    latin = text.encode("latin-1", "ignore")
    lines: list[str] = []
    number = start = 0
    while found := _ODD.search(latin, start):
        number += latin.count(b"\n", start, found.start())
        lines = lines or text.split("\n")
        if looks_odd(lines[number]):  # a control character is odd beside letters with marks alone
            yield lines[number]
        number += 1
        start = latin.find(b"\n", found.start()) + 1
        if not start:
            return


def _is_explained(lines: Sequence[str]) -> bool:
    """Tell whether a charset explains any word of lines: mostly they are odd for a © or ×."""
    marked = {token for line in lines for token in tokens_of(line) if not token.isascii()}
    return any(gains(marked, one) for one in candidates())


def recognise(lines: Iterable[str]) -> list[Reading]:
    """Return the charsets that lines may be in, the likeliest first."""
    tokens = frozenset().union(*map(tokens_of, lines))
    readings = [Reading(one, weigh(tokens, one).odds_of_text) for one in candidates()]
    return sorted(readings, key=lambda reading: -reading.odds)


def _choose(lines: Sequence[str], sure: Sequence[Candidate]) -> list[Candidate | None]:
    """Return the charset of each line, None where it is good or does not tell.

    A line that does not tell goes with most of those that do.
    """
    odds = [[weigh(tokens_of(line), one).odds_of_line for one in sure] for line in lines]
    good = sum(max(of_line) < -_CLEAR for of_line in odds)
    priors = [
        math.log((sum(of_line[at] > _CLEAR for of_line in odds) + 0.5) / (good + 0.5))
        for at in range(len(sure))
    ]
    chosen: list[Candidate | None] = []
    for line, of_line in zip(lines, odds, strict=True):
        at = max(range(len(sure)), key=lambda at: of_line[at] + priors[at])
        tells = not line.isascii() and of_line[at] + priors[at] > 0
        chosen.append(sure[at] if tells else None)
    return chosen


def _rejoin(parts: Sequence[str], lines: Sequence[str]) -> tuple[str, ...]:
    """Return texts made of their lines again."""
    made, at = [], 0
    for part in parts:
        behind = at + part.count("\n") + 1
        made.append("\n".join(lines[at:behind]))
        at = behind
    return tuple(made)
