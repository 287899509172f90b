"""Measures articles a second: `python bench/speed.py news.jsonl.gz --sample 300`.

The whole pipeline, beside word segmentation alone (underthesea), on the same articles in the
same run, on one core. Loading rules and models is not counted.
"""

import argparse
import itertools
import random
import time
from collections.abc import Callable, Iterable

from tinvan.document import Document, Source
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs
from tinvan.tokenise import Tokenise
from tinvan.view import TextView


def seconds(function: Callable[[Source], object], articles: Iterable[Source]) -> float:
    """Return how long a function takes for all articles."""
    began = time.perf_counter()
    for article in articles:
        function(article)
    return time.perf_counter() - began


def segment_words(article: Source) -> None:
    """Split the text of an article into words, line by line."""
    document = Tokenise()(Document(source=article, view=TextView(article.content)))
    assert document.tokenise is not None
    start = 0
    for line in document.view.text.splitlines(keepends=True):
        document.tokenise(start, start + len(line))
        start += len(line)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="IN")
    parser.add_argument("--sample", type=int, default=300, help="articles, drawn by a fixed seed")
    given = parser.parse_args()
    articles = [item for item in Inputs(given.paths) if isinstance(item, Source)]
    if len(articles) > given.sample:
        articles = random.Random(0).sample(articles, given.sample)
    pipeline = Pipeline(clock=time.perf_counter)
    for warm_up in itertools.islice(articles, 3):
        pipeline(warm_up)
        segment_words(warm_up)
    pipeline.counts.seconds.clear()
    characters = sum(len(article.content) for article in articles)
    print(f"{len(articles)} articles of {characters / len(articles):,.0f} characters")
    for name, function in (
        ("tinvan, whole pipeline", pipeline),
        ("underthesea word_tokenize alone", segment_words),
    ):
        rate = len(articles) / seconds(function, articles)
        print(f"{name:<34}{rate:8.1f} articles/s")
    whole = sum(pipeline.counts.seconds.values())
    for stage, spent in pipeline.counts.seconds.items():
        print(f"  {stage:<32}{spent / whole:8.1%} of the pipeline")


if __name__ == "__main__":
    main()
