"""The competitions and tables that a document names, by which its ranks are counted."""

import bisect
import functools
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import regex

from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence
from tinvan.ruleset import alternation, load_word_lists

_KINDS = ("league", "cup", "tour")
_BY_NOUN = ("whole", "table", "most")
_BLANK = r"[^\S\n]"
_EDITION = rf"(?:{_BLANK}(?:[UV]\d\d|nữ|nam|\d{{4}}(?:[-/]\d{{2,4}})?)(?!\w))*+"
_NAME = r"(?:\p{Lu}(?:[\p{L}\p{M}\d'’&-]|\.(?=\w))*+|\d{4}(?:[-/]\d{2,4})?)(?!\w)"
_MANY = 40  # competitions of a document that are kept, those that come most often
_OFTEN = 4  # times from which on a name comes often
_HEAD = 2  # sentences of title and lead
_BACK = (1, 2, 4, 8)  # upper bounds of the buckets of sentences between
_FAR = 16


class Named(msgspec.Struct, frozen=True):
    """A competition where it is named.

    Attributes:
        start: Where its name starts in the view.
        text: The name, without the noun before it.
        kind: "league", "cup", "tour"; where a noun alone tells it, "whole" with the noun, "table"
            without, "most" where it is of those that are most so.
    """

    start: int
    text: str
    kind: str


class Competitions:
    """Finds the competitions that a document names.

    Args:
        document: The document.
    """

    def __init__(self, document: Document) -> None:
        self._sentences = document.sentences
        named = tuple(_named(document.view.text))
        self._counts = dict(Counter(one.text for one in named).most_common(_MANY))
        self._kinds = {one.text: one.kind for one in reversed(named)}
        self._last = [(one.start, one.text) for one in named]
        self._places: dict[str, list[int]] = defaultdict(list)
        for one in named:
            if one.text in self._counts:
                self._places[one.text].append(_number(self._sentences, one.start))
        self._known: dict[int, tuple[tuple[str, str, list[str]], ...]] = {}

    def around(self, sentence: Sentence) -> tuple[tuple[str, str, list[str]], ...]:
        """Return the competitions named outside a sentence, each with its kind and features."""
        if sentence.start not in self._known:
            self._known[sentence.start] = tuple(self._around(sentence))
        return self._known[sentence.start]

    def _around(self, sentence: Sentence) -> Iterator[tuple[str, str, list[str]]]:
        """Yield them in the order of their first mention."""
        own = _number(self._sentences, sentence.start)
        before = bisect.bisect_left(self._last, (sentence.start, ""))
        last = self._last[before - 1][1] if before else None
        most = next(iter(self._counts), None)
        for text, where in self._places.items():
            at = bisect.bisect_left(where, own)
            if at < len(where) and where[at] == own:
                continue
            kind = self._kinds[text]
            near = str(_bucket(own - where[at - 1])) if at else "behind"
            often, led = min(_OFTEN, self._counts[text]), where[0] < _HEAD
            yield text, kind, [
                "named", f"named|{kind}", f"named|{kind}|often={often}", f"named|{near}",
                f"named|{kind}|{near}", f"named|led={led:d}", f"named|most={text == most:d}",
                f"named|most={text == most:d}|led={led:d}", f"named|last={text == last:d}",
                f"named|only={len(self._places) == 1:d}|{kind}", f"named={text}",
            ]  # fmt: skip


def _named(text: str) -> Iterator[Named]:
    """Yield the competitions that a text names, in order.

    Where a noun and no more stands before a known one, the name is that.
    """
    for found in _pattern().finditer(text):
        kind = next(kind for kind in (*_KINDS, *_BY_NOUN) if found.group(kind))
        start = found.start(kind) if kind in _BY_NOUN else found.start()
        name = text[start : found.end()]
        known = next(_known().finditer(name), None) if kind in _BY_NOUN else None
        if known and known.end() == len(name):
            kind = next(kind for kind in _KINDS if known.group(kind))
            if _nouns().fullmatch(name, 0, known.start()):
                start, name = start + known.start(), known.group()
        yield Named(start, " ".join(name.split()), kind)


@functools.cache
def _words() -> Mapping[str, Sequence[str]]:
    return load_word_lists("lexicons/competitions")


@functools.cache
def _known() -> regex.Pattern[str]:
    """Return what finds a known competition with who holds it, and its edition."""
    words = _words()
    kinds = "|".join(rf"(?P<{kind}>{alternation(words[kind])}{_EDITION})" for kind in _KINDS)
    holder = rf"(?:{alternation(words['holder'])}{_BLANK})?(?:[Uu]\d\d{_BLANK})?"
    counted = rf"(?!(?<=\d{_BLANK}){alternation(words['counted'])})"
    return compile_regex(rf"(?<![\w-]){counted}{holder}(?:{kinds})(?!\w)")


@functools.cache
def _nouns() -> regex.Pattern[str]:
    """Return what matches the nouns that open the name of a competition."""
    return compile_regex(rf"(?i:{alternation(_words()['competition'])})?\s*")


@functools.cache
def _pattern() -> regex.Pattern[str]:
    """Return what finds a competition or table: a known name, or a noun and what follows it."""
    words = _words()
    inner, table = alternation(words["inner"]), alternation(words["table"])
    capital = alternation([word[0].upper() + word[1:] for word in words["inner"]])
    listed = alternation([word for kind in _KINDS for word in words[kind]])
    part = rf"(?:{inner}{_BLANK})*+(?:{listed}|{capital}|{_NAME})"
    name = rf"{part}(?:{_BLANK}{part})*+(?:{_BLANK}{inner})*+"
    prize, other = alternation(words["prize"]), alternation(words["no_most"])
    small = rf"(?!{alternation(words['no_class'])})\p{{Ll}}[\p{{L}}\p{{M}}]*+{_BLANK}"
    return compile_regex(
        rf"(?<![\w-])(?:{_known().pattern}|"
        rf"(?P<whole>(?i:{alternation(words['competition'])}){_BLANK}(?!{prize}){name})|"
        rf"(?i:{table}){_BLANK}(?P<table>{name})|"
        rf"(?i:{table}|top{_BLANK}\d++|những){_BLANK}"
        rf"(?P<most>(?:{small}){{1,9}}?(?<!{other}{_BLANK})nhất))"
        r"(?!\w)"
    )


def _number(sentences: Sequence[Sentence], offset: int) -> int:
    """Return the number of the sentence that holds an offset, or the last before it."""
    return bisect.bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1


def _bucket(back: int) -> int:
    """Return the bucket of a number of sentences."""
    return next((bound for bound in _BACK if back <= bound), _FAR)
