"""Where records go: a folder, or a stream of facts."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from tinvan.document import Document
from tinvan.errors import OutputError
from tinvan.output.records import RunRecord, document_record
from tinvan.read.rejects import Reject

FACTS, DOCS, REJECTS, RUN = "facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json"
_UNFINISHED = ".unfinished"


class Sink(Protocol):
    """Takes the records of a run as they come."""

    def document(self, document: Document) -> None:
        """Write an article and its facts."""

    def reject(self, reject: Reject) -> None:
        """Write what could not be read."""

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
        write_out(self._stream, b"".join(_line(fact) for fact in document.facts))

    def reject(self, reject: Reject) -> None:
        """Say what could not be read."""
        self._complain(reject.summary)

    def close(self, run: RunRecord) -> None:
        """Leave the stream as it is."""


class OutputFolder:
    """Writes the four files of a run.

    They have their names only when the run is complete: until then they are written under
    temporary names, and a run that fails leaves what an earlier one wrote. `run.json` comes
    last, so where it is, the others are complete.

    Args:
        folder: Where they go.
        files: The files being written, by the name they will have.
    """

    def __init__(self, folder: Path, files: dict[str, BinaryIO]) -> None:
        self._folder, self._files = folder, files

    def document(self, document: Document) -> None:
        """Write an article and its facts."""
        self._files[FACTS].writelines(_line(fact) for fact in document.facts)
        self._files[DOCS].write(_line(document_record(document)))

    def reject(self, reject: Reject) -> None:
        """Write what could not be read."""
        self._files[REJECTS].write(_line(reject))

    def close(self, run: RunRecord) -> None:
        """Write the account of the run, and give the files their names."""
        self._files[RUN].write(msgspec.json.format(msgspec.json.encode(run), indent=2) + b"\n")
        for file in self._files.values():
            file.flush()
            os.fsync(file.fileno())
            file.close()
        (self._folder / RUN).unlink(missing_ok=True)
        for name in (FACTS, DOCS, REJECTS, RUN):
            _unfinished(self._folder, name).replace(self._folder / name)


@contextlib.contextmanager
def open_folder(folder: Path) -> Iterator[OutputFolder]:
    """Open a folder to write a run to; it is made if it is not there.

    Raises:
        OutputError: If it cannot be written to, at the start or later.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as stack:
            files: dict[str, BinaryIO] = {}
            for name in (FACTS, DOCS, REJECTS, RUN):
                path = _unfinished(folder, name)
                files[name] = stack.enter_context(path.open("wb"))
                stack.callback(path.unlink, missing_ok=True)
            yield OutputFolder(folder, files)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}). "
            "Name another folder with --out, or --out - to print the facts"
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


def _line(record: msgspec.Struct) -> bytes:
    """Return a record as a line of JSON."""
    return msgspec.json.encode(record) + b"\n"
