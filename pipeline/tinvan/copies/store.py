"""The signatures of a run, on disk: some 2 kB an article, of which memory holds 24 bytes."""

import datetime as dt
import mmap
import tempfile
from array import array
from itertools import groupby
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

import msgspec
import numpy as np

from tinvan.copies.candidates import DIGEST, Digests, Ranks, digest
from tinvan.copies.signatures import Signature

_UNDATED = np.iinfo(np.int64).max
_DAY = 24 * 60  # minutes


class Article(NamedTuple):
    """What is kept of an article."""

    doc_id: str
    signature: Signature


class SignatureStore:
    """Keeps articles in temporary files that vanish with it.

    Args:
        folder: Where the files go; None for the system's temporary folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._articles = _temporary(folder)
        self._digests = _temporary(folder)
        self._ends = array("q", [0])  # of the articles, in their file
        self._moments = array("q")

    def __len__(self) -> int:
        """How many articles it holds."""
        return len(self._moments)

    def add(self, article: Article, published: str | None) -> None:
        """Keep an article.

        Args:
            article: What to keep.
            published: ISO day or ISO minute.
        """
        size = self._articles.write(msgspec.msgpack.encode(article))
        self._ends.append(self._ends[-1] + size)
        self._digests.write(digest(article.signature))
        self._moments.append(_moment(published))

    def close(self) -> None:
        """Remove the files."""
        with self._digests:  # closed too where the disk is full
            self._articles.close()

    def load(self) -> "StoredSignatures":
        """Return all that was kept, to be read."""
        return StoredSignatures(self._articles, self._digests, self._ends, self._moments)


class StoredSignatures:
    """Reads what a store holds, an article at a time; there must be one at least.

    Attributes:
        digests: One `DIGEST` an article, in the order in which they came.
        order: The articles from the earliest published to the last, then those without a day; of
            equal ones that with the smaller `doc_id` first. So it is the same however a run's
            inputs are ordered. A bare day stands behind all minutes of it: who tells the minute
            can show to have been first.
    """

    def __init__(
        self, articles: BinaryIO, digests: BinaryIO, ends: "array[int]", moments: "array[int]"
    ) -> None:
        articles.flush()
        digests.flush()
        self._ends = ends
        self._articles = mmap.mmap(articles.fileno(), 0, access=mmap.ACCESS_READ)
        self.digests: Digests = np.memmap(digests, DIGEST.base, "r").reshape(-1, *DIGEST.shape)
        self.order = self._order(np.frombuffer(moments, np.int64))

    def __getitem__(self, number: int) -> Article:
        """Return an article by its place among those that came."""
        start, end = self._ends[number : number + 2]
        return msgspec.msgpack.decode(self._articles[start:end], type=Article)

    def _order(self, moments: Ranks) -> Ranks:
        """Return the numbers of the articles in order; ids are read where moments are equal."""
        order = np.argsort(moments, kind="stable")
        at = 0
        for _, equal in groupby(moments[order].tolist()):
            size = sum(1 for _ in equal)
            if size > 1:
                numbers = order[at : at + size].tolist()
                order[at : at + size] = sorted(numbers, key=lambda number: self[number].doc_id)
            at += size
        return order


def _temporary(folder: Path | None) -> BinaryIO:
    """Open a file that vanishes when it is closed."""
    return cast("BinaryIO", tempfile.TemporaryFile(dir=folder))


def _moment(published: str | None) -> int:
    """Return a day or minute as minutes, so that a bare day follows all minutes of it."""
    if published is None:
        return int(_UNDATED)
    moment = dt.datetime.fromisoformat(published)
    minute = moment.hour * 60 + moment.minute if "T" in published else _DAY
    return moment.toordinal() * (_DAY + 1) + minute
