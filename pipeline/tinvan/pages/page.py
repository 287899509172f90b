"""What is read of an HTML page."""

from collections.abc import Sequence

import msgspec

from tinvan.metadata import Metadata


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An HTML page as text.

    Attributes:
        text: Its lines, none of them blank.
        hints: The hints of each line (see `tinvan.pages.hints`).
        metadata: What the page says of its article; its address alone where it holds none.
        types: What the page says it is (see `tinvan.pages.statements`).
        title: Its `<title>`.
        warnings: What of its metadata could not be read.
    """

    text: str
    hints: Sequence[tuple[str, ...]]
    metadata: Metadata
    types: tuple[str, ...] = ()
    title: str = ""
    warnings: tuple[str, ...] = ()
