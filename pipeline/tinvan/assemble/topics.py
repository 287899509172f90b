"""Topics: what a clause talks about before it comes to its figure, and whose it is."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from tinvan.assemble.phrases import Phrases
from tinvan.assemble.topic_parts import Topic, TopicParts
from tinvan.assemble.windows import Stretch
from tinvan.document import Document
from tinvan.ruleset import alternation
from tinvan.ruleset.patterns import FIGURE_CODES, compile_text

_NOTHING = Stretch(0, 0)
_VERBS = ("level", "attain", "has", "increase", "decrease", "share", "gap")
_MODIFIER = 30  # characters of what may stand between a noun of people and their verb


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
        self._amount = compile_text(
            rf"^(?P<head>[^{FIGURE_CODES}]*[\p{{L}})])\s+[{FIGURE_CODES}]\U000f0000*+\s*{{amount_noun}}\s*$",
            file,
            "topics",
            words,
        )
        self._break = compile_text(
            r"[,:–]|{clause_break}|(?P<report>{reporting})", file, "topics", words
        )
        self._figure = regex.compile(f"[{FIGURE_CODES}]")
        self._unit = regex.compile(rf"^{alternation(words['amount_noun'])}\s*", regex.I)
        self._has = {word.casefold() for word in words["has"]}
        self._adjunct = regex.compile(rf"\W*{alternation(words['adjunct'])}", regex.I)
        self._parts = TopicParts(words, phrases)

    def measure_in(self, document: Document, stretch: Stretch) -> Stretch:
        """Return the measure at the start of a phrase alone: số thu | dự toán cả năm."""
        end = self._parts.measure_end(document, stretch)
        if end is None or " " not in document.text_of(Stretch(stretch.start, end)):
            return stretch  # "số", "tổng" and their like need what follows
        return Stretch(stretch.start, end)

    def place_in(self, document: Document, stretch: Stretch) -> Stretch:
        """Return the place whose the thing in a phrase is: GRDP của | Khánh Hòa."""
        owner = self._parts.split(document, stretch).owner
        places = document.mentions_in(owner, "place")
        return owner if any(m.start == owner.start for m in places) else _NOTHING

    def without_verb(self, document: Document, stretch: Stretch) -> Stretch:
        """Drop the verb that ends a phrase: đá vôi chứa (96% canxit)."""
        if document.tokenise is None or not stretch:
            return stretch
        words = document.tokenise(stretch.start, stretch.end)
        if len(words) < 2 or words[-1].text[:1].isupper():
            return stretch
        return self._phrases.trim(document, Stretch(stretch.start, words[-1].start))

    def is_measure(self, document: Document, stretch: Stretch) -> bool:
        """Tell whether a phrase names a measure."""
        return self._parts.starts_with_measure(document, stretch)

    def verb_after(self, document: Document, stretch: Stretch, offset: int) -> int:
        """Return where the main verb behind an offset in a phrase starts, else the offset.

        A verb right behind the noun may open a relative clause: người mắc bệnh | tử vong.
        """
        verb = self._parts.verb_in(document, stretch, offset)
        if verb is None or verb - offset > _MODIFIER:
            return offset
        if verb == offset:
            main = self._parts.verb_in(document, stretch, offset + 1)
            return main if main is not None and main - offset <= _MODIFIER else verb
        return verb

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
            if number and self._adjunct.match(clause) and not self._figure.search(clause):
                continue
            topic = self._of_clause(document, start + begin, clause)
            if topic:
                return topic if not number else self._earlier(document, topic)
        return Topic()

    def _earlier(self, document: Document, topic: Topic) -> Topic:
        """Keep of an earlier clause's topic whose it is, and the thing if it is a measure."""
        if topic.does and not self.is_measure(document, topic.thing):
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
        whole = Stretch(start, start + len(masked))
        if not self._figure.search(masked):
            return self._parts.split(document, whole)
        if amount := self._amount.match(masked):
            return self._parts.split(document, Stretch(start, start + amount.end("head")))
        found = self._stated.match(masked)
        if not found:
            return self._parts.split(document, whole)
        if found.group("head") is not None:
            head = self._parts.split(document, Stretch(start, start + found.end("head")))
            if found.group("verb").casefold() not in self._has:
                return head
        rest = self._unit.sub("", found.group("rest"))
        counted = Stretch(start + found.end("rest") - len(rest), start + found.end("rest"))
        counted = self._phrases.object_of(document, counted, rest)
        if counted and len(document.text_of(counted).split()) > 1:
            return Topic(self._counted(document, start, masked), thing=counted)
        return Topic()

    def _counted(self, document: Document, start: int, masked: str) -> Stretch:
        """Return a phrase that starts with a count, up to its verb: 9 bộ và 15 tỉnh (đã …)."""
        first = self._figure.search(masked)
        begin = first.start() if first else 0
        verb = self._parts.verb.search(masked, begin)
        end = verb.start() if verb else len(masked)
        whole = Stretch(start + begin, start + end)
        trimmed = self._phrases.trim(document, whole)
        return Stretch(whole.start, max(whole.start, trimmed.end))
