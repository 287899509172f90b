"""What is refused of hand labels: what contradicts itself, its text, or the contract.

Each guard is a function from a record to what is wrong with it and what to do, or None. A label
that is right all the same names the slots that it is sure of, `sure = ["value"]`, and the guards of
these are not asked; why, is said in a comment beside it.
"""

import csv
import datetime as dt
import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tinvan import find_values
from tinvan.convert.slots import KINDS, WITH_MENTIONS, Record, fields_of
from tinvan.document import CONTENT_LABELS, Document
from tinvan.errors import TinvanError

NUMERIC = ("percentage", "ranking", "quantity", "money")
AMOUNTS = ("value", "low", "high")
# Slots that hold words of the article; names in full, and vocabularies, need not stand in it.
VERBATIM = (
    "indicator", "subject", "of", "index", "scope", "publisher", "attribution", "unit", "per",
    "person", "position", "organisation", "title", "theme", "organisers",
)  # fmt: skip
TELLS_APART = ("subject", "scope", "indicator", "index", "position", "organisation", "measure")


class LabelError(TinvanError):
    """A label that cannot be used.

    Args:
        file: The label file.
        fact: The fact in it, or None where the whole file is meant.
        problem: What is wrong.
        remedy: What to do about it.
    """

    def __init__(self, file: str, fact: str | None, problem: str, remedy: str) -> None:
        where = f"labels/{file}" + (f", {fact}" if fact else "")
        super().__init__(f"{where}: {problem}. {remedy}")


class Refusal(NamedTuple):
    """Why a label is refused.

    Attributes:
        slot: The slot that is wrong.
        problem: What is wrong with it.
        remedy: What to do about it.
    """

    slot: str
    problem: str
    remedy: str


class Page(NamedTuple):
    """What guards know of an article.

    Attributes:
        words: Its words, folded.
        text: Its text, folded.
        furniture: The raw offsets of lines that are no content, as far as `lines.tsv` tells.
    """

    words: frozenset[str]
    text: str
    furniture: Container[int] = frozenset()


def page_of(document: Document, corpus: Path) -> Page:
    """Return what guards know of an article of a corpus."""
    labels = line_labels(corpus).get(document.source.doc_id, {})
    furniture: set[int] = set()
    for line in document.lines:
        if labels.get(line.number, "body") not in CONTENT_LABELS:
            furniture.update(range(*document.view.raw_bounds(line.start, line.end)))
    text = folded(document.view.text)
    return Page(frozenset(words(text)), text, furniture)


def line_labels(corpus: Path) -> dict[str, dict[int, str]]:
    """Return the labels of lines by article and number, of `lines.tsv` and `lines/*.tsv`."""
    labels: dict[str, dict[int, str]] = {}
    for path in (corpus / "lines.tsv", *sorted((corpus / "lines").glob("*.tsv"))):
        if not path.exists():
            continue
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                known, number = labels.setdefault(row["doc_id"], {}), int(row["line"])
                if number in known:
                    where = f"{path.name}, {row['doc_id']} line {number}"
                    raise LabelError(path.name, where, "it is labelled twice", "Drop one row")
                known[number] = row["label"]
    return labels


