"""The commands and the Python that documents show, found in them and run."""

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from click.testing import CliRunner

from tinvan.cli import main
from tinvan.compiled import kept_in

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted(
    path
    for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("corpus/*.md"))
    if path.name != "CHANGELOG.md"
)
_BLOCK = re.compile(
    r"(?:<!-- (?:not run: (?P<why>[^\n]+)|needs: (?P<needs>\w+)) -->\s*\n)?"
    r"^(?P<indent> *)```(?P<kind>console|python)\n(?P<content>.*?)^ *```$",
    re.M | re.S,
)
_SUBSTITUTED = re.compile(r"\$\((.+)\)")
# Commands that need no shell, nor processes of their own, are run here: rules are loaded once.
_ONLY_OURS = re.compile(r"tinvan (?!.*--workers)(?:[^'\"|<>;&()$*]|'[^']*'|\"[^\"$]*\")+")
# What the machine of a test may lack, or should not start: each says what it was given.
_STANDINS = {
    "curl": 'cat "$TINVAN_WORLD/page.html"',
    "less": "cat",
    "duckdb": 'test -s "$1"',
    "datasette": 'test -s "$1" && test -s "$3"',
}


class Snippet(NamedTuple):
    """A block of a document that shows something to be run.

    Attributes:
        kind: What it is.
        content: Its lines.
        not_run: Why it is not to be run here, None where it is.
        needs: A module without which it cannot be run.
    """

    kind: Literal["console", "python"]
    content: str
    not_run: str | None
    needs: str | None

    @property
    def commands(self) -> list[str]:
        """The commands of a block of a console, without their comments and what they print."""
        shown = re.findall(r"^\$ ((?:.*\\\n)*.+)$", self.content, re.M)
        return [re.sub(r"\s{2,}#.*", "", command) for command in shown]


def snippets(path: Path) -> list[Snippet]:
    """Return the snippets of a document."""
    found = _BLOCK.finditer(path.read_text(encoding="utf-8"))
    return [
        Snippet(
            "python" if block["kind"] == "python" else "console",
            textwrap.dedent(block["content"]),
            block["why"],
            block["needs"],
        )
        for block in found
    ]


def ours(command: str) -> Iterator[list[str]]:
    """Yield the words behind each “tinvan” of a command."""
    lexer = shlex.shlex(command, posix=True, punctuation_chars="|<>;&()")
    lexer.whitespace_split = True
    words: list[str] | None = None
    for word in [*lexer, ";"]:
        if word and set(word) <= set("|<>;&()"):
            if words:
                yield words
            words = None
        elif inner := _SUBSTITUTED.search(word):
            yield from ours(inner[1])
        elif word == "tinvan":
            words = []
        elif words is not None:
            words.append(word)


def run(command: str, world: Path) -> None:
    """Run a command in a world, with stand-ins for what a test should not start.

    What needs a cluster is left out: it has tests of its own.

    Raises:
        AssertionError: If it fails.
    """
    if "spark://" in command:
        return
    given = command.replace("s3://bucket", f"file://{world}/bucket")
    if _ONLY_OURS.fullmatch(given):
        with contextlib.chdir(world):
            result = CliRunner().invoke(main, shlex.split(given)[1:])
        code, told = result.exit_code, result.output
    else:
        code, told = _run_in_shell(given, world)
    assert code == 0, f"{command}\n{told[-3000:]}"


def _run_in_shell(command: str, world: Path) -> tuple[int, str]:
    """Run a command in a shell; return its exit code and what it printed."""
    places = [world / ".bin", Path(sys.executable).parent]
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([*map(str, places), os.environ["PATH"]]),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "pipeline"), str(ROOT)]),
        "TINVAN_WORLD": str(world),
        "HOME": str(world / ".home"),
        "TINVAN_CACHE": str(place.parent) if (place := kept_in()) else "",
    }
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=world, env=environment, capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def stand_ins(folder: Path) -> None:
    """Write commands that stand in for those that a test should not start."""
    folder.mkdir()
    wanted = dict(_STANDINS)
    wanted["tinvan"] = f'exec {shlex.quote(sys.executable)} -m tinvan "$@"'
    if shutil.which("jq") is None:
        wanted["jq"] = "cat > /dev/null"
    for name, does in wanted.items():
        path = folder / name
        path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        path.chmod(0o755)


def run_python(code: str, names: dict[str, object], world: Path) -> None:
    """Run a snippet of Python in a world; what it prints is not shown."""
    with contextlib.chdir(world), contextlib.redirect_stdout(None):
        exec(code, names)
