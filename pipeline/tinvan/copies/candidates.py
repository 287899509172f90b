"""Pairs of articles that may be copies: those whose MinHash digests share a band."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from tinvan.copies.signatures import RUN, Signature

_BANDS, _ROWS = 96, 2  # find a pair of Jaccard similarity 0.2 with 98 %, one of 0.01 with 1 %
_SEED = 1
_ODD = np.uint64(0x9E3779B97F4A7C15)  # a multiplier that loses nothing
PERMUTATIONS = _BANDS * _ROWS
DIGEST = np.dtype((np.uint32, PERMUTATIONS))
_LEAST = 0.1  # estimated similarity; a quarter of an article, alone, has 0.25 with the whole
_NEAR = 16  # articles of a band before one that it is paired with, and the first of the band
_AT_ONCE = 8  # bands whose keys are held together, not to read the digests for each anew
_CHUNK = 1 << 14  # digests that are looked at together

Ranks = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint32]


def digest(signature: Signature) -> bytes:
    """Return the MinHash digest of an article's passages, as one `DIGEST`."""
    hashes = _hashes(signature)
    bounds = np.array([0, len(hashes)], np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(hashes, bounds, PERMUTATIONS, _SEED)
    return np.array(matrix.to_rows()[0], np.uint32).tobytes()


def _hashes(signature: Signature) -> npt.NDArray[np.uint64]:
    """Return a hash of each passage of an article."""
    codes = np.frombuffer(signature.codes, "<u2").astype(np.uint64)
    count = max(0, len(codes) - RUN + 1)
    hashes = np.zeros(count, np.uint64)
    for at in range(RUN):
        hashes = hashes * _ODD + codes[at : at + count]
    hashes = (hashes ^ (hashes >> np.uint64(32))) * _ODD  # high bits tell the low ones apart
    return hashes ^ (hashes >> np.uint64(29))


def candidates(digests: Digests, order: Ranks) -> Ranks:
    """Return the pairs of articles that may be copies of each other.

    Time and memory grow with the articles, not with their pairs: one of a text that is printed a
    thousand times is paired with the nearest of these before it, and the first. What has the
    digest of an earlier one is paired no further, as that one stands for it.

    Args:
        digests: One `DIGEST` an article; may be mapped from a file.
        order: The articles from the first to the last, as indices of `digests`.

    Returns:
        An array of (later, earlier), as places in `order`, sorted, each pair once.
    """
    count = len(order)
    found = np.empty(0, np.int64)
    apart = np.ones(count, np.bool_)  # not the same as an earlier one
    for start in range(0, _BANDS, _AT_ONCE):
        for keys in _keys(digests, range(start, start + _AT_ONCE)):
            ranks = np.flatnonzero(apart)
            for earlier, later in _pairs(keys[order[ranks]]):
                pairs = _new(ranks[later] * count + ranks[earlier], found)
                likeness = _likeness(digests, order, pairs)
                apart[pairs[likeness == 1.0] // count] = False
                found = np.union1d(found, pairs[likeness >= _LEAST])
    return np.stack(np.divmod(found, max(1, count)), axis=1)


def _keys(digests: Digests, bands: range) -> Iterator[npt.NDArray[np.uint64]]:
    """Yield for each band a hash of every article's part of it, in the order of the digests."""
    keys = np.zeros((len(bands), len(digests)), np.uint64)
    first = bands.start * _ROWS
    for at in range(0, len(digests), _CHUNK):
        part = digests[at : at + _CHUNK, first : bands.stop * _ROWS].astype(np.uint64)
        for row in range(_ROWS):
            keys[:, at : at + _CHUNK] *= _ODD
            keys[:, at : at + _CHUNK] += part[:, row::_ROWS].T
    yield from keys


def _pairs(keys: npt.NDArray[np.uint64]) -> Iterator[tuple[Ranks, Ranks]]:
    """Yield places of equal keys: the first and each other, then each and those near before it."""
    places = np.argsort(keys, kind="stable")
    keys = keys[places]
    starts = np.ones(len(keys), np.bool_)
    starts[1:] = keys[1:] != keys[:-1]
    firsts = np.maximum.accumulate(np.where(starts, np.arange(len(keys)), 0))
    yield places[firsts[~starts]], places[~starts]
    for step in range(1, _NEAR + 1):
        same = keys[step:] == keys[:-step]
        if not same.any():
            return
        yield places[:-step][same], places[step:][same]


def _new(pairs: Ranks, found: Ranks) -> Ranks:
    """Return the pairs that were not found yet; `found` is sorted."""
    if not len(found):
        return pairs
    at = np.minimum(np.searchsorted(found, pairs), len(found) - 1)
    is_new: npt.NDArray[np.bool_] = found[at] != pairs
    return pairs[is_new]


def _likeness(digests: Digests, order: Ranks, pairs: Ranks) -> npt.NDArray[np.float64]:
    """Return the estimated Jaccard similarity of the articles of each pair."""
    likeness = np.empty(len(pairs))
    for at in range(0, len(pairs), _CHUNK):
        later, earlier = np.divmod(pairs[at : at + _CHUNK], len(order))
        same = digests[order[later]] == digests[order[earlier]]
        likeness[at : at + _CHUNK] = same.mean(axis=1)
    return likeness
