"""Remote places, in the memory file system of fsspec."""

import gzip
import json
from collections.abc import Iterator

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.archives import gz, response
from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

ROW = json.dumps({"text": "Tỉ lệ đạt 19,10%."}).encode()


@pytest.fixture
def put() -> Iterator[fsspec.AbstractFileSystem]:
    """Return an empty file system."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    yield system
    system.store.clear()


def ids(*paths: str) -> list[str]:
    items = list(Inputs(paths))
    assert all(isinstance(item, Source) for item in items)
    return [item.doc_id for item in items]


def test_remote_files_folders_and_patterns_are_read_as_those_of_this_machine(
    put: fsspec.AbstractFileSystem,
) -> None:
    put.pipe("/crawl/b/z.jsonl.gz", gzip.compress(ROW))
    put.pipe("/crawl/a.txt", b"Tin.")
    put.pipe("/crawl/b/notes.md", b"Ghi.")
    put.pipe("/crawl/c.warc.gz", gz(response("https://tin.example/1.html")))
    assert ids("memory://crawl/a.txt") == ["a.txt"]
    assert ids("memory://crawl/") == ["a.txt", "b/z.jsonl.gz:1", "https://tin.example/1.html"]
    assert ids("memory://crawl/*.txt") == ["a.txt"]
    assert ids("memory://crawl/**/*.gz") == ["b/z.jsonl.gz:1", "https://tin.example/1.html"]


def test_a_remote_table_is_read_while_the_connection_holds(
    put: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    with put.open("/news.parquet", "wb") as file:
        pq.write_table(pa.table({"text": ["Tin."] * 5}), file)
    assert ids("memory://news.parquet") == [f"news.parquet:{row}" for row in range(1, 6)]

    def seek(*_: object) -> int:
        raise ValueError("no ranges here")

    monkeypatch.setattr("fsspec.implementations.memory.MemoryFile.seek", seek)
    (reject,) = Inputs(["memory://news.parquet"])
    assert isinstance(reject, Reject)
    assert (reject.reason, "no ranges here" in reject.message) == ("unreadable", True)


def test_what_is_not_there_is_an_error_alone_and_a_reject_among_others(
    put: fsspec.AbstractFileSystem,
) -> None:
    put.pipe("/a.txt", b"Tin.")
    with pytest.raises(InputError, match="memory://none: there is nothing at this address"):
        Inputs(["memory://none"])
    reject, article = Inputs(["memory://none", "memory://a.txt"])
    assert isinstance(reject, Reject)
    assert reject.reason == "unreadable"
    assert isinstance(article, Source)


def test_a_scheme_that_nobody_knows_and_one_without_its_package_are_told() -> None:
    with pytest.raises(InputError, match="Protocol not known: nowhere"):
        Inputs(["nowhere://a.txt"])


def test_a_connection_that_breaks_costs_the_file_alone(
    put: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    put.pipe("/crawl/a.txt", b"Tin.")
    put.pipe("/crawl/b.txt", b"Tin.")
    opened = type(put).open

    def open_one(self: object, path: str, *args: object, **options: object) -> object:
        if path.endswith("a.txt"):
            raise ConnectionResetError("the line is dead")
        return opened(self, path, *args, **options)

    monkeypatch.setattr(type(put), "open", open_one)
    reject, article = Inputs(["memory://crawl"])
    assert isinstance(reject, Reject)
    assert (reject.doc_id, reject.reason) == ("a.txt", "unreadable")
    assert "the line is dead" in reject.message
    assert isinstance(article, Source)


def test_without_fsspec_a_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install 'tinvan\[remote\]'"):
        Inputs(["s3://bucket/crawl/"])
