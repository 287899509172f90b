"""`tinvan clean`: the article as HTML, and why lines have their roles."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from tinvan.cli import main

LEAD = "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ <Lũy>."
BODY = "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày."
COMMENT = "Mong các cống còn lại cũng sớm được mở để bà con kịp gieo cấy vụ mùa này."
PAGE = f"""<body class="page"><ul class="menu"><li><a href="/">Trang chủ</a></li></ul>
<div class="detail"><h1>Hồ sông Lũy đón nước</h1><p class="sapo">{LEAD.replace("<", "&lt;")}</p>
<p>{BODY}</p>
<table><tr><td>Xã<td>Diện tích (ha)<tr><td>An Bình<td>32,5</table><p>{BODY[:-1]} nữa.</p>
<div class="box-related"><a href="/2">Hai xã cuối kênh hết cảnh thiếu nước</a></div></div>
<div id="boxComment"><p>{COMMENT}</p></div></body>"""


def tinvan(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "<b>tin.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_html_holds_the_content_with_roles_and_nothing_else(page: Path) -> None:
    result = tinvan("clean", page, "--format", "html")
    assert result.exit_code == 0
    soup = BeautifulSoup(result.stdout, "lxml")
    (article,) = soup.find_all("article")
    assert article["data-id"] == "<b>tin.html"
    children = article.find_all(recursive=False)
    found = [(each.name, each.get("class"), each.get_text("|")) for each in children]
    assert found == [
        ("h1", None, "Hồ sông Lũy đón nước"),
        ("p", ["lead"], LEAD),
        ("p", None, BODY),
        ("table", None, "\n|Xã|Diện tích (ha)|\n|An Bình|32,5|\n"),
        ("p", None, f"{BODY[:-1]} nữa."),
    ]


def test_html_points_at_the_characters_of_each_line(page: Path) -> None:
    rows = json.loads(tinvan("clean", page, "--format", "jsonl").stdout)["lines"]
    offsets = {(str(row["start"]), str(row["end"])): row["text"] for row in rows}
    soup = BeautifulSoup(tinvan("clean", page, "--format", "html").stdout, "lxml")
    stated = [each for each in soup.select("[data-start]") if each.name != "tr"]
    assert len(stated) == 4
    for each in stated:
        assert offsets[str(each["data-start"]), str(each["data-end"])] == each.get_text()


def test_explain_tells_the_article_from_what_stands_beside_it(page: Path) -> None:
    result = tinvan("clean", page, "--explain")
    assert result.exit_code == 0
    said = result.stdout
    assert "the article: body.page > div.detail" in said
    assert "paragraph.text, 3 lines: a character of a paragraph outside links" in said
    assert "in it, another's: body.page > div.detail > div.box-related" in said
    run = said[said.index("comment · line ") :]
    assert "markup.comment" in run
    assert "markup: comment" in run
    assert f"“{COMMENT[:40]}" in run


def test_explain_says_why_a_page_has_no_article(tmp_path: Path) -> None:
    path = tmp_path / "list.html"
    teaser = "<h3><a href='/{0}'>Hai xã cuối kênh hết cảnh thiếu nước {0}</a></h3><p>{1}</p>"
    path.write_text("".join(teaser.format(n, BODY) for n in range(9)), encoding="utf-8")
    result = tinvan("clean", path, "--explain")
    assert result.exit_code == 0
    said = result.stdout
    assert "No article but of the kind index-page, by signs with these weights:" in said
    assert "index-page.no-article: no block of text looks like an article" in said
    assert "no article: " in said
    assert "against the greatest share of its paragraphs, by characters, that may tease" in said


def test_explain_needs_no_markup(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(f"Hồ sông Lũy đón nước\n\n{BODY}\n\x1b[2J{BODY}\n", encoding="utf-8")
    said = tinvan("clean", path, "--explain").stdout
    assert "title · line 1 · title.headline" in said
    assert "\x1b" not in said


def test_explain_is_text(page: Path) -> None:
    result = tinvan("clean", page, "--explain", "--format", "jsonl")
    assert result.exit_code == 2
    assert "--explain prints text; leave --format out" in result.stderr
