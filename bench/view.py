"""Measures the page of a run in a headless Chromium: `python bench/view.py outputs`.

How long it takes to write it, until something is seen and until it can be used, to open an
article, to search and to filter, each from the click or key to the frame that shows it, and the
frames while the list is scrolled. Medians of several tries, in milliseconds.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Browser, Page, sync_playwright

from tinvan.merge.indices import load_indices
from tinvan.output.stored import StoredRun
from tinvan.viewer import collect, write_page

_TRIES = 9
_LATEST = 40  # frames of scrolling

# Does something, and tells how long it took until it was seen.
_TIMED = """async ([act, argument]) => {
  const acts = {
    open: () => document.querySelectorAll("#articles button")[argument].click(),
    type: () => {
      const field = document.querySelector("#search");
      field.value = argument;
      field.dispatchEvent(new Event("input"));
    },
    filter: () => document.querySelectorAll(".type-button")[argument].click(),
  };
  const count = document.querySelector("#count");
  const changed = act === "type"
    ? new Promise((done) => new MutationObserver(done).observe(count, { childList: true }))
    : null;
  const before = performance.now();
  acts[act]();
  await changed;
  await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
  return performance.now() - before;
}"""
_SCROLLED = """async (frames) => {
  const box = document.querySelector("#articles");
  const took = [];
  for (let at = 0; at < frames; at++) {
    const before = performance.now();
    box.scrollTop += 700;
    await new Promise(requestAnimationFrame);
    took.push(performance.now() - before);
  }
  return took;
}"""
_STARTED = """() => [
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByName("shown")[0].startTime,
]"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="DIR", help="what `tinvan extract` wrote")
    parser.add_argument("--query", nargs=2, default=["ho so", "chinh phu"], metavar="WORDS")
    given = parser.parse_args()
    program = shutil.which("chromium")
    if program is None:
        sys.exit("Chromium is missing: on Debian, apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        path = Path(folder) / "view.html"
        began = time.perf_counter()
        collected = collect(StoredRun(given.folder), load_indices(None))
        size = write_page(collected, path)
        seconds = time.perf_counter() - began
        index = collected.index
        print(f"{len(index.articles)} articles, {len(index.facts.type)} facts, {size / 1e6:.1f} MB")
        print(f"{'written in':<40} {seconds:8.1f} s")
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for what, took in measured(browser, path, given.query):
            print(f"{what:<40} {took:8.0f} ms")
        browser.close()


def measured(browser: Browser, path: Path, queries: list[str]) -> Iterator[tuple[str, float]]:
    """Yield what was measured of a page, with its milliseconds."""
    pages = [opened(browser, path) for _ in range(_TRIES)]
    paints, uses = zip(*(page.evaluate(_STARTED) for page in pages), strict=True)
    yield "until something is seen", median(paints)
    yield "until it can be used", median(uses)
    page = pages[-1]
    first = page.evaluate(_TIMED, ["type", queries[0]])
    yield "first search, as soon as it opened", first
    words = [query for _ in range(_TRIES) for query in reversed(queries)]
    yield "search", median(page.evaluate(_TIMED, ["type", one]) for one in words)
    page.evaluate(_TIMED, ["type", ""])
    yield "open an article", median(page.evaluate(_TIMED, ["open", at]) for at in range(1, _TRIES))
    yield "filter by type", median(page.evaluate(_TIMED, ["filter", at % 4]) for at in range(8))
    frames = page.evaluate(_SCROLLED, _LATEST)
    yield "a frame of scrolling, median", median(frames)
    yield "a frame of scrolling, 95th of 100", quantiles(frames, n=20)[-1]


def opened(browser: Browser, path: Path) -> Page:
    """Open the page in a profile of its own."""
    page = browser.new_context(viewport={"width": 1360, "height": 800}).new_page()
    page.goto(path.as_uri())
    return page


if __name__ == "__main__":
    main()
