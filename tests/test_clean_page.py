"""Cleaning HTML pages: the markup helps where the words do not."""

import pytest

from tinvan.clean import Clean
from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.read import Read

TITLE = "Hồ chứa nước sông Lũy đón dòng nước đầu tiên"
LEAD = "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ."
BODY = (
    "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày.",
    "Trưởng ban quản lý Lê Hạ Vy cho biết 85% diện tích của hai xã sẽ có nước.",
    "Ba cửa cống khác sẽ được mở trong tuần tới, khi mực nước hồ lên thêm một mét.",
)
TEASER = "Chiều 7/11, tại trụ sở huyện, Phó chủ tịch Trần Vĩnh An cho biết đê mới đã xong 70%."


@pytest.fixture(scope="module")
def stages() -> tuple[Read, Clean]:
    return Read(), Clean()


def clean(stages: tuple[Read, Clean], html: str, **known: str) -> Document:
    source = Source(doc_id="x", content=html, media="html", metadata=Metadata.given(known))
    return stages[1](stages[0](Document(source=source)))


def labelled(document: Document) -> dict[str, str | None]:
    return {document.text_of(line): line.label for line in document.lines}


def content(document: Document) -> list[str]:
    return [document.text_of(line) for line in document.lines if line.is_content]


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_page_is_labelled_by_its_blocks(stages: tuple[Read, Clean]) -> None:
    document = clean(
        stages,
        "<header><a>Đất Mới</a></header><nav><a>Thời sự</a></nav>"
        f"<article><h1>{TITLE}</h1><span class='author'>Hạ Vy</span>"
        f"<time>17/09/2020 15:32</time><h2 class='detail-sapo'>{LEAD}</h2>"
        f"<div class='content'>{paragraphs(BODY[0])}<figure><figcaption>Cửa cống</figcaption>"
        "</figure><div class='tin-lien-quan relatedBox'><a>Chợ phiên vùng cao mở lại</a></div>"
        f"<h2>Hai xã hết khát</h2>{paragraphs(*BODY[1:])}</div>"
        "<p class='source'>Theo TTXVN</p></article>"
        f"<section class='other-news'><h3><a>Đê mới đã xong</a></h3><p>{TEASER}</p></section>"
        f"<div id='comments'>{paragraphs(TEASER)}</div>"
        "<footer>Tổng biên tập: Trần An</footer>",
    )
    assert content(document) == [TITLE, LEAD, BODY[0], "Cửa cống", "Hai xã hết khát", *BODY[1:]]
    labels = labelled(document)
    assert labels[LEAD] == "lead"
    assert labels["Cửa cống"] == "caption"
    assert labels["Hai xã hết khát"] == "heading"
    assert labels["Chợ phiên vùng cao mở lại"] == "related"
    assert labels["Tổng biên tập: Trần An"] == "footer"
    known = document.metadata
    assert (known.author, known.source, known.published) == ("Hạ Vy", "TTXVN", "2020-09-17T15:32")


def test_a_hidden_copy_of_the_article_is_not_read_twice(stages: tuple[Read, Clean]) -> None:
    shown = paragraphs(*BODY)
    document = clean(
        stages, f"<h1>{TITLE}</h1><div><div style='display: none'>{shown}</div>{shown}</div>"
    )
    assert content(document) == [TITLE, *BODY]


def test_another_story_set_into_the_article_is_not_its_own(stages: tuple[Read, Clean]) -> None:
    inset = f"<article><p>{TEASER}</p></article>"
    document = clean(stages, f"<h1>{TITLE}</h1><div>{paragraphs(LEAD, *BODY)}{inset}</div>")
    assert content(document) == [TITLE, LEAD, *BODY]


def test_links_at_the_foot_of_the_paragraphs_hide_no_byline(stages: tuple[Read, Clean]) -> None:
    links = "<ul><li><a>Hai xã bên sông hết ngập</a><li><a>Chợ phiên mở lại</a></ul>"
    document = clean(
        stages, f"<h1>{TITLE}</h1><div>{paragraphs(LEAD, *BODY)}{links}<p>Hạ Vy</p></div>"
    )
    assert content(document) == [TITLE, LEAD, *BODY]
    assert document.metadata.author == "Hạ Vy"


def test_a_page_of_headlines_has_no_content(stages: tuple[Read, Clean]) -> None:
    items = "".join(f"<li><h3><a>{TITLE} {i}</a></h3><p>{LEAD} {i}.</p></li>" for i in range(20))
    document = clean(stages, f"<title>Đời sống</title><h1>Đời sống</h1><ul>{items}</ul>")
    assert content(document) == []
    assert document.metadata == Metadata(language="vi", origins={"language": "text"})


