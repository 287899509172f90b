"""Cleaning texts that have lost their markup: which lines are the article's."""

import time
import tomllib
from pathlib import Path

import pytest

from tinvan.clean import Clean
from tinvan.clean.rules import LineRules
from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.read import Read
from tinvan.view import TextView

TITLE = "Hồ chứa nước sông Lũy đón dòng nước đầu tiên"
LEAD = "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ."
BODY = (
    "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày.",
    "Trưởng ban quản lý Lê Hạ Vy cho biết 85% diện tích của hai xã sẽ có nước.",
    "Ba cửa cống khác sẽ được mở trong tuần tới, khi mực nước hồ lên thêm một mét.",
)
STORIES = ("Hai xã bên sông hết cảnh ngập", "Chợ phiên vùng cao mở lại sau mùa mưa")
TEASER = "Chiều 7/11, tại trụ sở huyện, Phó chủ tịch Trần Vĩnh An cho biết đê mới đã xong 70%."


@pytest.fixture(scope="module")
def stages() -> tuple[Read, Clean]:
    return Read(), Clean()


def clean(stages: tuple[Read, Clean], *lines: str, **known: str) -> Document:
    source = Source(doc_id="x", content="\n".join(lines), metadata=Metadata.given(known))
    return stages[1](stages[0](Document(source=source)))


def labels(document: Document) -> list[str | None]:
    return [line.label for line in document.lines]


def content(document: Document) -> list[str]:
    return [document.text_of(line) for line in document.lines if line.is_content]


@pytest.mark.parametrize(
    "text",
    [
        "TP Huế xếp thứ 6/63 về chỉ số này.",
        "Theo VOV",
        "Hạ Vy",
        "17/09/2020, 15:32",
        "Tổng biên tập báo Đất Mới Lê Hạ Vy dự lễ.",
        "Nguồn nước của hồ giảm 12%\nNước về hai xã giảm 8%.",
    ],
)
def test_a_text_of_a_line_or_two_is_content(stages: tuple[Read, Clean], text: str) -> None:
    assert all(line.is_content for line in clean(stages, text).lines)


def test_a_text_on_one_line_is_its_article(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, " ".join((TITLE, LEAD, *BODY * 10, "Theo VOV")))
    assert labels(document) == ["body"]
    assert document.metadata.title is None


@pytest.mark.parametrize(
    "closing",
    [
        ("Bài và ảnh: LÊ HẠ", "Tin mới"),
        ("Hạ Vy", "Bài liên quan"),
        ("Nguồn baochinhphu.vn", "CÓ THỂ BẠN QUAN TÂM"),
        ("Hạ Vy", "(0) Bình luận", "Đừng bỏ lỡ"),
        ("ĐÁNH GIÁ", "TIN CÙNG CHUYÊN MỤC"),
        ("Chia sẻ", "Từ khóa: hồ chứa, sông Lũy", "Đọc nhiều"),
        ("Theo Hạ Vy (TTXVN)", "Xem thêm"),
    ],
)
def test_stories_behind_the_end_are_not_content(
    stages: tuple[Read, Clean], closing: tuple[str, ...]
) -> None:
    article = (TITLE, LEAD, *BODY)
    document = clean(stages, *article, *closing, STORIES[0], TEASER, STORIES[1], TEASER)
    assert content(document) == list(article)
    assert "related" in labels(document)[-4:]


def test_the_article_goes_on_behind_a_box_within_it(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, TITLE, LEAD, BODY[0], "Tin liên quan", *STORIES, *BODY[1:], TEASER)
    assert content(document) == [TITLE, LEAD, *BODY, TEASER]
    assert labels(document)[3:6] == ["related"] * 3


def test_buttons_over_the_body_do_not_end_it(stages: tuple[Read, Clean]) -> None:
    bar = ("Chia sẻ", "Bình luận (5)")
    document = clean(stages, TITLE, "17/09/2020 15:32", LEAD, *bar, *BODY, "Hạ Vy")
    assert content(document) == [TITLE, LEAD, *BODY]
    assert labels(document)[3:5] == ["widget", "comment"]


def test_a_lead_above_the_title_counts_once(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, LEAD, "", TITLE, "", "17/09/2020, 15:32", "", LEAD, "", *BODY)
    assert labels(document) == ["lead", "title", "dateline", "duplicate", "body", "body", "body"]


def test_what_repeats_word_for_word_counts_once(stages: tuple[Read, Clean]) -> None:
    caption = "Các đại biểu tham quan cửa cống số 1 của hồ"
    document = clean(
        stages, TITLE, LEAD, BODY[0], caption, caption, *BODY[1:], "Hạ Vy", "Gửi bình luận", TITLE
    )
    assert labels(document)[3:5] == ["caption", "duplicate"]
    assert labels(document)[-1] == "duplicate"


