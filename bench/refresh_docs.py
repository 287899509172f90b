"""Refreshes what documents quote from the program: `make docs`.

The output below each Python example in README.md, and the JSON Schemas in docs/schema/.
"""

import contextlib
import io
import json
import re
from pathlib import Path

from tinvan.output.schema import RECORDS, schema

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
SCHEMAS = ROOT / "docs" / "schema"
_EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n\n```(?P<kind>\w+)\n.*?```", re.DOTALL)


def refreshed(document: str) -> str:
    """Return a document with the output of its Python examples as it is today.

    An example is a block of Python with a block right below it that shows what it prints.
    Examples are run in order and share their names.
    """
    names: dict[str, object] = {}

    def run(example: re.Match[str]) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(example["code"], names)
        output = printed.getvalue().rstrip()
        return f"```python\n{example['code']}```\n\n```{example['kind']}\n{output}\n```"

    return _EXAMPLE.sub(run, document)


def main() -> None:
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
    SCHEMAS.mkdir(parents=True, exist_ok=True)
    for name in RECORDS:
        text = json.dumps(schema(name), indent=2, ensure_ascii=False)
        (SCHEMAS / f"{name}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
