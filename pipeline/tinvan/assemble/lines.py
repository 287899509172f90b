"""A sentence as the grammar of titles reads it: words, lexicon forms and mentions together."""

from collections.abc import Sequence

import msgspec

from tinvan.document import Document, Mention, Sentence
from tinvan.names.gazetteer import Hits
from tinvan.names.knowledge import Knowledge
from tinvan.names.words import split_words


class Spot(msgspec.Struct, frozen=True):
    """A mention among the words of a sentence: its first word and the one behind it."""

    start: int
    end: int
    mention: Mention


class Line:
    """A sentence as title grammar reads it.

    Attributes:
        document: The document.
        sentence: The sentence.
        words: Its words.
        hits: The lexicon forms in them.
        spots: The mentions, by kind and first word.
    """

    def __init__(self, document: Document, sentence: Sentence, knowledge: Knowledge) -> None:
        self.document = document
        self.sentence = sentence
        self.words = split_words(document.view.text, sentence.start, sentence.end)
        self.hits: Hits = knowledge.gazetteer.scan(self.words)
        starts = {word.start: at for at, word in enumerate(self.words)}
        ends = {word.end: at + 1 for at, word in enumerate(self.words)}
        self.spots: dict[str, dict[int, Spot]] = {}
        for mention in document.mentions_in(sentence):
            if mention.start in starts and mention.end in ends:
                spot = Spot(starts[mention.start], ends[mention.end], mention)
                self.spots.setdefault(mention.kind, {})[spot.start] = spot

    def of(self, kind: str) -> Sequence[Spot]:
        """Return the mentions of a kind in order."""
        return list(self.spots.get(kind, {}).values())

    def at(self, kind: str, start: int) -> Spot | None:
        """Return the mention of a kind that starts at a word."""
        return self.spots.get(kind, {}).get(start)

    def text(self, start: int, end: int) -> str:
        """Return the text of a range of words, on one line."""
        raw = self.document.view.text[self.words[start].start : self.words[end - 1].end]
        return " ".join(raw.split())
