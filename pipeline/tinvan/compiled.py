"""Compiled patterns, and what else is made of the rules, kept from one run to the next.

To compile the thousand patterns of the rules takes two seconds; to load them as they were compiled
takes a twentieth of one. They are kept in a file of the user's cache folder, each under a hash of
all that it was compiled from, in a file named after the versions that compiled it. The file holds
plain data, behind a hash of it; where it is missing, broken, of someone else or cannot be written,
patterns are compiled as ever. So are rule files as they were parsed, and tables that grow while
articles are read.

`TINVAN_CACHE` names another folder; empty, none is used.
"""

import contextlib
import copyreg
import functools
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import regex

_HASH = 32  # bytes
_MANY = 3000  # patterns, three times those of the rules
_GROWN = 1.2  # by which a table that has grown is worth writing
_LARGE = 24_000_000  # bytes, four times those of a run of today
_MOST = 1 << 26  # bytes of a file that is read
Compiled = tuple[Any, ...]  # what `regex` makes a pattern of
_PLAIN = frozenset((str, bytes, int, float))  # that cannot change, and may be one object
T = TypeVar("T")
_reduce: Callable[[regex.Pattern[str]], tuple[Callable[..., Any], Compiled]] = (
    copyreg.dispatch_table[regex.Pattern]  # type: ignore[assignment] # it may give strings as well
)


def compile_regex(source: str, flags: int = 0) -> regex.Pattern[str]:
    """Compile a pattern as `regex.compile` does, or take it from an earlier run.

    Args:
        source: The expression.
        flags: Flags of `regex`.

    Raises:
        regex.error: If it is not valid.
    """
    return _store().pattern(source, int(flags))


def kept(made_from: bytes, make: Callable[[], T]) -> T:
    """Return plain data that is made of a file, or was in an earlier run.

    Args:
        made_from: All that it is made of.
        make: Makes it. It may raise; then nothing is kept.
    """
    return _store().data(made_from, make)


def kept_table(made_from: bytes) -> dict[Any, Any]:
    """Return a table of plain data that may be added to, with what earlier runs found out.

    Args:
        made_from: All that its entries are made of.
    """
    return _store().table(made_from)


def keep_compiled() -> None:
    """Write what was compiled in this run for the next one, where there is anything new."""
    _store().write()


class _Store:
    """Compiled patterns by a hash of what they were compiled from.

    Each is kept as the bytes that `marshal` makes of it until it is asked for, so that those of
    rules that have changed since cost a run next to nothing.

    Args:
        path: Where they are kept; None to keep none.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known: dict[bytes, bytes] = _read(path) if path else {}
        self._used: set[bytes] = set()
        self._tables: dict[bytes, tuple[dict[Any, Any], int]] = {}  # and how much is in the file
        self._is_new = False

    def pattern(self, source: str, flags: int) -> regex.Pattern[str]:
        """Return a pattern, compiled now or in an earlier run."""
        if self._path is None:
            return regex.compile(source, flags)
        key = self._key(repr((source, flags)).encode("utf-8", "surrogatepass"))
        if known := self._known.get(key):
            with contextlib.suppress(Exception):  # of a file that was meddled with
                made: regex.Pattern[str] = _maker()(*marshal.loads(known))
                return made
        pattern = regex.compile(source, flags)
        self._keep(key, _reduce(pattern)[1])
        return pattern

    def data(self, made_from: bytes, make: Callable[[], T]) -> T:
        """Return plain data, made now or in an earlier run."""
        key = self._key(made_from)
        if key in self._known:
            known: T = marshal.loads(self._known[key])
            return known
        made = make()
        if self._path is not None:
            # Of what is no plain data, a date say, or has no end.
            with contextlib.suppress(ValueError, RecursionError):
                self._keep(key, made)
        return made

    def table(self, made_from: bytes) -> dict[Any, Any]:
        """Return a table that is kept with what is added to it."""
        key = self._key(made_from)
        if key not in self._tables:
            table: dict[Any, Any] = marshal.loads(self._known[key]) if key in self._known else {}
            self._tables[key] = table, len(table)
        return self._tables[key][0]

    def _key(self, made_from: bytes) -> bytes:
        """Return under what something is kept, and note that it is in use."""
        key = hashlib.blake2b(made_from, digest_size=16).digest()
        self._used.add(key)
        return key

    def _keep(self, key: bytes, made: Any) -> None:  # noqa: ANN401 - any plain data
        """Keep something for later runs.

        Raises:
            ValueError: If it is no plain data.
        """
        self._known[key] = marshal.dumps(_shared(made, {}))
        self._is_new = True

    def write(self) -> None:
        """Write the file anew, if it lacks anything, or a good part of a table."""
        if self._path is None:
            return
        for key, (table, written) in self._tables.items():
            if len(table) > _GROWN * written:
                self._keep(key, table)
                self._tables[key] = table, len(table)
        if not self._is_new:
            return
        self._is_new = False
        if len(self._known) > _MANY or sum(map(len, self._known.values())) > _LARGE:
            # Of rules that have changed since.
            self._known = {key: kept for key, kept in self._known.items() if key in self._used}
        data = marshal.dumps(self._known)
        with contextlib.suppress(OSError):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _replace(self._path, hashlib.blake2b(data, digest_size=_HASH).digest() + data)


def _shared(made: Any, known: dict[Any, Any]) -> Any:  # noqa: ANN401 - any plain data
    """Return plain data in which what is equal is the same object, as it is then when loaded.

    Patterns and tables hold the same few numbers again and again: shared, they take less memory.

    Args:
        made: The data.
        known: What was met in it before, by its type and how it is written.
    """
    if type(made) is dict:
        return {_shared(key, known): _shared(value, known) for key, value in made.items()}
    if type(made) is list:
        return [_shared(part, known) for part in made]
    if type(made) is tuple:
        parts = tuple(_shared(part, known) for part in made)
        return known.setdefault(tuple(map(id, parts)), parts)
    return known.setdefault((type(made), repr(made)), made) if type(made) in _PLAIN else made


def _replace(path: Path, data: bytes) -> None:
    """Put a file in the place of another, whole or not at all.

    Raises:
        OSError: If it cannot be written; nothing is left of it then.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        unfinished = Path(file.name)
        try:
            file.write(data)
            file.flush()
            unfinished.replace(path)
        except OSError:
            unfinished.unlink(missing_ok=True)
            raise


@functools.cache
def _store() -> _Store:
    return _Store(kept_in())


@functools.cache
def _maker() -> Callable[..., Any]:
    """Return the function that makes a pattern of what it was compiled to."""
    return _reduce(regex.compile(""))[0]


def kept_in() -> Path | None:
    """Return the file of patterns that are kept: none where there is no folder of the user's."""
    folder = os.environ.get("TINVAN_CACHE")
    if folder == "":
        return None
    if folder is None:
        try:
            home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        except RuntimeError:
            return None
        folder = str(Path(home, "tinvan"))
    name = f"kept-{sys.implementation.cache_tag}-regex-{regex.__version__}.bin"
    return Path(folder, name)


def _read(path: Path) -> dict[bytes, bytes]:
    """Read patterns; none of a file that is not whole, or that another user may have written."""
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (about.st_uid != os.getuid() or about.st_mode & 0o022):
                return {}
            data = memoryview(file.read(_MOST))
        if hashlib.blake2b(data[_HASH:], digest_size=_HASH).digest() != data[:_HASH]:
            return {}
        known: dict[bytes, bytes] = marshal.loads(data[_HASH:])
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known
