"""Names that an article introduces: "Liên hiệp … (VUFO)", "Tập đoàn Hoaban", "CEO Hoatech"."""

from collections.abc import Iterator, Sequence

import msgspec

from tinvan.names.actors import actors
from tinvan.names.agency_spans import AgencySpan
from tinvan.names.gazetteer import Gazetteer, Hits
from tinvan.names.knowledge import Knowledge
from tinvan.names.lexicons import Alias
from tinvan.names.places import read_place
from tinvan.names.syllables import is_syllable
from tinvan.names.words import Word

_LONGEST = 4  # words of a short name
_COMMON = ("place", "province", "foreign", "body", "brand")
_LONGEST_BRACKET = 13  # words of a bracket that are looked at
_INTRODUCES = frozenset(("là", "tắt", "gọi", "viết", "chung", "tên", "sau", "đây"))
_TERMS = ("khóa", "khoá", "nhiệm", "kỳ")  # of which an elected body is: "(Khóa X)"
_BRANDED = frozenset(("drop", "always"))
_NAMED = ("agency.behind-", "agency.by-")  # rules that read a name by what stands around it


class Aliases:
    """The names that one article introduces, learned sentence by sentence.

    What a sentence introduces is found in those behind it at once, and in those before it when
    they are read again (`is_outdated`).

    Args:
        knowledge: The lexicons.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._gazetteer = Gazetteer()
        self._known: set[str] = set()
        self._learned: dict[str, int] = {}  # first word of a name: the sentence that introduced it
        self._sentence = 0

    def begin(self, sentence: int) -> None:
        """Go on to a sentence, by its number."""
        self._sentence = sentence

    def is_outdated(self, sentence: int, words: Sequence[Word]) -> bool:
        """Tell whether a name that stands in a sentence was introduced only behind it."""
        return any(self._learned.get(word.text, -1) > sentence for word in words)

    def scan(self, words: Sequence[Word], hits: Hits) -> Hits:
        """Add the short names learned so far that stand among the words."""
        return self._gazetteer.scan(words, hits) if self._known else hits

    def learn(
        self, words: Sequence[Word], hits: Hits, agencies: Sequence[AgencySpan]
    ) -> list[AgencySpan]:
        """Learn the short names that a sentence introduces.

        Returns:
            The organisations, with those in brackets that only sum up the one before them
            under its name.
        """
        spans: list[AgencySpan] = list(agencies)
        by_start = {span.start: index for index, span in enumerate(spans)}
        for span in agencies:
            for start, end in _inner(words, span):
                self._add(" ".join(word.text for word in words[start:end]), span)
            for start, end in _bracketed(words, span.end):
                text = " ".join(word.text for word in words[start:end])
                index = by_start.get(start)
                if index is not None and spans[index].rule == "agency.grammar":
                    continue
                if not _is_short_name(words, hits, start, end):
                    continue
                self._add(text, span)
                renamed = AgencySpan(
                    start=start, end=end, name=span.name, rule="agency.acronym", body=span.body
                )
                if index is None:
                    spans.append(renamed)
                else:
                    spans[index] = msgspec.structs.replace(renamed, end=max(end, spans[index].end))
            if brand := self._brand(words, hits, span):
                self._add(brand, span)
            elif span.rule.startswith(_NAMED) and _is_distinct(words, hits, span):
                self._add(" ".join(word.text for word in words[span.start : span.end]), span)
            if brand := _short_brand(words, hits, span):
                self._add(brand, span)
        for start, end in actors(words, hits, agencies):
            name = " ".join(word.text for word in words[start:end])
            span = AgencySpan(start=start, end=end, name=name, rule="agency.actor")
            self._add(name, span, behind=False)
        return sorted(spans, key=lambda span: span.start)

    def _add(self, text: str, span: AgencySpan, *, behind: bool = True) -> None:
        """Remember a name; the first meaning stays.

        Args:
            text: The name as the article will write it.
            span: Where it is introduced.
            behind: Whether the sentence that introduces it has it read already.
        """
        named = span.rule.startswith(_NAMED) or span.rule == "agency.actor"
        if text in self._known or (text == span.name and not named):
            return
        self._known.add(text)
        self._learned[text.split()[0].split("-")[0]] = self._sentence + (not behind)
        rule = span.rule if named else "agency.acronym"
        alias = Alias(id=text, forms=(text,), name=span.name, body=span.body, rule=rule)
        self._gazetteer.add("alias", alias, alias.forms, "all")

    def _brand(self, words: Sequence[Word], hits: Hits, span: AgencySpan) -> str | None:
        """Return the brand that ends a company's name, if it can stand alone."""
        head = self._knowledge.heads.get(span.head or "")
        if head is None or span.rule != "agency.grammar":
            return None
        if head.small not in _BRANDED and head.kind != "company":
            return None
        start = span.end
        while start > span.start + 1 and words[start - 1].is_capital:
            start -= 1
        length = span.end - start
        place = read_place(words, hits, start) if start < span.end else None
        if not 0 < length <= 3 or (place and place.end >= span.end):
            return None
        if hits.any_at(("noun", "link", "field", "head", "province-behind-unit"), start):
            return None
        if length == 1 and is_syllable(words[start].text) and not words[start].is_acronym:
            return None
        return " ".join(word.text for word in words[start : span.end])


