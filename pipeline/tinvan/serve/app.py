"""The routes."""

import contextlib
from collections.abc import AsyncIterator, Collection
from typing import Annotated

import msgspec
from fastapi import FastAPI, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

import tinvan
from tinvan.serve import describe
from tinvan.serve.intake import Intake
from tinvan.serve.jobs import Job
from tinvan.serve.limits import Gate, Limits
from tinvan.serve.metrics import CONTENT_TYPE, Metrics
from tinvan.serve.pool import Pool
from tinvan.serve.problems import Code, Problem, ProblemError
from tinvan.serve.queries import AgencyQuery, CleanQuery, ExtractQuery, ValuesQuery
from tinvan.serve.responses import (
    JSON,
    LINES,
    TEXTS,
    agency_told,
    cleaned,
    extracted,
    facts_alone,
    problem_response,
    values_found,
)
from tinvan.serve.shell import Shell

_CODES: dict[int, Code] = {404: "not-found", 405: "method-not-allowed"}


def create_app(
    pool: Pool,
    limits: Limits,
    key: str | None = None,
    names: Collection[str] | None = None,
) -> ASGIApp:
    """Return the application.

    Args:
        pool: Who answers; it is closed with the application.
        limits: What requests may cost.
        key: What callers must show; None lets all in.
        names: What callers may call this machine; None lets them call it anything.
    """
    metrics = Metrics()
    intake = Intake(pool, limits, metrics)

    @contextlib.asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await pool.close()

    app = FastAPI(
        title="tinvan",
        version=tinvan.__version__,
        summary="Dated facts with proof from crawled Vietnamese news",
        description=describe.DESCRIPTION,
        docs_url=None,  # they load from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    _add_questions(app, intake)
    _add_state(app, pool, metrics, intake.gate)
    _add_handlers(app)
    describe.describe(app, with_key=key is not None)
    return Shell(app, metrics, key, names)


def _add_questions(app: FastAPI, intake: Intake) -> None:
    """Add the routes that ask for something."""

    @app.post("/extract", **describe.EXTRACT)
    async def extract(request: Request, query: Annotated[ExtractQuery, Query()]) -> Response:
        """Read articles into dated facts.

        One article is answered with its `facts` and its `document`: metadata, the role of each
        line, and `text` where offsets do not index what was sent. JSON Lines are answered line by
        line, in order, as they are read; a line that cannot be read is answered with its error.
        """
        ask = Job(
            task="extract",
            doc_id=query.doc_id,
            body=b"",
            url=query.url,
            published=query.published,
            keep=tuple(query.keep),
            min_confidence=query.min_confidence,
        )
        if query.facts_only:
            return await intake.body(request, ask, facts_alone, LINES)
        return await intake.body(request, ask, extracted)

    @app.post("/clean", **describe.CLEAN)
    async def clean(request: Request, query: Annotated[CleanQuery, Query()]) -> Response:
        """Tell the article from its menus, related stories, comments and other furniture."""
        ask = Job(
            task="clean",
            doc_id=query.doc_id,
            body=b"",
            url=query.url,
            published=query.published,
            keep=tuple(query.keep),
            form=query.format,
        )
        return await intake.body(request, ask, cleaned, TEXTS.get(query.format, JSON))

    @app.post("/values", **describe.VALUES)
    async def values(request: Request, query: Annotated[ValuesQuery, Query()]) -> Response:
        """Find the numbers, sums of money, dates, ranks and other values of a text."""
        ask = Job(task="values", body=b"", published=query.day)
        return await intake.body(request, ask, values_found)

    @app.get("/agency", **describe.AGENCY)
    async def agency(request: Request, query: Annotated[AgencyQuery, Query()]) -> Response:
        """Say which public body a name means on a day, and what came before and after it."""
        job = Job(task="agency", body=query.name.encode(), published=query.on)
        return await intake.one(request, job, agency_told, JSON)


def _add_state(app: FastAPI, pool: Pool, metrics: Metrics, gate: Gate) -> None:
    """Add the routes that tell how the service is."""

    @app.get("/health", **describe.HEALTH)
    async def health() -> Response:
        """Say that the service answers; this needs no key."""
        state = describe.Health(
            version=tinvan.__version__, workers=pool.workers, in_flight=gate.inside
        )
        return Response(msgspec.json.encode(state), media_type=JSON)

    @app.get("/metrics", **describe.METRICS)
    async def measured() -> Response:
        """Count requests, seconds, facts and rejects, in the text form of Prometheus."""
        gauges = {
            "tinvan_in_flight": ("Requests that are read or wait.", gate.inside),
            "tinvan_workers": ("Processes that read articles.", pool.workers),
        }
        return Response(metrics.text(gauges), media_type=CONTENT_TYPE)


def _add_handlers(app: FastAPI) -> None:
    """Let every error be JSON with a code and a message."""

    @app.exception_handler(ProblemError)
    async def refused(_: Request, error: ProblemError) -> Response:
        return problem_response(error.problem, error.headers)

    @app.exception_handler(RequestValidationError)
    async def wrong(_: Request, error: RequestValidationError) -> Response:
        told = "; ".join(
            f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()
        )
        return problem_response(Problem(error="bad-parameter", message=told))

    @app.exception_handler(HTTPException)
    async def not_here(request: Request, error: HTTPException) -> Response:
        code = _CODES.get(error.status_code, "bad-parameter")
        message = f"{error.detail}: /openapi.json lists what is here"
        return problem_response(Problem(error=code, message=message), error.headers)

    @app.exception_handler(Exception)
    async def failed(_: Request, error: Exception) -> Response:
        message = f"{type(error).__name__}; please report it with what the service printed"
        return problem_response(Problem(error="internal-error", message=message))
