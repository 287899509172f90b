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
from typing import Literal

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from corpus.errors import LabelError
from corpus.floors import pin
from corpus.guards import check_page
from corpus.labelling import Labelling, Labels
from corpus.page import page_of
from corpus.quotes import Quotes
from tinvan.convert.slots import KINDS, Record
from tinvan.document import Document, Source
from tinvan.pipeline import Pipeline
from tinvan.read import Read

HERE = Path(__file__).parent


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
    quotes = Quotes(file.name, document, labels.begins, labels.ends)
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
