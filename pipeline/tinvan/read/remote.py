"""Paths with "://" in them, which fsspec opens: s3://, https:// and so on.

fsspec is an extra, and is imported when the first such path is met. Only what the user names is
fetched; an address inside a page or a row never is.
"""

import contextlib
import glob
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from tinvan.read.extras import why_missing
from tinvan.read.folders import InputFile, split_pattern
from tinvan.read.formats import format_of
from tinvan.read.opened import UnreachableError

_LISTS_NOTHING = ("http://", "https://")  # to list them, fsspec would follow the links of a page
_BUFFER = 1 << 16


def is_remote(path: str) -> bool:
    """Tell whether a path is one for fsspec."""
    return "://" in path


def why_unreachable(path: str) -> str | None:
    """Return why there is nothing at a path and what to do, or None where there is something."""
    if why := why_missing("fsspec"):
        return why
    try:
        with _telling():
            system, place = _locate(path)
            found = bool(system.glob(place)) if _is_pattern(path) else system.exists(place)
    except UnreachableError as error:
        return str(error)
    return None if found else "there is nothing at this address. Check it and your rights"


def find_remote(path: str) -> Iterator[InputFile]:
    """Yield a file itself, or the files of a folder or pattern, by name (see `find_files`).

    Raises:
        UnreachableError: If the place cannot be listed.
    """
    root, places = path.rstrip("/"), None
    with _telling():
        system, place = _locate(path)
        if path.startswith(_LISTS_NOTHING):
            pass
        elif _is_pattern(path):
            scheme, _, rest = path.partition("://")
            root = f"{scheme}://{split_pattern(rest)[0]}"
            places = [found for found in system.glob(place) if system.isfile(found)]
        elif system.isdir(place):
            places = [found for found in system.find(place) if format_of(found)]
        top = _locate(root)[1].rstrip("/")
    if places is None:
        name = path.partition("?")[0].rstrip("/").rpartition("/")[2]
        yield InputFile(path, name, format_of(name))
        return
    for found in sorted(places, key=lambda place: str(place).split("/")):
        name = found[len(top) :].lstrip("/")
        yield InputFile(f"{root}/{name}", name, format_of(name))


def state_of_remote(path: str) -> tuple[int, str]:
    """Return the size of a remote file, 0 if that is not told, and what changes when it does.

    Raises:
        UnreachableError: If it cannot be told.
    """
    with _telling():
        system, place = _locate(path)
        about = system.info(place)
    size = int(about.get("size") or 0)
    return size, f"{size} {about.get('ETag') or about.get('etag') or ''}"


def open_remote(path: str) -> BinaryIO:
    """Open a remote file.

    Raises:
        UnreachableError: If it cannot be opened; also later, if it cannot be read.
    """
    with _telling():
        system, place = _locate(path)
        return io.BufferedReader(_RemoteFile(system.open(place, "rb")), _BUFFER)


class _RemoteFile(io.RawIOBase):
    """A file of fsspec, whose errors are all `UnreachableError`s.

    Args:
        file: The file, which reads ahead on its own.
    """

    def __init__(self, file: Any) -> None:  # noqa: ANN401 - fsspec has no types
        self._file = file

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def seekable(self) -> bool:
        """Tell whether it can be read from anywhere."""
        return bool(self._file.seekable())

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Go to a place in it."""
        with _telling():
            return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        """Return the place in it."""
        return int(self._file.tell())

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - as in io
        """Read as many bytes as fit into a buffer, and return how many came."""
        with _telling():
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close it."""
        self._file.close()
        super().close()


def _locate(path: str) -> tuple[Any, str]:
    """Return the file system of a path and what the path is called there."""
    import fsspec

    system, place = fsspec.core.url_to_fs(path)
    return system, str(place)


def _is_pattern(path: str) -> bool:
    """Tell whether a path stands for the files that it matches."""
    return not path.startswith(_LISTS_NOTHING) and glob.has_magic(path)


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    """Make an error that says what went wrong of any error of fsspec or what is below it."""
    try:
        yield
    except ImportError as error:
        message = f"{error}. fsspec needs another package for it: install that"
        raise UnreachableError(message) from error
    except Exception as error:
        raise UnreachableError(f"{type(error).__name__}: {error}".strip(": ")) from error
