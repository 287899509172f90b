"""The error of the converters, and JSON of others that ends in it."""

from typing import TypeVar

import msgspec

from tinvan.errors import TinvanError

T = TypeVar("T")


class ConvertError(TinvanError):
    """Labels that cannot be converted.

    Args:
        where: The file, and the line, task or fact in it.
        problem: What is wrong.
        remedy: What to do about it.
    """

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}. {remedy}")


def decode(data: bytes | str, form: type[T], where: str, remedy: str) -> T:
    """Return what a piece of JSON says.

    Args:
        data: The JSON.
        form: What it must be.
        where: Where it stands, for errors.
        remedy: What to do if it is none, or something else.

    Raises:
        ConvertError: If so.
    """
    try:
        return msgspec.json.decode(data, type=form)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise ConvertError(where, f"it cannot be read ({error})", remedy) from None
