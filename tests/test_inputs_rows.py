"""JSON rows, and how their parts become one text."""

import io
import json
import time
from pathlib import Path

import pytest

from tinvan.document import Source
from tinvan.metadata import Metadata
from tinvan.read.columns import Columns
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject
from tinvan.read.rows import join_parts, read_row


def row(**fields: object) -> Source:
    """Read a row that must give an article."""
    source = read_row(json.dumps(fields).encode(), "rows.jsonl", 3, Columns())
    assert isinstance(source, Source)
    return source


@pytest.mark.parametrize(
    ("title", "lead", "text", "joined"),
    [
        ("Tên bài", "Sapo.", "Thân bài.", "Tên bài\n\nSapo.\n\nThân bài."),
        ("Tên bài", None, "Thân bài.", "Tên bài\n\nThân bài."),
        (None, "Sapo.", "Thân bài.", "Sapo.\n\nThân bài."),
        ("Tên bài", " ", "Thân bài.", "Tên bài\n\nThân bài."),
        ("Tên bài", "Sapo.", "Tên bài\nSapo.\nThân bài.", "Tên bài\nSapo.\nThân bài."),
        ("Tên bài", "Sapo.", "Sapo.\n\nTên  bài\nThân bài.", "Sapo.\n\nTên  bài\nThân bài."),
        ("Tên bài", "Sapo.", "Sapo. Thân bài.", "Tên bài\n\nSapo. Thân bài."),
        ("Tên bài", None, "Te\u0302n ba\u0300i\nThân.", "Te\u0302n ba\u0300i\nThân."),
        ("Khánh Hòa đặt mục tiêu", None, "Khánh Hòa đặt mục tiêu đến 2030.",
         "Khánh Hòa đặt mục tiêu\n\nKhánh Hòa đặt mục tiêu đến 2030."),
        ("Tên bài", None, "Mở đầu.\nTên bài\nThân.", "Tên bài\n\nMở đầu.\nTên bài\nThân."),
        ("Tên bài", "Sapo.", "", "Tên bài\n\nSapo."),
    ],
    ids=["apart", "no lead", "no title", "blank lead", "repeated", "repeated the other way",
         "lead runs on", "decomposed", "only the words repeat", "not at the head", "no body"],
)  # fmt: skip
def test_parts_are_joined_without_what_the_text_repeats(
    title: str | None, lead: str | None, text: str, joined: str
) -> None:
    assert join_parts(title, lead, text) == joined


def test_a_row_is_an_article_with_its_metadata() -> None:
    assert row(
        id=7,
        url="https://a.vn/7",
        published="2020-09-17T08:30:00+07:00",
        title=" Tên bài ",
        text="Thân bài.",
        author="An",
        tags=["x"],
    ) == Source(
        doc_id="7",
        content=" Tên bài \n\nThân bài.",
        metadata=Metadata(
            url="https://a.vn/7", published="2020-09-17T08:30", title="Tên bài", author="An"
        ),
        joined=True,
    )


def test_a_page_in_a_row_stays_a_page() -> None:
    source = row(url="https://a.vn/7", title="Tên bài", html="<p>Thân bài.")
    assert (source.doc_id, source.media, source.content) == (
        "https://a.vn/7",
        "html",
        "<p>Thân bài.",
    )
    assert source.metadata.title == "Tên bài"


def test_a_row_without_id_and_url_is_called_by_its_line() -> None:
    assert row(text="x").doc_id == "rows.jsonl:3"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (r'{"text": "a\ud800b"}', "lone-surrogate"),
        ('{"text": "a", "title": 5}', "bad-field"),
        ('{"text": "a", "published": "hôm qua"}', "bad-published"),
        ('{"text": "b", "text": "a"}', "duplicate-key"),
        ('{"title": "a"}', "no-body"),
    ],
)
def test_what_is_odd_in_a_row_costs_a_warning(line: str, code: str) -> None:
    source = read_row(line.encode(), "rows.jsonl", 1, Columns())
    assert isinstance(source, Source)
    assert [warning.split(":")[0] for warning in source.warnings] == [code]
    assert source.content.encode()


def test_a_lone_surrogate_becomes_a_replacement_character_and_a_pair_a_letter() -> None:
    source = read_row(rb'{"text": "a\ud800b \ud83d\ude00"}', "x", 1, Columns())
    assert isinstance(source, Source)
    assert source.content == "a\ufffdb \U0001f600"


