"""Files that are hostile or damaged, each between two good ones, through `tinvan extract`.

Each costs one reject, with its place, or is read with a warning; the good ones are read. What the
readers make of them in detail is in `test_inputs_*.py`. Rows are those of `test_bad_input.py`.
"""

import gzip
import json
import tracemalloc
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
import zstandard

from tests.archives import gz, raw_record, response
from tests.batches import lines
from tests.test_cli import tinvan
from tests.test_inputs_bad import wide_zstd, zstd_bomb
from tests.test_inputs_parquet import packed

GOOD = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%.\n"
URLS = [f"https://tin.example/{number}.html" for number in range(3)]
RECORDS = [response(url) for url in URLS]
SECOND = len(RECORDS[0])  # where the second record begins
MEGA = 1 << 20
LONG = "".join(f"Dòng {number * 7919 % 99991}.\n" for number in range(2_500)).encode()


def gzip_bomb(megabytes: int) -> bytes:
    """Return one member of gzip that unpacks to so many megabytes, in a thousandth of them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    head = packer.compress(GOOD.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    piece = packer.compress(b"a" * MEGA) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + piece * megabytes


def large_record(megabytes: int) -> bytes:
    """Return a record of so many megabytes, in one member of gzip."""
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    head = ("WARC-Type: conversion", "Content-Type: text/plain", "WARC-Target-URI: u:1")
    pieces = [raw_record(b"", *head, f"Content-Length: {megabytes * MEGA}")[:-4]]
    pieces += [bytes(MEGA)] * megabytes
    return b"".join(map(packer.compress, [*pieces, b"\r\n\r\n"])) + packer.flush()


def jsonl(*rows: object) -> bytes:
    """Return rows of JSONL; bytes are lines as they are."""
    return b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows)


def row(name: str, **fields: object) -> dict[str, object]:
    """Return a good row."""
    return {"id": name, "text": GOOD, **fields}


def archive(*parts: bytes) -> bytes:
    """Return an archive of good records around parts."""
    return b"".join((gz(RECORDS[0]), *parts, gz(RECORDS[1])))


def hit(data: bytes) -> bytes:
    """Return data with a hole in their middle."""
    middle = len(data) // 2
    return data[:middle] + bytes(20) + data[middle + 20 :]


def lie(length: int) -> bytes:
    """Return a record that lies about its length."""
    head = ("WARC-Type: conversion", "Content-Type: text/plain", "WARC-Target-URI: u:1")
    return gz(raw_record(GOOD.encode() * 9, *head, f"Content-Length: {length}"))


class Case(NamedTuple):
    """A bad file.

    Attributes:
        row: The row that it shows.
        what: What is bad.
        name: Its name.
        make: Makes its bytes.
        rejects: Expected of each reject: the article, the reason, and its line or offset.
        read: Expected of each article: its name, and the codes of its warnings.
    """

    row: int
    what: str
    name: str
    make: Callable[[], bytes]
    rejects: list[tuple[str, str, int | None]]
    read: Mapping[str, list[str]] = {}


TWO: Mapping[str, list[str]] = {"1": [], "2": []}
FIRST: Mapping[str, list[str]] = {URLS[0]: []}
BOTH: Mapping[str, list[str]] = {URLS[0]: [], URLS[1]: []}
CASES = [
    Case(1, "gzip bomb", "m.txt.gz", lambda: gzip_bomb(30), [("m.txt.gz", "too-large", None)]),
    Case(1, "1 GB gzip bomb", "m.html.gz", lambda: gzip_bomb(1000),
         [("m.html.gz", "too-large", None)]),
    Case(2, "zstd bomb", "m.txt.zst", lambda: zstd_bomb(50 * MEGA),
         [("m.txt.zst", "too-large", None)]),
    Case(2, "zstd with a huge window", "m.txt.zst", wide_zstd, [("m.txt.zst", "corrupt", None)]),
    Case(3, "record of 50 MB", "m.warc.gz", lambda: archive(large_record(50)),
         [("u:1", "too-large", SECOND)], BOTH),
    Case(3, "1 GB record", "m.warc.gz", lambda: archive(large_record(1000)),
         [("u:1", "too-large", SECOND)], BOTH),
    Case(4, "gzip in gzip", "m.txt.gz", lambda: gzip.compress(gzip.compress(GOOD.encode())),
         [("m.txt.gz", "binary", None)]),
    Case(5, "cut gzip", "m.txt.gz", lambda: gzip.compress(LONG)[:-2_000],
         [("m.txt.gz", "truncated", None)], {"m.txt.gz": ["truncated"]}),
    Case(5, "cut gzip of rows", "m.jsonl.gz",
         lambda: gzip.compress(jsonl(row("1"), row("2", more=LONG.decode())))[:-2_000],
         [("m.jsonl.gz", "truncated", 2)], {"1": []}),
    Case(6, "cut zstd", "m.txt.zst", lambda: zstandard.compress(LONG)[:-40],
         [("m.txt.zst", "truncated", None)]),
    Case(7, "many members", "m.jsonl.gz",
         lambda: b"".join(gzip.compress(jsonl(row(str(n)), b"")) for n in (1, 2)), [], TWO),
    Case(8, "junk behind gzip", "m.txt.gz", lambda: gzip.compress(GOOD.encode()) + b"junk",
         [], {"m.txt.gz": ["left-out"]}),
    Case(8, "junk behind gzip of rows", "m.jsonl.gz",
         lambda: gzip.compress(jsonl(row("1"), row("2"))) + b"junk",
         [], {"1": [], "2": ["left-out"]}),
    Case(8, "junk behind a packed archive", "m.warc.gz",
         lambda: gz(RECORDS[0]) + gz(RECORDS[1]) + b"junk",
         [], {URLS[0]: [], URLS[1]: ["left-out"]}),
    Case(8, "junk behind what ends with a reject", "m.jsonl.gz",
         lambda: gzip.compress(jsonl(row("1"), b"no")) + b"junk",
         [("m.jsonl.gz:2", "bad-json", 0)], {"1": []}),
    Case(9, "cut archive", "m.warc", lambda: b"".join(RECORDS)[:-30],
         [(URLS[2], "truncated", 2 * SECOND)], BOTH),
    Case(9, "cut packed archive", "m.warc.gz", lambda: gz(*RECORDS)[:-30],
         [(URLS[2], "truncated", 2 * SECOND)], BOTH),
    Case(10, "corrupt member", "m.warc.gz", lambda: archive(hit(gz(RECORDS[2]))),
         [(f"m.warc.gz@{SECOND}", "corrupt", SECOND)], BOTH),
    Case(11, "short Content-Length", "m.warc.gz", lambda: archive(lie(5)),
         [("u:1", "corrupt", SECOND)], BOTH),
    Case(11, "long Content-Length", "m.warc.gz", lambda: archive(lie(99_999_999_999)),
         [("u:1", "corrupt", SECOND)], BOTH),
    Case(21, "lone surrogate", "m.jsonl",
         lambda: jsonl(b'{"id": "1", "text": "T\\u1ec9 l\\ud83d 5%"}', row("2")),
         [], {"1": ["lone-surrogate"], "2": []}),
    Case(22, "NULs", "m.txt", lambda: GOOD.replace("5%", "\0005%").encode(), [], {"m.txt": []}),
    Case(23, "invalid UTF-8", "m.txt", lambda: GOOD.encode() * 3 + b"\xff\xfe",
         [], {"m.txt": ["invalid-utf8"]}),
    Case(23, "wrong charset", "m.html",
         lambda: f'<meta charset="gbk"><p>{GOOD}'.encode(), [], {"m.html": []}),
    Case(24, "no JSON", "m.jsonl", lambda: jsonl(row("1"), b'{"id": no}', row("2")),
         [("m.jsonl:2", "bad-json", 7)], TWO),
    Case(25, "line of 50 MB", "m.jsonl", lambda: jsonl(row("1"), b"a" * 50 * MEGA, row("2")),
         [("m.jsonl:2", "too-large", 2)], TWO),
    Case(25, "1 GB line", "m.jsonl", lambda: jsonl(row("1"), b"a" * 1000 * MEGA, row("2")),
         [("m.jsonl:2", "too-large", 2)], TWO),
    Case(26, "deep JSON", "m.jsonl",
         lambda: jsonl(row("1"), b'{"a": ' * 100_000 + b"1" + b"}" * 100_000, row("2")),
         [("m.jsonl:2", "bad-json", 2)], TWO),
    Case(27, "integer of 5,000 digits", "m.jsonl",
         lambda: jsonl(row("1"), b'{"id": ' + b"9" * 5_000 + b', "text": "a"}', row("2")),
         [("m.jsonl:2", "bad-json", 2)], TWO),
    Case(27, "NaN", "m.jsonl",
         lambda: jsonl(b'{"id": NaN, "text": "Tin."}', b'{"id": "2", "text": -Infinity}'),
         [("2", "no-text", 2)], {"m.jsonl:1": ["bad-field"]}),
    Case(28, "duplicate keys", "m.jsonl", lambda: b'{"id": "0", "id": "1", "text": "Tin."}',
         [], {"1": ["duplicate-key"]}),
    Case(28, "keys by the ten thousand", "m.jsonl",
         lambda: b'{"id": "1", "text": "Tin."' + b"".join(b', "%d": 0' % (n // 2)
                                                        for n in range(100_000)) + b"}",
         [], {"1": ["duplicate-key"]}),
    Case(28, "a day of 30 digits", "m.jsonl",
         lambda: jsonl(row("1", published=f"September 17, {'2020' * 8} 8:32 PM"), row("2")),
         [], {"1": ["bad-published"], "2": []}),
    Case(40, "cut Parquet", "m.parquet", lambda: packed({"text": [GOOD] * 100})[:-40],
         [("m.parquet", "truncated", None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case.what, marks=[pytest.mark.large] * case.what.startswith("1 GB"))
        for case in CASES
    ],
)
def test_a_bad_file_costs_itself_alone(tmp_path: Path, case: Case) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    (folder / "a.txt").write_text(GOOD, encoding="utf-8")
    (folder / "z.txt").write_text(GOOD, encoding="utf-8")
    (folder / case.name).write_bytes(case.make())
    result = tinvan("extract", folder, "--out", out, "--no-copies")
    assert result.exit_code == (3 if case.rejects else 0), result.stderr
    rejects = [
        (each["doc_id"], each["reason"], each["line"] if each["offset"] is None else each["offset"])
        for each in lines(out / "rejects.jsonl")
    ]
    assert rejects == case.rejects
    assert all(each["input"] == case.name for each in lines(out / "rejects.jsonl"))
    first, *between, last = lines(out / "docs.jsonl")
    assert (first["doc_id"], last["doc_id"]) == ("a.txt", "z.txt")
    codes = {d["doc_id"]: [w.partition(":")[0] for w in d["warnings"]] for d in between}
    assert codes == case.read


@pytest.mark.row(1, 2, 3, 25)
@pytest.mark.parametrize(
    ("name", "make"),
    [("m.jsonl.gz", lambda: gzip_bomb(100)), ("m.warc.gz", lambda: archive(large_record(100))),
     ("m.html.zst", lambda: zstd_bomb(100 * MEGA))],
)  # fmt: skip
def test_memory_stays_flat(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    tracemalloc.start()
    result = tinvan("extract", path, "--out", tmp_path / "out", "--no-copies")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert result.exit_code == 3
    assert peak < 60 * MEGA
