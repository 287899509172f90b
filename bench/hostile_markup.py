"""Broken and malicious markup around an article, of any size, for a bench and for tests."""

from collections.abc import Callable
from typing import NamedTuple

TEXT = (
    "Sáng 17/9, Sở Xây dựng khánh thành cây cầu bắc qua sông Trà Giang sau hai năm thi công.",
    "Cây cầu dài 320 mét, rộng 12 mét, tổng vốn đầu tư 145 tỷ đồng, do ngân sách chi trả.",
    "Ông Lê Văn Bình, Giám đốc Sở Xây dựng, cho biết 85% hộ dân hai bờ đồng ý hiến đất.",
)
"""The paragraphs of the article that stands in a hostile page."""
ARTICLE = "<article><h1>Thông xe cầu Trà Giang</h1>{}</article>".format(
    "".join(f"<p>{line}</p>" for line in TEXT)
)
SECRET = "Câu này chỉ nằm trong mã của trang, bạn đọc không hề nhìn thấy nó."
"""A sentence that no reader of a page sees."""


class HostilePage(NamedTuple):
    """A hostile page.

    Attributes:
        make: Returns its markup, of a size.
        small: Its size in the tests that run always.
        large: Its size in those that take long, and in this bench.
        keeps: Whether the article must be read; not where a longer paragraph is the page's text.
    """

    make: Callable[[int], str]
    small: int
    large: int
    keeps: bool = True


def page(before: str = "", after: str = "", head: str = "") -> str:
    """Return a page with the article between two pieces of markup."""
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Thông xe</title>{head}'
        f"</head><body>{before}{ARTICLE}{after}</body></html>"
    )


def _rows(count: int) -> str:
    """Return rows of a table."""
    return "".join(f"<tr><td>Xã {n}</td><td>{n} hộ</td></tr>" for n in range(count))


def _many(count: int, element: str) -> str:
    """Return an element many times, "{}" in it filled with a number."""
    return "".join(element.format(number) for number in range(count))


