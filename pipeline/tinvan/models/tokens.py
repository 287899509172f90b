"""The words of a sentence as models see them: figures and times masked by their kinds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import regex

from tinvan.document import Document, Sentence, within

_WORD = regex.compile(r"[\p{L}\p{M}]+|\d[\d.,/]*\d|[^\s]")
_LONGEST = 3  # syllables of a listed phrase
# Lists of rules/lexicons/clause_words.toml whose words tell something of what stands beside them.
_LISTS = (
    "increase", "decrease", "gap", "share", "attain", "has", "level", "adverb", "leading",
    "trailing", "people", "reporting", "measure", "entity", "clause_break", "anaphor", "verb",
    "source", "collective", "adjunct", "changing", "sector", "amount_noun", "average",
    "object_end",
)  # fmt: skip
_NAMES = ("place", "agency", "person")
_CLOSING = frozenset(')”"')  # signs that may end a phrase
SIGNS = frozenset(",;:.()“”\"'‘’-–/!?…")

Features = tuple[str, ...]


class Word(msgspec.Struct, frozen=True):
    """A token: a syllable, a sign, or a figure or time as a whole.

    Attributes:
        start: Where it starts in the view.
        end: Behind its last character.
        text: In small letters; of a figure or time its kind behind a "#".
        capital: Whether it is written with a capital.
    """

    start: int
    end: int
    text: str
    capital: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it is a number of some sort, other than a time."""
        return self.text[0] == "#" and len(self.text) > 1 and self.text != "#date"


class Words(msgspec.Struct, frozen=True):
    """The tokens of a sentence, with what is known of each by itself.

    Attributes:
        label: What sort of line the sentence stands in.
        words: The tokens in order.
        features: The features of each that do not depend on a figure.
        opening: The lists of which a phrase starts at each token.
        closing: The lists of which a phrase ends at each token.
        commas: How many signs that part clauses stand before each token; one entry more.
        figures: How many figures stand before each token; one entry more.
        bracketed: Whether each token stands in brackets.
        runs_on: Of each token whether its word or name has a part before it, and behind it.
        first_loose: Whether each token is a function word that begins no phrase.
        last_loose: Whether each token is one that ends none.
    """

    label: str
    words: tuple[Word, ...]
    features: tuple[Features, ...]
    opening: tuple[Features, ...]
    closing: tuple[Features, ...]
    commas: tuple[int, ...]
    figures: tuple[int, ...]
    bracketed: tuple[bool, ...]
    runs_on: tuple[tuple[bool, bool], ...]
    first_loose: tuple[bool, ...]
    last_loose: tuple[bool, ...]

    def at(self, offset: int) -> int:
        """Return the index of the token that covers a view offset, or the last before it."""
        return max(0, bisect_right(self.words, offset, key=_start) - 1)

    def text(self, index: int) -> str:
        """Return the text of a token; a mark for the place before the first and behind the last."""
        if index < 0:
            return "<s>"
        return self.words[index].text if index < len(self.words) else "</s>"

    def find(self, document: Document, phrase: str, near: int) -> tuple[int, int] | None:
        """Return the tokens that a phrase covers where it stands nearest to a token.

        Args:
            document: The document.
            phrase: As written, on one line.
            near: The index of a token.

        Returns:
            The indices of its first and last token, or None if it does not stand in the sentence
            in one piece.
        """
        best: tuple[int, int] | None = None
        view = document.view.text
        wanted = _folded(phrase)
        for first, word in enumerate(self.words):
            end = word.start + len(phrase)
            if _folded(view[word.start : end]) != wanted:
                continue
            last = bisect_left(self.words, end, key=_end)
            if last == len(self.words) or self.words[last].end != end:
                continue
            if best is None or abs(first - near) < abs(best[0] - near):
                best = (first, last)
        return best


def _start(word: Word) -> int:
    return word.start


def _end(word: Word) -> int:
    return word.end


def _folded(phrase: str) -> str:
    """Return a phrase without what does not tell it from another: case and line ends."""
    return " ".join(phrase.split()).casefold()


class WordReader:
    """Splits sentences into tokens and tells what is known of each.

    Args:
        lists: The lists of `rules/lexicons/clause_words.toml`.
        edges: The lists of `rules/lexicons/phrase_edges.toml`.
    """

    def __init__(
        self, lists: Mapping[str, Sequence[str]], edges: Mapping[str, Sequence[str]]
    ) -> None:
        self._no_start, self._no_end = set(edges["no_start"]), set(edges["no_end"])
        self._lists: dict[Features, Features] = {}
        for name in _LISTS:
            for phrase in lists[name]:
                key = tuple(phrase.casefold().split())
                if len(key) <= _LONGEST:
                    self._lists[key] = (*self._lists.get(key, ()), name)

    def read(self, document: Document, sentence: Sentence) -> Words:
        """Return the tokens of a sentence."""
        words = tuple(_words(document, sentence))
        texts = tuple(word.text for word in words)
        opening: list[Features] = [()] * len(words)
        closing: list[Features] = [()] * len(words)
        for first in range(len(words)):
            for last in range(first, min(first + _LONGEST, len(words))):
                if names := self._lists.get(texts[first : last + 1]):
                    opening[first] = (*opening[first], *names)
                    closing[last] = (*closing[last], *names)
        runs_on = _runs_on(document, sentence, words)
        return Words(
            label=sentence.label,
            words=words,
            features=tuple(
                (*known, *(("runs-on<",) if before else ()), *(("runs-on>",) if after else ()))
                for known, (before, after) in zip(
                    _features(document, words, texts, opening, closing), runs_on, strict=True
                )
            ),
            opening=tuple(opening),
            closing=tuple(closing),
            commas=_counts(text in ",;:–" for text in texts),
            figures=_counts(word.is_figure for word in words),
            bracketed=_bracketed(texts),
            runs_on=tuple(runs_on),
            first_loose=tuple(
                text in self._no_start and not after
                for text, (_, after) in zip(texts, runs_on, strict=True)
            ),
            last_loose=tuple(
                text in self._no_end and not before
                for text, (before, _) in zip(texts, runs_on, strict=True)
            ),
        )


