"""What OpenAPI says of the service."""

from typing import Any, Literal

import msgspec
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from tinvan.facts import AnyFact
from tinvan.output.records import DocumentRecord
from tinvan.registry.answer import Answer
from tinvan.serve import examples
from tinvan.serve.metrics import CONTENT_TYPE
from tinvan.serve.problems import Problem
from tinvan.serve.responses import JSON, LINES
from tinvan.values.public import Value

DESCRIPTION = """\
Texts, pages and JSON Lines go in, dated facts that point at their sources come out: the records of
`tinvan extract`, `tinvan clean`, `tinvan values` and `tinvan agency`. Offsets count Unicode code
points. No address that a body or parameter names is ever opened.
"""
_REF = "#/components/schemas/{name}"
_ERRORS = {
    400: "No JSON, or the caller went away.",
    401: "The key is missing or wrong.",
    403: "A page of another site asks, or the host is a name that is not answered without a key.",
    404: "A name that neither the registry nor the grammar of names can read, with names near it.",
    408: "The body did not come in time.",
    413: "The body is too large.",
    415: "The body is of a kind, or in a coding, that is not read.",
    422: "A parameter is wrong, or what was sent is no article that can be read.",
    500: "The article crashed the process that read it, wanted too much memory, or met a bug.",
    503: "Too many requests are in flight: ask again after `Retry-After` seconds.",
    504: "The article took too long.",
}


class Extracted(msgspec.Struct, frozen=True):
    """An article, read.

    Attributes:
        facts: What it states.
        document: The article itself.
    """

    facts: tuple[AnyFact, ...]
    document: DocumentRecord


class Found(msgspec.Struct, frozen=True):
    """The values of a text.

    Attributes:
        values: In order of their start.
    """

    values: tuple[Value, ...]


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """How the service is.

    Attributes:
        status: That it answers.
        version: Of tinvan.
        workers: Processes that read articles.
        in_flight: Requests that are read or wait.
    """

    status: Literal["ok"] = "ok"
    version: str
    workers: int
    in_flight: int


class Article(msgspec.Struct, kw_only=True):
    """An article in its parts; other keys are left alone.

    Attributes:
        text: Its text; this, `html`, `title` or `lead` must be there.
        html: Its page.
        title: Its headline.
        lead: The paragraph below the headline.
        id: What records call it.
        url: Where it was crawled. It is noted, never fetched.
        published: Its day, or minute.
        author: As written.
        source: Who it was taken from.
    """

    text: str | None = None
    html: str | None = None
    title: str | None = None
    lead: str | None = None
    id: str | None = None
    url: str | None = None
    published: str | None = None
    author: str | None = None
    source: str | None = None


class Question(msgspec.Struct, kw_only=True):
    """A text whose values are asked for.

    Attributes:
        text: The text.
        day: The day from which dates are reckoned.
    """

    text: str
    day: str | None = None


_RECORDS = (Extracted, Found, DocumentRecord, Answer, Health, Problem, Article, Question)


def _ref(record: type) -> dict[str, Any]:
    """Return a reference to the schema of a record."""
    return {"$ref": _REF.format(name=record.__name__)}


def _lines_of(record: str) -> dict[str, Any]:
    """Return the schema of JSON Lines."""
    return {"type": "string", "description": f"A {record} a line, or a Problem."}


def _body(row: type, *, pages: bool) -> dict[str, Any]:
    """Return the description of bodies.

    Args:
        row: What a body of JSON is.
        pages: Whether HTML is read.
    """
    lines = "".join(f"{line}\n" for line in examples.LINES[row.__name__])
    some = {"type": "string", "minLength": 1}
    text = some if pages else {"type": "string"}
    content: dict[str, Any] = {"text/plain": {"schema": text, "example": examples.TEXT}}
    if pages:
        content["text/html"] = {"schema": some, "example": examples.PAGE}
    content[JSON] = {"schema": _ref(row), "example": examples.ROWS[row.__name__]}
    content[LINES] = {
        "schema": {**some, "description": f"A {row.__name__} a line."},
        "example": lines,
    }
    return {"requestBody": {"required": True, "content": content}}


def _responses(content: dict[str, Any], *errors: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of answers: the good one, and errors by status."""
    problem = {JSON: {"schema": _ref(Problem)}}
    told: dict[int | str, dict[str, Any]] = {
        200: {"description": "What was asked for.", "content": content}
    }
    for status in sorted(errors):
        told[status] = {"description": _ERRORS[status], "content": problem}
    if 503 in told:
        told[503]["headers"] = {
            "Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string"}}
        }
    return told


_OF_BODIES = (400, 401, 403, 408, 413, 415, 422, 500, 503, 504)
EXTRACT: dict[str, Any] = {
    "openapi_extra": _body(Article, pages=True),
    "responses": _responses(
        {
            JSON: {"schema": _ref(Extracted), "example": examples.ANSWERS["extract"]},
            LINES: {"schema": _lines_of("Extracted")},
        },
        *_OF_BODIES,
    ),
}
CLEAN: dict[str, Any] = {
    "openapi_extra": _body(Article, pages=True),
    "responses": _responses(
        {
            JSON: {"schema": _ref(DocumentRecord), "example": examples.ANSWERS["clean"]},
            LINES: {"schema": _lines_of("DocumentRecord")},
            "text/plain": {"schema": {"type": "string"}},
            "text/html": {"schema": {"type": "string"}},
        },
        *_OF_BODIES,
    ),
}
VALUES: dict[str, Any] = {
    "openapi_extra": _body(Question, pages=False),
    "responses": _responses(
        {
            JSON: {"schema": _ref(Found), "example": examples.ANSWERS["values"]},
            LINES: {"schema": _lines_of("Found")},
        },
        *_OF_BODIES,
    ),
}
AGENCY: dict[str, Any] = {
    "responses": _responses(
        {JSON: {"schema": _ref(Answer), "example": examples.ANSWERS["agency"]}},
        400, 401, 403, 404, 422, 500, 503, 504,
    )
}  # fmt: skip
HEALTH: dict[str, Any] = {"responses": _responses({JSON: {"schema": _ref(Health)}})}
METRICS: dict[str, Any] = {
    "responses": _responses({CONTENT_TYPE.partition(";")[0]: {"schema": {"type": "string"}}}, 401)
}


def describe(app: FastAPI, *, with_key: bool) -> None:
    """Let an application describe itself, with the schemas of the records.

    Args:
        app: The application, with its routes.
        with_key: Whether callers must show a key.
    """

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _described(app, with_key=with_key)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _described(app: FastAPI, *, with_key: bool) -> dict[str, Any]:
    """Return the description of an application."""
    told: dict[str, Any] = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
    )
    _, records = msgspec.json.schema_components(_RECORDS, ref_template=_REF)
    components = told.setdefault("components", {})
    components["schemas"] = records
    if with_key:
        components["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        told["security"] = [{"key": []}]
        told["paths"]["/health"]["get"]["security"] = []
    return told
