"""Where records go: a folder, or a stream of facts."""

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from tinvan.copies import Copy
from tinvan.document import Document
from tinvan.errors import OutputError
from tinvan.output.records import DocumentRecord, RunRecord, document_record
from tinvan.read.rejects import Reject

FACTS, DOCS, REJECTS, RUN = "facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json"
_UNFINISHED = ".unfinished"
_REMEDY = "Name another folder with --out, make room there, or give --out - to print the facts"
_MARKED = "docs-marked.jsonl"  # only until the run is complete


class Sink(Protocol):
    """Takes the records of a run as they come."""

    def document(self, document: Document) -> None:
        """Write an article and its facts."""

    def lines(self, document: bytes, facts: Iterable[bytes]) -> None:
        """Write an article and its facts, which are JSON already."""

    def reject(self, reject: Reject) -> None:
        """Write what could not be read."""

    def mark(self, copies: Mapping[int, Copy]) -> None:
        """Write which articles copy others, by the number under which they came, from 0."""

    def close(self, run: RunRecord) -> None:
        """Write the account of the run; only now is the output complete."""


class FactStream:
    """Writes facts to a stream as they are found, and nothing else.

    Args:
        stream: Where they go.
        complain: Called with a message for each reject, which would be lost otherwise.
    """

    def __init__(self, stream: BinaryIO, complain: Callable[[str], None]) -> None:
        self._stream, self._complain = stream, complain

    def document(self, document: Document) -> None:
        """Write the facts of an article.

        Raises:
            OutputError: If the stream cannot be written to.
        """
        self.lines(b"", map(msgspec.json.encode, document.facts))

    def lines(self, document: bytes, facts: Iterable[bytes]) -> None:
        """Write the facts of an article, which are JSON already.

        Raises:
            OutputError: If the stream cannot be written to.
        """
        write_out(self._stream, b"".join(fact + b"\n" for fact in facts))

    def reject(self, reject: Reject) -> None:
        """Say what could not be read."""
        self._complain(reject.summary)

    def mark(self, copies: Mapping[int, Copy]) -> None:
        """Say nothing of copies: facts do not tell of them."""

    def close(self, run: RunRecord) -> None:
        """Leave the stream as it is."""


class OutputFolder:
    """Writes the four files of a run.

    They have their names only when the run is complete: until then they are written under
    temporary names, and a run that fails leaves what an earlier one wrote. `run.json` comes
    last, so where it is, the others are complete.

    Args:
        folder: Where they go.
        stack: Closes the files that are being written, and removes them if the run fails.
        account_only: Whether only the account of the run goes there.

    Raises:
        OSError: If the folder cannot be written to; later as well.
    """

    def __init__(
        self, folder: Path, stack: contextlib.ExitStack, *, account_only: bool = False
    ) -> None:
        self._folder, self._stack = folder, stack
        names = (RUN,) if account_only else (FACTS, DOCS, REJECTS, RUN)
        self._files = {name: self._open(name) for name in names}

    def document(self, document: Document) -> None:
        """Write an article and its facts."""
        record = msgspec.json.encode(document_record(document))
        self.lines(record, map(msgspec.json.encode, document.facts))

    def lines(self, document: bytes, facts: Iterable[bytes]) -> None:
        """Write an article and its facts, which are JSON already."""
        self._files[FACTS].writelines(fact + b"\n" for fact in facts)
        self._files[DOCS].write(document + b"\n")

    def reject(self, reject: Reject) -> None:
        """Write what could not be read."""
        self._files[REJECTS].write(_line(reject))

    def mark(self, copies: Mapping[int, Copy]) -> None:
        """Write the articles anew, each with the one that it copies."""
        self._files[DOCS].close()
        articles = _unfinished(self._folder, DOCS)
        marked = self._open(_MARKED)
        with articles.open("rb") as lines:
            for number, line in enumerate(lines):
                marked.write(_marked(line, copies[number]) if number in copies else line)
        marked.close()
        _unfinished(self._folder, _MARKED).replace(articles)
        self._files[DOCS] = self._stack.enter_context(articles.open("ab"))

    def close(self, run: RunRecord) -> None:
        """Write the account of the run, and give the files their names."""
        self._files[RUN].write(msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        (self._folder / RUN).unlink(missing_ok=True)
        for name in self._files:
            _unfinished(self._folder, name).replace(self._folder / name)

    def _open(self, name: str) -> BinaryIO:
        """Open a file under its temporary name."""
        path = _unfinished(self._folder, name)
        file = self._stack.enter_context(path.open("wb"))
        self._stack.callback(path.unlink, missing_ok=True)
        return file


@contextlib.contextmanager
def open_folder(
    folder: Path, *, account_only: bool = False, remedy: Callable[[], str] | None = None
) -> Iterator[OutputFolder]:
    """Open a folder to write a run, or only its account, to; it is made if it is not there.

    Args:
        folder: Where the files go.
        account_only: Whether only the account of the run goes there.
        remedy: Returns what to do if it cannot be written to.

    Raises:
        OutputError: If it cannot be written to, at the start or later.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            yield OutputFolder(folder, stack, account_only=account_only)
    except OSError as error:
        told = remedy() if remedy else _REMEDY
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}). {told}"
        ) from error


def write_out(stream: BinaryIO, data: bytes) -> None:
    """Write to a stream at once.

    Raises:
        OutputError: If it cannot be written to.
        BrokenPipeError: If nobody reads it any more, as behind `| head`: that is no error.
    """
    try:
        stream.write(data)
        stream.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(
            f"standard output: cannot be written ({error.strerror or error}). "
            "Make room, or send it somewhere else"
        ) from error


def _unfinished(folder: Path, name: str) -> Path:
    """Return the name that a file has while it is being written."""
    return folder / (name + _UNFINISHED)


def _marked(line: bytes, copy: Copy) -> bytes:
    """Return the line of an article with what it copies."""
    record = msgspec.json.decode(line, type=DocumentRecord)
    share = round(copy.share, 3)
    return _line(msgspec.structs.replace(record, copy_of=copy.of, copy_share=share))


def _line(record: msgspec.Struct) -> bytes:
    """Return a record as a line of JSON."""
    return msgspec.json.encode(record) + b"\n"
