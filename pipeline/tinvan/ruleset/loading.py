"""Finding and decoding rule files, with errors that name file, rule and remedy."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import regex

from tinvan.compiled import kept
from tinvan.errors import RuleError

T = TypeVar("T")
_INDEX = regex.compile(r"\$\.(\w+)\[(\d+)\]")


def find_rules() -> Path:
    """Return the folder of the rules: in the installed package, else in the checkout.

    Raises:
        RuleError: If there is none.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "rules", package.parents[1] / "rules"):
        if folder.is_dir():
            return folder
    raise RuleError("", None, "the rules folder is missing", "Install tinvan again")


def load_toml(file: str, kind: type[T], folder: Path | None = None) -> T:
    """Read a rule file into a struct.

    Args:
        file: Path below the rules folder, with slashes: "lexicons/posts.toml".
        kind: A `msgspec.Struct` type that forbids unknown fields.
        folder: The rules folder; the installed one by default.

    Raises:
        RuleError: If the file is missing, is no TOML, or does not fit `kind`.
    """
    path = (folder or find_rules()) / file
    try:
        content = path.read_bytes()
        data = kept(content, lambda: tomllib.loads(content.decode()))
    except FileNotFoundError:
        raise RuleError(file, None, "there is no such file", "Add it or name another") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleError(file, None, f"not valid TOML ({error})", "Mend the syntax there") from error
    try:
        return msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        rule = _rule_at(data, str(error))
        raise RuleError(
            file, rule, str(error), "Compare with a neighbouring entry and the file's head"
        ) from error


def _rule_at(data: dict[str, Any], message: str) -> str | None:
    """Name the rule that a validation message points at by list index."""
    found = _INDEX.search(message)
    if not found:
        return None
    table, index = found.group(1), int(found.group(2))
    item = data[table][index]
    return str(item.get("id", f"{table} number {index + 1}"))
