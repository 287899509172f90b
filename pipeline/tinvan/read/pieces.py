"""Pieces of inputs: what one process is told to read where several read together."""

import stat
from pathlib import Path

import msgspec

from tinvan.read.formats import Format
from tinvan.read.parts import WHOLE, Part
from tinvan.read.remote import is_remote, state_of_remote


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """A file, or a part of one.

    Attributes:
        path: Where the file is (see `tinvan.read.folders.InputFile`).
        name: Its path relative to the input root.
        format: What it contains, None if its first bytes tell.
        part: What of it is read.
        state: Tells whether the file has changed; "" where nobody asks.
    """

    path: str
    name: str
    format: Format | None
    part: Part = WHOLE
    state: str = ""

    @property
    def changed(self) -> str | None:
        """What has become of its file, None if that is as it was."""
        try:
            _, state = state_of(self.path)
        except OSError as error:
            return error.strerror or str(error)
        return None if state == self.state else "it is another one"


def state_of(path: str) -> tuple[int, str]:
    """Return the size of a file in bytes, and what changes when its content does.

    Raises:
        OSError: If it cannot be told.
    """
    if is_remote(path):
        return state_of_remote(path)
    about = Path(path).stat()
    return about.st_size, f"{about.st_size} {about.st_mtime_ns}"


def why_no_pieces(path: str) -> str | None:
    """Return why several processes cannot read a path and what to do, or None where they can."""
    try:
        file = path != "-" and (is_remote(path) or stat.S_ISREG(Path(path).stat().st_mode))
    except OSError:  # it becomes a reject
        return None
    return None if file else "many machines cannot read a pipe: write it to a file, and name that"
