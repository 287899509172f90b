"""Ranks of numbered lists: who has one stands behind the number, what is ranked in the heading."""

import msgspec
import regex

from tinvan.assemble.windows import Stretch
from tinvan.document import Document, Sentence
from tinvan.values.model import Value

NUMBERED = "rank.numbered-list"  # the rule of such values (tinvan.values)
_REACH = 8000  # characters before an item in which its list may be announced
_ITEM = 160  # characters of an item
_HEADING = regex.compile(r"(?<!\w)(?:top|tốp)\s*\d{1,4}(?!\w)", regex.I)
_NUMBER_END = regex.compile(r"[.)]\s*")
_NAME_END = regex.compile(
    r"\s(?:từ|với|đạt|có|là|do|thuộc|được)\s|[,:–(\n]|\s-\s|\s\d{1,3}[.)]\s|[.;](?=\s|$)", regex.I
)


class Heading(msgspec.Struct, frozen=True):
    """What announces a list.

    Attributes:
        words: The words that do ("Top 10").
        sentence: Their sentence.
    """

    words: Stretch
    sentence: Sentence


def listed_name(document: Document, value: Value) -> Stretch:
    """Return what stands behind the number of a list item, up to where its name ends."""
    text = document.view.text
    number_end = _NUMBER_END.match(text, value.end)
    start = number_end.end() if number_end else value.end
    bracket = text.find(")", start, start + _ITEM)
    end = _NAME_END.search(text, start, start + _ITEM)
    if end and end.group() == "(" and 0 < bracket - end.start() <= 10:
        return Stretch(start, bracket + 1)
    return Stretch(start, end.start() if end else min(len(text), start + _ITEM))


def list_heading(document: Document, value: Value) -> Heading | None:
    """Return what announces the list of an item, the nearest before it."""
    text = document.view.text
    found = list(_HEADING.finditer(text, max(0, value.start - _REACH), value.start))
    for words in reversed(found):
        sentence = document.sentence_at(words.start())
        if sentence:
            return Heading(Stretch(words.start(), words.end()), sentence)
    return None
