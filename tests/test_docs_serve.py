"""docs/serve.md says what is so."""

import re
import shutil
from typing import get_args

import pytest
from click.testing import CliRunner

from bench.serve_docs import DOCUMENT, NEEDED, answers, refreshed
from tinvan.cli import main
from tinvan.serve import examples
from tinvan.serve.body import KINDS
from tinvan.serve.problems import Code, Problem

TEXT = DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.large
def test_the_commands_print_what_the_document_says() -> None:
    if missing := [tool for tool in NEEDED if shutil.which(tool) is None]:
        pytest.skip(f"needs {', '.join(missing)}")
    assert refreshed(TEXT) == TEXT, "run `python -m bench.serve_docs` and review what changed"


def test_openapi_shows_what_is_answered() -> None:
    assert answers() == examples.ANSWERS, "run `python -m bench.serve_docs` and review what changed"


def test_every_error_is_listed_under_its_status() -> None:
    rows = re.findall(r"^\| (\d{3}) \| (.+) \|$", TEXT, re.M)
    listed = {
        code: int(status) for status, cell in rows for code in re.findall(r"`([a-z-]+)`", cell)
    }
    codes = {code for part in get_args(Code) for code in get_args(part)} - OF_FILES
    assert {c: Problem(error=c, message="").status for c in codes} == {c: listed[c] for c in codes}


OF_FILES = {"corrupt", "truncated", "unreadable"}  # rejects of inputs that no request can be


def test_every_option_and_type_is_told() -> None:
    options = re.findall(r"--[a-z-]+", CliRunner().invoke(main, ["serve", "--help"]).output)
    assert set(options) - {"--help"} <= set(re.findall(r"--[a-z-]+", TEXT))
    assert all(f"`{media_type}`" in TEXT or media_type in TEXT for media_type in KINDS)
