"""Learns clusters of words from unlabelled news, for `tinvan.models.clusters`.

    python -m training.clusters FILE... [--out rules/models]

A file holds articles as JSON lines, plain or gzipped, whose texts stand in `title`, `lead` and
`text`. Needs the extra `train`.

Syllables and pairs of syllables are described by the syllables up to two places before and behind
them, weighted by positive pointwise mutual information (Levy and Goldberg, 2014), brought to 100
dimensions by a singular value decomposition, and divided by spherical k-means.
"""

import argparse
import gzip
import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt
import regex
import scipy.sparse
import scipy.sparse.linalg

from tinvan.models.clusters import ClustersFile

HERE = Path(__file__).parent
COARSE, FINE = 60, 300
_TOKEN = regex.compile(r"[\p{L}\p{M}]+|\d[\d.,/]*\d|\d|[^\s]")
_NEIGHBOURS = 4000  # frequent syllables that describe others
_SYLLABLE, _PAIR = 10, 8  # how often one must be seen to be described
_SMOOTHING = 0.75  # of the neighbours' counts: rare ones say less
_DIMENSIONS = 100
_ROUNDS = 25
Floats = npt.NDArray[np.float64]
Word = tuple[str, ...]


def texts(files: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the tokens of each article, figures masked."""
    for file in files:
        opener = gzip.open if file.suffix == ".gz" else open
        with opener(file, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text = " . ".join(row.get(name) or "" for name in ("title", "lead", "text"))
                text = unicodedata.normalize("NFC", text).casefold()
                yield ["#" if t[0].isdigit() else t for t in _TOKEN.findall(text)]


def vectors(articles: Sequence[Sequence[str]]) -> tuple[list[Word], Floats]:
    """Return the words that are frequent enough, and a vector of length 1 for each."""
    single = Counter(token for tokens in articles for token in tokens)
    pairs = Counter(
        pair
        for tokens in articles
        for pair in pairwise(tokens)
        if pair[0].isalpha() and pair[1].isalpha()
    )
    words: list[Word] = [(token,) for token, count in single.items() if count >= _SYLLABLE]
    words += [pair for pair, count in pairs.items() if count >= _PAIR]
    numbers = {word: number for number, word in enumerate(words)}
    neighbours = {token: at for at, (token, _) in enumerate(single.most_common(_NEIGHBOURS))}
    rows, columns = [], []
    for tokens in articles:
        for first in range(len(tokens)):
            for last in (first, first + 1):
                number = numbers.get(tuple(tokens[first : last + 1]))
                if number is None or last >= len(tokens):
                    continue
                for place, at in enumerate((first - 2, first - 1, last + 1, last + 2)):
                    beside = neighbours.get(tokens[at]) if 0 <= at < len(tokens) else None
                    if beside is not None:
                        rows.append(number)
                        columns.append(beside + place * len(neighbours))
    shape = (len(words), 4 * len(neighbours))
    ones = np.ones(len(rows), np.float64)
    counts = scipy.sparse.csr_matrix((ones, (rows, columns)), shape=shape).tocoo()
    of_rows = np.bincount(counts.row, counts.data, shape[0])
    of_columns = np.bincount(counts.col, counts.data, shape[1]) ** _SMOOTHING
    of_columns /= of_columns.sum()
    information = np.log(counts.data / (of_rows[counts.row] * of_columns[counts.col]))
    matrix = scipy.sparse.csr_matrix(
        (np.maximum(information, 0), (counts.row, counts.col)), shape=shape
    )
    left, sizes, _ = scipy.sparse.linalg.svds(matrix, k=_DIMENSIONS, random_state=0)
    found = left * np.sqrt(sizes)
    return words, found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def divided(points: Floats, clusters: int) -> npt.NDArray[np.int64]:
    """Return the cluster of each vector, by spherical k-means from vectors drawn by seed."""
    drawn = np.random.default_rng(0).choice(len(points), clusters, replace=False)
    centres = points[drawn].copy()
    nearest = np.zeros(len(points), np.int64)
    for _ in range(_ROUNDS):
        nearest = np.argmax(points @ centres.T, axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        sizes = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(sizes > 0, sums / np.maximum(sizes, 1e-9), centres)
    return nearest


def main() -> int:
    """Learn clusters and write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=HERE.parent / "rules" / "models")
    arguments = parser.parse_args()
    words, points = vectors(list(texts(arguments.files)))
    coarse, fine = (divided(points, number).tolist() for number in (COARSE, FINE))
    content = ClustersFile(
        made_by="python -m training.clusters",
        words={
            " ".join(word): (c, f) for word, c, f in sorted(zip(words, coarse, fine, strict=True))
        },
    )
    # A word a line.
    text = msgspec.json.encode(content).decode().replace('],"', '],\n"')
    (arguments.out / "clusters.json").write_text(text + "\n", encoding="utf-8")
    print(f"{len(words)} words in {COARSE} and {FINE} clusters")
    return 0


if __name__ == "__main__":
    sys.exit(main())
