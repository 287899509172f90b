"""Assembling `event` facts: events whose taking place the article reports or announces.

What makes an event the news of an article: it is named in the title, the lead or the first
sentences, by a verb of taking place, or with a day that is not long past, rather than as what
something else came before or after.
"""

from collections.abc import Iterator, Sequence

import msgspec
import regex

from tinvan.assemble.common import fact_fields
from tinvan.assemble.dating import own_day, stated
from tinvan.assemble.event_frames import Frame, FrameReader
from tinvan.assemble.event_names import EventName, EventNames
from tinvan.assemble.event_slots import SlotReader
from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document
from tinvan.facts import Event, FactDate
from tinvan.ruleset import alternation, load_word_lists
from tinvan.spans import Bounded, overlap

_NEWS = 7  # first sentences that tell the news
_NEWS_LENGTH = 1_200  # characters in which they stand
_BODY = 60  # sentences in which an event of the title is looked for
_AT_ONCE = 3  # first sentences where an undated event is news
_WHOLE = 0.6  # share of the words of the longest name that a whole name has
_SLOTS = 12  # sentences that tell place, organisers and theme


class Named(msgspec.Struct):
    """An event with the names by which the news calls it.

    Attributes:
        names: In order.
        frames: The frame of each, or None.
    """

    names: list[EventName]
    frames: list[Frame | None]

    def has(self, name: EventName) -> bool:
        """Tell whether a name is one of this event."""
        return any(known.is_named_like(name) for known in self.names)

    @property
    def framed(self) -> list[tuple[EventName, Frame]]:
        """The names that are said to take place, with what says so."""
        return [(n, f) for n, f in zip(self.names, self.frames, strict=True) if f]


class EventAssembler:
    """Builds the `event` facts of an article."""

    def __init__(self) -> None:
        words = load_word_lists("lexicons/event_words")
        self._names = EventNames(words)
        self._frame = FrameReader(words)
        self._slots = SlotReader(words)
        behind = alternation([*words["ends"], *words["takes_place"], *words["behind_short"]])
        self._tells = regex.compile(alternation(words["tells_place"]), regex.I)
        self._bare = compile_regex(rf"\s*(?:[,.;:)]|$)|\s+{behind}", regex.I)

    def __call__(self, document: Document) -> Iterator[Event]:
        """Yield the facts."""
        head = document.sentences[0].start if document.sentences else 0
        news = [s for s in document.sentences[:_NEWS] if s.start - head < _NEWS_LENGTH]
        groups: list[Named] = []
        for name in self._names(document, news):
            if name.start - head > _NEWS_LENGTH:
                break
            if name.sentence.label != "caption":
                group = next((g for g in groups if g.has(name)), None) or Named([], [])
                if not group.names:
                    groups.append(group)
                self._add(document, group, name)
        titled = [g for g in groups if g.names[0].sentence.label == "title" and not g.framed]
        if titled:
            for name in self._names(document, document.sentences[len(news) : _BODY]):
                for group in titled:
                    if group.has(name):
                        self._add(document, group, name)
        for group in groups:
            if any(_is_news(n, f) for n, f in group.framed):
                same = [g for g in groups if g.framed and g.names[0].noun == group.names[0].noun]
                yield self._fact(document, group, alone=len(same) == 1)

    def _add(self, document: Document, group: Named, name: EventName) -> None:
        """Add a name to an event."""
        group.names.append(name)
        group.frames.append(self._frame(document, name))

    def _fact(self, document: Document, group: Named, *, alone: bool) -> Event:
        """Make the fact of an event."""
        first = group.names[0]
        main, frame = max(group.framed, key=lambda nf: nf[1].date is not None)
        mentions = self._mentions(document, group, alone=alone)
        near = [s for s in document.sentences[:_SLOTS] if any(_in(m, s) for m in mentions)]
        places = [self._slots.place(document, n) for n, _ in group.framed]
        places += [
            self._slots.place_of(document, s)
            for s in near
            if self._tells.search(document.text_of(s))
        ]
        hosts = [self._slots.organisers(document, n) for n, _ in group.framed]
        hosts += [self._slots.organisers_of(document, s) for s in near]
        themes = [self._slots.theme(document, s) for s in near]
        fields = fact_fields(document, main.sentence, main, f"event.{frame.kind}")
        return Event(
            **{**fields, "anchor": document.span(first)},
            date=_date(document, frame),
            modality="target" if frame.planned else "actual",
            name=_name(group.names),
            place=next((p for p in places if p), None),
            organisers=next((h for h in hosts if h), ()),
            theme=next((t for t in themes if t), None),
            mentions=tuple(document.span(m) for m in mentions),
        )

    def _mentions(self, document: Document, group: Named, *, alone: bool) -> Sequence[Bounded]:
        """Return where the event is named, in full or by its noun, in order."""
        text, noun = document.view.text, group.names[0].noun
        forms = sorted({n.text for n in group.names}, key=len, reverse=True)
        found: list[Bounded] = list(group.names)
        whole = "|".join(map(regex.escape, forms))
        bare = f"|(?P<bare>{regex.escape(noun)})" if alone else ""
        pattern = regex.compile(rf"(?<!\w)(?:{whole}{bare})(?!\w)", regex.I)
        matches = (
            Stretch(*match.span())
            for sentence in document.sentences
            for match in pattern.finditer(text, sentence.start, sentence.end)
            if match.lastgroup is None or self._bare.match(text, match.end(), sentence.end)
        )
        found += [m for m in matches if not any(overlap(m, n) for n in group.names)]
        return sorted(found, key=lambda m: m.start)


def _is_news(name: EventName, frame: Frame) -> bool:
    """Tell whether a frame makes the event the news of the article."""
    return frame.date is not None or name.index < _AT_ONCE


def _name(names: Sequence[EventName]) -> str:
    """Return the name as first written, or a later one where the first is much shortened."""
    first, longest = names[0], max(names, key=lambda n: len(n.keys))
    return longest.text if len(first.keys) < _WHOLE * len(longest.keys) else first.text


def _in(part: Bounded, whole: Bounded) -> bool:
    """Tell whether a part lies in a whole."""
    return whole.start <= part.start < whole.end


def _date(document: Document, frame: Frame) -> FactDate | None:
    """Return when the event takes place."""
    return stated(document, frame.date) if frame.date else own_day(document)
