"""Names of events: a noun of events with what defines it."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, Sentence, within
from tinvan.names.words import keys_of
from tinvan.ruleset import alternation

_LONGEST = 220  # characters of a name without a quoted title
_SHORTEST = 2  # words behind a noun from which on weak ones name an event
_ACRONYM = r"(?-i:[A-ZĐ][A-ZĐ\d&.-]{1,11})"
_EDITION = r"(?:\s(?:năm\s)?(?:19|20)\d\d(?!\w)|\slần\s(?:thứ\s)?[\dIVXLC]+(?!\w))*"
_QUOTED = r"\s*:?\s*(?:“[^”]{3,300}”|\"[^\"]{3,300}\"|«[^»]{3,300}»)"


class EventName(msgspec.Struct, frozen=True, kw_only=True):
    """A name of an event in a sentence.

    Attributes:
        start: First character of its noun.
        end: Behind the name.
        noun: Its noun, written small.
        text: The name as written.
        sentence: The sentence.
        index: The number of the sentence.
    """

    start: int
    end: int
    noun: str
    text: str
    sentence: Sentence
    index: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The words that it is compared by."""
        return tuple(key for key in keys_of(self.text) if key.isalnum())

    def is_named_like(self, other: "EventName") -> bool:
        """Tell whether two names can be one: the words of the shorter are those of the longer."""
        if self.noun != other.noun:
            return False
        short, long = sorted((self.keys, other.keys), key=len)
        shared = len(set(short) & set(long))
        return short == long[: len(short)] or shared >= 0.75 * len(set(short))


class EventNames:
    """Finds names of events.

    Args:
        words: The lists of `rules/lexicons/event_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        goes_on, ends = alternation(words["goes_on"]), alternation(words["ends"])
        parts = alternation([*words["ends"], *words["parts"]])
        listed = rf"(?!{parts})(?-i:\p{{Ll}})"
        self._noun = compile_regex(rf"(?<!quốc\s){alternation(words['noun'])}(?!\sluận)", regex.I)
        signs = rf"[;:“”\"«»\n|]|\((?!{_ACRONYM}\))|(?<!{_ACRONYM})\)|\s[–-]\s?Ảnh|\.\s"
        into = r"(?<!đầu tư)\svào(?!\w)|\svới\s\d|\sở\s(?=(?-i:\p{Lu}))"
        self._ends = compile_regex(
            rf"{signs}|,(?!\s(?:{goes_on}|{listed}))|(?<!tồn|hiện|thực|về)\s{ends}|{into}", regex.I
        )
        self._weak = compile_regex(rf"\s*{alternation(words['unnamed'])}", regex.I)
        self._none = compile_regex(rf"\s*{alternation(words['never'])}", regex.I)
        self._quoted = compile_regex(_QUOTED + _EDITION)
        self._edition = compile_regex(_EDITION)
        self._trailing = compile_regex(
            rf"(?:[\s,–-]|\s\({_ACRONYM}\)|\s(?:và|của|cho|về|trong|từ|lần))+$"
        )
        self._this = compile_regex(r"\s(?:này|đó|trên|nói trên)(?!\w)", regex.I)

    def __call__(self, document: Document, sentences: Sequence[Sentence]) -> Iterator[EventName]:
        """Yield the names in the sentences."""
        text = document.view.text
        for index, sentence in enumerate(sentences):
            at = sentence.start
            while noun := self._noun.search(text, at, sentence.end):
                end = self._end(document, sentence, noun.end())
                at = max(end, noun.end())
                if end > noun.end():
                    yield EventName(
                        start=noun.start(),
                        end=end,
                        noun=" ".join(noun.group().casefold().split()),
                        text=document.text_of(Stretch(noun.start(), end)),
                        sentence=sentence,
                        index=index,
                    )

    def _end(self, document: Document, sentence: Sentence, at: int) -> int:
        """Return where the name ends whose noun ends at an offset; there if it has none."""
        text = document.view.text
        if quoted := self._quoted.match(text, at, sentence.end):
            return quoted.end()
        limit = min(sentence.end, at + _LONGEST)
        found = self._ends.search(text, at, limit)
        end = found.start() if found else limit
        for value in within(document.values, Stretch(at, end)):
            if value.time and value.time.grain == "day":
                end = min(end, value.start)
        if self._this.match(text, end, limit):
            return at
        if found is None and end == limit < sentence.end:
            return at
        if quoted := self._quoted.match(text, end, sentence.end):
            return quoted.end()
        trailing = self._trailing.search(text, at, end)
        end = trailing.start() if trailing else end
        while end > at and text[end - 1] in " .,…–-":
            end -= 1
        count = len(text[at:end].split())
        weak = self._weak.match(text, at, end)
        if not count or self._none.match(text, at, end) or (weak and count <= _SHORTEST):
            return at
        return end
