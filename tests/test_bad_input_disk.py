"""A disk that is full, and folders that cannot be written to: nothing half-written has its name.

The size of files is limited in any test; `make test-all` also fills small disks, where it may mount
them.
"""

import contextlib
import os
import resource
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result

from bench import faults
from tests.batches import ARTICLES, ids
from tests.test_cli import tinvan
from tinvan.batch.shards import shard_names

pytestmark = [pytest.mark.row(39), pytest.mark.usefixtures("small_shards", "quick")]
BATCH = ("--workers", "2")
_NOBODY = 65534


@contextlib.contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file become larger, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextlib.contextmanager
def disk(path: Path, options: str) -> Iterator[None]:
    """Mount a disk in memory; skip the test where that is not allowed."""
    path.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(path)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(path)], check=True)


def extract(path: Path, out: Path, *options: str) -> Result:
    return tinvan("extract", path, "--out", out, *options)


def names(out: Path) -> set[str]:
    """Return the names of files in a folder, but those of shards."""
    return {entry.name for entry in out.iterdir() if entry.is_file()}


def refused(result: Result, why: str, remedy: str) -> None:
    assert result.exit_code == 1
    assert f"cannot be written ({why})" in result.stderr
    assert remedy in result.stderr
    assert "Traceback" not in result.output


def test_a_run_that_has_no_room_leaves_what_an_earlier_one_wrote(
    harmless: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    extract(harmless, out)
    before = {name: (out / name).read_bytes() for name in names(out)}
    assert len(before) == 4
    with largest_file(10_000):
        refused(extract(harmless, out), "File too large", "make room there")
    assert {name: (out / name).read_bytes() for name in names(out)} == before


def test_a_run_that_has_no_room_leaves_no_file(harmless: Path, tmp_path: Path) -> None:
    with largest_file(10_000):
        refused(extract(harmless, tmp_path / "out"), "File too large", "--out - to print the facts")
    assert not names(tmp_path / "out")


@pytest.mark.parametrize(
    ("size", "kept"), [(200, 0), (1_000, 0), (20_000, 6)], ids=["plan", "shards", "merging"]
)
def test_a_batch_that_has_no_room_goes_on_later(
    harmless: Path, tmp_path: Path, size: int, kept: int
) -> None:
    peace, out = tmp_path / "peace", tmp_path / "out"
    extract(harmless, peace, *BATCH)
    with largest_file(size):
        result = extract(harmless, out, *BATCH)
    refused(result, "File too large", "--resume to go on" if kept else "Make room, or name")
    assert not names(out)
    assert len(shard_names(out / "shards")) == kept
    assert extract(harmless, out, *BATCH, "--resume").exit_code == 0
    assert faults.same(peace, out)


@pytest.mark.parametrize("options", [(), BATCH], ids=["run", "batch"])
@pytest.mark.parametrize("below", [".", "deep/out"])
def test_a_file_is_no_folder(
    harmless: Path, tmp_path: Path, options: tuple[str, ...], below: str
) -> None:
    path = tmp_path / "file"
    path.write_text("kept")
    result = extract(harmless, path / below, *options)
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr
    assert "another folder with --out" in result.stderr
    assert path.read_text() == "kept"


@pytest.mark.parametrize("options", [(), BATCH], ids=["run", "batch"])
def test_a_folder_that_may_not_be_written_to_is_told(
    harmless: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    extract(harmless, tmp_path / "out")  # everything is imported
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        path, out = Path(folder, "in.jsonl"), Path(folder, "out")
        path.write_bytes(harmless.read_bytes())
        out.mkdir(mode=0o555)
        Path(folder).chmod(0o755)
        if os.geteuid() == 0:  # rights do not bind root
            stack.callback(os.seteuid, 0)
            os.seteuid(_NOBODY)
        refused(extract(path, out, *options), "Permission denied", "another folder with --out")
        assert not list(out.iterdir())


@pytest.mark.large
@pytest.mark.parametrize("options", [(), BATCH], ids=["run", "batch"])
def test_a_disk_to_be_read_alone_is_told(
    harmless: Path, tmp_path: Path, options: tuple[str, ...]
) -> None:
    with disk(tmp_path / "disk", "ro"):
        result = extract(harmless, tmp_path / "disk" / "out", *options)
        refused(result, "Read-only file system", "another folder with --out")


@pytest.mark.large
def test_a_full_disk_is_told_and_leaves_no_file(harmless: Path, tmp_path: Path) -> None:
    out = tmp_path / "disk" / "out"
    with disk(tmp_path / "disk", "size=32k"):
        result = extract(harmless, out)
        refused(result, "No space left on device", "make room")
        assert not names(out)


@pytest.mark.large
@pytest.mark.parametrize("left", range(0, 160, 16))
def test_a_batch_goes_on_once_a_disk_has_room(harmless: Path, tmp_path: Path, left: int) -> None:
    peace, out, filler = tmp_path / "peace", tmp_path / "disk" / "out", tmp_path / "disk" / "fill"
    extract(harmless, peace, *BATCH)
    with disk(tmp_path / "disk", "size=400k"):
        filler.write_bytes(bytes((400 - left) * 1024))
        result = extract(harmless, out, *BATCH)
        assert result.exit_code in (0, 1)
        if result.exit_code:
            refused(result, "No space left on device", "ake room")
            assert not out.exists() or not names(out)
            filler.unlink()
            assert extract(harmless, out, *BATCH, "--resume").exit_code == 0
        assert faults.same(peace, out)
        assert len(ids(out)) == ARTICLES
