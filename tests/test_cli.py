"""The command line, as a user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import jsonschema
import pytest
from click.testing import CliRunner, Result

from tests.bundled import CORPUS, CorpusRun
from tinvan.cli import main
from tinvan.output.schema import RECORDS, schema

PAGE = """Quảng Ninh dẫn đầu về dịch vụ công trực tuyến

17/09/2020, 15:32

Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%, xếp thứ 3/63 tỉnh, thành phố.
"""


def tinvan(*arguments: str | Path, stdin: str | bytes = "") -> Result:
    """Run the command; output and messages are kept apart."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "in" / "tin.txt"
    path.parent.mkdir()
    path.write_text(PAGE, encoding="utf-8")
    return path


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_extract_writes_its_files_and_says_where(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = tinvan("extract", page, "--out", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith("1 article, ")
    assert f"look in {out}: facts.jsonl, docs.jsonl\n" in result.stderr
    assert {path.name for path in out.iterdir()} == {
        "facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json"
    }  # fmt: skip
    account = json.loads((out / "run.json").read_text())
    assert account["inputs"] == [str(page)]
    assert account["seconds"]["total"] > 0
    assert account["versions"]["tinvan"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dịch lắng.", "1 article, 0 facts in "),
        ("Tỉ lệ đạt 5%.", "1 article, 1 fact (percentage 1) in "),
        ("Tỉ lệ đạt 5%, rồi 6%.", "1 article, 2 facts (percentage 2) in "),
    ],
)
def test_what_was_found_is_counted(tmp_path: Path, text: str, said: str) -> None:
    result = tinvan("extract", "-", "--out", tmp_path, stdin=text)
    assert result.stderr.startswith(said)


def test_the_default_folder_is_outputs(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tinvan("extract", page).exit_code == 0
    assert (tmp_path / "outputs" / "facts.jsonl").exists()


def test_extract_streams_the_same_facts(page: Path, tmp_path: Path) -> None:
    tinvan("extract", page, "--out", tmp_path / "out")
    streamed = tinvan("extract", page, "--out", "-")
    assert streamed.exit_code == 0
    assert streamed.stdout == (tmp_path / "out" / "facts.jsonl").read_text(encoding="utf-8")


def test_what_is_written_validates(page: Path, tmp_path: Path, corpus_run: CorpusRun) -> None:
    (page.parent / "bad.jsonl").write_text("no json\n" + json.dumps({"title": "T", "text": PAGE}))
    (page.parent / "page.html").write_text(f"<html><h1>Tin</h1><p>{PAGE}</p></html>")
    assert tinvan("extract", page.parent, "--out", tmp_path / "out").exit_code == 3
    for name in ("facts", "docs", "rejects", "run"):
        validator = jsonschema.Draft202012Validator(schema(name))
        for folder in (tmp_path / "out", corpus_run.folder):
            path = folder / (f"{name}.json" if name == "run" else f"{name}.jsonl")
            records = [json.loads(path.read_text())] if name == "run" else lines(path)
            assert records or (name == "rejects" and folder == corpus_run.folder)
            for record in records:
                validator.validate(record)


def test_rejects_give_exit_code_3_and_the_rest_is_there(page: Path, tmp_path: Path) -> None:
    (page.parent / "empty.txt").touch()
    result = tinvan("extract", page.parent, "--out", tmp_path / "out")
    assert result.exit_code == 3
    assert "rejected: empty 1" in result.stderr
    assert [doc["doc_id"] for doc in lines(tmp_path / "out" / "docs.jsonl")] == ["tin.txt"]
    assert [r["doc_id"] for r in lines(tmp_path / "out" / "rejects.jsonl")] == ["empty.txt"]
    streamed = tinvan("extract", page.parent, "--out", "-")
    assert streamed.exit_code == 3
    assert "empty.txt: empty: " in streamed.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["extract", "nowhere"], 1, "nowhere: No such file or directory. Check the name"),
        (["extract", "{page}", "--out", "{page}/out"], 1, "Name another folder with --out"),
        (["extract", "{page}", "--meta", "nowhere"], 1, "Check the name given to --meta"),
        (["extract"], 2, "Missing argument 'IN...'"),
        (["extract", "{page}", "--published", "hôm qua"], 2, "“hôm qua” is no day"),
        (["score", "nowhere", "{page}"], 1, "nowhere: No such file"),
        (["score", "{page}", "{page}"], 1, "line 1: this is no fact"),
        (["score", "{page}", "{page}", "--docs", "("], 2, "is no regular expression"),
    ],
    ids=["no input", "no folder", "no sidecar", "nothing", "no day", "no gold", "no facts",
         "no regex"],
)  # fmt: skip
def test_what_cannot_run_says_why(
    page: Path, arguments: list[str], code: int, message: str
) -> None:
    result = tinvan(*[argument.format(page=page) for argument in arguments])
    assert result.exit_code == code
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", [["extract", "--out", "-"], ["clean"]], ids=lambda c: c[0])
def test_output_that_cannot_be_written_says_so(page: Path, command: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tinvan", *command, page],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: standard output: cannot be written")
    assert len(done.stderr.splitlines()) == 1


