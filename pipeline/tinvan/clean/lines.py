"""What can be seen of a line by itself, before its neighbours are looked at."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import regex

from tinvan.clean.lazy import lazy
from tinvan.clean.rules import NAMES, LineMatch, LineRules
from tinvan.document import Line
from tinvan.view import TextView

_PARAGRAPH = 150  # characters of a line that is prose however it ends
_SENTENCE_WORDS = 4
_TITLE_WORDS = range(4, 46)
_LONGEST_TITLE = 180
_HEADLINE_WORDS = 7
_HEADLINE_LENGTH = 30
_HEADLINE_START = regex.compile(r"[\p{Lu}\d\"“‘'][^.):]")
_SENTENCE_END = regex.compile(r"[.!?…;:]\s*[\"”’'»)\]]*$")
_FULL_STOP = regex.compile(r"(?<!\.)[.;:]\s*[\"”’'»)\]]*$|[.…][\"”’'»)\]]+$")
_GOES_ON = regex.compile(r"[\p{Ll},;:.)%…]")
_NAMES = regex.compile(NAMES)
_LONGEST_BYLINE = 60
_PAIRED_TITLES = regex.compile(r"[^/]{40,150}\s/\s[^/]{40,150}(?<![.…?!])")
_SENTENCES = regex.compile(r"\p{Ll}[.…][\"”’]?\s+\p{Lu}")
# Places that no rule of the view is sure of.
_JOINTS = regex.compile(r"(?<=\p{Ll}{2}|[”’'?!)%])(?:\p{Lu}\p{L}|\d)")
_CELL_ENDS = regex.compile(r"\t|\s\|\s")
_GLUED = 2  # places at which the headlines of a line are glued together
_GLUED_TITLE = 150  # characters of each of the headlines that are glued together


class SeenLine:
    """A line and what can be seen of it; what needs a closer look is found when it is asked for.

    Attributes:
        line: The line.
        hints: What the markup says of it.
        text: Its characters.
        gap: How many blank lines stand above it.
        joints: At how many places the view has parted words that were glued together.
        words: How many words it has.
        key: What it has in common with its word-for-word repetitions.
        signatures: The rules of dateline, byline and source that it fits.
        behind: The rule of furniture that it fits behind the article's end, if any.
    """

    def __init__(self, line: Line, text: str, gap: int, joints: int, rules: LineRules) -> None:
        self.line = line
        self.hints = frozenset(line.hints)
        self.text = text
        self.gap = gap
        self.joints = joints
        self.words, self.key, self._candidates, self.signatures, self.behind = rules.read(text)
        self._rules = rules

    @lazy
    def caption(self) -> LineMatch | None:
        """The rule of captions that it fits, if any."""
        return self._rules.caption(self.text, self._candidates)

    @lazy
    def breaks_off(self) -> bool:
        """Whether it ends in the middle of a sentence."""
        return self._rules.breaks_off(self.text)

    def has(self, *hints: str) -> bool:
        """Tell whether the markup gave the line any of these hints."""
        return not self.hints.isdisjoint(hints)

    @property
    def outside(self) -> LineMatch | None:
        """The rule of furniture that it fits outside the article, if any."""
        return None if self.behind is None or self.behind.rule.where == "behind" else self.behind

    @property
    def furniture(self) -> LineMatch | None:
        """The rule of furniture that it fits wherever it stands, if any."""
        return self.behind if self.behind and self.behind.rule.where == "anywhere" else None

    @property
    def is_plain(self) -> bool:
        """Whether no rule knows it by its words."""
        return self.furniture is None and not self.signatures

    @lazy
    def is_prose(self) -> bool:
        """Whether it is a sentence or a paragraph."""
        if self.furniture is not None or self.signatures:
            return False
        if len(self.text) >= _PARAGRAPH:
            return not self.is_glued
        return self.words >= _SENTENCE_WORDS and bool(_SENTENCE_END.search(self.text))

    @property
    def is_glued(self) -> bool:
        """Whether it is made of headlines without even a blank between them."""
        if "/" in self.text and _PAIRED_TITLES.fullmatch(self.text):
            return True
        if not self.joints or self.text.endswith(".") or _SENTENCES.search(self.text):
            return False
        joints = self.joints + len(_JOINTS.findall(self.text))
        return joints >= _GLUED and len(self.text) < _GLUED_TITLE * (joints + 1)

    @lazy
    def is_paragraph(self) -> bool:
        """Whether it is prose and no headline that asks or exclaims."""
        return self.is_prose and (
            len(self.text) >= _PARAGRAPH or bool(_FULL_STOP.search(self.text))
        )

    @lazy
    def is_titular(self) -> bool:
        """Whether it could be a headline: some words that end like no paragraph."""
        return (
            self.is_plain
            and self.words in _TITLE_WORDS
            and len(self.text) <= _LONGEST_TITLE
            and not _FULL_STOP.search(self.text)
        )

    @lazy
    def is_headline(self) -> bool:
        """Whether it is most likely the headline of a story: long, no item, no sentence."""
        return (
            self.is_titular
            and self.words >= _HEADLINE_WORDS
            and len(self.text) >= _HEADLINE_LENGTH
            and bool(_HEADLINE_START.match(self.text))
            and self.caption is None
            and not self.breaks_off
        )

    @property
    def shows_credit(self) -> bool:
        """Whether it ends in the credit of a picture."""
        return self.caption is not None and self.caption.rule.id == "caption.credit"

    @lazy
    def is_name(self) -> bool:
        """Whether it is nothing but a name or several, as in a byline."""
        return (
            self.is_plain
            and len(self.text) <= _LONGEST_BYLINE
            and bool(_NAMES.fullmatch(self.text))
        )

    @property
    def is_loose(self) -> bool:
        """Whether it could be a link to another story: a headline or less, and no name."""
        return self.is_titular and not self.shows_credit and not self.is_name

    @property
    def is_row(self) -> bool:
        """Whether it is a row of three cells or more."""
        if "|" not in self.text and "\t" not in self.text:
            return False
        return len(_CELL_ENDS.findall(self.text)) > 1

    @property
    def closes(self) -> bool:
        """Whether it speaks for the end of the article by itself."""
        if self.furniture is not None:
            return self.furniture.rule.ends or self.furniture.rule.opens
        signature = self.signature("end")
        return signature is not None and signature.rule.ends

    @property
    def signs(self) -> bool:
        """Whether it could sign what stands above it."""
        return self.is_name or self.signature("end") is not None

    @property
    def goes_on(self) -> bool:
        """Whether it starts in the middle of a sentence."""
        return bool(_GOES_ON.match(self.text))

    def signature(self, *where: str) -> LineMatch | None:
        """Return the first rule of dateline, byline or source that counts at such a place."""
        if not self.signatures:
            return None
        return next((match for match in self.signatures if match.rule.where in where), None)


def see_lines(view: TextView, lines: Sequence[Line], rules: LineRules) -> list[SeenLine]:
    """Return what can be seen of each line.

    Args:
        view: The view that the lines index.
        lines: The lines.
        rules: The rules that know lines by their words.
    """
    seen: list[SeenLine] = []
    seams = [seam.at for seam in view.seams]
    above = joints = 0
    for line in lines:
        if seams:
            joints = bisect_left(seams, line.end) - bisect_right(seams, line.start)
        text = view.text[line.start : line.end]
        seen.append(SeenLine(line, text, line.number - above - 1, joints, rules))
        above = line.number
    return seen
