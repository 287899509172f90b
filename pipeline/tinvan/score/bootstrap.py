"""Intervals of figures: articles are drawn anew, again and again, with what belongs to them."""

import math
import random

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Interval = tuple[float, float]

_SAMPLES, _TAIL = 1000, 0.025
_ENOUGH = 2  # articles
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
    flat = counts.reshape(articles, math.prod(shape)).astype(np.float64)
    draws = _draws(articles)
    sums = [
        np.stack([np.bincount(chosen, minlength=articles) for chosen in draws[at : at + _BLOCK]])
        @ flat
        for at in range(0, _SAMPLES, _BLOCK)
    ]
    return np.concatenate(sums).reshape(_SAMPLES, *shape)


def interval(values: Numbers, articles: int) -> Interval | None:
    """Return the 95 % interval of a figure.

    Args:
        values: The figure in all samples; NaN where a sample has nothing to have it of.
        articles: How many articles the figure is of. Of a single one there is no interval.
    """
    ordered = np.sort(values[~np.isnan(values)])
    if articles < _ENOUGH or not len(ordered):
        return None
    left_out = int(_TAIL * len(ordered))
    return float(ordered[left_out]), float(ordered[-1 - left_out])


def f1(right: Numbers, predicted: Numbers, gold: Numbers) -> Numbers:
    """Return F1 of counts of any shape; 0 where nothing is right, NaN where there is nothing."""
    there = predicted + gold
    figure: Numbers = np.divide(2 * right, there, out=np.full_like(right, np.nan), where=there > 0)
    return figure


def mean(values: Numbers) -> Numbers:
    """Return the means over the last axis, NaN left out; NaN where there is nothing else."""
    known = ~np.isnan(values)
    count = known.sum(axis=-1)
    total = np.where(known, values, 0.0).sum(axis=-1)
    means: Numbers = np.divide(total, count, out=np.full_like(total, np.nan), where=count > 0)
    return means


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
