"""Bad input: one reject, a message that helps, and the rest is read."""

import bz2
import gzip
import json
import lzma
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tinvan.document import Source
from tinvan.limits import MAX_BYTES
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

GOOD = "Tỉ lệ đạt 19,10%.\n"
LONG = "".join(f"Dòng {number}.\n" for number in range(200_000)).encode()
Items = list[Source | Reject]
Reader = Callable[..., Items]


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Return a function that reads a file of some bytes, between two good ones."""

    def run(name: str, data: bytes, max_bytes: int = MAX_BYTES) -> Items:
        (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
        (tmp_path / f"m-{name}").write_bytes(data)
        (tmp_path / "z.txt").write_text(GOOD, encoding="utf-8")
        first, *items, last = Inputs([str(tmp_path)], max_bytes=max_bytes)
        assert isinstance(first, Source)
        assert isinstance(last, Source)
        return items

    return run


def gunzip_bomb(size: int) -> bytes:
    """Return gzip data that unpack to that many bytes."""
    return gzip.compress(bytes(1000) + b"a" * size)


def zstd_bomb(size: int) -> bytes:
    """Return zstd data that unpack to that many bytes."""
    return zstandard.compress(b"a" * size)


def wide_zstd() -> bytes:
    """Return zstd data that want more memory than is given."""
    options = zstandard.ZstdCompressionParameters.from_level(3, window_log=28)
    compressor = zstandard.ZstdCompressor(compression_params=options).compressobj()
    return compressor.compress(b"a" * 1000) + compressor.flush()


def wide_xz() -> bytes:
    """Return xz data that want more memory than is given."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 0, "dict_size": 1 << 28}]
    return lzma.compress(GOOD.encode(), filters=filters)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\xef\xbb\xbf\n", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.txt", bytes(range(256)) * 40, "binary"),
        ("a.txt", bytes(1000), "binary"),
        ("a.txt", "市政府宣布，新图书馆将于九月开放".encode("gbk"), "encoding"),
        ("a.txt.gz", gzip.compress(gzip.compress(GOOD.encode())), "binary"),
        ("a.txt.gz", gunzip_bomb(50_000_000), "too-large"),
        ("a.txt.zst", zstd_bomb(50_000_000), "too-large"),
        ("a.txt.zst", wide_zstd(), "corrupt"),
        ("a.txt.gz", gzip.compress(GOOD.encode())[:10], "truncated"),
        ("a.txt.zst", zstandard.compress(GOOD.encode())[:-4], "truncated"),
        ("a.txt.bz2", bz2.compress(b"a" * 50_000_000), "too-large"),
        ("a.txt.xz", lzma.compress(b"a" * 50_000_000), "too-large"),
        ("a.txt.xz", wide_xz(), "corrupt"),
        ("a.txt.bz2", bz2.compress(GOOD.encode())[:-4], "truncated"),
        ("a.txt.xz", lzma.compress(GOOD.encode())[:-4], "truncated"),
    ],
    ids=["empty", "blank", "no lines", "binary", "NULs", "other charset", "packed twice",
         "gzip bomb", "zstd bomb", "zstd with a huge window", "cut gzip", "cut zstd",
         "bz2 bomb", "xz bomb", "xz with a huge dictionary", "cut bz2", "cut xz"],
)  # fmt: skip
def test_what_cannot_be_read_is_rejected_alone(
    read: Reader, name: str, data: bytes, reason: str
) -> None:
    (reject,) = read(name, data)
    assert isinstance(reject, Reject)
    assert (reject.doc_id, reject.reason) == (f"m-{name}", reason)
    assert reject.message


def test_bytes_that_are_no_utf8_are_replaced_and_warned_of(read: Reader) -> None:
    (source,) = read("a.txt", GOOD.encode() + b"\xff\xfe" + GOOD.encode())
    assert isinstance(source, Source)
    assert source.content == GOOD + "\ufffd\ufffd" + GOOD
    assert source.warnings[0].startswith("invalid-utf8: 2 characters")


