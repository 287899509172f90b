"""Counted nouns: what a number counts, up to the first verb or relation behind it."""

from collections.abc import Iterator, Mapping, Sequence

import regex

from tinvan.assemble.windows import Stretch
from tinvan.assemble.word_classes import LINKS, NOUNS, Surroundings, WordClasses
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence, Token, within
from tinvan.ruleset import alternation, load_lexicon, load_word_lists
from tinvan.values.model import Value
from tinvan.values.units import MeasureUnit

NOTHING = Stretch(0, 0)
_FIGURE = 12  # characters of a figure with a comma
_REACH = 80  # characters in which the phrase of a counted noun ends
_BEFORE = 40  # characters before a number that tell whether it counts
_MAX_WORDS = 3  # words behind the head that make it one thing
_MAX_SYLLABLES = 6
_SIGN = compile_regex(r"[.,;:()\[\]\"“”/…\n\r!?*+=|]|\s[-–]\s|(?<=\s)[-–]")
_BLANK = compile_regex(r"[^\S\n]{0,3}-?")
_YEAR = compile_regex(r"(?:19|20)\d\d")
_QUOTED = compile_regex(r"[“\"](?P<noun>[^“”\"\n]{2,80})[”\"]")
_LETTERS = frozenset("ABCĐGHLMNPQST")  # capitals that name more often than they measure
_CITED = ("Điều", "Khoản", "Chương", "Mục")  # of a law
_NUMBER_OF = compile_regex(r"(?:tổng\s)?số\s", regex.I)  # 1/3 | số hộ
_NUMBERED = compile_regex(r"\s\d")
_AND = compile_regex(r"\s+và\s+")
_CLAUSE_ENDS = (
    "stop", "object_end", "verb", "clause_break", "increase", "decrease", "gap", "share",
    "reporting", "has",
)  # fmt: skip
_CLAUSE_OPENS = (
    "stop", "object_end", "verb", "clause_break", "increase", "decrease", "gap", "share",
    "reporting", "has", "attain", "level", "adverb", "leading",
)  # fmt: skip


