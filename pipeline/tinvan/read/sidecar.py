"""Metadata in a file of its own, beside the articles: one JSON object a line, by doc_id."""

from pathlib import Path

import msgspec

from tinvan.errors import InputError
from tinvan.metadata import Metadata
from tinvan.read.published import parse_published


class _SidecarRow(Metadata, frozen=True, kw_only=True):
    doc_id: str = ""


def load_sidecar(path: Path) -> dict[str, Metadata]:
    """Return the metadata of each doc_id in a JSONL file; fields it does not know are ignored.

    Raises:
        InputError: If the file cannot be read, or a line does not fit; it names the line.
    """
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Check the name given to --meta") from None
    decoder = msgspec.json.Decoder(_SidecarRow)
    found: dict[str, Metadata] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = decoder.decode(line)
            published = parse_published(row.published) if row.published else None
        except (msgspec.DecodeError, ValueError) as error:
            raise InputError(f"{path}, line {number}: {error}. Mend this line") from None
        if not row.doc_id:
            raise InputError(f"{path}, line {number}: no doc_id. Say which article it is about")
        known = {name: value for name, (value, _) in row.stated.items() if name != "doc_id"}
        found[row.doc_id] = Metadata(**{**known, "published": published})
    return found
