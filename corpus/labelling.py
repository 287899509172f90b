"""From a hand label to a gold record in the form of the contract."""

from typing import Any

import msgspec

from corpus.errors import LabelError
from corpus.guards import check
from corpus.page import Page
from corpus.quotes import Bounds, Quotes
from tinvan.convert.slots import KINDS, OUTPUT_ONLY, Record

MADE_HERE = frozenset({"doc_id", "anchor", "date", "modality", "attribution", "mentions"})
FOR_MARKING = frozenset({"at", "nth", "mentions", "alt", "optional", "sure"})

When = tuple[str, str, str]


class Labels(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A label file.

    Attributes:
        about: What the article is there for.
        day: The date that facts without one have: interval, time expression, basis.
        begins: The first words of the content.
        ends: Its last words.
        dates: Dates that facts share, by a name.
        percentage: The percentages.
        ranking: The rankings.
        quantity: The counts and measures.
        money: The amounts of money.
        official: The persons, each with one post or with a list of them under `post`.
        agency: The agencies.
        document: The legal and administrative documents cited by number.
        event: The events that are the article's news.
    """

    about: str
    day: When
    begins: str
    ends: str
    dates: dict[str, When] = {}
    percentage: list[Record] = []
    ranking: list[Record] = []
    quantity: list[Record] = []
    money: list[Record] = []
    official: list[Record] = []
    agency: list[Record] = []
    document: list[Record] = []
    event: list[Record] = []


class Labelling:
    """One label on its way to a gold record.

    Args:
        kind: The type of the fact.
        label: The label.
        labels: The file in which it stands.
        quotes: The article in which its quotes are found.
        page: What guards know of it.
    """

    def __init__(
        self, kind: str, label: Record, labels: Labels, quotes: Quotes, page: Page
    ) -> None:
        self.kind, self.label, self.labels, self.quotes = kind, label, labels, quotes
        self.page = page
        self.name = f"{kind} «{label.get('at') or label.get('person') or label.get('name')}»"

    def record(self) -> Record:
        """Return the record.

        Raises:
            LabelError: If a slot is unknown, its value not in the contract's vocabulary, or what
                it says contradicts the text.
        """
        spans = self.quotes.follow(self.label.get("mentions", []), self.name)
        record: Record = {
            "type": self.kind,
            "doc_id": self.quotes.document.source.doc_id,
            "anchor": self._span(self._anchor(spans)),
        }
        record |= self._slots()
        record["date"] = self._date()
        record["modality"] = self.label.get("modality", "actual")
        record["attribution"] = self.label.get("attribution")
        if spans:
            record["mentions"] = [self._span(bounds) for bounds in spans]
        self._check(record)
        if alt := self.label.get("alt"):
            record["alt"] = {slot: [_other(slot, value) for value in alt[slot]] for slot in alt}
        if self.label.get("optional"):
            record["optional"] = True
        if refusal := check(record, self.page, self.label.get("sure", ())):
            sure = f'or say sure = ["{refusal.slot}"], and why in a comment'
            raise self._error(refusal.problem, f"{refusal.remedy}; {sure}")
        return record

    def _anchor(self, spans: list[Bounds]) -> Bounds:
        """Return the quote's place; without one, that of the full name or the first mention."""
        if at := self.label.get("at"):
            return self.quotes.find(at, self.name, self.label.get("nth"))
        text = self.quotes.document.view.text
        return next((s for s in spans if text[slice(*s)] == self.label.get("person")), spans[0])

    def _slots(self) -> Record:
        """Return the slots of the type, those left out with what the contract has for them."""
        fields = msgspec.structs.fields(KINDS[self.kind])
        slots = {f.name: f for f in fields if f.name not in OUTPUT_ONLY | MADE_HERE}
        if unknown := sorted(set(self.label) - set(slots) - MADE_HERE - FOR_MARKING):
            raise self._error(f"unknown {unknown}", f"Use {sorted(slots)}")
        values = {
            name: self.label.get(name, None if f.default is msgspec.NODEFAULT else f.default)
            for name, f in slots.items()
        }
        if self.kind == "event":
            values["organisers"] = values["organisers"] or []
        if isinstance(organisation := values.get("organisation"), list):
            values["organisation"] = dict(zip(("text", "name"), organisation, strict=True))
        return values

    def _date(self) -> Record | None:
        """Return the date, by its name or in full; the article's own day where none is given.

        Without an interval the day is unknown, and the date None.
        """
        date = self.label.get("date", self.labels.day)
        if isinstance(date, str):
            if date not in self.labels.dates:
                raise self._error(f"no date is named {date!r}", "Add it under [dates]")
            date = self.labels.dates[date]
        days, text, basis = date
        if not days:
            return None
        return _interval(days) | {"text": text or None, "basis": basis}

    def _span(self, bounds: Bounds) -> Record:
        return dict(msgspec.to_builtins(self.quotes.document.view.span(*bounds)))

    def _check(self, record: Record) -> None:
        whole = record | {"id": "", "evidence": record["anchor"], "rule": "label"}
        try:
            msgspec.convert(whole, KINDS[self.kind])
        except msgspec.ValidationError as error:
            raise self._error(str(error), "Use a value that the contract allows") from error

    def _error(self, problem: str, remedy: str) -> LabelError:
        return LabelError(self.quotes.file, self.name, problem, remedy)


def _interval(days: str) -> Record:
    """Return the bounds of "2020-09-17", "2020-09-01..2020-09-30", "2020-09-01.." or "..DAY"."""
    start, dots, end = days.partition("..")
    return {"start": start or None, "end": (end if dots else start) or None}


def _other(slot: str, value: Any) -> Any:  # noqa: ANN401 - a value of any slot
    """Return another right answer; an empty text stands for null."""
    if slot == "date":
        return _interval(value)
    return None if value == "" else value