def test_a_lead_below_everything_else_is_read(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, TITLE, "", *BODY, "Theo VOV", "", "", "", LEAD)
    assert labels(document) == ["title", "lead", "body", "body", "source", "lead"]
    assert document.metadata.source == "VOV"


def test_a_sentence_broken_by_lost_links_stays_whole(stages: tuple[Read, Clean]) -> None:
    pieces = ("Theo ghi nhận của", " Đất Mới", ", người dân ra kênh từ sáng sớm để chờ nước.")
    document = clean(stages, TITLE, LEAD, *pieces, *BODY)
    assert labels(document)[2:5] == ["body"] * 3


def test_names_in_a_list_are_no_byline(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, TITLE, LEAD, "Các xã có nước trong tuần này gồm:", *("Hòa Minh",) * 4)
    assert "byline" not in labels(document)
    assert document.metadata.author is None


def test_menus_above_the_article_are_not_content(stages: tuple[Read, Clean]) -> None:
    menu = ("Thứ Bảy, 19/9/2020", "Đất Mới", "Thời sự", "Hồ sơ", "Kinh tế", "Đời sống", "Bạn đọc")
    above = (*menu, *menu[1:], "Chợ", "Phiên", "Đăng nhập để nhận tin hồ nước mỗi ngày nhé.")
    document = clean(stages, *above, TITLE, "17/09/2020 15:32", LEAD, *BODY, "Hạ Vy", "Tin khác")
    assert content(document) == [TITLE, LEAD, *BODY]
    assert document.metadata.published == "2020-09-17T15:32"  # not the day of the crawl


def test_the_front_page_of_a_paper_has_no_content(stages: tuple[Read, Clean]) -> None:
    menu = ("Thời sự", "Kinh tế", "Đời sống", "Thể thao", "Bạn đọc") * 3
    stories = [
        line for i in range(8) for line in (f"{STORIES[1]} ở huyện số {i}", f"{TEASER} {i}.")
    ]
    document = clean(stages, *menu, *stories)
    assert content(document) == []
    assert document.metadata.title is None


def test_a_title_is_known_by_the_address(stages: tuple[Read, Clean]) -> None:
    """The first line may be a heading of a text that came without its title."""
    url = "https://datmoi.example/{}-20200917101500123.htm"
    heading = "Hai xã hết cảnh khát nước"
    known = clean(stages, heading, LEAD, *BODY, url=url.format("hai-xa-het-canh-khat-nuoc"))
    other = clean(stages, heading, LEAD, *BODY, url=url.format("ho-song-luy-don-dong-nuoc"))
    assert known.metadata.title == heading
    assert other.metadata.title is None
    assert content(other) == [heading, LEAD, *BODY]


def test_a_given_title_is_found_wherever_it_stands(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, "Đất Mới", "Miền núi", f"“{TITLE}”", LEAD, *BODY, title=TITLE)
    assert labels(document)[:4] == ["nav", "nav", "title", "lead"]


def test_every_line_gets_a_label_and_its_rule(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, "\u200b", TITLE, "", ";", LEAD, "\ufeff", *BODY, "1 2 3", "©", "...")
    assert all(line.label and line.rule for line in document.lines)


@pytest.mark.parametrize(
    "text",
    [
        "a b. " * 400_000,
        "Hai xã có nước để gieo vụ mới.\n" * 4_000,
        "\n".join(f"Hai xã có nước để gieo vụ mới số {i}" for i in range(4_000)),
        "Tin liên quan\nHai xã có nước để gieo\n" * 2_000,
        f"{LEAD}\n" + "Hạ Vy\nTheo VOV\n" * 2_000,
        "17/09/2020, 15:32\n" * 4_000,
        "Ă" * 40_000,
        f"x{' ' * 100_000}x",
        "1." * 50_000,
        "a " * 50_000,
        "(" * 50_000,
    ],
    ids=["one-line", "same", "headlines", "boxes", "names", "datelines",
         "capitals", "blanks", "numbers", "letters", "brackets"],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_faster(stages: tuple[Read, Clean], text: str) -> None:
    began = time.monotonic()
    clean(stages, text)
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    "sign", ["A ", "Ảnh: ", "- ", "1/", "Theo ", "#a ", "Chia sẻ ", "Hạ, ", "("]
)
def test_no_pattern_explodes(stages: tuple[Read, Clean], sign: str) -> None:
    began = time.monotonic()
    clean(
        stages, LEAD, *((sign * 300)[:size] + end for size in (150, 299) for end in ("", "!", "."))
    )
    assert time.monotonic() - began < 1


