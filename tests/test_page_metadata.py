"""Metadata of pages: what the head states, checked against what the page prints."""

import pytest

from tests.invented_pages import BODY, TITLES, paragraphs
from tinvan.clean import Clean
from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read import Read
from tinvan.read.published import parse_published

TITLE = TITLES[0]
URL = "https://datmoi.example/ho-chua-nuoc-song-luy-123456.htm"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline((Read(), Clean()))


def read(
    pipeline: Pipeline, head: str, *, above: str = "", below: str = "", headline: str = TITLE
) -> Document:
    body = f"<h1>{headline}</h1>{above}<div class='detail'>{paragraphs(*BODY)}</div>{below}"
    markup = f"<html><head>{head}</head><body>{body}</body></html>"
    return pipeline(Source(doc_id="page", content=markup, media="html"))


def known(pipeline: Pipeline, head: str, **parts: str) -> Metadata:
    return read(pipeline, head, **parts).metadata


def ld(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


def metas(**contents: str) -> str:
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{content}">'
        for name, content in contents.items()
    )


NODE = (
    '"@type": "NewsArticle", "headline": "Hồ chứa nước sông Lũy đón nước", '
    '"datePublished": "2020-09-17T15:32:00+07:00"'
)


@pytest.mark.parametrize(
    "script",
    [
        f"{{{NODE}}}",
        f'[{{"@type": "WebSite", "name": "Đất Mới"}}, {{{NODE}}}]',
        f'{{"@context": "x", "@graph": [{{"@type": "BreadcrumbList"}}, {{{NODE}}}]}}',
        f'{{"@type": "WebPage", "datePublished": "2019-01-01", "mainEntity": {{{NODE}}}}}',
        f'{{"@type": ["http://schema.org/WebPage"], "name": "x"}}{{{NODE}}}',
        f"{{{NODE},}}",
        f'{{{NODE}, "keywords": ["hồ", "nước",],}}',
        f'{{{NODE}, "description": "Một dòng\nhai dòng\tba"}}',
        f'{{{NODE}, "description": "Nước \\\'về\\\' đồng"}}',
        f'{{{NODE}, "description": "Ông nói "nước về" rồi"}}',
        f"/*<![CDATA[*/ {{{NODE}}} /*]]>*/",
        f"<!-- {{{NODE}}} -->",
        f"{{{NODE}}};",
        f'{{{NODE}, "video": {{"@type": "VideoObject", "datePublished": "2018-01-01"}}}}',
    ],
)
def test_json_ld_is_read_however_it_is_written(pipeline: Pipeline, script: str) -> None:
    found = known(pipeline, ld(script))
    assert (found.published, found.origins["published"]) == ("2020-09-17T15:32", "json-ld")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2020-09-17", "2020-09-17"),
        ("2020-09-17T08:32:00Z", "2020-09-17T15:32"),
        ("2020-09-17T08:32:00.123Z", "2020-09-17T15:32"),
        ("2020-09-17T17:00:00+00:00", "2020-09-18T00:00"),
        ("2020-09-17T15:32:00+0700", "2020-09-17T15:32"),
        ("2020-09-17T15:32:00+7:00", "2020-09-17T15:32"),
        ("2020-09-17T15:32:00 GMT+7", "2020-09-17T15:32"),
        ("2020-09-17T00:00:00+07:00", "2020-09-17T00:00"),
        ("2020-09-17T00:00:00", "2020-09-17"),
        ("17/09/2020 15:32 (GMT+7)", "2020-09-17T15:32"),
        ("Thứ Năm, ngày 17/09/2020, 15:32", "2020-09-17T15:32"),
        ("T5, 17/09/2020", "2020-09-17"),
        ("15:32, 17-09-2020", "2020-09-17T15:32"),
        ("17/9/2020 3:32:10 CH", "2020-09-17T15:32"),
        ("17 tháng 9 năm 2020", "2020-09-17"),
        ("9/17/2020 3:32:10 PM", "2020-09-17T15:32"),
        ("9/7/2020 3:32:10 PM", "2020-09-07T15:32"),
        ("09/07/2020 15:32", "2020-07-09T15:32"),
        ("Thu, 17 Sep 2020 08:32:00 GMT", "2020-09-17T15:32"),
        ("Thu Sep 17 2020 15:32:00 GMT+0700 (Indochina Time)", "2020-09-17T15:32"),
        ("September 17, 2020", "2020-09-17"),
        ("17 Sep 2020", "2020-09-17"),
        ("1600331520", "2020-09-17T15:32"),
        ("1600331520000", "2020-09-17T15:32"),
    ],
)
def test_times_in_every_form_become_vietnamese_time(written: str, published: str) -> None:
    assert parse_published(written) == published


