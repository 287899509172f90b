"""Facts, articles and files that tests of the score share."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from tinvan.score.evaluation import Evaluation
from tinvan.score.files import Gold, Run
from tinvan.score.outcomes import Outcome

Fact = dict[str, Any]

TEXT = (
    "Tỉnh Hòa Sơn dẫn đầu\n\n"
    "Năm 2020, tỉ lệ hồ sơ trực tuyến của Hòa Sơn đạt 35-40% (huyện Mai 41,5%), tăng 2%.\n\n"
    "Bài liên quan: Giá vàng tăng 7%\n"
)
"""An article: its lines are 1 (title), 3 (body) and 5 (related)."""


def percentage(at: str, *, text: str = TEXT, **slots: object) -> Fact:
    """Return a percentage whose anchor stands in a text."""
    start = text.index(at)
    return {
        "type": "percentage", "doc_id": "a.txt", "value": 2, "low": None, "high": None,
        "comparator": "=", "measure": "level", "indicator": "hồ sơ trực tuyến",
        "subject": "Hòa Sơn", "of": None, "modality": "actual", "attribution": None,
        "anchor": {"start": start, "end": start + len(at), "text": at},
        "date": {"start": "2020-01-01", "end": "2020-12-31", "text": "Năm 2020", "basis": "stated"},
        **slots,
    }  # fmt: skip


def official(person: str, start: int, **slots: object) -> Fact:
    """Return an official."""
    return {
        "type": "official", "doc_id": "a.txt", "person": person, "position": "Giám đốc",
        "organisation": {"text": "Sở Y tế", "name": "Sở Y tế Tỉnh Hòa Sơn"}, "status": "incumbent",
        "date": None, "mentions": [],
        "anchor": {"start": start, "end": start + len(person), "text": person}, **slots,
    }  # fmt: skip


def agency(written: str, start: int, **slots: object) -> Fact:
    """Return an agency whose name is what is written."""
    return {
        "type": "agency", "doc_id": "a.txt", "name": written, "kind": "government",
        "level": "province", "place": "Tỉnh Hòa Sơn", "date": None, "mentions": [],
        "anchor": {"start": start, "end": start + len(written), "text": written}, **slots,
    }  # fmt: skip


def document(labels: Iterable[str] = ("title", "body", "related"), **known: object) -> Fact:
    """Return what a run says of the article: its lines with labels, and its text."""
    lines, start = [], 0
    given = iter(labels)
    for number, line in enumerate(TEXT.split("\n"), start=1):
        if line:
            bounds = {"start": start, "end": start + len(line)}
            lines.append({"number": number, **bounds, "label": next(given)})
        start += len(line) + 1
    return {"doc_id": "a.txt", "text": TEXT, "lines": lines, "origins": {}, **known}


def evaluate(
    gold: list[Fact],
    given: list[Fact],
    *,
    labels: Mapping[int, str] | None = None,
    read: Fact | None = None,
    base: list[Fact] | None = None,
    metadata: Fact | None = None,
) -> Evaluation:
    """Set facts of one article against gold."""
    documents = {"a.txt": read or document()}
    return Evaluation(
        Gold(gold, {"a.txt": labels} if labels else {}, {"a.txt": metadata} if metadata else {}),
        Run(given, documents),
        base=None if base is None else Run(base, documents),
    )


def rows(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Return the rows of a table by name."""
    return {str(name): dict(row) for name, row in table.astype(object).iterrows()}


def the_mistake(evaluation: Evaluation) -> Outcome:
    """Return the only mistake."""
    (outcome,) = evaluation.mistakes
    return outcome


def write(path: Path, rows: Iterable[Fact]) -> str:
    """Write rows as lines of JSON, and return where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return str(path)
