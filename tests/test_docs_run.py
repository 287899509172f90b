"""Every command and every snippet that documents and --help show runs."""

import re
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.snippets import DOCUMENTS, ROOT, ours, run, run_python, snippets
from tests.world import write_world
from tinvan.cli import main

NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
PREPARED = {  # what examples suppose to be done
    "convert": ["tinvan extract pages/ --out outputs --quiet"],
    "status": ["tinvan extract crawl/ --out facts --workers 1 --quiet"],
}
ENDLESS = {"serve"}  # serves until it is stopped
ELSEWHERE = {"docs/serve.md", "docs/spark.md"}  # need a service, a cluster: tests of their own
SHOWING = [
    name
    for name in NAMES
    if name not in ELSEWHERE and any(not one.not_run for one in snippets(ROOT / name))
]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write what commands name, once."""
    folder = tmp_path_factory.mktemp("world") / "made"
    folder.mkdir()
    write_world(folder)
    return folder


@pytest.fixture
def world(made: Path, tmp_path: Path) -> Path:
    """Return a copy of it, to be written to."""
    folder = tmp_path / "world"
    shutil.copytree(made, folder, symlinks=True)
    return folder


def taught(name: str) -> list[str]:
    """Return the examples of the help of a command, a line of the shell each."""
    help_ = main.commands[name].help or ""
    block = re.search(r"\bExamples:\n(?P<lines>(?: +.+\n?)+)", help_)
    return [line.strip() for line in block["lines"].splitlines() if line.strip()] if block else []


@pytest.mark.parametrize("name", list(main.commands))
def test_every_help_has_examples_of_its_command(name: str) -> None:
    examples = taught(name)
    assert examples
    for example in examples:
        assert any(words[0] == name for words in ours(example)), example


@pytest.mark.parametrize("name", [*NAMES, "--help"])
def test_commands_are_those_that_there_are(name: str) -> None:
    shown = (
        [line for command in main.commands for line in taught(command)]
        if name == "--help"
        else [line for one in snippets(ROOT / name) if not one.not_run for line in one.commands]
    )
    for line in shown:
        for command, *words in ours(line):
            if "--help" not in words:
                main.commands[command].make_context(command, words).close()


def test_what_is_not_run_says_why() -> None:
    for name in NAMES:
        assert "<!-- not run -->" not in (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.large
@pytest.mark.parametrize("name", sorted(set(main.commands) - ENDLESS))
def test_examples_of_help_run(name: str, world: Path) -> None:
    for example in [*PREPARED.get(name, ()), *taught(name)]:
        run(example, world)


@pytest.mark.large
@pytest.mark.filterwarnings("ignore:.*<socket:pytest.PytestUnraisableExceptionWarning")  # Spark's
@pytest.mark.parametrize("name", SHOWING)
def test_snippets_of_a_document_run(
    name: str, world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    names: dict[str, object] = {"__name__": "shown"}
    for one in snippets(ROOT / name):
        if one.not_run or (one.needs and find_spec(one.needs) is None):
            continue
        if one.kind == "python":
            run_python(one.content, names, world)
        for command in one.commands:
            run(command, world)
