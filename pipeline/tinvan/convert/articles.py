"""Articles with their labels: what all forms are converted from and to."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from tinvan.convert.errors import ConvertError, decode
from tinvan.convert.slots import (
    KINDS,
    OUTPUT_ONLY,
    SLOTS,
    WITH_MENTIONS,
    Record,
    fields_of,
    flat,
    nested,
)
from tinvan.document import Source
from tinvan.pipeline import Pipeline
from tinvan.read import Read
from tinvan.read.inputs import Inputs
from tinvan.spans import Span


class Article(msgspec.Struct, frozen=True):
    """An article with its facts.

    Attributes:
        doc_id: Identifies it (FACTS.md, section 1).
        text: What the offsets of its facts index.
        facts: Its facts in the form of gold records, in order of place; empty where nobody has
            labelled it, or it has none.
    """

    doc_id: str
    text: str
    facts: tuple[Record, ...] = ()


def read_texts(path: Path) -> dict[str, str]:
    """Return the texts that facts point at, by article.

    Args:
        path: A file or folder, as for `tinvan extract`.

    Raises:
        InputError: If it cannot be read.
    """
    read = Pipeline((Read(),))
    sources = (item for item in Inputs((str(path),)) if isinstance(item, Source))
    return {source.doc_id: read(source).view.raw for source in sources}


def read_gold(path: Path, texts: Mapping[str, str]) -> tuple[Article, ...]:
    """Read a file of facts, by hand or of `tinvan extract`, one JSON object a line.

    Args:
        path: The file.
        texts: The texts, by article; those without facts are given too.

    Raises:
        ConvertError: If a line is no fact of the contract, or is not on its text.
    """
    facts: dict[str, list[Record]] = {doc_id: [] for doc_id in texts}
    for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        remedy = "Each line must be a JSON object with type, doc_id and anchor"
        record = decode(line, dict[str, Any], where, remedy)
        doc_id = str(record.get("doc_id"))
        if doc_id not in texts:
            remedy = "Name with --texts what the facts were made of"
            raise ConvertError(where, f"there is no text of “{doc_id}”", remedy)
        facts[doc_id].append(checked(record, texts[doc_id], where))
    return tuple(Article(doc_id, texts[doc_id], tuple(facts[doc_id])) for doc_id in facts)


def write_gold(path: Path, articles: Iterable[Article]) -> None:
    """Write the facts of articles, one JSON object a line."""
    facts = (fact for article in articles for fact in article.facts)
    lines = "".join(json.dumps(fact, ensure_ascii=False) + "\n" for fact in facts)
    path.write_text(lines, encoding="utf-8", newline="")


def checked(record: Record, text: str, where: str) -> Record:
    """Return a record in the form of gold, if the contract allows it and its text has it.

    What only output has (`rule`, `evidence`, ...) is left out, what is missing set to its default.

    Args:
        record: A gold or an output record.
        text: The article.
        where: The record, for errors.

    Raises:
        ConvertError: If it is none of the contract, or its spans are not what the text has there.
    """
    kind = record.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ConvertError(where, f"“{kind}” is no type", f"Use one of {', '.join(KINDS)}")
    given = {name: value for name, value in record.items() if name not in OUTPUT_ONLY}
    whole = {"id": "", "rule": "label", "evidence": given.get("anchor"), **given}
    try:
        fact = msgspec.convert(_completed(whole, kind, where), KINDS[kind])
        alt = msgspec.convert(given.get("alt", {}), dict[str, list[Any]])
    except msgspec.ValidationError as error:
        raise ConvertError(where, f"{error}", "Use what the contract allows") from None
    if unknown := sorted(set(alt) - fields_of(kind)):
        raise ConvertError(where, f"alt has {', '.join(unknown)}", f"Use {sorted(fields_of(kind))}")
    spans = (fact.anchor, *getattr(fact, "mentions", ()))
    for span in spans:
        check_span(span, text, where)
    places = [(span.start, span.end) for span in spans[1:]]
    if kind in WITH_MENTIONS and (
        places != sorted(set(places)) or (spans[0].start, spans[0].end) not in places
    ):
        remedy = "Give every place once, in reading order, that of the anchor among them"
        raise ConvertError(where, "its mentions are out of order or lack the anchor", remedy)
    return made(kind, fact.doc_id, spans, flat(given), where)


def _completed(record: Record, kind: str, where: str) -> Record:
    """Return a record with the slots that it leaves out; those its type has not are errors."""
    known = set(KINDS[kind].__struct_fields__) | {"type", "alt", "optional"}
    if unknown := sorted(set(record) - known):
        remedy = "See “tinvan schema facts”"
        raise ConvertError(where, f"a {kind} has no {', '.join(unknown)}", remedy)
    needed = (slot.name for slot in SLOTS[kind] if slot.needed)
    if missing := [name for name in needed if record.get(name) is None]:
        raise ConvertError(
            where, f"{', '.join(missing)} is empty", f"No {kind} is without: fill it"
        )
    nothing: Record = {
        field.name: [] if field.name in ("mentions", "organisers") else None
        for field in msgspec.structs.fields(KINDS[kind])
        if field.required
    }
    rest = {name: value for name, value in record.items() if name not in ("alt", "optional")}
    return nothing | rest


def check_span(span: Span, text: str, where: str) -> None:
    """Refuse a span that is not in a text as it says.

    Raises:
        ConvertError: If so.
    """
    if not 0 <= span.start < span.end <= len(text):
        problem = f"[{span.start}, {span.end}) is no part of a text of {len(text)} characters"
        raise ConvertError(where, problem, "Is this the text that was labelled?")
    if text[span.start : span.end] != span.text:
        problem = f"the text has “{text[span.start : span.end]}” at {span.start}, not “{span.text}”"
        remedy = "Offsets count code points of the text as it is, line ends included"
        raise ConvertError(where, problem, remedy)


def made(
    kind: str, doc_id: str, spans: Iterable[Span], slots: Mapping[str, Any], where: str
) -> Record:
    """Return a gold record of its parts.

    Args:
        kind: The type of the fact.
        doc_id: The article.
        spans: The anchor, and behind it the mentions in order.
        slots: The slots, laid flat (`tinvan.convert.slots.flat`).
        where: The fact, for errors.

    Raises:
        ConvertError: If a slot is none of the type.
    """
    anchor, *mentions = msgspec.to_builtins(tuple(spans))
    record = nested(kind, slots, where)
    extra: Record = {name: record.pop(name) for name in ("alt", "optional") if name in record}
    if kind in WITH_MENTIONS:
        record["mentions"] = mentions
    return {"type": kind, "doc_id": doc_id, "anchor": anchor, **record, **extra}


def in_order(facts: Iterable[Record]) -> tuple[Record, ...]:
    """Return facts in order of place; those on one anchor stay as they are."""
    return tuple(sorted(facts, key=lambda f: (f["anchor"]["start"], f["anchor"]["end"])))
