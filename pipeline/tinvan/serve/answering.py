"""The child's side: jobs are answered here, behind the guard."""

import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from tinvan.batch.child import Reply, Work
from tinvan.clean import Clean
from tinvan.document import Document, Source
from tinvan.facts import AnyFact
from tinvan.metadata import Metadata
from tinvan.output.cleaned import HTML_FOOT, HTML_HEAD, as_html, as_text
from tinvan.output.records import document_record
from tinvan.output.run import attempt
from tinvan.pipeline import Pipeline, Stage
from tinvan.read import Read
from tinvan.read.columns import Columns
from tinvan.read.decode import NotTextError, decode, without_surrogates
from tinvan.read.published import parse_published
from tinvan.read.rejects import Reject, RejectReason
from tinvan.read.rows import read_row
from tinvan.read.stage import merge
from tinvan.registry import UnknownAgencyError, find_agency
from tinvan.serve.jobs import Answer, Job
from tinvan.serve.problems import Problem
from tinvan.values.public import find_values

_UNNAMED = "\0"  # no row calls itself so


class Service(Work, frozen=True, kw_only=True):
    """How children answer jobs."""

    warm: str = f"{__package__}.warm"

    def reader(self) -> Callable[[Any], Reply]:
        """Return what answers jobs in a child."""
        answering = Answering(self.stages())

        def read(job: Job) -> Reply:
            answer = answering(job)
            seconds, answering.seconds = answering.seconds, {}
            wanted_memory = answer.reject is not None and answer.reject.reason == "memory"
            return Reply(msgspec.json.encode(answer), seconds, last=wanted_memory)

        return read


class Question(msgspec.Struct):
    """A line of JSON that asks for the values of a text."""

    text: str
    day: str | None = None


class Answering:
    """Answers jobs.

    Args:
        stages: What reads articles into facts.

    Attributes:
        seconds: Seconds by stage so far.
    """

    def __init__(self, stages: Sequence[Stage]) -> None:
        self._stages = stages
        self._cleaning = (Read(), Clean())
        self._columns = Columns()
        self.seconds: dict[str, float] = {}

    def __call__(self, job: Job) -> Answer:
        """Return the answer to a job; whatever is wrong with it is told there."""
        try:
            match job.task:
                case "agency":
                    return _agency(job)
                case "values":
                    return _values(job)
                case "extract":
                    return self._extract(job)
                case "clean":
                    return self._clean(job)
        except Exception as error:  # of the answer itself; stages are guarded one by one
            message = f"{type(error).__name__}: {error}; please report it with the article"
            reason: RejectReason = "memory" if isinstance(error, MemoryError) else "internal-error"
            return Answer(reject=_reject(job, reason, message))

    def _extract(self, job: Job) -> Answer:
        """Return the facts of an article."""
        made = self._read(job, self._stages)
        if isinstance(made, Reject):
            return Answer(reject=made)
        document = made.replace(facts=tuple(_sure(made, job.min_confidence)))
        return Answer(
            document=msgspec.Raw(msgspec.json.encode(document_record(document))),
            facts=[msgspec.Raw(msgspec.json.encode(fact)) for fact in document.facts],
        )

    def _clean(self, job: Job) -> Answer:
        """Return an article with the roles of its lines, or its content."""
        made = self._read(job, self._cleaning)
        if isinstance(made, Reject):
            return Answer(reject=made)
        if job.form == "text":
            return Answer(text=as_text(made, named=False))
        if job.form == "html":
            return Answer(text=HTML_HEAD + as_html(made) + HTML_FOOT)
        record = document_record(made, with_lines=True)
        return Answer(document=msgspec.Raw(msgspec.json.encode(record)))

    def _read(self, job: Job, stages: Sequence[Stage]) -> Document | Reject:
        """Return what stages make of an article."""
        pipeline = Pipeline(stages, clock=time.perf_counter, keep=job.keep)
        made = attempt(self._source(job), pipeline)
        self.seconds = pipeline.counts.seconds
        return made

    def _source(self, job: Job) -> Source | Reject:
        """Return the article of a job."""
        if job.media == "row":
            source = self._row(job)
        else:
            try:
                content, warnings = decode(job.body, media=job.media, declared=job.charset)
            except NotTextError as error:
                return _reject(job, error.reason, error.message)
            source = Source(doc_id=job.doc_id, content=content, media=job.media, warnings=warnings)
        if isinstance(source, Reject):
            return source
        beside = Metadata(url=job.url, published=job.published)
        return replace(source, metadata=merge(source.metadata, beside))

    def _row(self, job: Job) -> Source | Reject:
        """Return the article of a row: of a line, or of a whole body, which has no number."""
        if job.line is not None:
            return read_row(job.body, job.doc_id, job.line, self._columns)
        read = read_row(job.body, _UNNAMED, 1, self._columns)
        doc_id = job.doc_id if read.doc_id == f"{_UNNAMED}:1" else read.doc_id
        if isinstance(read, Reject):
            return replace(read, doc_id=doc_id, input=job.doc_id, line=None)
        return replace(read, doc_id=doc_id)


def _sure(document: Document, least: float) -> Iterator[AnyFact]:
    """Yield the facts that are sure enough, and those of which nobody knows how sure they are."""
    for fact in document.facts:
        if fact.confidence is None or fact.confidence >= least:
            yield fact


def _values(job: Job) -> Answer:
    """Return the values of a text."""
    day = job.published
    try:
        if job.media == "row":
            asked = msgspec.json.decode(job.body, type=Question)
            text, day = asked.text, parse_published(asked.day) if asked.day else day
        else:
            blank = not job.body.strip()
            text = "" if blank else decode(job.body, declared=job.charset)[0]
    except NotTextError as error:
        return Answer(reject=_reject(job, error.reason, error.message))
    except (ValueError, RecursionError) as error:  # of JSON too
        message = f"{error}; write an object with “text”, and “day” as 2020-09-17"
        return Answer(reject=_reject(job, "bad-json", message))
    found = find_values(without_surrogates(text), day)
    return Answer(values=[msgspec.Raw(msgspec.json.encode(one.to_dict())) for one in found])


def _agency(job: Job) -> Answer:
    """Return which body a name means."""
    try:
        answer = find_agency(job.body.decode(), job.published)
    except UnknownAgencyError as error:
        problem = Problem(error="unknown-agency", message=str(error), near=error.near)
        return Answer(problem=problem)
    return Answer(agency=msgspec.Raw(msgspec.json.encode(answer)))


def _reject(job: Job, reason: RejectReason, message: str) -> Reject:
    """Return the reject of a job."""
    return Reject(
        doc_id=job.doc_id, reason=reason, message=message, input=job.doc_id, line=job.line
    )
