"""What tinvan wrote is no input: it is left, and never read into itself."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tinvan.cli import main


def tinvan(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go into a folder with an article."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "tin.txt").write_text("Tỉ lệ đạt 19,10%.", encoding="utf-8")
    return tmp_path


def ids(out: Path) -> list[str]:
    """Return the ids of the articles of a run."""
    lines = (out / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["doc_id"] for line in lines]


@pytest.mark.parametrize("batch", [(), ("--workers", "1"), ("--workers", "1", "--no-merge")])
def test_a_run_over_the_folder_around_its_output_leaves_that(
    folder: Path, batch: tuple[str, ...]
) -> None:
    assert tinvan("extract", "in", "--out", "outputs", *batch).exit_code == 0
    written = {path: path.read_bytes() for path in folder.glob("outputs/**/*") if path.is_file()}
    for path in (".", "*", "**/*"):
        result = tinvan("extract", path, "--out", "others/new")
        assert result.exit_code == 0, result.output
        assert ids(folder / "others" / "new") == ["in/tin.txt"]
        assert "outputs: left out: tinvan wrote" in result.stderr
    assert {path: path.read_bytes() for path in written} == written


def test_a_run_again_over_the_folder_around_it_reads_the_same(folder: Path) -> None:
    for more in ((), (), ("--workers", "1"), ("--workers", "1", "--resume")):
        assert tinvan("extract", ".", "--out", "outputs", *more).exit_code == 0
        assert ids(folder / "outputs") == ["in/tin.txt"]


@pytest.mark.parametrize(
    "path", ["outputs", "./in/../outputs/", "link", "outputs/docs.jsonl", "outputs/shards"]
)
def test_a_run_does_not_read_what_it_replaces(folder: Path, path: str) -> None:
    assert tinvan("extract", "in", "--out", "outputs", "--workers", "1").exit_code == 0
    (folder / "link").symlink_to("outputs")
    before = (folder / "outputs" / "facts.jsonl").read_bytes()
    result = tinvan("extract", path, "in", "--out", "outputs")
    assert result.exit_code == 2
    assert "another folder with --out" in result.stderr
    assert (folder / "outputs" / "facts.jsonl").read_bytes() == before


def test_articles_may_lie_beside_what_is_written(folder: Path) -> None:
    for _ in range(2):
        for path in ("in/tin.txt", "in/*.txt"):
            assert tinvan("extract", path, "--out", "in").exit_code == 0
            assert ids(folder / "in") == ["tin.txt"]


def test_an_output_alone_is_no_article() -> None:
    tinvan("extract", "in", "--out", "outputs")
    result = tinvan("extract", "outputs", "--out", "new")
    assert result.exit_code == 1
    assert "left out: tinvan wrote" in result.stderr
    assert tinvan("extract", "outputs/docs.jsonl", "--out", "new").exit_code == 0
