"""Which articles of a run are copies of which."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tinvan.cli import main
from tinvan.copies import Copy, CopyFinder, compare, sign

PLACES = ("Bắc Hà", "Trà Giang", "Phú Lộc", "An Thới", "Mỹ Xuân", "Sơn Tịnh", "Hòa Vang")
THINGS = ("cầu", "trường học", "trạm bơm", "chợ đầu mối", "bến xe", "nhà văn hóa", "đê biển")
DOERS = ("tỉnh", "huyện", "xã", "sở xây dựng", "ban quản lý", "nhà thầu", "người dân")
DEEDS = ("khởi công", "sửa chữa", "bàn giao", "mở rộng", "nghiệm thu", "khảo sát", "di dời")


def story(seed: int, sentences: int = 12) -> list[str]:
    """Return the sentences of an invented article; no two seeds share more than a few words."""
    chance = random.Random(seed)
    return [
        f"{chance.choice(DOERS).capitalize()} {chance.choice(DEEDS)} {chance.choice(THINGS)} "
        f"ở {chance.choice(PLACES)} với {chance.randint(11, 999)} tỷ đồng, dài "
        f"{chance.randint(11, 999)} m, sau khi {chance.choice(DOERS)} {chance.choice(DEEDS)} "
        f"{chance.choice(THINGS)} và {chance.choice(THINGS)} của {chance.choice(PLACES)}."
        for _ in range(sentences)
    ]


def found(*articles: tuple[str, str | None, list[str]]) -> dict[str, str]:
    """Return which articles (id, published, sentences) copy which."""
    with CopyFinder() as finder:
        for doc_id, published, sentences in articles:
            finder.add(doc_id, published, sign(sentences))
        return {articles[number][0]: copy.of for number, copy in finder.find().items()}


def test_copies_name_the_earliest_published_however_they_are_ordered() -> None:
    articles: list[tuple[str, str | None, list[str]]] = [
        ("undated", None, story(1)),
        ("next day", "2020-09-18", story(1)),
        ("noon", "2020-09-17T12:00", story(1)),
        ("that day", "2020-09-17", story(1)),
        ("morning", "2020-09-17T08:05", story(1)),
        ("another", "2020-09-16", story(2)),
    ]
    expected = dict.fromkeys(["undated", "next day", "noon", "that day"], "morning")
    for seed in range(5):
        random.Random(seed).shuffle(articles)
        assert found(*articles) == expected


def test_of_articles_without_a_day_the_first_by_id_is_copied() -> None:
    assert found(("b", None, story(1)), ("a", None, story(1))) == {"b": "a"}


@pytest.mark.parametrize(
    "changed",
    [
        [*story(8)[:2], *story(1)[2:]],
        story(1)[2:],
        story(1)[:7],
        [*story(1)[:5], "Ảnh: người dân bên cây cầu mới sáng nay.", *story(1)[5:]],
        [each for number, each in enumerate(story(1)) if number % 4],
        [" ".join(story(1)).upper().replace(",", " –")],
        [each.replace("òa", "oà").replace("ỹ", "ĩ") for each in story(1)],
    ],
    ids=["lead", "start-cut", "end-cut", "caption", "dropped", "capitals", "spelling"],
)
def test_a_changed_copy_is_a_copy(changed: list[str]) -> None:
    assert found(("a", "2020-01-01", story(1)), ("b", "2020-01-02", changed)) == {"b": "a"}


def report(day: int, price: int) -> list[str]:
    """Return a daily report, the same words with its own figures."""
    return [
        f"Giá vàng hôm nay {day}/3 tại các cửa hàng lớn trong nước biến động nhẹ so với hôm qua.",
        f"Lúc 9 giờ, vàng miếng mua vào {price},2 triệu đồng một lượng và bán ra {price + 1},7 "
        "triệu đồng một lượng, chênh lệch giữa hai chiều được các cửa hàng giữ nguyên.",
        f"Vàng nhẫn được niêm yết ở mức {price - 4},1 triệu đồng một lượng chiều mua vào.",
        f"Trên thị trường thế giới, giá vàng giao ngay đứng ở mức {price * 30} USD một ounce.",
    ]


def test_a_form_filled_in_anew_is_no_copy_and_the_same_form_is() -> None:
    articles = [(f"{day}", f"2021-03-{day:02}", report(day, 50 + day)) for day in range(1, 25)]
    assert found(*articles) == {}
    again = ("again", "2021-03-30", report(7, 57))
    assert found(*articles, again) == {"again": "7"}


def test_an_article_that_shares_a_paragraph_is_no_copy() -> None:
    assert found(("a", None, story(1)), ("b", None, [*story(1)[:5], *story(2)[5:]])) == {}


def test_a_brief_is_no_copy_of_a_round_up() -> None:
    round_up = [sentence for seed in range(1, 8) for sentence in story(seed)]
    assert found(("a", None, story(1)), ("b", None, round_up)) == {}


def test_short_articles_copy_equal_ones_alone() -> None:
    brief = ["Cầu Trà Giang thông xe sáng 17/9 sau hai năm thi công."]
    longer = [*brief, "Lễ thông xe có 200 người dự."]
    articles = ("a", None, brief), ("b", None, longer), ("c", None, brief)
    assert found(*articles, ("d", None, []), ("e", None, []), ("f", None, ["Cầu"])) == {"c": "a"}


def test_a_text_printed_a_thousand_times_is_found_each_time() -> None:
    lead = story(9, 2)
    articles = [(f"{n:04}", None, [*story(1), *lead[: n % 3]]) for n in range(1_000)]
    copies = found(*articles)
    assert len(copies) == 999
    assert set(copies.values()) == {"0000"}


def test_what_a_copy_shares_is_told() -> None:
    with CopyFinder() as finder:
        finder.add("a", None, sign(story(1)))
        finder.add("b", None, sign(story(1)[:9]))
        assert finder.find() == {1: Copy(of="a", share=1.0)}


def test_no_article_no_copy() -> None:
    assert found() == {}


def test_comparing_has_no_order() -> None:
    one, other = sign(story(1)), sign(story(1)[:9])
    assert compare(one, other) == compare(other, one)


def extract(folder: Path, *options: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the articles and the counts of a run over two copies and another article."""
    rows = [("late", "2020-09-18", 1), ("early", "2020-09-17", 1), ("other", "2020-09-17", 2)]
    (folder / "in.jsonl").write_text(
        "".join(
            json.dumps({"id": doc_id, "published": day, "text": "\n".join(story(seed))}) + "\n"
            for doc_id, day, seed in rows
        ),
        "utf-8",
    )
    out = folder / "out"
    given = ["extract", str(folder / "in.jsonl"), "--out", str(out), "-q", *options]
    assert CliRunner().invoke(main, given).exit_code == 0
    assert {path.name for path in out.iterdir()} == {
        "facts.jsonl", "docs.jsonl", "rejects.jsonl", "run.json"
    }  # fmt: skip
    documents = [json.loads(line) for line in (out / "docs.jsonl").read_text("utf-8").splitlines()]
    return documents, json.loads((out / "run.json").read_text("utf-8"))["counts"]


def test_a_run_marks_copies(tmp_path: Path) -> None:
    documents, counts = extract(tmp_path)
    marks = [(each["doc_id"], each["copy_of"], each["copy_share"]) for each in documents]
    assert marks == [("late", "early", 1.0), ("early", None, None), ("other", None, None)]
    assert counts["copies"] == 1


def test_copies_need_not_be_looked_for(tmp_path: Path) -> None:
    documents, counts = extract(tmp_path, "--no-copies")
    assert [each["copy_of"] for each in documents] == [None] * 3
    assert counts["copies"] is None