class CountedNouns:
    """Finds the counted noun behind a number.

    Args:
        clause_words: The lists of `rules/lexicons/clause_words.toml`.
    """

    def __init__(self, clause_words: Mapping[str, Sequence[str]]) -> None:
        words = load_word_lists("lexicons/counted_phrases")
        own = [*words["noun"], *words["compound"]]
        entries = load_lexicon("lexicons/units", MeasureUnit).entries
        self._measures = frozenset(form for e in entries for form in e.forms)
        self._known = compile_regex(alternation([*own, *clause_words["enumeration"]]), regex.I)
        counted = dict(load_word_lists("lexicons/counted_nouns"))
        del counted["not_counted"]
        self._nouns = compile_regex(
            alternation([*own, *(n for nouns in counted.values() for n in nouns)]), regex.I
        )
        self._not_counted = compile_regex(alternation(words["not_counted"]), regex.I)
        self._mass = compile_regex(alternation(words["mass"]), regex.I)
        self._empty = frozenset(words["empty"])
        self._modifiers = frozenset(words["modifier"])
        ends = [*words["end"], *(w for kind in _CLAUSE_ENDS for w in clause_words[kind])]
        self._relations = frozenset(words["relation"])
        self._ends = compile_regex(alternation(set(ends) - self._modifiers), regex.I)
        opens = [*words["opener"], *(w for kind in _CLAUSE_OPENS for w in clause_words[kind])]
        opens = sorted(set(opens) - set(words["label"]))
        self._opens = compile_regex(rf"(?:^|[^\w\s%)]|{alternation(opens)})\s*$", regex.I)
        no_label = load_word_lists("values/words")["not_numbered"]
        self._labels = compile_regex(
            rf"{alternation(words['label'])}(?<!{alternation(no_label)})\s*$", regex.I
        )
        self._grades = compile_regex(rf"{alternation(words['grade'])}\s*$", regex.I)
        self._named = compile_regex(r"(?<![.!?:;,\"“(–-]\s|^)\b\p{Lu}[\w.&-]*\s+$")
        self._classes = WordClasses()

    def is_measure(self, unit: str | None) -> bool:
        """Tell whether a unit measures rather than counts: "ha", "tấn"."""
        return unit is not None and unit.casefold() in self._measures

    def behind(self, document: Document, sentence: Sentence, value: Value) -> Stretch:
        """Return the counted noun behind a number, or nothing where it counts none.

        Args:
            document: The document.
            sentence: The number's sentence.
            value: The number, with or without a unit that is known.
        """
        if value.kind == "quantity":
            if self._is_name(document, sentence, value):
                return NOTHING
            head = _skip_blank(document, Stretch(value.number_end, value.end))
            written = document.text_of(head)
            if self.is_measure(written):
                return NOTHING if written in _LETTERS else head
            if written[:1].isupper() and not written.isupper():
                return self._title_case(document, sentence, value, head)
            known = self._known.match(document.view.text, head.start, sentence.end)
            if known and known.end() > head.end:
                head = Stretch(*known.span())
            return self._phrase(document, sentence, value, head)
        return self.at(document, sentence, value, value.end)

    def at(self, document: Document, sentence: Sentence, value: Value, offset: int) -> Stretch:
        """Return the counted noun that starts at an offset behind a number whose unit is open."""
        text = document.view.text
        if text[offset : offset + 1] == ")" and text[value.start - 1 : value.start] == "(":
            offset += 1
        if text[offset : offset + 1] not in (" ", "\xa0"):
            return NOTHING
        rest = _skip_blank(document, Stretch(offset, min(sentence.end, offset + _REACH)))
        if value.kind == "fraction" and (found := _NUMBER_OF.match(text, rest.start, rest.end)):
            rest = Stretch(found.end(), rest.end)
        if quoted := _QUOTED.match(text, rest.start, rest.end):
            counts = self.counts(document, sentence, value)
            return Stretch(*quoted.span("noun")) if counts else NOTHING
        if not self._may_count(value, text[rest.start : rest.end]):
            return NOTHING
        if known := self._known.match(text, rest.start, rest.end):
            if self._is_label(document, sentence, value):
                return NOTHING
            return self._phrase(document, sentence, value, Stretch(*known.span()))
        return self._open(document, sentence, value, rest.start)

    def _may_count(self, value: Value, behind: str) -> bool:
        """Tell whether a number may count the word behind it: one that is no sign of an age."""
        if not self._is_word(behind):
            return False
        if value.kind != "fraction" and self._mass.match(behind):
            return False
        none, known = self._not_counted.match(behind), self._known.match(behind)
        return none is None or (known is not None and known.end() > none.end())

    def _open(self, document: Document, sentence: Sentence, value: Value, start: int) -> Stretch:
        """Return the noun behind a number that no list has, told by its class."""
        first = next(self._tokens(document, sentence, start), None)
        if first is None or self._ends.fullmatch(first.text):
            return NOTHING
        if not self.counts(document, sentence, value):
            return NOTHING
        around = self._around(document, sentence, value)
        if self._classes.at(document, around, start) not in NOUNS:
            return NOTHING
        return self._phrase(document, sentence, value, Stretch(first.start, first.end))

    def _title_case(
        self, document: Document, sentence: Sentence, value: Value, head: Stretch
    ) -> Stretch:
        """Return a counted noun that is written with a capital: 12 Hiệp định, 6 Luật.

        The number of a heading stands at the start, and that of an article before "Điều".
        """
        first = next(self._tokens(document, sentence, head.start), None)
        noun = self._nouns.match(document.view.text, head.start, sentence.end)
        if first is None or noun is None or noun.end() < first.end:
            return NOTHING
        if not document.view.text[sentence.start : value.start].strip():
            return NOTHING
        if first.text in _CITED or not self.counts(document, sentence, value):
            return NOTHING
        return Stretch(*noun.span())

    def named(self, document: Document, offset: int) -> Stretch:
        """Return the counted noun at an offset that is not behind its number, or nothing."""
        found = self._nouns.match(document.view.text, offset)
        return Stretch(*found.span()) if found else NOTHING

    def counts(self, document: Document, sentence: Sentence, value: Value) -> bool:
        """Tell whether a number counts what follows it, by what stands before it."""
        if self._is_label(document, sentence, value):
            return False
        if value.comparator != "=":
            return True
        before = document.view.text[max(sentence.start, value.start - _BEFORE) : value.start]
        if self._opens.search(before):
            return True
        last = len(before.rstrip())
        if not last or before[last - 1].isdigit() or before[last - 1] == "%":
            return False
        around = self._around(document, sentence, value)
        return self._classes.at(document, around, value.start - len(before) + last - 1) in LINKS

    def _is_label(self, document: Document, sentence: Sentence, value: Value) -> bool:
        """Tell whether a number names one of what stands before it: dự án 2, Note 3."""
        if value.comparator != "=":
            return False
        before = document.view.text[max(sentence.start, value.start - _BEFORE) : value.start]
        return bool(self._labels.search(before) or self._named.search(before))

    def _is_name(self, document: Document, sentence: Sentence, value: Value) -> bool:
        """Tell whether a number before a counted noun is a year or grade: khối 12 | học sinh."""
        text = document.view.text
        before = text[max(sentence.start, value.start - _BEFORE) : value.start]
        if value.comparator != "=":
            return False
        if self._grades.search(before):
            return True
        year = _YEAR.fullmatch(text, value.start, value.number_end)
        return bool(year and self._named.search(before))

    def _around(self, document: Document, sentence: Sentence, value: Value) -> Surroundings:
        """Return the words by which the class of one of them is told."""
        text = document.view.text
        start = max(sentence.start, value.start - _BEFORE)
        while sentence.start < start < value.start and not text[start - 1].isspace():
            start += 1
        end = min(sentence.end, value.end + _REACH)
        while value.end < end < sentence.end and not text[end].isspace():
            end -= 1
        number_end = value.number_end if value.number_end > value.start else value.end
        return Surroundings(start, value.start, number_end, max(end, value.end))

    def _phrase(
        self, document: Document, sentence: Sentence, value: Value, head: Stretch
    ) -> Stretch:
        """Return a counted noun with the words that make it one thing."""
        text = document.view.text
        ends = [head.end]
        first = True
        around = self._around(document, sentence, value)
        for token in self._tokens(document, sentence, head.start):
            if token.end <= head.end:
                continue
            if token.start < head.end:  # the head is the start of a longer word
                if not any(c.isdecimal() for c in token.text):
                    ends[0] = token.end
                continue
            if text[ends[-1] : token.start].strip() or len(ends) > _MAX_WORDS:
                break
            if len(text[head.start : token.end].split()) > _MAX_SYLLABLES:
                break
            empty = first and document.text_of(head).casefold() in self._empty
            if not self._goes_on(document, around, token, empty=empty):
                break
            ends.append(token.end)
            first = False
        if len(ends) > 1 and _NUMBERED.match(text, ends[-1], sentence.end):
            ends.pop()  # học sinh | lớp 12
        return self._coordinated(document, sentence, Stretch(head.start, ends[-1]))

    def _goes_on(
        self, document: Document, around: Surroundings, token: Token, *, empty: bool
    ) -> bool:
        """Tell whether a word behind a counted noun belongs to it."""
        small = token.text.casefold()
        if small in self._modifiers:
            return True
        if small in self._relations:
            return False
        if " " in token.text and token.text.istitle():
            return False
        if self._ends.match(small):
            whole = self._ends.fullmatch(small)
            return bool(empty and whole and self._defines(document, around, token))
        if empty:
            return True
        return self._classes.at(document, around, token.start) in NOUNS

    def _defines(self, document: Document, around: Surroundings, token: Token) -> bool:
        """Tell whether a verb defines the empty classifier before it: ca tử vong."""
        if " " not in token.text:
            return False
        return self._classes.at(document, around, token.start) in (*NOUNS, "V")

    def _coordinated(self, document: Document, sentence: Sentence, phrase: Stretch) -> Stretch:
        """Add a second counted noun: quốc gia | và vùng lãnh thổ."""
        text = document.view.text
        joined = _AND.match(text, phrase.end, sentence.end)
        if not joined:
            return phrase
        known = self._known.match(text, joined.end(), sentence.end)
        if known is None or _NUMBERED.match(text, known.end(), sentence.end):
            return phrase  # 30 chiếc | và xe máy 20 chiếc
        return Stretch(phrase.start, known.end())

    def _tokens(self, document: Document, sentence: Sentence, start: int) -> Iterator[Token]:
        """Yield the words from an offset to the next sign, figure, time or name."""
        if document.tokenise is None:
            return
        text = document.view.text
        end = min(sentence.end, start + _REACH)
        sign = _SIGN.search(text, start, end)
        bounds = Stretch(start, sign.start() if sign else end)
        # A figure stops the phrase though a comma in it, a sign, cuts it off: "3,13%".
        reach = Stretch(start, min(sentence.end, bounds.end + _FIGURE))
        stops = [v.start for v in within(document.values, reach) if v.start > start]
        stops += [m.start for m in document.mentions_in(bounds) if m.start > start]
        yield from document.tokenise(start, min([bounds.end, *stops]))

    def _is_word(self, text: str) -> bool:
        """Tell whether a text starts with a common word, or an abbreviation of some."""
        word = regex.match(r"[\p{L}-]+", text)
        if not word:
            return False
        return word.group().islower() or (word.group().isupper() and len(word.group()) > 1)


def _skip_blank(document: Document, stretch: Stretch) -> Stretch:
    """Return a stretch without the blanks at its start."""
    found = _BLANK.match(document.view.text, stretch.start, stretch.end)
    return Stretch(found.end() if found else stretch.start, stretch.end)