@pytest.mark.parametrize("hiding", ["hidden", "style='display: none'", "aria-hidden='true'"])
def test_what_is_hidden_is_no_content_in_a_page_of_any_size(
    stages: tuple[Read, Clean], hiding: str
) -> None:
    unseen = f"<p {hiding}>Huyện xếp thứ 7/63.</p>"
    small = clean(stages, f"<p>TP Huế xếp thứ 6/63.</p>{unseen}")
    assert content(small) == ["TP Huế xếp thứ 6/63."]
    large = clean(stages, f"{unseen}<h1>{TITLE}</h1><div>{paragraphs(LEAD, *BODY)}{unseen}</div>")
    assert content(large) == [TITLE, LEAD, *BODY]


def test_a_small_page_without_blocks_is_read_like_a_text(stages: tuple[Read, Clean]) -> None:
    document = clean(stages, "<h1>TP Huế tăng hạng</h1><p>TP Huế xếp thứ 6/63</p>")
    assert content(document) == ["TP Huế tăng hạng", "TP Huế xếp thứ 6/63"]


def test_the_printed_headline_wins_over_the_head(stages: tuple[Read, Clean]) -> None:
    head = '<meta property="og:title" content="Chợ phiên vùng cao mở lại sau mùa mưa lũ">'
    document = clean(stages, f"{head}<h1>{TITLE}</h1><div>{paragraphs(LEAD, *BODY)}</div>")
    assert document.metadata.title == TITLE
    assert labelled(document)[TITLE] == "title"


def test_comments_without_a_name_close_the_article(stages: tuple[Read, Clean]) -> None:
    """Where classes tell nothing, the heading of the comments does."""
    said = "Mong cống số 3 cũng được mở sớm, nhà tôi chờ đã ba năm nay rồi."
    document = clean(
        stages,
        f"<h1>{TITLE}</h1><div>Lê Hạ Vy • 17/09/2020 15:32 • 5 phút đọc</div>"
        f"<div>{paragraphs(*BODY)}<div>Ý kiến bạn đọc (2)</div>"
        f"<div><b>Minh An</b>{paragraphs(said)}</div></div>",
    )
    assert content(document) == [TITLE, *BODY]
    assert labelled(document)[said] == "comment"
    assert document.metadata.authors == ("Lê Hạ Vy",)


def test_a_list_at_the_foot_of_the_article_s_block_is_not_of_it(
    stages: tuple[Read, Clean],
) -> None:
    rows = "".join(
        f"<tr><td><a href='/{n}'>Chợ phiên số {n} của vùng cao mở lại</a> (1{n}/03/2020)</td></tr>"
        for n in range(8)
    )
    document = clean(
        stages,
        f"<table><tr><td>{TITLE}</td></tr>"
        f"<tr><td>{LEAD}</td></tr>"
        f"<tr><td>{'<br>'.join(BODY)}<div><b>Thu Hằng</b></div></td></tr>"
        "<tr><td><a href='#p'>In trang này</a> | <a href='#'>Trở về</a></td></tr>"
        f"<tr><td>Các tin đã đưa</td></tr>{rows}</table>",
    )
    assert content(document) == [TITLE, LEAD, *BODY]
    assert document.metadata.author == "Thu Hằng"


def test_the_name_of_a_site_is_no_title_where_a_headline_is_printed(
    stages: tuple[Read, Clean],
) -> None:
    document = clean(
        stages,
        "<title>Cổng thông tin điện tử huyện Lũy Thượng</title>"
        f"<div><span>{TITLE}</span><div>17/09/2020 15:32</div>{paragraphs(LEAD, *BODY)}</div>",
    )
    assert document.metadata.title == TITLE


def test_a_numbered_heading_below_the_lead_is_no_caption(stages: tuple[Read, Clean]) -> None:
    document = clean(
        stages, f"<h1>{TITLE}</h1><div>{paragraphs(LEAD, '1. Lịch mở cống', *BODY)}</div>"
    )
    assert labelled(document)["1. Lịch mở cống"] == "heading"


def test_of_two_bylines_the_one_with_more_names_counts(stages: tuple[Read, Clean]) -> None:
    document = clean(
        stages,
        f"<h1>{TITLE}</h1><div class='author'>Lê Hạ Vy</div><div>17/09/2020 15:32</div>"
        f"<div>{paragraphs(LEAD, *BODY)}<p class='author'>Lê Hạ Vy - Trần Vĩnh An</p></div>",
    )
    assert document.metadata.authors == ("Lê Hạ Vy", "Trần Vĩnh An")


def test_a_person_above_the_paper_that_the_markup_names_is_the_author(
    stages: tuple[Read, Clean],
) -> None:
    document = clean(
        stages,
        f"<h1>{TITLE}</h1><div>17/09/2020 15:32</div><div>{paragraphs(LEAD, *BODY)}</div>"
        "<p class='author'>Theo Lê Hạ Vy</p><p class='source'>Đất mới hôm nay</p>",
    )
    assert document.metadata.author == "Lê Hạ Vy"
    assert document.metadata.source == "Đất mới hôm nay"
