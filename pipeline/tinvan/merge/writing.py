"""Writing what merging found beside the facts of a run."""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from tinvan.merge.indices import Indices
from tinvan.merge.merging import Merger
from tinvan.merge.records import Conflict, MergedFact
from tinvan.merge.store import FactStore
from tinvan.output.finished import finished_file
from tinvan.output.sinks import FACTS
from tinvan.output.stored import StoredRun

MERGED, CONFLICTS = "merged.jsonl", "conflicts.jsonl"


class Merging(NamedTuple):
    """What merging found.

    Attributes:
        facts: How many facts there were.
        merged: How many they are, merged.
        shared: How many of these several texts state.
        conflicts: How many contradictions there are, by kind.
    """

    facts: int
    merged: int
    shared: int
    conflicts: Counter[str]


def merge(run: StoredRun, folder: Path, indices: Indices) -> Merging:
    """Merge the facts of a run into two files, which get their names when both are complete.

    Args:
        run: The run.
        folder: Where merged.jsonl and conflicts.jsonl go.
        indices: The known indices.

    Raises:
        InputError: If something in the run is no record.
        OutputError: If the files cannot be written.
    """
    with contextlib.ExitStack() as stack:
        store = stack.enter_context(FactStore(run))
        merger = Merger(store, indices)
        paths = [stack.enter_context(finished_file(folder / n)) for n in (MERGED, CONFLICTS)]
        count, shared, kinds = 0, 0, Counter[str]()
        with paths[0].open("wb") as file:
            for merged in merger.merged():
                file.write(_line(merged))
                count, shared = count + 1, shared + (merged.texts > 1)
        with paths[1].open("wb") as file:
            for conflict in merger.conflicts():
                file.write(_line(conflict))
                kinds[conflict.kind] += 1
        return Merging(len(store), count, shared, kinds)


def read_conflicts(folder: Path) -> list[Conflict]:
    """Read the contradictions that merging wrote."""
    with (folder / CONFLICTS).open("rb") as lines:
        return [msgspec.json.decode(line, type=Conflict) for line in lines]


def read_merged(folder: Path) -> Iterator[MergedFact]:
    """Read the merged facts that merging wrote, one at a time."""
    decoder = msgspec.json.Decoder(MergedFact)
    with (folder / MERGED).open("rb") as lines:
        yield from map(decoder.decode, lines)


def merge_if_needed(run: StoredRun, indices: Indices, say: Callable[[str], None]) -> None:
    """Merge the facts of a run into its own folder, if they are newer than what is merged there.

    Args:
        run: The run.
        indices: The known indices.
        say: Tells that it is done.
    """
    merged = run.folder / MERGED
    if run.has(MERGED) and run.has(CONFLICTS):
        facts = run.folder / FACTS
        if merged.stat().st_mtime_ns >= facts.stat().st_mtime_ns:
            return
    found = merge(run, run.folder, indices)
    say(f"merged {found.facts} facts first; look in {merged}")


def _line(record: MergedFact | Conflict) -> bytes:
    """Return a record as a line of JSON."""
    return msgspec.json.encode(record) + b"\n"
