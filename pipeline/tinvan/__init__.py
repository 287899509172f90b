"""tinvan: dated facts with proof from crawled Vietnamese news.

>>> import tinvan
>>> facts = tinvan.extract("Tỉ lệ hồ sơ trực tuyến đạt 52,5%.", published="2020-09-17")
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tinvan.api import extract as extract
    from tinvan.document import Document as Document
    from tinvan.document import Source as Source
    from tinvan.errors import TinvanError as TinvanError
    from tinvan.export.frames import frames as frames
    from tinvan.facts import Agency as Agency
    from tinvan.facts import AnyFact as AnyFact
    from tinvan.facts import Event as Event
    from tinvan.facts import Fact as Fact
    from tinvan.facts import FactDate as FactDate
    from tinvan.facts import LegalDocument as LegalDocument
    from tinvan.facts import Money as Money
    from tinvan.facts import Official as Official
    from tinvan.facts import Organisation as Organisation
    from tinvan.facts import Percentage as Percentage
    from tinvan.facts import Quantity as Quantity
    from tinvan.facts import Ranking as Ranking
    from tinvan.metadata import Metadata as Metadata
    from tinvan.pipeline import Pipeline as Pipeline
    from tinvan.pipeline import StageError as StageError
    from tinvan.spans import Span as Span
    from tinvan.values.public import Value as Value
    from tinvan.values.public import find_values as find_values

__version__ = "0.1.0"

# Imported when they are asked for, so that `import tinvan` costs nothing.
_HOMES = {
    "Agency": "facts",
    "AnyFact": "facts",
    "Document": "document",
    "Event": "facts",
    "Fact": "facts",
    "FactDate": "facts",
    "LegalDocument": "facts",
    "Metadata": "metadata",
    "Money": "facts",
    "Official": "facts",
    "Organisation": "facts",
    "Percentage": "facts",
    "Pipeline": "pipeline",
    "Quantity": "facts",
    "Ranking": "facts",
    "Source": "document",
    "Span": "spans",
    "StageError": "pipeline",
    "TinvanError": "errors",
    "Value": "values.public",
    "extract": "api",
    "find_values": "values.public",
    "frames": "export.frames",
}
__all__ = ["__version__", *_HOMES]


if not TYPE_CHECKING:  # a type checker must not take every name for an object

    def __getattr__(name: str) -> object:
        """Import a public name from its module."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names."""
    return sorted(__all__)
