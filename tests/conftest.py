"""Fixtures that several test files share."""

import importlib
import os
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner
from hypothesis import settings

from bench import faults, poison
from tests.batches import ARTICLES, write
from tests.bundled import CORPUS, CorpusRun
from tinvan.batch.child import Work
from tinvan.cli import main
from tinvan.document import Document, LineLabel, Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read import Read
from tinvan.segment import Segment
from tinvan.values.find import ValueRecogniser
from tinvan.values.resolve import DateResolver

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
