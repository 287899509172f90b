"""The JSON Schemas of what is written and printed, generated from the records themselves."""

from typing import Any

import msgspec

from tinvan.explain.records import Explanation
from tinvan.facts import AnyFact
from tinvan.merge.records import Conflict, MergedFact
from tinvan.output.records import DocumentRecord, RunRecord
from tinvan.read.rejects import Reject

RECORDS: dict[str, Any] = {
    "facts": AnyFact,
    "docs": DocumentRecord,
    "rejects": Reject,
    "run": RunRecord,
    "explanation": Explanation,
    "merged": MergedFact,
    "conflicts": Conflict,
}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema of the records of one output.

    Args:
        name: One of `RECORDS`.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(RECORDS[name]),
    }
