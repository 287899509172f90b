"""A run: every article of the inputs through the pipeline into a sink."""

import contextlib
import gc
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from tinvan.compiled import keep_compiled
from tinvan.copies import CopyFinder, Signature, signature
from tinvan.document import Document, Source
from tinvan.output.records import Tally, link_record
from tinvan.output.sinks import Sink
from tinvan.pipeline import Pipeline, StageError
from tinvan.read.links import Item, Link
from tinvan.read.rejects import Reject, RejectReason
from tinvan.read.repeated import REPEATED

_COLLECTED = 50_000  # objects made and not freed after which cyclic garbage is looked for


def run(
    items: Iterable[Item],
    pipeline: Pipeline,
    sink: Sink,
    finder: CopyFinder | None = None,
) -> Tally:
    """Read articles into a sink, in their order.

    Args:
        items: The articles, what could not be read, and links that were not followed.
        pipeline: What reads them; its counts must be fresh.
        sink: Where the records go. It is not closed.
        finder: Tells at the end which articles copy others; None not to look for copies.

    Returns:
        What was found.
    """
    rejects: Counter[RejectReason] = Counter()
    documents = warned = 0
    with rare_collections():
        for item in items:
            outcome = item if isinstance(item, Link) else attempt(item, pipeline)
            if isinstance(outcome, Reject):
                rejects[outcome.reason] += 1
                sink.reject(outcome)
            elif isinstance(outcome, Link):
                documents += 1
                warned += 1
                sink.lines(msgspec.json.encode(link_record(outcome)), ())
                if finder is not None:
                    finder.add(outcome.doc_id, None, Signature(b""))
            else:
                documents += 1
                warned += bool(outcome.warnings)
                sink.document(outcome)
                if finder is not None:
                    day = outcome.metadata.published
                    finder.add(outcome.source.doc_id, day, signature(outcome))
    keep_compiled()
    copies = finder.find() if finder is not None else {}
    if copies:
        sink.mark(copies)
    return Tally(
        documents=documents,
        facts=dict(sorted(pipeline.counts.facts.items())),
        rejects=dict(sorted(rejects.items())),
        warned=warned,
        copies=None if finder is None else len(copies),
    )


@contextlib.contextmanager
def rare_collections() -> Iterator[None]:
    """Let cyclic garbage be looked for rarely, and not among the rules and models.

    Documents hold no cycles: they are freed as they go. What was loaded stays to the end.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_COLLECTED, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def attempt(item: Source | Reject, pipeline: Pipeline) -> Document | Reject:
    """Read an article, or return why not.

    Returns:
        A reject for what a stage fails on, what has no text, and what is no article but a page of
        a kind that the pipeline does not keep.
    """
    if isinstance(item, Reject):
        return item
    origin = item.input or item.doc_id
    try:
        document = pipeline(item)
    except StageError as error:
        if isinstance(error.__cause__, MemoryError):
            return Reject(
                doc_id=error.doc_id,
                reason="memory",
                message="it takes more memory than there is; --memory gives a worker more",
                input=origin,
                stage=error.stage,
            )
        return Reject(
            doc_id=error.doc_id,
            reason="internal-error",
            message=f"{error}; please report it with the article",
            input=origin,
            stage=error.stage,
        )
    if not document.lines:
        told = (warning for warning in document.warnings if warning != REPEATED)
        problems = "; ".join(told) or "nothing in it can be seen"
        return Reject(doc_id=item.doc_id, reason="empty", message=problems, input=origin)
    if document.kind is not None and pipeline.leaves_out(document):
        name = document.kind.name
        return Reject(
            doc_id=item.doc_id,
            reason=name,
            message=f"{document.kind.reason}; “--keep {name}” keeps such pages",
            input=origin,
        )
    return document
