"""Batches: nothing is lost, nothing comes twice, whatever dies."""

import contextlib
import errno
import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bench import faults, poison
from tests.test_cli import tinvan
from tinvan.batch import pool, shards
from tinvan.batch.child import Work
from tinvan.batch.folder import BatchError, Mode
from tinvan.batch.guard import Guard
from tinvan.batch.manifest import Manifest
from tinvan.document import Source
from tinvan.errors import OutputError, TinvanError

ARTICLES = 120


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_ITEMS", 20)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("poisoned") / "in.jsonl"
    faults.write_articles(path, ARTICLES, poisoned=1)
    return path


@pytest.fixture
def harmless(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    write(path, range(ARTICLES))
    return path


def write(path: Path, numbers: range) -> None:
    rows = ({"id": f"bai-{number}", "text": f"Đạt {number}%"} for number in numbers)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids(out: Path) -> list[str]:
    return [row["doc_id"] for row in lines(out / "docs.jsonl")]


def test_poison_costs_itself_alone(poisoned: Path, tmp_path: Path) -> None:
    tally = faults.read(poisoned, tmp_path, timeout=1)
    assert tally.rejects == {"crash": 2, "internal-error": 1, "memory": 1, "timeout": 1}
    assert tally.documents == ARTICLES - 5
    rejects = {row["doc_id"]: row for row in lines(tmp_path / "rejects.jsonl")}
    texts = {row["id"]: row["text"] for row in lines(poisoned)}
    bad = {name for name, text in texts.items() if "poison" in text}
    assert set(rejects) == bad
    assert ids(tmp_path) == [name for name in texts if name not in bad]
    assert all(row["input"] == "in.jsonl" for row in rejects.values())
    messages = {row["message"] for row in rejects.values() if row["reason"] in ("timeout", "crash")}
    assert any("--timeout" in message for message in messages)
    assert any("3 times" in message for message in messages)


def test_any_number_of_workers_writes_the_same_bytes(harmless: Path, tmp_path: Path) -> None:
    one, three = tmp_path / "one", tmp_path / "three"
    faults.read(harmless, one, workers=1)
    faults.read(harmless, three, workers=3)
    assert faults.same(one, three)
    assert sorted(p.name for p in (one / "shards").iterdir()) == sorted(
        p.name for p in (three / "shards").iterdir()
    )


def test_killed_workers_and_a_killed_run_cost_nothing(poisoned: Path, tmp_path: Path) -> None:
    peace, war = tmp_path / "peace", tmp_path / "war"
    faults.read(poisoned, peace)
    faults.disturb(poisoned, war, every=1, kills=2)
    assert faults.same(peace, war)


@pytest.mark.large
def test_many_kills_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_ITEMS", 1_000)
    path, peace, war = tmp_path / "in.jsonl", tmp_path / "peace", tmp_path / "war"
    faults.write_articles(path, 20_000)
    tally = faults.read(path, peace)
    assert tally.rejects == {"crash": 10, "internal-error": 5, "memory": 5, "timeout": 5}
    assert tally.documents == 20_000 - 25
    assert faults.disturb(path, war, every=2, kills=5)
    assert faults.same(peace, war)


def test_children_do_not_outlive_the_run(poisoned: Path, tmp_path: Path) -> None:
    run = faults.start(poisoned, tmp_path / "out")
    until = time.monotonic() + 60
    while not (workers := faults.workers_of(run.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    run.kill()
    run.wait()
    assert workers
    while any(alive(worker) for worker in workers) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [worker for worker in workers if alive(worker)]


def alive(process: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


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


def test_a_child_that_cannot_start_is_told() -> None:
    work = Work(stages=poison.no_stages, timeout=1, memory=500, warm="bench.poison")
    with pytest.raises(TinvanError, match="--memory"):
        Guard(work).read([Source(doc_id="a", content="1%")])


def test_ctrl_c_says_how_to_go_on(poisoned: Path, tmp_path: Path) -> None:
    run = faults.start(poisoned, tmp_path / "out")
    until = time.monotonic() + 60
    while not faults.workers_of(run.pid) and time.monotonic() < until:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    assert run.wait(20) != 0
    assert faults.read(poisoned, tmp_path / "out", "resume").documents == ARTICLES - 5


def test_the_command_writes_what_one_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    rows = [{"id": str(n), "text": f"Tỉ lệ hồ sơ của tỉnh đạt {n},5%."} for n in range(5)]
    path.write_text("\n".join(map(json.dumps, rows)) + "\nno json\n")
    one, two = tmp_path / "one", tmp_path / "two"
    assert tinvan("extract", path, "--out", one).exit_code == 3
    command = [sys.executable, "-m", "tinvan", "extract", str(path), "--out", str(two)]
    done = subprocess.run([*command, "--workers", "2"], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr.startswith("5 articles, ")
    assert faults.same(one, two)
    counts = [json.loads((out / "run.json").read_text())["counts"] for out in (one, two)]
    assert counts[0] == counts[1]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command read by stages that are loaded at once."""
    work = Work(stages=poison.stages, timeout=60, memory=500, warm="bench.poison")
    monkeypatch.setattr("tinvan.cli.batched._work", lambda *_: work)


@pytest.mark.usefixtures("quick")
def test_a_stream_has_the_facts_in_order(harmless: Path, tmp_path: Path) -> None:
    result = tinvan("extract", "-", "--out", "-", "--workers", "3", stdin=harmless.read_bytes())
    assert result.exit_code == 0
    faults.read(harmless, tmp_path / "out")
    assert result.stdout_bytes == (tmp_path / "out" / "facts.jsonl").read_bytes()


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


def test_an_endless_stream_is_read_no_further_than_it_can_be_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "_AHEAD", 2)
    taken = itertools.count()

    def endless() -> Iterator[Source]:
        while True:
            yield Source(doc_id=f"bai-{next(taken)}", content="1%")

    work = Work(stages=poison.stages, timeout=60, memory=500, warm="bench.poison")
    answered = pool.read_in_order(pool.lots_in(endless()), work, workers=2)
    with contextlib.closing(answered):
        for lot, replies in itertools.islice(answered, 10):
            assert len(replies) == len(lot.articles.items) == 16
            time.sleep(0.05)
    assert next(taken) <= 16 * (10 + 2 * 2 + 2)


@pytest.mark.parametrize(
    "options", [["--resume", "--append"], ["--out", "-", "--resume"], ["--out", "-", "--no-merge"]]
)
def test_options_that_do_not_go_together_are_told(options: list[str], harmless: Path) -> None:
    result = tinvan("extract", harmless, *options)
    assert result.exit_code == 2
