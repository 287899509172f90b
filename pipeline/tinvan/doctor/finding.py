"""What an examination finds."""

from typing import Literal

import msgspec

State = Literal["ok", "note", "wrong"]


class Finding(msgspec.Struct, frozen=True):
    """What was found of one thing.

    Attributes:
        name: The thing: "rules", "lxml".
        state: "note" for what tinvan works without, "wrong" for what it does not.
        said: What is so.
        remedy: What to do about it; None where nothing need be done.
    """

    name: str
    state: State
    said: str
    remedy: str | None = None
