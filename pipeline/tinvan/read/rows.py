"""Rows of JSONL and of tables: one article each, with its parts apart."""

import functools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from typing import Any

from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.read.columns import FIELDS, Columns
from tinvan.read.decode import NotTextError, decode, without_surrogates
from tinvan.read.entities import defined_entity, why_not_read
from tinvan.read.published import parse_published
from tinvan.read.rejects import Reject, RejectReason

_MARKUP = re.compile(
    r"\s*(?:<\?xml\b[^<>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\b|/?(?:html|head|body|div|p|article|section|main"
    r"|h[1-6]|table|figure|span|strong|b|em|br|img|ul)\b[^<>]*>)",
    re.IGNORECASE | re.DOTALL,
)
_SEPARATORS = {"author": ", ", "source": ", "}  # in a list; else parts are paragraphs
_REMEDY = "write one object a line, or name a file of objects over several lines .json"
_NAMES = 200  # characters of the keys that a warning names
_LONGEST = 5_000  # characters of a title or lead that is looked for in the text
_HEAD = 4  # how many times the length of title and lead is looked at to find them repeated


class BadRowError(Exception):
    """A row that holds no article.

    Attributes:
        reason: The reason to reject it.
        message: What is wrong, and the remedy.
        offset: The character of the line where reading failed, if it did at one.
    """

    def __init__(self, reason: RejectReason, message: str, offset: int | None = None) -> None:
        self.reason, self.message, self.offset = reason, message, offset
        super().__init__(message)


def read_row(
    data: bytes, name: str, number: int, columns: Columns, *, remedy: str = _REMEDY
) -> Source | Reject:
    """Read one line of a JSONL input, or one object of JSON.

    Args:
        data: The line.
        name: The input it comes from.
        number: The line's number, from 1.
        columns: Tells its fields.
        remedy: What to do about a line that is no JSON object.

    Returns:
        The article, or a reject record. Its `doc_id` is the row's id, else its url, else
        "NAME:NUMBER".
    """
    try:
        text, warnings = decode(data)
        row, doubled = _parse(text.removeprefix("\ufeff"), remedy)
    except (BadRowError, NotTextError) as error:
        offset = error.offset if isinstance(error, BadRowError) else None
        return reject_row(name, number, error.reason, error.message, offset=offset)
    return make_article(columns.pick(row), name, number, (*warnings, *doubled))


def make_article(
    row: Mapping[str, object], name: str, number: int, warnings: tuple[str, ...]
) -> Source | Reject:
    """Make the article of a row.

    Args:
        row: Its fields (see `tinvan.read.columns`).
        name: The input it comes from.
        number: Its number there, from 1.
        warnings: What went wrong while it was read.

    Returns:
        The article, or a reject record. Its `doc_id` is the row's id, else its url, else
        "NAME:NUMBER".
    """
    doc_id, fields, odd = _fields(row, f"{name}:{number}")
    whole = not any(isinstance(row.get(field), list) for field in ("text", "content"))
    try:
        return _source(doc_id, fields, (*warnings, *odd), whole=whole)
    except BadRowError as error:
        return reject_row(name, number, error.reason, error.message, doc_id=doc_id)


def reject_row(
    name: str,
    number: int,
    reason: RejectReason,
    message: str,
    *,
    doc_id: str | None = None,
    offset: int | None = None,
) -> Reject:
    """Make the reject record of a row."""
    return Reject(
        doc_id=doc_id or f"{name}:{number}",
        reason=reason,
        message=message,
        input=name,
        line=number,
        offset=offset,
    )


def join_parts(title: str | None, lead: str | None, text: str) -> str:
    """Return title, lead and text as one, without what the head of the text repeats.

    A part counts as repeated where it stands at the head of the text as a passage of its own,
    whatever the blanks in it: "Khánh Hòa đặt mục tiêu" is not repeated by a sentence that goes
    on behind these words.
    """
    parts = [part for part in (title, lead) if part and part.strip()]
    looked_for = [part for part in parts if len(part) <= _LONGEST]
    head = unicodedata.normalize("NFC", text[: _HEAD * sum(map(len, looked_for)) + 100])
    missing, position = list(parts), 0
    while found := next(filter(None, (_repeated(p, head, position) for p in looked_for)), None):
        looked_for.remove(found[0])
        missing.remove(found[0])
        position = found[1]
    return "\n\n".join([*missing, text] if text.strip() else missing)