def _words(document: Document, sentence: Sentence) -> Iterator[Word]:
    """Yield the tokens of a sentence, figures and times whole."""
    text = document.view.text
    masks = [(d.start, d.end, "#date") for d in within(document.dates, sentence)]
    masks += [
        (v.start, v.end, f"#{v.kind}")
        for v in within(document.values, sentence)
        if v.kind != "date" and v.figure is not None
    ]
    behind = sentence.start
    for start, end, kind in sorted(masks, key=lambda mask: (mask[0], -mask[1])):
        if start < behind:
            continue
        yield from _plain(text, behind, start)
        yield Word(start, end, kind)
        behind = end
    yield from _plain(text, behind, sentence.end)


def _plain(text: str, start: int, end: int) -> Iterator[Word]:
    """Yield the syllables and signs between two offsets."""
    for found in _WORD.finditer(text, start, end):
        word = found.group()
        yield Word(found.start(), found.end(), word.casefold(), word[:1].isupper())


def _features(
    document: Document,
    words: Sequence[Word],
    texts: Sequence[str],
    opening: Sequence[Features],
    closing: Sequence[Features],
) -> Iterator[Features]:
    """Yield what is known of each token by itself and its neighbours."""
    names = _names(document, words)
    padded = ("<s>", "<s>", *texts, "</s>", "</s>")
    for index, text in enumerate(texts):
        second, before, _, behind, next_ = padded[index : index + 5]
        yield (
            f"w={text}", f"w-1={before}", f"w+1={behind}", f"w-1,w={before}_{text}",
            f"w,w+1={text}_{behind}", f"w-2={second}", f"w+2={next_}",
            *(f"opens={name}" for name in opening[index]),
            *(f"closes={name}" for name in closing[index]),
            *(f"behind={name}" for name in (closing[index - 1] if index else ())),
            *(f"before={n}" for n in (opening[index + 1] if index + 1 < len(words) else ())),
            *names.get(index, ()),
            *(("capital",) if words[index].capital else ()),
        )  # fmt: skip


def _names(document: Document, words: Sequence[Word]) -> dict[int, list[str]]:
    """Return for tokens of names what sort of name starts, ends and runs there."""
    found: dict[int, list[str]] = {}
    if not words:
        return found
    whole = Word(words[0].start, words[-1].end, "")
    for mention in within(document.mentions, whole):
        if mention.kind not in _NAMES:
            continue
        first = bisect_left(words, mention.start, key=_start)
        last = bisect_left(words, mention.end, key=_start) - 1
        if first > last or words[first].start != mention.start:
            continue
        for index in range(first, last + 1):
            found.setdefault(index, []).append(f"in={mention.kind}")
        found[first].append(f"starts={mention.kind}")
        found[last].append(f"ends={mention.kind}")
    return found


def _runs_on(
    document: Document, sentence: Sentence, words: Sequence[Word]
) -> list[tuple[bool, bool]]:
    """Return of each token whether its word or name has a part before it, and behind it."""
    starts = {word.start: index for index, word in enumerate(words)}
    ends = {word.end: index for index, word in enumerate(words)}
    parts = [(m.start, m.end) for m in within(document.mentions, sentence) if m.kind in _NAMES]
    if document.tokenise is not None:
        parts += [(t.start, t.end) for t in document.tokenise(sentence.start, sentence.end)]
    before: set[int] = set()
    after: set[int] = set()
    for start, end in parts:
        first, last = starts.get(start), ends.get(end)
        if first is not None and last is not None:
            before.update(range(first + 1, last + 1))
            after.update(range(first, last))
    return [(index in before, index in after) for index in range(len(words))]


def _counts(flags: Iterator[bool]) -> tuple[int, ...]:
    """Return running counts of flags, from none on."""
    counts = [0]
    for flag in flags:
        counts.append(counts[-1] + flag)
    return tuple(counts)


def _bracketed(texts: Sequence[str]) -> tuple[bool, ...]:
    """Return whether each token stands in brackets, the brackets themselves included."""
    depth, found = 0, []
    for text in texts:
        depth += text == "("
        found.append(depth > 0)
        depth = max(0, depth - (text == ")"))
    return tuple(found)
