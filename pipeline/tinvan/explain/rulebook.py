"""Every rule and entry of the rule files by its id, with the file that has it.

The files are read as they are, whatever their form: a list of tables with `id` is a list of rules
(`reads`) or of entries. So a new file is found without a line of code here.
"""

import tomllib
from pathlib import Path
from typing import Any

from tinvan.explain.records import Rule
from tinvan.ruleset import find_rules

_EXAMPLES = ("id", "yes", "no")
# What stands before the dot of the ids that mentions have, where entries have none.
_ENTRIES_OF = {"post": "lexicons/posts.toml"}
_REGISTRY = "registry/"
_LOCAL = "registry/local.toml"
_BEGINNINGS = ("lexicons/agency_heads.toml", _LOCAL)


class RuleBook:
    """The rules and entries by id.

    Args:
        folder: The rules folder; the installed one by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        folder = folder or find_rules()
        self._rules: dict[str, tuple[str, dict[str, Any]]] = {}
        self._entries: dict[tuple[str, str], dict[str, Any]] = {}
        for path in sorted(folder.rglob("*.toml")):
            name = path.relative_to(folder).as_posix()
            for table in _tables(tomllib.loads(path.read_text(encoding="utf-8"))):
                if "reads" in table:
                    self._rules.setdefault(table["id"], (name, table))
                self._entries[name, table["id"]] = table

    def rule(self, identity: str) -> Rule:
        """Return the rule that a record names, as far as a file has it."""
        if identity in self._rules:
            file, table = self._rules[identity]
            return Rule(id=identity, file=f"rules/{file}", reads=table["reads"])
        kind, _, name = identity.partition(".")
        file = _ENTRIES_OF.get(kind, "")
        if (file, name) in self._entries:
            return _entry(identity, file, self._entries[file, name])
        return Rule(id=identity)

    def registered(self, ref: str) -> Rule | None:
        """Return the entry of a registry with an id, or of the province with a code."""
        for (file, identity), table in self._entries.items():
            if file.startswith(_REGISTRY) and identity == ref:
                return _entry(ref, file, table)
        for (file, identity), table in self._entries.items():
            if file == "registry/provinces.toml" and table.get("code") == ref:
                return _entry(identity, file, table)
        for identity in ref.split(".")[:0:-1]:  # a local body: "vn.ha-noi.cong-an"
            if (_LOCAL, identity) in self._entries:
                return _entry(identity, _LOCAL, self._entries[_LOCAL, identity])
        return None

    def beginning_of(self, name: str) -> Rule | None:
        """Return the entry that a body's name begins with: a local body or a head noun.

        The longest counts, as in "Sở Y tế tỉnh Quảng Ninh".
        """
        folded = f"{name.casefold()} "
        found = max(
            (
                (len(form), file, identity)
                for (file, identity), table in self._entries.items()
                if file in _BEGINNINGS
                for form in (*table.get("forms", ()), table.get("name", ""))
                if form and folded.startswith(f"{form.casefold()} ")
            ),
            default=None,
        )
        return _entry(found[2], found[1], self._entries[found[1:]]) if found else None


def _tables(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the tables with an id in the lists of a rule file."""
    lists = (value for value in data.values() if isinstance(value, list))
    return [table for each in lists for table in each if isinstance(table, dict) and "id" in table]


def _entry(identity: str, file: str, table: dict[str, Any]) -> Rule:
    """Return an entry without its examples."""
    content = {key: value for key, value in table.items() if key not in _EXAMPLES}
    return Rule(id=identity, file=f"rules/{file}", entry=content)
