"""The rows of shards: what was made of each article, ready to be written out."""

import hashlib
from collections import Counter

import msgspec
from msgspec.structs import replace

from tinvan.copies import signature
from tinvan.document import Document
from tinvan.output.records import DocumentRecord, Tally, document_record, link_record
from tinvan.output.sinks import Sink
from tinvan.read.links import Item, Link
from tinvan.read.rejects import Reject, RejectReason

_NOTHING = msgspec.Raw(b"null")


class Row(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What was made of an article, as records that are JSON already.

    Attributes:
        key: Identifies the article and what was known of it (`key_of`).
        warned: How many warnings the article came with; null where none came, as it could not
            be read from the inputs.
        document: Its line of docs.jsonl, null where it was rejected.
        facts: Its lines of facts.jsonl.
        signature: What copies are known by, where they are looked for.
        reject: Its line of rejects.jsonl, null where it was read.
    """

    key: str = ""
    warned: int | None = None
    document: msgspec.Raw = _NOTHING
    facts: list[msgspec.Raw] = []
    signature: bytes | None = None
    reject: Reject | None = None

    def write_to(self, sink: Sink) -> None:
        """Write its records to a sink."""
        if self.reject:
            sink.reject(self.reject)
        else:
            sink.lines(bytes(self.document), map(bytes, self.facts))


class Head(msgspec.Struct):
    """What the run must know of a line of docs.jsonl."""

    doc_id: str
    published: str | None
    warnings: list[str]


class _Typed(msgspec.Struct):
    type: str


_heads = msgspec.json.Decoder(Head)
_types = msgspec.json.Decoder(_Typed)
_rows = msgspec.json.Decoder(Row)


def key_of(item: Item) -> str:
    """Return a hash of an article and all that is known of it, but for its warnings."""
    known = item if isinstance(item, Reject) else replace(item, warnings=())
    return hashlib.blake2b(msgspec.msgpack.encode(known), digest_size=12).hexdigest()


def row_of(outcome: Document | Link | Reject, *, signed: bool) -> bytes:
    """Return the row of an article as JSON, yet without its key.

    Args:
        outcome: What was made of the article.
        signed: Whether copies are looked for.
    """
    if isinstance(outcome, Reject):
        return msgspec.json.encode(Row(reject=outcome))
    if isinstance(outcome, Link):
        return msgspec.json.encode(Row(document=_encoded(link_record(outcome))))
    return msgspec.json.encode(
        Row(
            document=_encoded(document_record(outcome)),
            facts=[_encoded(fact) for fact in outcome.facts],
            signature=signature(outcome).codes if signed else None,
        )
    )


def with_origin(row: bytes, item: Item, key: str) -> bytes:
    """Return a row with what is told of the article by itself, before it is read."""
    warned = "" if isinstance(item, Reject) else f'"warned":{len(item.warnings)},'
    return f'{{"key":"{key}",{warned}'.encode() + row[1:]


def with_warning(row: Row, warning: str) -> Row:
    """Return the row of a document with one more of the warnings that it came with."""
    record = msgspec.json.decode(row.document, type=DocumentRecord)
    came = row.warned or 0
    warnings = (*record.warnings[:came], warning, *record.warnings[came:])
    return replace(row, document=_encoded(replace(record, warnings=warnings)))


def _encoded(record: msgspec.Struct) -> msgspec.Raw:
    """Return a record as JSON."""
    return msgspec.Raw(msgspec.json.encode(record))


def read_row(line: bytes) -> Row:
    """Return the row that a line of a shard is.

    Raises:
        msgspec.DecodeError: If it is none.
    """
    return _rows.decode(line)


def head_of(row: Row) -> Head:
    """Return what the run must know of an article that was read."""
    return _heads.decode(row.document)


class Counted:
    """Counts rows."""

    def __init__(self) -> None:
        self.documents = self.warned = 0
        self.facts: Counter[str] = Counter()
        self.rejects: Counter[RejectReason] = Counter()

    @property
    def rows(self) -> int:
        """How many articles there were."""
        return self.documents + self.rejects.total()

    def add(self, row: Row) -> None:
        """Count a row."""
        if row.reject:
            self.rejects[row.reject.reason] += 1
            return
        self.documents += 1
        self.warned += bool(head_of(row).warnings)
        self.facts.update(_types.decode(fact).type for fact in row.facts)

    def add_tally(self, tally: Tally) -> None:
        """Count what was counted before."""
        self.documents += tally.documents
        self.warned += tally.warned
        self.facts.update(tally.facts)
        self.rejects.update(tally.rejects)

    def tally(self, copies: int | None = None) -> Tally:
        """Return what was counted.

        Args:
            copies: Articles that copy an earlier one; None if that was not looked for.
        """
        return Tally(
            documents=self.documents,
            facts=dict(sorted(self.facts.items())),
            rejects=dict(sorted(self.rejects.items())),
            warned=self.warned,
            copies=copies,
        )
