"""Fixtures that several test files share."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def real() -> Path:
    """Return the folder of real articles, which are not part of the project."""
    folder = os.environ.get("TINVAN_REAL")
    if not folder:
        pytest.skip("set TINVAN_REAL to the folder of real articles")
    return Path(folder)
