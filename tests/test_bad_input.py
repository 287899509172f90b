"""What hostile articles do to a whole run: at worst they cost themselves.

Hostile archives, rows, tables and markup have files of their own; kills are in `test_batch.py`.
"""

import json
import pickle
import time
import unicodedata
from pathlib import Path

import pytest

from tests.batches import lines
from tests.test_cli import tinvan
from tinvan.errors import RuleError
from tinvan.models import weights as weights_module
from tinvan.models.weights import Weights

GOOD = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."
SECRET = "Tin này không ai được đọc"


def read(path: Path, out: Path, *options: str) -> tuple[list[str], list[str]]:
    """Return the articles that were read, and the reasons of the rejects."""
    result = tinvan("extract", path, "--out", out, *options)
    assert result.exit_code in (0, 3), result.stderr
    docs, rejects = lines(out / "docs.jsonl"), lines(out / "rejects.jsonl")
    return [doc["doc_id"] for doc in docs], [reject["reason"] for reject in rejects]


def texts(out: Path) -> str:
    return "".join((out / name).read_text(encoding="utf-8") for name in ("docs.jsonl", "run.json"))


@pytest.mark.parametrize("workers", [[], ["--workers", "1"]], ids=["here", "guarded"])
def test_ids_are_no_file_names(tmp_path: Path, workers: list[str]) -> None:
    names = ["../../x", "/etc/passwd", "a" * 300, "Hà Nội", unicodedata.normalize("NFD", "Hà Nội")]
    path = tmp_path / "in" / "tin.jsonl"
    path.parent.mkdir()
    path.write_text("".join(json.dumps({"id": name, "text": GOOD}) + "\n" for name in names))
    out = tmp_path / "a" / "b" / "out"
    assert read(path, out, *workers) == (names, [])
    assert not any("duplicate" in warning for doc in lines(out / "docs.jsonl")
                   for warning in doc["warnings"])  # fmt: skip
    written = {entry.name for entry in tmp_path.rglob("*") if entry.is_file()}
    shards = {entry.name for entry in tmp_path.rglob("shards/*")}
    assert written - shards == {
        "tin.jsonl", "facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json"
    }  # fmt: skip


def test_nan_is_nothing(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    rows = ['{"id": "a", "text": NaN}', '{"id": "b", "text": "' + GOOD + '"}', '{"text": Infinity}']
    path.write_text("\n".join(rows), encoding="utf-8")
    assert read(path, tmp_path / "out") == (["b"], ["no-text", "no-text"])


def test_external_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET, encoding="utf-8")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
        f"<html><body><p>{GOOD} &x;</p></body></html>"
    )
    path = tmp_path / "tin.xhtml"
    path.write_text(page, encoding="utf-8")
    assert read(path, tmp_path / "out") == (["tin.xhtml"], [])
    assert SECRET not in texts(tmp_path / "out")


def test_entities_of_entities_do_not_multiply(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    page = f"<!DOCTYPE html [{entities}]><html><body><p>{GOOD} &a9;</p></body></html>"
    path = tmp_path / "tin.xhtml"
    path.write_text(page, encoding="utf-8")
    read(path, tmp_path / "out")
    assert len(texts(tmp_path / "out")) < 20_000


@pytest.mark.parametrize(
    "text",
    [" " * 50_000, "1." * 20_000, "số " * 15_000, "-" * 50_000, "(" * 30_000, "1/" * 20_000],
    ids=["blanks", "points", "words", "dashes", "brackets", "slashes"],
)
def test_text_made_for_patterns_is_read_in_bounded_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(f"{GOOD} {text} {GOOD}", encoding="utf-8")
    began = time.process_time()
    done, reasons = read(path, tmp_path / "out")
    assert time.process_time() - began < 30
    assert len(done) + len(reasons) == 1


def test_a_pickled_model_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module, "find_rules", lambda: tmp_path)
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "date.json").write_bytes(pickle.dumps({"token": 1}))
    with pytest.raises(RuleError, match=r"training\.train"):
        Weights.load("date")


@pytest.mark.large
@pytest.mark.parametrize("workers", [[], ["--workers", "1", "--timeout", "60"]])
def test_a_huge_paragraph_is_read_or_rejected(tmp_path: Path, workers: list[str]) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(f"{GOOD} " * 200_000, encoding="utf-8")
    assert read(path, tmp_path / "out", *workers) == ([], ["too-large"])


@pytest.mark.large
def test_a_huge_table_is_read_or_rejected(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Xã {n}</td><td>{n}</td></tr>" for n in range(50_000))
    path = tmp_path / "tin.html"
    path.write_text(f"<p>{GOOD}</p><table>{rows}</table>", encoding="utf-8")
    began = time.monotonic()
    done, reasons = read(path, tmp_path / "out", "--workers", "1", "--timeout", "60")
    assert time.monotonic() - began < 60 + 60
    assert done == ["tin.html"] or reasons == ["timeout"]
