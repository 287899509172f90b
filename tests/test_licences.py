"""Licences of what tinvan brings along."""

import importlib.metadata

import pytest

from bench.licences import GPL, PAGE, brought_along, user_extras

LISTED = PAGE.read_text(encoding="utf-8")


def test_nothing_that_is_brought_along_is_under_the_gpl() -> None:
    needed = brought_along()
    assert len(needed) > 20
    for package in needed.values():
        assert not GPL.search(package.licence), package
    rows = [line for line in LISTED.splitlines() if line.startswith("|")]
    assert not [row for row in rows if GPL.search(row)]


@pytest.mark.parametrize("extra", ["", *user_extras()])
def test_the_page_lists_what_tinvan_asks_for(extra: str) -> None:
    try:
        needed = brought_along([extra] if extra else ())
    except importlib.metadata.PackageNotFoundError as error:
        pytest.skip(f"{error} is not installed")
    rows = {row.split(" | ")[0].removeprefix("| ").lower() for row in LISTED.splitlines()}
    # What these bring along in turn changes with their releases, and is listed as it was.
    own = [p for p in needed.values() if p.through in ("tinvan", f"extra {extra}")]
    assert own
    assert not [p.name for p in own if p.name.lower() not in rows], "run python bench/licences.py"
    assert all(package.licence != "not told by its metadata" for package in own)


def test_a_gpl_licence_would_be_found() -> None:
    assert all(map(GPL.search, ("GPL-3.0-or-later", "LGPLv2", "GNU General Public License v3")))
    assert not any(map(GPL.search, ("MPL-2.0 AND MIT", "Apache-2.0", "BSD-3-Clause", "PSF-2.0")))
