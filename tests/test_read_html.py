"""Reading HTML: lines, their hints, and what a page says of its article."""

import time

import pytest

from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.read import Read

TITLE = "Hồ chứa nước sông Lũy đón dòng nước đầu tiên"
LEAD = "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ."
BODY = "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày."


@pytest.fixture(scope="module")
def stage() -> Read:
    return Read()


def read(stage: Read, html: str, **given: str) -> Document:
    source = Source(doc_id="page", content=html, media="html", metadata=Metadata.given(given))
    return stage(Document(source=source))


def texts(document: Document) -> list[str]:
    return [document.view.text[line.start : line.end] for line in document.lines]


def hints(document: Document) -> dict[str, tuple[str, ...]]:
    return dict(zip(texts(document), (line.hints for line in document.lines), strict=True))


def test_blocks_and_line_breaks_end_a_line_and_inline_marks_do_not(stage: Read) -> None:
    document = read(stage, "<p>Hồ <b>sông</b>\n Lũy<br>đầy</p><ul><li>một<li>hai</ul>cuối")
    assert texts(document) == ["Hồ sông Lũy", "đầy", "một", "hai", "cuối"]
    assert document.view.raw == "Hồ sông Lũy\nđầy\nmột\nhai\ncuối"


def test_what_is_not_text_is_left_out(stage: Read) -> None:
    markup = "<script>a</script><style>b</style><noscript>c</noscript><template>d</template>"
    document = read(stage, f"<head><title>e</title></head><!-- f -->{markup}<p>nước</p>")
    assert texts(document) == ["nước"]


@pytest.mark.parametrize("tag", ["<script src='a.js'/>", "<title/>", "<iframe src='a'/>"])
def test_a_tag_closed_as_in_xhtml_swallows_no_page(stage: Read, tag: str) -> None:
    document = read(stage, f"<html><head>{tag}</head><body><h1>{TITLE}</h1><p>{BODY}</p></body>")
    assert texts(document) == [TITLE, BODY]


def test_a_row_of_a_data_table_is_one_line(stage: Read) -> None:
    rows = "<tr><th>Xã</th><th>Nước</th></tr><tr><td><p>Hòa Minh</p></td><td>120 m<sup>3</sup></td>"
    document = read(stage, f"<table>{rows}</table>")
    assert texts(document) == ["Xã | Nước", "Hòa Minh | 120 m3"]
    assert all("table" in line.hints for line in document.lines)


def test_a_table_that_lays_out_a_page_is_read_block_by_block(stage: Read) -> None:
    cells = f"<td><h1>{TITLE}</h1><p>{LEAD}</p><p>{BODY}</p></td><td>Tin mới</td>"
    document = read(stage, f"<table><tr>{cells}</tr><tr><td>a</td><td>b</td></tr></table>")
    assert texts(document)[:4] == [TITLE, LEAD, BODY, "Tin mới"]


def test_text_of_neighbouring_elements_is_not_glued(stage: Read) -> None:
    document = read(stage, "<p><span>Di Linh</span>Gần trưa</p><p><a>một</a><a>hai</a></p>")
    assert texts(document) == ["Di Linh Gần trưa", "một hai"]


def test_hints_tell_the_block_of_the_article_from_the_blocks_around_it(stage: Read) -> None:
    document = read(
        stage,
        f"<body class='has-comments'><nav><a>Thời sự</a></nav><h1>{TITLE}</h1>"
        f"<div class='box content ads-wrap'><p>{LEAD}</p><p>{BODY}</p>"
        "<ul class='tin-lien-quan box_related'><li><a>Hai xã có nước</a></li></ul>"
        f"<figure><figcaption>Cửa cống</figcaption></figure></div>"
        f"<div id='boxComment'><p>{BODY} Mong cống số 3 cũng được mở.</p></div>",
    )
    known = hints(document)
    assert known[LEAD] == ("main",)
    assert set(known["Hai xã có nước"]) == {"foreign", "li", "link", "main", "related"}
    assert set(known["Cửa cống"]) == {"caption", "main"}
    assert "main" not in known[f"{BODY} Mong cống số 3 cũng được mở."]
    assert "comment" in known[f"{BODY} Mong cống số 3 cũng được mở."]
    assert set(known["Thời sự"]) == {"link", "nav"}


@pytest.mark.parametrize(
    "hiding",
    ["hidden", "style='display:none'", "style='visibility: hidden'", "aria-hidden='true'"],
)
def test_what_the_markup_hides_is_no_part_of_the_article(stage: Read, hiding: str) -> None:
    unseen = f"{BODY} Tỉ lệ hộ có nước là 21%."
    document = read(
        stage,
        f"<h1>{TITLE}</h1><div><p>{LEAD}</p><p>{BODY} <span {hiding}>Hay 7%.</span></p>"
        f"<div {hiding}><p>{unseen}</p><p>{unseen} Thêm.</p></div></div>",
    )
    known = hints(document)
    assert known[BODY] == known[LEAD] == ("main",)
    assert "hidden" in known[unseen]
    assert "hidden" in known[f"{unseen} Thêm."]


def test_a_hidden_cell_is_no_part_of_its_row(stage: Read) -> None:
    rows = (
        "<tr><td>Xã</td><td>Nước</td></tr><tr><td>Hòa Minh</td><td>5%</td><td hidden>7%</td></tr>"
    )
    assert texts(read(stage, f"<table>{rows}</table>")) == ["Xã | Nước", "Hòa Minh | 5%"]


