"""The parts of a phrase: the thing that is measured, and whose it is."""

from collections.abc import Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.phrases import Phrases
from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, Mention, preceding
from tinvan.once import once
from tinvan.ruleset import alternation

_NOTHING = Stretch(0, 0)
_MAX_MEASURE = 10  # syllables: a longer phrase holds more than the measure
_MAX_THING = 6  # syllables of what follows an owner: likewise
_MAX_ANAPHOR = 3  # syllables before "này": đồng tiền này
_DEMONSTRATIVE = 12  # characters behind a phrase in which "này" may stand
_MAX_MEMBER = 500  # characters of a name with the comma behind it
_MAX_ACTOR = 12  # syllables: a longer phrase before a verb is no noun phrase


class Topic(msgspec.Struct, frozen=True):
    """What a figure is said of.

    Attributes:
        phrase: The whole phrase.
        thing: The part of it that names the thing measured.
        owner: The part of it that names whose it is.
        does: Whether the thing is what the owner does, rather than what it has.
    """

    phrase: Stretch = _NOTHING
    thing: Stretch = _NOTHING
    owner: Stretch = _NOTHING
    does: bool = False

    def __bool__(self) -> bool:
        """Whether there is a topic at all."""
        return bool(self.phrase)

    @property
    def points_back(self) -> bool:
        """Whether the phrase is an anaphor, which names neither thing nor owner."""
        return bool(self.phrase) and not self.thing and not self.owner


