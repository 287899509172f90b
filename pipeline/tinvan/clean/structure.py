"""The labels that come from where a line stands: `rules/clean/structure.toml`."""

import msgspec

from tinvan.document import LineLabel
from tinvan.errors import RuleError
from tinvan.ruleset import Example, load_toml

_FILE = "clean/structure.toml"


class Mark(msgspec.Struct, frozen=True):
    """What a line is, and the rule that says so."""

    label: LineLabel
    rule: str


class _StructureRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    reads: str
    label: LineLabel
    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()


class _StructureFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[_StructureRule, ...]
    about: str = ""


class Structure:
    """The structural rules by their ids."""

    def __init__(self) -> None:
        rules = load_toml(_FILE, _StructureFile).rule
        self._marks = {rule.id: Mark(rule.label, rule.id) for rule in rules}

    def __getitem__(self, rule: str) -> Mark:
        """Return the mark of a rule.

        Raises:
            RuleError: If the file has no such rule.
        """
        try:
            return self._marks[rule]
        except KeyError:
            raise RuleError(_FILE, rule, "this rule is missing", "Put it back") from None
