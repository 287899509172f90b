"""Reading what is to be scored: facts, and what is known of their articles."""

from __future__ import annotations

import codecs
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import msgspec

from tinvan.document import LineLabel
from tinvan.errors import InputError, OutputError
from tinvan.facts import CORE_SLOTS
from tinvan.score.articles import Article, LineBounds
from tinvan.score.slots import Record

if TYPE_CHECKING:
    from tinvan.document import Source

GOLD, LINES, META, TEXTS = "gold.jsonl", "lines.tsv", "meta.jsonl", "texts"
# What a run calls its files. The module that writes them would bring the readers of pages along.
_FACTS, _DOCS = "facts.jsonl", "docs.jsonl"
FIELDS = ("title", "published", "author", "source")
"""The metadata that is scored (FACTS.md, section 6)."""

_COLUMNS = ("doc_id", "line", "label")

Labels = dict[str, dict[int, str]]


class Gold(NamedTuple):
    """The right answers.

    Attributes:
        facts: Of all articles.
        labels: The right label of each line by its number, by doc_id.
        metadata: The right metadata by doc_id.
    """

    facts: Sequence[Record]
    labels: Mapping[str, Mapping[int, str]]
    metadata: Mapping[str, Record]


class Run(NamedTuple):
    """What is to be scored.

    Attributes:
        facts: Of all articles.
        documents: What the run made of each article, by doc_id; empty where that is not there.
    """

    facts: Sequence[Record]
    documents: Mapping[str, Record]


def read_gold(path: Path, lines: Path | None = None, meta: Path | None = None) -> Gold:
    """Read gold facts, or a folder that has them with labels of lines and metadata beside them.

    Args:
        path: A file of facts, or a folder with gold.jsonl, and perhaps lines.tsv and meta.jsonl.
        lines: Labels of lines that stand elsewhere.
        meta: Metadata that stands elsewhere.

    Raises:
        InputError: If something cannot be read, naming the line.
    """
    if path.is_dir():
        lines, meta = lines or _there(path / LINES), meta or _there(path / META)
        path = path / GOLD
    return Gold(
        facts=read_facts(path),
        labels=read_labels(lines) if lines else {},
        metadata=_rows(meta) if meta else {},
    )


def read_run(path: Path) -> Run:
    """Read the facts of a run, and its docs.jsonl if that stands beside them.

    Args:
        path: A file of facts, or the folder of a run.

    Raises:
        InputError: If something cannot be read, naming the line.
    """
    facts = path / _FACTS if path.is_dir() else path
    records = read_facts(facts)
    documents = _there(facts.parent / _DOCS)
    return Run(records, _rows(documents) if documents else {})


def read_facts(path: Path) -> list[dict[str, Any]]:
    """Read a gold or output file; records of unknown types are left out.

    Raises:
        InputError: If it cannot be read, naming the line.
    """
    records = []
    for number, line in _lines(path):
        try:
            record = msgspec.json.decode(line)
            if record.get("type") in CORE_SLOTS:
                _check(record)
                records.append(record)
        except (msgspec.DecodeError, AttributeError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}: this is no fact ({error!r}). "
                "Each line must be a JSON object with type, doc_id and anchor {start, end}"
            ) from None
    return records


def read_labels(path: Path) -> Labels:
    """Read a table of doc_id, line and label, separated by tabs.

    Raises:
        InputError: If it cannot be read, naming the line.
    """
    labels: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for number, line in _lines(path):
        try:
            doc_id, at, label = (cell.strip() for cell in line.decode().split("\t"))
            if number > 1:
                _add_label(labels[doc_id], int(at), label)
            elif (doc_id, at, label) != _COLUMNS:
                raise ValueError("the first line must be “doc_id”, “line” and “label”")
        except ValueError as error:
            raise InputError(
                f"{path}, line {number}: this labels no line ({error}). "
                "Each line has a doc_id, the number of a line and its label, parted by tabs"
            ) from None
    return dict(labels)