def test_quiet_is_quiet(page: Path, tmp_path: Path) -> None:
    result = tinvan("extract", page, "--out", tmp_path / "out", "--quiet")
    assert (result.exit_code, result.output) == (0, "")


def test_the_day_given_by_hand_or_in_a_sidecar_is_the_articles(page: Path, tmp_path: Path) -> None:
    meta = tmp_path / "meta.jsonl"
    meta.write_text('{"doc_id": "tin.txt", "published": "2020-01-02"}')
    (page.parent / "two.txt").write_text("Tỉ lệ đạt 52,5%.", encoding="utf-8")
    options = ("--meta", meta, "--published", "17/09/2020", "--out", tmp_path / "out")
    assert tinvan("extract", page.parent, *options).exit_code == 0
    days = [(doc["doc_id"], doc["published"]) for doc in lines(tmp_path / "out" / "docs.jsonl")]
    assert days == [("tin.txt", "2020-01-02"), ("two.txt", "2020-09-17")]


def test_clean_prints_content_as_text(page: Path) -> None:
    result = tinvan("clean", page)
    assert result.exit_code == 0
    assert "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%" in result.stdout
    assert "==>" not in result.stdout


def test_clean_heads_each_of_several_articles(page: Path) -> None:
    rows = [{"id": str(n), "text": f"Bài số {n}."} for n in (1, 2)]
    result = tinvan("clean", "-", stdin="\n".join(map(json.dumps, rows)))
    assert "==> 1 <==\n\nBài số 1.\n" in result.stdout
    assert "==> 2 <==\n\nBài số 2.\n" in result.stdout


def test_clean_gives_every_line_with_its_role(page: Path) -> None:
    result = tinvan("clean", page, "--format", "jsonl")
    document = json.loads(result.stdout)
    for line in document["lines"]:
        assert PAGE[line["start"] : line["end"]] == line["text"]
        assert line["label"]
        assert line["rule"]
    assert len(document["lines"]) == 3
    jsonschema.validate(document, schema("docs"))


@pytest.mark.parametrize("name", RECORDS)
def test_schema_prints_one(name: str) -> None:
    result = tinvan("schema", name)
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema(name)


@pytest.mark.parametrize("command", [[], *([name] for name in main.commands)], ids=str)
def test_every_command_and_option_has_help(command: list[str]) -> None:
    result = tinvan(*command, "--help")
    assert result.exit_code == 0
    found = main.commands[command[0]] if command else main
    assert found.help
    assert all(p.help for p in found.params if isinstance(p, click.Option))
    if command:
        assert "tinvan " + command[0] in result.stdout.split("Example")[1]


def test_two_runs_give_the_same_bytes(page: Path, tmp_path: Path, corpus_run: CorpusRun) -> None:
    (page.parent / "empty.txt").touch()
    once, again = tmp_path / "once", tmp_path / "again"
    tinvan("extract", page.parent, "--out", once)
    subprocess.run(
        [sys.executable, "-m", "tinvan", "extract", page.parent, CORPUS, "--out", again],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        check=False,
    )
    for name in ("facts.jsonl", "docs.jsonl", "rejects.jsonl"):
        written = (again / name).read_bytes()
        assert written == (once / name).read_bytes() + (corpus_run.folder / name).read_bytes()
        assert written


def test_progress_and_colour_stay_out_of_a_pipe(page: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tinvan", "extract", page, "--out", tmp_path / "out"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 2
    assert not {"\r", "\x1b"} & set(done.stderr)
