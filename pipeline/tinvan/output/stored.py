"""A folder that `tinvan extract` wrote, read a record at a time."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from tinvan.errors import InputError
from tinvan.facts import AnyFact
from tinvan.output.records import DocumentRecord, RunRecord
from tinvan.output.sinks import DOCS, FACTS, RUN

T = TypeVar("T")
_FACT: Any = AnyFact  # a union is no class, as far as types can tell


class StoredRun:
    """The files of a run; memory holds one line of them at a time.

    Args:
        folder: Where `tinvan extract` wrote them.

    Attributes:
        folder: The same.

    Raises:
        InputError: If it has no facts.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / FACTS).is_file():
            raise InputError(
                f"{folder}: there is no {FACTS} in it. Name a folder that "
                "“tinvan extract IN --out DIR” wrote"
            )

    def facts(self) -> Iterator[AnyFact]:
        """Yield the facts in their order.

        Raises:
            InputError: If a line is none.
        """
        return self._records(FACTS, _FACT)

    def documents(self) -> Iterator[DocumentRecord]:
        """Yield the articles in their order; none where the folder has no list of them.

        Raises:
            InputError: If a line is none.
        """
        return self._records(DOCS, DocumentRecord) if self.has(DOCS) else iter(())

    def account(self) -> RunRecord | None:
        """Return the account of the run, if it is there.

        Raises:
            InputError: If it is none.
        """
        if not self.has(RUN):
            return None
        return self.decoded((self.folder / RUN).read_bytes(), RUN, RunRecord)

    def has(self, name: str) -> bool:
        """Tell whether the folder has a file."""
        return (self.folder / name).is_file()

    def lines(self, name: str) -> Iterator[tuple[int, bytes]]:
        """Yield the lines of a file that are not blank, by number.

        Raises:
            InputError: If it cannot be read.
        """
        try:
            with (self.folder / name).open("rb") as lines:
                yield from ((at, line) for at, line in enumerate(lines, start=1) if line.strip())
        except OSError as error:
            raise InputError(f"{self.folder / name}: {error.strerror}. Check the name") from error

    def decoded(self, data: bytes, name: str, kind: type[T], number: int | None = None) -> T:
        """Decode a record of a file.

        Args:
            data: Its line.
            name: The file.
            kind: What it must be.
            number: Of the line, for the error.

        Raises:
            InputError: If it is none.
        """
        try:
            return msgspec.json.decode(data, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self.strange(name, number, error) from error

    def _records(self, name: str, kind: type[T]) -> Iterator[T]:
        """Yield the records of a file."""
        decoder = msgspec.json.Decoder(kind)
        for number, line in self.lines(name):
            try:
                record = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise self.strange(name, number, error) from error
            yield record

    def strange(self, name: str, number: int | None, error: Exception) -> InputError:
        """Return the error for a line that is no record.

        Args:
            name: The file.
            number: Of the line.
            error: What decoding it said.
        """
        where = f"{self.folder / name}" + (f", line {number}" if number else "")
        return InputError(f"{where}: this is not as tinvan writes it ({error}). Extract again")
