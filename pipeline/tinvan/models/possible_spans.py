"""The spans of a sentence that can be the answer for a phrase slot."""

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from tinvan.models.features import Place, bucket
from tinvan.models.tokens import SIGNS, Words

_LONGEST = 24  # tokens of a span
_CLOSING = frozenset(')”"')  # signs that may end a phrase
_DEPTH = {"(": 1, ")": -1, "“": 1, "”": -1}
_STOPS = frozenset({";", "#percentage", "#money", "#date"})
_LONG = (6, 8, 11, 16)  # upper bounds of the buckets of lengths
Spans = npt.NDArray[np.int64]


@functools.cache
def buckets() -> npt.NDArray[np.int64]:
    """Return the bucket of each length less one."""
    return np.array([bucket(length, _LONG, 24) for length in range(_LONGEST)])


def possible_spans(place: Place, barred: frozenset[str], *, around: bool) -> Spans:
    """Return the spans of a sentence that can be an answer, shape (n, 2), in tokens.

    Args:
        place: The sentence.
        barred: Kinds of names that are no answer by themselves: "place".
        around: Whether an answer may stand around the figure: "giảm 40% nhân sự".
    """
    known = place.words.known
    key = "spans", place.figure, barred, around
    spans: Spans | None = known.get(key)
    if spans is None:
        spans = _all_spans(place.words.texts, place.figure, around=around)
        name = _names(place.words, barred)
        first, last = name[spans.T]
        spans = known[key] = spans[(first == 0) | (first != last)]
    return spans


def _names(words: Words, kinds: frozenset[str]) -> npt.NDArray[np.int64]:
    """Return the number of the name that each token is in, of some kinds; 0 where it is in none."""
    numbers = np.zeros(len(words.words), np.int64)
    wanted = {kind: (f"starts={kind}", f"in={kind}") for kind in sorted(kinds)}
    last = 0
    for index, (features, *_) in enumerate(words.named):
        for starts, within in wanted.values():
            last += starts in features
            if within in features:
                numbers[index] = last
    return numbers


def _all_spans(texts: Sequence[str], figure: int | None, *, around: bool) -> Spans:
    """Return the spans that can be an answer.

    None runs over another share, an amount, a time or a semicolon (of 7,124 labels 17 do), none
    starts or ends with the figure, and none has one bracket of a pair alone.
    """
    size = len(texts)
    if not size:
        return np.empty((0, 2), dtype=np.int64)
    first = np.arange(size)
    last = first[:, None] + np.arange(_LONGEST)  # each row: where a span from there may end
    at = np.minimum(last, size - 1)
    depth = np.array([0, *(_DEPTH.get(text, 0) for text in texts)]).cumsum()
    inside = depth[at + 1] - depth[first][:, None]
    stops = np.array([text in _STOPS for text in texts])
    if figure is not None:
        stops[figure] = not around
    stopped = np.logical_or.accumulate(stops[at] | (inside < 0) | (last >= size), axis=1)
    begins = np.array([text not in SIGNS for text in texts])
    ends = np.array([text not in SIGNS or text in _CLOSING for text in texts])
    if figure is not None:
        begins[figure] = ends[figure] = False
    rows, columns = np.nonzero(~stopped & (inside == 0) & ends[at] & begins[:, None])
    return np.stack([rows, rows + columns], axis=1)
