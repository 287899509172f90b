"""Intervals of figures: articles are drawn anew, again and again, with what belongs to them."""

import random

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Interval = tuple[float, float]

_SAMPLES, _LOWER, _UPPER = 1000, 25, 974
_BLOCK = 100  # samples that are reckoned at once, so that memory does not grow with all of them


def resample(counts: Numbers) -> Numbers:
    """Return the sums of counts over articles, in samples of articles drawn with replacement.

    All counts of an article go together, so figures of one sample can be set against each other.

    Args:
        counts: One row an article, of any shape.

    Returns:
        One row a sample, of the same shape.
    """
    articles, shape = len(counts), counts.shape[1:]
    flat = counts.reshape(articles, -1).astype(np.float64)
    draws = _draws(articles)
    sums = [
        np.stack([np.bincount(chosen, minlength=articles) for chosen in draws[at : at + _BLOCK]])
        @ flat
        for at in range(0, _SAMPLES, _BLOCK)
    ]
    return np.concatenate(sums).reshape(_SAMPLES, *shape)


def interval(values: Numbers) -> Interval:
    """Return the 95 % interval of a figure from its values in all samples."""
    ordered = np.sort(values)
    return float(ordered[_LOWER]), float(ordered[_UPPER])


def f1(right: Numbers, predicted: Numbers, gold: Numbers) -> Numbers:
    """Return F1 of counts of any shape; 0 where nothing is right."""
    p = np.divide(right, predicted, out=np.zeros_like(right), where=predicted > 0)
    r = np.divide(right, gold, out=np.zeros_like(right), where=gold > 0)
    return np.divide(2 * p * r, p + r, out=np.zeros_like(right), where=p + r > 0)


def _draws(size: int) -> npt.NDArray[np.int64]:
    """Return rows of `size` draws from `range(size)`.

    They are those of `random.Random(0).randrange(size)`, called again and again, but made all
    at once: of each 32-bit word it takes as many leading bits as `size` has, until the number
    is in the range.
    """
    generator = random.Random(0)
    bits, wanted = size.bit_length(), _SAMPLES * size
    drawn = np.empty(0, dtype=np.uint32)
    while len(drawn) < wanted:
        words = generator.getrandbits(32 * wanted).to_bytes(4 * wanted, "little")
        numbers = np.frombuffer(words, dtype="<u4") >> (32 - bits)
        drawn = np.concatenate([drawn, numbers[numbers < size]])
    return drawn[:wanted].reshape(_SAMPLES, size).astype(np.int64)
