"""The fact records of the contract (FACTS.md): what is written, one JSON object a line."""

import hashlib
from typing import Literal

import msgspec

from tinvan.spans import Span

Comparator = Literal["=", ">", ">=", "<", "<=", "~"]
Measure = Literal["level", "increase", "decrease", "points", "difference"]
AmountMeasure = Literal["level", "increase", "decrease", "difference", "multiple"]
Modality = Literal["actual", "target", "forecast", "denied"]
Status = Literal["incumbent", "former", "acting", "appointed"]
AgencyKind = Literal[
    "government", "party", "legislature", "judiciary", "company", "association",
    "international", "education", "media", "foreign", "other",
]  # fmt: skip
Level = Literal["central", "province", "district", "commune"]


class FactDate(msgspec.Struct, frozen=True):
    """When a fact holds.

    Attributes:
        start: First day, ISO 8601, or None for an open bound.
        end: Last day (inclusive), ISO 8601, or None for an open bound.
        text: The time expression as written; None where `basis` is "published".
        basis: "stated" in the same sentence, "context" from one near it, or "published":
            the article's own day.
    """

    start: str | None
    end: str | None
    text: str | None
    basis: Literal["stated", "context", "published"]


class Organisation(msgspec.Struct, frozen=True):
    """The organisation of a post.

    Attributes:
        text: As written where the post is given.
        name: Its full official name in the article's context.
    """

    text: str
    name: str


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag_field="type"):
    """What every fact has, whatever its type.

    Attributes:
        schema: Name and version of this contract.
        id: The same in every run and version that reads the same: a hash of article, type, anchor
            and core slots.
        doc_id: The article.
        url: Where the article was crawled, if known.
        published: The article's publication day or minute, if known.
        anchor: The smallest span that identifies the fact.
        date: When the fact holds.
        modality: Whether it is so, aimed at, foreseen or denied.
        attribution: Who is said to state it, as written.
        evidence: The sentence that states it.
        confidence: The probability that the record is right, calibrated on labelled articles that
            no model had seen; None where rules alone read it.
        rule: Which rule made it.
        agency_id: Stable id of the body, where the registry knows it.
        place_code: Code of the province, where the registry knows it.
    """

    schema: Literal["tinvan/1"] = "tinvan/1"
    id: str
    doc_id: str
    url: str | None = None
    published: str | None = None
    anchor: Span
    date: FactDate | None
    modality: Modality = "actual"
    attribution: str | None = None
    evidence: Span
    confidence: float | None = None
    rule: str
    agency_id: str | None = None
    place_code: str | None = None


class Percentage(Fact, frozen=True, kw_only=True, tag="percentage"):
    """A share, rate or change in per cent.

    Attributes:
        value: The number; None for a range.
        low: Lower end of a range, else None.
        high: Upper end of a range, else None.
        comparator: How the text bounds the number.
        measure: A level, a change over time, a change in points, or a gap.
        indicator: What is measured, as written.
        subject: Whose it is, as written.
        of: The whole it is a share of, where named apart from the indicator.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    comparator: Comparator = "="
    measure: Measure = "level"
    indicator: str | None
    subject: str | None
    of: str | None = None


class Ranking(Fact, frozen=True, kw_only=True, tag="ranking"):
    """A rank of somebody in something.

    Attributes:
        subject: Who is ranked, as written.
        index: In what, as written.
        rank: The place, or None where only a change is stated.
        out_of: How many are ranked, where written for this rank.
        comparator: "<=" for "top N".
        scope: Among whom; None for the whole world or where unsaid.
        change: Places gained (+) or lost (-).
        publisher: Who ranks, as written.
    """

    subject: str | None
    index: str | None
    rank: int | None
    out_of: int | None = None
    comparator: Comparator = "="
    scope: str | None = None
    change: int | None = None
    publisher: str | None = None


class Quantity(Fact, frozen=True, kw_only=True, tag="quantity"):
    """A count or measure in digits, with what is counted.

    Attributes:
        value: The number; None for a range.
        low: Lower end of a range, else None.
        high: Upper end of a range, else None.
        out_of: The whole that a part is counted from ("38/46 ngân hàng": 46).
        comparator: How the text bounds the number.
        measure: A level, a change over time, a gap, or how many times as much.
        unit: What is counted or measured in, as written; None where the text does not tell.
        indicator: What is said about it, as written.
        subject: Whose it is, as written.
        per: What the number is reckoned on ("1.000 dân", "năm").
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    out_of: int | None = None
    comparator: Comparator = "="
    measure: AmountMeasure = "level"
    unit: str | None
    indicator: str | None
    subject: str | None
    per: str | None = None