def test_utf16_is_read_by_its_byte_order_mark(read: Reader) -> None:
    (source,) = read("a.txt", GOOD.encode("utf-16"))
    assert isinstance(source, Source)
    assert source.content == GOOD
    assert source.warnings[0].startswith("charset: read as UTF-16")


def test_nul_bytes_in_a_text_stay_where_they_are(read: Reader) -> None:
    (source,) = read("a.txt", b"\x00" + GOOD.encode() * 3)
    assert isinstance(source, Source)
    assert source.content == "\x00" + GOOD * 3


def test_a_cut_gzip_gives_what_came(read: Reader) -> None:
    packed = gzip.compress(LONG)
    reject, source = read("a.txt.gz", packed[: len(packed) // 2])
    assert isinstance(source, Source)
    assert source.content
    assert LONG.startswith(source.content.encode()[:-4])
    assert source.warnings[-1].startswith("truncated")
    assert isinstance(reject, Reject)
    assert reject.reason == "truncated"


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress], ids=["gzip", "zstd"])
def test_the_whole_lines_of_a_cut_stream_are_read(
    read: Reader, pack: Callable[[bytes], bytes]
) -> None:
    rows = b"".join(json.dumps({"id": n, "text": f"Dòng {n}."}).encode() + b"\n"
                    for n in range(30_000))  # fmt: skip
    packed = pack(rows)
    *sources, reject = read("a.jsonl.gz", packed[: len(packed) * 2 // 3])
    assert [source.doc_id for source in sources] == [str(n) for n in range(len(sources))]
    assert len(sources) > 1000
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.line) == ("truncated", len(sources) + 1)


def test_damaged_gzip_is_not_trusted(read: Reader) -> None:
    packed = bytearray(gzip.compress(LONG))
    packed[-6] ^= 0xFF
    (reject,) = read("a.txt.gz", bytes(packed))
    assert isinstance(reject, Reject)
    assert reject.reason == "corrupt"


def test_junk_behind_gzip_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(GOOD.encode()) + b"junk")
    inputs = Inputs([str(path)])
    assert [item.content for item in inputs if isinstance(item, Source)] == [GOOD]
    assert inputs.notices == ["a.txt.gz: junk behind the compressed data was not read"]


def test_bad_lines_cost_only_themselves(read: Reader) -> None:
    lines = ['{"id": "1", "text": "Một."}', "no json", "", '{"id": "2", "text": "Hai."}']
    items = read("a.jsonl", "\n".join(lines).encode())
    assert [item.doc_id for item in items] == ["1", "m-a.jsonl:2", "2"]


def test_a_line_over_the_limit_is_passed_over(read: Reader) -> None:
    lines = [json.dumps({"id": n, "text": "x" * n}) for n in (10, 300_000, 20)]
    items = read("a.jsonl", "\n".join(lines).encode(), max_bytes=100_000)
    assert [item.doc_id for item in items] == ["10", "m-a.jsonl:2", "20"]
    assert isinstance(items[1], Reject)
    assert "--max-bytes" in items[1].message


def test_twenty_megabytes_in_one_line_are_read_only_if_asked_for(read: Reader) -> None:
    text = "Tỉ lệ đạt 19,10%. " * 800_000
    line = json.dumps({"text": text}, ensure_ascii=False).encode()
    (reject,) = read("a.jsonl", line)
    assert isinstance(reject, Reject)
    assert "raise --max-bytes" in reject.message
    (source,) = read("a.jsonl", line, max_bytes=32_000_000)
    assert isinstance(source, Source)
    assert len(source.content.encode()) > 19_000_000


def test_a_bomb_of_rows_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gunzip_bomb(100_000_000))
    tracemalloc.start()
    rejects = list(Inputs([str(path)], max_bytes=1_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [reject.reason for reject in rejects if isinstance(reject, Reject)] == ["too-large"]
    assert peak < 10_000_000
