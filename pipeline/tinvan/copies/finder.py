"""The articles of a run, to tell at its end which of them are copies."""

from itertools import groupby
from pathlib import Path
from typing import Self

import msgspec

from tinvan.copies.candidates import candidates
from tinvan.copies.compare import compare
from tinvan.copies.signatures import Signature
from tinvan.copies.store import Article, SignatureStore, StoredSignatures


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """That an article prints the text of an earlier one of the run.

    Attributes:
        of: The `doc_id` of the earliest article with that text.
        share: The part of the shorter one's syllables that the other prints too, 0..1.
    """

    of: str
    share: float


class CopyFinder:
    """Finds copies; a context manager, as it keeps articles in temporary files until it is left.

    What it finds depends neither on the order in which articles come nor on who else read them,
    only on which articles the run has.

    Args:
        folder: Where the files go; None for the system's temporary folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._store = SignatureStore(folder)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the temporary files."""
        self._store.close()

    def add(self, doc_id: str, published: str | None, signature: Signature) -> None:
        """Take in the next article.

        Args:
            doc_id: What its copies shall be said to copy.
            published: ISO day or ISO minute: the earliest is the one that others copy.
            signature: Its signature.
        """
        self._store.add(Article(doc_id, signature), published)

    def find(self) -> dict[int, Copy]:
        """Return the copies among the articles taken in, by their number, from 0."""
        if not len(self._store):
            return {}
        stored = self._store.load()
        originals: dict[int, int] = {}  # of copies, as places in the order
        copies: dict[int, Copy] = {}
        pairs = candidates(stored.digests, stored.order)
        for later, found in groupby(pairs, key=lambda pair: int(pair[0])):
            earlier = {int(place) for _, place in found}
            earlier |= {originals[place] for place in earlier if place in originals}
            for place in sorted(earlier):
                if copy := _copy(stored, place, later):
                    originals[later] = place
                    copies[int(stored.order[later])] = copy
                    break
        return copies


def _copy(stored: StoredSignatures, earlier: int, later: int) -> Copy | None:
    """Return how an article copies an earlier one, both given as places in the order."""
    one, other = (stored[int(stored.order[place])] for place in (earlier, later))
    comparison = compare(one.signature, other.signature)
    return Copy(of=one.doc_id, share=comparison.share) if comparison.is_copy else None
