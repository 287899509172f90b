"""Writes docs/licences.md: the licences of all that tinvan and its extras bring along.

They are read from the metadata of the packages that are installed here, transitively; the extras of
developers (bench, dev, docs, train) are left out.
"""

import importlib.metadata
import re
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
FOR_DEVELOPERS = frozenset({"bench", "dev", "docs", "train"})
GPL = re.compile(r"\b(?:[AL]?GPL|GNU (?:Affero |Lesser )?General Public)", re.IGNORECASE)
_HEAD = """# Licences

tinvan is Apache-2.0. What it brings along, and what that brings along, is under the licences below;
none of it is under the GPL, LGPL or AGPL, which a test watches. `python bench/licences.py` writes
this page from the metadata of the packages, as installed; [dependencies](dependencies.md) tells why
each is needed.
"""
# Where metadata has the text of a licence or nothing, what the package's own licence file says.
_TOLD = {
    "regex": "Apache-2.0 AND CNRI-Python",
    "tqdm": "MPL-2.0 AND MIT",
}
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "The Unlicense (Unlicense)": "Unlicense",
}


class Package(NamedTuple):
    """A package that is brought along.

    Attributes:
        name: As the index has it.
        licence: SPDX where its metadata tells.
        through: The package, or the extra of tinvan, that asks for it first.
    """

    name: str
    licence: str
    through: str


def brought_along(extras: Iterable[str] = ()) -> dict[str, Package]:
    """Return the packages of the tree of dependencies by canonical name.

    Args:
        extras: The extras of tinvan to follow too.

    Raises:
        importlib.metadata.PackageNotFoundError: If one is not installed.
    """
    found: dict[str, Package] = {}
    waiting = deque(
        (needed, f"extra {extra}" if extra else "tinvan")
        for extra in ("", *extras)
        for needed in _requirements("tinvan", {extra} if extra else set())
    )
    followed: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        needed, through = waiting.popleft()
        name = canonicalize_name(needed.name)
        asked = (name, frozenset(needed.extras))
        if asked in followed or name == "tinvan":
            continue
        followed.add(asked)
        found.setdefault(name, Package(needed.name, licence_of(needed.name), through))
        waiting.extend((inner, needed.name) for inner in _requirements(name, needed.extras))
    return found


def user_extras() -> list[str]:
    """Return the extras of tinvan that are for users."""
    told = importlib.metadata.metadata("tinvan").get_all("Provides-Extra") or []
    return sorted(set(told) - FOR_DEVELOPERS)


def licence_of(name: str) -> str:
    """Return the licence that the metadata of a package tells."""
    if name in _TOLD:
        return _TOLD[name]
    about = importlib.metadata.metadata(name).json
    if expression := about.get("license_expression"):
        return str(expression)
    kinds = [
        _CLASSIFIERS.get(kind.rpartition(" :: ")[2], kind.rpartition(" :: ")[2])
        for kind in about.get("classifier", ())
        if kind.startswith("License :: OSI Approved :: ")
    ]
    stated = str(about.get("license", "")).strip()
    short = stated if stated and "\n" not in stated and len(stated) < 60 else ""
    return " AND ".join(kinds) or short or "not told by its metadata"


def page() -> str:
    """Return the page."""
    needed = brought_along()
    lines = [_HEAD, "## Always\n", *_table(needed.values())]
    for extra in user_extras():
        try:
            more = brought_along([extra])
        except importlib.metadata.PackageNotFoundError as error:
            raise SystemExit(f"{error} is not installed: pip install -e '.[{extra}]'") from None
        added = [package for name, package in more.items() if name not in needed]
        lines += [f"\n## With the extra `{extra}`\n", *_table(added)]
    return "\n".join(lines) + "\n"


def _requirements(name: str, extras: Iterable[str]) -> Iterator[Requirement]:
    """Yield what a package asks for, itself or for some of its extras."""
    asked = [Requirement(line) for line in importlib.metadata.requires(name) or []]
    given = [extra.lower() for extra in extras]
    for needed in asked:
        if needed.marker is None:
            applies = name != "tinvan" or not given
        else:
            applies = any(needed.marker.evaluate({"extra": extra}) for extra in given or [""])
        if applies:
            yield needed


def _table(packages: Iterable[Package]) -> Iterator[str]:
    yield "| package | licence | through |\n| --- | --- | --- |"
    for package in sorted(packages, key=lambda one: one.name.lower()):
        yield f"| {package.name} | {package.licence} | {package.through} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
