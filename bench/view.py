"""Measures the page of a run in a headless Chromium: `python bench/view.py outputs`.

How long it takes to write it, until something is seen and until it can be used, to open an
article, to search and to filter, each from the click or key to the frame that shows it, and the
frames while the list is scrolled. Medians of several tries, in milliseconds: as waited for, and of
work of the page's main thread, which other work on the machine does not change.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from tinvan.merge.indices import load_indices
from tinvan.output.stored import StoredRun
from tinvan.viewer import collect, write_page

_TRIES = 5
_FRAMES = 40  # frames of scrolling

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
    parser.add_argument(
        "--picture", nargs=2, metavar=("PNG", "FACT"), help="only draw it, with a fact chosen"
    )
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
        if given.picture:
            draw(browser, path, *given.picture)
            return
        print(f"{'':<40} {'waited':>8}    {'work':>8}")
        for what, took in measured(browser, path, given.query):
            work = f"{took.work:8.0f} ms" if took.work else ""
            print(f"{what:<40} {took.waited:8.0f} ms {work}")
        browser.close()


class Took(NamedTuple):
    """What something took, in milliseconds."""

    waited: float
    work: float


def middle(tries: Iterable[Took]) -> Took:
    """Return the medians of several tries."""
    waited, work = zip(*tries, strict=True)
    return Took(median(waited), median(work))


class Measured:
    """A page whose work is measured.

    Args:
        browser: The browser; the page has a profile of its own in it.
        path: The page.
    """

    def __init__(self, browser: Browser, path: Path) -> None:
        self._page = browser.new_context(viewport={"width": 1360, "height": 800}).new_page()
        self._session = self._page.context.new_cdp_session(self._page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})
        self._page.goto(path.as_uri())
        seen, shown = self._page.evaluate(_STARTED)
        self.seen, self.usable = Took(seen, 0.0), Took(shown, self.work())

    def do(self, act: str, argument: str | int) -> Took:
        """Do something, and return what it took until it was seen."""
        before = self.work()
        waited = self._page.evaluate(_TIMED, [act, argument])
        return Took(waited, self.work() - before)

    def scroll(self) -> list[float]:
        """Scroll through the list, and return the milliseconds of each frame."""
        frames: list[float] = self._page.evaluate(_SCROLLED, _FRAMES)
        return frames

    def settle(self) -> None:
        """Wait until the texts are ready to be searched."""
        self._page.wait_for_selector("html[data-searchable]")

    def work(self) -> float:
        """Return the work of the main thread so far, in milliseconds."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(m["value"] for m in metrics if m["name"] == "TaskDuration"))


def measured(browser: Browser, path: Path, queries: list[str]) -> Iterator[tuple[str, Took]]:
    """Yield what was measured of a page."""
    pages = [Measured(browser, path) for _ in range(_TRIES)]
    yield "until something is seen", middle(page.seen for page in pages)
    yield "until it can be used", middle(page.usable for page in pages)
    page = Measured(browser, path)
    yield "first search, as soon as it is open", page.do("type", queries[0])
    page.settle()
    words = [query for _ in range(_TRIES) for query in reversed(queries)]
    yield "search, of which 120 wait for more keys", middle(page.do("type", one) for one in words)
    page.do("type", "")
    yield "open an article", middle(page.do("open", at) for at in range(1, _TRIES))
    yield "filter by type", middle(page.do("filter", at % 4) for at in range(8))
    before = page.work()
    frames = page.scroll()
    work = (page.work() - before) / len(frames)
    yield "a frame of scrolling, median", Took(median(frames), work)
    yield "a frame of scrolling, 95th of 100", Took(quantiles(frames, n=20)[-1], work)


def draw(browser: Browser, path: Path, picture: str, fact: str) -> None:
    """Take a picture of the page, with a fact chosen by its number."""
    page = browser.new_page(viewport={"width": 1360, "height": 760}, locale="en-GB")
    page.goto(f"{path.as_uri()}#/articles/0/{fact}")
    page.wait_for_timeout(500)
    page.screenshot(path=picture)


if __name__ == "__main__":
    main()
