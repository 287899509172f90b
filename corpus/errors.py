"""The error of labels."""

from tinvan.errors import TinvanError


class LabelError(TinvanError):
    """A label that cannot be used.

    Args:
        file: The label file.
        fact: The fact in it, or None where the whole file is meant.
        problem: What is wrong.
        remedy: What to do about it.
    """

    def __init__(self, file: str, fact: str | None, problem: str, remedy: str) -> None:
        where = f"labels/{file}" + (f", {fact}" if fact else "")
        super().__init__(f"{where}: {problem}. {remedy}")
