"""Finding out what a part of a document tells once, however many facts ask for it."""

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from tinvan.document import Document
from tinvan.spans import Bounded

R = TypeVar("R")
P = TypeVar("P", bound=Bounded)
T = TypeVar("T")


def once(find: Callable[[R, Document, P], T]) -> Callable[[R, Document, P], T]:
    """Let a method be run once for a part of a document; what it returned is kept with that.

    The method must tell nothing but from the document and where the part starts and ends, and
    what it returns must not be changed. A document that a stage returns knows nothing yet.
    """

    @functools.wraps(find)
    def found(reader: R, document: Document, part: P) -> T:
        key = (find, reader, part.start, part.end)
        known: dict[Any, Any] = document.found
        if key not in known:
            known[key] = find(reader, document, part)
        told: T = known[key]
        return told

    return found
