"""Stages that are quick, and die of what an article tells them to: for tests of what lives on."""

import ctypes
import os
import time
from collections.abc import Iterator

from msgspec.structs import replace

from tinvan.document import Document
from tinvan.facts import FactDate, Percentage, with_id
from tinvan.pipeline import Stage
from tinvan.read import Read

KINDS = ("exit", "segfault", "hang", "memory", "exception")


class Percent:
    """Makes a fact of the first "%" of each line."""

    name = "percent"

    def __call__(self, document: Document) -> Document:
        """Return the document with every line labelled, and facts."""
        lines = tuple(replace(line, label="body", rule="poison") for line in document.lines)
        return document.replace(lines=lines, facts=tuple(self._facts(document)))

    def _facts(self, document: Document) -> Iterator[Percentage]:
        """Yield a fact for each line with the sign."""
        for line in document.lines:
            at = document.view.text.find("%", line.start, line.end)
            if at < 0:
                continue
            fact = Percentage(
                id="",
                doc_id=document.source.doc_id,
                anchor=document.view.span(at, at + 1),
                date=FactDate("2020-09-17", None, None, "stated"),
                evidence=document.span(line),
                rule="percentage.sign",
                value=19.1,
                indicator="tỉ lệ",
                subject=None,
            )
            yield with_id(fact)  # type: ignore[misc]


class Poison:
    """Does to the process what the article says: "poison: exit"."""

    name = "poison"

    def __call__(self, document: Document) -> Document:
        """Return the document, if it is harmless."""
        _, _, kind = document.source.content.rpartition("poison: ")
        match kind:
            case "exit":
                os._exit(7)
            case "segfault":
                ctypes.string_at(0)
            case "hang":
                while True:
                    time.sleep(0)
            case "memory":
                bytearray(5 << 30)
            case "exception":
                raise RuntimeError("poisoned")
        return document


def stages() -> tuple[Stage, ...]:
    """Return the stages."""
    return (Read(), Percent(), Poison())


def no_stages() -> tuple[Stage, ...]:
    """End the process that asks for stages."""
    os._exit(9)
