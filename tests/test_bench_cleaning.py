"""The measure of cleaning says what it should, on invented pages."""

import pytest

from bench.cleaning_gold import GoldError, select
from bench.cleaning_measure import coverage, syllables
from bench.cleaning_texts import LabelledText, flatten, weigh
from bench.cleaning_tools import TinvanReader

TITLE = "Hồ chứa nước sông Lũy đón dòng nước đầu tiên"
LEAD = "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ."
BODY = (
    "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày.",
    "Trưởng ban quản lý Lê Hạ Vy cho biết 85% diện tích của hai xã sẽ có nước.",
)
TEASER = "Hai xã bên sông hết cảnh ngập sau khi đê mới được đắp xong"
BLOCKS = [("title", TITLE), ("lead", LEAD), *(("body", line) for line in BODY)]
PAGE = f"""<html><head><title>{TITLE} - Báo Sông Lũy</title><script>var a = "Kịch bản";</script></head>
<body><ul class=menu><li>Trang chủ<li>Thời sự</ul><article><h1>{TITLE}</h1><p class=sapo>{LEAD}
<div class=text><p>{BODY[0]}</p><p>{BODY[1]}<br>Đọc tiếp</p><div class=more><p>{TEASER}</p></div></div>
</article></body></html>"""  # noqa: E501
SELECTORS = {"title": ["h1"], "lead": ["p.sapo"], "body": ["div.text p"], "leave_out": [".more"]}


def lines(*texts: str) -> str:
    return "\n".join(texts)


def test_a_perfect_output_scores_one() -> None:
    whole = coverage(BLOCKS, lines(TITLE, LEAD, *BODY))
    assert (whole.precision, whole.recall, whole.f1) == (1, 1, 1)
    assert (whole.body, whole.lead, whole.f1_body, whole.repeated) == (1, 1, 1, 0)
    assert whole.leaked == whole.missed == ()


def test_how_lines_are_cut_and_spelled_does_not_count() -> None:
    glued = coverage(BLOCKS, " ".join((TITLE.upper(), LEAD, *BODY)).replace("ỏ", "o\u0309"))
    assert glued.f1 == 1
    assert syllables("Sông LũyHuyện\u200b 8,5%") == ["sông", "lũy", "huyện", "8", "5"]


def test_a_leaked_line_lowers_precision_alone() -> None:
    leaky = coverage(BLOCKS, lines(TITLE, LEAD, *BODY, TEASER))
    assert leaky.precision < 0.9
    assert leaky.recall == 1
    assert leaky.leaked == (TEASER,)


def test_a_missing_lead_shows() -> None:
    headless = coverage(BLOCKS, lines(TITLE, *BODY))
    assert headless.lead == 0
    assert headless.recall < 0.8
    assert headless.body == 1
    assert headless.missed == (LEAD,)


def test_what_is_put_out_twice_is_counted_apart() -> None:
    twice = coverage(BLOCKS, lines(TITLE, LEAD, *BODY, BODY[0]))
    assert twice.repeated == pytest.approx(0.2, abs=0.05)
    assert twice.precision > 0.95


def test_nothing_scores_nothing() -> None:
    nothing = coverage(BLOCKS, "")
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.f1_body) == (0, 0, 0, 0)


def test_selectors_tell_the_parts_of_a_page() -> None:
    blocks = [(block.role, block.text) for block in select(PAGE, SELECTORS)]
    assert blocks == [*BLOCKS[:3], ("body", f"{BODY[1]} Đọc tiếp")]
    with pytest.raises(GoldError, match="finds nothing"):
        select(PAGE, {"title": ["h2"]})


def test_a_flattened_page_keeps_all_that_it_shows() -> None:
    assert flatten(PAGE).split("\n") == [
        f"{TITLE} - Báo Sông Lũy", "Trang chủ", "Thời sự", TITLE, LEAD, BODY[0], BODY[1],
        "Đọc tiếp", TEASER,
    ]  # fmt: skip


def test_labelled_lines_weigh_by_their_characters() -> None:
    text = lines(TITLE, "", LEAD, *BODY, "Bình luận (0)")
    labels = {1: "title", 3: "lead", 4: "body", 5: "body", 6: "comment"}
    outcome = TinvanReader().text(text)
    weights = weigh(LabelledText("x", text, labels, {}), outcome)
    assert weights.rates == (1, 1, 1)
    wrong = weigh(LabelledText("x", text, labels | {6: "body", 4: "related"}, {}), outcome)
    assert wrong.leaked == (BODY[0],)
    assert wrong.missed == ("Bình luận (0)",)
    assert wrong.right == sum(map(len, (TITLE, LEAD, BODY[1])))
    assert wrong.given == wrong.right + len(BODY[0])
    assert wrong.wanted == wrong.right + len("Bình luận (0)")
