"""Parquet tables: their columns, their types, and tables that cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.archives import PAGE
from tinvan.document import Source
from tinvan.errors import InputError
from tinvan.limits import MAX_BYTES
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

TEXT = "Tỉ lệ đạt 19,10%."
Columns = dict[str, object]


def packed(columns: Columns | pa.Table, rows_in_a_group: int | None = None) -> bytes:
    """Return a table as the bytes of a Parquet file."""
    out = io.BytesIO()
    table = columns if isinstance(columns, pa.Table) else pa.table(columns)  # type: ignore[arg-type]
    pq.write_table(
        table,
        out,
        row_group_size=rows_in_a_group,
        compression="none" if rows_in_a_group else "snappy",
        use_dictionary=not rows_in_a_group,
        write_page_checksum=True,
    )
    return out.getvalue()


def read(
    folder: Path,
    data: bytes,
    columns: dict[str, str] | None = None,
    max_bytes: int = MAX_BYTES,
) -> tuple[list[Source], list[Reject], list[str]]:
    """Write a table and read it: its articles, its rejects, and what was left out."""
    path = folder / "news.parquet"
    path.write_bytes(data)
    inputs = Inputs([str(path)], columns=columns, max_bytes=max_bytes)
    items = list(inputs)
    articles = [item for item in items if isinstance(item, Source)]
    return articles, [item for item in items if isinstance(item, Reject)], inputs.notices


def test_a_row_is_an_article_as_a_line_of_jsonl_is(tmp_path: Path) -> None:
    table: Columns = {
        "id": ["1", None, None],
        "url": ["https://a.vn/1", "https://a.vn/2", None],
        "published": ["2020-09-17", None, ""],
        "title": ["Tin vắn", None, None],
        "text": [TEXT, "Hai.", "Ba."],
        "views": [1, 2, 3],
    }
    articles, rejects, _ = read(tmp_path, packed(table))
    assert not rejects
    assert [(article.doc_id, article.content) for article in articles] == [
        ("1", f"Tin vắn\n\n{TEXT}"),
        ("https://a.vn/2", "Hai."),
        ("news.parquet:3", "Ba."),
    ]
    assert [article.metadata.published for article in articles] == ["2020-09-17", None, None]
    assert [article.joined for article in articles] == [True, False, False]


@pytest.mark.parametrize(
    "cells",
    [
        pa.array([TEXT]),
        pa.array([TEXT], pa.large_string()),
        pa.array([TEXT.encode()]),
        pa.array([TEXT]).dictionary_encode(),
        pa.array([["Tỉ lệ đạt 19,10%."]]),
    ],
    ids=["string", "large string", "bytes", "dictionary", "list"],
)
def test_text_is_read_from_columns_of_all_types_that_hold_it(
    tmp_path: Path, cells: pa.Array[Any]
) -> None:
    (article,), rejects, _ = read(tmp_path, packed({"text": cells}))
    assert not rejects
    assert (article.content, article.media, article.warnings) == (TEXT, "text", ())


@pytest.mark.parametrize(
    ("cell", "published"),
    [
        (pa.array([dt.date(2020, 9, 17)]), "2020-09-17"),
        (pa.array([dt.datetime(2020, 9, 17, 15, 32)]), "2020-09-17T15:32"),
        (pa.array([dt.datetime(2020, 9, 17, 20, 32)], pa.timestamp("ns", "UTC")),
         "2020-09-18T03:32"),
        (pa.array([1 << 62], pa.timestamp("us")), None),
        (pa.array([20200917]), None),
    ],
    ids=["day", "time", "time in UTC", "out of the calendar", "number"],
)  # fmt: skip
def test_days_of_publication_may_be_days_or_times(
    tmp_path: Path, cell: pa.Array[Any], published: str | None
) -> None:
    (article,), _, _ = read(tmp_path, packed({"text": [TEXT], "published": cell}))
    assert article.metadata.published == published
    assert bool(article.warnings) == (published is None)


def test_pages_are_pages(tmp_path: Path) -> None:
    (article,), _, _ = read(tmp_path, packed({"html": [PAGE], "url": ["https://a.vn/1"]}))
    assert (article.media, article.content) == ("html", PAGE)


def test_a_column_of_any_name_is_read_where_the_user_names_it(tmp_path: Path) -> None:
    table: Columns = {
        "ngay": ["2020-09-17"],
        "bai": [{"noi_dung": TEXT, "tac_gia": "An", "anh": [1, 2]}],
        "text": ["cookies"],
    }
    columns = {"text": "bai.noi_dung", "author": "bai.tac_gia", "published": "ngay"}
    (article,), _, _ = read(tmp_path, packed(table), columns)
    assert article.content == TEXT
    assert (article.metadata.author, article.metadata.published) == ("An", "2020-09-17")


def test_a_row_whose_nested_column_is_missing_is_rejected(tmp_path: Path) -> None:
    table: Columns = {"bai": [{"text": TEXT}, None, {"text": None}]}
    articles, rejects, _ = read(tmp_path, packed(table), {"text": "bai.text"})
    assert [article.content for article in articles] == [TEXT]
    assert [(reject.reason, reject.line) for reject in rejects] == [("no-text", 2), ("no-text", 3)]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ({"noi_dung": [TEXT]}, {}),
        ({"noi_dung": [TEXT]}, {"text": "noidung"}),
        ({"noi_dung": [{"a": TEXT}]}, {"text": "noi_dung.b"}),
    ],
    ids=["unusual name", "name that is not there", "part that is not there"],
)
def test_a_table_without_a_text_is_rejected_with_the_names_of_its_columns(
    tmp_path: Path, table: Columns, columns: dict[str, str]
) -> None:
    articles, (reject,), _ = read(tmp_path, packed(table), columns)
    assert not articles
    assert (reject.doc_id, reject.reason) == ("news.parquet", "no-text")
    assert "--column text=NAME" in reject.message
    assert "noi_dung" in reject.message


@pytest.mark.parametrize("cell", [7, 1.5, True, {"a": "b"}, [1, 2]])
def test_a_column_of_a_type_that_is_no_text_costs_a_reject_a_row(
    tmp_path: Path, cell: object
) -> None:
    articles, rejects, _ = read(tmp_path, packed({"text": [cell, cell]}))
    assert not articles
    assert [reject.reason for reject in rejects] == ["no-text", "no-text"]


def test_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    cells = [TEXT.encode(), bytes(range(256)), b"x" * 2000, None, b" ", TEXT.encode()]
    articles, rejects, _ = read(tmp_path, packed({"text": cells}), max_bytes=1000)
    assert [article.doc_id for article in articles] == ["news.parquet:1", "news.parquet:6"]
    assert [(reject.line, reject.reason) for reject in rejects] == [
        (2, "binary"), (3, "too-large"), (4, "no-text"), (5, "no-text"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data: data[: len(data) // 2], "truncated"),
        (lambda data: data[:4], "truncated"),
        (lambda data: data[:-6] + b"\xff\xff" + data[-4:], "truncated"),
        (lambda _: TEXT.encode() * 10, "corrupt"),
        (lambda _: b"", "corrupt"),
        (lambda _: packed({"text": pa.array([], pa.string())}), "empty"),
    ],
    ids=["cut", "mark alone", "wrong footer", "text", "nothing", "no rows"],
)
def test_a_table_that_cannot_be_read_is_one_reject(
    tmp_path: Path, spoil: type[bytes], reason: str
) -> None:
    articles, (reject,), _ = read(tmp_path, spoil(packed({"text": [TEXT] * 100})))
    assert not articles
    assert (reject.doc_id, reject.reason) == ("news.parquet", reason)
    assert "\n" not in reject.message


def test_a_damaged_row_group_costs_itself_alone(tmp_path: Path) -> None:
    rows = [f"Dòng {number}." for number in range(30)]
    data = bytearray(packed({"text": rows}, rows_in_a_group=10))
    place = data.index("Dòng 15.".encode())
    data[place : place + 8] = bytes(8)
    articles, (reject,), _ = read(tmp_path, bytes(data))
    assert [article.content for article in articles] == [*rows[:10], *rows[20:]]
    assert (reject.reason, reject.line) == ("corrupt", 11)


def test_memory_holds_some_rows_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    text = [f"{number} " + "Tin. " * 2000 for number in range(4000)]
    path.write_bytes(packed({"text": text, "again": text}))
    before = pa.total_allocated_bytes()
    for item in Inputs([str(path)]):
        assert isinstance(item, Source)
        assert pa.total_allocated_bytes() - before < 30_000_000


def test_a_large_cell_that_repeats_fills_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(packed({"text": ["Tin. " * 800_000] * 40}))
    assert path.stat().st_size < 1_000_000
    before = pa.total_allocated_bytes()
    for item in Inputs([str(path)]):
        assert isinstance(item, Source)
        assert pa.total_allocated_bytes() - before < 140_000_000


def test_a_table_from_a_pipe_is_rejected_and_from_a_file_read(tmp_path: Path) -> None:
    data = packed({"text": [TEXT]})
    (article,) = Inputs(["-"], stdin=io.BytesIO(data))
    assert isinstance(article, Source)
    out, into = os.pipe()
    with os.fdopen(into, "wb") as writer:
        writer.write(data)
    with os.fdopen(out, "rb") as pipe:
        (reject,) = Inputs(["-"], stdin=pipe)
    assert isinstance(reject, Reject)
    assert "write it to a file" in reject.message


def test_without_pyarrow_a_user_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.parquet"
    path.write_bytes(packed({"text": [TEXT]}))
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install 'tinvan\[parquet\]'"):
        Inputs([str(path)])
    (reject,) = Inputs([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert "pip install" in reject.message
