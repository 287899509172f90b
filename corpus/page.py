"""What guards know of an article: its words, and which of its lines are furniture."""

import csv
import re
import unicodedata
from collections.abc import Container
from pathlib import Path
from typing import NamedTuple

from corpus.errors import LabelError
from tinvan.document import CONTENT_LABELS, Document


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
