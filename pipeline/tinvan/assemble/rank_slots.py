"""What the text around a rank says of it: the index, among whom, and who ranks."""

import bisect
from collections.abc import Iterable, Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.phrases import Phrases
from tinvan.assemble.windows import Stretch, Windows
from tinvan.document import Document, Sentence
from tinvan.ruleset import Guarded, PatternRule, alternation
from tinvan.spans import Bounded

_CONTEXT = 12  # sentences back in which a list may be named
Rules = Sequence[tuple[PatternRule, Guarded]]


class Slots(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a rank, as written.

    Attributes:
        index: In what.
        publisher: Who ranks.
        scopes: Among whom; a rank given for two scopes at once has both, one for the whole world
            none. None where nothing is said of it.
    """

    index: str | None = None
    publisher: str | None = None
    scopes: tuple[str, ...] | None = None


class SlotReading(Slots, frozen=True, kw_only=True):
    """What one rule reads: the slot that it is for.

    Attributes:
        rule: The rule.
    """

    rule: str


class RankSlots:
    """Finds index, publisher and scope around a rank.

    Args:
        rules: The `index.*`, `scope.*` and `publisher.*` rules in order.
        words: The lists of `rules/lexicons/ranking_words.toml`.
        windows: Masks the text.
        phrases: Trims what is found.
    """

    def __init__(
        self,
        rules: Iterable[tuple[PatternRule, Guarded]],
        words: Mapping[str, Sequence[str]],
        windows: Windows,
        phrases: Phrases,
    ) -> None:
        self._windows, self._phrases = windows, phrases
        self._rules: dict[str, list[tuple[str, Guarded]]] = {}
        for rule, pattern in rules:
            self._rules.setdefault(rule.id.split(".")[0], []).append((rule.id, pattern))
        self._kind_of_place = regex.compile(rf"^{alternation(words['place_kind'])}\s+", regex.I)
        self._world = regex.compile(alternation(words["world"]), regex.I)
        self._class = regex.compile(alternation(words["ranked_class"]), regex.I)
        self._closed = regex.compile(alternation((*words["world"], *words["step"])), regex.I)
        self._group = regex.compile(rf"{alternation(words['cup_group'])}\s", regex.I)

    def read(self, document: Document, sentence: Sentence, this: Bounded) -> Slots:
        """Return what the sentence says of the rank `this`."""
        readings = self.readings(document, sentence, this)
        return Slots(
            index=next((r.index for r in readings if r.index), None),
            publisher=next((r.publisher for r in readings if r.publisher), None),
            scopes=next((r.scopes for r in readings if r.scopes is not None), None),
        )

    def readings(self, document: Document, sentence: Sentence, this: Bounded) -> list[SlotReading]:
        """Return what each rule reads that the sentence says of the rank `this`."""
        window = self._windows.whole(document, sentence, this)
        found = (
            self._phrase(document, window.start, window.text, "index"),
            self._phrase(document, window.start, window.text, "publisher"),
            self._scopes(document, window.start, window.text),
        )
        return [reading for reading in found if reading]

    def title_index(self, document: Document, index_in_title: regex.Pattern[str]) -> str | None:
        """Return the index that the title or lead names, where the sentence names none."""
        for sentence in document.sentences[:2]:
            masked = self._windows.opening(document, sentence)
            if found := index_in_title.search(masked):
                start = sentence.start + found.start("index")
                end = sentence.start + found.end("index")
                return self._text(document, Stretch(start, end))
        return None

    def context_index(
        self, document: Document, sentence: Sentence, named: regex.Pattern[str]
    ) -> str | None:
        """Return the list or contest that was named last before a sentence."""
        index = bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)
        for earlier in reversed(document.sentences[max(0, index - _CONTEXT) : index]):
            found = list(named.finditer(self._windows.opening(document, earlier)))
            for one in reversed(found):
                start = earlier.start + one.start("index")
                if text := self._text(document, Stretch(start, earlier.start + one.end("index"))):
                    return text
        return None

    def list_scope(
        self, document: Document, before: Sentence, in_title: regex.Pattern[str]
    ) -> str | None:
        """Return the scope of the list that title or lead, before a sentence, announce."""
        for sentence in document.sentences[:2]:
            if sentence.start >= before.start:
                return None
            if found := in_title.search(self._windows.opening(document, sentence)):
                at = Stretch(
                    sentence.start + found.start("scope"), sentence.start + found.end("scope")
                )
                name = self._kind_of_place.sub("", document.text_of(at))
                return None if self._world.fullmatch(name) else name
        return None

    def title_scope(self, document: Document) -> str | None:
        """Return the scope that the title or lead names with a superlative."""
        for sentence in document.sentences[:3]:
            opening = self._windows.opening(document, sentence)
            found = self._scopes(document, sentence.start, opening)
            if found and found.scopes:
                return found.scopes[0]
        return None

    def is_open(self, document: Document, sentence: Sentence) -> bool:
        """Tell whether a rank of a sentence may take its scope from a sentence before.

        Not where the sentence speaks of the whole world, nor of places gained or lost ("bậc"):
        there the list is mostly another one.
        """
        return not self._closed.search(document.text_of(sentence))

    def is_place(self, scope: str) -> bool:
        """Tell whether a scope is a place, not a group of a contest: "bảng A"."""
        return not self._group.match(scope)

    def _phrase(self, document: Document, start: int, masked: str, kind: str) -> SlotReading | None:
        """Return the phrase that the first fitting rule of a kind finds."""
        for rule, pattern in self._rules[kind]:
            if found := pattern.search(masked):
                stretch = Stretch(start + found.start(kind), start + found.end(kind))
                stretch = self._phrases.trim(document, stretch)
                text = self._text(document, stretch) if kind == "index" else None
                if text:
                    return SlotReading(rule=rule, index=text)
                if kind != "index":
                    text = self._phrases.text(document, stretch)
                    return SlotReading(rule=rule, publisher=text)
        return None

    def _text(self, document: Document, stretch: Stretch) -> str | None:
        """Return an index trimmed, without the class of what is ranked at its head."""
        stretch = self._phrases.trim(document, stretch)
        if found := self._class.match(document.text_of(stretch)):
            rest = Stretch(stretch.start + found.end(), stretch.end)
            rest = self._phrases.trim(document, rest)
            if len(document.text_of(rest).split()) <= 2:
                return None
            stretch = rest
        text = document.text_of(stretch)
        if " " not in text and text.islower():
            return None  # what a cut inside a word left over
        return self._phrases.text(document, stretch)

    def _scopes(self, document: Document, start: int, masked: str) -> SlotReading | None:
        """Return the scopes that the first fitting rule finds, but for the world."""
        for rule, pattern in self._rules["scope"]:
            if found := pattern.search(masked):
                names = []
                for group in ("scope", "second"):
                    if found.groupdict().get(group):
                        at = Stretch(start + found.start(group), start + found.end(group))
                        names.append(self._kind_of_place.sub("", document.text_of(at)))
                scopes = (name for name in names if not self._world.fullmatch(name))
                return SlotReading(rule=rule, scopes=tuple(scopes))
        return None
