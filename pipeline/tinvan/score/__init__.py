"""Scoring predicted facts against gold, as FACTS.md, section 5 lays down."""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinvan.score.compare import Comparison as Comparison
    from tinvan.score.compare import Comparisons as Comparisons
    from tinvan.score.compare import compare_all as compare_all
    from tinvan.score.files import read_facts as read_facts
    from tinvan.score.report import Scores as Scores
    from tinvan.score.report import TypeScore as TypeScore
    from tinvan.score.report import score as score

# Imported when they are asked for: the pipeline compares texts as the scorer does, but needs none
# of what reports are made with.
_HOMES = {
    "Comparison": "compare",
    "Comparisons": "compare",
    "Scores": "report",
    "TypeScore": "report",
    "compare_all": "compare",
    "read_facts": "files",
    "score": "report",
}
__all__ = [*_HOMES]


if not TYPE_CHECKING:  # a type checker must not take every name for an object

    def __getattr__(name: str) -> object:
        """Import a public name from its module."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
