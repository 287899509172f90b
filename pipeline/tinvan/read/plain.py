"""Texts, pages and JSON Lines: inputs that are read as they stand."""

from collections.abc import Iterator
from typing import Literal

from tinvan.document import Source
from tinvan.read.decode import NotTextError, decode
from tinvan.read.opened import Opened
from tinvan.read.rejects import Reject
from tinvan.read.rows import read_row
from tinvan.read.streams import BrokenStreamError, read_whole, split_lines


def read_text(opened: Opened) -> Iterator[Source | Reject]:
    """Yield the article that a text is, and a reject if its end is missing."""
    return _read_article(opened, "text")


def read_html(opened: Opened) -> Iterator[Source | Reject]:
    """Yield the article that a page is, and a reject if its end is missing."""
    return _read_article(opened, "html")


def read_jsonl(opened: Opened) -> Iterator[Source | Reject]:
    """Yield the articles of JSON Lines; memory holds one line at a time."""
    part = opened.part
    number, empty = part.before, not part.start
    try:
        chunks = part.first_bytes(opened.chunks())
        for number, line in split_lines(chunks, opened.max_bytes, part.before + 1):
            if line is None:
                yield opened.too_large(doc_id=f"{opened.name}:{number}", line=number)
            elif line.strip():
                yield read_row(line, opened.name, number, opened.columns)
            else:
                continue
            empty = False
    except BrokenStreamError as error:
        yield opened.reject(error.reason, error.message, line=number + 1)
        return
    if empty:
        yield opened.reject("empty", "there is no line in it")


def _read_article(opened: Opened, media: Literal["text", "html"]) -> Iterator[Source | Reject]:
    """Yield the article that an input is as a whole."""
    data, broken = read_whole(opened.chunks(), opened.max_bytes)
    if broken:
        yield opened.reject(broken.reason, broken.message)
        if not (data and broken.cut):
            return
    if data is None:
        yield opened.too_large()
        return
    try:
        content, warnings = decode(data, media=media)
    except NotTextError as error:
        yield opened.reject(error.reason, error.message)
        return
    if broken:
        warnings += (f"{broken.reason}: only the beginning could be read",)
    yield Source(doc_id=opened.name, content=content, media=media, warnings=warnings)
