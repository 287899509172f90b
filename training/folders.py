"""Folders of labelled articles: `texts/`, `gold.jsonl`, perhaps `meta.jsonl` (docs/models.md)."""

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read.published import parse_published

NUMERIC = ("percentage", "ranking", "quantity", "money")
Record = dict[str, Any]


class Labelled(msgspec.Struct, frozen=True):
    """An article as the rules read it, with its labels.

    Attributes:
        name: Folder and article.
        document: The article.
        gold: Its gold records. Those of figures that are no facts have a reason under `no`.
    """

    name: str
    document: Document
    gold: list[Record]

    @property
    def is_whole(self) -> bool:
        """Whether all of its facts are labelled, of every type, not its figures alone."""
        return any(record["type"] not in NUMERIC for record in self.gold)


def read_folder(folder: Path, pipeline: Pipeline) -> Iterator[Labelled]:
    """Yield the articles of a folder with `texts/`, `gold.jsonl` and perhaps `meta.jsonl`.

    Those that its `split.toml` keeps for tests are left out.
    """
    split = folder / "split.toml"
    kept = tomllib.loads(split.read_text("utf-8"))["test"] if split.exists() else []
    gold: dict[str, list[Record]] = defaultdict(list)
    for record in _rows(folder / "gold.jsonl"):
        gold[record["doc_id"]].append(record)
    meta = {row["doc_id"]: row for row in _rows(folder / "meta.jsonl")}
    for doc_id in sorted(set(gold) - set(kept)):
        content = (folder / "texts" / doc_id).read_bytes().decode("utf-8")
        known = meta.get(doc_id, {})
        published = known.get("published") if "url" in known else None
        source = Source(
            doc_id=doc_id,
            content=content,
            media="html" if doc_id.endswith(".html") else "text",
            metadata=Metadata(
                url=known.get("url"),
                published=parse_published(published) if published else None,
            ),
        )
        yield Labelled(f"{folder.name}/{doc_id}", pipeline(source), gold[doc_id])


def _rows(file: Path) -> list[Record]:
    if not file.exists():
        return []
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
