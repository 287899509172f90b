"""What tells which date a figure has: what it is about, and what stands before a time."""

import bisect
import itertools
from collections.abc import Iterator

import regex

from tinvan.assemble.windows import Stretch
from tinvan.document import DateMention, Document, within
from tinvan.facts import FactDate
from tinvan.models.figures import Figure
from tinvan.models.tokens import WORD, Words

_COUNTED = frozenset({"percentage", "money", "quantity", "rank", "number", "fraction"})
_NEAR = 8  # tokens beside a figure that tell what it is about
_TENSE = frozenset({"đã", "sẽ", "đang", "vừa", "từng", "sắp", "hiện", "mới", "phải", "dự"})
_PARTS = regex.compile(r"[,;:]")
_COMPARES = regex.compile(r"(?<!\w)so với(?:[^,;:()]|,(?=\d)){1,50}$", regex.I)
# where the figure is not the one compared with itself: so với đầu năm, khi đó 5%
_PARTED = regex.compile(r",\s(?!(?:chỉ|vốn|khi đó|lúc đó)(?:\slà|\scó)?\s*$)|\sthì\s")
_BRACKETS = regex.compile(r"\([^()]*\)")


def about(document: Document, figure: Figure, words: Words) -> Iterator[str]:
    """Yield what a figure is about: its rule, the words around it, where its sentence stands."""
    at = words.at(figure.value.start)
    number = bisect.bisect_left(document.sentences, figure.sentence.start, key=lambda s: s.start)
    yield f"by={figure.rule}|{figure.kind}"
    yield f"sentence={min(number, 4)}|{figure.sentence.label}"
    yield f"opens={words.text(0)}_{words.text(1)}"
    yield from (f"word-{back}={words.text(at - back)}" for back in range(1, 4))
    yield f"word+1={words.text(at + 1)}"
    start, end = max(0, at - _NEAR), at + _NEAR
    near = map(words.clusters.of_word, words.texts[start:end])
    yield from dict.fromkeys(f"near:{known[0]}" for known in near if known)
    pairs = map(words.clusters.of_pair, itertools.pairwise(words.texts[start : end + 1]))
    yield from dict.fromkeys(f"near:>{known[0]}" for known in pairs if known)
    yield from dict.fromkeys(f"tense={text}" for text in words.texts[:at] if text in _TENSE)


def compared(document: Document, figure: Figure) -> set[tuple[str | None, str | None] | None]:
    """Return the times that an adjunct before a figure compares with: so với tháng 5, còn 870.

    One that the sentence names again is none of them: so với năm 2016, … so với năm 2016 (12,3%).
    """
    text, start = document.view.text, figure.sentence.start
    found: set[tuple[str | None, str | None] | None] = set()
    others: set[tuple[str | None, str | None] | None] = set()
    for date in within(document.dates, figure.sentence):
        compares = _COMPARES.search(text, start, date.start)
        if compares and date.end > figure.value.start:
            continue
        parted = _PARTED.search(_BRACKETS.sub("", text[date.end : figure.value.start]))
        (found if compares and parted else others).add((date.first, date.last))
    return found - others


def is_now(date: DateMention) -> bool:
    """Tell whether a time expression is the own day: "hiện nay"."""
    return date.value.time is not None and date.value.time.grain == "now"


def words_of(document: Document, start: int, end: int) -> list[str]:
    """Return the words and signs of a part of the view, in small letters."""
    return [found.group().casefold() for found in WORD.finditer(document.view.text, start, end)]


def relation(date: DateMention, own: FactDate) -> str:
    """Tell whether a time lies before the own day, after it, or holds it."""
    first, last = date.first or date.last, date.last or date.first
    day = own.start or ""
    if first and first > day:
        return "future"
    return "past" if last and last < day else "present"


def of_gap(document: Document, gap: Stretch, side: str, place: str, count: int) -> list[str]:
    """Return features of what stands between a time expression and the figure."""
    text = document.text_of(gap)
    commas = min(3, len(_PARTS.findall(text)))
    figures = min(3, sum(v.kind in _COUNTED for v in within(document.values, gap)))
    features = [
        f"{side}c{commas}", f"{side}n{figures}", f"{side}c{commas}n{figures}",
        f"{place}c{commas}", f"{place}|n{min(count, 3)}",
    ]  # fmt: skip
    if ";" in text:
        features.append(f"{side}|semicolon")
    if "(" in text and ")" not in text:
        features.append(f"{side}|into-brackets")
    if ")" in text and "(" not in text:
        features.append(f"{side}|out-of-brackets")
    return features
