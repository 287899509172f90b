"""Splits sentences into tokens and tells what is known of each by itself."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import numpy as np
import numpy.typing as npt

from tinvan.document import Document, Sentence, within
from tinvan.folding import in_first_style
from tinvan.models.clusters import Clusters, Features
from tinvan.models.tokens import WORD, Word, Words, start_of
from tinvan.ruleset import load_word_lists

_LONGEST = 3  # syllables of a listed phrase
# Lists of rules/lexicons/clause_words.toml whose words tell something of what stands beside them.
_LISTS = (
    "increase", "decrease", "gap", "share", "attain", "has", "level", "adverb", "leading",
    "trailing", "people", "reporting", "measure", "entity", "clause_break", "anaphor", "verb",
    "source", "collective", "adjunct", "changing", "sector", "amount_noun", "average",
    "object_end",
)  # fmt: skip
# Those of verbs that a figure may belong to.
_VERBS = frozenset({"increase", "decrease", "gap", "share", "attain", "has", "level"})
_NAMES = ("place", "agency", "person")
_ENDS = frozenset(f"ends={kind}" for kind in _NAMES)
_NO_END = _VERBS | {"verb", "leading", "reporting", "clause_break"}
_PARTING = frozenset(",;:–")  # signs that part clauses


class WordReader:
    """Splits sentences into tokens and tells what is known of each.

    Args:
        lists: The lists of `rules/lexicons/clause_words.toml`.
        edges: The lists of `rules/lexicons/phrase_edges.toml`.
        rank_verbs: What stands between who is ranked and the rank.
        clusters: Clusters of words.
    """

    def __init__(
        self,
        lists: Mapping[str, Sequence[str]],
        edges: Mapping[str, Sequence[str]],
        rank_verbs: Sequence[str],
        clusters: Clusters,
    ) -> None:
        self.clusters = clusters
        self._rank_verbs = frozenset(rank_verbs)
        self._no_start, self._no_end = set(edges["no_start"]), set(edges["no_end"])
        # By first syllable: the others, and the lists.
        self._lists: dict[str, dict[Features, Features]] = {}
        for name in _LISTS:
            phrases = {tuple(map(in_first_style, phrase.split())) for phrase in lists[name]}
            for first, *others in phrases:
                if len(others) < _LONGEST:
                    known = self._lists.setdefault(first, {})
                    known[tuple(others)] = (*known.get(tuple(others), ()), name)

    @classmethod
    def load(cls) -> Self:
        """Return the reader with the installed lists and clusters.

        Raises:
            RuleError: If they are missing or wrong.
        """
        return cls(
            load_word_lists("lexicons/clause_words"),
            load_word_lists("lexicons/phrase_edges"),
            load_word_lists("lexicons/ranking_words")["rank_verb"],
            Clusters.load(),
        )

    def read(self, document: Document, sentence: Sentence) -> Words:
        """Return the tokens of a sentence."""
        words = tuple(_words(document, sentence))
        texts = tuple(word.text for word in words)
        opening, closing = self._listed(texts)
        names = _names(document, words)
        # A verb right behind a name is no part of a phrase that ends with it: Cần Thơ | đạt.
        behind_names = {at + 1 for at, known in names.items() if not _ENDS.isdisjoint(known)}
        runs_on = _runs_on(document, sentence, words)
        named = [
            (tuple(names.get(index, ())), word.capital, *on)
            for index, (word, on) in enumerate(zip(words, runs_on, strict=True))
        ]
        loose = [
            (
                text in self._no_start and not on[1],
                (text in self._no_end and not on[0])
                or (
                    index in behind_names
                    and (text in self._rank_verbs or not _NO_END.isdisjoint(opening[index]))
                ),
            )
            for index, (text, on) in enumerate(zip(texts, runs_on, strict=True))
        ]
        return Words(
            label=sentence.label,
            words=words,
            texts=texts,
            listed=tuple(
                zip(opening, closing, ((), *closing[:-1]), (*opening[1:], ()), strict=True)
            ),
            named=tuple(named),
            counts=_counts(words, opening),
            bracketed=_bracketed(texts),
            runs_on=tuple(runs_on),
            loose=tuple(loose),
            clusters=self.clusters,
        )

    def _listed(self, texts: Features) -> tuple[list[Features], list[Features]]:
        """Return the lists of which a phrase starts at each token, and of which one ends there."""
        opening: list[Features] = [()] * len(texts)
        closing: list[Features] = [()] * len(texts)
        for first, text in enumerate(texts):
            known = self._lists.get(text)
            if known is None:
                continue
            for last in range(first, min(first + _LONGEST, len(texts))):
                if names := known.get(texts[first + 1 : last + 1]):
                    opening[first] += names
                    closing[last] += names
        return opening, closing


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
    for found in WORD.finditer(text, start, end):
        word = found.group()
        yield Word(found.start(), found.end(), in_first_style(word), word[:1].isupper())


def _names(document: Document, words: Sequence[Word]) -> dict[int, list[str]]:
    """Return for tokens of names what sort of name starts, ends and runs there."""
    found: dict[int, list[str]] = {}
    if not words:
        return found
    whole = Word(words[0].start, words[-1].end, "")
    for mention in within(document.mentions, whole):
        if mention.kind not in _NAMES:
            continue
        first = bisect_left(words, mention.start, key=start_of)
        last = bisect_left(words, mention.end, key=start_of) - 1
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


def _counts(words: Sequence[Word], opening: Sequence[Features]) -> npt.NDArray[np.int64]:
    """Return running counts of signs that part clauses, figures, verbs, and words that part."""
    counts = np.zeros((4, len(words) + 1), np.int64)
    counts[:2, 1:] = [
        [word.text in _PARTING for word in words],
        [word.is_figure for word in words],
    ]
    for index, names in enumerate(opening, 1):
        if names:
            counts[2:, index] = not _VERBS.isdisjoint(names), "clause_break" in names
    return counts.cumsum(axis=1)


def _bracketed(texts: Sequence[str]) -> tuple[bool, ...]:
    """Return whether each token stands in brackets, the brackets themselves included."""
    depth, found = 0, []
    for text in texts:
        depth += text == "("
        found.append(depth > 0)
        depth = max(0, depth - (text == ")"))
    return tuple(found)
