"""Collects the examples in rule files as tests: `pytest rules/values/dates.toml`."""

import functools
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tinvan.assemble.rankings import RankingAssembler
from tinvan.document import Document, PageKind, Source
from tinvan.merge.indices import load_indices
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline, rule_stages

RULES = Path(__file__).parent / "rules"


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    """Collect rule files."""
    if file_path.suffix == ".toml" and RULES in file_path.parents:
        return RuleFile.from_parent(parent, path=file_path)
    return None


class RuleFile(pytest.File):
    """A rule file with its examples."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield an item for every example."""
        data = tomllib.loads(self.path.read_text(encoding="utf-8"))
        tables = [*data.get("rule", []), *data.get("entry", [])]
        for table in tables:
            for kind in ("yes", "no"):
                for number, example in enumerate(table.get(kind, []), start=1):
                    name = f"{table['id']}[{kind} {number}]"
                    item: pytest.Item = ExampleItem.from_parent(
                        self, name=name, rule=table["id"], kind=kind, example=example
                    )
                    if reason := example.get("known_failure"):
                        item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
                    yield item


class ExampleItem(pytest.Item):
    """One text that a rule must read, or must leave unread."""

    def __init__(self, *, rule: str, kind: str, example: dict[str, Any], **names: Any) -> None:
        super().__init__(**names)
        self.rule, self.kind, self.example = rule, kind, example

    def runtest(self) -> None:
        """Run the pipeline on the text and compare what the rule made of it."""
        read_by = readings(self.example, self.path.parent.name)
        made = [record for rule, record in read_by if rule == self.rule]
        if self.kind == "no":
            assert not made, f"{self.rule} must not read this, but gave {made}"
            return
        wanted = self.example.get("gives", {})
        assert any(fits(wanted, record) for record in made), (
            f"{self.path.name}: {self.rule} must read «{self.example['text']}» as {wanted}; "
            f"it gave {made or 'nothing'}; what reads it now: {', '.join(r for r, _ in read_by)}"
        )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any) -> str:
        """Show the message alone: the traceback of the runner helps nobody."""
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point at the rule file."""
        return self.path, 0, f"{self.path.name}: {self.name}"


class Sign(msgspec.Struct):
    """A sign of what a page is, and what the page was taken for."""

    rule: str
    kind: PageKind | None


@functools.cache
def pipeline() -> Pipeline:
    """Return the pipeline by rules alone, built once: the examples are theirs."""
    return Pipeline(rule_stages())


def read(text: str, day: str | None) -> Document:
    """Run the pipeline on an example."""
    return pipeline()(
        Source(
            doc_id="example",
            content=text,
            media="html" if text.startswith("<") else "text",
            metadata=Metadata(published=day),
        )
    )


@functools.cache
def rankings() -> RankingAssembler:
    """Return what reads the slots of ranks, built once."""
    return RankingAssembler()


def readings(example: dict[str, Any], folder: str) -> list[tuple[str, Any]]:
    """Return what the rules of a folder make of an example, each with its rule."""
    if folder == "merge":
        index = load_indices().known(example["text"], example.get("publisher"))
        return [(index.id, plain(index))] if index else []
    document = read(example["text"], example.get("day"))
    return [(r.rule, plain(r)) for r in records(document, folder)]


def records(document: Document, folder: str) -> Iterable[Any]:
    """Return the records that the rules of a folder make."""
    if folder == "view":
        return document.view.seams
    if folder == "clean":
        signs = document.kind.signs if document.kind else ()
        return [*document.lines, *(Sign(sign, document.kind) for sign in signs)]
    if folder == "sites":
        # The rules of sites are hints; other hints have no dot in their names.
        sited = [(line, hint) for line in document.lines for hint in line.hints if "." in hint]
        return [msgspec.structs.replace(line, rule=hint) for line, hint in sited]
    if folder == "values":
        return [*document.values, *document.dates]
    if folder == "facts":
        return [*document.facts, *rankings().slot_readings(document)]
    return [*document.mentions, *document.facts]


def plain(record: Any) -> dict[str, Any]:
    """Turn a record into plain data, spans into their texts."""
    built = msgspec.to_builtins(record)
    return {k: v["text"] if k in ("anchor", "evidence") else v for k, v in built.items()}


def fits(wanted: Any, given: Any) -> bool:
    """Tell whether every wanted slot is given so, at any depth."""
    if isinstance(wanted, dict) and isinstance(given, dict):
        return all(key in given and fits(value, given[key]) for key, value in wanted.items())
    if isinstance(wanted, list | tuple) and isinstance(given, list | tuple):
        return list(wanted) == list(given)
    return bool(wanted == given)
