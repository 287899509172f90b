"""Assembling `document` facts: one for each document that an article cites by its number."""

from collections.abc import Iterator, Sequence

import msgspec

from tinvan.assemble.citations import Citation, CitationReader
from tinvan.assemble.common import fact_fields
from tinvan.assemble.dating import own_day
from tinvan.document import DateMention, Document
from tinvan.facts import FactDate, LegalDocument
from tinvan.spans import Bounded


class Cited(msgspec.Struct):
    """The citations of one document.

    Attributes:
        citations: In order.
        fullest: The first one that gives most of the number.
    """

    citations: list[Citation]
    fullest: Citation

    def add(self, citation: Citation) -> None:
        """Add a citation behind the others."""
        self.citations.append(citation)
        if _fullness(citation) > _fullness(self.fullest):
            self.fullest = citation

    def has(self, citation: Citation) -> bool:
        """Tell whether a citation can mean this document."""
        mine = self.fullest
        if not mine.number.fits(citation.number):
            return False
        alike = mine.kind == citation.kind or mine.generic or citation.generic
        return alike or (mine.number == citation.number and bool(mine.number.codes))


class DocumentAssembler:
    """Builds the `document` facts of an article."""

    def __init__(self) -> None:
        self._citations = CitationReader()

    def __call__(self, document: Document) -> Iterator[LegalDocument]:
        """Yield the facts."""
        cited: list[Cited] = []
        by_lead: dict[str, list[Cited]] = {}
        for citation in self._citations(document):
            alike = by_lead.setdefault(citation.number.lead, [])
            same = [one for one in alike if one.has(citation)]
            if same:
                max(same, key=lambda one: one.citations[-1].start).add(citation)
            else:
                one = Cited([citation], citation)
                cited.append(one)
                alike.append(one)
        for one in cited:
            yield _fact(document, one)


def _fullness(citation: Citation) -> tuple[bool, bool]:
    """Return how much of its number a citation gives."""
    return bool(citation.number.codes), citation.number.year is not None


def _fact(document: Document, cited: Cited) -> LegalDocument:
    """Make the fact of a document."""
    main = cited.fullest
    issued = next((c.issued for c in cited.citations if c.issued), None)
    kinds = [c.kind for c in cited.citations if not c.generic]
    day = _day(document, main, issued)
    return LegalDocument(
        **fact_fields(document, main.sentence, main, main.rule),
        date=_date(document, main.sentence, issued, day),
        kind=kinds[0] if kinds else main.kind,
        number=main.number.text,
        issuer=_first([main.issuer, *(c.issuer for c in cited.citations)]),
        issued=day,
        title=_first([c.title for c in cited.citations]),
        mentions=tuple(document.span(c) for c in cited.citations),
    )


def _first(texts: Sequence[str | None]) -> str | None:
    """Return the first text that is there."""
    return next((text for text in texts if text), None)


def _day(document: Document, main: Citation, issued: DateMention | None) -> str | None:
    """Return the day of issue, unless it is to come; a year left out is that of the number."""
    if issued is None or issued.first is None:
        return None
    time, year, day = issued.value.time, main.number.year, issued.first
    if time is not None and time.year is None and time.month and year:
        day = f"{year}{day[4:]}"
    return day if document.day is None or day <= document.day.isoformat() else None


def _date(
    document: Document, sentence: Bounded, issued: DateMention | None, day: str | None
) -> FactDate | None:
    """Return when a document is dated: its day of issue, else the article's own day."""
    if issued is None or day is None:
        return own_day(document)
    here = sentence.start <= issued.start < sentence.end
    text = document.text_of(issued)
    return FactDate(start=day, end=day, text=text, basis="stated" if here else "context")
