"""Gathering what the page shows: a run, its texts, and what merging says of its facts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import msgspec

from tinvan import __version__
from tinvan.document import CONTENT_LABELS
from tinvan.facts import AnyFact, Official
from tinvan.merge.indices import Indices
from tinvan.merge.merging import Merger
from tinvan.merge.store import FactStore
from tinvan.output.records import DocumentRecord
from tinvan.output.sinks import REJECTS
from tinvan.output.stored import StoredRun
from tinvan.read.decode import without_surrogates
from tinvan.read.rejects import Reject
from tinvan.spans import Span
from tinvan.viewer.names import Names
from tinvan.viewer.records import ArticleBody, ArticleHead, FactColumns, Index, RejectRow
from tinvan.viewer.series import series
from tinvan.viewer.slots import slots_by_type
from tinvan.viewer.statements import conflict_cards
from tinvan.viewer.texts import texts_from_inputs

# What the page has of each article once, or of none of them.
_LEFT_OUT = ("type", "id", "schema", "doc_id", "url", "published")
_KNOWN = ("author", "source", "section", "modified", "copy_of", "canonical", "input", "kind")


class Collected(msgspec.Struct, frozen=True):
    """What the page shows.

    Attributes:
        index: What it reads at once.
        bodies: The articles, in the order of the index.
        without_text: The `doc_id` of each article whose text was not found.
        changed: The `doc_id` of each article whose text is no longer what the run read.
    """

    index: Index
    bodies: list[ArticleBody]
    without_text: list[str]
    changed: list[str]


def collect(
    run: StoredRun, indices: Indices, inputs: Sequence[str] = (), docs: str | None = None
) -> Collected:
    """Gather what the page shows of a run.

    Args:
        run: The run.
        indices: The known indices, by which ranks are merged.
        inputs: Where the articles are, if not where the run read them.
        docs: Only articles whose `doc_id` matches this regular expression.

    Raises:
        InputError: If something in the run is no record, or an input is not there.
    """
    chosen = re.compile(docs) if docs else None
    articles = (one for one in run.documents() if one.kind != "link")
    documents = [one for one in articles if not chosen or chosen.search(one.doc_id)]
    facts: defaultdict[str, list[AnyFact]] = defaultdict(list)
    for fact in run.facts():
        facts[fact.doc_id].append(fact)
    wanted = [one.doc_id for one in documents if not isinstance(one.text, str)]
    texts = texts_from_inputs(run, wanted, inputs)
    gathering = _Gathering(facts, texts)
    for document in documents:
        gathering.add(document)
    with FactStore(run) as store:
        merger = Merger(store, indices)
        merged, conflicts = list(merger.merged()), list(merger.conflicts())
    index = Index(
        run=run.folder.resolve().name,
        version=__version__,
        types=gathering.types,
        slots=slots_by_type(),
        content=tuple(sorted(CONTENT_LABELS)),
        articles=gathering.heads,
        facts=gathering.columns,
        agencies=gathering.names.agencies.names,
        people=gathering.names.people.names,
        places=gathering.names.places.names,
        conflicts=conflict_cards(conflicts, gathering.numbers),
        series=series(merged, conflicts, gathering.numbers),
        rejects=tuple(_rejects(run)),
    )
    return Collected(index, gathering.bodies, gathering.without_text, gathering.changed)


class _Gathering:
    """The articles so far.

    Args:
        facts: The facts of the run, by `doc_id`.
        texts: Texts that docs.jsonl does not have, by `doc_id`.
    """

    def __init__(self, facts: dict[str, list[AnyFact]], texts: dict[str, str]) -> None:
        self._facts, self._texts = facts, texts
        self.types = tuple(slots_by_type())
        self.names = Names()
        self.numbers: dict[tuple[str, str], int] = {}
        self.heads: list[ArticleHead] = []
        self.bodies: list[ArticleBody] = []
        self.columns = FactColumns(
            id=[], type=[], confidence=[], start=[], end=[], agencies=[], people=[], places=[]
        )
        self.without_text: list[str] = []
        self.changed: list[str] = []

    def add(self, document: DocumentRecord) -> None:
        """Add an article with its facts."""
        facts = sorted(
            self._facts.pop(document.doc_id, ()), key=lambda one: (one.anchor.start, one.anchor.end)
        )
        text = self._text(document, facts)
        self.heads.append(
            ArticleHead(
                id=document.doc_id,
                title=document.title,
                published=document.published,
                day=document.day,
                source=_host(document.url) or document.source,
                first=len(self.columns.type),
                count=len(facts),
            )
        )
        self.bodies.append(_body(document, text, facts))
        officials = [one for one in facts if isinstance(one, Official)]
        for fact in facts:
            self._add_fact(fact, officials)

    def _text(self, document: DocumentRecord, facts: Sequence[AnyFact]) -> str | None:
        """Return the text of an article, if it is what the facts were read from."""
        text = document.text if isinstance(document.text, str) else None
        if text is None:
            text = self._texts.get(document.doc_id)
        if text is None:
            self.without_text.append(document.doc_id)
            return None
        if any(text[f.anchor.start : f.anchor.end] != f.anchor.text for f in facts):
            self.changed.append(document.doc_id)
            return None
        return text

    def _add_fact(self, fact: AnyFact, officials: Sequence[Official]) -> None:
        """Add what a fact is filtered by."""
        columns = self.columns
        self.numbers[fact.doc_id, fact.id] = len(columns.type)
        columns.id.append(fact.id)
        columns.type.append(self.types.index(str(fact.__struct_config__.tag)))
        sure = fact.confidence
        columns.confidence.append(None if sure is None else round(sure * 100))
        columns.start.append(fact.date.start if fact.date else None)
        columns.end.append(fact.date.end if fact.date else None)
        columns.agencies.append(self.names.agencies_of(fact))
        columns.people.append(self.names.people_of(fact, officials))
        columns.places.append(self.names.places_of(fact))


def _body(document: DocumentRecord, text: str | None, facts: Sequence[AnyFact]) -> ArticleBody:
    """Return all that the page has of an article."""
    known = {name: getattr(document, name) for name in _KNOWN}
    if known["kind"] == "article":
        del known["kind"]
    return ArticleBody(
        text=text,
        lines=[(line.start, line.end, line.label, line.rule) for line in document.lines],
        facts=[_record(fact, text is not None) for fact in facts],
        url=document.url or document.canonical,
        known={name: value for name, value in known.items() if isinstance(value, str)},
        warnings=document.warnings,
    )


def _record(fact: AnyFact, has_text: bool) -> dict[str, Any]:
    """Return a fact as the page holds it."""
    record = {"type": str(fact.__struct_config__.tag)}
    for name in fact.__struct_fields__:
        if name not in _LEFT_OUT:
            record[name] = _bounds(getattr(fact, name)) if has_text else getattr(fact, name)
    return record


def _bounds(value: Any) -> Any:  # noqa: ANN401 - a slot of any form
    """Return a span, or each span of several, without the text that the article has too."""
    if isinstance(value, Span):
        return (value.start, value.end)
    if isinstance(value, tuple):
        return tuple(_bounds(one) for one in value)
    return value


def _host(url: str | None) -> str | None:
    """Return the host of an address, as a reader knows a paper."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _rejects(run: StoredRun) -> Iterator[RejectRow]:
    """Yield what was not read."""
    if run.has(REJECTS):
        for number, line in run.lines(REJECTS):
            one: Reject = run.decoded(line, REJECTS, Reject, number)
            yield RejectRow(doc=one.doc_id, reason=one.reason, message=one.message)


def encoded(record: msgspec.Struct) -> str:
    """Return a record as JSON that may stand in a script element: nothing in it ends that.

    “<” is written as an escape, so neither `</script` nor `<!--` can stand there; and characters
    that UTF-8 has no form for are written as U+FFFD.
    """
    try:
        data = msgspec.json.encode(record).decode()
    except UnicodeEncodeError:
        data = msgspec.json.encode(_mended(msgspec.to_builtins(record))).decode()
    return data.replace("<", "\\u003c")


def _mended(value: Any) -> Any:  # noqa: ANN401 - plain data of any form
    """Return plain data with each surrogate replaced by U+FFFD."""
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, dict):
        return {_mended(key): _mended(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(one) for one in value]
    return value
