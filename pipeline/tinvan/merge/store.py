"""The facts of a run by number, read from their file when they are asked for."""

import bisect
import functools
import itertools
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO, Self

import msgspec
import regex

from tinvan.facts import AnyFact
from tinvan.folding import fold
from tinvan.merge.records import FactSource
from tinvan.output.sinks import FACTS
from tinvan.output.stored import StoredRun

_FACT: Any = AnyFact  # a union is no class, as far as types can tell
_HELD = 1 << 14  # facts that are kept decoded
_AROUND = 12  # syllables on each side of a figure that tell what it is of
_NUMBER = regex.compile(r"[\d_]+(?:\p{L}{0,2})?")

Pairs = frozenset[tuple[str, str]]


class FactStore:
    """Facts by number; memory holds 12 bytes of each, and some thousand decoded ones.

    A context manager: it keeps the file open.

    Args:
        run: The run that they are of.
    """

    def __init__(self, run: StoredRun) -> None:
        self._run = run
        self._file: BinaryIO = (run.folder / FACTS).open("rb")
        self._decoder = msgspec.json.Decoder(_FACT)
        self._offsets = array("q")
        self._articles = array("l")
        self._names: list[str] = []  # doc_ids by the number of the article
        self._copies: dict[str, str] = {}
        self.fact = functools.lru_cache(_HELD)(self._fact)
        self.context = functools.lru_cache(_HELD)(self._context)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._file.close()

    def __len__(self) -> int:
        """How many facts it holds."""
        return len(self._offsets)

    def scan(self) -> Iterator[AnyFact]:
        """Read all facts once, and yield them by number; to be done first.

        Raises:
            InputError: If a line is no fact, or of an article none.
        """
        for document in self._run.documents():
            if document.copy_of is not None:
                self._copies[document.doc_id] = document.copy_of
        offset = 0
        for at, line in enumerate(self._file, start=1):
            if line.strip():
                try:
                    fact: AnyFact = self._decoder.decode(line)
                except (msgspec.DecodeError, UnicodeDecodeError) as error:
                    raise self._run.strange(FACTS, at, error) from error
                if not self._names or self._names[-1] != fact.doc_id:
                    self._names.append(fact.doc_id)
                article = len(self._names) - 1
                self._offsets.append(offset)
                self._articles.append(article)
                yield fact
            offset += len(line)

    def article(self, number: int) -> int:
        """Return the number of the article of a fact."""
        return self._articles[number]

    def place(self, number: int) -> tuple[int, int]:
        """Return the sentence of a fact: its article, and where it begins."""
        return self._articles[number], self.fact(number).evidence.start

    def facts_of(self, article: int) -> range:
        """Return the numbers of the facts of an article, which stand together."""
        return range(
            bisect.bisect_left(self._articles, article),
            bisect.bisect_right(self._articles, article),
        )

    def text(self, number: int) -> str:
        """Return the article whose text the article of a fact prints: itself, if it is no copy."""
        doc_id = self._names[self._articles[number]]
        return self._copies.get(doc_id, doc_id)

    def source(self, number: int) -> FactSource:
        """Return where a fact is stated."""
        fact = self.fact(number)
        return FactSource(
            fact=fact.id,
            doc_id=fact.doc_id,
            url=fact.url,
            published=fact.published,
            copy_of=self._copies.get(fact.doc_id),
            attribution=fact.attribution,
            date=fact.date,
            anchor=fact.anchor,
            evidence=fact.evidence,
        )

    def _fact(self, number: int) -> AnyFact:
        """Return a fact."""
        self._file.seek(self._offsets[number])
        fact: AnyFact = self._decoder.decode(self._file.readline())
        return fact

    def _context(self, number: int) -> Pairs:
        """Return the pairs of neighbouring syllables around the figure of a fact.

        Numbers are left out, so that two figures of one thing have one context.
        """
        before, behind = around(self.fact(number), _AROUND)
        pairs = (itertools.pairwise(words) for words in (before, behind))
        return frozenset(itertools.chain.from_iterable(pairs))


def around(fact: AnyFact, count: int) -> tuple[list[str], list[str]]:
    """Return so many syllables before and behind the figure of a fact, less those of numbers."""
    start, end = (at - fact.evidence.start for at in (fact.anchor.start, fact.anchor.end))
    before = _syllables(fact.evidence.text[: max(0, start)])[-count:]
    return before, _syllables(fact.evidence.text[max(0, end) :])[:count]


def alike(a: Pairs, b: Pairs) -> float:
    """Return the part of the smaller of two contexts that the other has too (0..1)."""
    return len(a & b) / max(1, min(len(a), len(b)))


def _syllables(text: str) -> list[str]:
    """Return the folded words of a text that are no numbers."""
    return [word for word in fold(text).split() if not _NUMBER.fullmatch(word)]