@pytest.mark.parametrize("tag", ["body", "div"])
def test_an_article_that_a_script_shows_is_read(stage: Read, tag: str) -> None:
    article = f"<{tag} style='visibility:hidden'><h1>{TITLE}</h1><p>{LEAD}</p><p>{BODY}</p></{tag}>"
    known = hints(read(stage, f"{article}<p>Đang tải</p>"))
    assert "hidden" not in known[BODY]
    assert "main" in known[BODY]


def test_a_list_of_stories_has_no_block_of_an_article(stage: Read) -> None:
    items = "".join(
        f"<li><h3><a>{TITLE} lần thứ {i}</a></h3><p>{LEAD} Lần thứ {i}.</p></li>" for i in range(5)
    )
    document = read(stage, f"<title>Tin mới</title><h1>Đời sống</h1><ul>{items}</ul>")
    assert not any("main" in line.hints for line in document.lines)
    assert document.metadata == Metadata()


def page(head: str, headline: str = TITLE, dateline: str = "") -> str:
    body = f"<h1>{headline}</h1><p>{dateline}</p><div><p>{LEAD}</p><p>{BODY}</p></div>"
    return f"<html><head>{head}</head><body>{body}</body></html>"


JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Đất Mới"},
{"@type": ["NewsArticle"], "headline": "Hồ chứa nước sông Lũy đón nước &quot;đầu tiên&quot;",
"description": "Sapo", "datePublished": "2020-09-17T08:32:10Z", "dateModified": "2020-09-18",
"author": [{"@type": "Person", "name": "Hạ Vy"}], "publisher": {"name": "Đất Mới"}}]}</script>"""


def test_metadata_from_json_ld_in_vietnamese_time(stage: Read) -> None:
    known = read(stage, page(JSON_LD)).metadata
    assert known.title == TITLE  # the page's own headline, where the head says nearly the same
    assert (known.published, known.author, known.lead) == ("2020-09-17T15:32", "Hạ Vy", "Sapo")


def test_metadata_from_meta_elements(stage: Read) -> None:
    head = (
        f'<meta property="og:title" content="{TITLE} - Đời sống - Đất Mới Online">'
        '<meta property="article:published_time" content="2020-09-17 15:32">'
        '<meta property="article:modified_time" content="2020-09-19T10:00:00+07:00">'
        '<link rel="canonical" href="https://datmoi.example/ho-song-luy.htm">'
    )
    known = read(stage, page(head, headline="Tin")).metadata
    assert known.title == f"{TITLE} - Đời sống"  # which may be a part of the headline
    assert known.published == "2020-09-17T15:32"
    assert known.url == "https://datmoi.example/ho-song-luy.htm"
    assert read(stage, page(head)).metadata.title == TITLE


def test_a_printed_time_tells_that_the_zone_of_a_stamp_is_wrong(stage: Read) -> None:
    head = '<meta name="pubdate" content="2019-03-16T12:40:25+08:00">'
    assert read(stage, page(head)).metadata.published == "2019-03-16T11:40"
    printed = page(head, dateline="Thứ bảy, 16/3/2019, 12:40 (GMT+7)")
    assert read(stage, printed).metadata.published == "2019-03-16T12:40"


@pytest.mark.parametrize("author", ["VCCorp.vn", "Đất Mới", "admin", "https://fb.example/x"])
def test_a_site_that_signs_is_no_author(stage: Read, author: str) -> None:
    head = (
        f'<meta name="author" content="{author}"><meta property="og:site_name" content="Đất Mới">'
    )
    assert read(stage, page(head)).metadata.author is None


@pytest.mark.parametrize("stamp", ["2020-13-45", "1970-01-01T00:00:00Z", "hôm qua", ""])
def test_a_time_that_cannot_be_is_left_out(stage: Read, stamp: str) -> None:
    head = f'<meta property="article:published_time" content="{stamp}">'
    assert read(stage, page(head)).metadata.published is None


def test_metadata_given_beside_the_page_wins(stage: Read) -> None:
    known = read(stage, page(JSON_LD), published="2021-01-01", source="NLĐ").metadata
    assert (known.published, known.source, known.author) == ("2021-01-01", "NLĐ", "Hạ Vy")


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="application/ld+json">{"@type":</script>',
        f'<script type="application/ld+json">{"[" * 100_000}</script>',
        '<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": {"a": 1}, '
        '"author": [null, 3, {"name": ["x"]}], "datePublished": {"@value": 1}}</script>',
        "<p>Hai xã \ud800 có nước \0 để gieo</p>",
        '<?xml version="1.0"?><rss><item>a</item></rss>',
        "<table><tr><td colspan=9000000000000000>a<td>b</table>",
        "<<<>>><p",
        "nld.htm",
    ],
)
def test_odd_markup_is_no_error(stage: Read, markup: str) -> None:
    assert read(stage, f"{markup}<p>{BODY}</p>").lines


def test_an_empty_page_gives_an_empty_document_with_a_warning(stage: Read) -> None:
    document = read(stage, "")
    assert document.lines == ()
    assert document.warnings == ("no-text: the page has no text",)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 20_000 + f"<p>{BODY}</p>",
        "<b><a>" * 10_000 + BODY,
        "<table><tr><td>" * 2_000 + f"<p>{BODY}</p>",
        f"<p>{BODY * 20_000}</p>",
        "".join(f"<div>{BODY}" for _ in range(3_000)),
    ],
    ids=["divs", "inline", "tables", "one-line", "unclosed"],
)
def test_deep_and_large_pages_are_read_in_time(stage: Read, markup: str) -> None:
    began = time.monotonic()
    assert any(BODY in text for text in texts(read(stage, markup)))
    assert time.monotonic() - began < 10
