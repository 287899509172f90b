"""Fixtures that several test files share."""

import importlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import settings

from bench import faults, poison
from tests.batches import ARTICLES, write
from tests.bundled import CORPUS, CorpusRun
from tests.viewed import extracted_page, hostile_run, page_of
from tinvan.batch.child import Work
from tinvan.cli import main
from tinvan.document import Document, LineLabel, Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read import Read
from tinvan.segment import Segment
from tinvan.values.find import ValueRecogniser
from tinvan.values.resolve import DateResolver

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browsing import Opener

# The same examples in every run; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(scope="session")
def corpus_run(tmp_path_factory: pytest.TempPathFactory) -> CorpusRun:
    """Run `tinvan extract` over the bundled corpus, once for all tests."""
    documents: dict[str, Document] = {}

    class Keeping(Pipeline):
        def __call__(self, source: Source) -> Document:
            documents[source.doc_id] = super().__call__(source)
            return documents[source.doc_id]

    folder = tmp_path_factory.mktemp("corpus")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tinvan.pipeline.Pipeline", Keeping)
        result = CliRunner().invoke(main, ["extract", str(CORPUS), "--out", str(folder)])
    assert result.exit_code == 0
    return CorpusRun(folder, documents)


@pytest.fixture(scope="session")
def real() -> Path:
    """Return the folder of real articles, which are not part of the project."""
    folder = os.environ.get("TINVAN_REAL")
    if not folder:
        pytest.skip("set TINVAN_REAL to the folder of real articles")
    return Path(folder)


@pytest.fixture(scope="session")
def read_values() -> Callable[..., Document]:
    """Return a function that reads the values and dates of a text.

    It takes the text, the article's own day, and the label of its first line; the other lines
    are body.
    """
    recognise, resolve, segment = ValueRecogniser(), DateResolver(), Segment()

    def read(text: str, day: str | None = None, first: LineLabel = "body") -> Document:
        metadata = Metadata(published=day)
        document = Read()(Document(source=Source(doc_id="t", content=text, metadata=metadata)))
        lines = tuple(
            msgspec.structs.replace(line, label=first if index == 0 else "body", rule="test")
            for index, line in enumerate(document.lines)
        )
        return resolve(recognise(segment(document.replace(lines=lines))))

    return read


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let batches have several shards where there are few articles."""
    monkeypatch.setattr("tinvan.batch.shards.ITEMS", 20)


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return articles as JSONL, one of each kind of poison among them."""
    path = tmp_path_factory.mktemp("poisoned") / "in.jsonl"
    faults.write_articles(path, ARTICLES, poisoned=1)
    return path


@pytest.fixture
def harmless(tmp_path: Path) -> Path:
    """Return harmless articles as JSONL."""
    path = tmp_path / "in.jsonl"
    write(path, range(ARTICLES))
    return path


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command read by stages that are loaded at once."""
    work = Work(stages=poison.stages, timeout=60, memory=500, warm="bench.poison")
    module = importlib.import_module("tinvan.cli.extract")  # the name is the command's
    monkeypatch.setattr(module, "work_for", lambda *_, **__: work)


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    """Start Chromium, once for all tests of pages."""
    from tests.browsing import chromium

    with chromium() as started:
        yield started


@pytest.fixture
def opener(browser: "Browser") -> Iterator["Opener"]:
    """Open pages; whatever goes wrong in one fails the test."""
    from tests.browsing import Opener

    made = Opener(browser)
    yield made
    for context in browser.contexts:
        context.close()
    assert made.wrong == []


@pytest.fixture(scope="session")
def journalist_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of the articles of docs/facts-in-use.md."""
    examples = Path(__file__).parents[1] / "docs" / "examples" / "journalist.jsonl"
    return extracted_page(tmp_path_factory.mktemp("journalist"), examples)


@pytest.fixture(scope="session")
def corpus_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of two articles of the corpus."""
    texts = (CORPUS / "a01.txt", CORPUS / "a02.txt")
    return extracted_page(tmp_path_factory.mktemp("corpus"), *texts)


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the page of articles that attack it."""
    return page_of(hostile_run(tmp_path_factory.mktemp("hostile")))
