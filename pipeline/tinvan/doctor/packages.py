"""The packages that tinvan stands on, against what its own metadata asks for."""

import importlib.metadata
import itertools
import platform
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tinvan.doctor.finding import Finding
from tinvan.doctor.imports import not_imported

_PYTHON = (3, 11)
_FOR_DEVELOPERS = ("bench", "dev", "docs", "train")
_NOT_IMPORTED = ("underthesea",)  # of which only files are read
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


def packages() -> Iterator[Finding]:
    """Yield what is so of each package that is always needed, then of each extra."""
    asked = [one for one in requirements() if one.extra not in _FOR_DEVELOPERS]
    problems = _problems(asked)
    for needed in asked:
        if needed.extra is None:
            problem = problems.get(needed.name)
            said = problem.said if problem else importlib.metadata.version(needed.name)
            remedy = problem.remedy if problem else None
            yield Finding(needed.name, "wrong" if problem else "ok", said, remedy)
    yield from _extras(asked, problems)


def _extras(asked: Sequence[Requirement], problems: Mapping[str, "_Problem"]) -> Iterator[Finding]:
    """Yield which extras are there."""
    optional = sorted((r for r in asked if r.extra), key=lambda one: one.extra or "")
    for extra, group in itertools.groupby(optional, key=lambda one: one.extra or ""):
        wrong = {one.name: problems[one.name] for one in group if one.name in problems}
        if not wrong:
            yield Finding(f"extra {extra}", "ok", "there")
            continue
        said = "; ".join(f"{name} {problem.said}" for name, problem in wrong.items())
        broken = [problem.remedy for problem in wrong.values() if problem.is_there]
        remedy = "; ".join(broken) or f"pip install 'tinvan[{extra}]'"
        yield Finding(f"extra {extra}", "note", said, remedy)


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


class _Problem(NamedTuple):
    """What is wrong with a package.

    Attributes:
        said: What it is.
        remedy: What to do about it.
        is_there: Whether the right version is installed.
    """

    said: str
    remedy: str
    is_there: bool = False


def _problems(asked: Sequence[Requirement]) -> dict[str, _Problem]:
    """Return what is wrong with packages, by name, of those with which something is."""
    found = {}
    for needed in asked:
        if said := _wrong_version(needed):
            found[needed.name] = _Problem(said, f"pip install '{needed.name}{needed.bounds}'")
    there = [one.name for one in asked if one.name not in (*found, *_NOT_IMPORTED)]
    for name, why in not_imported(list(dict.fromkeys(there))).items():
        said = f"{importlib.metadata.version(name)} is there, but cannot be imported ({why})"
        remedy = f"pip install --force-reinstall --no-deps {name}"
        found[name] = _Problem(said, remedy, is_there=True)
    return found


def _wrong_version(needed: Requirement) -> str | None:
    """Return what is wrong with the version of a package, None where nothing is."""
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
