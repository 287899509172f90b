"""What is refused of hand labels: what contradicts itself, its text, or the contract.

Each guard is a function from a record to what is wrong with it and what to do, or None. A label
that is right all the same names the slots that it is sure of, `sure = ["value"]`, and the guards of
these are not asked; why, is said in a comment beside it.
"""

import datetime as dt
import itertools
import json
import math
import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from corpus.errors import LabelError
from corpus.page import Page, folded
from tinvan import Value, find_values
from tinvan.convert.slots import KINDS, WITH_MENTIONS, Record, fields_of

NUMERIC = ("percentage", "ranking", "quantity", "money")
AMOUNTS = ("value", "low", "high")
# Slots that hold words of the article; names in full, and vocabularies, need not stand in it.
VERBATIM = (
    "indicator", "subject", "of", "index", "scope", "publisher", "attribution", "unit", "per",
    "person", "position", "organisation", "title", "theme", "organisers",
)  # fmt: skip
TELLS_APART = ("subject", "scope", "indicator", "index", "position", "organisation", "measure")


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
    values = find_values(text)
    read = {*_numbers_of(values), *_digits_beside(values, text)}
    # Where the anchor is no amount as a whole ("5,4" of a table in billions), scales differ.
    kinds = [value.kind for value in values if value.text == text]
    exact = "money" in kinds if record["type"] == "money" else kinds
    scales = (1.0,) if exact else (1.0, 1e-2, 1e3, 1e6, 1e9, 1e12)
    slots = ("rank",) if record.get("rank") is not None else ("change", *AMOUNTS)
    for slot in slots:
        value = record.get(slot)
        if value is None or not read:
            continue
        if not any(math.isclose(abs(value), n * scale) for n in read for scale in scales):
            told = ", ".join(f"{number:.12g}" for number in sorted(read))
            yield Refusal(slot, f"{slot} is {value}, but «{text}» reads as {told}", "Mend it")


def _numbers_of(values: Iterable[Value]) -> Iterator[float]:
    """Yield the numbers that values hold."""
    for value in values:
        held = value.to_dict()
        for name in (*AMOUNTS, "rank", "out_of", "change", "numerator", "denominator"):
            if isinstance(held.get(name), int | float):
                yield abs(float(held[name]))


def _digits_beside(values: Sequence[Value], text: str) -> Iterator[float]:
    """Yield the numbers in digits that no value has read, and what "1,248" is in English."""
    yield from (float(n.replace(",", "")) for n in re.findall(r"\b\d{1,3}(?:,\d{3})+\b", text))
    for match in re.finditer(r"\d+(?:\.\d{3})*(?:,\d+)?", text):
        if not any(value.start < match.end() and match.start() < value.end for value in values):
            yield float(match[0].replace(".", "").replace(",", "."))


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
