"""A folder with the files that documents and --help name."""

import gzip
import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zstandard
from click.testing import CliRunner

from tests.archives import PAGE, conversion, gz, response
from tests.snippets import ROOT, stand_ins
from tinvan.cli import main

TEXT = "Tỉ lệ đạt 19,10%."
ROW = {"text": TEXT, "noi_dung": TEXT, "ngay": "2020-09-17", "bai": {"noi_dung": TEXT}}
WARC = gz(response("https://tin.example/1.html"))
PACKED = gzip.compress(PAGE.encode())
# Articles of which documents ask for facts by id or by name.
ASKED = (
    {"id": "text", "published": "2020-09-17", "text": "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."},
    {"id": "pci", "text": "Năm 2019, Quảng Ninh xếp thứ nhất cả nước về chỉ số PCI."},
    {"id": "egov", "text": "Năm 2020, Việt Nam xếp thứ 86/193 về Chính phủ điện tử."},
)
FILES = {
    "page.html": PAGE.encode(),
    "page.html.gz": PACKED,
    "page.txt": TEXT.encode(),
    "pages/a.html": PAGE.encode(),
    "pages/tin.html": PAGE.encode(),
    "news.jsonl.gz": gzip.compress(
        "\n".join(map(json.dumps, ({**ROW, "trang": PAGE}, *ASKED))).encode()
    ),
    "crawl.warc.gz": WARC,
    "crawl.warc.wet.gz": gz(conversion("https://tin.example/1.html", TEXT)),
    "crawl/a/1.html": PAGE.encode(),
    "crawl/a/2.html.gz": PACKED,
    "crawl/a/3.html.zst": zstandard.compress(PAGE.encode()),
}


def write_inputs(folder: Path) -> None:
    """Write the articles that commands name, in all formats."""
    for name, data in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    for name in ("news.parquet", "table.parquet"):
        pq.write_table(pa.table({key: [value] for key, value in ROW.items()}), folder / name)


def write_world(folder: Path) -> None:
    """Write all that commands name: articles, a run over some, labels."""
    write_inputs(folder)
    stand_ins(folder / ".bin")
    (folder / ".home" / ".config" / "fish" / "completions").mkdir(parents=True)
    (folder / "bucket" / "crawl").mkdir(parents=True)
    (folder / "bucket" / "crawl" / "1.warc.gz").write_bytes(WARC)
    for name in ("docs", "corpus"):
        (folder / name).symlink_to(ROOT / name)
    (folder / "headlines.txt").write_text("Thu hơn 2,5 tỷ đồng\n", encoding="utf-8")
    shutil.copy(ROOT / "rules" / "merge" / "indices.toml", folder / "my-indices.toml")
    gold = ROOT / "corpus" / "gold.jsonl"
    for name in ("gold.jsonl", "lan.jsonl", "labels.jsonl"):
        shutil.copy(gold, folder / name)
    shutil.copy(ROOT / "corpus" / "second" / "gold.jsonl", folder / "minh.jsonl")
    asked = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ASKED)
    (folder / "asked.jsonl").write_text(asked, encoding="utf-8")
    journalist = ROOT / "docs" / "examples" / "journalist.jsonl"
    tinvan(folder, "extract", journalist, folder / "asked.jsonl", "--out", "outputs")
    shutil.copytree(folder / "outputs", folder / "outputs-before")
    tinvan(folder, "extract", "pages", "--out", "of-pages")
    shutil.copy(folder / "of-pages" / "facts.jsonl", folder / "facts.jsonl")
    for name in ("project-1.json", "export.json"):
        tinvan(folder, "convert", "gold.jsonl", name, "--texts", ROOT / "corpus" / "texts")


def tinvan(folder: Path, *arguments: str | Path) -> None:
    """Run tinvan in a folder."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        result = CliRunner().invoke(main, list(map(str, arguments)))
    finally:
        os.chdir(here)
    assert result.exit_code == 0, result.output
