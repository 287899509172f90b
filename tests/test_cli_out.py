"""What a command writes goes where the user says: folders that are not there are made."""

from pathlib import Path

import pytest

from tests.test_cli import tinvan
from tests.test_cli_doctor import run

TEXT = "Năm 2020, tỉnh Quảng Ninh đạt 75,09 điểm, đứng thứ 1/63 trong bảng xếp hạng PCI."
WRITTEN = {
    "extract": ("extract", "tin.txt", "--out", "a/b"),
    "extract in processes": ("extract", "tin.txt", "--workers", "1", "--out", "a/b"),
    "export to CSV": ("export", "run", "--to", "csv", "-o", "a/b"),
    "export to SQLite": ("export", "run", "--to", "sqlite", "-o", "a/b.db"),
    "export to DuckDB": ("export", "run", "--to", "duckdb", "-o", "a/b.duckdb"),
    "export to Parquet": ("export", "run", "--to", "parquet", "-o", "a/b"),
    "merge": ("merge", "run", "-o", "a/b"),
    "timeline": ("timeline", "Quảng Ninh", "--index", "PCI", "--run", "run", "--plot", "a/b.svg"),
    "view": ("view", "run", "-o", "a/b.html"),
    "score": ("score", "run/facts.jsonl", "run", "--html", "a/b.html"),
    "spacy": ("spacy", "tin.txt", "-o", "a/b.html"),
    "convert to a file": ("convert", "run/facts.jsonl", "a/b.json", "--texts", "tin.txt"),
    "convert to a folder": ("convert", "run/facts.jsonl", "a/b", "--texts", "tin.txt"),
    "convert for a configuration": ("convert", "--config", "a/b.xml"),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with an article and a run."""
    folder = tmp_path_factory.mktemp("world")
    (folder / "tin.txt").write_text(TEXT, encoding="utf-8")
    assert tinvan("extract", folder / "tin.txt", "--out", folder / "run").exit_code == 0
    return folder


@pytest.mark.parametrize("command", WRITTEN.values(), ids=WRITTEN)
def test_folders_that_are_missing_are_made(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    for name in ("tin.txt", "run"):
        (tmp_path / name).symlink_to(world / name)
    monkeypatch.chdir(tmp_path)
    result = run(*command)
    assert result.exit_code == 0, result.stderr
    assert [path.stem for path in (tmp_path / "a").iterdir()].count("b") >= 1
