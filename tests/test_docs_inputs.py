"""What docs/inputs.md and --help show can be done as it stands there."""

import gzip
import io
import json
import re
import shlex
from pathlib import Path
from typing import get_args

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from tests.archives import PAGE, conversion, gz, response
from tinvan.cli import main
from tinvan.cli.options import InputOptions
from tinvan.document import Source
from tinvan.read.columns import FIELDS, Columns
from tinvan.read.rejects import RejectReason

DOCUMENT = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text(encoding="utf-8")
PACKAGE = Path(__file__).parents[1] / "pipeline"
TEXT = "Tỉ lệ đạt 19,10%."
ROW = {"text": TEXT, "noi_dung": TEXT, "ngay": "2020-09-17", "bai": {"noi_dung": TEXT}}
WARC = gz(response("https://tin.example/1.html"))
FILES = {
    "page.html": PAGE.encode(),
    "page.txt": TEXT.encode(),
    "pages/a.html": PAGE.encode(),
    "news.jsonl.gz": gzip.compress(json.dumps({**ROW, "trang": PAGE}).encode()),
    "crawl.warc.gz": WARC,
    "crawl.warc.wet.gz": gz(conversion("https://tin.example/1.html", TEXT)),
    "crawl/a/1.html": PAGE.encode(),
    "crawl/a/2.html.gz": gzip.compress(PAGE.encode()),
    "crawl/a/3.html.zst": zstandard.compress(PAGE.encode()),
}


def commands() -> list[str]:
    """Return the commands of docs/inputs.md and of --help that read articles."""
    helps = [main.commands[name].help or "" for name in ("extract", "clean")]
    shown = re.findall(r"^\$ (.+)$", DOCUMENT, re.M)
    taught = [line.strip() for text in helps for line in text.splitlines()]
    found = [line for line in (*shown, *taught) if re.match(r"(?:[a-z].* \| )?tinvan \w+ ", line)]
    assert len(found) > 20
    return sorted(set(found))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put files as the commands name them into the current folder, and a bucket."""
    monkeypatch.chdir(tmp_path)
    for name, data in FILES.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(data)
    for name in ("news.parquet", "table.parquet"):
        pq.write_table(pa.table({key: [value] for key, value in ROW.items()}), name)
    fsspec.filesystem("memory").pipe("/bucket/crawl/1.warc.gz", WARC)


@pytest.mark.parametrize("command", commands())
@pytest.mark.usefixtures("files")
def test_commands_read_what_they_name(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = re.search(r"tinvan [^|>]+", command)
    assert ours
    _, name, *arguments = shlex.split(ours[0].replace("s3://", "memory://"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    given = main.commands[name].make_context(name, arguments).params
    items = list(InputOptions(*(given[field] for field in InputOptions._fields)).open())
    assert items
    assert all(isinstance(item, Source) for item in items)


def test_the_names_of_columns_are_those_that_are_known() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`.+) \|$", DOCUMENT, re.M)
    assert [field for field, _ in rows] == list(FIELDS)
    for field, names in rows:
        for name in re.findall(r"`(\w+)`", names):
            assert Columns().find((name,)) == {field: name}


def test_every_reason_of_a_reject_is_told() -> None:
    told = DOCUMENT.partition("## What is rejected")[2]
    assert [reason for reason in get_args(RejectReason) if f"`{reason}`" not in told] == []


def test_every_code_of_a_warning_is_told() -> None:
    sources = [path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")]
    codes = re.findall(
        r"""warning\w*(?:\.append\(| \+?= )\(?\s*f?"([a-z0-9-]+): """, "".join(sources)
    )
    told = DOCUMENT.partition("## What is warned of")[2]
    assert len(codes) > 5
    assert [code for code in codes if f"`{code}`" not in told] == []
