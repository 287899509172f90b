"""Runs of invented articles for `tinvan view`, hostile ones among them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner

from tinvan.cli import main
from tinvan.document import LineLabel
from tinvan.facts import AnyFact, Percentage, with_id
from tinvan.merge.indices import load_indices
from tinvan.output.records import DocumentRecord, LineRecord
from tinvan.output.stored import StoredRun
from tinvan.read.stage import split_lines
from tinvan.spans import Span
from tinvan.viewer import collect, write_page

HIJACK = "</script><script>document.title='hijacked'</script><img src=x onerror=alert(1)><!--"
BIDI = "\u202eđảo chiều\u202c"


def document(
    doc_id: str,
    text: str,
    labels: Sequence[LineLabel] = (),
    **known: Any,  # noqa: ANN401
) -> DocumentRecord:
    """Return the record of an article; lines without a label are body."""
    lines = split_lines(text)
    roles = [*labels, *["body"] * (len(lines) - len(labels))]
    fields: dict[str, Any] = {
        "doc_id": doc_id, "kind": "article", "url": None, "canonical": None, "title": None,
        "lead": None, "published": "2020-09-17", "modified": None, "author": None, "authors": (),
        "source": None, "section": None, "tags": (), "language": "vi", "origins": {},
        "day": "2020-09-17", "day_basis": "published", "facts": 0, "repairs": (), "warnings": (),
        "text": text,
    }  # fmt: skip
    made = tuple(
        LineRecord(number=line.number, start=line.start, end=line.end, label=role, rule="test.rule")  # type: ignore[arg-type]
        for line, role in zip(lines, roles, strict=True)
    )
    return DocumentRecord(**{**fields, **known}, lines=made)


def percentage(doc: DocumentRecord, words: str, **slots: Any) -> Percentage:  # noqa: ANN401
    """Return a percentage whose anchor is these words, at their first place."""
    text = str(doc.text)
    start = text.index(words)
    fields: dict[str, Any] = {"value": 1.0, "indicator": "hồ sơ", "subject": "tỉnh", "date": None}
    fact = Percentage(
        id="", doc_id=doc.doc_id, anchor=Span(start, start + len(words), words),
        evidence=Span(0, len(text), text), rule="test.rule", confidence=0.5, **{**fields, **slots},
    )  # fmt: skip
    made = with_id(fact)
    assert isinstance(made, Percentage)
    return made


def write_run(folder: Path, docs: Sequence[DocumentRecord], facts: Sequence[AnyFact]) -> StoredRun:
    """Write a run as `tinvan extract` does."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, records in (("docs.jsonl", docs), ("facts.jsonl", facts)):
        lines = b"".join(msgspec.json.encode(record) + b"\n" for record in records)
        (folder / name).write_bytes(lines)
    return StoredRun(folder)


def page_of(run: StoredRun) -> Path:
    """Write the page of a run beside it."""
    path = run.folder / "view.html"
    write_page(collect(run, load_indices(None)), path)
    return path


def extracted_page(folder: Path, *inputs: Path) -> Path:
    """Extract the facts of articles, and write their page."""
    result = CliRunner().invoke(main, ["extract", *map(str, inputs), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    return page_of(StoredRun(folder))


def hostile_run(folder: Path) -> StoredRun:
    """Write a run whose articles attack the page that shows them."""
    scripts = document(
        "scripts", f"{HIJACK}\n😀 Tin {BIDI} đạt 52,5% hồ sơ.\n", ("title", "body"),
        title=HIJACK, url="javascript:alert(document.domain)", author=f"<b>{HIJACK}</b>",
        warnings=(f"odd: {HIJACK}",),
    )  # fmt: skip
    long_line = "từ " * 340_000 + "sau cùng đạt 97% hồ sơ."
    long = document("long", long_line, title="Một dòng dài")
    overlaid = document(
        "overlaid", "Tỉnh đạt 12% đến 34% hồ sơ.", title="Chồng nhau", url="http://["
    )
    facts = [
        percentage(scripts, "52,5%", indicator=HIJACK, subject=BIDI),
        percentage(long, "97%"),
        percentage(overlaid, "12%"),
        percentage(overlaid, "12% đến 34%", value=None, low=12.0, high=34.0),
    ]
    return write_run(folder, [scripts, long, overlaid], facts)
