"""Finding the files of an input, in the same order on every machine."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

Format = Literal["text", "html", "jsonl"]
_FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
}
_COMPRESSED = (".gz", ".zst")


class InputFile(NamedTuple):
    """A file to read.

    Attributes:
        path: Where it is.
        name: Its path relative to the input root, with slashes: its doc_id.
        format: What its name says it contains, or None where it does not say.
    """

    path: Path
    name: str
    format: Format | None


def find_files(root: Path, warn: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield a file itself, or the files of known formats in a folder and below, by name.

    Links that lead out of the folder are not followed, nor are links to folders, which could
    lead in circles: `warn` is called with a message for each.
    """
    if root.is_dir():
        yield from _walk(root, root, warn)
    else:
        yield InputFile(root, printable(root.name), format_of(root.name))


def format_of(name: str) -> Format | None:
    """Return the format that a file name tells, below its compression."""
    path = Path(name.lower())
    suffix = Path(path.stem).suffix if path.suffix in _COMPRESSED else path.suffix
    return _FORMATS.get(suffix)


def printable(name: str) -> str:
    """Return a file name with U+FFFD for bytes that are not UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _walk(folder: Path, root: Path, warn: Callable[[str], None]) -> Iterator[InputFile]:
    """Yield the files of a folder and below, sorted by name at each level."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        warn(f"{printable(str(folder))}: not read ({error.strerror})")
        return
    for path in entries:
        name = printable(path.relative_to(root).as_posix())
        if path.is_symlink() and not _is_file_within(path, root):
            warn(f"{name}: this link was not followed: it leads out of the folder, or to a folder")
        elif path.is_dir():
            yield from _walk(path, root, warn)
        elif path.is_file() and (form := format_of(path.name)):
            yield InputFile(path, name, form)


def _is_file_within(link: Path, root: Path) -> bool:
    """Tell whether a link leads to a file within the folder."""
    target = link.resolve()
    return target.is_file() and target.is_relative_to(root.resolve())
