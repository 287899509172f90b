"""Attribution: who is said to state a figure."""

import bisect
import functools
from collections.abc import Mapping, Sequence
from typing import Self

import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, Mention, Sentence
from tinvan.names.lexicons import WordClass, load_entries
from tinvan.once import once
from tinvan.ruleset import alternation, load_word_lists

_MAX = 90  # characters of a phrase that names who states something
_BACK = 3  # sentences over which somebody goes on speaking
_NEAR = 30  # characters between a body and its verb
_LEADING = 4  # words before a body that speaks: "Mới đây, lãnh đạo Sở Y tế cho biết"
_NAME = "\ufffc"  # stands for the characters of a name
_QUOTES = ("“", "”", '"')
_ENDS = (";", ":", "“", '"')
_CLAUSE = compile_regex(r".*(?:[,:“\"]|\s[–-])\s", regex.DOTALL)


class AttributionReader:
    """Reads who states something from "theo X, …", "X cho biết …" and "…, X nói".

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
    """

    @classmethod
    @functools.cache
    def load(cls) -> Self:
        """Return a reader with the installed word lists, the same at every call."""
        return cls(load_word_lists("lexicons/clause_words"))

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        says = alternation([*words["reporting"], *words["speech"], *words["stating"]])
        names = {w.id: w.forms for w in load_entries("lexicons/name_words.toml", WordClass)}
        linked = load_word_lists("lexicons/dating_words")["linked"]
        honorific = alternation(names["honorific"])
        self._according = compile_regex(
            rf"(?:^|[,.;:–-]\s|^\W*(?:còn|cũng)\s)\W*theo\s(?!đó|dự kiến|kế hoạch)"
            rf"(?P<who>[^,;:]{{2,{_MAX}}}(?:,[^,;:]{{2,{_MAX}}}?\s(?:của|từ|do)\s{_NAME}+)?)",
            regex.I,
        )
        self._says = compile_regex(rf"\s(?:(?:cũng|còn|thì|đã)\s)?{says}", regex.I)
        self._quoted = compile_regex(
            rf"[\"”],?\s*(?:[-–]\s*)?(?P<who>[^,;:\"”]{{2,{_MAX}}}?)\s{says}", regex.I
        )
        self._of = compile_regex(
            rf"{alternation(words['source'])}(?:\s\w+){{0,6}}\s(?:của|từ|do)\s*$", regex.I
        )
        self._linked = compile_regex(rf"\W*{alternation(linked)}", regex.I)
        titles = [*names["honorific"], *names["rank"], *names["occupation"]]
        self._titles = compile_regex(rf"(?:{alternation(titles)}[\s.]*)+$", regex.I)
        self._addressed = compile_regex(rf"{honorific}\s(?-i:\p{{Lu}}\p{{L}}*)$", regex.I)

    @once
    def read(self, document: Document, sentence: Sentence) -> str | None:
        """Return who states what the sentence says, as written, or None."""
        who = self._own(document, sentence)
        return who or self._of_quotation(document, sentence) or self._carried(document, sentence)

    @once
    def _own(self, document: Document, sentence: Sentence) -> str | None:
        """Return who the sentence itself says to state it."""
        text = _without_names(document, sentence)
        for found in self._according.finditer(text):
            if who := self._first(document, _stretch(sentence, found)):
                return who
        if (said := self._quoted.search(text)) is not None:
            return self._speaker(document, _stretch(sentence, said))
        return self._before_verb(document, sentence, text)

    def _before_verb(self, document: Document, sentence: Sentence, text: str) -> str | None:
        """Return who stands before the first verb of reporting that has somebody before it."""
        end = next((at for at in map(text.find, _ENDS) if at >= 0), len(text))
        for found in self._says.finditer(text, 0, min(end, 2 * _MAX)):
            phrase = Stretch(sentence.start, sentence.start + found.start())
            if who := self._speaker(document, phrase):
                return who
        return None

    def _first(self, document: Document, phrase: Stretch) -> str | None:
        """Return the first person or body that a phrase names; a body of a post is none."""
        posts = list(document.mentions_in(phrase, "post"))
        for name in document.mentions_in(phrase):
            if name.kind == "person":
                return self._titled(document, phrase, name)
            if name.kind == "agency" and not any(p.start < name.end for p in posts):
                return document.text_of(name)
        return None

    def _speaker(self, document: Document, phrase: Stretch) -> str | None:
        """Return the person or body that a phrase before a verb of reporting names."""
        names = list(document.mentions_in(phrase))
        persons = [name for name in names if name.kind == "person"]
        if persons:
            return self._titled(document, phrase, persons[0])
        text = document.text_of(phrase)
        if found := self._addressed.search(text):
            return found.group()
        if any(name.kind == "post" for name in names):
            return None
        return next(
            (
                document.text_of(n)
                for n in names
                if n.kind == "agency" and self._acts(text, n, phrase)
            ),
            None,
        )

    def _acts(self, text: str, name: Mention, phrase: Stretch) -> bool:
        """Tell whether a body starts its clause, or owns the source that does."""
        before, behind = text[: name.start - phrase.start], text[name.end - phrase.start :]
        if len(behind) > _NEAR:
            return False  # a clause of its own may stand between it and the verb
        return bool(self._of.search(before)) or len(_CLAUSE.sub("", before).split()) <= _LEADING

    def _titled(self, document: Document, phrase: Stretch, name: Mention) -> str:
        """Return a person as written: with the honorific, or the post, that stands before."""
        text = document.view.text
        found = self._titles.search(text, phrase.start, name.start)
        start = found.start() if found else name.start
        for other in reversed(list(document.mentions_in(Stretch(phrase.start, start)))):
            if text[other.end : start].strip():
                break
            start = other.start
        return document.text_of(Stretch(start, name.end))

    def _of_quotation(self, document: Document, sentence: Sentence) -> str | None:
        """Return who speaks where a quotation that runs on closes."""
        if not _is_open(document, sentence):
            return None
        index = _index(document, sentence)
        for later in document.sentences[index + 1 : index + 1 + _BACK]:
            if later.paragraph != sentence.paragraph:
                return None
            if (found := self._quoted.search(document.text_of(later))) is not None:
                return self._speaker(document, _stretch(later, found))
        return None

    def _carried(self, document: Document, sentence: Sentence) -> str | None:
        """Return who spoke before: in the paragraph, or above sentences that go on with it."""
        index, paragraph = _index(document, sentence), sentence.paragraph
        goes_on = True
        for earlier in reversed(document.sentences[max(0, index - _BACK) : index]):
            goes_on = goes_on and bool(self._linked.match(document.text_of(sentence)))
            if earlier.paragraph != paragraph and not goes_on:
                return None
            if who := self._own(document, earlier):
                return who
            sentence = earlier
        return None


