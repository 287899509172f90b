"""The service keeps what its OpenAPI says, whatever schemathesis thinks of to send."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import negative_data_rejection

from tests.serving import Inline
from tinvan.pipeline import default_stages
from tinvan.serve.app import create_app
from tinvan.serve.limits import Limits

CONFIG = schemathesis.Config.from_dict(
    {
        # What is sent may fit its schema and be no Vietnamese article: that is told as 422.
        "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "400", "404", "422"]}},
    }
)
TEXTS = ("text/plain", "text/html", "application/x-ndjson")


@schemathesis.serializer(*TEXTS)
def as_text(_context: object, value: object) -> bytes:
    """Send a text as it is."""
    return str(value).encode("utf-8", "replace")


APP = create_app(Inline(default_stages), Limits(max_bytes=100_000))
SCHEMA = schemathesis.openapi.from_asgi("/openapi.json", APP, config=CONFIG)


@pytest.mark.large
@SCHEMA.parametrize()
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_are_as_described(case: Case[Any]) -> None:
    if case.media_type in TEXTS and not isinstance(case.body, str):
        return  # whatever is sent as text is one: there is no wrong type
    # A row whose fields are odd is read as in any run, with a warning.
    is_row = case.media_type == "application/json" and case.path in ("/extract", "/clean")
    case.call_and_validate(excluded_checks=[negative_data_rejection] if is_row else [])
