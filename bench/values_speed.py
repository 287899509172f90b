"""Measures `tinvan.find_values`: `python bench/values_speed.py news.jsonl.gz --sample 300`.

First on articles, in one run on one core: beside underthesea's word_tokenize, Duckling where it is
installed, and the decimals of the same bytes read by Python. Then on hostile texts of growing size:
the time for a character must not grow with the text. All times are CPU times of this process, each
the least of some rounds, with rules and models loaded and met before.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

from underthesea import word_tokenize

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.values_peers import available
from tinvan import find_values
from tinvan.document import Source
from tinvan.read.inputs import Inputs

_DIGITS = re.compile(rb"\d+")
_DAY = "2020-09-17"
_ROUNDS = 3
_TOKENISED = 60  # articles that are split into words: it takes the longest by far
_HOSTILE = (
    "1", "1.", "1 ", "một ", "hai mươi ", "thứ 5, ", "từ 1 đến ", "1 triệu ", "tăng 5%, ",
    "ngày ", "12/", "5%-", "(", "Ă", " ", "nửa đầu ", "trước ",
)  # fmt: skip


def cpu_seconds(function: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Return the least CPU time that a function takes for all texts in some rounds."""
    least = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            function(text)
        least = min(least, time.process_time() - began)
    return least


def read_decimals(text: str) -> list[Decimal]:
    """Read the runs of digits in the bytes of a text, and nothing else: the least it can take."""
    return [Decimal(run.decode()) for run in _DIGITS.findall(text.encode())]


def _dated(read: Callable[[str, str | None], object]) -> Callable[[str], object]:
    """Return a reader of texts of one day."""
    return lambda text: read(text, _DAY)


def print_articles(texts: Sequence[str]) -> None:
    """Print the time for an article of each tool, and how much longer than tinvan it takes."""
    readers, missing = available()
    tools: list[tuple[str, Callable[[str], object], Sequence[str]]] = [
        ("tinvan.find_values", _dated(find_values), texts),
        ("underthesea.word_tokenize", word_tokenize, texts[:_TOKENISED]),
        ("decimals of the bytes", read_decimals, texts),
    ]
    tools += [
        (reader.name, _dated(reader.read), texts)
        for reader in readers
        if reader.name.casefold().startswith("duckling")
    ]
    own = 0.0
    for name, function, some in tools:
        cpu_seconds(function, some, 1)  # meets the articles
        spent = cpu_seconds(function, some, _ROUNDS) / len(some)
        own = own or spent
        print(f"{name:<28}{spent * 1e3:9.3f} ms an article{spent / own:9.1f} x")
    for line in missing:
        if "duckling" in line:
            print(line)


def print_hostile(sizes: Sequence[int]) -> None:
    """Print the time for a character of hostile texts, on one line and on many."""
    print(f"\n{'µs a character of':<24}" + "".join(f"{size:>12,}" for size in sizes))
    for piece in _HOSTILE:
        for end in ("", "\n"):
            unit = piece + end
            spent = []
            for size in sizes:
                text = (unit * (size // len(unit) + 1))[:size]
                spent.append(cpu_seconds(find_values, [text], 1) / size)
            print(f"{unit!r:<24}" + "".join(f"{one * 1e6:12.2f}" for one in spent))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="IN")
    parser.add_argument("--sample", type=int, default=300, help="articles, drawn by a fixed seed")
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[50_000, 100_000, 200_000],
        help="characters of the hostile texts; none to leave them out",
    )  # fmt: skip
    given = parser.parse_args()
    texts = [item.content for item in Inputs(given.paths) if isinstance(item, Source)]
    if len(texts) > given.sample:
        texts = random.Random(0).sample(texts, given.sample)
    print(f"{len(texts)} articles of {sum(map(len, texts)) / len(texts):,.0f} characters")
    print_articles(texts)
    if given.sizes:
        print_hostile(given.sizes)


if __name__ == "__main__":
    main()
