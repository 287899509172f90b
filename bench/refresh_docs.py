"""Refreshes what documents quote from the program: `make docs`.

The output below each example in Python, or of a command on what stands in docs/, in README.md and
other documents, the JSON Schemas in docs/schema/, and the pages that are made as a whole: the
dictionary of fields and the help of all commands.
"""

import contextlib
import io
import json
import re
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from click.testing import CliRunner

from bench.commands_page import commands_page
from bench.fields import field_dictionary
from tinvan.cli import main as tinvan
from tinvan.output.schema import RECORDS, schema

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
DOCUMENTS = (
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    DOCS / "index.md",
    DOCS / "vi.md",
    DOCS / "explain.md",
    DOCS / "facts-in-use.md",
    DOCS / "values.md",
    DOCS / "pages.md",
    DOCS / "registry.md",
    DOCS / "rules.md",
    DOCS / "spacy.md",
    *sorted((DOCS / "recipes").glob("*.md")),
)
SCHEMAS = DOCS / "schema"
PAGES: dict[Path, Callable[[], str]] = {
    DOCS / "commands.md": commands_page,
    DOCS / "fields.md": field_dictionary,
}
_BLOCK = re.compile(
    r"(?<!-->\n)(?:```python\n(?P<code>.*?)```\n\n```(?P<kind>\w+)\n.*?```"
    r"|```console\n(?P<shown>.*?)```)",
    re.DOTALL,
)
_COMMAND = re.compile(r"^\$ (.+)$", re.MULTILINE)
_QUOTED = re.compile(
    r"tinvan (?:values|agency|clean docs/|extract docs/|merge outputs|timeline|export outputs) ?"
    r"|head "
)


def refreshed(document: str) -> str:
    """Return a document with the output of its examples as it is today.

    An example is a block of Python with a block right below it that shows what it prints, or a
    block of commands of the kinds of `_QUOTED` alone; what the last of these prints is shown. They
    are run in order, in a folder that has docs/ and what they write, and share their names.
    """
    names: dict[str, object] = {}

    def run(example: re.Match[str]) -> str:
        if example["code"] is None:
            return _commands(example[0], example["shown"])
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(example["code"], names)
        output = printed.getvalue().rstrip()
        return f"```python\n{example['code']}```\n\n```{example['kind']}\n{output}\n```"

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path("docs").symlink_to(DOCS)
        return _BLOCK.sub(run, document)


def _commands(block: str, shown: str) -> str:
    """Return a block of a console with what its last command prints today."""
    commands = _COMMAND.findall(shown)
    if not commands or not all(map(_QUOTED.match, commands)):
        return block
    printed = [_printed(command) for command in commands][-1]
    lines = [*(f"$ {command}" for command in commands), *printed.rstrip().splitlines()]
    return "\n".join(["```console", *lines, "```"])


def _printed(command: str) -> str:
    """Run a command, and return what it prints."""
    if command.startswith("tinvan "):
        return CliRunner().invoke(tinvan, shlex.split(command)[1:]).stdout
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    return done.stdout


def main() -> None:
    for path in DOCUMENTS:
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
    for path, page in PAGES.items():
        path.write_text(page(), encoding="utf-8")
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    for name in RECORDS:
        text = json.dumps(schema(name), indent=2, ensure_ascii=False)
        (SCHEMAS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
