"""The page of `tinvan view` in a headless Chromium."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

SERIOUS = ("serious", "critical")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser of the machine; without one the test is skipped."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("Chromium is missing: on Debian, apt-get install chromium")
    expect.set_options(timeout=30_000)  # the machine may be busy with other things
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


class Opener:
    """Opens pages from disk, and keeps what went wrong in them.

    Args:
        browser: The browser.

    Attributes:
        wrong: Errors of scripts, what the policy refused, what was asked of the network, and
            dialogs that opened.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self.wrong: list[str] = []

    def __call__(self, path: Path, setup: str = "", **options: Any) -> Page:  # noqa: ANN401
        """Open a page in a profile of its own.

        Args:
            path: The page.
            setup: A script that runs before those of the page.
            options: Of the context, as Playwright calls them.
        """
        usual = {"viewport": {"width": 1360, "height": 800}, "locale": "en-GB"}
        context = self._browser.new_context(**{**usual, **options})
        if setup:
            context.add_init_script(setup)
        return self._opened(context, path)

    def beside(self, page: Page, path: Path, setup: str = "") -> Page:
        """Open a page in another tab of the browser that has a page open.

        Args:
            page: The page that is open.
            path: The page to open.
            setup: A script that runs before those of the new one.
        """
        return self._opened(page.context, path, setup)

    def _opened(self, context: BrowserContext, path: Path, setup: str = "") -> Page:
        """Open a page in a tab of its own."""
        page = context.new_page()
        if setup:
            page.add_init_script(setup)
        page.set_default_timeout(60_000)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self._note(said.type == "error", said.text))
        page.on("request", lambda asked: self._note(not _local(asked.url), asked.url))
        page.on("dialog", lambda dialog: self._note(True, f"dialog: {dialog.message}"))
        page.goto(path.as_uri())
        return page

    def _note(self, is_wrong: bool, what: str) -> None:
        """Keep something, if it is wrong."""
        if is_wrong:
            self.wrong.append(what)


def serious_findings(page: Page) -> list[str]:
    """Return what axe finds in a page that is serious or critical."""
    page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:240]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def _local(url: str) -> bool:
    """Tell whether an address is of the page itself."""
    return url.startswith(("file:", "blob:", "data:"))


def chosen(page: Page) -> str:
    """Return the anchor of the fact that is chosen, as its card has it."""
    return page.locator(".card.chosen .anchor").inner_text()
