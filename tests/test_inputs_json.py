"""JSON that is no JSON Lines: objects over several lines, arrays of them."""

import json
from pathlib import Path
from typing import Any

import pytest

import tinvan.read.streams
from tinvan.document import Source
from tinvan.read.inputs import Inputs
from tinvan.read.rejects import Reject

ROWS: list[dict[str, Any]] = [
    {"id": "a", "published": "2020-09-17", "text": 'Tỉ lệ đạt "19,10%" \\ {[ sau rà soát.'},
    {"id": "b", "tags": [{"x": "]}"}], "text": "Thu 2,5 tỷ đồng, ghi trong [1]."},
    {"text": "Sở Y tế họp."},
]
IDS = ["a", "b", "tin.json:3"]


def read(tmp_path: Path, text: str, **options: int) -> list[Source | Reject]:
    """Return what a file holds, read from its folder."""
    (tmp_path / "tin.json").write_text(text, encoding="utf-8")
    return list(Inputs([str(tmp_path)], max_bytes=options.get("max_bytes", 5_000_000)))


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 16])
@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ROWS),
        json.dumps(ROWS, indent=2, ensure_ascii=False),
        "\ufeff" + json.dumps(ROWS, indent=1),
        "\n".join(json.dumps(row, indent=2) for row in ROWS),
        "\n".join(map(json.dumps, ROWS)),
    ],
    ids=["compact", "pretty", "mark", "one behind another", "lines"],
)
def test_articles_in_json_are_articles_of_their_own(
    tmp_path: Path, text: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tinvan.read.streams, "_CHUNK", size)
    if size < 9 and text.startswith("{"):
        pytest.skip("what it is must be told by its first line")
    items = read(tmp_path, text)
    assert [item.doc_id for item in items] == IDS
    assert [item.content for item in items if isinstance(item, Source)] == [
        row["text"] for row in ROWS
    ]
    assert isinstance(items[0], Source)
    assert items[0].metadata.published == "2020-09-17"


@pytest.mark.parametrize("text", [json.dumps(ROWS, indent=2), json.dumps(ROWS)])
def test_an_array_is_told_by_its_looks(tmp_path: Path, text: str) -> None:
    (tmp_path / "tin").write_text(text, encoding="utf-8")
    assert [item.doc_id for item in Inputs([str(tmp_path / "tin")])] == ["a", "b", "tin:3"]


def test_one_object_over_several_lines_is_one_article(tmp_path: Path) -> None:
    for text in (json.dumps(ROWS[0], indent=2), '{ "id": "a",\n  "text": "Tin." }'):
        (item,) = read(tmp_path, text)
        assert isinstance(item, Source)
        assert item.doc_id == "a"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[]", ["empty"]),
        ("", ["empty"]),
        ("Tin vắn.", ["bad-json"]),
        ("[1, 2, 3]", ["bad-json"]),
        ('[{"text": "Tin."}, null, "x", {"text": "Tin."}]', ["", "bad-json", ""]),
        ('[{"text": "Tin."}, {"text": 1,}, {"text": "Tin."}]', ["", "bad-json", ""]),
        ('[{"text": "Tin."}, {"title": ["a"', ["", "truncated"]),
        ('[{"text": "Tin."},', ["", "truncated"]),
        (
            '[{"text": "Tin."}, {"text": "%s"}, {"text": "Tin."}]' % ("a" * 99),
            ["", "too-large", ""],
        ),
        ("[" * 100_000, ["truncated"]),
        ('{\n"a":' * 10, ["truncated"]),
    ],
)
def test_what_is_no_article_is_one_reject_and_the_rest_is_read(
    tmp_path: Path, text: str, found: list[str]
) -> None:
    items = read(tmp_path, text, max_bytes=60)
    assert [item.reason if isinstance(item, Reject) else "" for item in items] == found


def test_utf_16_is_rejected_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "tin.json").write_bytes(json.dumps(ROWS).encode("utf-16"))
    (reject,) = Inputs([str(tmp_path)])
    assert isinstance(reject, Reject)
    assert "iconv" in reject.message
