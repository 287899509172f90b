"""Batches: nothing is lost, nothing comes twice, whatever dies."""

import contextlib
import itertools
import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import faults, poison
from tests.batches import ARTICLES, alive, ids, lines
from tests.test_cli import tinvan
from tinvan.batch import pool, shards
from tinvan.batch.child import Work
from tinvan.batch.guard import Guard
from tinvan.document import Source
from tinvan.errors import TinvanError

pytestmark = pytest.mark.usefixtures("small_shards")


@pytest.mark.row(18, 19, 20)
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


@pytest.mark.row(39)
def test_killed_workers_and_a_killed_run_cost_nothing(poisoned: Path, tmp_path: Path) -> None:
    peace, war = tmp_path / "peace", tmp_path / "war"
    faults.read(poisoned, peace)
    faults.disturb(poisoned, war, every=1, kills=2)
    assert faults.same(peace, war)


@pytest.mark.large
def test_many_kills_cost_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "ITEMS", 1_000)
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


def test_a_child_that_cannot_start_is_told() -> None:
    work = Work(stages=poison.no_stages, timeout=1, memory=500, warm="bench.poison")
    with pytest.raises(TinvanError, match="--memory"):
        Guard(work).read([Source(doc_id="a", content="1%")])


@pytest.mark.skipif(sys.platform != "linux", reason="others do not hold to the limit")
def test_a_limit_that_a_child_is_over_before_it_reads_is_told() -> None:
    work = Work(stages=poison.stages, timeout=1, memory=1, warm="bench.poison")
    with pytest.raises(TinvanError, match="more than 1 MB"):
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


@pytest.mark.usefixtures("quick")
def test_a_stream_has_the_facts_in_order(harmless: Path, tmp_path: Path) -> None:
    result = tinvan("extract", "-", "--out", "-", "--workers", "3", stdin=harmless.read_bytes())
    assert result.exit_code == 0
    faults.read(harmless, tmp_path / "out")
    assert result.stdout_bytes == (tmp_path / "out" / "facts.jsonl").read_bytes()


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
