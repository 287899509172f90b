"""Which rule reads the clause of a figure."""

from collections.abc import Iterable

import regex

from tinvan.assemble.windows import Window
from tinvan.document import Document
from tinvan.ruleset import Guarded, PatternRule

_RANGE = regex.compile(r"\d[^\d]{0,12}[-–][^\d]{0,3}\d")


def first_fitting(
    rules: Iterable[tuple[PatternRule, Guarded]], document: Document, window: Window
) -> tuple[PatternRule, regex.Match[str]]:
    """Return the first rule whose pattern fits a window, and what it found.

    One with the slot `range` is for figures with two bounds only: "tăng từ 3 - 4 điểm".

    Raises:
        StopIteration: No rule fits. The last rule of a file fits any window.
    """
    figure = document.text_of(window.this)
    return next(
        (rule, found)
        for rule, pattern in rules
        if (found := pattern.search(window.text)) is not None
        and (not rule.slots.get("range") or _RANGE.search(figure))
    )
