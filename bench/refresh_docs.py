"""Refreshes what documents quote from the program: `make docs`.

The output below each example in Python, or of a command on what stands in docs/, in README.md and
other documents, and the JSON Schemas in docs/schema/.
"""

import contextlib
import io
import json
import re
import shlex
import tempfile
from pathlib import Path

from click.testing import CliRunner

from tinvan.cli import main as tinvan
from tinvan.output.schema import RECORDS, schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
DOCUMENTS = (
    README,
    ROOT / "CONTRIBUTING.md",
    ROOT / "docs" / "facts-in-use.md",
    ROOT / "docs" / "values.md",
    ROOT / "docs" / "pages.md",
    ROOT / "docs" / "registry.md",
    ROOT / "docs" / "spacy.md",
)
SCHEMAS = ROOT / "docs" / "schema"
_EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```(?P<kind>\w+)\n.*?```", re.DOTALL)
_COMMAND = re.compile(
    r"(?P<line>```console\n\$ tinvan (?P<given>(?:values|agency|clean docs/|extract docs/"
    r"|merge outputs|timeline|export outputs) ?.*)\n)[^$]*?```"
)


def refreshed(document: str) -> str:
    """Return a document with the output of its examples as it is today.

    An example is a block of Python with a block right below it that shows what it prints, or one of
    the commands of `_COMMAND` as the only one of its block. Those in Python are run in order and
    share their names; so are commands, in a folder that has docs/ and what they write.
    """
    names: dict[str, object] = {}

    def run(example: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(example["code"], names)
        output = printed.getvalue().rstrip()
        return f"```python\n{example['code']}```\n\n```{example['kind']}\n{output}\n```"

    def command(example: re.Match[str]) -> str:
        with contextlib.chdir(folder):
            printed = CliRunner().invoke(tinvan, shlex.split(example["given"])).stdout.rstrip("\n")
        return f"{example['line']}{printed}\n```" if printed else f"{example['line']}```"

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "docs").symlink_to(ROOT / "docs")
        return _COMMAND.sub(command, _EXAMPLE.sub(run, document))


def main() -> None:
    for path in DOCUMENTS:
        path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    for name in RECORDS:
        text = json.dumps(schema(name), indent=2, ensure_ascii=False)
        (SCHEMAS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
