"""What the machine has: cores, memory, a folder for what is kept between runs."""

import os
import tempfile
from pathlib import Path

from tinvan.compiled import kept_in
from tinvan.doctor.finding import Finding

_WORKER = 350 << 20  # bytes of memory that a worker takes at most, most of it shared
_MEGABYTE = 1 << 20
_LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")


def cores_and_memory() -> Finding:
    """Say how many articles can be read at once here."""
    cores, memory = cores_to_use(), _memory()
    if memory is None:
        return Finding("machine", "ok", f"{cores} cores: --workers {cores} uses them all")
    workers = max(1, min(cores, memory // _WORKER))
    said = f"{cores} cores, {memory // _MEGABYTE:,} MB: --workers {workers} uses them well"
    if memory < 2 * _WORKER:
        remedy = "Read without --workers; close what else takes memory"
        return Finding("machine", "note", said, remedy)
    return Finding("machine", "ok", said)


def cache() -> Finding:
    """Say whether compiled patterns can be kept for the next run."""
    remedy = "Name a folder of your own in TINVAN_CACHE; without one, each start takes 2 s longer"
    place = kept_in()
    if place is None:
        return Finding("cache", "note", "none is used", remedy)
    folder = place.parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        said = f"{folder}: cannot be written ({error.strerror or error})"
        return Finding("cache", "note", said, remedy)
    return Finding("cache", "ok", f"{folder} can be written")


def cores_to_use() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int | None:
    """Return the bytes of memory that there are, or that a container may use; None if unknown."""
    try:
        found = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return None
    for limit in map(Path, _LIMITS):
        try:
            found = min(found, int(limit.read_text()))
        except (OSError, ValueError):  # no such file, or “max”
            continue
    return found