@pytest.mark.parametrize(
    ("line", "reason", "offset"),
    [
        (b"not json", "bad-json", 0),
        (b'{"text": "a",}', "bad-json", 13),
        (b'["text"]', "bad-json", None),
        (b"[" * 100_000, "bad-json", None),
        (b'{"text": "a", "n": ' + b"9" * 5000 + b"}", "bad-json", None),
        (b'{"id": "a", "noi_dung": "b"}', "no-text", None),
        (b'{"text": " "}', "no-text", None),
        (bytes(range(256)), "binary", None),
    ],
    ids=["no json", "cut", "list", "deep", "long integer", "other names", "blank", "binary"],
)
def test_a_line_without_an_article_is_rejected(
    line: bytes, reason: str, offset: int | None
) -> None:
    reject = read_row(line, "rows.jsonl", 4, Columns())
    assert isinstance(reject, Reject)
    assert (reject.reason, reject.input, reject.line) == (reason, "rows.jsonl", 4)
    assert offset is None or reject.offset == offset


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("URL", "Title", "Content"), {"url": "URL", "title": "Title", "content": "Content"}),
        (("headline", "body", "publish_date"),
         {"title": "headline", "content": "body", "published": "publish_date"}),
        (("text", "content", "maintext"), {"text": "text", "content": "content"}),
        (("link", "raw_html", "authors"), {"url": "link", "html": "raw_html", "author": "authors"}),
        (("date", "timestamp", "noi_dung"), {}),
    ],
)  # fmt: skip
def test_columns_are_known_by_their_usual_names(
    names: tuple[str, ...], found: dict[str, str]
) -> None:
    assert Columns().find(names) == found


def test_a_column_that_the_user_names_outranks_the_usual_ones_and_is_read_once() -> None:
    columns = Columns({"lead": "content", "text": "bai.noi_dung", "html": "none"})
    row = {"text": "cookies", "content": "Sapo.", "bai": {"noi_dung": "Thân."}, "html": "x"}
    assert columns.pick(row) == {"lead": "Sapo.", "text": "Thân."}
    assert columns.pick({"bai": ["Thân."]}) == {"text": None}
    assert columns.pick({"bai.noi_dung": "Thân."}) == {"text": "Thân."}


@pytest.mark.parametrize(
    ("content", "media"),
    [
        ("Tỉ lệ đạt 19,10%.", "text"),
        ("<p>Tỉ lệ đạt 19,10%.</p>", "html"),
        ("\n<!-- tin --><DIV class='x'>Tỉ lệ đạt 19,10%.", "html"),
        ("<!DOCTYPE html><title>Tin", "html"),
        ('<?xml version="1.0"?>\n<html><title>Tin', "html"),
        ("Giá <p> là 5 đồng.", "text"),
        ("<b là biến số", "text"),
    ],
)
def test_content_is_markup_or_text_as_it_looks(content: str, media: str) -> None:
    source = row(content=content)
    assert (source.media, source.content) == (media, content)


def test_paragraphs_and_authors_may_be_lists() -> None:
    source = row(text=["Một.", "Hai."], authors=["An", "Bình"])
    assert (source.content, source.joined) == ("Một.\n\nHai.", True)
    assert source.metadata.author == "An, Bình"


def test_a_day_that_may_be_that_of_the_crawl_is_not_read_unless_the_user_says_so() -> None:
    line = json.dumps({"text": "Tin.", "date": "2020-09-17"}).encode()
    inputs = Inputs(["-"], stdin=io.BytesIO(line))
    (source,) = inputs
    assert isinstance(source, Source)
    assert source.metadata.published is None
    assert "--column published=date" in inputs.notices[0]
    (told,) = Inputs(["-"], stdin=io.BytesIO(line), columns={"published": "date"})
    assert isinstance(told, Source)
    assert told.metadata.published == "2020-09-17"


def test_a_title_of_a_million_words_is_not_looked_for_in_the_text() -> None:
    began = time.process_time()
    title = "a " * 500_000
    assert join_parts(title, None, "a b") == f"{title}\n\na b"
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    "day",
    ["0001-01-01T00:00:00", "9999-12-31", "September 17, 20202020202020 8:32 PM",
     "Thu, 17 Sep 2020 08:08888888888888888888888:32 GMT"],
)  # fmt: skip
def test_a_day_out_of_the_calendar_is_warned_of(day: str) -> None:
    source = row(text="Tin.", published=day)
    assert source.metadata.published is None
    assert source.warnings[0].startswith("bad-published: ")


def test_what_its_reader_stumbles_over_costs_a_file_and_not_the_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumble(line: bytes, *_: object) -> Source:
        if b"bad" in line:
            raise ZeroDivisionError("bad")
        return row(text="Tin.")

    monkeypatch.setattr("tinvan.read.plain.read_row", stumble)
    (tmp_path / "a.jsonl").write_text("good\nbad\ngood\n")
    (tmp_path / "b.jsonl").write_text("good\n")
    first, reject, last = Inputs([str(tmp_path)])
    assert isinstance(first, Source)
    assert isinstance(reject, Reject)
    assert (reject.doc_id, reject.reason, reject.stage) == ("a.jsonl", "internal-error", "input")
    assert "ZeroDivisionError" in reject.message
    assert isinstance(last, Source)
