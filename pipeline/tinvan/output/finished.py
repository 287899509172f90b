"""Outputs that get their name only when they are complete."""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tinvan.errors import OutputError

UNFINISHED = ".unfinished"


@contextlib.contextmanager
def finished_file(path: Path) -> Iterator[Path]:
    """Give a file its name when it is complete; a failure leaves what was there before.

    Yields:
        The name to write to until then, at which nothing stands.

    Raises:
        OutputError: If it cannot be written.
    """
    with _written(path) as unfinished:
        yield unfinished
        _sync(unfinished)
        unfinished.replace(path)


@contextlib.contextmanager
def finished_folder(path: Path, mark: str) -> Iterator[Path]:
    """Give a folder its name when its files are complete; a failure leaves what was there before.

    Args:
        path: The folder.
        mark: A file that every such folder has. What stands at the name is replaced as a whole if
            it has it or is empty, so that no file of an earlier output stays among the new ones.

    Yields:
        An empty folder to write to until then.

    Raises:
        OutputError: If it cannot be written, or something else stands at the name.
    """
    if path.is_dir() and not (path / mark).is_file() and any(path.iterdir()):
        raise OutputError(
            f"{path}: there is something else in this folder. Name a new one with --out"
        )
    with _written(path) as unfinished:
        unfinished.mkdir()
        yield unfinished
        for file in sorted(unfinished.rglob("*")):
            _sync(file)
        before = path.with_name(path.name + ".before")
        _remove(before)
        if path.exists():
            path.replace(before)
        unfinished.replace(path)
        _remove(before)


@contextlib.contextmanager
def _written(path: Path) -> Iterator[Path]:
    """Yield the name that something has while it is written; remove what is left of it."""
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _remove(unfinished)
        yield unfinished
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}). "
            "Make room, or name another place with --out"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            _remove(unfinished)


def _sync(path: Path) -> None:
    """See to it that a file is on the disk."""
    if path.is_file():
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _remove(path: Path) -> None:
    """Remove a file or folder, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
