"""Metadata that a text prints: title, day, author, source; and nothing that it does not."""

import datetime as dt

import pytest

from tinvan.clean import Clean
from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.read import Read
from tinvan.read.url_day import own_url_day

TITLE = "Hồ chứa nước sông Lũy đón dòng nước đầu tiên"
BODY = "Huyện đã mở cửa cống lấy nước vào lúc sáng sớm, theo ban quản lý hồ."


@pytest.fixture(scope="module")
def stages() -> tuple[Read, Clean]:
    return Read(), Clean()


def known(stages: tuple[Read, Clean], *lines: str, **given: str) -> Metadata:
    source = Source(doc_id="x", content="\n\n".join(lines), metadata=Metadata.given(given))
    return stages[1](stages[0](Document(source=source))).metadata


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("17/09/2020, 15:32", "2020-09-17T15:32"),
        ("ClockThứ Năm, 17/09/2020 15:32", "2020-09-17T15:32"),
        ("Thứ Năm, ngày 17/9/2020 - 15:32 (GMT+7)", "2020-09-17T15:32"),
        ("Cập nhật lúc: 15h32, 17-9-2020", "2020-09-17T15:32"),
        ("15:32 | 17.09.2020", "2020-09-17T15:32"),
        ("17-09-2020 - 03:32 PM | Đời sống", "2020-09-17T15:32"),
        ("17-09-2020 - 12:05 AM", "2020-09-17T00:05"),
        ("Ngày 17 tháng 9 năm 2020", "2020-09-17"),
        ("Chủ nhật, 17/9/2020", "2020-09-17"),
        ("2020-09-17 15:32:08", "2020-09-17T15:32"),
        ("Lê Hạ Vy 17/09/2020 15:32 GMT+7", "2020-09-17T15:32"),
        ("17/09/2020, 25:32", "2020-09-17"),
        ("31/02/2020, 15:32", None),
        ("17/09/1020", None),
        ("Cập nhật lúc 15:32", None),
        ("2 giờ trước", None),
    ],
)
def test_dateline(stages: tuple[Read, Clean], dateline: str, published: str | None) -> None:
    assert known(stages, TITLE, dateline, BODY).published == published


@pytest.mark.parametrize(
    ("closing", "author", "source"),
    [
        (("Hạ Vy",), "Hạ Vy", None),
        (("L.Hạ - Vy An",), "L.Hạ - Vy An", None),
        (("Bài và ảnh: LÊ HẠ",), "LÊ HẠ", None),
        (("Tin, ảnh: Lê Hạ",), "Lê Hạ", None),
        (("Hạ Vy (TTXVN)",), "Hạ Vy", "TTXVN"),
        (("Hạ Vy/Theo baolamdong.vn",), "Hạ Vy", "baolamdong.vn"),
        (("Hạ VyTheo Reuters",), "Hạ Vy", "Reuters"),
        (("Hạ Vy", "Theo VOV"), "Hạ Vy", "VOV"),
        (("Theo Hạ Vy", "Dân Việt"), "Hạ Vy", "Dân Việt"),
        (("Theo Live Science",), None, "Live Science"),
        (("Hạ Vy", "Ảnh: NVCC"), "Hạ Vy", None),
        (("Tổng hợp",), None, None),
        (("Nguồn NLĐ: http://nld.com.vn/ho-song-luy.htm",), None, "NLĐ"),
        (("Nguồn www.chinhphu.vn",), None, "www.chinhphu.vn"),
        (("Nguồn: https://www.datmoi.example/ho-song-luy.htm",), None, "datmoi.example"),
        (("Nguồn baochinhphu.vn", "Link bài gốc"), None, "baochinhphu.vn"),
        (("Nước đã về đến hai xã",), None, None),
    ],
)
def test_signature(
    stages: tuple[Read, Clean], closing: tuple[str, ...], author: str | None, source: str | None
) -> None:
    found = known(stages, TITLE, BODY, *closing)
    assert (found.author, found.source) == (author, source)


def test_what_is_given_wins(stages: tuple[Read, Clean]) -> None:
    given = {"title": "Hồ mới", "published": "2021-01-01", "author": "An", "source": "NLĐ"}
    lines = (TITLE, "17/09/2020", BODY, "Hạ Vy", "Theo VOV")
    found = known(stages, *lines, **given)
    assert {name: getattr(found, name) for name in given} == given
    assert found.origins == {"lead": "text", "language": "text"}


def test_the_day_of_an_address_stands_in_for_the_dateline(stages: tuple[Read, Clean]) -> None:
    source = "Nguồn NLĐ: http://nld.com.vn/ho-song-luy-20200917212355675.htm"
    url = "https://datmoi.example/ho-song-luy-20200918010101001.htm"
    assert known(stages, TITLE, BODY, source).published == "2020-09-17"
    assert known(stages, TITLE, BODY, source, url=url).published == "2020-09-18"
    assert known(stages, TITLE, "20/09/2020", BODY, url=url).published == "2020-09-20"


def test_a_short_name_beside_the_dateline_may_be_a_section(stages: tuple[Read, Clean]) -> None:
    assert known(stages, TITLE, "Miền Núi", "17/09/2020", BODY).author is None
    assert known(stages, TITLE, "Lê Hạ Vy", "17/09/2020", BODY).author == "Lê Hạ Vy"


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://dantri.example/xa-hoi/ho-song-luy-20201001091456091.htm", "2020-10-01"),
        ("http://nld.example/thoi-su/ho-20200917212355675.htm?utm=1#top", "2020-09-17"),
        ("https://cafef.example/ho-song-luy-18826030622484142.chn", "2026-03-06"),
        ("https://nld.example/ho-song-luy-196260307071308923.htm", "2026-03-07"),
        ("http://tuoitre.example/tin/xa-hoi/20150323/ho-song-luy/724115.html", "2015-03-23"),
        ("https://datmoi.example/2020/9/7/ho-song-luy", "2020-09-07"),
        ("https://datmoi.example/17-09-2020/ho.html", "2020-09-17"),
        ("https://datmoi.example/ho-song-luy-20200917.html", "2020-09-17"),
        ("https://vnexpress.example/ho-song-luy-4672302.html", None),
        ("https://datmoi.example/ho-song-luy-20201301091456091.htm", None),
        ("https://datmoi.example/ho-song-luy-20991001091456091.htm", None),
        ("https://datmoi.example/ho-song-luy-post861659.html", None),
        ("https://datmoi.example/201512/ho.html", None),
        ("https://a.example/b-20200917.htmlhttp://a.example/c-20200918.html", None),
        ("http://[odd", None),
        ("", None),
    ],
)
def test_own_url_day(url: str, day: str | None) -> None:
    assert own_url_day(url) == (dt.date.fromisoformat(day) if day else None)