def read_texts(path: Path) -> dict[str, Source]:
    """Read articles, by doc_id.

    Raises:
        InputError: If there are none.
    """
    from tinvan.document import Source
    from tinvan.read.inputs import Inputs

    items = Inputs([str(path)])
    return {item.doc_id: item for item in items if isinstance(item, Source)}


def write_report(path: Path, text: str) -> None:
    """Write a report.

    Raises:
        OutputError: If that cannot be done.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}. Name another file") from None


def make_articles(gold: Gold, run: Run, texts: Mapping[str, Source]) -> dict[str, Article]:
    """Put together what is known of each article, by doc_id.

    The text that the run wrote down outranks the input, because its offsets index it; the
    metadata of the gold outranks that of the run.
    """
    facts = [*gold.facts, *run.facts]
    ids = sorted({fact["doc_id"] for fact in facts} | set(gold.labels))
    addresses = {fact["doc_id"]: fact for fact in run.facts if fact.get("url")}
    return {
        doc_id: _article(
            doc_id,
            gold.metadata.get(doc_id, {}),
            run.documents.get(doc_id),
            addresses.get(doc_id, {}),
            texts.get(doc_id),
            gold.labels.get(doc_id, {}),
        )
        for doc_id in ids
    }


def _article(
    doc_id: str,
    known: Record,
    document: Record | None,
    fact: Record,
    source: Source | None,
    labels: Mapping[int, str],
) -> Article:
    """Put together what is known of one article."""
    read: Record = document or {}
    origins = read.get("origins") or {}
    text = source.content if source and source.media == "text" else None
    return Article(
        doc_id,
        text=read.get("text") or text,
        url=known.get("url") or read.get("url") or read.get("canonical") or fact.get("url"),
        source=known.get("source") or read.get("source"),
        published=known.get("published") or read.get("published") or fact.get("published"),
        metadata=None if document is None else {field: read.get(field) for field in FIELDS},
        given={field for field in FIELDS if read.get(field) and field not in origins},
        lines=[
            LineBounds(line["number"], line["start"], line["end"], line.get("label"))
            for line in read.get("lines") or ()
        ],
        labels=labels,
    )


def _add_label(labels: dict[int, str], number: int, label: str) -> None:
    """Add the label of a line.

    Raises:
        ValueError: If there is no such label, or the line has one already.
    """
    known = get_args(LineLabel)
    if label not in known:
        raise ValueError(f"“{label}” is no label: use {', '.join(known)}")
    if number in labels:
        raise ValueError(f"line {number} is labelled twice")
    labels[number] = label


def _there(path: Path) -> Path | None:
    """Return a path if something is there."""
    return path if path.exists() else None


def _rows(path: Path) -> dict[str, Record]:
    """Read a file with one JSON object for each article, by doc_id.

    Raises:
        InputError: If it cannot be read, naming the line.
    """
    rows = {}
    for number, line in _lines(path):
        try:
            row = msgspec.json.decode(line)
            for seen in row.get("lines") or ():
                _ = seen["number"], seen["start"], seen["end"]
            rows[row["doc_id"]] = row
        except (msgspec.DecodeError, AttributeError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}: this is no article ({error!r}). "
                "Each line must be a JSON object with doc_id"
            ) from None
    return rows


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield the lines that are not blank, by number.

    Raises:
        InputError: If the file cannot be read.
    """
    try:
        lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Check the name") from None
    return ((number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _check(fact: Record) -> None:
    """See to it that a fact can be compared.

    Raises:
        KeyError, TypeError, AttributeError: If it cannot.
    """
    _ = fact["doc_id"] + ""
    mentions = (span for span in fact.get("mentions") or () if isinstance(span, dict))
    for span in (fact["anchor"], *mentions):
        _ = span["end"] - span["start"]
    _ = (fact.get("date") or {}).get("start")
    for answers in (fact.get("alt") or {}).values():
        _ = [*answers]
