"""Charsets that came before Unicode, as text that was read as windows-1252 or Latin-1.

Each byte of such a text became one character. Converting takes these characters for their bytes.
The codes are data: `rules/clean/charsets/`.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping

import msgspec

from tinvan.charsets.capitals import Capitals
from tinvan.charsets.double import convert_double
from tinvan.ruleset.loading import find_rules, load_toml

_C1 = range(0x80, 0xA0)


def as_windows_1252(code: int) -> str:
    """Return the character of a byte in windows-1252, or in Latin-1 where that has none."""
    try:
        return bytes([code]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(code)


_BYTES_AS_READ = frozenset(
    character for code in range(0x100) for character in (chr(code), as_windows_1252(code))
)


def can_be_bytes(text: str) -> bool:
    """Tell whether all of a text can be bytes that were read as windows-1252 or Latin-1."""
    return _BYTES_AS_READ.issuperset(text)


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Letters and their codes, in hexadecimal digits, one or two bytes each."""

    letters: str
    codes: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A charset as its file tells it.

    Attributes:
        id: Names it.
        labels: What pages that are written in it declare, in small letters.
        row: The letters beyond ASCII.
        about: What it is, and what its codes were checked against.
        names: Words that begin with a capital that has no code.
    """

    id: str
    labels: tuple[str, ...]
    row: tuple[Row, ...]
    about: str
    names: tuple[str, ...] = ()

    def codes(self) -> dict[str, bytes]:
        """Return the code of each letter."""
        return {
            letter: bytes.fromhex(code)
            for row in self.row
            for letter, code in zip(row.letters.split(), row.codes.split(), strict=True)
        }

    def capitals(self) -> Capitals | None:
        """Return what makes capitals that were written with the small letter's code.

        Codes among the control characters are there, but programs for Windows did not use them.
        """
        codes = self.codes()
        small = "".join(
            letter for letter in codes if letter.islower() and codes.get(letter.upper(), b"") < b" "
        )
        return Capitals(small, self.names) if small else None


class Candidate(msgspec.Struct, frozen=True):
    """A way in which text can be wrong.

    Attributes:
        id: Names the charset.
        convert: Returns a line as it was meant.
        labels: What pages that are written in it declare.
        is_local: Whether `convert` leaves good text beside the bad as it is.
    """

    id: str
    convert: Callable[[str], str]
    labels: tuple[str, ...] = ()
    is_local: bool = False


@functools.cache
def load_tables() -> tuple[Table, ...]:
    """Return the charsets of `rules/clean/charsets/`, in order of their files' names."""
    folder = find_rules()
    files = sorted((folder / "clean" / "charsets").glob("*.toml"))
    return tuple(load_toml(file.relative_to(folder).as_posix(), Table) for file in files)


@functools.cache
def candidates() -> tuple[Candidate, ...]:
    """Return the ways in which text can be wrong; where two fit alike the first one counts."""
    return tuple(_candidates())


def _candidates() -> Iterator[Candidate]:
    yield Candidate("double-utf-8", convert_double, is_local=True)
    for table in load_tables():
        uses_c1 = any(code[-1] in _C1 for code in table.codes().values())
        for as_windows in (True, False) if uses_c1 else (True,):
            yield Candidate(table.id, _Converter(table, as_windows=as_windows), table.labels)
    labels = ("windows-1258", "cp1258", "x-cp1258")
    yield Candidate("windows-1258", _Windows1258(), labels)


class _Converter:
    """Converts text by a table.

    Args:
        table: The charset.
        as_windows: Whether the bytes from 80 to 9F were read as windows-1252 has them.
    """

    def __init__(self, table: Table, *, as_windows: bool) -> None:
        single: dict[str, str] = {chr(code): as_windows_1252(code) for code in _C1}
        self._pairs: dict[str, str] = {}
        for letter, code in table.codes().items():
            if len(code) == 2:
                base, mark = (chr(byte) for byte in code)
                self._pairs |= {base + mark: letter, base + mark.swapcase(): letter}
                continue
            single[chr(code[0])] = letter
            if as_windows:
                single[as_windows_1252(code[0])] = letter
        self._table = str.maketrans(single)
        self._pair = _any_of(self._pairs)
        self._capitals = table.capitals()

    def __call__(self, text: str) -> str:
        """Return a line as it was meant."""
        pair = self._pair
        made = pair.sub(self._replaced, text) if pair else text.translate(self._table)
        return self._capitals(made) if self._capitals else made

    def _replaced(self, found: re.Match[str]) -> str:
        """Return the letter of a code."""
        return self._pairs.get(found[0]) or found[0].translate(self._table)


class _Windows1258:
    """Converts windows-1258 that was read as windows-1252: letters, then tones as marks."""

    def __init__(self) -> None:
        self._table = str.maketrans(
            {
                read: bytes([code]).decode("cp1258", "replace").replace("\ufffd", read)
                for code in range(0x80, 0x100)
                for read in (chr(code), as_windows_1252(code))
            }
        )

    def __call__(self, text: str) -> str:
        """Return a line as it was meant, composed."""
        return unicodedata.normalize("NFC", text.translate(self._table))


def _any_of(pairs: Mapping[str, str]) -> re.Pattern[str] | None:
    """Return a pattern for any of some pairs of characters, else one character beyond ASCII."""
    if not pairs:
        return None
    bases = "".join(sorted({pair[0] for pair in pairs}))
    marks = "".join(sorted({pair[1] for pair in pairs}))
    return re.compile(f"[{bases}][{marks}]|[\x80-\xff]")
