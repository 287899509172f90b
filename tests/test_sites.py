"""Selectors for the pages of one site."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tinvan.errors import RuleError
from tinvan.pages.reader import PageReader
from tinvan.pages.sites import Sites

MakeReader = Callable[[str, str], PageReader]
BODY = "Nước chảy về đến hai xã cuối kênh vào buổi trưa, sớm hơn dự kiến một ngày."
OTHER = "Chín xã còn lại của huyện chờ nước cho đến khi cống số 7 được sửa xong."
NOTE = "Ban quản lý hồ mong bà con giữ kênh sạch, báo ngay khi thấy bờ kênh sạt lở."
PAGE = f"""<h1>Hồ sông Lũy đón nước</h1>
<div class="text"><p>{BODY}</p><p>{BODY}</p><svg></svg><img src="a.jpg">
<p class="note">{NOTE}</p></div>"""
FILE = """
about = "Invented."
hosts = ["example.org"]
[[rule]]
id = "example.note"
reads = "A note"
select = "{select}"
hint = "{hint}"
"""


@pytest.fixture
def reader(tmp_path: Path) -> MakeReader:
    """Return what makes a reader with one site file."""

    def make(select: str, hint: str) -> PageReader:
        (tmp_path / "sites").mkdir(exist_ok=True)
        file = FILE.format(select=select, hint=hint)
        (tmp_path / "sites" / "example.toml").write_text(file, encoding="utf-8")
        return PageReader(Sites(tmp_path))

    return make


def hints(reader: PageReader, address: str, markup: str = PAGE) -> dict[str, tuple[str, ...]]:
    page = reader.read(markup, address)
    return dict(zip(page.text.split("\n"), page.hints, strict=True))


@pytest.mark.parametrize("host", ["example.org", "www.example.org", "EXAMPLE.org:8080"])
def test_a_selector_names_elements_of_its_site(reader: MakeReader, host: str) -> None:
    known = hints(reader("svg + img + p.note", "ad"), f"https://{host}/1")
    assert set(known[NOTE]) == {"ad", "example.note", "foreign", "main"}
    assert known[BODY] == ("main",)


@pytest.mark.parametrize(
    "address", ["https://example.net/1", "https://notexample.org/", "http://[", ""]
)
def test_a_selector_says_nothing_of_other_sites(reader: MakeReader, address: str) -> None:
    assert hints(reader(".note", "ad"), address)[NOTE] == ("main",)


def test_the_page_itself_may_say_where_it_is_from(reader: MakeReader) -> None:
    markup = f"<head><link rel='canonical' href='https://example.org/1'></head>{PAGE}"
    assert "ad" in hints(reader(".note", "ad"), "", markup)[NOTE]


def test_a_selector_may_name_the_block_of_the_article(reader: MakeReader) -> None:
    markup = f"{PAGE}<div id='own'><p>{OTHER}</p></div>"
    assert "main" in hints(reader("#none", "main"), "https://example.org/1", markup)[BODY]
    known = hints(reader("#own", "main"), "https://example.org/1", markup)
    assert "main" in known[OTHER]
    assert "main" not in known[BODY]


def test_a_page_cannot_number_its_own_elements(reader: MakeReader) -> None:
    markup = PAGE.replace("<svg>", "<svg class='note' data-tinvan-element='1'>").replace(
        "<p class", "<p data-tinvan-element='0' class"
    )
    known = hints(reader(".note", "ad"), "https://example.org/1", markup)
    assert [line for line, said in known.items() if "ad" in said] == [NOTE]


@pytest.mark.parametrize(
    ("select", "hint", "message"),
    [("p:::x", "ad", "no CSS selector"), ("p", "nonsense", "there is no hint 'nonsense'")],
)
def test_a_wrong_site_file_is_refused(
    reader: MakeReader, select: str, hint: str, message: str
) -> None:
    with pytest.raises(RuleError, match=message) as refused:
        reader(select, hint)
    assert "sites/example.toml" in str(refused.value)


def test_what_sites_are_worth_can_be_measured(reader: MakeReader, tmp_path: Path) -> None:
    reader(".note", "ad")
    without = PageReader(Sites(tmp_path, without=["example.org"]))
    assert hints(without, "https://example.org/1")[NOTE] == ("main",)
