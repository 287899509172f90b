"""Archives that are cut, damaged or hostile: the record is rejected, and the others are read."""

import gzip
import io
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import brotli
import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import PAGE, gz, raw_record, read, response, zst
from tinvan.document import Source
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

URLS = [f"https://tin.example/{number}.html" for number in range(9)]
RECORDS = [response(url) for url in URLS]
CONVERSION = ("WARC-Type: conversion", "Content-Type: text/plain", "WARC-Target-URI: u:1")
MEGA = 1 << 20
BOMB = bytes(100 * MEGA)
Pack = Callable[..., bytes]


def plain(*records: bytes) -> bytes:
    return b"".join(records)


def one_gzip(*records: bytes) -> bytes:
    """Return an archive packed as a whole, which is wrong, but is done."""
    return gzip.compress(plain(*records))


@pytest.mark.parametrize("pack", [plain, gz, one_gzip], ids=["plain", "gzip", "one gzip member"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_of_a_cut_archive_the_records_before_the_cut_are_read(
    tmp_path: Path, pack: Pack, part: float
) -> None:
    data = pack(*RECORDS)
    articles, rejects, _ = read(tmp_path / "a.warc.gz", data[: int(len(data) * part)])
    assert [article.doc_id for article in articles] == URLS[: len(articles)]
    assert [reject.reason for reject in rejects] == ["truncated"]
    if pack is not one_gzip:
        assert len(articles) == int(part * len(URLS))


def test_of_a_cut_zstd_archive_the_whole_frames_are_read(tmp_path: Path) -> None:
    data = zst(*RECORDS)
    articles, rejects, _ = read(tmp_path / "a.warc.zst", data[:-5])
    assert [article.doc_id for article in articles] == URLS[:-1]
    assert [reject.reason for reject in rejects] == ["truncated"]


def test_a_cut_record_is_rejected_by_its_url(tmp_path: Path) -> None:
    _, (reject,), _ = read(tmp_path / "a.warc", plain(*RECORDS[:2])[:-30])
    assert (reject.doc_id, reject.reason) == (URLS[1], "truncated")
    assert (reject.input, reject.offset) == ("a.warc", len(RECORDS[0]))
    assert reject.message


@pytest.mark.parametrize("pack", [gz, zst])
def test_a_damaged_part_costs_its_record_alone(tmp_path: Path, pack: Pack) -> None:
    parts = [pack(record) for record in RECORDS]
    middle = len(parts[4]) // 2
    parts[4] = parts[4][:middle] + bytes(20) + parts[4][middle + 20 :]
    articles, rejects, _ = read(tmp_path / "a.warc.gz", b"".join(parts))
    assert [article.doc_id for article in articles] == [*URLS[:4], *URLS[5:]]
    assert [reject.reason for reject in rejects] == ["corrupt"]


@pytest.mark.parametrize(
    "length",
    ["5", "5000", "99999999999", "999999999999999999999", "-5", "x", ""],
    ids=["short", "long", "huge", "endless", "negative", "word", "none"],
)
@pytest.mark.parametrize("pack", [plain, gz])
def test_a_record_that_lies_about_its_length_costs_itself_alone(
    tmp_path: Path, length: str, pack: Pack
) -> None:
    lie = raw_record(b"Tin." * 100, *CONVERSION, f"Content-Length: {length}")
    data = pack(*RECORDS[:4], lie, *RECORDS[4:])
    articles, rejects, _ = read(tmp_path / "a.warc", data)
    assert [article.doc_id for article in articles] == URLS
    assert [reject.reason for reject in rejects] == ["corrupt"]


@pytest.mark.parametrize(
    "junk",
    [b"junk\r\n\r\n", b"\0" * 100_000, b"WARC/", b"WARC/1.0\r\nA: " + b"x" * 200_000,
     b"WARC/1.0\r\nWARC-Type: conversion\r\n"],
    ids=["text", "zeros", "half a mark", "endless header", "header without an end"],
)  # fmt: skip
def test_junk_between_records_is_passed_over(tmp_path: Path, junk: bytes) -> None:
    data = plain(*RECORDS[:4], junk, *RECORDS[4:])
    articles, rejects, _ = read(tmp_path / "a.warc", data)
    assert [article.doc_id for article in articles] == URLS
    assert [reject.reason for reject in rejects] == ["corrupt"]


@pytest.mark.parametrize(
    ("data", "reason", "message"),
    [
        (b"", "empty", "no record"),
        (PAGE.encode(), "corrupt", "does not begin as a WARC file"),
        (gzip.compress(PAGE.encode()), "corrupt", "does not begin as a WARC file"),
        (b"\x1f\x8b\x08", "truncated", "gzip"),
    ],
    ids=["empty", "a page", "a packed page", "three bytes"],
)
def test_what_is_no_archive_is_one_reject(
    tmp_path: Path, data: bytes, reason: str, message: str
) -> None:
    articles, (reject,), _ = read(tmp_path / "a.warc.gz", data)
    assert not articles
    assert (reject.doc_id[:9], reject.reason) == ("a.warc.gz", reason)
    assert message in reject.message


def test_a_picture_that_is_said_to_be_a_page_is_rejected(tmp_path: Path) -> None:
    picture = response(URLS[0], bytes(range(256)) * 40)
    articles, (reject,), _ = read(tmp_path / "a.warc.gz", gz(picture, RECORDS[1]))
    assert [article.doc_id for article in articles] == [URLS[1]]
    assert (reject.doc_id, reject.reason) == (URLS[0], "binary")


def test_a_damaged_body_is_rejected_and_a_cut_one_read_as_far_as_it_goes(tmp_path: Path) -> None:
    body = gzip.compress("".join(f"<p>Dòng {n}.</p>" for n in range(9000)).encode())
    damaged = body[:100] + bytes(20) + body[120:]
    encoding = "Content-Encoding: gzip"
    data = gz(
        response(URLS[0], damaged, encoding),
        response(URLS[1], body[: len(body) // 2], encoding),
        RECORDS[2],
    )
    (cut, _), (reject,), _ = read(tmp_path / "a.warc.gz", data)
    assert (reject.doc_id, reject.reason) == (URLS[0], "corrupt")
    assert cut.content.startswith("<p>Dòng 0.</p><p>Dòng 1.</p>")
    assert cut.warnings[0].startswith("truncated: ")


@pytest.mark.parametrize(
    ("bomb", "reason"),
    [
        (raw_record(BOMB, *CONVERSION, f"Content-Length: {len(BOMB)}"), "too-large"),
        (response("u:1", gzip.compress(BOMB), "Content-Encoding: gzip"), "too-large"),
        (response("u:1", zstandard.compress(BOMB), "Content-Encoding: zstd"), "too-large"),
        (response("u:1", brotli.compress(BOMB, quality=1), "Content-Encoding: br"), "too-large"),
        (response("u:1", gzip.compress(gzip.compress(BOMB)), "Content-Encoding: gzip"), "binary"),
    ],
    ids=["as it is", "gzip body", "zstd body", "brotli body", "gzip twice"],
)
def test_a_bomb_costs_itself_alone_and_little_memory(
    tmp_path: Path, bomb: bytes, reason: str
) -> None:
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gz(RECORDS[0], bomb, RECORDS[1]))
    tracemalloc.start()
    first, reject, last = Inputs([str(path)], max_bytes=MEGA)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert isinstance(first, Source)
    assert isinstance(last, Source)
    assert isinstance(reject, Reject)
    assert reject.doc_id == "u:1"
    assert reject.reason == reason
    assert peak < 40 * MEGA


def test_the_limit_is_an_option(tmp_path: Path) -> None:
    data = gz(response(body=b"<p>" + b"Tin. " * MEGA))
    _, (reject,), _ = read(tmp_path / "a.warc.gz", data)
    assert reject.reason == "too-large"
    assert "--max-bytes" in reject.message
    (article,), _, _ = read(tmp_path / "a.warc.gz", data, max_bytes=6 * MEGA)
    assert len(article.content) > 5 * MEGA


@pytest.mark.parametrize(
    "part",
    [b"WARC/1.0\nA:\n", b"WARC/1.0\r\nContent-Length: 4000000\r\n\r\n", b"WARC/", b"\r\n"],
    ids=["headers without an end", "lengths that lie", "halves of marks", "line ends"],
)
def test_nothing_is_looked_at_again_and_again(tmp_path: Path, part: bytes) -> None:
    junk = part * (MEGA // len(part))
    lie = raw_record(junk, *CONVERSION, "Content-Length: 4999999")
    began = time.process_time()
    articles, rejects, _ = read(tmp_path / "a.warc", plain(RECORDS[0], lie, RECORDS[1]))
    assert time.process_time() - began < 20
    assert [article.doc_id for article in articles] == URLS[:2]
    assert rejects


@given(st.data())
def test_damage_anywhere_costs_no_other_record(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    hit = data.draw(st.integers(0, len(RECORDS) - 1))
    record = bytearray(RECORDS[hit])
    start = data.draw(st.integers(0, len(record) - 1))
    size = data.draw(st.integers(0, 60))
    record[start : start + size] = data.draw(st.binary(max_size=60))
    pack = data.draw(st.sampled_from([plain, gz]))
    path = tmp_path_factory.mktemp("archive") / "a.warc"
    archive = pack(*RECORDS[:hit], bytes(record), *RECORDS[hit + 1 :])
    articles, rejects, notices = read(path, archive)
    assert msgspec.json.encode((articles, rejects, notices))
    found = {article.doc_id for article in articles}
    assert found >= set(URLS) - {URLS[hit]}


@given(st.binary(max_size=300))
def test_any_bytes_behind_a_header_come_to_an_end(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("archive") / "a.warc"
    head = io.BytesIO(RECORDS[0]).readline()
    articles, rejects, _ = read(path, head + data)
    assert len(articles) + len(rejects) < 100
