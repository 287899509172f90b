"""A document of the pipeline as a spaCy `Doc`, and what is read in it on an existing one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from spacy.tokens import Doc, Span
from spacy.util import filter_spans
from spacy.vocab import Vocab

from tinvan.document import Document
from tinvan.facts import AnyFact
from tinvan.output.records import LineRecord, document_record
from tinvan.spacy.labels import ENTITIES, FACT
from tinvan.spacy.tokens import cut, pieces_of, words_and_spaces
from tinvan.spans import Bounded
from tinvan.values.public import values_of

SPANS_KEY = "tinvan"
FACTS_KEY = "tinvan_facts"
GIVEN = "tinvan_given"  # in doc.user_data: what is known beside the text
_DATA = "tinvan"  # in doc.user_data: plain data, so that a DocBin can keep it
_ANNOTATED = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "ENT_IOB", "SENT_START")


class Annotation(NamedTuple):
    """Something read in the raw text.

    Attributes:
        start: First character.
        end: Behind the last.
        label: Its kind; of a fact "fact." and its type.
        entity: Its label among entities; empty for what is none.
        ref: The id of the body or place in the registry, if known.
        record: All that is known of it, as plain data.
    """

    start: int
    end: int
    label: str
    entity: str
    ref: str
    record: dict[str, Any]


def to_doc(document: Document, vocab: Vocab | None = None) -> Doc:
    """Return a document that the pipeline has read as a `Doc`.

    Its text is the raw text that facts point at: of a page the text of its lines. Words are those
    of our segmentation, cut where a value, a name or an anchor starts or ends.

    Args:
        document: An article, read to the end.
        vocab: The vocabulary; a new one if None.
    """
    annotations = list(_annotations(document))
    doc = _made(document, pieces_of(document), annotations, vocab or Vocab())
    known, doc_id = document.metadata, document.source.doc_id
    given = {"published": known.published, "url": known.url, "doc_id": doc_id}
    doc.user_data[GIVEN] = {name: value for name, value in given.items() if value}
    return _annotated(doc, document, annotations)


def annotate(doc: Doc, document: Document) -> Doc:
    """Put what the pipeline has read onto a `Doc`, or onto a new one with its words cut.

    Words are cut where a value, a name or an anchor starts or ends inside them, unless something
    is on the words already: then spans are widened to whole words, and entities and sentences that
    are there are left.
    """
    annotations = list(_annotations(document))
    if _is_bare(doc):
        pieces = [(t.idx, t.idx + len(t)) for t in doc if not t.is_space]
        bare, doc = doc, _made(document, pieces, annotations, doc.vocab)
        doc.user_data.update(bare.user_data)
        doc.cats = bare.cats
        doc._context = bare._context
    return _annotated(doc, document, annotations)


def facts_of(doc: Doc) -> tuple[AnyFact, ...]:
    """Return the facts of a `Doc`, in order of anchor."""
    found: tuple[AnyFact, ...] = msgspec.convert(_data(doc, "facts"), tuple[AnyFact, ...])
    return found


def lines_of(doc: Doc) -> tuple[LineRecord, ...]:
    """Return the lines of a `Doc` with their roles; offsets are characters of its text."""
    return msgspec.convert(_data(doc, "lines"), tuple[LineRecord, ...])


def records_of(span: Span) -> tuple[dict[str, Any], ...]:
    """Return all that is known of a span: of most one record, of an anchor one for each fact."""
    records: dict[str, Any] = dict(_data(span.doc, "records"))
    return tuple(records.get(_key(span), ()))


def _data(doc: Doc, name: str) -> Any:  # noqa: ANN401 - plain data of several forms
    """Return what the pipeline has left on a `Doc`."""
    return doc.user_data.get(_DATA, {}).get(name, ())


def _key(span: Span) -> str:
    """Return what the records of a span are kept under."""
    return f"{span.label_}:{span.start_char}:{span.end_char}"


def _annotations(document: Document) -> Iterator[Annotation]:
    """Yield what was read in a document: values, names, facts."""
    counted = (v for v in document.values if v.kind != "code" and v.told)
    for found, value in zip(values_of(document), counted, strict=True):
        record = {**found.to_dict(), "rule": value.rule}
        yield Annotation(found.start, found.end, found.kind, ENTITIES[found.kind], "", record)
    for mention in document.mentions:
        span = document.span(mention)
        entity = ENTITIES.get(mention.rule) or ENTITIES.get(mention.kind, "")
        record = {**msgspec.to_builtins(mention), "start": span.start, "end": span.end}
        record["text"] = span.text
        yield Annotation(span.start, span.end, mention.kind, entity, mention.ref or "", record)
    for fact in document.facts:
        label = f"{FACT}{fact.__struct_config__.tag}"
        record = msgspec.to_builtins(fact)
        yield Annotation(fact.anchor.start, fact.anchor.end, label, "", "", record)


def _is_bare(doc: Doc) -> bool:
    """Tell whether nothing is on the words of a `Doc` yet."""
    return not doc.spans and not any(doc.has_annotation(name) for name in _ANNOTATED)


def _made(
    document: Document,
    pieces: Iterable[tuple[int, int]],
    annotations: Sequence[Annotation],
    vocab: Vocab,
) -> Doc:
    """Make a `Doc` of words that are cut where something starts or ends."""
    text = document.view.raw
    starts = _sentence_starts(document)
    borders = {a.start for a in annotations} | {a.end for a in annotations} | starts
    words, spaces = words_and_spaces(text, cut(text, pieces, borders))
    doc = Doc(vocab, words=words, spaces=spaces)
    first = next((token.i for token in doc if not token.is_space), 0)
    for token in doc:  # blanks before the first sentence belong to it: they are none of their own
        token.is_sent_start = token.i == 0 or (token.idx in starts and token.i != first)
    return doc


def _sentence_starts(document: Document) -> set[int]:
    """Return where sentences start in the raw text, and lines that are no content."""
    parts: list[Bounded] = [*document.sentences]
    parts += (line for line in document.lines if not line.is_content)
    return {document.span(part).start for part in parts}


def _annotated(doc: Doc, document: Document, annotations: Sequence[Annotation]) -> Doc:
    """Put spans, entities and records onto a `Doc`."""
    spans: list[Span] = []
    entities: list[Span] = []
    records: dict[str, list[dict[str, Any]]] = {}
    for one in annotations:
        span = _span(doc, one, one.label)
        if span is None:
            continue
        known = records.setdefault(_key(span), [])
        known.append(one.record)
        if len(known) == 1:
            spans.append(span)
        if one.entity and (entity := _span(doc, one, one.entity)) is not None:
            entities.append(entity)
            records.setdefault(_key(entity), []).append(one.record)
    doc.spans[SPANS_KEY] = sorted(spans, key=lambda span: (span.start, -span.end))
    doc.spans[FACTS_KEY] = [span for span in doc.spans[SPANS_KEY] if span.label_.startswith(FACT)]
    if not doc.ents:
        doc.ents = tuple(filter_spans(entities))
    doc.user_data[_DATA] = {
        "facts": [msgspec.to_builtins(fact) for fact in document.facts],
        "lines": [msgspec.to_builtins(line) for line in document_record(document).lines],
        "records": records,
    }
    return doc


def _span(doc: Doc, one: Annotation, label: str) -> Span | None:
    """Return the words of an annotation; None if it has none."""
    return doc.char_span(one.start, one.end, label, kb_id=one.ref, alignment_mode="expand")