@pytest.mark.parametrize("written", ["", "hôm qua", "2020-13-45", "31/02/2020", "17/09", "-", "0"])
def test_what_is_no_time_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_published(written)


def test_of_two_orders_of_day_and_month_the_printed_one_counts(pipeline: Pipeline) -> None:
    head = metas(article_published_time="09/07/2020 15:32")
    assert known(pipeline, head).published == "2020-07-09T15:32"
    printed = known(pipeline, head, above="<p>Thứ Hai, 7/9/2020, 15:32</p>")
    assert printed.published == "2020-09-07T15:32"


def test_a_false_zone_is_false_for_the_change_too(pipeline: Pipeline) -> None:
    head = metas(
        article_published_time="2020-09-17T15:32:00+08:00",
        article_modified_time="2020-09-17T16:40:00+08:00",
    )
    found = known(pipeline, head, above="<p>17/9/2020, 15:32 (GMT+7)</p>")
    assert (found.published, found.modified) == ("2020-09-17T15:32", "2020-09-17T16:40")


@pytest.mark.parametrize(
    ("modified", "kept", "warned"),
    [
        ("2020-09-18T08:00:00+07:00", "2020-09-18T08:00", False),
        ("2020-09-17T15:32:00+07:00", None, False),
        ("2020-09-17", None, False),
        ("2020-09-16T08:00:00+07:00", None, True),
    ],
)
def test_a_change_comes_after_the_publication(
    pipeline: Pipeline, modified: str, kept: str | None, warned: bool
) -> None:
    head = metas(article_published_time="2020-09-17T15:32:00+07:00", article_modified_time=modified)
    document = read(pipeline, head)
    assert document.metadata.modified == kept
    assert any(w.startswith("bad-modified: ") for w in document.warnings) == warned


def test_a_page_that_tells_no_day_has_none(pipeline: Pipeline) -> None:
    stamp = "<time datetime='2020-09-17'>17/09/2020</time>"
    aside = f"<p>{BODY[0]} Thêm.</p><aside class='related'>{stamp}</aside>"
    assert known(pipeline, "<title>x</title>", below=aside).published is None
    head = metas(article_published_time="2099-01-01T00:00:00Z")
    document = read(pipeline, head)
    assert document.metadata.published is None
    assert document.warnings[0].startswith("bad-published: ")


@pytest.mark.parametrize(
    ("title", "site", "shown"),
    [
        (f"{TITLES[1]} - Báo Đất Mới", "", TITLES[1]),
        (f"{TITLES[1]} | VTV.VN", "", TITLES[1]),
        (f"{TITLES[1]} - Đất Mới Online", "Đất Mới Online", TITLES[1]),
        (f"{TITLES[1]} | Đời sống | datmoi.example.vn", "", f"{TITLES[1]} | Đời sống"),
        (f"{TITLES[1]} - Kỳ 2", "Đất Mới Online", f"{TITLES[1]} - Kỳ 2"),
    ],
)
def test_a_title_that_the_page_does_not_print_loses_the_site(
    pipeline: Pipeline, title: str, site: str, shown: str
) -> None:
    head = metas(og_title=title, **({"og_site_name": site} if site else {}))
    assert known(pipeline, head, headline="Tin").title == shown


def test_the_headline_is_the_printed_one(pipeline: Pipeline) -> None:
    head = metas(og_title="Sông Lũy: Hồ chứa đón dòng nước mới")
    found = known(pipeline, head)
    assert (found.title, found.origins["title"]) == (TITLE, "markup")


def test_the_lead_is_the_printed_one(pipeline: Pipeline) -> None:
    lead = "<p class='sapo'>Hai xã cuối kênh có nước để gieo vụ mới sớm hơn một ngày.</p>"
    head = metas(og_description="Hai xã cuối kênh có nước để gieo vụ...")
    found = known(pipeline, head, above=lead)
    assert found.lead == "Hai xã cuối kênh có nước để gieo vụ mới sớm hơn một ngày."


