"""Documents say what is so: examples are run, lists are compared."""

import itertools
import re
import tomllib
from pathlib import Path

import msgspec
import pytest

import tinvan
from bench.refresh_docs import DOCUMENTS as WITH_EXAMPLES
from bench.refresh_docs import ROOT, refreshed
from tinvan.cli import main
from tinvan.names.knowledge import load_knowledge
from tinvan.names.lexicons import Body

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpus/*.md")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: path.name)
def test_examples_print_what_the_document_says(path: Path) -> None:
    if path.name == "spacy.md":
        pytest.importorskip("spacy", reason="pip install 'tinvan[spacy]'")
    document = path.read_text(encoding="utf-8")
    assert refreshed(document) == document, "run `make docs` and review what changed"


def test_every_command_is_in_the_readme() -> None:
    for name in main.commands:
        assert f"$ tinvan {name} " in read("README.md")


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_what_documents_name_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    files = re.findall(r"`((?:bench|corpus|docs|pipeline|rules|tests)/[\w./-]+)`", text)
    for name, folder in [*((link, path.parent) for link in links), *((f, ROOT) for f in files)]:
        assert (folder / name).exists() or "TYPE" in name, f"{path.name} names {name}"
    makefile = read("Makefile")
    for target in re.findall(r"`make (\w+)`", text):
        assert f"\n{target}:" in makefile, f"{path.name} names make {target}"


def test_every_dependency_is_explained() -> None:
    explained = re.findall(
        r"^\| ([\w.-]+) \| .*\w.* \| .*\w.* \|$", read("docs/dependencies.md"), re.M
    )
    extras = PROJECT["optional-dependencies"].values()
    needed = [*PROJECT["dependencies"], *itertools.chain(*extras)]
    names = {re.split(r"[<>=\[ ]", requirement)[0] for requirement in needed}
    assert set(explained) - {"package"} == names


def test_the_changelog_knows_this_version() -> None:
    assert f"\n## {tinvan.__version__}\n" in read("CHANGELOG.md")


def test_the_recipe_of_an_agency_gives_an_entry_that_is_new_and_fits() -> None:
    recipe = read("CONTRIBUTING.md").split("## Add an agency")[1]
    (entry,) = tomllib.loads(f"entry = [{recipe.split('```')[1].removeprefix('toml')}]")["entry"]
    body = msgspec.convert(entry, Body)
    assert body.id not in load_knowledge().bodies
