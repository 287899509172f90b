"""Answers as they go out."""

from collections.abc import Mapping

import msgspec
from starlette.responses import Response

from tinvan.serve.jobs import Answer
from tinvan.serve.problems import Problem

JSON, LINES = "application/json", "application/x-ndjson"
TEXTS = {"text": "text/plain", "html": "text/html"}


def problem_response(problem: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that tells a problem."""
    content = msgspec.json.encode(problem)
    sent = dict(headers) if headers else None
    return Response(content, problem.status, sent, media_type=JSON)


def extracted(answer: Answer) -> bytes:
    """Return facts with their article."""
    facts = b",".join(map(bytes, answer.facts))
    return b'{"facts":[' + facts + b'],"document":' + bytes(answer.document) + b"}"


def facts_alone(answer: Answer) -> bytes:
    """Return facts, one a line, as `facts.jsonl` has them."""
    return b"\n".join(map(bytes, answer.facts))


def cleaned(answer: Answer) -> bytes:
    """Return a cleaned article."""
    return bytes(answer.document) if answer.text is None else answer.text.encode()


def values_found(answer: Answer) -> bytes:
    """Return values."""
    return b'{"values":[' + b",".join(map(bytes, answer.values or [])) + b"]}"


def agency_told(answer: Answer) -> bytes:
    """Return what a name means."""
    return bytes(answer.agency)