def test_authors_are_people(pipeline: Pipeline) -> None:
    script = f'{{{NODE}, "author": [{{"@type": "Person", "name": "Lê Hạ Vy - Trần Vĩnh An"}}]}}'
    found = known(pipeline, ld(script))
    assert found.authors == ("Lê Hạ Vy", "Trần Vĩnh An")
    office = f'{{{NODE}, "author": {{"@type": "Person", "name": "Ban Biên tập"}}}}'
    signed = known(pipeline, ld(office), above="<p class='author'>Lê Hạ Vy</p>")
    assert (signed.authors, signed.origins["author"]) == (("Lê Hạ Vy",), "byline")


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("PV Hạ Vy (tổng hợp)", ("Hạ Vy",)),
        ("Bài: Hạ Vy - Ảnh: Lê An", ("Hạ Vy",)),
        ("Bài, ảnh: Hạ Vy", ("Hạ Vy",)),
        ("Hạ Vy, Lê An và Trần Minh", ("Hạ Vy", "Lê An", "Trần Minh")),
        ("Giang Hạ-Hoàng Vy", ("Giang Hạ", "Hoàng Vy")),
        ("Nhóm PV", ()),
        ("VCCorp.vn", ()),
        ("Báo Đất Mới", ()),
    ],
)
def test_the_names_in_a_byline(pipeline: Pipeline, byline: str, names: tuple[str, ...]) -> None:
    clean = next(stage for stage in pipeline.stages if isinstance(stage, Clean))
    assert clean.authors.names(byline) == names


@pytest.mark.parametrize(
    ("head", "above", "section"),
    [
        (ld(f'{{{NODE}, "articleSection": ["Xã hội", "Đời sống"]}}'), "", "Đời sống"),
        (metas(article_section="Đời sống"), "", "Đời sống"),
        ("", "<ul class='breadcrumb'><li><a>Trang chủ</a><li><a>Đời sống</a></ul>", "Đời sống"),
        (
            ld(
                '{"@type": "BreadcrumbList", "itemListElement": [{"item": {"name": "Trang chủ"}}, '
                f'{{"item": {{"name": "Đời sống"}}}}, {{"name": "{TITLE}"}}]}}'
            ),
            "",
            "Đời sống",
        ),
        (f"<title>{TITLE} - Đời sống - Báo Đất Mới</title>", "", "Đời sống"),
        (f"<title>{TITLE} - Báo Đất Mới</title>", "", None),
    ],
)
def test_section(pipeline: Pipeline, head: str, above: str, section: str | None) -> None:
    assert known(pipeline, head, above=above).section == section


TAGS = "<div class='box-tags'><a>kênh</a><a>nước</a></div>"


@pytest.mark.parametrize(
    ("head", "below", "tags"),
    [
        (metas(article_tag="hồ") + metas(article_tag="kênh"), "", ("hồ", "kênh")),
        ('<meta name="keywords" content="hồ, sông Lũy,kênh">', "", ("hồ", "sông Lũy", "kênh")),
        ('<meta name="keywords" content="mưa, lũ,hồ,kênh">', "", ("mưa, lũ", "hồ", "kênh")),
        ('<meta name="keywords" content="Đất Mới"><meta name="keywords" content="">', TAGS,
         ("kênh", "nước")),
        (f'<meta name="keywords" content="{TITLE}">', "", ()),
        ("", "<div class='box-tags'><a>bóng đá</a><a>giá vàng</a></div>", ()),
        ("", "<div class='vintage'><a>kênh</a><a>nước</a></div>", ()),
    ],
)  # fmt: skip
def test_tags(pipeline: Pipeline, head: str, below: str, tags: tuple[str, ...]) -> None:
    assert known(pipeline, head, below=below).tags == tags


def test_the_address_of_the_article_and_not_of_the_site(pipeline: Pipeline) -> None:
    home = '<link rel="canonical" href="https://datmoi.example/">'
    found = known(pipeline, home + metas(og_url=URL))
    assert (found.canonical, found.origins["canonical"]) == (URL, "opengraph")
    assert known(pipeline, home).canonical == "https://datmoi.example/"
    assert known(pipeline, '<link rel="canonical" href="/tin.htm">').canonical is None


def test_every_field_says_where_it_comes_from(pipeline: Pipeline) -> None:
    head = f'<link rel="canonical" href="{URL}">' + ld(f"{{{NODE}}}") + metas(og_locale="vi_VN")
    found = known(pipeline, head, above="<p class='author'>Lê Hạ Vy</p>", below="<p>Theo VOV</p>")
    assert set(found.origins) == set(found.stated)
    assert (found.origins["canonical"], found.origins["language"]) == ("markup", "opengraph")
