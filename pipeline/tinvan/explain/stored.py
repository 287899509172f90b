"""A folder that `tinvan extract` wrote: its facts, and its articles, read again."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tinvan.document import Document, Source
from tinvan.errors import InputError
from tinvan.facts import AnyFact
from tinvan.metadata import Metadata
from tinvan.output.again import inputs_again
from tinvan.output.records import DocumentRecord
from tinvan.output.sinks import DOCS, FACTS, RUN
from tinvan.output.stored import StoredRun
from tinvan.output.versions import rules_hash, versions
from tinvan.pipeline import Pipeline
from tinvan.read.columns import FIELDS
from tinvan.read.inputs import STDIN, Inputs
from tinvan.read.stage import merge, split_lines
from tinvan.view import TextView

_FACT: Any = AnyFact  # a union is no class, as far as types can tell
_SHOWN = 8  # facts that an ambiguous beginning is told to fit
_METADATA = ("url", "canonical", "title", "lead", "published", "modified", "author", "source",
             "section", "language")  # fmt: skip


class _Head(msgspec.Struct):
    """The beginning of a record: enough to choose it by."""

    id: str = ""
    doc_id: str = ""


class Run:
    """The facts and articles of a run.

    Args:
        folder: Where `tinvan extract` wrote them.

    Raises:
        InputError: If it has no facts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stored = StoredRun(folder)
        self._run = self._stored.account()

    def fact(self, beginning: str) -> AnyFact:
        """Return the fact whose id is this, or begins with it.

        Raises:
            InputError: If there is none, or several.
        """
        found: dict[str, bytes] = {}
        for _, line in self._stored.lines(FACTS):
            identity = self._stored.decoded(line, FACTS, _Head).id
            if identity.startswith(beginning):
                found.setdefault(identity, line)
        if beginning in found:
            found = {beginning: found[beginning]}
        if not found:
            raise InputError(
                f"{self._folder / FACTS}: no fact has an id that begins with “{beginning}”. "
                f"Take one from the field “id” there"
            )
        facts: list[AnyFact] = [
            self._stored.decoded(line, FACTS, _FACT) for line in list(found.values())[:_SHOWN]
        ]
        if len(found) > 1:
            shown = "".join(f"\n  {f.id}  {_tag(f)} “{f.anchor.text}” in {f.doc_id}" for f in facts)
            more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
            raise InputError(
                f"{len(found)} facts have ids that begin with “{beginning}”. "
                f"Give more of one:{shown}{more}"
            )
        return facts[0]

    def article(self, fact: AnyFact, pipeline: Pipeline, inputs: Sequence[str] = ()) -> Document:
        """Return the article of a fact, read again.

        What docs.jsonl has the text of is taken from there, with the roles of its lines; the
        others are looked for in the inputs of the run, with its options.

        Args:
            fact: The fact.
            pipeline: The stages of `tinvan extract`.
            inputs: Where the article is, if not where the run read it.

        Raises:
            InputError: If it is not found.
            StageError: If it cannot be read any more.
        """
        record = self._record(fact.doc_id)
        if record is not None and not inputs and isinstance(record.text, str):
            return _resumed(record, record.text, pipeline)
        source = self._source(fact, inputs)
        if record is not None:
            source = msgspec.structs.replace(
                source, metadata=merge(source.metadata, _given(record))
            )
        return pipeline(source)

    def changes(self) -> Iterator[str]:
        """Yield how the program differs from the one that made the run."""
        if self._run is None:
            yield f"{self._folder} has no {RUN}: whether rules have changed since is not known"
            return
        if self._run.rules != rules_hash():
            yield "the rules have changed since the run; this is what today's rules read"
        now = versions()
        changed = [
            f"{name} {was} → {now.get(name, 'none')}"
            for name, was in self._run.versions.items()
            if was != now.get(name)
        ]
        if changed:
            yield f"the run was made with other versions: {', '.join(changed)}"

    def _source(self, fact: AnyFact, inputs: Sequence[str]) -> Source:
        """Return the source of an article."""
        if inputs:
            return _found(fact.doc_id, Inputs(inputs), alone=True)
        where = "its text is not in docs.jsonl"
        if self._run is not None:
            paths = [path for path in self._run.inputs if path != STDIN]
            try:
                return _found(fact.doc_id, inputs_again(self._run))
            except InputError as error:
                where += f", and not where the run read it ({error})" if paths else ""
        raise InputError(f"{fact.doc_id}: {where}. Name its file or folder with --input PATH")

    def _record(self, doc_id: str) -> DocumentRecord | None:
        """Return what docs.jsonl tells of an article."""
        if not self._stored.has(DOCS):
            return None
        for _, line in self._stored.lines(DOCS):
            if self._stored.decoded(line, DOCS, _Head).doc_id == doc_id:
                return self._stored.decoded(line, DOCS, DocumentRecord)
        return None


def _found(doc_id: str, items: Inputs, *, alone: bool = False) -> Source:
    """Return the source with an id; or the only one there is, where that is meant."""
    sources: list[Source] = []
    for item in items:
        if isinstance(item, Source):
            if item.doc_id == doc_id:
                return item
            sources = [*sources, item][:2]
    if alone and len(sources) == 1:
        return msgspec.structs.replace(sources[0], doc_id=doc_id)
    there = "several articles, none of them with this doc_id" if sources else "no article"
    raise InputError(f"{doc_id}: {there}")


def _given(record: DocumentRecord) -> Metadata:
    """Return what is known of an article that it does not tell itself."""
    known = {
        name: value
        for name in _METADATA
        if (value := getattr(record, name)) and name not in record.origins and name in FIELDS
    }
    return Metadata.given(known)


def _resumed(record: DocumentRecord, text: str, pipeline: Pipeline) -> Document:
    """Read an article from where cleaning left it."""
    known = {name: getattr(record, name) for name in (*_METADATA, "authors", "tags", "origins")}
    metadata = Metadata(**known)
    view = TextView(text)
    roles = {line.number: line for line in record.lines}
    lines = [
        msgspec.structs.replace(line, label=role.label, rule=role.rule)
        for line in split_lines(view.text)
        if (role := roles.get(line.number)) is not None
    ]
    document = Document(
        source=Source(doc_id=record.doc_id, content=text, as_is=True, metadata=metadata),
        view=view,
        metadata=metadata,
        lines=tuple(lines),
    )
    names = [stage.name for stage in pipeline.stages]
    for stage in pipeline.stages[names.index("clean") + 1 :]:
        document = stage(document)
    return document


def _tag(fact: AnyFact) -> str:
    """Return the type of a fact."""
    return str(fact.__struct_config__.tag)