def _short_brand(words: Sequence[Word], hits: Hits, span: AgencySpan) -> str | None:
    """Return the brand before the noun of a foreign name: "Aralin" of "Aralin Motors"."""
    if not span.rule.startswith("agency.by-") or span.end - span.start != 2:
        return None
    first = words[span.start]
    if is_syllable(first.text) or hits.any_at(_COMMON, span.start):
        return None
    return first.text


def _is_distinct(words: Sequence[Word], hits: Hits, span: AgencySpan) -> bool:
    """Tell whether a name that was read by what stands around it can be known alone."""
    if span.end - span.start > _LONGEST or hits.any_at(_COMMON, span.start):
        return False
    first = words[span.start]
    if span.end - span.start > 1:
        return not hits.at("surname", span.start)
    return first.is_acronym or not is_syllable(first.text)


def _inner(words: Sequence[Word], span: AgencySpan) -> Iterator[tuple[int, int]]:
    """Yield the code in a bracket that interrupts a name: "Cơ quan điều tra (C03) Bộ Công an"."""
    for at in range(span.start + 1, span.end - 3):
        if words[at].text == "(" and words[at + 1].is_upper and words[at + 2].text == ")":
            yield at + 1, at + 2


def _bracketed(words: Sequence[Word], at: int) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a bracket that opens at a word, without what introduces them."""
    if at >= len(words) or words[at].text != "(":
        return
    start = at + 1
    for index in range(start, min(at + _LONGEST_BRACKET, len(words))):
        closed = words[index].text == ")"
        if not closed and not _separates(words, index):
            continue
        while start < index and words[start].key in _INTRODUCES:
            start += 1
        if start < index:
            yield start, index
        if closed:
            return
        start = index + 1


def _separates(words: Sequence[Word], at: int) -> bool:
    """Tell whether a sign parts two pieces of a bracket: a comma, a dash between blanks."""
    if words[at].key == "-":
        return words[at - 1].end < words[at].start
    if words[at].text == "," and at + 1 < len(words):
        return words[at].end < words[at + 1].start  # no blank in "NN,PTNT"
    return words[at].text in (",", ":", ";")


def _is_short_name(words: Sequence[Word], hits: Hits, start: int, end: int) -> bool:
    """Tell whether a piece of a bracket is a short name, not a place, number or remark."""
    if end - start > _LONGEST or not words[start].is_capital or words[start].is_number:
        return False
    place = read_place(words, hits, start)
    if (place and place.end >= end) or words[start].key in _TERMS:
        return False
    letters = [word for word in words[start:end] if word.is_letters]
    if not all(word.is_capital for word in letters):
        return False
    first = letters[0].text
    return sum(c.isupper() for c in first) > 1 or not all(is_syllable(w.text) for w in letters)
