"""Finding the files of an input, in the same order on every machine."""

import errno
import glob
import os
import re
import select
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from tinvan.read.formats import Format, format_of
from tinvan.read.links import Link
from tinvan.read.own_output import is_output, output_finder

_PIPE_SECONDS = 60
_LEFT_LINK = "this link was not followed: it leads out of the folder, or to a folder"


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


def find_files(path: str, warn: Callable[[str], None]) -> Iterator[InputFile | Link]:
    """Yield a file itself, the files that a pattern matches, or those of a folder and below.

    Of a folder, files of known formats are read. A pattern is read as its root and what is below
    that: of "crawl/*.txt" the root is "crawl". What is there by the name of the pattern is no
    pattern. Links that lead out of the root are not followed, nor are links to folders, which
    could lead in circles: each is yielded as it is. Folders that tinvan wrote are left. `warn` is
    called with a message for each.
    """
    root = Path(path)
    if root.is_dir():
        yield from _walk(root, root, warn)
    elif is_pattern(path):
        yield from _match(path, warn)
    else:
        yield InputFile(path, printable(root.name), format_of(root.name))


def open_local(path: str) -> BinaryIO:
    """Open a file of this machine, or a pipe into which something is written.

    Raises:
        OSError: If it cannot be opened, or is a pipe into which nothing is written for a minute.
    """
    if not stat.S_ISFIFO(Path(path).stat().st_mode):
        return Path(path).open("rb")
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)  # else it waits for a writer here
    pipe = os.fdopen(descriptor, "rb")
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if not poll.poll(_PIPE_SECONDS * 1000):
        pipe.close()
        raise OSError(errno.EAGAIN, f"nothing was written into this pipe for {_PIPE_SECONDS} s")
    os.set_blocking(descriptor, True)
    return pipe


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


def _match(pattern: str, warn: Callable[[str], None]) -> Iterator[InputFile | Link]:
    """Yield the files that a pattern matches, and those in folders it matches, by name.

    "**" stands for folders at any depth, so the folders that a pattern with it matches are left.
    Hidden files are left, as in a shell, unless the pattern names a dot.
    """
    head, below = split_pattern(pattern)
    root, below = Path(head or "."), _for_all_versions(below)
    deep = "**" in below
    hidden = "/." in f"/{below}"
    output_of, told = output_finder(root), set[Path]()
    for path in sorted(root.glob(below), key=lambda path: path.parts):
        if output := output_of(path):
            if output not in told:
                _warn_of_output(output, root, warn)
            told.add(output)
        elif hidden or "/." not in f"/{_name(path, root)}":
            yield from _visit(path, root, warn, walk=not deep, only_known=False)


def _for_all_versions(pattern: str) -> str:
    """Return a pattern that all versions of Python read alike: with "**" for folders alone."""
    parts = [part if part == "**" else re.sub(r"\*+", "*", part) for part in pattern.split("/")]
    return "/".join([*parts, "*"] if parts[-1] == "**" else parts)


def _walk(folder: Path, root: Path, warn: Callable[[str], None]) -> Iterator[InputFile | Link]:
    """Yield the files of a folder and below, sorted by name at each level."""
    if is_output(folder):
        _warn_of_output(folder, root, warn)
        return
    try:
        entries = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as error:
        warn(f"{printable(str(folder))}: not read ({error.strerror})")
        return
    for path in entries:
        yield from _visit(path, root, warn, walk=True, only_known=True)


def _visit(
    path: Path, root: Path, warn: Callable[[str], None], *, walk: bool, only_known: bool
) -> Iterator[InputFile | Link]:
    """Yield a file, or the files of a folder and below, or a link that is not followed.

    Args:
        path: What was found.
        root: The input root.
        warn: Called with a message for what looks like an input and is not read.
        walk: Whether to go into a folder.
        only_known: Whether to leave a file whose name does not tell its format.
    """
    name, mode = _name(path, root), _mode(path)
    if stat.S_ISLNK(_mode(path, follow=False)) and not _is_file_within(path, root):
        warn(f"{name}: {_LEFT_LINK}")
        yield Link(doc_id=name, warnings=(f"left-out: {_LEFT_LINK}",))
    elif stat.S_ISDIR(mode):
        if walk:
            yield from _walk(path, root, warn)
    elif (form := format_of(path.name)) or not only_known:
        if stat.S_ISREG(mode) or not mode:
            yield InputFile(str(path), name, form)
        else:
            warn(f"{name}: not read: it is a pipe, a socket or a device")


def _warn_of_output(folder: Path, root: Path, warn: Callable[[str], None]) -> None:
    """Tell that a folder was left because tinvan wrote it."""
    name = printable(str(folder)) if folder == root else _name(folder, root)
    warn(f"{name}: left out: tinvan wrote what is there. To read a file of it, name the file")


def _mode(path: Path, *, follow: bool = True) -> int:
    """Return what is at a path, or where a link there leads; 0 where that cannot be told."""
    try:
        return path.stat(follow_symlinks=follow).st_mode
    except OSError:
        return 0


def _name(path: Path, root: Path) -> str:
    """Return the path of a file relative to the input root."""
    return printable(path.relative_to(root).as_posix())


def _is_file_within(link: Path, root: Path) -> bool:
    """Tell whether a link leads to a file within the folder; one that leads in circles does not."""
    target = Path(os.path.realpath(link))  # Path.resolve raises where links lead in circles
    return stat.S_ISREG(_mode(target)) and target.is_relative_to(os.path.realpath(root))
