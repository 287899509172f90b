"""Text in a wrong charset: converted where that is sure, left alone where it is good."""

import time
import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tinvan
from bench.charsets import FOREIGN, Damage, damages
from tinvan.charsets import repair
from tinvan.charsets.repair import looks_odd
from tinvan.charsets.syllables import syllables
from tinvan.charsets.tables import load_tables
from tinvan.document import Document, Source
from tinvan.metadata import Metadata
from tinvan.output.records import document_record
from tinvan.read import Read

NEWS = (
    "Huyện Mộc Sơn mở lại chợ nổi sau hai năm sửa chữa\n"
    "\n"
    "Sáng 17-9, ông Đỗ Khắc Lãng, Phó Chủ tịch UBND huyện, cho biết 97,3% sạp hàng đã có người "
    "thuê. Ở bến mới, mỗi thuyền được đỗ miễn phí trong sáu tháng đầu.\r\n"
    "HỘI ĐỒNG NHÂN DÂN SẼ HỌP VÀO CUỐI THÁNG\n"
    "Bà Phạm Thị Lụa nói: “Nước ngọt đã về đến từng nhà, không ai phải chở bằng xe nữa”.\n"
)
GOOD = (
    "Trường mầm non xã Ẩm Thủy nhận thêm 45 trẻ trong học kỳ này.\n"
    "Căn phòng rộng 65 m² có máy sưởi giữ 25 °C, giá £300, theo cô Zoë Müller của hãng Citroën.\n"
    "“VÌ SAO LẠI GỌI LÀ LÃ”? Cụ Lã Văn Ớt cười: «Tôi thích màu đỏ…».\n"
)
TEXTS = [damage for damage in damages() if not isinstance(damage.apply("ạ"), bytes)]


def by_name(damage: Damage) -> str:
    return damage.name


@pytest.mark.parametrize("damage", TEXTS, ids=by_name)
def test_a_text_comes_back_whole(damage: Damage) -> None:
    wanted = damage.kept(NEWS)
    damaged = damage.apply(wanted)
    assert isinstance(damaged, str)
    repaired = repair(damaged)
    assert repaired.parts == (wanted,)
    (made,) = repaired.repairs
    assert made.charset == damage.name.split()[0].replace("UTF-8", "double-utf-8").strip(",")
    assert made.confidence >= 0.95
    assert (made.is_whole, made.lines, made.of) == (True, 4, 4)


@pytest.mark.parametrize("damage", TEXTS, ids=by_name)
def test_a_paragraph_comes_back_and_the_good_text_around_it_stays(damage: Damage) -> None:
    paragraph = damage.kept(NEWS.split("\n")[2])
    damaged = damage.apply(paragraph)
    assert isinstance(damaged, str)
    repaired = repair(GOOD + damaged + "\n" + GOOD, "Mở lại chợ nổi Mộc Sơn")
    assert repaired.parts == (GOOD + paragraph + "\n" + GOOD, "Mở lại chợ nổi Mộc Sơn")
    (made,) = repaired.repairs
    assert (made.is_whole, made.lines) == (False, 1)


@pytest.mark.parametrize("damage", TEXTS, ids=by_name)
def test_a_headline_alone_comes_back(damage: Damage) -> None:
    headline = "Huyện Mộc Sơn mở lại chợ nổi giữa mùa nước lớn"
    damaged = damage.apply(headline)
    assert isinstance(damaged, str)
    assert repair(GOOD, damaged).parts == (GOOD, headline)


def foreign_texts() -> list[str]:
    return [text["text"] for text in tomllib.loads(FOREIGN.read_text("utf-8"))["text"]]


@pytest.mark.parametrize("text", [GOOD, NEWS, unicodedata.normalize("NFD", GOOD), *foreign_texts()])
def test_good_text_stays_the_very_string(text: str) -> None:
    for part in (text, *text.split("\n")):
        repaired = repair(part)
        assert repaired.parts[0] is part
        assert not repaired.repairs


@given(st.lists(st.sampled_from(sorted(syllables())), max_size=40))
def test_vietnamese_words_are_never_touched(words: list[str]) -> None:
    text = " ".join(words)
    assert repair(text, text.upper(), text.title()).parts == (text, text.upper(), text.title())


@given(st.text(st.characters(max_codepoint=0x2122), max_size=200))
def test_any_text_is_repaired_line_by_line(text: str) -> None:
    (made,) = repair(text).parts
    assert made.count("\n") == text.count("\n")


def test_good_text_is_told_by_its_characters() -> None:
    assert not looks_odd("Nhà nước: “Đã có 3.000 hộ…” – không còn\u00a0gì")
    assert looks_odd("Nhµ n­íc")


