"""Shards made by a cluster: the same files as on one machine, whatever dies."""

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest

from bench import faults
from bench.cluster import SETTINGS, LocalCluster, environment, local_cluster
from tests.batches import ARTICLES, lines, write
from tests.test_cli import tinvan
from tinvan.batch import process, shards
from tinvan.batch.folder import BatchError
from tinvan.batch.process import Made, process_shard
from tinvan.batch.spark import SparkBatch
from tinvan.batch.specs import Spec
from tinvan.errors import InputError

pytestmark = pytest.mark.usefixtures("small_shards")
needs_spark = pytest.mark.skipif(
    not (shutil.which("java") and find_spec("pyspark")),
    reason="needs tinvan[spark] and Java",
)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let this process be the cluster; return the names of what it made."""
    done: list[str] = []

    def make(self: SparkBatch, missing: list[Spec], _shards: int) -> Iterator[Made]:
        for spec in missing:
            yield process_shard(pickle.loads(pickle.dumps(spec)))
            done.append(spec.name)

    monkeypatch.setattr(SparkBatch, "_make", make)
    return done


def test_specs_give_the_bytes_that_one_machine_gives(
    poisoned: Path, tmp_path: Path, here: list[str]
) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    told = faults.read(poisoned, one, timeout=1)
    assert faults.read(poisoned, many, timeout=1, master="here") == told
    assert faults.same(one, many)
    assert len(here) == 6


def test_only_what_is_missing_is_made(harmless: Path, tmp_path: Path, here: list[str]) -> None:
    faults.read(harmless, tmp_path, master="here")
    before = {name: (tmp_path / name).read_bytes() for name in faults.FILES}
    names = shards.shard_names(tmp_path / "shards")
    (tmp_path / "shards" / names[3]).unlink()
    (tmp_path / "shards" / f"{names[4]}.ab12.unfinished").touch()
    here.clear()
    faults.read(harmless, tmp_path, "resume", master="here")
    assert here == [names[3]]
    assert before == {name: (tmp_path / name).read_bytes() for name in faults.FILES}
    assert not list((tmp_path / "shards").glob("*.unfinished"))


def test_inputs_that_changed_may_not_go_on(harmless: Path, tmp_path: Path, here: list[str]) -> None:
    faults.read(harmless, tmp_path / "out", master="here")
    write(harmless, range(1, ARTICLES))
    with pytest.raises(BatchError, match="the inputs have changed"):
        faults.read(harmless, tmp_path / "out", "resume", master="here")


def test_ids_that_come_twice_are_told_across_shards(tmp_path: Path, here: list[str]) -> None:
    path = tmp_path / "in.jsonl"
    rows = [
        {"id": f"bai-{number % 25}", "text": f"Đạt {number}%", "author": number % 3 or "A"}
        for number in range(60)
    ]
    rows[4]["text"] = "<p> </p>"  # rejected, and yet the first with its id
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    one, many = tmp_path / "one", tmp_path / "many"
    told = faults.read(path, one)
    assert faults.read(path, many, master="here") == told
    assert faults.same(one, many)
    warned = [row for row in lines(many / "docs.jsonl") if "duplicate-id" in str(row["warnings"])]
    assert len(warned) == 60 - 25
    assert {len(row["warnings"]) for row in warned} == {1, 2}


@pytest.mark.usefixtures("quick")
def test_the_command_writes_what_it_writes_on_one_machine(tmp_path: Path, here: list[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    write(folder / "a.jsonl", range(50))
    (folder / "b.jsonl").write_bytes(b"\n\n")
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Đạt {number}%", encoding="utf-8")
    one, many = tmp_path / "one", tmp_path / "many"
    inputs = (folder, tmp_path / "nowhere")
    assert tinvan("extract", *inputs, "--out", one, "--workers", "2").exit_code == 3
    spark = ("--engine", "spark", "--master", "here", "--conf", "a.b=c")
    result = tinvan("extract", *inputs, "--out", many, *spark)
    assert result.exit_code == 3, result.stderr
    assert faults.same(one, many)
    runs = [json.loads((out / "run.json").read_text()) for out in (one, many)]
    assert runs[0]["counts"] == runs[1]["counts"]
    assert runs[1]["options"]["engine"] == "spark"
    assert "complete" in tinvan("status", many).stdout
    again = tinvan("extract", *inputs, "--out", many, "--resume")
    assert "the option engine" in again.stderr


@pytest.mark.usefixtures("quick")
def test_inputs_without_articles_are_told(tmp_path: Path, here: list[str]) -> None:
    from tests.archives import record

    path = tmp_path / "a.warc"
    path.write_bytes(record("warcinfo", b"", {}))
    faults_in = (path, "--out", tmp_path / "out", "--engine", "spark", "--master", "here")
    result = tinvan("extract", *faults_in)
    assert result.exit_code == 1
    assert "no articles there; a.warc: records that are no articles: 1 warcinfo" in result.stderr
    assert len(here) == 1


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (lambda path: path.write_text("{}"), "must not change"),
        (lambda path: path.unlink(), "same place on all machines"),
    ],
)
def test_a_machine_that_sees_other_inputs_makes_no_shard(
    harmless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path], object], told: str,
) -> None:  # fmt: skip
    def make(self: SparkBatch, missing: list[Spec], _shards: int) -> Iterator[Made]:
        harm(harmless)
        return map(process_shard, missing)

    monkeypatch.setattr(SparkBatch, "_make", make)
    with pytest.raises(BatchError, match=told):
        faults.read(harmless, tmp_path / "out", master="here")
    assert not shards.shard_names(tmp_path / "out" / "shards")


def test_a_machine_with_another_tinvan_makes_no_shard(
    harmless: Path, tmp_path: Path, here: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = msgspec.structs.replace(process._here(), code="other")
    monkeypatch.setattr(process, "_here", lambda: other)
    with pytest.raises(BatchError, match=r"another tinvan .* code"):
        faults.read(harmless, tmp_path, master="here")
    assert not here


@pytest.mark.parametrize(
    "options",
    [
        ["--master", "spark://a:7077"],
        ["--engine", "spark", "--workers", "2"],
        ["--engine", "spark", "--append"],
        ["--engine", "spark", "--out", "-"],
        ["--engine", "spark", "--conf", "a"],
    ],
)
def test_options_that_do_not_go_with_the_engine_are_told(
    options: list[str], harmless: Path
) -> None:
    assert tinvan("extract", harmless, *options).exit_code == 2


def test_a_stream_is_not_for_a_cluster(tmp_path: Path, here: list[str]) -> None:
    with pytest.raises(InputError, match="write it to a file"):
        faults.read("-", tmp_path, master="here")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    with local_cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


@pytest.mark.large
@needs_spark
def test_a_cluster_writes_what_one_machine_writes(
    poisoned: Path, tmp_path: Path, cluster: LocalCluster
) -> None:
    one, many = tmp_path / "one", tmp_path / "many"
    told = faults.read(poisoned, one)
    driver = faults.start(poisoned, many, master=cluster.master, items=20)
    assert driver.wait(300) == 0
    assert faults.same(one, many)
    assert faults.rows_in(many) == ARTICLES
    assert len(shards.shard_names(many / "shards")) == 6
    assert told.rejects == {"crash": 2, "internal-error": 1, "memory": 1, "timeout": 1}


@pytest.mark.large
@needs_spark
def test_a_cluster_that_gives_up_says_why_and_how_to_go_on(
    harmless: Path, tmp_path: Path, cluster: LocalCluster
) -> None:
    command = ["extract", str(harmless), "--out", str(tmp_path / "out"), "--memory", "1"]
    command += ["--conf", "spark.task.maxFailures=1"]
    command += ["--engine", "spark", "--master", cluster.master]
    conf = [word for pair in SETTINGS.items() for word in ("--conf", "=".join(pair))]
    result = subprocess.run(
        [sys.executable, "-m", "tinvan", *command, *conf],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert result.returncode == 1
    assert "Spark gave up: tinvan.errors.TinvanError: no worker process" in result.stderr
    assert "--resume" in result.stderr


@pytest.mark.large
@needs_spark
def test_a_cluster_whose_processes_are_killed_loses_nothing(tmp_path: Path) -> None:
    path, peace, war = tmp_path / "in.jsonl", tmp_path / "peace", tmp_path / "war"
    faults.write_articles(path, 1_000, poisoned=1)
    faults.read(path, peace)
    killed = faults.disturb_cluster(path, war, tmp_path / "cluster", items=25, every=3)
    assert all(killed.values()), killed
    assert faults.rows_in(war) == 1_000
    assert faults.same(peace, war)
