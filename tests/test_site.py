"""The documentation as a site: it builds without a warning, and loads nothing from elsewhere."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench.refresh_docs import PAGES
from tests.snippets import ROOT

SOURCE = re.compile(
    r"""<(?:script|img|iframe|source)[^>]*\ssrc="?(https?:)?//|<link[^>]*\shref="?(https?:)?//"""
    r"""|@import|url\(["']?(https?:)?//""",
)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_made_as_a_whole_are_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run `make docs`"


@pytest.mark.large
def test_the_site_builds_strictly_and_loads_nothing_from_elsewhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", tmp_path],
        cwd=ROOT, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    written = [*tmp_path.rglob("*.html"), *tmp_path.rglob("*.css")]
    assert len(written) > 30
    for path in written:
        assert not SOURCE.search(path.read_text(encoding="utf-8")), path
