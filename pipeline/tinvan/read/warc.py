"""WARC and WET archives: pages that were answered to a crawler, and texts made of them.

Read are `response` records of status 200 and `resource` records that hold HTML, and `conversion`
records that hold text or HTML. All other records are counted. The day of a crawl is not the day of
an article, so `WARC-Date` is left.
"""

import io
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from fastwarc.warc import ArchiveIterator, WarcRecord

from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.read.decode import NotTextError, decode, without_surrogates
from tinvan.read.opened import Opened
from tinvan.read.rejects import Reject
from tinvan.read.streams import BrokenStreamError, open_chunks, read_whole
from tinvan.read.warc_records import MAX_HEAD, LostRecord, RawRecord, split_records

_OK = 200
_MEDIA: dict[str, Literal["text", "html"]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
}
_OTHER_KINDS = {"warcinfo", "request", "metadata", "revisit", "continuation"}
_DECODED_BY_FASTWARC = {"br", "deflate"}  # gzip and zstd are told by their first bytes


class _Payload(NamedTuple):
    """What a record holds.

    Attributes:
        media: What it is.
        charset: The charset that the HTTP header names.
        http: Whether it is behind an HTTP header.
    """

    media: Literal["text", "html"]
    charset: str | None = None
    http: bool = False


def read_warc(opened: Opened) -> Iterator[Source | Reject]:
    """Yield the articles of an archive; memory holds one record at a time."""
    left: Counter[str] = Counter()
    none = True
    for raw in split_records(opened.pieces(), opened.max_bytes + MAX_HEAD):
        if isinstance(raw, LostRecord):
            yield _reject(opened, raw, first=none)
        elif not (record := _parse(raw)):
            lost = LostRecord(raw.offset, b"", "corrupt", "its header cannot be read")
            yield _reject(opened, lost)
        elif isinstance(kept := _payload(record), str):
            left[kept] += 1
        else:
            yield _read_article(opened, raw, record, kept)
        none = False
    if none:
        yield opened.reject("empty", "there is no record in it")
    if left:
        counts = ", ".join(f"{count} {what}" for what, count in sorted(left.items()))
        opened.notice(f"records that are no articles: {counts}")


def _reject(opened: Opened, lost: LostRecord, *, first: bool = False) -> Reject:
    """Make the reject record of a record that could not be read."""
    message = f"a record was lost: {lost.message}"
    if first and not lost.head:
        message = f"this does not begin as a WARC file: {lost.message}"
    record = _parse(RawRecord(lost.offset, lost.head, b"", 0)) if lost.head else None
    doc_id = _doc_id(record, opened.name, lost.offset)
    return opened.reject(lost.reason, message, doc_id=doc_id, offset=lost.offset)


def _parse(raw: RawRecord) -> WarcRecord | None:
    """Return a record with its WARC header parsed; its block may be there in part."""
    stream = io.BytesIO(raw.head + raw.block)
    records = ArchiveIterator(stream, parse_http=False, stream_detect=False, quirks_mode=True)
    try:
        record = next(iter(records), None)
    except OSError:
        return None
    if record and raw.block.startswith(b"HTTP/"):
        record.is_http = True  # some tools leave its Content-Type out
    return record


def _doc_id(record: WarcRecord | None, name: str, offset: int) -> str:
    """Return what a record is called (FACTS.md, section 1), or where it stands."""
    found = record and (_url(record) or (record.record_id or "").strip("<>"))
    return found or f"{name}@{offset}"


def _url(record: WarcRecord) -> str | None:
    """Return the URL that was crawled; some tools write it in angle brackets."""
    return without_surrogates(record.headers.get("WARC-Target-URI") or "").strip(" <>") or None


def _payload(record: WarcRecord) -> _Payload | str:
    """Return what a record holds, or what it is called where it holds no article."""
    kind = (record.headers.get("WARC-Type") or "").lower()
    media = _MEDIA.get(_media_type(record.headers.get("Content-Type")))
    if kind == "conversion":
        return _Payload(media) if media else "conversion (no text)"
    if kind == "resource":
        return _Payload(media) if media == "html" else "resource (no HTML)"
    if kind != "response":
        return kind if kind in _OTHER_KINDS else "of unknown type"
    return _answer(record)


