"""Reading gold and output files to be scored."""

from pathlib import Path
from typing import Any

import msgspec

from tinvan.errors import InputError
from tinvan.facts import CORE_SLOTS


def read_facts(path: Path) -> list[dict[str, Any]]:
    """Read a gold or output file; records of unknown types are left out.

    Raises:
        InputError: If it cannot be read, naming the line.
    """
    try:
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Check the name") from None
    records = []
    for number, line in enumerate(lines, start=1):
        try:
            record = msgspec.json.decode(line) if line.strip() else {}
            if record.get("type") in CORE_SLOTS:
                _ = record["doc_id"], record["anchor"]["start"], record["anchor"]["end"]
                records.append(record)
        except (msgspec.DecodeError, AttributeError, KeyError, TypeError) as error:
            raise InputError(
                f"{path}, line {number}: this is no fact ({error!r}). "
                "Each line must be a JSON object with type, doc_id and anchor"
            ) from None
    return records
