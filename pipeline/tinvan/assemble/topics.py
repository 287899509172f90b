"""Topics: what a clause talks about before it comes to its figure, and whose it is."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.phrases import Phrases
from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Mention
from tinvan.ruleset import alternation
from tinvan.ruleset.patterns import FIGURE_CODES, compile_text

_NOTHING = Stretch(0, 0)
_VERBS = ("level", "attain", "has", "increase", "decrease", "share", "gap")
_MAX_MEASURE = 10  # syllables: a longer phrase holds more than the measure
_MODIFIER = 30  # characters of what may stand between a noun of people and their verb
_MAX_ACTOR = 12  # syllables: a longer phrase before a verb is no noun phrase


class Topic(msgspec.Struct, frozen=True):
    """What a figure is said of.

    Attributes:
        phrase: The whole phrase.
        thing: The part of it that names the thing measured.
        owner: The part of it that names whose it is.
    """

    phrase: Stretch = _NOTHING
    thing: Stretch = _NOTHING
    owner: Stretch = _NOTHING

    def __bool__(self) -> bool:
        """Whether the clause has a topic at all."""
        return bool(self.phrase)


class Topics:
    """Reads the topic of a clause from the text before its verb.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
        phrases: Trims what is found.
    """

    def __init__(self, words: Mapping[str, Sequence[str]], phrases: Phrases) -> None:
        self._phrases = phrases
        file = "lexicons/clause_words.toml"
        self._stated = compile_text(
            r"^(?:(?P<head>.*?)(?<!\w)(?P<verb>{verb})(?:\s{adverb}){0,3}\s*"
            r"|\W*(?:{adverb}\s){0,3})"
            rf"[{FIGURE_CODES}]\U000f0000*+\s*(?P<rest>[^,;:]*)",
            file,
            "topics",
            {
                "verb": sorted({word for kind in _VERBS for word in words[kind]}),
                "adverb": words["adverb"],
            },
        )
        self._break = compile_text(
            r"[,:–]|{clause_break}|(?P<report>{reporting})", file, "topics", words
        )
        self._figure = regex.compile(f"[{FIGURE_CODES}]")
        self._has = {word.casefold() for word in words["has"]}
        self._anaphors = {word.casefold() for word in words["anaphor"]}
        self._measure = regex.compile(alternation(words["measure"]), regex.I)
        self._entity = regex.compile(alternation([*words["entity"], *words["people"]]), regex.I)
        self._average = regex.compile(alternation(words["average"]), regex.I)
        self._adjunct = regex.compile(rf"\W*{alternation(words['adjunct'])}", regex.I)
        self._changing = regex.compile(
            rf"\s{alternation(words['changing'])}\s(?={alternation(words['measure'])})", regex.I
        )
        self._owner_end = regex.compile(rf"\s{alternation(words['owner_end'])}", regex.I)
        self._of = regex.compile(r"\s(?:của|thuộc)\s", regex.I)
        self._at = regex.compile(r"\s(?:tại|ở|trên địa bàn|trong)\s(?:khu vực\s)?", regex.I)
        self._verb = regex.compile(
            rf"\s(?:(?:đã|đang|sẽ|vẫn|cũng)\s|{alternation(words['verb'])})", regex.I
        )

    def measure_in(self, document: Document, stretch: Stretch) -> Stretch:
        """Return the measure at the start of a phrase alone: số thu | dự toán cả năm."""
        found = self._measure.match(document.text_of(stretch))
        return Stretch(stretch.start, stretch.start + found.end()) if found else stretch

    def without_verb(self, document: Document, stretch: Stretch) -> Stretch:
        """Drop the verb that ends a phrase: đá vôi chứa (96% canxit)."""
        if document.tokenise is None or not stretch:
            return stretch
        words = document.tokenise(stretch.start, stretch.end)
        if len(words) < 2 or words[-1].text[:1].isupper():
            return stretch
        return self._phrases.trim(document, Stretch(stretch.start, words[-1].start))

    def verb_after(self, document: Document, stretch: Stretch, offset: int) -> int:
        """Return where the first verb behind an offset in a phrase starts, else the offset."""
        found = self._verb.search(document.text_of(stretch), offset - stretch.start)
        far = found is None or found.start() + stretch.start - offset > _MODIFIER
        return offset if far or found is None else stretch.start + found.start()

    def nearest(self, document: Document, start: int, masked: str) -> Topic:
        """Return what the last clause of a text alone is about (see `before`)."""
        begin, end = next(self._clauses(masked))
        return self._of_clause(document, start + begin, masked[begin:end])

    def before(self, document: Document, start: int, masked: str) -> Topic:
        """Return what a clause is about, given what stands before its verb.

        Where the clause leaves it out ("…, tăng 5%") it is taken from the clause before, but
        not from behind a verb of reporting, where the speaker stands.

        Args:
            document: The document.
            start: Where the masked text starts in the view.
            masked: The masked text from there up to the verb.
        """
        for number, (begin, end) in enumerate(self._clauses(masked)):
            clause = masked[begin:end]
            if number and self._adjunct.match(clause):
                continue
            topic = self._of_clause(document, start + begin, clause)
            if topic:
                return topic if not number else self._earlier(document, topic)
        return Topic()

    def _earlier(self, document: Document, topic: Topic) -> Topic:
        """Keep of an earlier clause's topic whose it is, and the thing if it is a measure."""
        if topic.owner and not self._measure.match(document.text_of(topic.thing)):
            return Topic(topic.phrase, owner=topic.owner)
        return topic

    def _clauses(self, masked: str) -> Iterator[tuple[int, int]]:
        """Yield the bounds of the clauses, the last first."""
        end = len(masked)
        for found in reversed(list(self._break.finditer(masked))):
            yield found.end(), end
            if found.group("report"):
                return
            end = found.start()
        yield 0, end

    def _of_clause(self, document: Document, start: int, masked: str) -> Topic:
        """Return the topic of one clause; if it states a figure already, what that is of."""
        found = self._stated.match(masked)
        if not found:
            return self._split(document, Stretch(start, start + len(masked)))
        if found.group("head") is not None:
            head = self._split(document, Stretch(start, start + found.end("head")))
            if head and found.group("verb").casefold() not in self._has:
                return head
        rest = found.group("rest")
        counted = Stretch(start + found.start("rest"), start + found.end("rest"))
        counted = self._phrases.object_of(document, counted, rest)
        if counted and len(document.text_of(counted).split()) > 1:
            return Topic(self._counted(document, start, masked), thing=counted)
        return Topic()

    def _counted(self, document: Document, start: int, masked: str) -> Stretch:
        """Return a phrase that starts with a count, up to its verb: 9 bộ và 15 tỉnh (đã …)."""
        first = self._figure.search(masked)
        begin = first.start() if first else 0
        verb = self._verb.search(masked, begin)
        end = verb.start() if verb else len(masked)
        whole = Stretch(start + begin, start + end)
        trimmed = self._phrases.trim(document, whole)
        return Stretch(whole.start, max(whole.start, trimmed.end))

    def _split(self, document: Document, clause: Stretch) -> Topic:
        """Part the phrase of a clause into the thing measured and whose it is."""
        phrase = self._phrases.trim(document, clause)
        text = document.text_of(phrase)
        if not phrase or self._is_remnant(text):
            return Topic()
        if text.casefold() in self._anaphors:
            return Topic(phrase)
        if self._average.match(text):
            return Topic(phrase, owner=phrase)
        at = phrase.start
        names = [m for m in document.mentions_in(phrase) if m.kind in ("place", "agency")]
        if found := self._of.search(text):
            owner = Stretch(at + found.end(), phrase.end)
            led = next((m for m in names if 0 <= m.start - owner.start <= 6), None)
            owner = Stretch(owner.start, led.end) if led else self._owner_alone(document, owner)
            return self._topic(document, phrase, Stretch(at, at + found.start()), owner)
        if names and names[0].start == at and self._lists_names(text, names):
            first = _list_start(document, phrase)
            return Topic(Stretch(first, phrase.end), owner=Stretch(first, phrase.end))
        if names and names[0].start == at:
            rest = Stretch(names[0].end, phrase.end)
            return self._topic(document, phrase, rest, Stretch(at, names[0].end))
        if self._measure.match(text):
            return self._of_measure(document, phrase, text, names)
        if self._changing.search(text):
            return Topic(phrase, thing=self._changed(document, phrase))
        if last := self._last_measure(text):
            before = self._phrases.trim(document, Stretch(at, at + last))
            owner = self._split(document, before).owner if before else _NOTHING
            inner = self._of_measure(document, Stretch(at + last, phrase.end), text[last:], names)
            return Topic(phrase, inner.thing, inner.owner or owner)
        verb = self._verb.search(text)
        if verb and len(text[: verb.start()].split()) <= _MAX_ACTOR:
            did = Stretch(at + verb.start(), phrase.end)
            return self._topic(document, phrase, did, Stretch(at, at + verb.start()))
        if self._is_entity(text):
            return Topic(phrase, owner=self._without_aside(document, phrase))
        return Topic(phrase, thing=phrase)

    def _owner_alone(self, document: Document, owner: Stretch) -> Stretch:
        """Cut what is said of an owner off its name: tổ chức tín dụng | đối với khách hàng."""
        found = self._owner_end.search(document.text_of(owner))
        return Stretch(owner.start, owner.start + found.start()) if found else owner

    def _is_remnant(self, text: str) -> bool:
        """Tell whether a phrase is one small word that trimming left over."""
        return " " not in text and text.islower() and not self._measure.fullmatch(text)

    def _last_measure(self, text: str) -> int | None:
        """Return where the last measure in a long phrase starts, which the figure is of."""
        if len(text.split()) <= _MAX_MEASURE:
            return None
        starts = [m.start() for m in self._measure.finditer(text) if " " in m.group()]
        return starts[-1] if starts else None

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

    def _topic(self, document: Document, phrase: Stretch, thing: Stretch, owner: Stretch) -> Topic:
        """Make a topic of trimmed parts; an owner that is a mere anaphor is left out."""
        thing = self._changed(document, thing)
        owner = self._phrases.trim(document, self._without_aside(document, owner))
        if document.text_of(owner).casefold() in self._anaphors:
            owner = _NOTHING
        return Topic(phrase, self._phrases.trim(document, thing), owner)

    def _lists_names(self, text: str, names: Sequence[Mention]) -> bool:
        """Tell whether a phrase is a list of names: A và B."""
        left = text
        for name in names:
            left = left.replace(name.text, "", 1)
        return len(names) > 1 and left.strip(" ,") == "và"

    def _changed(self, document: Document, thing: Stretch) -> Stretch:
        """Narrow "góp phần nâng tỉ lệ che phủ" to the measure that is changed."""
        found = list(self._changing.finditer(document.text_of(thing)))
        return Stretch(thing.start + found[-1].end(), thing.end) if found else thing

    def _is_entity(self, text: str) -> bool:
        """Tell whether a phrase names who or what has a measure, rather than a measure."""
        words = text.split()
        if self._entity.match(text):
            return True
        return len(words) <= 6 and all(word[:1].isupper() for word in words)

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
    for mention in reversed(document.mentions):
        if mention.end < start and text[mention.end : start].strip() == ",":
            start = mention.start
    return start