class Money(Fact, frozen=True, kw_only=True, tag="money"):
    """An amount of money, in digits or spelled out.

    Attributes:
        value: The amount in whole units of the currency; None for a range.
        low: Lower end of a range, else None.
        high: Upper end of a range, else None.
        currency: ISO 4217 code.
        comparator: How the text bounds the amount.
        measure: A level, a change over time, a gap.
        indicator: What the money is, as written.
        subject: Whose it is, as written.
        per: What the amount is reckoned on ("năm", "lượng").
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    currency: str
    comparator: Comparator = "="
    measure: AmountMeasure = "level"
    indicator: str | None
    subject: str | None
    per: str | None = None


class Official(Fact, frozen=True, kw_only=True, tag="official"):
    """A named person in a post.

    Attributes:
        person: Full name.
        position: The post without its organisation, as written.
        organisation: Whose post it is; None for a post that needs none.
        status: Whether the person holds it, held it, acts in it, or is being named to it.
        mentions: Every span that names the person, without the honorific.
    """

    person: str
    position: str
    organisation: Organisation | None
    status: Status = "incumbent"
    mentions: tuple[Span, ...]


class Agency(Fact, frozen=True, kw_only=True, tag="agency"):
    """An organisation that the article names.

    Attributes:
        name: Full official name, abbreviations expanded.
        kind: What sort of body it is.
        level: Of a Vietnamese state or party body, else None.
        place: Province or city of a local body, full name, else None.
        mentions: Every span that names it, abbreviations included.
    """

    name: str
    kind: AgencyKind
    level: Level | None = None
    place: str | None = None
    mentions: tuple[Span, ...]


class LegalDocument(Fact, frozen=True, kw_only=True, tag="document"):
    """A legal or administrative document cited by its number.

    Attributes:
        kind: What sort of document it is: "Quyết định".
        number: As written where it is fullest, less blanks: "766/QĐ-TTg", "17".
        issuer: Who issued it, full name, where the number or the text tells.
        issued: The day of issue, ISO 8601, where stated.
        title: What it is about, as written.
        mentions: Every span that gives its number.
    """

    kind: str
    number: str
    issuer: str | None = None
    issued: str | None = None
    title: str | None = None
    mentions: tuple[Span, ...]


class Event(Fact, frozen=True, kw_only=True, tag="event"):
    """A conference, session, ceremony, festival or meeting that the article reports or announces.

    Attributes:
        name: As written, a quoted title right behind the noun included.
        place: Where it takes place, as written.
        organisers: Who holds it, bare names as written.
        theme: What "với chủ đề" introduces, as written.
        mentions: Every span that names it, the bare noun included where it means it.
    """

    name: str
    place: str | None = None
    organisers: tuple[str, ...]
    theme: str | None = None
    mentions: tuple[Span, ...]


AnyFact = Percentage | Ranking | Quantity | Money | Official | Agency | LegalDocument | Event

# What a record is scored by (FACTS.md, section 5), and so what identifies it.
CORE_SLOTS: dict[str, tuple[str, ...]] = {
    "percentage": (
        "value", "low", "high", "comparator", "measure", "indicator", "subject", "date",
        "modality",
    ),
    "ranking": (
        "rank", "out_of", "comparator", "subject", "index", "scope", "change", "date", "modality",
    ),
    "quantity": (
        "value", "low", "high", "out_of", "comparator", "measure", "unit", "date", "modality",
    ),
    "money": ("value", "low", "high", "currency", "comparator", "measure", "date", "modality"),
    "official": ("person", "position", "organisation", "status"),
    "agency": ("name", "kind"),
    "document": ("kind", "number"),
    "event": ("name", "date"),
}  # fmt: skip


def with_id(fact: AnyFact) -> AnyFact:
    """Return the fact with its id: a hash of document, type, anchor and core slots."""
    kind = str(fact.__struct_config__.tag)
    anchor = (fact.anchor.start, fact.anchor.end)
    slots = [getattr(fact, slot) for slot in CORE_SLOTS[kind]]
    key = msgspec.json.encode((fact.doc_id, kind, anchor, slots))
    return msgspec.structs.replace(fact, id=hashlib.blake2b(key, digest_size=12).hexdigest())
