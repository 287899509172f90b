"""The published schemas: up to date, and what the outputs are."""

import json
from pathlib import Path

import jsonschema
import pytest

from tinvan.output.schema import RECORDS, schema

SCHEMAS = Path(__file__).parents[1] / "docs" / "schema"


@pytest.mark.parametrize("name", RECORDS)
def test_the_committed_schema_is_up_to_date(name: str) -> None:
    committed = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    assert committed == schema(name), "run `make schema` and commit what changed"


@pytest.mark.parametrize("name", RECORDS)
def test_the_schema_is_one(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_the_schema_refuses_what_is_no_fact() -> None:
    validator = jsonschema.Draft202012Validator(schema("facts"))
    assert not validator.is_valid({"type": "percentage"})
    assert not validator.is_valid({"type": "planet", "id": "x"})
