"""The packages that tinvan stands on, against what its own metadata asks for."""

import importlib.metadata
import itertools
import platform
import re
import sys
from collections.abc import Iterator
from typing import NamedTuple

from tinvan.doctor.finding import Finding

_PYTHON = (3, 11)
_FOR_DEVELOPERS = ("bench", "dev", "docs", "train")
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[[^]]*\])?(?P<bounds>[^;]*)(?:;(?P<marker>.*))?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w-]+)["']""")
_BOUND = re.compile(r"(>=|<)\s*([\d.]+)")


class Requirement(NamedTuple):
    """A package that is asked for.

    Attributes:
        name: As the index of packages has it.
        bounds: Its versions: ">=3.8,<4".
        extra: The extra that asks for it; None for what is always needed.
    """

    name: str
    bounds: str
    extra: str | None


def python() -> Finding:
    """Say whether Python is new enough."""
    said = f"{platform.python_version()}, {sys.executable}"
    if sys.version_info < _PYTHON:
        return Finding("Python", "wrong", said, "Install Python 3.11 or newer")
    return Finding("Python", "ok", said)


def dependencies() -> Iterator[Finding]:
    """Yield what is so of each package that is always needed."""
    for needed in requirements():
        if needed.extra is None:
            problem = _problem(needed)
            remedy = f"pip install '{needed.name}{needed.bounds}'" if problem else None
            said = problem or importlib.metadata.version(needed.name)
            yield Finding(needed.name, "wrong" if problem else "ok", said, remedy)


def extras() -> Iterator[Finding]:
    """Yield which extras are there, less those that only developers need."""
    optional = sorted((r for r in requirements() if r.extra), key=lambda one: one.extra or "")
    for extra, group in itertools.groupby(optional, key=lambda one: one.extra or ""):
        if extra in _FOR_DEVELOPERS:
            continue
        problems = [f"{one.name} {problem}" for one in group if (problem := _problem(one))]
        name = f"extra {extra}"
        if problems:
            yield Finding(name, "note", "; ".join(problems), f"pip install 'tinvan[{extra}]'")
        else:
            yield Finding(name, "ok", "there")


def requirements() -> list[Requirement]:
    """Return what the metadata of the installed tinvan asks for; nothing where it has none."""
    try:
        asked = importlib.metadata.requires("tinvan") or []
    except importlib.metadata.PackageNotFoundError:
        return []
    found = []
    for line in asked:
        parts = _REQUIREMENT.match(line)
        if parts:
            extra = _EXTRA.search(parts["marker"] or "")
            bounds = parts["bounds"].strip().strip("()")
            found.append(Requirement(parts["name"], bounds, extra[1] if extra else None))
    return found


def _problem(needed: Requirement) -> str | None:
    """Return what is wrong with a package, None where nothing is."""
    try:
        version = importlib.metadata.version(needed.name)
    except importlib.metadata.PackageNotFoundError:
        return "is not installed"
    for sign, bound in _BOUND.findall(needed.bounds):
        reached = _numbers(version) >= _numbers(bound)
        if reached != (sign == ">="):
            return f"{version} is not {needed.bounds}"
    return None


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers that a version begins with, without the noughts at its end."""
    numbers = [int(part) for part in re.match(r"[\d.]*", version)[0].split(".") if part]  # type: ignore[index]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