def _repeated(part: str, head: str, position: int) -> tuple[str, int] | None:
    """Return the part, and where it ends in the head, if it stands at that position."""
    words = unicodedata.normalize("NFC", part).split()
    if not head.startswith(words[0], _skip_blanks(head, position)):
        return None
    ending = r"(?=\s|$)" if words[-1][-1] in '.!?…”"' else r"[^\S\n\r]*(?=[\n\r]|$)"
    pattern = r"\s*" + r"\s+".join(map(re.escape, words)) + ending
    found = re.compile(pattern).match(head, position)
    return (part, found.end()) if found else None


def _skip_blanks(text: str, position: int) -> int:
    """Return the position of the first character that is not blank."""
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _parse(line: str, remedy: str) -> tuple[dict[str, Any], list[str]]:
    """Parse a line as a JSON object; also return warnings on keys given twice."""
    doubled: set[str] = set()
    decoder = json.JSONDecoder(object_pairs_hook=functools.partial(_object, doubled))
    try:
        row = decoder.decode(line.strip())
    except json.JSONDecodeError as error:
        message = f"this is no JSON ({error.msg}); {remedy}"
        raise BadRowError("bad-json", message, error.pos) from None
    except (ValueError, RecursionError) as error:
        raise BadRowError("bad-json", f"this cannot be read as JSON ({error})") from None
    if not isinstance(row, dict):
        raise BadRowError("bad-json", f"this is no JSON object; {remedy}")
    if not doubled:
        return row, []
    names = without_surrogates(", ".join(sorted(doubled)))
    return row, [f"duplicate-key: the last value of {names[:_NAMES]} counts"]


def _object(doubled: set[str], pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object of its pairs, noting keys given twice; the last one counts."""
    made = dict(pairs)
    if len(made) < len(pairs):
        times = Counter(key for key, _ in pairs)
        doubled.update(key for key, count in times.items() if count > 1)
    return made


def _fields(row: Mapping[str, object], doc_id: str) -> tuple[str, dict[str, str], list[str]]:
    """Return the row's id, its fields that are text and not blank, and warnings."""
    fields: dict[str, str] = {}
    warnings: list[str] = []
    for key in FIELDS:
        value = row.get(key)
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = _SEPARATORS.get(key, "\n\n").join(value)
        if isinstance(value, str):
            clean = without_surrogates(value)
            if clean != value:
                warnings.append(f"lone-surrogate: read as U+FFFD in {key}")
            if clean.strip():
                fields[key] = clean
        elif value is not None:
            warnings.append(f"bad-field: {key} is no text and was left out")
    return fields.pop("id", None) or fields.get("url", doc_id), fields, warnings


def _source(
    doc_id: str, fields: dict[str, str], warnings: tuple[str, ...], *, whole: bool
) -> Source:
    """Make the article of a row's fields; `whole` tells whether its text came in one piece."""
    text, html, either = (fields.pop(key, "") for key in ("text", "html", "content"))
    if not (text or html):
        text, html = ("", either) if _MARKUP.match(either) else (either, "")
    if published := fields.pop("published", None):
        try:
            fields["published"] = parse_published(published)
        except ValueError:
            warnings += (f"bad-published: “{published[:40]}” is no day or time",)
    metadata = Metadata.given({key: value.strip() for key, value in fields.items()})
    if html and not text:
        if entity := defined_entity(html):
            raise BadRowError("entities", why_not_read(entity))
        return Source(
            doc_id=doc_id, content=html, media="html", metadata=metadata, warnings=warnings
        )
    content = join_parts(fields.get("title"), fields.get("lead"), text)
    if not content.strip():
        message = (
            "this row has no text: name its field “text” or “html”, or give --column text=NAME "
            "or html=NAME"
        )
        raise BadRowError("no-text", message)
    if not text:
        warnings += ("no-body: this row has a title or lead only",)
    return Source(
        doc_id=doc_id,
        content=content,
        metadata=metadata,
        joined=content != text or not whole,
        warnings=warnings,
    )
