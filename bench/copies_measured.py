"""Copies: what is found of those made by hand, and what finding them costs.

python bench/copies_measured.py made news.jsonl.gz
python bench/copies_measured.py cost news.jsonl.gz
python bench/copies_measured.py scale --count 1000000
"""

import argparse
import random
import re
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.copies import cleaned, content
from tinvan.copies import CopyFinder, sign, signature
from tinvan.document import Document, Source
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs

_SEED = 1


def sentences(document: Document) -> list[str]:
    """Return the sentences of the content below the headline."""
    return re.split(r"(?<=[.!?…])\s+", "\n".join(content(document)))


def made(given: argparse.Namespace) -> None:
    """Print how many copies made of real articles are found, by what was done to them."""
    articles = [sentences(document) for document in cleaned(given.paths)]
    articles = [each for each in articles if _is_long(" ".join(each))]
    print(f"{len(articles)} articles of 150 syllables and 4 figures, and a copy of each")
    for name, change in _changes(articles, random.Random(_SEED)).items():
        with CopyFinder() as finder:
            for number, article in enumerate(articles):
                finder.add(f"{number}", "2020-01-01", sign(article))
            for number, article in enumerate(articles):
                finder.add(f"copy of {number}", "2020-01-02", sign(change(article)))
            found = finder.find()
        marked = sum(number in found for number in range(len(articles), 2 * len(articles)))
        print(f"{name:<44}{marked / len(articles):8.1%} marked")


def _is_long(text: str) -> bool:
    """Tell whether an article says enough, and tells figures enough."""
    return len(text.split()) >= 150 and len(set(re.findall(r"\d+", text))) >= 4


Change = Callable[[list[str]], list[str]]  # from the sentences of an article to those of a copy


def _changes(articles: list[list[str]], chance: random.Random) -> dict[str, Change]:
    """Return what is done to articles, by name."""

    def with_lead(article: list[str]) -> list[str]:
        return [*chance.choice(articles)[:2], *article[2:]]

    def with_captions(article: list[str]) -> list[str]:
        changed = list(article)
        for _ in range(3):
            caption = chance.choice(chance.choice(articles))[:80]
            changed.insert(chance.randint(0, len(changed)), caption)
        return changed

    def start(share: float) -> Change:
        return lambda article: article[: max(1, round(len(article) * share))]

    def dropped(rate: float) -> Change:
        return lambda article: [each for each in article if chance.random() >= rate]

    def edited(rate: float) -> Change:
        return _by_word(lambda word: chance.choice(syllables) if chance.random() < rate else word)

    syllables = " ".join(chance.choice(articles)).split()
    return {
        "the same": lambda article: article,
        "two other sentences at the start": with_lead,
        "the first two and the last two cut": lambda article: article[2:-2],
        "a tenth of sentences dropped": dropped(0.1),
        "three tenths of sentences dropped": dropped(0.3),
        "three captions put in": with_captions,
        "another start, captions, two tenths dropped": lambda article: with_captions(
            with_lead(dropped(0.2)(article))
        ),
        "half left": start(0.5),
        "a third left": start(1 / 3),
        "1 of 100 syllables changed": edited(0.01),
        "5 of 100 syllables changed": edited(0.05),
        "every figure another (no copy)": _by_word(lambda word: _other_figures(word, chance)),
    }


def _by_word(change: Callable[[str], str]) -> Change:
    """Return what changes an article word by word."""
    return lambda article: [" ".join(map(change, each.split())) for each in article]


def _other_figures(word: str, chance: random.Random) -> str:
    """Return a word with other digits."""
    return "".join(str((int(sign) + chance.randint(1, 9)) % 10) if sign.isdecimal() else sign
                   for sign in word)  # fmt: skip


def cost(given: argparse.Namespace) -> None:
    """Print the time of marking beside that of the whole pipeline, in the same run."""
    articles = [item for item in Inputs(given.paths) if isinstance(item, Source)]
    articles = random.Random(_SEED).sample(articles, min(given.sample, len(articles)))
    pipeline = Pipeline()
    pipeline(articles[0])
    reading = marking = 0.0
    with CopyFinder() as finder:
        for article in articles:
            began = time.process_time()
            document = pipeline(article)
            read = time.process_time()
            finder.add(article.doc_id, document.metadata.published, signature(document))
            reading, marking = reading + read - began, marking + time.process_time() - read
        began = time.process_time()
        finder.find()
        marking += time.process_time() - began
    count = len(articles)
    print(f"{count} articles: {reading / count * 1e3:.2f} ms to read one into facts")
    print(f"{marking / count * 1e3:.2f} ms to mark one, {marking / reading:.1%} of that")


def scale(given: argparse.Namespace) -> None:
    """Print what finding takes for articles of 650 syllables, the mean of real ones.

    A tenth of them are excerpts of another, a tenth the same as it.
    """
    chance = random.Random(_SEED)
    syllables = [f"{number}".translate(_LETTERS) for number in range(7_000)]
    weights = [1 / (rank + 10) for rank in range(len(syllables))]
    memory = _Memory()
    before, spent = memory.now(), 0.0
    with CopyFinder() as finder:
        words: list[str] = []
        for number in range(given.count):
            if number % 10 == 1:
                words = words[: chance.randint(300, 650)]
            elif number % 10 != 2:
                words = chance.choices(syllables, weights, k=650)
            began = time.process_time()
            day = f"20{number % 20:02}-01-01"
            finder.add(f"https://example.vn/{number}.html", day, sign([" ".join(words)]))
            spent += time.process_time() - began
        kept = memory.now()
        began = time.process_time()
        found = finder.find()
        finding = time.process_time() - began
    print(f"{given.count:,} articles, {len(found):,} of them copies")
    print(f"{(kept - before) / given.count:,.0f} bytes an article held while articles come")
    print(f"{(memory.stop() - before) / given.count:,.0f} bytes an article at the most")
    print(f"{spent / given.count * 1e3:.3f} ms to take one in, {finding / given.count * 1e3:.3f} "
          "ms to find whether it is a copy")  # fmt: skip


_LETTERS = str.maketrans("0123456789", "bcdghklmnt")


class _Memory:
    """The memory that this process holds, the files that it maps not counted (Linux)."""

    def __init__(self) -> None:
        self.most = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        """Look at it all the time."""
        while not self._is_over.wait(0.01):
            self.most = max(self.most, self.now())

    def now(self) -> int:
        """Return it in bytes."""
        status = Path("/proc/self/status").read_text("ascii")
        return int(status.split("RssAnon:")[1].split()[0]) * 1024

    def stop(self) -> int:
        """Return the most that it was since the start."""
        self._is_over.set()
        self._thread.join()
        return self.most


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    for name, run, told in (
        ("made", made, "find copies made of articles"),
        ("cost", cost, "measure time"),
    ):
        command = commands.add_parser(name, help=told)
        command.add_argument("paths", nargs="+", metavar="IN")
        command.set_defaults(run=run)
        if run is cost:
            command.add_argument("--sample", type=int, default=500, help="articles that are timed")
    holding = commands.add_parser("scale", help="measure memory and time of many articles")
    holding.add_argument("--count", type=int, default=100_000)
    holding.set_defaults(run=scale)
    arguments = parser.parse_args()
    arguments.run(arguments)


if __name__ == "__main__":
    main()
