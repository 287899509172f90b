"""Folders that tinvan wrote: a run that read them would take its own facts for articles."""

import functools
import os
from collections.abc import Callable
from pathlib import Path

# As in `tinvan.output.sinks` and `tinvan.batch.folder`, which take long to import.
_RUN, _FACTS, _SHARDS, _PLAN = "run.json", "facts.jsonl", "shards", "batch.json"
_FILES = (_RUN, _FACTS, "docs.jsonl", "rejects.jsonl")


def is_output(folder: Path) -> bool:
    """Tell whether a folder is what a run wrote, or the shards of one that was stopped."""
    if folder.name == _SHARDS and _has(folder, _PLAN):
        return True
    return _has(folder, _RUN) and (_has(folder, _FACTS) or _has(folder, _SHARDS, _PLAN))


def output_finder(root: Path) -> Callable[[Path], Path | None]:
    """Return a function that tells of a file which output folder it is in, None if in none.

    The root may be an output folder, for who writes beside the articles: there it is only the
    files of the run that count.

    Args:
        root: Above which no folder is looked at.
    """
    known = functools.cache(is_output)

    def find(path: Path) -> Path | None:
        for folder in path.parents:
            if folder == root:
                return folder if path.name in _FILES and known(folder) else None
            if known(folder):
                return folder
        return None

    return find


def is_of_run(path: str, out: str) -> bool:
    """Tell whether an input is the folder that a run writes to, or a file of that run.

    Args:
        path: The input.
        out: The folder.
    """
    target, folder = Path(os.path.realpath(path)), Path(os.path.realpath(out))
    own = [folder / name for name in _FILES]
    return target in (folder, *own) or target.is_relative_to(folder / _SHARDS)


def _has(folder: Path, *name: str) -> bool:
    """Tell whether there is a file in a folder; what may not be looked at is none."""
    try:
        return folder.joinpath(*name).is_file()
    except OSError:
        return False