def _answer(record: WarcRecord) -> _Payload | str:
    """Return what a response holds, or what it is called where it holds no article."""
    try:
        record.parse_http(quirks_mode=True)
    except OSError:
        return "response (no HTTP)"
    http = record.http_headers
    if http is None or http.status_code is None:
        return "response (no HTTP)"
    if http.status_code != _OK:
        return f"response (status {http.status_code})"
    said = http.get("Content-Type") or record.headers.get("WARC-Identified-Payload-Type")
    if _MEDIA.get(_media_type(said)) != "html":
        return "response (no HTML)"
    return _Payload("html", _charset(record), http=True)


def _media_type(content_type: str | None) -> str:
    """Return the media type that a header names."""
    return (content_type or "").partition(";")[0].strip().lower()


def _charset(record: WarcRecord) -> str | None:
    """Return the charset that the HTTP header names, without what servers put around it."""
    return (record.http_charset or "").partition(",")[0].strip(" \"'") or None


def _read_article(
    opened: Opened, raw: RawRecord, record: WarcRecord, kept: _Payload
) -> Source | Reject:
    """Return the article that a record holds."""
    url = _url(record)
    doc_id = _doc_id(record, opened.name, raw.offset)
    data: bytes | None = None
    broken: BrokenStreamError | None = None
    if raw.size == len(raw.block):
        data, broken = _unpack(raw, record, opened.max_bytes) if kept.http else (raw.block, None)
    if data is None or len(data) > opened.max_bytes:
        return opened.too_large(doc_id=doc_id, offset=raw.offset)
    if broken and not (data and broken.cut):
        return opened.reject(broken.reason, broken.message, doc_id=doc_id, offset=raw.offset)
    try:
        content, warnings = decode(data, media=kept.media, declared=kept.charset)
    except NotTextError as error:
        return opened.reject(error.reason, error.message, doc_id=doc_id, offset=raw.offset)
    if broken:
        warnings += (f"{broken.reason}: only the beginning could be read ({broken.message})",)
    if reason := record.headers.get("WARC-Truncated"):
        warnings += (f"truncated: the crawler kept only the beginning ({reason})",)
    return Source(
        doc_id=doc_id,
        content=content,
        media=kept.media,
        metadata=Metadata(url=url),
        warnings=warnings,
    )


def _unpack(
    raw: RawRecord, record: WarcRecord, limit: int
) -> tuple[bytes | None, BrokenStreamError | None]:
    """Return the body of a response, and what is wrong with its end if something is.

    A body that is not packed as its header says is taken as it stands: crawlers unpack bodies and
    keep the headers. Over `limit` bytes it is None.
    """
    encoding = (record.http_headers.get("Content-Encoding") or "").strip().lower()
    mode: Literal["all", "transfer"] = "all" if encoding in _DECODED_BY_FASTWARC else "transfer"
    packed = _parse(raw)
    assert packed is not None  # it was parsed before
    try:
        packed.parse_http(auto_decode=mode, quirks_mode=True)
    except OSError:  # an encoding that fastwarc does not know
        return _read_body(record, limit)
    data, broken = _read_body(packed, limit)
    return _read_body(record, limit) if broken and not data else (data, broken)


def _read_body(record: WarcRecord, limit: int) -> tuple[bytes | None, BrokenStreamError | None]:
    """Return the body of a response whose HTTP header is parsed, unpacked by its first bytes."""
    return read_whole(open_chunks(_Body(record), lambda _: None), limit)


class _Body:
    """The body of a response, unchunked, as something to read from.

    Args:
        record: The response, with its HTTP header parsed.
    """

    def __init__(self, record: WarcRecord) -> None:
        self._reader = record.reader

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes.

        Raises:
            BrokenStreamError: If the rest cannot be unpacked.
        """
        try:
            return self._reader.read(size)
        except OSError as error:
            message = f"its body is not packed as its header says: {error}"
            raise BrokenStreamError("corrupt", message, cut=True) from None
