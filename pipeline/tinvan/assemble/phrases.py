"""Phrases: the shortest stretch that names a thing, cut out of the clause around a figure.

Contract (FACTS.md, section 2): as written, without leading function words; a phrase in two
pieces is the two joined by one space.
"""

from collections.abc import Iterator, Mapping, Sequence

import regex

from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import Document, within
from tinvan.once import once
from tinvan.ruleset import alternation
from tinvan.ruleset.patterns import DATE_CODE, FIGURE_CODES

# A phrase longer than this is a clause that was not cut: no reader would call it a name.
MAX_SYLLABLES = 28
_MAX_NUMBERS = 3  # more stand in a table that has lost its cells
_EMPTY = compile_regex(r"\(\s*\)")  # what a time in brackets leaves
_NUMBERS = compile_regex(r"\d[\d.,]*")


class Phrases:
    """Trims and cuts phrases, by word lists.

    Args:
        words: The lists of `rules/lexicons/clause_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._leading = compile_regex(
            rf"(?:[^\w\"“(]+|{alternation(words['leading'])}(?=\s|$|[,:]))", regex.I
        )
        self._trailing = compile_regex(
            rf"(?:(?<![^\s]){alternation(words['trailing'])}|[^\w%)”\"]+)$", regex.I
        )
        self._object_end = compile_regex(
            rf"\s(?:{alternation(words['object_end'])})"
            rf"|[\s,]*(?:\s(?:và|hay|hoặc)|,)\s*(?=[{FIGURE_CODES}])|\s(?=[{DATE_CODE}])",
            regex.I,
        )
        self._opener = compile_regex(rf"\s*{alternation(words['opener'])}", regex.I)
        self._figure = compile_regex(f"[{FIGURE_CODES}{DATE_CODE}]")

    @once
    def trim(self, document: Document, stretch: Stretch) -> Stretch:
        """Drop function words, signs and time expressions from both ends of a stretch."""
        text = document.view.text
        start, end = stretch.start, stretch.end
        dates = [(d.start, d.end) for d in within(document.dates, stretch)]
        words = WordBounds(document, stretch)
        while start < end:
            before = (start, end)
            found = self._leading.match(text, start, end)
            if found and words.parts_at(found.end()):
                start = found.end()
                continue
            found = self._trailing.search(text, start, end)
            if found and words.parts_at(found.start()):
                end = found.start()
            for first, last in dates:
                if first <= start < last:
                    start = last
                elif start <= first < end <= last:
                    end = first
            if (start, end) == before:
                break
        return Stretch(start, max(start, end))

    def bounds(self, document: Document, stretch: Stretch) -> "WordBounds":
        """Return where words run on in a stretch."""
        return WordBounds(document, stretch)

    def text(self, document: Document, *stretches: Stretch) -> str | None:
        """Return the text of a phrase, in one piece or several, or None if nothing is left."""
        pieces = [p for s in stretches for p in self._without_dates(document, s)]
        phrase = _EMPTY.sub(" ", " ".join(pieces))
        if len(phrase.split()) > MAX_SYLLABLES or len(_NUMBERS.findall(phrase)) > _MAX_NUMBERS:
            return None
        if phrase.count("(") != phrase.count(")"):
            phrase = phrase.replace("(", " ").replace(")", " ")
        if phrase.count('"') % 2 or phrase.count("“") != phrase.count("”"):
            phrase = phrase.translate({ord(c): " " for c in '"“”'})
        return " ".join(phrase.split()) or None

    def _without_dates(self, document: Document, stretch: Stretch) -> Iterator[str]:
        """Yield the pieces of a phrase between the time expressions in it."""
        start = stretch.start
        for date in within(document.dates, stretch):
            if date.start < start:
                continue
            piece = document.text_of(Stretch(start, date.start))
            yield regex.sub(r"\s(?:trong|vào|từ|đến|tính đến)\s*$", "", piece)
            start = date.end
        yield document.text_of(Stretch(start, stretch.end))

    def object_of(self, document: Document, stretch: Stretch, masked: str) -> Stretch:
        """Cut the phrase behind a figure.

        It ends at a relation word, at the next figure, or at a comma behind which a clause of
        its own opens.

        Args:
            document: The document.
            stretch: From the first word of the phrase to the end of what may belong to it.
            masked: The masked text of the stretch.
        """
        found = self._object_end.search(masked)
        part = masked[: found.start()] if found else masked
        return self.trim(
            document, Stretch(stretch.start, stretch.start + self._end_among_commas(part))
        )

    def _end_among_commas(self, masked: str) -> int:
        """Return where a phrase ends that may run over commas as long as no clause opens."""
        end = masked.find(",")
        if end < 0:
            return len(masked)
        first = end
        while end < len(masked):
            after = masked.find(",", end + 1)
            after = len(masked) if after < 0 else after
            piece = masked[end + 1 : after]
            if self._opener.match(piece) or self._figure.search(piece):
                return first
            if len(masked[:after].split()) > MAX_SYLLABLES:
                return first
            end = after
        return end


class WordBounds:
    """Where a word of several syllables runs on: "chỉ" is no word of its own in "chỉ số".

    The words are asked for only when a boundary is in doubt.
    """

    def __init__(self, document: Document, stretch: Stretch) -> None:
        self._document = document
        self._stretch = stretch
        self._inside: set[int] | None = None

    def parts_at(self, offset: int) -> bool:
        """Tell whether a phrase may be cut at an offset without cutting a word in two."""
        if self._document.tokenise is None:
            return True
        if self._inside is None:
            tokens = self._document.tokenise(self._stretch.start, self._stretch.end)
            self._inside = {at for t in tokens for at in range(t.start + 1, t.end)}
        return offset not in self._inside
