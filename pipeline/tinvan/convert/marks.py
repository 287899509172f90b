"""What annotation tools draw: marked pieces of text, slots on them, and links between them.

A fact is its anchor with its slots; its other mentions are pieces of their own, linked with it.
A piece that several facts mention is marked once.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from tinvan.convert.articles import Article, check_span, checked, in_order, made
from tinvan.convert.errors import ConvertError
from tinvan.convert.slots import KINDS, WITH_MENTIONS, Record, flat
from tinvan.spans import Span

MENTION = "mention"  # the label of a piece that is no anchor
MENTIONED_AT = "mentioned_at"  # the link from a fact to where it is mentioned too


class Mark(NamedTuple):
    """A marked piece of text.

    Attributes:
        id: Of its own in the article.
        label: The type of the fact whose anchor it is, or `MENTION`.
        span: The piece.
        slots: Those of the fact, laid flat.
        where: What to call it in errors.
    """

    id: str
    label: str
    span: Span
    slots: Mapping[str, Any]
    where: str = ""


class Marks(NamedTuple):
    """What is marked in an article.

    Attributes:
        marks: The pieces, facts first.
        links: From a fact's mark to one of where it is mentioned too, by their ids.
    """

    marks: tuple[Mark, ...]
    links: tuple[tuple[str, str], ...]


def marks_of(article: Article) -> Marks:
    """Return what is to be drawn of an article; the ids are T1, T2, ... in order."""
    facts = [
        Mark(f"T{number}", fact["type"], _span(fact["anchor"]), flat(fact))
        for number, fact in enumerate(article.facts, start=1)
    ]
    mentions: dict[Span, Mark] = {}
    links = []
    for mark, fact in zip(facts, article.facts, strict=True):
        for span in map(_span, fact.get("mentions", ())):
            if span != mark.span:
                number = len(facts) + len(mentions) + 1
                mention = mentions.setdefault(span, Mark(f"T{number}", MENTION, span, {}))
                links.append((mark.id, mention.id))
    return Marks((*facts, *mentions.values()), tuple(links))


def _span(record: Record) -> Span:
    return Span(**record)


def article_of(
    doc_id: str, text: str, marks: Iterable[Mark], links: Iterable[tuple[str, str]], where: str
) -> Article:
    """Return an article with the facts that are drawn in it.

    Args:
        doc_id: The article.
        text: Its text.
        marks: What is marked.
        links: Pairs of ids. The order within a pair does not matter.
        where: The file or task, for errors.

    Raises:
        ConvertError: If a mark is no fact of the contract, or a mention is linked with nothing.
    """
    known = {mark.id: mark for mark in marks}
    for mark in known.values():
        check_span(mark.span, text, mark.where)
    mentions: dict[str, set[Span]] = {}
    linked = set()
    for one, other in links:
        if one not in known or other not in known:
            raise ConvertError(where, f"a link leads to {one} and {other}", "Mark both, or drop it")
        fact, place = _fact_and_place(known[one], known[other])
        mentions.setdefault(fact.id, set()).add(place.span)
        linked |= {fact.id, place.id}
    if lost := next((m for m in known.values() if m.label == MENTION and m.id not in linked), None):
        remedy = "Link it with the anchor of its fact, or drop it"
        raise ConvertError(lost.where, f"“{lost.span.text}” is a mention of nothing", remedy)
    facts = []
    for mark in known.values():
        if mark.label == MENTION:
            continue
        if mark.label not in KINDS:
            remedy = f"Use one of {', '.join((*KINDS, MENTION))}"
            raise ConvertError(mark.where, f"“{mark.label}” is no label", remedy)
        places = sorted({mark.span, *mentions.get(mark.id, ())}, key=lambda s: (s.start, s.end))
        record = made(mark.label, doc_id, (mark.span, *places), mark.slots, mark.where)
        facts.append(checked(record, text, mark.where))
    return Article(doc_id, text, in_order(facts))


def _fact_and_place(one: Mark, other: Mark) -> tuple[Mark, Mark]:
    """Return which of two linked marks is the fact, and which a place where it is mentioned."""
    if one.label == MENTION or (one.label not in WITH_MENTIONS and other.label in WITH_MENTIONS):
        one, other = other, one
    if one.label not in WITH_MENTIONS:
        remedy = f"Only {', '.join(WITH_MENTIONS)} have mentions: drop the link"
        raise ConvertError(one.where, f"a {one.label} is linked with “{other.span.text}”", remedy)
    return one, other
