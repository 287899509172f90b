"""The pipeline: a visible tuple of stages, each a named callable from document to document."""

import contextlib
import functools
import gc
from collections.abc import Callable, Container, Iterator, Sequence
from typing import Protocol

import msgspec

from tinvan.document import Document, PageKindName, Source


class Stage(Protocol):
    """A step of the pipeline. It has no state that a document changes."""

    @property
    def name(self) -> str:
        """What timings and errors call it."""

    def __call__(self, document: Document) -> Document:
        """Return the document with more on it."""


class StageError(Exception):
    """A stage failed on a document.

    Attributes:
        stage: The name of the stage.
        doc_id: The document.
    """

    def __init__(self, stage: str, doc_id: str, cause: Exception) -> None:
        self.stage, self.doc_id = stage, doc_id
        super().__init__(f"{stage} failed on {doc_id}: {type(cause).__name__}: {cause}")


class Counts(msgspec.Struct):
    """What a pipeline has done so far.

    Attributes:
        documents: Documents that came through.
        facts: Facts by type.
        seconds: Seconds by stage; empty without a clock.
    """

    documents: int = 0
    facts: dict[str, int] = msgspec.field(default_factory=dict)
    seconds: dict[str, float] = msgspec.field(default_factory=dict)


class Pipeline:
    """Runs documents through stages, and counts.

    Args:
        stages: The stages in order; `default_stages()` if None.
        clock: A function that returns seconds, to time the stages with. Without it nothing
            is timed: the pipeline itself never reads a clock.
        keep: The kinds of pages, beside articles, that are read to the end; all if None.
    """

    def __init__(
        self,
        stages: Sequence[Stage] | None = None,
        clock: Callable[[], float] | None = None,
        keep: Container[PageKindName] | None = None,
    ) -> None:
        self.stages: tuple[Stage, ...] = tuple(default_stages() if stages is None else stages)
        self.counts = Counts()
        self._clock = clock
        self._keep = keep

    def leaves_out(self, document: Document) -> bool:
        """Tell whether a document is of a kind that is not kept: its later stages are left out."""
        kind = document.kind
        return kind is not None and self._keep is not None and kind.name not in self._keep

    def __call__(self, source: Source) -> Document:
        """Read a source into facts.

        Raises:
            StageError: If a stage fails; the pipeline can go on with the next source.
        """
        document = Document(source=source)
        for stage in self.stages:
            began = self._clock() if self._clock else 0.0
            try:
                document = stage(document)
            except Exception as error:
                raise StageError(stage.name, source.doc_id, error) from error
            if self._clock:
                spent = self.counts.seconds.get(stage.name, 0.0)
                self.counts.seconds[stage.name] = spent + self._clock() - began
            if self.leaves_out(document):
                return document
        self.counts.documents += 1
        for fact in document.facts:
            kind = str(fact.__struct_config__.tag)
            self.counts.facts[kind] = self.counts.facts.get(kind, 0) + 1
        return document


@contextlib.contextmanager
def no_collections() -> Iterator[None]:
    """Let no cyclic garbage be looked for while much is loaded that stays."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@functools.cache
def default_stages(min_confidence: float = 0.0) -> tuple[Stage, ...]:
    """Return the stages of `tinvan extract`, the same at every call.

    The first call loads their rules and models, which takes a second, and more if it is the first
    on this machine (`tinvan.compiled`).

    Args:
        min_confidence: Facts less sure than this are left out.
    """
    from tinvan.compiled import keep_compiled
    from tinvan.models import Decide

    with no_collections():
        stages = (*rule_stages(), Decide(min_confidence=min_confidence))
    keep_compiled()
    return stages


@functools.cache
def rule_stages() -> tuple[Stage, ...]:
    """Return the stages by rules alone, up to the facts as the rules propose them."""
    from tinvan.assemble import Assemble
    from tinvan.clean import Clean
    from tinvan.read import Read
    from tinvan.recognise import Recognise
    from tinvan.resolve import Resolve
    from tinvan.segment import Segment
    from tinvan.tokenise import Tokenise

    return (Read(), Clean(), Segment(), Tokenise(), Recognise(), Resolve(), Assemble())
