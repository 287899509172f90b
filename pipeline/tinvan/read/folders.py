"""Finding the files of an input, in the same order on every machine."""

import glob
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tinvan.read.formats import Format, format_of


class InputFile(NamedTuple):
    """A file to read.

    Attributes:
        path: Where it is: a path of this machine, or one that fsspec opens.
        name: Its path relative to the input root, with slashes: its doc_id.
        format: What its name says it contains, or None where it does not say.
    """

    path: str
    name: str
    format: Format | None


def find_files(path: str, warn: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield a file itself, the files that a pattern matches, or those of a folder and below.

    Of a folder, files of known formats are read. A pattern is read as its root and what is below
    that: of "crawl/*.txt" the root is "crawl". What is there by the name of the pattern is no
    pattern. Links that lead out of the root are not followed, nor are links to folders, which
    could lead in circles: `warn` is called with a message for each.
    """
    root = Path(path)
    if root.is_dir():
        yield from _walk(root, root, warn)
    elif is_pattern(path):
        yield from _match(path, warn)
    else:
        yield InputFile(path, printable(root.name), format_of(root.name))


def is_pattern(path: str) -> bool:
    """Tell whether a path stands for the files that it matches."""
    return glob.has_magic(path) and not Path(path).exists()


def split_pattern(pattern: str) -> tuple[str, str]:
    """Return the root of a pattern ("" for the current folder) and what is matched below it."""
    parts = pattern.split("/")
    first = next(index for index, part in enumerate(parts) if glob.has_magic(part))
    root = "/".join(parts[:first])
    return root or pattern[:first], "/".join(parts[first:])


def printable(name: str) -> str:
    """Return a file name with U+FFFD for bytes that are not UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _match(pattern: str, warn: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield the files that a pattern matches, and those in folders it matches, by name.

    "**" stands for folders at any depth, so the folders that a pattern with it matches are left.
    Hidden files are left, as in a shell, unless the pattern names a dot.
    """
    head, below = split_pattern(pattern)
    root = Path(head or ".")
    deep = "**" in below
    hidden = "/." in f"/{below}"
    below = below + "/*" if below.endswith("**") else below  # the same in all versions of Python
    for path in sorted(root.glob(below), key=lambda path: path.parts):
        name = _name(path, root)
        if ("/." in f"/{name}" and not hidden) or not _is_followed(path, root, warn):
            continue
        if path.is_file():
            yield InputFile(str(path), name, format_of(path.name))
        elif path.is_dir() and not deep:
            yield from _walk(path, root, warn)


def _walk(folder: Path, root: Path, warn: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield the files of a folder and below, sorted by name at each level."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        warn(f"{printable(str(folder))}: not read ({error.strerror})")
        return
    for path in entries:
        if not _is_followed(path, root, warn):
            continue
        if path.is_dir():
            yield from _walk(path, root, warn)
        elif path.is_file() and (form := format_of(path.name)):
            yield InputFile(str(path), _name(path, root), form)


def _name(path: Path, root: Path) -> str:
    """Return the path of a file relative to the input root."""
    return printable(path.relative_to(root).as_posix())


def _is_followed(path: Path, root: Path, warn: Callable[[str], None]) -> bool:
    """Tell whether a path is no link, or one to a file within the root; warn of other links."""
    if not path.is_symlink():
        return True
    target = path.resolve()
    if target.is_file() and target.is_relative_to(root.resolve()):
        return True
    warn(
        f"{_name(path, root)}: this link was not followed: "
        "it leads out of the folder, or to a folder"
    )
    return False
