"""A release: wheel and sdist, checked, installed into fresh environments, and used there."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."
VERSIONS = ("3.11", "3.12", "3.13")


def interpreters() -> list[str]:
    """Return the Pythons at hand, one of each version that tinvan is for."""
    found = []
    for version in VERSIONS:
        names = [shutil.which(f"python{version}")]
        names += [str(path) for path in Path.home().glob(f".pyenv/versions/{version}.*/bin/python")]
        found += [name for name in names if name and _runs(name, version)][:1]
    return found


def _runs(name: str, version: str) -> bool:
    asked = [name, "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip() == version


def run(*command: Path | str, cwd: Path) -> str:
    """Run a command outside the checkout and its environment."""
    environment = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build wheel and sdist."""
    folder = tmp_path_factory.mktemp("dist")
    hooks = "from hatchling.build import build_sdist, build_wheel"
    code = f"{hooks}; build_sdist({str(folder)!r}); build_wheel({str(folder)!r})"
    run(sys.executable, "-c", code, cwd=ROOT)
    return folder


@pytest.mark.large
def test_what_is_released_is_fit_for_an_index(dist: Path) -> None:
    files = sorted(map(str, dist.iterdir()))
    assert [name.rpartition("tinvan-")[2] for name in files] == [
        "0.1.0-py3-none-any.whl", "0.1.0.tar.gz"
    ]  # fmt: skip
    told = run(sys.executable, "-m", "twine", "check", "--strict", *files, cwd=dist)
    assert told.count("PASSED") == len(files)
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        (metadata,) = (name for name in wheel.namelist() if name.endswith("/METADATA"))
        lines = wheel.read(metadata).decode().splitlines()
    assert {"License-Expression: Apache-2.0", "License-File: LICENSE"} <= set(lines)
    assert "Requires-Python: >=3.11" in lines


@pytest.mark.large
@pytest.mark.parametrize("kind", ["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
@pytest.mark.parametrize("python", interpreters(), ids=lambda name: Path(name).parts[-3])
def test_it_installs_into_a_fresh_environment_and_extracts(
    python: str, kind: str, dist: Path, tmp_path: Path
) -> None:
    if kind == "*.tar.gz" and python != interpreters()[0]:
        pytest.skip("the sdist gives the same wheel in every Python")
    run(python, "-m", "venv", "fresh", cwd=tmp_path)
    place = tmp_path / "fresh" / "bin"
    run(place / "python", "-m", "pip", "install", "--quiet", next(dist.glob(kind)), cwd=tmp_path)
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")
    printed = run(place / "tinvan", "extract", "tin.txt", "--out", "-", cwd=tmp_path)
    assert [json.loads(line)["anchor"]["text"] for line in printed.splitlines()] == ["52,5%"]
    findings = {
        one["name"]: one
        for one in json.loads(run(place / "tinvan", "doctor", "--json", cwd=tmp_path))
    }
    assert not [one for one in findings.values() if one["state"] == "wrong"]
    assert "files of tinvan are as installed" in findings["rules"]["said"]


def test_the_pythons_that_are_promised_are_those_that_are_tried() -> None:
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for version in VERSIONS:
        assert f'"Programming Language :: Python :: {version}"' in project
