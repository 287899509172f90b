"""`tinvan doctor`, `tinvan completion`, and what all commands have in common."""

import base64
import hashlib
import importlib.metadata
import json
import subprocess
from collections import defaultdict
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import tinvan
from tinvan.cli import main
from tinvan.doctor import Finding, examine
from tinvan.doctor.imports import not_imported
from tinvan.doctor.packages import packages, requirements


def run(*arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(main, list(arguments), env=environment)


def found(name: str) -> Finding:
    return next(finding for finding in examine() if finding.name == name)


def test_doctor_finds_all_well_here(tmp_path: Path) -> None:
    result = run("doctor", "--json", TINVAN_CACHE=str(tmp_path))
    assert result.exit_code == 0, result.stdout
    findings = {finding["name"]: finding for finding in json.loads(result.stdout)}
    assert findings["tinvan"]["said"] == tinvan.__version__
    assert {one.name for one in requirements() if one.extra is None} <= set(findings)
    assert findings["self-test"]["state"] == "ok"
    assert all(one["remedy"] for one in findings.values() if one["state"] != "ok")


def test_doctor_names_what_is_wrong_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version
    old = {"lxml": "4.9.4", "click": "8.10"}
    monkeypatch.setattr(importlib.metadata, "version", lambda name: old.get(name) or real(name))
    monkeypatch.setattr("tinvan.extract", lambda *_, **__: ())
    result = run("doctor", "--quiet")
    assert result.exit_code == 1
    assert "lxml" in result.stdout
    assert "4.9.4 is not >=5" in result.stdout
    assert "pip install 'lxml>=5'" in result.stdout
    assert "was read as nothing" in result.stdout
    assert "click" not in result.stdout  # 8.10 is newer than 8.2


def test_doctor_tells_which_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = importlib.metadata.version

    def version(name: str) -> str:
        if name == "duckdb":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    finding = found("extra duckdb")
    assert (finding.state, finding.said) == ("note", "duckdb is not installed")
    assert finding.remedy == "pip install 'tinvan[duckdb]'"


def test_doctor_tells_what_cannot_be_imported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "soupsieve.py").write_text("import os\nprint('so')\nos._exit(7)")
    (tmp_path / "rensa.py").write_text("raise ImportError('librensa.so: no such file')")
    (tmp_path / "duckdb.py").write_text("import sys\nsys.exit('no')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    findings = {finding.name: finding for finding in packages()}
    soupsieve, rensa, duckdb = (findings[name] for name in ("soupsieve", "rensa", "extra duckdb"))
    assert (soupsieve.state, rensa.state, duckdb.state) == ("wrong", "wrong", "note")
    assert "cannot be imported (Python ends with code 7 of it)" in soupsieve.said
    assert "cannot be imported (ImportError: librensa.so: no such file)" in rensa.said
    assert rensa.remedy == "pip install --force-reinstall --no-deps rensa"
    assert duckdb.remedy == "pip install --force-reinstall --no-deps duckdb"
    others = findings.keys() - {"soupsieve", "rensa", "extra duckdb", "beautifulsoup4"}
    # Extras may be missing here; what is there can be imported.
    assert not [name for name in others if "cannot be imported" in findings[name].said]
    assert {findings[name].state for name in others if not name.startswith("extra")} == {"ok"}


def test_doctor_imports_nothing_from_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "regex.py").write_text("raise ImportError")
    monkeypatch.chdir(tmp_path)
    assert not_imported(["regex"]) == {}


def test_doctor_finds_a_file_that_is_not_as_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(tinvan.__file__).parent

    def listed(_name: str) -> list[importlib.metadata.PackagePath]:
        paths = []
        for name, content in (("api.py", None), ("errors.py", b"other")):
            data = content or (package / name).read_bytes()
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
            path = importlib.metadata.PackagePath(package / name)
            path.hash = importlib.metadata.FileHash(f"sha256={digest.decode()}")
            path.dist = importlib.metadata.distribution("tinvan")
            paths.append(path)
        return paths

    monkeypatch.setattr(importlib.metadata, "files", listed)
    finding = found("rules")
    assert (finding.state, finding.said) == ("wrong", "errors.py: not as installed")
    assert "pip install --force-reinstall" in (finding.remedy or "")


def test_doctor_notes_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    result = run("doctor", "--json", TINVAN_CACHE=str(file / "folder"))
    assert result.exit_code == 0  # it works, more slowly
    (cache,) = (one for one in json.loads(result.stdout) if one["name"] == "cache")
    assert (cache["state"], "TINVAN_CACHE" in cache["remedy"]) == ("note", True)


@pytest.mark.parametrize("setting", [{}, {"NO_COLOR": "1"}], ids=["terminal", "NO_COLOR"])
def test_colour_is_for_terminals_without_no_color(setting: dict[str, str]) -> None:
    result = CliRunner().invoke(main, ["doctor"], env={"NO_COLOR": None, **setting}, color=True)
    assert ("\x1b[" in result.stdout) is not bool(setting)
    assert "\x1b[" not in run("doctor").stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_says_how_to_install_itself(shell: str) -> None:
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"tinvan completion {shell}" in result.stdout.splitlines()[-1]
    assert "_TINVAN_COMPLETE" in result.stdout
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=result.stdout, text=True, check=True)


def test_completion_completes() -> None:
    asked = {"_TINVAN_COMPLETE": "bash_complete", "COMP_WORDS": "tinvan ex", "COMP_CWORD": "1"}
    shown = CliRunner().invoke(main, [], env=asked, prog_name="tinvan").stdout
    assert {"plain,extract", "plain,explain", "plain,export"} == set(shown.split())


def test_an_option_is_called_the_same_everywhere() -> None:
    """One name has one short form, and one short form one name."""
    spelled: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for command in main.commands.values():
        for option in command.params:
            if isinstance(option, click.Option):
                short = tuple(name for name in option.opts if not name.startswith("--"))
                long = next(name for name in option.opts if name.startswith("--"))
                spelled[long].add(short)
    assert all(len(shorts) == 1 for shorts in spelled.values()), spelled
    shorts = [short for (group,) in spelled.values() for short in group]
    assert len(shorts) == len(set(shorts))


@pytest.mark.parametrize(
    "workers",
    [
        pytest.param((), id="here"),
        pytest.param(("--workers", "1"), id="workers", marks=pytest.mark.large),
    ],
)
def test_verbose_tells_of_warnings_and_rejects(tmp_path: Path, workers: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_bytes("Tỉ lệ của tỉnh đạt 5% rồi.".encode() + b" \xff\xfe nh\n")
    (tmp_path / "b.txt").touch()
    result = run("extract", str(tmp_path), "-o", str(tmp_path / "out"), "--verbose", *workers)
    assert result.exit_code == 3
    assert "a.txt: warning: " in result.stderr
    assert "b.txt: empty: " in result.stderr
    assert "; total " in result.stderr
    told = run("clean", str(tmp_path / "a.txt"), "-v")
    assert "a.txt: warning: " in told.stderr
    assert "warning" not in run("clean", str(tmp_path / "a.txt")).stderr
