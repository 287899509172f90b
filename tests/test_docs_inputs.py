"""What docs/inputs.md and --help show can be done as it stands there."""

import io
import re
import shlex
from pathlib import Path

import fsspec
import pytest

from tests.archives import PAGE
from tests.world import WARC, write_inputs
from tinvan.cli import main
from tinvan.cli.options import InputOptions
from tinvan.document import Source
from tinvan.read.columns import FIELDS, Columns

DOCUMENT = (Path(__file__).parents[1] / "docs" / "inputs.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Return the commands of docs/inputs.md and of --help that read articles."""
    helps = [main.commands[name].help or "" for name in ("extract", "clean")]
    shown = re.findall(r"^\$ (.+)$", DOCUMENT, re.M)
    taught = [line.strip() for text in helps for line in text.splitlines()]
    found = [line for line in (*shown, *taught) if re.match(r"(?:[a-z].* \| )?tinvan \w+ ", line)]
    assert len(found) > 20
    return sorted(set(found))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put files as the commands name them into the current folder, and a bucket."""
    monkeypatch.chdir(tmp_path)
    write_inputs(tmp_path)
    fsspec.filesystem("memory").pipe("/bucket/crawl/1.warc.gz", WARC)


@pytest.mark.parametrize("command", commands())
@pytest.mark.usefixtures("files")
def test_commands_read_what_they_name(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = re.search(r"tinvan [^|>]+", command)
    assert ours
    _, name, *arguments = shlex.split(ours[0].replace("s3://", "memory://"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    given = main.commands[name].make_context(name, arguments).params
    items = list(InputOptions(*(given[field] for field in InputOptions._fields)).open())
    assert items
    assert all(isinstance(item, Source) for item in items)


def test_the_names_of_columns_are_those_that_are_known() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`.+) \|$", DOCUMENT, re.M)
    assert [field for field, _ in rows] == list(FIELDS)
    for field, names in rows:
        for name in re.findall(r"`(\w+)`", names):
            assert Columns().find((name,)) == {field: name}