PAGES: dict[str, HostilePage] = {
    "nested div": HostilePage(lambda n: page("<div>" * n, "</div>" * n), 3_000, 200_000),
    "nested div, unclosed": HostilePage(lambda n: page("<div>" * n), 3_000, 200_000),
    "nested div behind": HostilePage(lambda n: page(after="<div>" * n + "x"), 3_000, 200_000),
    "nested div, text in each": HostilePage(
        lambda n: page(after="<div>Đọc tiếp" * n + "</div>" * n), 3_000, 50_000
    ),
    "nested div, named": HostilePage(
        lambda n: page('<div class="box-tin">' * n, "</div>" * n), 3_000, 50_000
    ),
    "nested div, hidden": HostilePage(
        lambda n: page(after=f'<div style="display:none">{SECRET}' * n), 3_000, 50_000
    ),
    "nested b, unclosed": HostilePage(lambda n: page(after="<b>" * n), 1_000, 20_000),
    "nested b and p, unclosed": HostilePage(lambda n: page(after="<b><i><p>x" * n), 300, 2_000),
    "nested a, unclosed": HostilePage(lambda n: page(after='<a href="/x">tin ' * n), 3_000, 50_000),
    "nested font": HostilePage(lambda n: page(after=_many(n, "<font size={}>")), 300, 2_000),
    "nested table": HostilePage(lambda n: page("<table><tr><td>" * n), 300, 2_000),
    "nested list": HostilePage(lambda n: page(after="<ul><li>mục " * n), 3_000, 20_000),
    "nested form, select, button": HostilePage(
        lambda n: page(after="<form><select><option>a<button>" * n), 1_000, 20_000
    ),
    "nested svg": HostilePage(lambda n: page(f"<svg>{'<g>' * n}{'</g>' * n}</svg>"), 3_000, 50_000),
    "nested svg, unclosed": HostilePage(
        lambda n: page(after="<svg><g>" * n + SECRET), 3_000, 20_000
    ),
    "nested math and svg": HostilePage(
        lambda n: page(after="<math><mi><svg><desc>" * n), 300, 5_000
    ),
    "nested template": HostilePage(
        lambda n: page("<template><p>" * n + SECRET + "</p></template>" * n), 1_000, 20_000
    ),
    "nested noscript": HostilePage(
        lambda n: page(after=f"<noscript>{SECRET}" * n + "</noscript>" * n), 1_000, 100_000
    ),
    "table": HostilePage(lambda n: page(after=f"<table>{_rows(n)}</table>"), 2_000, 20_000),
    "table, no rows closed": HostilePage(
        lambda n: page(after="<table>" + "<tr><td>Xã<td>12 hộ" * n), 2_000, 20_000
    ),
    "table, text astray": HostilePage(
        lambda n: page(after=f"<table>{'chữ lạc<tr>' * n}</table>"), 2_000, 20_000, keeps=False
    ),
    "tables": HostilePage(lambda n: page(after="<table><tr><td>1</table>" * n), 2_000, 50_000),
    "comments": HostilePage(lambda n: page("<!-- -->" * n), 50_000, 6_500_000),
    "comment": HostilePage(lambda n: page(f"<!--{'- -' * n}-->"), 50_000, 6_500_000),
    "comment, unclosed": HostilePage(
        lambda n: page(after="<!-- " + "x -- " * n), 50_000, 1_000_000
    ),
    "unclosed everything": HostilePage(
        lambda n: page(after="<section><p><span class=a>tin<li><h2>mới<em>" * n), 300, 3_000
    ),
    "unclosed script": HostilePage(
        lambda n: page(after=f"<script>var a = '{SECRET}';" * n), 1_000, 100_000
    ),
    "unclosed textarea": HostilePage(
        lambda n: page(after=f"<textarea>{SECRET}" * n), 1_000, 100_000
    ),
    "unclosed quote": HostilePage(
        lambda n: page(after='<a href="' + "<p>tin</p> " * n), 5_000, 500_000
    ),
    "closing tags": HostilePage(lambda n: page("</div></p></b></table>" * n), 5_000, 200_000),
    "open brackets": HostilePage(lambda n: page(after="<" * n), 50_000, 5_000_000, keeps=False),
    "half a tag": HostilePage(lambda n: page(after="<a <b <c" * n), 5_000, 500_000),
    "attributes": HostilePage(lambda n: page(f"<p {_many(n, ' a{}=1')}></p>"), 2_000, 1_000_000),
    "attributes on many": HostilePage(
        lambda n: page(after=_many(n, '<i a="1" b=\'2\' c=3 d data-x="{}">x</i>')),
        2_000,
        100_000,
        keeps=False,
    ),
    "attributes, one name": HostilePage(lambda n: page(f"<p {' a=1' * n}></p>"), 5_000, 1_000_000),
    "class names": HostilePage(
        lambda n: page(after=f'<p class="{_many(n, "tin-{} ")}">x</p>'), 5_000, 500_000
    ),
    "class names, around": HostilePage(
        lambda n: page(f'<div class="{_many(n, "tin-{} ")}">', "</div>"), 5_000, 500_000
    ),
    "attribute": HostilePage(lambda n: page(f'<p title="{"a " * n}"></p>'), 50_000, 10_000_000),
    "attribute, a style": HostilePage(
        lambda n: page(f'<p style="display{" " * n}">x</p>'), 50_000, 5_000_000
    ),
    "attribute, styles": HostilePage(
        lambda n: page(f'<p style="{"display: " * n}">x</p>'), 5_000, 500_000
    ),
    "data image": HostilePage(
        lambda n: page(f'<img src="data:image/png;base64,{"QUJD" * n}">'), 50_000, 5_000_000
    ),
    "script": HostilePage(
        lambda n: page(f"<script>var a = ['{SECRET}'];{'f(x);' * n}</script>"), 50_000, 2_000_000
    ),
    "script of json": HostilePage(
        lambda n: page(
            '<script type="application/json">{"body": ["'
            + f'<p>{SECRET}</p>", "' * n
            + '"]}</script>'
        ),
        1_000,
        100_000,
    ),
    "json-ld, nested": HostilePage(
        lambda n: page(head=f'<script type="application/ld+json">{"[" * n}{"]" * n}</script>'),
        5_000,
        1_000_000,
    ),
    "json-ld, many": HostilePage(
        lambda n: page(
            head='<script type="application/ld+json">{"@type": "NewsArticle"}</script>' * n
        ),
        1_000,
        50_000,
    ),
    "metas": HostilePage(
        lambda n: page(head=_many(n, '<meta property="og:x{}" content="tin">')), 2_000, 100_000
    ),
    "titles": HostilePage(lambda n: page(head="<title>Tin mới</title>" * n), 2_000, 100_000),
    "entities": HostilePage(
        lambda n: page(after=f"<p>{'&amp;lt;&aacute;&#7879;&#x1F600;' * n}</p>"),
        3_000,
        300_000,
        keeps=False,
    ),
    "entities, none": HostilePage(
        lambda n: page(after=f"<p>{'&#0;&#xD800;&#x110000;&khong;&&#' * n}"),
        3_000,
        300_000,
        keeps=False,
    ),
    "entity without end": HostilePage(
        lambda n: page(after=f"<p>&#{'9' * n}; &{'a' * n};"), 3_000, 500_000, keeps=False
    ),
    "nul and surrogates": HostilePage(
        lambda n: page("\0\ud800<\0p>\udfff" * n, "\0</p>\ud83d"), 5_000, 500_000
    ),
    "control characters": HostilePage(
        lambda n: page(after="<p>" + "\x01\x0b\x0c\x1c\x1f\x85\u2028\u2029\u200b\u0301" * n),
        5_000,
        200_000,
        keeps=False,
    ),
    "frameset": HostilePage(
        lambda n: (
            f"<html><head><title>{SECRET}</title></head><frameset>"
            + '<frame src="a.html">' * n
            + f"</frameset><noframes>{SECRET}</noframes></html>"
        ),
        1_000,
        200_000,
        keeps=False,
    ),
    "plaintext": HostilePage(
        lambda n: page(after="<plaintext>" + "<p>tin</p>\n" * n), 1_000, 100_000
    ),
    "paragraphs": HostilePage(
        lambda n: page(after=_many(n, "<p>Đoạn {} của tin.</p>")), 2_000, 100_000
    ),
    "links": HostilePage(
        lambda n: page(after=_many(n, '<a href="/{0}">Tin số {0} hôm nay</a> ')), 2_000, 100_000
    ),
    "links in items": HostilePage(
        lambda n: page(after=_many(n, '<li><a href="/{0}">Tin số {0} hôm nay</a>')),
        2_000,
        100_000,
    ),
    "headlines": HostilePage(
        lambda n: page(after=_many(n, "<h1>Tin số {} hôm nay</h1>")), 1_000, 50_000
    ),
    "bylines": HostilePage(lambda n: page(after="<p>Theo Hà An</p>" * n), 2_000, 50_000),
    "datelines": HostilePage(
        lambda n: page(after='<time>17/09/2020 08:32</time><p class="date">1/1/2020' * n),
        1_000,
        50_000,
    ),
    "breaks": HostilePage(lambda n: page(after="<br>" * n), 5_000, 1_000_000),
    "lines parted by breaks": HostilePage(
        lambda n: page(after=f"<p>{'dòng chữ<br>' * n}</p>"), 2_000, 200_000
    ),
    "word without end": HostilePage(
        lambda n: page(after=f"<p>{'a' * n}</p>"), 20_000, 5_000_000, keeps=False
    ),
    "blanks": HostilePage(lambda n: page(after="<p>" + " \n" * n + "</p>"), 20_000, 5_000_000),
    "blanks between": HostilePage(
        lambda n: page(after=f"<p>{'<i> </i> ' * n}</p>"), 5_000, 300_000
    ),
    "marks upon a letter": HostilePage(
        lambda n: page(after="<p>a" + "\u0301\u0323" * n), 5_000, 500_000, keeps=False
    ),
}
