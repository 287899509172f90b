"""WARC and WET archives: which records are articles, and how their bytes become text."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import brotli
import msgspec
import pytest
import zstandard

import tinvan.read.warc
from tests.archives import PAGE, conversion, gz, raw_record, read, record, response, zst
from tinvan.cli import main as tinvan_command
from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs

Pack = Callable[..., bytes]
URLS = [f"https://tin.example/{number}.html" for number in range(3)]
TEXT = "Tin vắn\nTỉ lệ đạt 19,10%.\n"


def chunked(body: bytes, size: int = 40) -> bytes:
    """Return a body as it is sent in chunks."""
    parts = [body[start : start + size] for start in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])


@pytest.mark.parametrize("pack", [gz, zst, lambda *records: b"".join(records)])
@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "unnamed"])
def test_pages_of_an_archive_are_articles_called_by_their_urls(
    tmp_path: Path, pack: Pack, name: str
) -> None:
    articles, rejects, notices = read(tmp_path / name, pack(*map(response, URLS)))
    assert (rejects, notices) == ([], [])
    assert articles == [
        Source(doc_id=url, content=PAGE, media="html", metadata=Metadata(url=url), input=name)
        for url in URLS
    ]


def test_texts_of_an_archive_are_articles_as_they_stand(tmp_path: Path) -> None:
    data = gz(*(conversion(url, TEXT) for url in URLS))
    articles, rejects, _ = read(tmp_path / "crawl.warc.wet.gz", data)
    assert not rejects
    assert [(a.doc_id, a.media, a.content) for a in articles] == [(u, "text", TEXT) for u in URLS]


def test_the_day_of_a_crawl_is_no_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    header = "Last-Modified: Thu, 06 May 2021 07:08:09 GMT"
    path.write_bytes(gz(response(URLS[0], PAGE.encode(), header)))
    for source in Inputs([str(path)]):
        assert isinstance(source, Source)
        document = Pipeline()(source)
        assert document.metadata.published is None
        assert document.day is None
        assert [fact.date for fact in document.facts] == [None]


def test_records_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    data = gz(
        record("warcinfo", b"software: x\r\n", {"Content-Type": "application/warc-fields"}),
        record("request", b"GET / HTTP/1.1\r\n\r\n", {"WARC-Target-URI": URLS[0]}),
        response(URLS[0]),
        response("https://tin.example/gone", status="404 Not Found"),
        response("https://tin.example/a.jpg", b"\xff\xd8\xff", media="image/jpeg"),
        response("https://tin.example/b.jpg", b"\xff\xd8\xff", media="image/jpeg"),
        record("metadata", b"a: b", {"WARC-Target-URI": URLS[0]}),
        record("response", b"no answer", {"WARC-Target-URI": URLS[0]}),
        conversion(URLS[0], "{}", media="application/json"),
    )
    articles, rejects, notices = read(tmp_path / "crawl.warc.gz", data)
    assert [article.doc_id for article in articles] == URLS[:1]
    assert not rejects
    assert notices == [
        "crawl.warc.gz: records that are no articles: 1 conversion (no text), 1 metadata, "
        "1 request, 2 response (no HTML), 1 response (no HTTP), 1 response (status 404), 1 warcinfo"
    ]


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("Content-Encoding: gzip", gzip.compress),
        ("Content-Encoding: x-gzip", gzip.compress),
        ("Content-Encoding: deflate", zlib.compress),
        ("Content-Encoding: br", brotli.compress),
        ("Content-Encoding: zstd", zstandard.compress),
        ("Transfer-Encoding: chunked", chunked),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip",
         lambda body: chunked(gzip.compress(body))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: br",
         lambda body: chunked(brotli.compress(body))),
        ("Content-Encoding: identity", bytes),
        ("Content-Encoding: gzip", bytes),
        ("Content-Encoding: br", bytes),
        ("Content-Encoding: unheard-of", bytes),
        ("Transfer-Encoding: chunked", bytes),
    ],
    ids=["gzip", "x-gzip", "deflate", "br", "zstd", "chunked", "chunked gzip",
         "chunked br", "identity", "unpacked, said gzip", "unpacked, said br", "unknown",
         "unpacked, said chunked"],
)  # fmt: skip
def test_bodies_are_unpacked_however_they_were_sent(
    tmp_path: Path, encoding: str, pack: Pack
) -> None:
    data = gz(response(URLS[0], pack(PAGE.encode()), encoding), response(URLS[1]))
    articles, rejects, _ = read(tmp_path / "crawl.warc.gz", data)
    assert not rejects
    assert [article.content for article in articles] == [PAGE, PAGE]


@pytest.mark.parametrize(
    ("media", "declared"),
    [
        ("text/html; charset=windows-1258", "windows-1258"),
        ('text/html;charset="UTF-8"', "utf-8"),
        ("text/html", None),
        ("Text/HTML; charset=", None),
        ("application/xhtml+xml; charset=utf-8", "utf-8"),
    ],
)
def test_the_charset_of_the_http_header_is_told_to_the_decoder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, media: str, declared: str | None
) -> None:
    told: list[str | None] = []

    def decode(data: bytes, *, media: str, declared: str | None) -> tuple[str, tuple[str, ...]]:
        told.append(declared and declared.lower())
        return data.decode(), ()

    monkeypatch.setattr(tinvan.read.warc, "decode", decode)
    articles, _, _ = read(tmp_path / "crawl.warc.gz", gz(response(media=media)))
    assert len(articles) == 1
    assert told == [declared]


def test_a_page_whose_media_type_the_server_did_not_tell_is_known_by_the_crawler(
    tmp_path: Path,
) -> None:
    block = b"HTTP/1.1 200 OK\r\nServer: x\r\n\r\n" + PAGE.encode()
    headers = {"WARC-Target-URI": URLS[0], "WARC-Identified-Payload-Type": "text/html"}
    articles, _, _ = read(tmp_path / "crawl.warc", record("response", block, headers))
    assert [article.content for article in articles] == [PAGE]


def test_a_page_that_was_archived_without_http_is_an_article(tmp_path: Path) -> None:
    headers = {"WARC-Target-URI": URLS[0], "Content-Type": "text/html"}
    data = record("resource", PAGE.encode(), headers)
    articles, _, _ = read(tmp_path / "crawl.warc", data)
    assert [(a.doc_id, a.content, a.media) for a in articles] == [(URLS[0], PAGE, "html")]


def test_a_record_without_a_url_is_called_by_its_id_or_its_place(tmp_path: Path) -> None:
    text, length = b"Tin.", "Content-Length: 4"
    common = ("WARC-Type: conversion", "Content-Type: text/plain", length)
    data = raw_record(text, *common, "WARC-Record-ID: <urn:uuid:7>")
    articles, _, _ = read(tmp_path / "a.wet", data + raw_record(text, *common))
    assert [a.doc_id for a in articles] == ["urn:uuid:7", f"a.wet@{len(data)}"]


def test_a_page_that_a_crawler_cut_off_is_read_with_a_warning(tmp_path: Path) -> None:
    headers = {"WARC-Target-URI": URLS[0], "WARC-Truncated": "length"}
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.encode()
    (article,), _, _ = read(tmp_path / "a.warc", record("response", block, headers))
    assert article.warnings == ("truncated: the crawler kept only the beginning (length)",)


def test_urls_that_look_like_paths_write_no_files(tmp_path: Path) -> None:
    from click.testing import CliRunner

    path, out = tmp_path / "a.warc", tmp_path / "in" / "out"
    path.write_bytes(response("../../x.html") + response("/etc/x.html"))
    result = CliRunner().invoke(tinvan_command, ["extract", str(path), "--out", str(out)])
    assert result.exit_code == 0
    found = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*")}
    written = ("facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json")
    assert found == {"a.warc", *(f"in/out/{name}" for name in written)}
    docs = map(msgspec.json.decode, (out / "docs.jsonl").read_bytes().splitlines())
    assert [(doc["doc_id"], doc["input"]) for doc in docs] == [
        ("../../x.html", "a.warc"),
        ("/etc/x.html", "a.warc"),
    ]


def test_real_pages_give_the_same_facts_from_an_archive(tmp_path: Path, real: Path) -> None:
    pages = {
        f"https://tin.example/{path.name}": path
        for path in sorted((real / "data" / "pages").glob("*.html"))
    }
    assert pages
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(gz(*(response(url, path.read_bytes()) for url, path in pages.items())))
    beside = {path.name: Metadata(url=url) for url, path in pages.items()}
    pipeline = Pipeline()

    def facts(*paths: Path) -> list[list[object]]:
        return [
            [msgspec.structs.replace(fact, id="", doc_id="") for fact in pipeline(item).facts]
            for item in Inputs([str(path) for path in paths], sidecar=beside)
            if isinstance(item, Source)
        ]

    from_archive = facts(archive)
    assert sum(map(len, from_archive)) > 50
    assert from_archive == facts(*pages.values())
