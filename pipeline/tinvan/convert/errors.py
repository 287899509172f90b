"""The error of the converters."""

from tinvan.errors import TinvanError


class ConvertError(TinvanError):
    """Labels that cannot be converted.

    Args:
        where: The file, and the line, task or fact in it.
        problem: What is wrong.
        remedy: What to do about it.
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}. {remedy}")
