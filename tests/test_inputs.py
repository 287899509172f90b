"""Files, folders, standard input and what is known beside the articles."""

import bz2
import gzip
import io
import json
import lzma
from pathlib import Path

import pytest
import zstandard

from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.metadata import Metadata
from tinvan.read.inputs import Inputs
from tinvan.read.published import parse_published
from tinvan.read.rejects import Reject
from tinvan.read.sidecar import load_sidecar

TEXT = "Tin vắn\r\n\r\nTỉ lệ đạt 19,10%."
ROW = {"id": "r1", "title": "Tin vắn", "text": "Tỉ lệ đạt 19,10%."}


def sources(*paths: Path | str, **options: object) -> list[Source]:
    """Read inputs of which nothing may be rejected."""
    items = list(Inputs([str(path) for path in paths], **options))  # type: ignore[arg-type]
    assert not [item for item in items if isinstance(item, Reject)]
    return [item for item in items if isinstance(item, Source)]


def stdin(content: str) -> io.BytesIO:
    return io.BytesIO(content.encode())


def test_a_folder_is_read_to_the_bottom_in_order_and_other_files_are_left(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/page.html", "a/notes.md", "c.TXT"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    assert [(s.doc_id, s.media) for s in sources(tmp_path)] == [
        ("a/b/page.html", "html"),
        ("a/z.txt", "text"),
        ("b.txt", "text"),
        ("c.TXT", "text"),
    ]


def test_a_file_is_called_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "tin.txt"
    path.write_text("x", encoding="utf-8")
    assert [s.doc_id for s in sources(path)] == ["tin.txt"]


def test_a_text_is_the_decoded_file_with_its_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    assert sources(path)[0].content == TEXT


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".gz", gzip.compress),
        (".zst", zstandard.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".gz", lambda data: gzip.compress(data[:9]) + gzip.compress(data[9:])),
        (".zst", lambda data: zstandard.compress(data[:9]) + zstandard.compress(data[9:])),
        (".bz2", lambda data: bz2.compress(data[:9]) + bz2.compress(data[9:])),
        (".xz", lambda data: lzma.compress(data[:9]) + lzma.compress(data[9:])),
    ],
    ids=[
        "gz",
        "zst",
        "bz2",
        "xz",
        "gz of two members",
        "zst of two frames",
        "bz2 of two streams",
        "xz of two streams",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_compressed_files_are_opened(
    tmp_path: Path, name: str, suffix: str, pack: type[bytes]
) -> None:
    content = json.dumps(ROW) if name.endswith("jsonl") else TEXT
    (tmp_path / (name + suffix)).write_bytes(pack(content.encode()))
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / name).write_bytes(content.encode())
    packed, plain = sources(tmp_path / (name + suffix)), sources(tmp_path / "plain")
    assert [(s.content, s.media) for s in packed] == [(s.content, s.media) for s in plain]


@pytest.mark.parametrize(
    ("content", "options", "media", "doc_id"),
    [
        (TEXT, {}, "text", "stdin"),
        (json.dumps(ROW), {}, "text", "r1"),
        ("<!DOCTYPE html><p>Tin vắn", {}, "html", "stdin"),
        ('<?xml version="1.0"?>\n<html><p>Tin vắn', {}, "html", "stdin"),
        (json.dumps(ROW), {"format": "text"}, "text", "stdin"),
        ("<p>Tin vắn", {"format": "html"}, "html", "stdin"),
    ],
    ids=["text", "looks like jsonl", "looks like html", "looks like XML", "told text", "told html"],
)
def test_standard_input_is_told_by_its_looks_or_by_the_user(
    content: str, options: dict[str, object], media: str, doc_id: str
) -> None:
    (source,) = sources("-", stdin=stdin(content), **options)
    assert (source.media, source.doc_id) == (media, doc_id)


def test_what_a_user_knows_outranks_the_row_and_the_day_fills_gaps(tmp_path: Path) -> None:
    meta = tmp_path / "meta.jsonl"
    meta.write_text('{"doc_id": "r1", "published": "17/09/2020", "url": "https://a.vn/1"}\n\n')
    rows = [{**ROW, "published": "2019-01-01"}, {"id": "r2", "text": "Hai."}]
    first, second = sources(
        "-",
        stdin=stdin("\n".join(map(json.dumps, rows))),
        sidecar=load_sidecar(meta),
        published="2021-02-03",
    )
    assert first.metadata == Metadata(title="Tin vắn", published="2020-09-17", url="https://a.vn/1")
    assert second.metadata == Metadata(published="2021-02-03")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{}", "line 1: no doc_id"),
        ('{"doc_id": "a"}\nnot json', "line 2: "),
        ('{"doc_id": "a", "published": "hôm qua"}', "line 1: "),
    ],
)
def test_a_sidecar_that_does_not_fit_is_told_by_line(
    tmp_path: Path, content: str, problem: str
) -> None:
    meta = tmp_path / "meta.jsonl"
    meta.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=f"meta.jsonl, {problem}"):
        load_sidecar(meta)


@pytest.mark.parametrize(
    ("given", "iso"),
    [
        ("2020-09-17", "2020-09-17"),
        ("17/09/2020", "2020-09-17"),
        ("7-9-2020, 5:32", "2020-09-07T05:32"),
        ("2020-09-17 15:32:10", "2020-09-17T15:32"),
        ("2020-09-17T20:32:00Z", "2020-09-18T03:32"),
        ("2020-09-17T15:32:00+07:00", "2020-09-17T15:32"),
        ("2020-09-17T00:00:00", "2020-09-17"),
    ],
)
def test_publication_days_are_brought_to_vietnamese_time(given: str, iso: str) -> None:
    assert parse_published(given) == iso


@pytest.mark.parametrize("given", ["", "hôm qua", "31/02/2020", "9999-12-31T23:00:00-12:00"])
def test_what_is_no_publication_day_is_refused(given: str) -> None:
    with pytest.raises(ValueError, match=r"isoformat|month|calendar"):
        parse_published(given)


def test_an_id_given_twice_is_warned_of(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder, encoding="utf-8")
    first, second = sources(tmp_path / "one", tmp_path / "two")
    assert first.warnings == ()
    assert second.warnings[0].startswith("duplicate-id: ")


def test_a_missing_input_among_others_is_a_reject(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Sở Y tế họp.")
    items = list(Inputs([str(tmp_path / "nowhere"), str(tmp_path / "a.txt")]))
    assert isinstance(items[0], Reject)
    assert items[0].reason == "unreadable"
    assert "No such file" in items[0].message
    assert isinstance(items[1], Source)


def test_a_missing_input_and_an_empty_folder_are_errors(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: No such file or directory\. Check the name"):
        Inputs([str(tmp_path / "nowhere")])
    with pytest.raises(InputError, match="no articles there"):
        list(Inputs([str(tmp_path)]))
