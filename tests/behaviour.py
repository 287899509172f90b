"""Changes of an article that must change some things in its facts, and nothing else.

A suite rewrites an article (`rewriting.py`), and its facts must then be the same, with the same
done to their words. `python tests/behaviour.py` tries all suites on the corpus, prints what differs
and must not, and pins how much in behaviour.toml: review it like a change of the snapshot.
"""

import json
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from tests.bundled import CORPUS
from tests.rewriting import SUITES, Rewrite, Suite
from tinvan.document import Document, Source
from tinvan.facts import AnyFact
from tinvan.pipeline import Pipeline

PINNED = Path(__file__).with_suffix(".toml")
MOST = 8  # articles that are tried: one to two seconds each, all suites together
# What may differ between two readings that say the same, beside offsets.
_NOT_SAID = frozenset(
    {"schema", "id", "doc_id", "url", "published", "evidence", "confidence", "rule", "agency_id"}
    | {"place_code"}
)
Record = dict[str, Any]


def said(fact: AnyFact, rewrite: Rewrite = str, dates: Rewrite = str) -> Record:
    """Return what a fact says, without offsets; its words and days rewritten."""
    record = msgspec.to_builtins(fact)

    def told(value: Any, name: str = "") -> Any:  # noqa: ANN401 - plain data
        if isinstance(value, dict):
            if set(value) == {"start", "end", "text"}:
                return rewrite(value["text"])
            return {k: told(v, k) for k, v in value.items() if k not in _NOT_SAID}
        if isinstance(value, list | tuple):
            return [told(part) for part in value]
        if isinstance(value, str):
            return dates(value) if name in ("start", "end", "issued") else rewrite(value)
        return value

    return dict(told(record))


class Difference(NamedTuple):
    """What a rewritten article's facts say otherwise than they must.

    Attributes:
        lost: Facts that are there no more.
        new: Facts that were not there.
    """

    lost: list[str]
    new: list[str]

    @property
    def size(self) -> int:
        """How many facts differ; one that reads otherwise counts once."""
        return max(len(self.lost), len(self.new))


class Reader:
    """Reads articles of the corpus, and their rewritings, with one pipeline.

    Args:
        documents: Articles that are read already, by their names.
    """

    def __init__(self, documents: Mapping[str, Document] | None = None) -> None:
        self._pipeline = Pipeline()
        self._read = dict(documents or {})
        self._differences: dict[tuple[str, str], Difference | None] = {}

    def document(self, doc_id: str) -> Document:
        """Return an article of the corpus, read."""
        if doc_id not in self._read:
            content = (CORPUS / doc_id).read_bytes().decode("utf-8")
            self._read[doc_id] = self.read(doc_id, content)
        return self._read[doc_id]

    def read(self, doc_id: str, content: str) -> Document:
        """Return an article, read; its spans are where they say."""
        media: Literal["html", "text"] = "html" if doc_id.endswith(".html") else "text"
        document = self._pipeline(Source(doc_id=doc_id, content=content, media=media))
        for fact in document.facts:
            raw, span = document.view.raw, fact.anchor
            assert raw[span.start : span.end] == span.text
        return document

    def difference(self, name: str, doc_id: str) -> Difference | None:
        """Return what a suite changes that it must not; None where it cannot be tried."""
        if (name, doc_id) not in self._differences:
            self._differences[name, doc_id] = self._difference(SUITES[name], doc_id)
        return self._differences[name, doc_id]

    def _difference(self, suite: Suite, doc_id: str) -> Difference | None:
        before = self.document(doc_id)
        case = suite.rewritten(before)
        if case is None:
            return None
        after = self.read(doc_id, case.content)
        must = Counter(_key(said(f, case.rewrite, suite.dates), suite) for f in before.facts)
        has = Counter(_key(said(fact), suite) for fact in after.facts)
        return Difference(sorted((must - has).elements()), sorted((has - must).elements()))


def _key(record: Record, suite: Suite) -> str:
    return suite.same(msgspec.json.encode(record).decode())


def pinned() -> dict[str, Any]:
    """Return the articles that are tried, and how many facts are known to differ, by suite."""
    return tomllib.loads(PINNED.read_text(encoding="utf-8"))


def main() -> None:
    """Try all suites on articles drawn by seed; print what differs, and pin it."""
    # Drawn by their names, so that the draw stays what it is when articles are added.
    drawn = sorted(
        (path.name for path in CORPUS.iterdir()), key=lambda n: random.Random(n).random()
    )
    reader = Reader()
    chosen = drawn[:MOST]
    for name in SUITES:  # what none of them lets a suite try, the next does that can
        if not any(reader.difference(name, d) is not None for d in chosen):
            chosen += [next(d for d in drawn[MOST:] if reader.difference(name, d) is not None)]
    chosen = sorted(set(chosen))
    lines = [
        "# Written by “python tests/behaviour.py”: facts that differ and must not, by article."
    ]
    lines += [f"articles = {json.dumps(chosen)}", ""]
    for name in SUITES:
        found = {doc_id: reader.difference(name, doc_id) for doc_id in chosen}
        tried = {doc_id: difference for doc_id, difference in found.items() if difference}
        lines += [f'["{name}"]', f"tried = {len(tried)}"]
        lines += [f'"{doc_id}" = {d.size}' for doc_id, d in tried.items() if d.size]
        for doc_id, difference in tried.items():
            for sign, facts in (("-", difference.lost), ("+", difference.new)):
                sys.stdout.writelines(f"{name} {doc_id} {sign} {fact}\n" for fact in facts)
    PINNED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
