"""Builds gold.jsonl from the hand labels in labels/*.toml.

The labels quote the articles; this tool finds the quotes and writes each fact with offsets in
the form of the contract. Run `python corpus/build.py` after a change of a label or a text, and
with `--check` to learn whether gold.jsonl is up to date; `--pin` raises what floors.toml pins.
GUIDE.md says how to label, and guards.py what is refused.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import regex

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from corpus.errors import LabelError
from corpus.floors import pin
from corpus.guards import check, check_page
from corpus.page import Page, page_of
from tinvan.convert.slots import KINDS, OUTPUT_ONLY, Record
from tinvan.document import Document, Source
from tinvan.pipeline import Pipeline
from tinvan.read import Read

HERE = Path(__file__).parent
MADE_HERE = frozenset({"doc_id", "anchor", "date", "modality", "attribution", "mentions"})
FOR_MARKING = frozenset({"at", "nth", "mentions", "alt", "optional", "sure"})

Bounds = tuple[int, int]
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


class Quotes:
    """Finds quotes in an article, between the first and the last words of its content.

    A quote is some words of the article; where it has {braces}, the part in them is meant, and
    the rest is there to find it. Any blanks match any blanks.

    Args:
        file: The label file, for errors.
        document: The article, read.
        labels: The label file's content.
    """

    def __init__(self, file: str, document: Document, labels: Labels) -> None:
        self.file, self.document = file, document
        self._text, self._start = document.view.text, 0
        self._start = self.find(labels.begins, "begins", nth=1)[0]
        self._text = self._text[: self.find(labels.ends, "ends")[1]]

    def find(self, quote: str, fact: str, nth: int | None = None) -> Bounds:
        """Return where a quote stands that is the only one of its kind, or the nth.

        Raises:
            LabelError: If it is missing, or stands several times and none is chosen.
        """
        places = self._places(quote, self._start, fact)
        if nth is None and len(places) > 1:
            problem = f"«{quote}» stands {len(places)} times"
            remedy = "Quote more, with {braces} around the part meant, or give nth"
            raise LabelError(self.file, fact, problem, remedy)
        if nth is not None and not 1 <= nth <= len(places):
            problem = f"«{quote}» stands {len(places)} times, not {nth}"
            raise LabelError(self.file, fact, problem, "Mend nth")
        return places[(nth or 1) - 1]

    def follow(self, quotes: Iterable[str], fact: str) -> list[Bounds]:
        """Return where quotes stand, each searched behind the one before.

        Raises:
            LabelError: If one is missing.
        """
        found: list[Bounds] = []
        for quote in quotes:
            start = found[-1][1] if found else self._start
            found.append(self._places(quote, start, fact)[0])
        return found

    def _places(self, quote: str, start: int, fact: str) -> list[Bounds]:
        """Return the bounds of the part meant wherever the quote stands behind an offset."""
        parts = regex.fullmatch(r"([^{]*)\{([^}]*)\}(.*)", quote)
        before, part, after = parts.groups() if parts else ("", quote, "")
        # A whole word, a whole number: "5%" is not in "8,5%". A unit may be glued on: "{5}km".
        end = "" if after[:1].isalpha() else r"(?!\w)"
        whole = rf"(?<!\w)(?<!\d[.,]){_any_blanks(part)}{end}"
        pattern = f"{_any_blanks(before)}({whole}){_any_blanks(after)}"
        # The words before the part may stand before `start`; the part itself may not.
        found = [match.span(1) for match in regex.finditer(pattern, self._text)]
        if places := [bounds for bounds in found if bounds[0] >= start]:
            return places
        problem = f"«{quote}» is not in the content, or not behind the mention before it"
        remedy = "Copy it from the article; give mentions in reading order"
        raise LabelError(self.file, fact, problem, remedy)


def _any_blanks(text: str) -> str:
    """Return a pattern for a text, any blanks for its blanks."""
    return r"\s+".join(regex.escape(word) for word in regex.split(r"\s+", text))


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


def read_article(text: Path) -> Document:
    """Read an article of a corpus as far as the text that gold offsets index."""
    content = text.read_bytes().decode("utf-8")
    media: Literal["html", "text"] = "html" if text.suffix == ".html" else "text"
    source = Source(doc_id=text.name, content=content, media=media)
    return Pipeline((Read(),))(source)


def build(corpus: Path = HERE) -> list[Record]:
    """Return the gold records of all articles of a corpus, in order of article and place.

    Args:
        corpus: A folder with `labels/`, and `texts/` there or in the folder above it.

    Raises:
        LabelError: If a label cannot be used.
    """
    files = sorted((corpus / "labels").glob("*.toml"))
    return [record for file in files for record in label_article(file)]


def home_of_texts(labelled: Path) -> Path:
    """Return the corpus whose texts are labelled: a second labelling lies in the first's folder."""
    return labelled if (labelled / "texts").is_dir() else labelled.parent


def label_article(file: Path) -> list[Record]:
    """Return the gold records of one label file, in order of place.

    Raises:
        LabelError: If a label cannot be used.
    """
    try:
        labels = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Labels)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LabelError(file.name, None, str(error), "Compare with another file") from error
    corpus = home_of_texts(file.parent.parent)
    (article,) = (corpus / "texts").glob(f"{file.stem}.*")
    document = read_article(article)
    quotes = Quotes(file.name, document, labels)
    page = page_of(document, corpus)
    records = [
        Labelling(kind, single, labels, quotes, page).record()
        for kind in KINDS
        for label in getattr(labels, kind)
        for single in _single_posts(label)
    ]
    records.sort(key=lambda record: (record["anchor"]["start"], record["anchor"]["end"]))
    check_page(file.name, records)
    return records


def _single_posts(label: Record) -> Iterator[Record]:
    """Yield an official's label once for every post, any other as it is."""
    shared = {key: value for key, value in label.items() if key != "post"}
    for post in label.get("post", [{}]):
        yield shared | post


def as_jsonl(records: Iterable[Record]) -> str:
    """Return the records as the text of gold.jsonl."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def main() -> int:
    """Build gold.jsonl, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether it is up to date")
    parser.add_argument(
        "--corpus", type=Path, default=HERE, help="a folder of texts/ and labels/ (default: this)"
    )
    parser.add_argument("--pin", action="store_true", help="raise floors.toml to what is there")
    arguments = parser.parse_args()
    file = arguments.corpus / "gold.jsonl"
    try:
        records = build(arguments.corpus)
        gold = as_jsonl(records)
        if not arguments.check:
            file.write_text(gold, encoding="utf-8")
        if arguments.pin:
            pin(arguments.corpus, records)
    except LabelError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if arguments.check and file.read_text(encoding="utf-8") != gold:
        sys.stderr.write("gold.jsonl is not up to date: run python corpus/build.py\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
