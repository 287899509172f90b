"""Measures articles a second: `python bench/speed.py news.jsonl.gz --pages pages/*.html`.

tinvan from text to facts and from HTML to facts, beside word segmentation alone (underthesea),
main content alone (trafilatura, resiliparse), Duckling, one scan for the first words of all
lexicons, and the bytes alone; what is not installed is left out. All on the same articles, in
rounds that take turns, on one core, by CPU time. Loading is not counted. Then what `--growth` and
`--sizes` ask for: the time for an article, and the peak of memory, over more and more articles,
and over longer and longer ones.
"""

import argparse
import itertools
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))  # run as a file, as well as a module

from bench.cleaning_speed import peak_mib
from bench.cleaning_tools import make_tool
from bench.values_peers import available
from tinvan.document import Source
from tinvan.names.knowledge import load_knowledge
from tinvan.output.run import rare_collections
from tinvan.pipeline import Pipeline
from tinvan.read.inputs import Inputs
from tinvan.values.rule_text import RuleText, Starts

Reader = Callable[[Source], object]
_WARM_UP = 20  # articles that are read before the first round
_ROUNDS = 5
_SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # characters


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", metavar="IN")
    parser.add_argument("--pages", nargs="*", default=[], metavar="HTML", help="pages of articles")
    parser.add_argument("--sample", type=int, default=300, help="articles, drawn by a fixed seed")
    parser.add_argument(
        "--growth", nargs="*", type=int, default=[], metavar="N", help="numbers of articles"
    )
    parser.add_argument("--sizes", action="store_true", help="articles of 1 kB to 10 MB as well")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    articles = [item for item in Inputs(given.paths) if isinstance(item, Source)]
    every = articles
    articles = random.Random(0).sample(articles, min(given.sample + _WARM_UP, len(articles)))
    pages = [_page(path) for path in given.pages]
    pipeline = Pipeline()
    with rare_collections():
        print_rates(pipeline, articles[:_WARM_UP], articles[_WARM_UP:], pages)
        if given.growth:
            print_growth(pipeline, random.Random(1).sample(every, len(every)), given.growth)
        if given.sizes:
            print_sizes(pipeline, every)


def print_rates(
    pipeline: Pipeline, first: Sequence[Source], articles: Sequence[Source], pages: Sequence[Source]
) -> None:
    """Print the rates of all tools, and the shares of the stages of the pipeline."""
    characters = sum(len(article.content) for article in articles)
    print(f"{len(articles)} articles of {characters / len(articles):,.0f} characters")
    if pages:
        size = sum(len(page.content) for page in pages) / len(pages)
        print(f"{len(pages)} pages of {size:,.0f} characters")
    tools: list[tuple[str, str, Reader]] = [
        ("tinvan, text to facts", "text", pipeline),
        ("tinvan, html to facts", "html", Pipeline()),
        *_peers(),
    ]
    for _, kind, read in tools:
        for source in first if kind == "text" else pages[:2]:
            read(source)
    rates: dict[str, list[float]] = {}
    for number in range(_ROUNDS):
        sources = {"text": articles[number::_ROUNDS], "html": pages}
        for name, kind, read in tools:
            if sources[kind]:
                rate = len(sources[kind]) / _seconds(read, sources[kind])
                rates.setdefault(name, []).append(rate)
    print(f"{'':<34}{'a second':>10}  tinvan's rate to it, by round")
    for name, kind, _ in tools:
        if name in rates:
            own = rates[f"tinvan, {kind} to facts"]
            ratio = median(a / b for a, b in zip(own, rates[name], strict=True))
            print(f"{name:<34}{median(rates[name]):>10,.1f}{ratio:>10,.3f}")
    # Apart, since to ask for the time takes long on some machines.
    timed = Pipeline(clock=time.thread_time)
    for source in articles:
        timed(source)
    stages = timed.counts.seconds
    whole = sum(stages.values())
    shares = ", ".join(f"{stage} {spent / whole:.0%}" for stage, spent in stages.items())
    print(
        f"stages from text to facts: {shares}\npeak memory: {peak_mib():,.0f} MiB, with all tools"
    )


def print_growth(pipeline: Pipeline, articles: Sequence[Source], numbers: Sequence[int]) -> None:
    """Print time and memory while one process goes on to more and more articles."""
    print(f"\n{'articles':>10}{'ms each':>10}{'peak MiB':>10}")
    done, spent = 0, 0.0
    endless = itertools.cycle(articles)
    for number in sorted(numbers):
        spent += _seconds(pipeline, itertools.islice(endless, number - done))
        done = number
        print(f"{done:>10,}{1e3 * spent / done:>10.2f}{peak_mib():>10,.0f}", flush=True)


def print_sizes(pipeline: Pipeline, articles: Sequence[Source]) -> None:
    """Print time and memory for articles that are put together from as many as there are."""
    whole = "\n".join(article.content for article in articles)
    print(f"\n{'characters':>12}{'s':>9}{'µs each':>10}{'peak MiB':>10}")
    for size in _SIZES:
        text = (whole * (size // len(whole) + 1))[:size]
        spent = _seconds(pipeline, [Source(doc_id="long", content=text)])
        print(
            f"{size:>12,}{spent:>9.2f}{1e6 * spent / size:>10.2f}{peak_mib():>10,.0f}", flush=True
        )


def _peers() -> Iterator[tuple[str, str, Reader]]:
    """Yield the tools beside tinvan: name, what they read, and how."""
    yield "underthesea word_tokenize alone", "text", _word_tokenize()
    readers, missing = available()
    if duckling := next((reader for reader in readers if reader.name == "duckling"), None):
        yield "Duckling alone", "text", lambda source: duckling.read(source.content, None)
    starts = Starts(load_knowledge().gazetteer.first_words())
    yield "one scan for words of lexicons", "text", lambda s: [*starts(RuleText(s.content))]
    yield "bytes read and decoded", "text", lambda s: s.content.encode().decode()
    for name in ("trafilatura", "resiliparse"):
        try:
            tool = make_tool(name)
        except ImportError as error:
            missing.append(f"{name} is left out: {error}")
        else:
            yield f"{name} alone", "html", _on_content(tool.read)
    print(*missing, sep="\n", file=sys.stderr)


def _on_content(read: Callable[[str], object]) -> Reader:
    return lambda source: read(source.content)


def _word_tokenize() -> Reader:
    from underthesea import word_tokenize

    def read(source: Source) -> None:
        for line in source.content.splitlines():
            word_tokenize(line, use_token_normalize=False)

    return read


def _page(path: str) -> Source:
    markup = Path(path).read_text("utf-8", errors="replace")
    return Source(doc_id=path, content=markup, media="html")


def _seconds(read: Reader, sources: Iterator[Source] | Sequence[Source]) -> float:
    """Return the CPU time that a reader takes for all sources."""
    began = time.process_time()
    for source in sources:
        read(source)
    return time.process_time() - began


if __name__ == "__main__":
    main()