class TopicParts:
    """Parts phrases into thing and owner.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
        phrases: Trims what is found.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], phrases: Phrases) -> None:
        self._phrases = phrases
        self._anaphors = {word.casefold() for word in words["anaphor"]}
        measure = alternation(words["measure"])
        self.measure = compile_regex(measure, regex.I)
        self.verb = compile_regex(
            rf"\s(?:(?:đã|đang|sẽ|vẫn|cũng)\s|{alternation(words['verb'])})", regex.I
        )
        self._sectors = {word.casefold() for word in words["sector"]}
        self._entity = compile_regex(alternation([*words["entity"], *words["people"]]), regex.I)
        self._pronoun = compile_regex(alternation(words["pronoun"]), regex.I)
        self._average = compile_regex(alternation(words["average"]), regex.I)
        self._is_class = compile_regex(rf"\s*là\s(?:một\s)?{alternation(words['entity'])}", regex.I)
        self._changing = compile_regex(
            rf"\s{alternation(words['changing'])}\s(?={measure})", regex.I
        )
        self._owner_end = compile_regex(rf"\s{alternation(words['owner_end'])}", regex.I)
        self._of = compile_regex(r"\s(?:của|(?<!trực )thuộc)\s", regex.I)
        self._at = compile_regex(r"\s(?:tại|ở|trên địa bàn|trong)\s(?:khu vực\s)?", regex.I)

    @once
    def split(self, document: Document, stretch: Stretch) -> Topic:
        """Part a phrase into the thing measured and whose it is.

        An anaphor ("con số này") is a topic without either; nothing at all is no topic.
        """
        phrase = self._phrases.trim(document, stretch)
        text = document.text_of(phrase)
        if not phrase or self._is_remnant(text):
            return Topic()
        if text.casefold() in self._anaphors or self._points_back(document, phrase):
            return Topic(phrase)
        if self._average.match(text):
            return Topic(phrase, owner=phrase)
        names = [m for m in document.mentions_in(phrase) if m.kind in ("place", "agency")]
        if found := self._of.search(text):
            return self._of_owner(document, phrase, found, names)
        if names and names[0].start == phrase.start:
            return self._of_names(document, phrase, text, names)
        if self.starts_with_measure(document, phrase):
            return self._of_measure(document, phrase, text, names)
        return self._of_clause(document, phrase, text, names)

    def _points_back(self, document: Document, phrase: Stretch) -> bool:
        """Tell whether a phrase is an anaphor: a pronoun, or a few words with "này" behind."""
        if self._pronoun.match(document.text_of(phrase)):
            return True
        behind = document.view.text[phrase.end : phrase.end + _DEMONSTRATIVE]
        short = len(document.text_of(phrase).split()) <= _MAX_ANAPHOR
        return short and bool(regex.match(r"\s(?:này|đó|ấy|nói trên)(?!\w)", behind))

    def _of_owner(
        self,
        document: Document,
        phrase: Stretch,
        found: regex.Match[str],
        names: Sequence[Mention],
    ) -> Topic:
        """Part "tỉ lệ giải ngân của tỉnh A" at its "của"."""
        at = phrase.start
        owner = Stretch(at + found.end(), phrase.end)
        led = next((m for m in names if 0 <= m.start - owner.start <= 6), None)
        owner = Stretch(owner.start, led.end) if led else self._owner_alone(document, owner)
        return self._topic(document, phrase, Stretch(at, at + found.start()), owner)

    def _of_names(
        self, document: Document, phrase: Stretch, text: str, names: Sequence[Mention]
    ) -> Topic:
        """Part "A xuất khẩu gạo" behind the name; "A và B" are owners together."""
        if self._lists_names(text, names):
            whole = Stretch(_list_start(document, phrase), phrase.end)
            return Topic(whole, owner=whole)
        owner = Stretch(phrase.start, names[0].end)
        rest = Stretch(names[0].end, phrase.end)
        if self._is_class.match(document.text_of(rest)):
            return Topic(phrase, owner=owner)
        return self._topic(document, phrase, rest, owner, does=True)

    def _of_measure(
        self, document: Document, phrase: Stretch, text: str, names: Sequence[Mention]
    ) -> Topic:
        """Part a measure from the place or body it is measured at: lãi suất tại ngân hàng A."""
        at = phrase.start
        for found in self._at.finditer(text):
            behind = at + found.end()
            name = next((m for m in names if 0 <= m.start - behind <= 6), None)
            if name or self._entity.match(text, found.end()):
                owner = Stretch(behind, name.end if name else phrase.end)
                return self._topic(document, phrase, Stretch(at, at + found.start()), owner)
        return Topic(phrase, thing=phrase)

    def _of_clause(
        self, document: Document, phrase: Stretch, text: str, names: Sequence[Mention]
    ) -> Topic:
        """Part a phrase that starts neither with a name nor with a measure."""
        at = phrase.start
        if self._changing.search(text):
            return Topic(phrase, thing=self._changed(document, phrase))
        if last := self._last_measure(text, _MAX_MEASURE):
            before = self.split(document, Stretch(at, at + last))
            inner = self._of_measure(document, Stretch(at + last, phrase.end), text[last:], names)
            return Topic(phrase, inner.thing, inner.owner or before.owner)
        verb = self.verb_in(document, phrase)
        if verb is not None and len(text[: verb - at].split()) <= _MAX_ACTOR:
            did = Stretch(verb, phrase.end)
            return self._topic(document, phrase, did, Stretch(at, verb), does=True)
        if self._is_entity(text):
            return Topic(phrase, owner=self._without_aside(document, phrase))
        return Topic(phrase, thing=phrase)

    def measure_end(self, document: Document, phrase: Stretch) -> int | None:
        """Return where the measure ends with which a phrase starts, or None.

        It must end with a word: there is no "tổng" (total) in "tổng thống" (president).
        """
        found = self.measure.match(document.text_of(phrase))
        if not found:
            return None
        end = phrase.start + found.end()
        return end if self._phrases.bounds(document, phrase).parts_at(end) else None

    def starts_with_measure(self, document: Document, phrase: Stretch) -> bool:
        """Tell whether a phrase starts with a measure."""
        return self.measure_end(document, phrase) is not None

    def verb_in(self, document: Document, phrase: Stretch, offset: int | None = None) -> int | None:
        """Return where the first verb of a phrase starts that is a word of its own, or None.

        Args:
            document: The document.
            phrase: The phrase.
            offset: Where in the view to start looking; at the start of the phrase if None.
        """
        first = 0 if offset is None else offset - phrase.start
        bounds = self._phrases.bounds(document, phrase)
        for found in self.verb.finditer(document.text_of(phrase), first):
            start, end = phrase.start + found.start(), phrase.start + found.end()
            if bounds.parts_at(start + 1) and bounds.parts_at(end):
                return start
        return None

    def _topic(
        self,
        document: Document,
        phrase: Stretch,
        thing: Stretch,
        owner: Stretch,
        does: bool = False,
    ) -> Topic:
        """Make a topic of trimmed parts; an owner that is a mere anaphor is left out."""
        thing = self._phrases.trim(document, self._changed(document, thing))
        owner = self._phrases.trim(document, self._without_aside(document, owner))
        if document.text_of(owner).casefold() in self._anaphors:
            owner = _NOTHING
        return Topic(phrase, thing, owner, does)

    def _changed(self, document: Document, thing: Stretch) -> Stretch:
        """Narrow "góp phần nâng tỉ lệ che phủ" to the measure that is changed."""
        text = document.text_of(thing)
        if found := list(self._changing.finditer(text)):
            return Stretch(thing.start + found[-1].end(), thing.end)
        if self.starts_with_measure(document, self._phrases.trim(document, thing)):
            return thing
        last = self._last_measure(text, _MAX_THING)
        return Stretch(thing.start + last, thing.end) if last else thing

    def _last_measure(self, text: str, longest: int) -> int | None:
        """Return where the last measure starts in a phrase longer than so many syllables."""
        if len(text.split()) <= longest:
            return None
        starts = [
            m.start()
            for m in self.measure.finditer(text)
            if " " in m.group() and m.group().casefold() not in self._sectors
        ]
        return starts[-1] if starts else None

    def _owner_alone(self, document: Document, owner: Stretch) -> Stretch:
        """Cut what is said of an owner off its name: tổ chức tín dụng | đối với khách hàng."""
        found = self._owner_end.search(document.text_of(owner))
        return Stretch(owner.start, owner.start + found.start()) if found else owner

    def _is_remnant(self, text: str) -> bool:
        """Tell whether a phrase is one small word that trimming left over."""
        return " " not in text and text.islower() and not self.measure.fullmatch(text)

    def _is_entity(self, text: str) -> bool:
        """Tell whether a phrase names who or what has a measure, rather than a measure."""
        words = text.split()
        if self._entity.match(text):
            return True
        return len(words) <= 6 and all(word[:1].isupper() for word in words)

    def _lists_names(self, text: str, names: Sequence[Mention]) -> bool:
        """Tell whether a phrase is a list of names: A và B."""
        left = text
        for name in names:
            left = left.replace(name.text, "", 1)
        return len(names) > 1 and left.strip(" ,") == "và"

    def _without_aside(self, document: Document, stretch: Stretch) -> Stretch:
        """Drop an insertion in brackets from the end of a phrase."""
        text = document.text_of(stretch)
        opened = text.rfind(" (")
        if opened > 0 and text.endswith(")"):
            return Stretch(stretch.start, stretch.start + opened)
        return stretch


def _list_start(document: Document, stretch: Stretch) -> int:
    """Return where a list of names starts that was cut at its commas: A, | B và C."""
    text = document.view.text
    start = stretch.start
    for mention in preceding(document.mentions, start):
        if start - mention.start > _MAX_MEMBER:
            break
        if mention.end < start and text[mention.end : start].strip() == ",":
            start = mention.start
    return start