MENUS = ("Trang chủ", "Thời sự", "Thế giới", "Kinh tế", "Giáo dục", "Thể thao", "Đăng nhập")
LINKS = ("Ba huyện miền núi có thêm đường đi qua đèo", "Giá lúa vùng biển tăng trở lại sau Tết")


@pytest.mark.parametrize(
    ("box", "rest"),
    [
        (("Đọc thêm", *LINKS), BODY[1:]),
        (("Tin liên quan", LINKS[0], "Ba huyện có thêm đường qua đèo từ đầu tháng."), BODY[1:]),
        (("Xem thêm", *LINKS), BODY[1:2]),
        (("Play", "Unmute", "Current Time 0:00", "/", "Duration 2:15"), BODY[1:2]),
        (("Mời độc giả xem video:", LINKS[0]), BODY[1:2]),
        (("[Đọc thêm: " + LINKS[0] + "]",), BODY[1:2]),
    ],
)
def test_an_article_goes_on_behind_a_box(
    stages: tuple[Read, Clean], box: tuple[str, ...], rest: tuple[str, ...]
) -> None:
    document = clean(
        stages, *MENUS, TITLE, "17/09/2020 15:32", LEAD, BODY[0], *box, *rest, "Hạ Vy",
        "Từ khóa", "hồ chứa", "Tin cùng chuyên mục", *LINKS, TEASER,
    )  # fmt: skip
    assert content(document) == [TITLE, LEAD, BODY[0], *rest]


def test_links_at_the_foot_of_a_page_are_not_content(stages: tuple[Read, Clean]) -> None:
    article = (TITLE, "17/09/2020 15:32", LEAD, *BODY)
    foot = (*LINKS, "Hạ Vy", "Trở lại Thời sự", "Chia sẻ", "Bình luận (0)")
    document = clean(stages, *MENUS, *article, *foot)
    assert content(document) == [TITLE, LEAD, *BODY]


def test_captions_at_the_foot_of_a_text_are_content(stages: tuple[Read, Clean]) -> None:
    captions = ("Dòng nước đầu tiên qua cửa cống số 1 của hồ", "Hồ sông Lũy nhìn từ cửa cống số 3")
    document = clean(stages, TITLE, LEAD, *BODY, *captions, "Hạ Vy")
    assert content(document) == [TITLE, LEAD, *BODY, *captions]


def test_the_headline_is_the_line_that_the_first_line_announces(
    stages: tuple[Read, Clean],
) -> None:
    document = clean(
        stages, f"{TITLE} - Báo Đất Mới", *MENUS, *MENUS, *LINKS, TITLE, "Hạ Vy", LEAD, *BODY
    )
    assert document.metadata.title == TITLE


def test_the_menus_above_may_hold_a_sentence(stages: tuple[Read, Clean]) -> None:
    offer = "Bạn chưa đăng nhập. Hãy đăng nhập để đồng bộ gói dịch vụ."
    document = clean(stages, offer, *MENUS, *MENUS, TITLE, "17/09/2020 15:32", LEAD, *BODY)
    assert content(document) == [TITLE, LEAD, *BODY]


def test_what_stands_beside_the_dateline_is_no_heading(stages: tuple[Read, Clean]) -> None:
    aside = ("Sự kiện: Nước cuối kênh", "17/09/2020 15:32", "0", "ban.doc@datmoi.example")
    document = clean(stages, *MENUS, TITLE, *aside, LEAD, *BODY)
    assert content(document) == [TITLE, LEAD, *BODY]


def test_rules_are_looked_up_by_words_without_missing_any(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each rule names what a line must have for it: `needs` and `starts` in rules/clean."""
    tables = [
        tomllib.loads(path.read_text("utf-8"))
        for path in sorted((Path(__file__).parents[1] / "rules/clean").glob("*.toml"))
    ]
    forms = [f for table in tables for entry in table.get("entry", ()) for f in entry["forms"]]
    texts = [e["text"] for t in tables for r in t.get("rule", ()) for e in r.get("yes", ())]
    shapes = ("{}", "{}:", "{} (2)", "(2) {}", "3 {}", "- {}", "{} | {}", "{}: Hạ Vy", "Hạ Vy ({})")
    lines = {shape.format(form, form) for form in forms for shape in shapes}
    lines |= {line.strip() for text in texts for line in text.split("\n") if line.strip()}
    rules = LineRules()
    found = {line: rules.read(line) for line in sorted(TextView(line).text for line in lines)}
    monkeypatch.setattr(LineRules, "_candidates", lambda *_: -1)
    tried = LineRules()
    for line, reading in found.items():
        every = tried.read(line)
        assert (reading.signatures, reading.furniture) == (every.signatures, every.furniture), line
