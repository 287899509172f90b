"""Who issues a document, as the text tells it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from operator import attrgetter

import regex

from tinvan.assemble.document_kinds import Issuer
from tinvan.assemble.windows import Stretch
from tinvan.document import DateMention, Document, Mention, Sentence, within
from tinvan.names.knowledge import load_knowledge
from tinvan.ruleset import alternation

_SUBJECT = 60  # characters between who issues and the noun of the document
_CLAUSE = 300  # characters before the noun in which its subject stands
_FAR = 300  # names before and behind a number among which its local body stands
_NAMES = 60  # characters in which a unit and its parent are named
_PRIME_MINISTER = "Thủ tướng Chính phủ"
_HEADS = {
    "thủ tướng": _PRIME_MINISTER,
    "thủ tướng chính phủ": _PRIME_MINISTER,
    "chủ tịch nước": "Chủ tịch nước",
}
_JOINT = regex.compile(r"\s*(?:,|và)\s+")
_ABOUT = " về "


class IssuerReader:
    """Reads who is said before its noun to issue a document, and when.

    Args:
        words: The lists of `rules/lexicons/document_words.toml`.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._says = regex.compile(
            rf"\s*\)?(?:\([^()]*\))?,?\s*(?:\w+\s){{0,3}}?{alternation(words['issuing'])}"
            r"(?:\s(?!của)[\w,]+){0,4}?\s*$",
            regex.I,
        )
        self._attached = regex.compile(r"\s?\(?")
        self._opening = regex.compile(r"\s*,?\s*(?:tại [^,]*,\s*)?(?:\p{Ll}+\s){0,2}")

    def __call__(
        self, document: Document, sentence: Sentence, noun: int
    ) -> tuple[str | None, DateMention | None]:
        """Return who issues a document and the day.

        Args:
            document: The document, with its mentions resolved.
            sentence: The sentence that cites it.
            noun: Where its noun starts.
        """
        text = document.view.text
        part = Stretch(max(sentence.start, noun - _CLAUSE), noun)
        bodies = [m for m in within(document.mentions, part) if m.kind in ("agency", "post")]
        for first in self._first_ones(text, bodies):
            named = body_at(document, first.start)
            end = max(m.end for m in bodies if m.start - first.start < _NAMES)
            if named and noun - end <= _SUBJECT and self._says.match(text[end:noun]):
                return named[0], self._day(document, sentence, first)
        return None, None

    def _first_ones(self, text: str, bodies: Sequence[Mention]) -> Sequence[Mention]:
        """Return the last bodies first; of a unit and its parent, or a post and its body, one.

        It is the one that is named first.
        """
        chosen: list[Mention] = []
        for before, body in zip((None, *bodies), bodies, strict=False):
            if before is None or not self._attached.fullmatch(text, before.end, body.start):
                chosen.append(body)
        return chosen[::-1]

    def _day(self, document: Document, sentence: Sentence, first: Mention) -> DateMention | None:
        """Return the day that opens the clause of who issues."""
        near = Stretch(max(sentence.start, first.start - _CLAUSE), first.start)
        dates = [d for d in within(document.dates, near) if is_day(d)]
        text = document.view.text
        if dates and self._opening.fullmatch(text, dates[-1].end, first.start):
            return dates[-1]
        return None


def body_at(document: Document, at: int) -> tuple[str, int] | None:
    """Return the name of the body, or of the head of government or state, at an offset.

    A post before a body stands for the body: "Chủ tịch UBND tỉnh".
    """
    near = [m for m in within(document.mentions, Stretch(at, at + 120)) if m.kind != "place"]
    for mention in near:
        if mention.start != at:
            break
        if mention.kind == "agency" and mention.name:
            return _named(mention)
        if mention.kind == "post":
            return _headed(document, mention, near)
    return None


def behind_joint(document: Document, at: int) -> int:
    """Return the offset behind the bodies that issue together with one that ends at an offset.

    The last of them is named behind "và": what follows a comma alone may be another clause.
    """
    end, joint = at, False
    while (sign := _JOINT.match(document.view.text, end)) and (
        named := body_at(document, sign.end())
    ):
        end, joint = named[1], "và" in sign.group()
    return end if joint else at


def _headed(document: Document, post: Mention, near: list[Mention]) -> tuple[str, int] | None:
    """Return the body of a post, or the post itself where it issues documents by itself."""
    name = _HEADS.get(document.text_of(post).casefold())
    behind = next((m for m in near if m.kind == "agency" and 0 <= m.start - post.end <= 1), None)
    if name == _PRIME_MINISTER:
        return name, behind.end if behind and behind.name == "Chính phủ" else post.end
    if name:
        return name, post.end
    return (behind.name, behind.end) if behind and behind.name else None


def _named(mention: Mention) -> tuple[str, int]:
    """Return the name of a body and its end, less the subject that follows: "Bộ Chính trị về"."""
    name = mention.name or mention.text
    body = name.split(_ABOUT)[0]
    cut = mention.text.find(_ABOUT)
    if cut > 0 and body in {known.name for known in load_knowledge().bodies.values()}:
        return body, mention.start + cut
    return name, mention.end


def is_day(date: DateMention) -> bool:
    """Tell whether a time expression names one day."""
    return date.first is not None and date.first == date.last


def local_issuer(document: Document, issuer: Issuer, at: int) -> str | None:
    """Return the local body that a code means: the one named before, else the next one.

    Args:
        document: The document, with its mentions resolved.
        issuer: What sort of body the code names.
        at: Where the number stands.
    """
    behind = bisect_left(document.mentions, at, key=attrgetter("start"))
    before = document.mentions[max(0, behind - _FAR) : behind]
    for mention in (*before[::-1], *document.mentions[behind : behind + _FAR]):
        if mention.kind == "agency" and mention.name and mention.name.startswith(issuer.local):
            return mention.name
    return None
