"""Errors that say what is wrong, where, and what to do about it."""


class TinvanError(Exception):
    """Base of the errors that a user can mend."""


class RuleError(TinvanError):
    """A rule file that cannot be used.

    Args:
        file: The rule file, relative to the rules folder.
        rule: The rule or entry in it, or None where the whole file is meant.
        problem: What is wrong.
        remedy: What to do about it.
    """

    def __init__(self, file: str, rule: str | None, problem: str, remedy: str) -> None:
        self.file, self.rule, self.problem, self.remedy = file, rule, problem, remedy
        where = f"rules/{file}" + (f", {rule}" if rule else "")
        super().__init__(f"{where}: {problem}. {remedy}")


class InputError(TinvanError):
    """Input that cannot be read as a whole (a missing file, an unknown format)."""


class OutputError(TinvanError):
    """A place that the output cannot be written to."""
