"""The formats that are read, and how one is told."""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal

from tinvan.document import Source
from tinvan.errors import TinvanError
from tinvan.read.decode import without_surrogates
from tinvan.read.json_values import read_json
from tinvan.read.opened import Opened, Reader
from tinvan.read.packed import SUFFIXES as COMPRESSED
from tinvan.read.parquet import PARQUET, parts_of_table, read_parquet
from tinvan.read.parts import WHOLE, Part, parts_of_lines
from tinvan.read.plain import read_html, read_jsonl, read_text
from tinvan.read.rejects import Reject
from tinvan.read.warc import read_warc

Format = Literal["text", "html", "json", "jsonl", "warc", "parquet"]

# What may be read in parts; None for what its first bytes tell.
SPLIT: tuple[Format | None, ...] = ("json", "jsonl", "parquet", None)

# What users are told of it.
KNOWN_FILES = (
    ".txt, .html, .json, .jsonl, .warc and .wet (each also as .gz, .zst, .bz2 or .xz), and "
    ".parquet files"
)

_READERS: dict[Format, Reader] = {
    "text": read_text,
    "html": read_html,
    "json": read_json,
    "jsonl": read_jsonl,
    "warc": read_warc,
    "parquet": read_parquet,
}
_SUFFIXES: dict[str, Format] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".wet": "warc",
    ".parquet": "parquet",
}
_LOOKS_LIKE: dict[Format, re.Pattern[bytes]] = {
    "warc": re.compile(rb"WARC/\d"),
    "parquet": re.compile(PARQUET),
    "json": re.compile(  # an array, or an object whose first line does not end it
        rb'(?:\xef\xbb\xbf)?\s*+(?:\[\s*+\{|\{(?:[^\n]*[,{\[])?[^\S\n]*+\n)\s*+"'
    ),
    "jsonl": re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"'),
    "html": re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml)\b", re.IGNORECASE),
}


def read_input(opened: Opened, form: Format | None) -> Iterator[Source | Reject]:
    """Yield the articles of an input, and what could not be read.

    Whatever an input does to its reader, it ends itself alone: the others are read.

    Args:
        opened: The input.
        form: Its format; told by its first bytes if None.

    Raises:
        OSError: If its bytes cannot be had.
        TinvanError: If something is wrong that the user can mend.
    """
    try:
        yield from _READERS[_settled(opened, form)](opened)
    except (OSError, TinvanError):
        raise
    except Exception as error:
        message = f"reading failed ({type(error).__name__}: {error}), and the rest of it is left"
        yield opened.reject(
            "internal-error",
            without_surrogates(f"{message}; please report it with the file"),
            stage="input",
        )


def parts_of(
    opened: Opened, form: Format | None, most_items: int, most_size: int
) -> tuple[Format, list[Part]]:
    """Return the format of an input, and the parts that it can be read in.

    Args:
        opened: The input.
        form: Its format; told by its first bytes if None.
        most_items: How many lines or rows a part has at most, about.
        most_size: How many bytes it has at most, about.
    """
    form = _settled(opened, form)
    if form == "jsonl":
        return form, parts_of_lines(opened.pieces(), most_items, most_size)
    if form == "parquet":
        return form, parts_of_table(opened, most_items, most_size)
    return form, [WHOLE]


def format_of(name: str) -> Format | None:
    """Return the format that a file name tells, below its compression."""
    path = PurePath(name.lower())
    return _SUFFIXES.get(PurePath(path.stem).suffix if path.suffix in COMPRESSED else path.suffix)


def _settled(opened: Opened, form: Format | None) -> Format:
    """Return the format of an input: many files that are called .json hold JSON Lines."""
    if form not in ("json", None):
        return form
    looks_like = _guess(opened.peek())
    return "jsonl" if form and looks_like == "jsonl" else form or looks_like


def _guess(head: bytes) -> Format:
    """Tell what an input contains from its first bytes."""
    return next((form for form, look in _LOOKS_LIKE.items() if look.match(head)), "text")