def test_what_is_likely_but_not_sure_is_said_and_left() -> None:
    repaired = repair("Chî næi")
    assert repaired.parts == ("Chî næi",)
    assert not repaired.repairs
    assert repaired.warnings[0].startswith("charset-doubt: ")


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("PhÃ³ Chá»§ tá»‹ch lÃ  Ã´ng VÃµ VÄƒn HÃ ", "Phó Chủ tịch là ông Võ Văn Hà"),
        ("cÆ¡ quan nhÃ  nÆ°á»›c lÃ m viá»‡c", "cơ quan nhà nước làm việc"),
        (
            "Ngưá»\x9di dân Ä\x90à Nẵng há»\x8dp chợ và Ä‘i bộ",
            "Người dân Đà Nẵng họp chợ và đi bộ",
        ),
        (
            "sinh ra trong á»Ÿ â€œHuáº¿â€\x9d khi xưa, theo Ä‘Ã³",
            "sinh ra trong ở “Huế” khi xưa, theo đó",
        ),
    ],
    ids=["blanks kept", "blanks lost", "half of the words", "quotation marks"],
)
def test_double_encoded_words(damaged: str, meant: str) -> None:
    assert repair(damaged).parts == (meant,)


@pytest.mark.parametrize(
    ("meant", "coded"),
    [
        ("Theo Ủy ban nhân dân, ở Úc và Nam Á giá tăng. Ở ta thì chưa.",
         "Theo ñy ban nh©n d©n, ë óc vµ Nam ¸ gi¸ t¨ng. ë ta th× ch­a."),
        ("HÀ NỘI: GIÁ ĐẤT Ở ĐÔ THỊ", "Hµ NéI: GI¸ §ÊT ë §¤ THÞ"),
        ("Nữ MC cùng chị T. ở lại", "N÷ MC cïng chÞ T. ë l¹i"),
    ],
)  # fmt: skip
def test_capitals_that_tcvn3_has_no_code_for(meant: str, coded: str) -> None:
    line = "Nh÷ng ng­êi d©n ®· ®Õn ®ñ tõ s¸ng sím"
    assert repair(f"{line}\n{coded}").parts[0].split("\n")[1] == meant


@pytest.mark.parametrize("table", load_tables(), ids=lambda table: table.id)
def test_a_charset_has_every_vietnamese_letter_once(table: object) -> None:
    (codes,) = (other.codes() for other in load_tables() if other is table)
    small = {letter for word in syllables() for letter in word if not letter.isascii()}
    assert small <= codes.keys()
    assert len(set(codes.values())) == len(codes)


def test_spans_quote_the_text_of_the_record() -> None:
    damaged = "Nh÷ng ng­êi d©n ®· ®Õn ®ñ tõ s¸ng sím"
    source = Source(doc_id="a", content=damaged, metadata=Metadata(title="Chî ®«ng ng­êi"))
    record = document_record(Read()(Document(source=source)), with_lines=True)
    assert record.text == "Những người dân đã đến đủ từ sáng sớm"
    assert record.title == "Chợ đông người"
    (line,) = record.lines
    assert record.text[line.start : line.end] == line.text
    assert [made.charset for made in record.repairs] == ["tcvn3"]


def test_a_text_given_to_python_is_left_as_it_is() -> None:
    text = "Nh÷ng ng­êi d©n ®· ®Õn ®ñ, ®¹t tû lÖ 97,3% s¸ng sím"
    (fact,) = tinvan.extract(text)
    assert text[fact.anchor.start : fact.anchor.end] == fact.anchor.text == "97,3%"


def test_a_page_is_converted_with_its_title() -> None:
    body = "".join(
        f"<p>Nh÷ng ng­êi d©n thø {n} ®· ®Õn ®ñ tõ s¸ng sím ®Ó häp chî</p>" for n in "1234"
    )
    known = '{"@type": "NewsArticle", "headline": "Chî næi ®«ng ng­êi", "author": "Vò ThÞ Löa"}'
    head = f'<title>Chî næi</title><script type="application/ld+json">{known}</script>'
    page = f"{head}<article><h1>Chî næi ®«ng ng­êi</h1>{body}</article>"
    document = Read()(Document(source=Source(doc_id="a", content=page, media="html")))
    assert document.view.text.startswith("Chợ nổi đông người\nNhững người dân thứ 1 đã đến")
    assert document.metadata.title == "Chợ nổi đông người"
    assert document.metadata.author == "Vũ Thị Lửa"


@pytest.mark.parametrize(
    "text",
    [
        "Nh÷ng ng­êi " * 40_000,
        "á»" * 200_000,
        "a" * 300_000 + "Ã ",
        "Nh÷ng\n" * 40_000,
        "hÃ " * 100_000,
    ],
    ids=["one line", "no blank", "one word", "many lines", "blanks lost"],
)
def test_large_texts_take_linear_time(text: str) -> None:
    began = time.process_time()
    repair(text)
    assert time.process_time() - began < 4
