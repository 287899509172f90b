"""The folder of a batch: what goes on with it, and what is refused."""

import errno
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import faults
from tests.batches import ARTICLES, ids, write
from tests.test_cli import tinvan
from tinvan.batch import shards
from tinvan.batch.folder import BatchError, Mode
from tinvan.batch.manifest import Manifest
from tinvan.errors import OutputError

pytestmark = pytest.mark.usefixtures("small_shards")


def test_a_lost_shard_is_made_again(harmless: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    faults.read(harmless, out)
    before = {name: (out / name).read_bytes() for name in faults.FILES}
    names = shards.shard_names(out / "shards")
    assert len(names) == 6
    (out / "shards" / names[2]).unlink()
    (out / "shards" / f"{names[3]}.unfinished").write_bytes(b"cut")
    faults.read(harmless, out, "resume")
    assert {name: (out / name).read_bytes() for name in faults.FILES} == before
    assert shards.shard_names(out / "shards") == names
    assert not list((out / "shards").glob("*.unfinished"))


@pytest.mark.parametrize("harm", [lambda data: data[:-20], lambda _: b"", lambda _: b"{}"])
def test_a_damaged_shard_is_told(
    harmless: Path, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    out = tmp_path / "out"
    faults.read(harmless, out)
    path = out / "shards" / shards.shard_names(out / "shards")[1]
    path.write_bytes(harm(path.read_bytes()))
    with pytest.raises(OutputError, match=r"00000001-.*damaged.*--resume"):
        faults.read(harmless, out, "resume")


def test_a_batch_is_not_begun_again_unasked(harmless: Path, tmp_path: Path) -> None:
    faults.read(harmless, tmp_path / "out")
    with pytest.raises(BatchError, match="--resume"):
        faults.read(harmless, tmp_path / "out")
    result = tinvan("extract", harmless, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "--resume" in result.stderr


def test_other_settings_may_not_go_on(
    harmless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults.read(harmless, tmp_path / "out")
    monkeypatch.setattr("tinvan.batch.fingerprint.rules_hash", lambda: "other")
    modes: tuple[Mode, ...] = ("resume", "append")
    for mode in modes:
        with pytest.raises(BatchError, match=r"other settings: rules.*--out"):
            faults.read(harmless, tmp_path / "out", mode)


def test_other_inputs_may_not_go_on(harmless: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    faults.read(harmless, out)
    for changed in (range(1, ARTICLES), range(40), range(ARTICLES - 1)):
        write(harmless, changed)
        with pytest.raises(BatchError, match="the inputs have changed"):
            faults.read(harmless, out, "resume")
        write(harmless, range(ARTICLES))
    faults.read(harmless, out, "resume")


def test_what_is_new_is_appended(harmless: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    faults.read(harmless, out)
    write(harmless, range(-7, ARTICLES + 5))  # new ones before and behind
    tally = faults.read(harmless, out, "append")
    assert tally.documents == ARTICLES + 12
    new = [*range(-7, 0), *range(ARTICLES, ARTICLES + 5)]
    assert ids(out) == [f"bai-{number}" for number in [*range(ARTICLES), *new]]
    again = faults.read(harmless, out, "append")
    assert again.documents == ARTICLES + 12


def test_two_runs_do_not_write_to_one_folder(poisoned: Path, tmp_path: Path) -> None:
    run = faults.start(poisoned, tmp_path / "out")
    try:
        until = time.monotonic() + 60
        while not (tmp_path / "out" / "shards" / "batch.json").exists():
            assert time.monotonic() < until
            time.sleep(0.05)
        with pytest.raises(BatchError, match="another command is writing"):
            faults.read(poisoned, tmp_path / "out", "resume")
        assert {path.name for path in (tmp_path / "out").iterdir()} > {"facts.jsonl.unfinished"}
        assert "being written" in tinvan("status", tmp_path / "out").stdout
    finally:
        run.kill()
        run.wait()
    assert "--resume to go on" in tinvan("status", tmp_path / "out").stdout


def test_the_manifest_is_rebuilt_from_the_shards(harmless: Path, tmp_path: Path) -> None:
    faults.read(harmless, tmp_path)
    path = tmp_path / "shards" / "manifest.jsonl"
    kept = path.read_bytes()
    assert kept.count(b"\n") == 6
    path.write_bytes(kept[: len(kept) // 2])
    Manifest(path.parent).save()
    assert path.read_bytes() == kept
    said = tinvan("status", tmp_path).stdout
    assert said == "6 shards: 120 articles, 120 facts\ncomplete: give --append to add to it\n"


def test_a_folder_without_a_batch_has_no_status(tmp_path: Path) -> None:
    result = tinvan("status", tmp_path)
    assert result.exit_code == 1
    assert "--out" in result.stderr


def test_a_full_disk_leaves_what_was_read(
    harmless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    synced = []

    def fsync(_descriptor: int) -> None:
        synced.append(1)
        if len(synced) == 9:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", fsync)
        with pytest.raises(OutputError, match=r"No space left.*--resume"):
            faults.read(harmless, out)
    assert 0 < len(shards.shard_names(out / "shards")) < 6
    assert not (out / "facts.jsonl").exists()
    assert faults.read(harmless, out, "resume").documents == ARTICLES


@pytest.mark.usefixtures("quick")
def test_shards_may_be_left_as_they_are(harmless: Path, tmp_path: Path) -> None:
    result = tinvan("extract", harmless, "--out", tmp_path / "out", "--workers", "2", "--no-merge")
    assert result.exit_code == 0
    assert "look in" in result.stderr
    assert "shards" in result.stderr
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"shards", "run.json"}
    merged = tinvan("extract", harmless, "--out", tmp_path / "out", "--resume")
    assert merged.exit_code == 0, merged.stderr
    assert len(ids(tmp_path / "out")) == ARTICLES


@pytest.mark.parametrize(
    "options", [["--resume", "--append"], ["--out", "-", "--resume"], ["--out", "-", "--no-merge"]]
)
def test_options_that_do_not_go_together_are_told(options: list[str], harmless: Path) -> None:
    result = tinvan("extract", harmless, *options)
    assert result.exit_code == 2