def _stretch(sentence: Sentence, found: regex.Match[str]) -> Stretch:
    """Return where the phrase that names somebody stands in the view."""
    return Stretch(sentence.start + found.start("who"), sentence.start + found.end("who"))


def _without_names(document: Document, sentence: Sentence) -> str:
    """Return the text of a sentence, bodies blanked: "thông tin" in one is no verb."""
    text = list(document.text_of(sentence))
    for name in document.mentions_in(sentence, "agency"):
        start, end = name.start - sentence.start, name.end - sentence.start
        text[start:end] = _NAME * (end - start)
    return "".join(text)


def _index(document: Document, sentence: Sentence) -> int:
    """Return the number of a sentence."""
    return bisect.bisect_left(document.sentences, sentence.start, key=lambda s: s.start)


def _is_open(document: Document, sentence: Sentence) -> bool:
    """Tell whether a quotation is open at the end of a sentence."""
    first = bisect.bisect_left(document.sentences, sentence.paragraph, key=lambda s: s.paragraph)
    start = document.sentences[first].start
    opening, closing, plain = (
        bisect.bisect_left(at, sentence.end) - bisect.bisect_left(at, start)
        for at in _quotes(document.view.text)
    )
    return opening > closing or plain % 2 == 1


@functools.lru_cache(maxsize=1)  # it is asked of every figure of a document
def _quotes(text: str) -> tuple[list[int], ...]:
    """Return where the quotation marks of a text stand: opening, closing, and plain ones."""
    return tuple([found.start() for found in regex.finditer(mark, text)] for mark in _QUOTES)