def folded(text: str) -> str:
    """Return a text without differences of case, blanks and Unicode form."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def words(text: str) -> set[str]:
    """Return the words of a text, folded; of "465m2" the unit too."""
    text = folded(text)
    return set(re.findall(r"\w+", text)) | set(re.findall(r"(?<=\d)[^\W\d]\w*", text))


def check_page(file: str, records: Iterable[Record]) -> None:
    """Refuse facts of an article that contradict each other.

    Raises:
        LabelError: If two do.
    """
    certain = [record for record in records if not record.get("optional")]
    for one, other in itertools.combinations(certain, 2):
        if problem := _contradiction(one, other):
            fact = f"{one['type']} «{one['anchor']['text']}»"
            remedy = "Drop one, tell them apart, or mark the doubtful one optional"
            raise LabelError(file, fact, problem, remedy)


def _contradiction(one: Record, other: Record) -> str | None:
    """Return what two facts contradict each other in."""
    kinds = (one["type"], other["type"])
    same = one["anchor"] == other["anchor"]
    if kinds[0] == kinds[1] and kinds[0] in ("official", "agency"):
        name = "person" if kinds[0] == "official" else "name"
        both = [span["text"] for span in one["mentions"] if span in other["mentions"]]
        if both and one[name] != other[name]:
            return f"its mention «{both[0]}» is one of «{other[name]}» too"
    if kinds[0] == kinds[1] and same and _told(one) == _told(other):
        return "it is labelled twice"
    number = f"{other['type']} «{other['anchor']['text']}»"
    if set(kinds) <= set(NUMERIC) and _overlap(one["anchor"], other["anchor"]):
        if kinds[0] != kinds[1]:
            return f"its number is that of {number} too"
        if not same:
            return f"its number is a part of that of {number}, or the other way round"
    return None


def _told(record: Record) -> str:
    return json.dumps([record.get(slot) for slot in TELLS_APART])


def _overlap(one: Record, other: Record) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def check(record: Record, page: Page, sure: Container[str]) -> Refusal | None:
    """Return why a record is refused, or None.

    Args:
        record: The record.
        page: The article.
        sure: The slots that the label is sure of.
    """
    refusals = (refusal for guard in GUARDS for refusal in guard(record, page))
    return next((refusal for refusal in refusals if refusal.slot not in sure), None)


def _furniture(record: Record, page: Page) -> Iterator[Refusal]:
    for span in (record["anchor"], *record.get("mentions", ())):
        if span["start"] in page.furniture:
            problem = f"«{span['text']}» stands in a line that is no content"
            yield Refusal("anchor", problem, "Quote its place in the content, or mend lines.tsv")


def _anchor(record: Record, _page: Page) -> Iterator[Refusal]:
    if record["type"] in WITH_MENTIONS and record["anchor"] not in record.get("mentions", ()):
        problem = f"the anchor «{record['anchor']['text']}» is none of the mentions"
        yield Refusal("mentions", problem, "List every place in reading order, the anchor too")


def _verbatim(record: Record, page: Page) -> Iterator[Refusal]:
    for slot in VERBATIM:
        # Of an organisation the words are given once; its alternatives are names in full.
        others = () if slot == "organisation" else record.get("alt", {}).get(slot, ())
        for phrase in _phrases([record.get(slot), *others]):
            if missing := sorted(set(re.findall(r"\w+", folded(phrase))) - page.words):
                problem = f"{slot} «{phrase}» has words that the article has not: {missing}"
                yield Refusal(slot, problem, "Copy the shortest phrase that names it")


def _phrases(values: Iterable[Any]) -> Iterator[str]:
    """Yield the texts of a slot: of an organisation as written, of organisers each."""
    for value in values:
        if isinstance(value, dict):
            yield value["text"]
        elif isinstance(value, list):
            yield from value
        elif isinstance(value, str):
            yield value


def _number(record: Record, _page: Page) -> Iterator[Refusal]:
    if record["type"] not in NUMERIC:
        return
    text = record["anchor"]["text"]
    read = set(_numbers_read(text))
    if not read:
        return
    slots = ("rank",) if record.get("rank") is not None else ("change", *AMOUNTS)
    for slot in slots:
        value = record.get(slot)
        if value is not None and not any(abs(abs(value) - n) <= 1e-9 * n for n in read):
            told = ", ".join(f"{number:.12g}" for number in sorted(read))
            problem = f"{slot} is {value}, but «{text}» reads as {told}"
            yield Refusal(slot, problem, 'Mend it, or be sure = ["' + slot + '"] and say why')


def _numbers_read(text: str) -> Iterator[float]:
    """Yield the numbers of an anchor as tinvan reads them; where it reads none, its digits."""
    found = False
    for value in find_values(text):
        for name in (*AMOUNTS, "rank", "out_of", "change", "numerator", "denominator"):
            number = value.to_dict().get(name)
            if isinstance(number, int | float):
                found = True
                yield abs(float(number))
    if not found:
        yield from map(float, re.findall(r"(?<![\d.,])\d+(?![.,]?\d)", text))


def _range(record: Record, _page: Page) -> Iterator[Refusal]:
    if record["type"] == "ranking":
        rank, out_of, change = (record[slot] for slot in ("rank", "out_of", "change"))
        if rank is None and change is None:
            yield Refusal("rank", "it has neither rank nor change", "Give one")
        if rank is not None and out_of is not None and rank > out_of:
            yield Refusal("rank", f"rank {rank} is beyond {out_of}", "Mend one")
    elif record["type"] in NUMERIC:
        value, low, high = (record[slot] for slot in AMOUNTS)
        ends = [end for end in (low, high) if end is not None]
        if (value is None) is (not ends):
            yield Refusal("value", "it needs a value, or a range's ends", "A range has no value")
        if len(ends) == 1 or sorted(ends) != ends:
            yield Refusal("low", f"{low}..{high} is no range", "Give low and high, low first")


def _date(record: Record, page: Page) -> Iterator[Refusal]:
    for day in (record["date"], *record.get("alt", {}).get("date", ())):
        ends = [day[end] for end in ("start", "end") if day and day[end]]
        if bad := [end for end in ends if not _is_day(end)]:
            yield Refusal("date", f"{bad[0]!r} is no day", 'Write "2020-09-17"')
        elif sorted(ends) != ends:
            yield Refusal("date", f"{ends[0]} is behind {ends[1]}", "Give the first day first")
    if (issued := record.get("issued")) and not _is_day(issued):
        yield Refusal("issued", f"{issued!r} is no day", 'Write "2020-09-17"')
    if record["date"] is None:
        return
    basis, text = record["date"]["basis"], record["date"]["text"]
    if (text is None and basis == "stated") or (text is not None and basis == "published"):
        remedy = "“stated” has the words of the text, “published” has none"
        yield Refusal("date", f"a date that is {basis} has the text {text!r}", remedy)
    if text is not None and folded(text) not in page.text:
        remedy = "Copy the time expression, without its preposition"
        yield Refusal("date", f"the date's «{text}» does not stand in the article", remedy)


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _alternatives(record: Record, _page: Page) -> Iterator[Refusal]:
    kind = record["type"]
    for slot, values in record.get("alt", {}).items():
        if slot not in fields_of(kind):
            problem = f"a {kind} has no {slot} that could be another"
            yield Refusal("alt", problem, f"Use {sorted(fields_of(kind))}")
            continue
        for value in values:
            if value == record[slot] or values.count(value) > 1:
                remedy = "Drop it: alt is for answers that differ"
                yield Refusal("alt", f"alt repeats {slot} {value!r}", remedy)
            if slot not in ("date", "organisation") and (why := _not_allowed(record, slot, value)):
                yield Refusal("alt", why, "Use a value that the contract allows")


def _not_allowed(record: Record, slot: str, value: object) -> str | None:
    whole = record | {"id": "", "evidence": record["anchor"], "rule": "label", slot: value}
    try:
        msgspec.convert(whole, KINDS[record["type"]])
    except msgspec.ValidationError as error:
        return f"alt: {error}"
    return None


GUARDS: tuple[Callable[[Record, Page], Iterator[Refusal]], ...] = (
    _furniture, _anchor, _verbatim, _number, _range, _date, _alternatives,
)  # fmt: skip
