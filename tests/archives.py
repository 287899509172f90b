"""Archives made for tests: records as crawlers write them, and as they should not be."""

import gzip
import io
from pathlib import Path

import zstandard
from fastwarc.warc import WarcRecord, WarcRecordType

from tinvan.document import Source
from tinvan.limits import MAX_BYTES
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

PAGE = "<html><body><h1>Tin vắn</h1><p>Tỉ lệ đạt 19,10%.</p></body></html>"
DAY_OF_CRAWL = "2021-05-06T07:08:09Z"


def response(
    url: str = "https://tin.example/1.html",
    body: bytes = PAGE.encode(),
    *headers: str,
    status: str = "200 OK",
    media: str = "text/html; charset=utf-8",
) -> bytes:
    """Return a record of what a server answered, written by fastwarc."""
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {media}", *headers, "", ""])
    return record("response", head.encode() + body, {"WARC-Target-URI": url})


def conversion(url: str, text: str, media: str = "text/plain") -> bytes:
    """Return a record of a text made of a page, as in WET files."""
    given = {"WARC-Target-URI": url, "Content-Type": media}
    return record("conversion", text.encode(), given)


def record(kind: str, block: bytes, headers: dict[str, str]) -> bytes:
    """Return a record of any kind, written by fastwarc."""
    made = WarcRecord()
    made.init_headers(record_type=getattr(WarcRecordType, kind))
    made.headers["WARC-Date"] = DAY_OF_CRAWL
    for name, value in headers.items():
        made.headers[name] = value
    if kind in ("response", "request"):
        made.is_http = True
    made.set_bytes_content(block)
    out = io.BytesIO()
    made.write(out)
    return out.getvalue()


def raw_record(block: bytes, *headers: str) -> bytes:
    """Return a record with just these headers, right or wrong."""
    return "\r\n".join(["WARC/1.0", *headers, "", ""]).encode() + block + b"\r\n\r\n"


def gz(*records: bytes) -> bytes:
    """Return an archive with a gzip member a record."""
    return b"".join(map(gzip.compress, records))


def zst(*records: bytes) -> bytes:
    """Return an archive with a zstd frame a record."""
    return b"".join(map(zstandard.compress, records))


def read(path: Path, data: bytes, **options: int) -> tuple[list[Source], list[Reject], list[str]]:
    """Write an input and read it: its articles, its rejects, and what was left out."""
    path.write_bytes(data)
    inputs = Inputs([str(path)], max_bytes=options.get("max_bytes", MAX_BYTES))
    items = list(inputs)
    articles = [item for item in items if isinstance(item, Source)]
    return articles, [item for item in items if isinstance(item, Reject)], inputs.notices
