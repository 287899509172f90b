"""What hostile articles do to a whole run: at worst they cost themselves.

What cannot be read is one reject (article, reason, place) and exit code 3; what is odd is read with
a warning. Each row of `ROWS` has a test, marked with its number, here or in the files beside; files
are in `test_bad_input_files.py`, full disks in `test_bad_input_disk.py`.
"""

import importlib
import json
import os
import pickle
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from bench import poison
from tests.archives import response
from tests.batches import ARTICLES, lines
from tests.test_bad_input_files import CASES
from tests.test_cli import tinvan
from tinvan.batch.child import Work
from tinvan.ruleset import find_rules

ROWS = {
    1: "gzip bomb", 2: "zstd bomb, huge window", 3: "WARC with a record of 1 GB",
    4: "gzip in gzip", 5: "truncated gzip", 6: "truncated zstd", 7: "gzip of many members",
    8: "junk behind a gzip", 9: "truncated WARC", 10: "corrupt member inside a WARC",
    11: "wrong Content-Length", 12: "HTML nested 300 deep", 13: "HTML nested 20,000 deep",
    14: "a paragraph over 10 MB", 15: "a table of 50,000 rows", 16: "colspan 9e15",
    17: "text made for patterns to explode", 18: "an article that hangs",
    19: "an article that kills the interpreter", 20: "an article that wants 5 GB",
    21: "lone surrogate in JSON", 22: "NUL bytes", 23: "invalid UTF-8, wrong charset",
    24: "a line that is no JSON", 25: "a line of 1 GB", 26: "JSON nested 100,000 deep",
    27: "an integer of 5,000 digits, NaN", 28: "duplicate keys, duplicate ids",
    29: "an id that is a path", 30: "ids of 300 characters, in NFC and NFD",
    31: "a cell that is a formula", 32: "script in a title", 33: "XML with external entities",
    34: "entities of entities", 35: "a pickled model",
    36: "rules with unknown keys, a bad pattern, a circle", 37: "an address in a body of `serve`",
    38: "a link out of the folder", 39: "disk full, kill in the middle of a write",
    40: "truncated Parquet",
}  # fmt: skip
ELSEWHERE = (31, 32, 37)  # of tables, pages and `serve`, which have tests of their own
GOOD = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."
SECRET = "Tin này không ai được đọc"


def test_every_row_has_a_test() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    marks = re.findall(r"pytest\.mark\.row\(([\d, ]+)\)", "".join(sources))
    shown = {int(number) for mark in marks for number in mark.split(",")}
    assert shown | {case.row for case in CASES} | set(ELSEWHERE) == set(ROWS)


def read(path: Path, out: Path, *options: str) -> tuple[list[str], list[str]]:
    """Return the articles that were read, and the reasons of the rejects."""
    result = tinvan("extract", path, "--out", out, *options)
    assert result.exit_code in (0, 3), result.stderr
    docs, rejects = lines(out / "docs.jsonl"), lines(out / "rejects.jsonl")
    return [doc["doc_id"] for doc in docs], [reject["reason"] for reject in rejects]


def texts(out: Path) -> str:
    return "".join((out / name).read_text(encoding="utf-8") for name in ("docs.jsonl", "run.json"))


@pytest.mark.row(28, 29, 30)
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


@pytest.mark.row(28)
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("workers", [[], ["--workers", "2"]], ids=["here", "guarded"])
def test_an_id_that_comes_twice_is_warned_of(tmp_path: Path, workers: list[str]) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_text((json.dumps({"id": "a", "text": GOOD}) + "\n") * 3, encoding="utf-8")
    assert read(path, tmp_path / "out", *workers) == (["a"] * 3, [])
    warned = [bool(doc["warnings"]) for doc in lines(tmp_path / "out" / "docs.jsonl")]
    assert warned == [False, True, True]


