"""What tests of batches share."""

import json
from pathlib import Path
from typing import Any

ARTICLES = 120


def write(path: Path, numbers: range) -> None:
    """Write harmless articles with these numbers as JSONL."""
    rows = ({"id": f"bai-{number}", "text": f"Đạt {number}%"} for number in numbers)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the records of a file of JSONL."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids(out: Path) -> list[str]:
    """Return the articles that a run read, in order."""
    return [row["doc_id"] for row in lines(out / "docs.jsonl")]


def alive(process: int) -> bool:
    """Tell whether a process runs."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
