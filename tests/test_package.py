"""The package: what a user gets who has no checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path
from typing import get_args

import pytest

import tinvan

ROOT = Path(__file__).parents[1]
TEXT = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the sdist, as an installer would, without the network."""
    folder = tmp_path_factory.mktemp("dist")
    build = f"from hatchling.build import build_sdist; build_sdist({str(folder)!r})"
    subprocess.run([sys.executable, "-c", build], cwd=ROOT, capture_output=True, check=True)
    (sdist,) = folder.glob("*.tar.gz")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, sdist)
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel in an environment outside the checkout, and return its Python.

    Dependencies are those of this environment; the checkout itself is not among them.
    """
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    pip("--python", python, "install", "--no-deps", wheel)
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
    return python


def pip(*arguments: Path | str) -> None:
    """Run pip without the network."""
    offline = {**os.environ, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    command = [sys.executable, "-m", "pip", "--quiet", *arguments]
    subprocess.run(command, env=offline, check=True)


def run(*command: Path | str, cwd: Path) -> str:
    """Run a command far from the checkout and its environment."""
    environment = {name: value for name, value in os.environ.items() if "PYTHON" not in name}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_installed_package_brings_its_rules_and_extracts(python: Path, tmp_path: Path) -> None:
    where = "import tinvan; from tinvan.ruleset import find_rules; print(tinvan.__file__)"
    package, rules = run(python, "-c", f"{where}; print(find_rules())", cwd=tmp_path).split()
    assert Path(package).is_relative_to(python.parents[1])
    assert Path(rules) == Path(package).parent / "rules"
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")
    facts = run(python.parent / "tinvan", "extract", "tin.txt", "--out", "-", cwd=tmp_path)
    assert [json.loads(line)["anchor"]["text"] for line in facts.splitlines()] == ["52,5%"]


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {
        "tinvan", f"tinvan-{tinvan.__version__}.dist-info"
    }  # fmt: skip
    assert "tinvan/py.typed" in names
    assert {name.removeprefix("tinvan/rules/") for name in names if "/rules/" in name} == {
        path.relative_to(ROOT / "rules").as_posix()
        for path in (ROOT / "rules").rglob("*")
        if path.is_file()
    }


def test_importing_tinvan_imports_nothing_heavy() -> None:
    code = "import sys, tinvan; print(*{'msgspec', 'regex', 'bs4', 'pandas'} & set(sys.modules))"
    assert run(sys.executable, "-c", code, cwd=ROOT).split() == []


def test_every_public_name_can_be_imported_and_is_typed() -> None:
    typed = (ROOT / "pipeline" / "tinvan" / "__init__.py").read_text(encoding="utf-8")
    for name in set(tinvan.__all__) - {"__version__"}:
        assert getattr(tinvan, name).__module__.startswith("tinvan.") or name == "AnyFact"
        assert f" import {name} as {name}\n" in typed
    assert set(dir(tinvan)) == set(tinvan.__all__)
    assert {kind.__name__ for kind in get_args(tinvan.AnyFact)} <= set(tinvan.__all__)
    with pytest.raises(AttributeError, match="no attribute 'planet'"):
        _ = tinvan.planet  # type: ignore[attr-defined]


def test_extract_gives_typed_facts() -> None:
    (fact,) = tinvan.extract(TEXT, published="17/09/2020", url="https://a.vn/1", doc_id="a")
    assert isinstance(fact, tinvan.Percentage)
    assert isinstance(fact.anchor, tinvan.Span)
    assert TEXT[fact.anchor.start : fact.anchor.end] == fact.anchor.text == "52,5%"
    assert (fact.doc_id, fact.url, fact.published) == ("a", "https://a.vn/1", "2020-09-17")


def test_extract_takes_what_no_file_can_hold_and_refuses_what_is_no_day() -> None:
    assert tinvan.extract("a\ud800 " + TEXT)[0].evidence.text
    with pytest.raises(ValueError, match="isoformat"):
        tinvan.extract(TEXT, published="hôm qua")
    assert tinvan.extract("") == ()


def test_a_pipeline_is_composed_of_stages() -> None:
    stages = tinvan.Pipeline().stages
    assert [stage.name for stage in stages] == [
        "read", "clean", "segment", "tokenise", "recognise", "resolve", "assemble", "decide"
    ]  # fmt: skip
    document = tinvan.Pipeline(stages[:3])(tinvan.Source(doc_id="a", content=TEXT))
    assert [document.text_of(sentence) for sentence in document.sentences] == [TEXT]
    assert document.facts == ()