@pytest.mark.row(12, 13, 16)
@pytest.mark.parametrize(
    ("before", "after"),
    [("<div>" * 300, "</div>" * 300), ("<div>" * 20_000, ""),
     ("<table><tr><td colspan=9000000000000000 rowspan=9000000000000000>Xã<td>", "</table>")],
    ids=["300 deep", "20,000 deep", "colspan"],
)  # fmt: skip
def test_a_page_that_nests_too_deep_or_spans_too_far_is_read(
    tmp_path: Path, before: str, after: str
) -> None:
    path = tmp_path / "tin.html"
    path.write_text(f"<body>{before}<p>{GOOD}</p>{after}<p>{GOOD}", encoding="utf-8")
    assert read(path, tmp_path / "out") == (["tin.html"], [])
    (document,) = lines(tmp_path / "out" / "docs.jsonl")
    assert document["text"].count(GOOD) == 2


@pytest.mark.row(18, 19, 20)
@pytest.mark.large
def test_an_article_that_hangs_or_kills_costs_itself_alone(
    poisoned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(stages=poison.stages, timeout=1, memory=500, warm="bench.poison")
    module = importlib.import_module("tinvan.cli.extract")  # the name is the command's
    monkeypatch.setattr(module, "work_for", lambda *_, **__: work)
    done, reasons = read(poisoned, tmp_path / "out", "--workers", "2")
    assert len(done) == ARTICLES - len(poison.KINDS)
    assert sorted(reasons) == ["crash", "crash", "internal-error", "memory", "timeout"]


@pytest.mark.row(33)
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


@pytest.mark.row(34)
@pytest.mark.parametrize(
    ("name", "line", "offset"),
    [("tin.xhtml", None, None), ("tin.xml", None, None), ("tin.jsonl", 1, None),
     ("tin.warc", None, 0)],
)  # fmt: skip
def test_entities_of_entities_are_rejected(
    tmp_path: Path, name: str, line: int | None, offset: int | None
) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    page = f"<!DOCTYPE html [{entities}]><html><body><p>{GOOD} &a9;</p></body></html>"
    made = {
        "tin.jsonl": json.dumps({"html": page}).encode(),
        "tin.warc": response("u:1", page.encode()),
    }
    path = tmp_path / name
    path.write_bytes(made.get(name, page.encode()))
    assert read(path, tmp_path / "out") == ([], ["entities"])
    (reject,) = lines(tmp_path / "out" / "rejects.jsonl")
    assert (reject["line"], reject["offset"]) == (line, offset)
    assert "“a0”" in reject["message"]
    assert len(texts(tmp_path / "out")) < 20_000


@pytest.mark.row(17)
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


PROVINCES = find_rules() / "registry/provinces.toml"
IN_CIRCLES = PROVINCES.read_bytes().replace(
    'code = "27", new_name = "Tỉnh Bắc Ninh"'.encode(),
    'code = "27", new_name = "Tỉnh Bắc Giang"'.encode(),
)
WITH_RULES = """
import pathlib, sys
from tinvan.ruleset import loading
from tinvan.models import weights
folder = pathlib.Path(sys.argv.pop(1))
loading.find_rules = weights.find_rules = lambda: folder
from tinvan.cli import main
main()
"""


@pytest.mark.row(35, 36)
@pytest.mark.parametrize(
    ("file", "content", "told"),
    [
        ("lexicons/posts.toml", b'[[entry]]\nid = "a"\nforms = ["a"]\ncolour = "red"',
         ("entry a", "colour", "Compare with a neighbouring entry")),
        ("facts/ranking.toml", b'[[rule]]\nid = "ranking.x"\nreads = "x"\npattern = "("',
         ("ranking.x", "not a valid pattern", "Mend the expression")),
        ("values/parts.toml", b'[define]\ntail_ends = "({tail_ends})"',
         ("use each other in a circle", "Untangle them")),
        ("registry/provinces.toml", IN_CIRCLES,
         ("bac-giang → bac-ninh → bac-giang", "Give the one that stands today")),
        ("models/date.json", pickle.dumps({"token": 1}), ("training.train",)),
    ],
    ids=["unknown key", "bad pattern", "circle", "provinces in a circle", "pickled model"],
)  # fmt: skip
@pytest.mark.large
def test_bad_rules_are_told_by_file_and_remedy(
    tmp_path: Path, file: str, content: bytes, told: tuple[str, ...]
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(find_rules(), rules)
    (rules / file).write_bytes(content)
    (tmp_path / "tin.txt").write_text(GOOD, encoding="utf-8")
    command = [sys.executable, "-c", WITH_RULES, str(rules), "extract", "tin.txt"]
    environment = {**os.environ, "TINVAN_CACHE": str(tmp_path / "cache")}
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, env=environment, check=False)
    message = done.stderr.decode()
    assert done.returncode == 1
    assert message.startswith(f"Error: rules/{file}")
    assert all(part in message for part in told), message
    assert not list(tmp_path.glob("outputs/*"))


@pytest.mark.row(38)
@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("workers", [[], ["--workers", "2"]], ids=["here", "guarded"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, workers: list[str]) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "b.txt").symlink_to("../secret.txt")
    (folder / "c.txt").write_text(GOOD, encoding="utf-8")
    assert read(folder, tmp_path / "out", *workers) == (["a.txt", "b.txt", "c.txt"], [])
    article, link, copy = lines(tmp_path / "out" / "docs.jsonl")
    assert (link["kind"], link["text"], link["lines"], link["facts"]) == ("link", "", [], 0)
    (warning,) = link["warnings"]
    assert warning.startswith("left-out: this link was not followed")
    assert (article["warnings"], copy["copy_of"]) == ([], "a.txt")
    counts = json.loads((tmp_path / "out" / "run.json").read_text())["counts"]
    assert (counts["documents"], counts["warned"]) == (3, 1)
    assert SECRET not in texts(tmp_path / "out")
    (notice,) = json.loads((tmp_path / "out" / "run.json").read_text())["notices"]
    assert notice.startswith("b.txt: this link was not followed")
    page = tmp_path / "view.html"
    shown = tinvan("view", tmp_path / "out", "-o", page)
    assert shown.stderr.startswith("2 articles, 2 facts")
    assert SECRET not in page.read_text(encoding="utf-8")


@pytest.mark.row(38)
@pytest.mark.parametrize("workers", [[], ["--workers", "1"]], ids=["here", "guarded"])
def test_links_alone_are_no_articles(tmp_path: Path, workers: list[str]) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b.txt").symlink_to("../secret.txt")
    result = tinvan("extract", folder, "--out", tmp_path / "out", *workers)
    assert result.exit_code == 1
    assert "no articles there; b.txt: this link was not followed" in result.stderr
    assert not list((tmp_path / "out").glob("*.json*"))


@pytest.mark.row(14)
def test_a_huge_paragraph_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(f"{GOOD} " * 200_000, encoding="utf-8")
    assert read(path, tmp_path / "out") == ([], ["too-large"])


@pytest.mark.row(14)
@pytest.mark.large
def test_a_huge_paragraph_that_is_let_in_is_read_or_rejected(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(f"{GOOD} " * 200_000, encoding="utf-8")
    options = ("--max-bytes", "20000000", "--workers", "1", "--timeout", "60")
    done, reasons = read(path, tmp_path / "out", *options)
    assert done == ["tin.txt"] or reasons in (["timeout"], ["memory"])
    assert bool(done) == bool((tmp_path / "out" / "facts.jsonl").stat().st_size)


@pytest.mark.row(15)
@pytest.mark.large
def test_a_huge_table_is_read_or_rejected(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>Xã {n}</td><td>{n}</td></tr>" for n in range(50_000))
    path = tmp_path / "tin.html"
    path.write_text(f"<p>{GOOD}</p><table>{rows}</table>", encoding="utf-8")
    began = time.monotonic()
    done, reasons = read(path, tmp_path / "out", "--workers", "1", "--timeout", "60")
    assert time.monotonic() - began < 60 + 60
    assert done == ["tin.html"] or reasons == ["timeout"]
