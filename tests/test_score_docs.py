"""The document on scoring lists what the program knows, in the same words."""

import re
from pathlib import Path

from tinvan.score.phenomena import PHENOMENA
from tinvan.score.taxonomy import MEANINGS

DOCUMENT = (Path(__file__).parents[1] / "docs" / "scoring.md").read_text(encoding="utf-8")


def table(title: str) -> list[list[str]]:
    """Return the cells of the table whose first column has a title."""
    rows = DOCUMENT.split(f"| {title} |", 1)[1].split("\n\n")[0].splitlines()[2:]
    return [re.split(r" \| ", row.strip("| ")) for row in rows]


def test_every_class_of_mistakes_is_explained() -> None:
    assert table("class") == [[name, meaning] for name, meaning in MEANINGS.items()]


def test_every_phenomenon_is_explained() -> None:
    assert table("phenomenon") == [
        [one.name, one.meaning, "sentence" if one.by_sentence else "record"] for one in PHENOMENA
    ]
