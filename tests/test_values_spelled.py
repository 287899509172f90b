"""Numbers in words."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.spelling import DIGITS, SIZES, STYLES, Style, write
from tinvan.ruleset import load_lexicon
from tinvan.values.digits import read_digits
from tinvan.values.number_words import NumberWord
from tinvan.values.spelled import SpelledNumbers

SPELLED = SpelledNumbers(load_lexicon("lexicons/spelled_numbers", NumberWord))
READ = {
    "0": ["không"],
    "2": ["hai"],
    "2.5": ["hai rưỡi", "hai phẩy năm"],
    "2.05": ["hai phẩy không năm"],
    "2.23": ["hai phẩy 23"],
    "2.25": ["hai phẩy hai mươi lăm", "hai chấm hai lăm"],
    "2.50": ["hai phẩy năm mươi"],
    "2.85": ["hai phẩy tám lăm"],
    "11": ["mười một"],
    "14": ["mười bốn", "mười tư"],
    "15": ["mười lăm", "mười nhăm"],
    "20.4": ["hai mươi chấm tư"],
    "21": ["hai mươi mốt", "hai mốt", "hai mươi một", "hai\u00a0 mươi  mốt"],
    "21.5": ["hai mươi mốt phẩy năm"],
    "24": ["hai tư"],
    "25": ["hai lăm", "hai nhăm"],
    "34": ["ba mươi tư", "ba mươi bốn"],
    "34000": ["ba tư nghìn"],
    "37": ["ba bảy", "ba mươi bẩy"],
    "50": ["năm chục", "năm mươi"],
    "51": ["năm mốt"],
    "60.240": ["sáu mươi phẩy hai bốn không"],
    "101": ["một trăm linh một", "một trăm lẻ một"],
    "110": ["một trăm mốt", "trăm mốt"],
    "120": ["một trăm hai", "trăm hai", "một trăm hai chục"],
    "137": ["một trăm ba bảy"],
    "150": ["trăm rưỡi", "một trăm rưỡi"],
    "1005": ["một nghìn không trăm linh năm"],
    "1020": ["một nghìn lẻ hai mươi", "một nghìn hai mươi"],
    "1095": ["một ngàn chín lăm"],
    "1200": ["nghìn hai", "một ngàn hai trăm"],
    "15000": ["mười lăm nghìn", "một vạn năm nghìn"],
    "200000": ["hai mươi vạn", "hai trăm ngàn"],
    "1400000": ["triệu tư", "một triệu bốn", "một chấm bốn triệu"],
    "1500000": ["triệu rưỡi", "một triệu năm trăm nghìn"],
    "10100000": ["mười triệu mốt"],
    "460000000": ["bốn trăm sáu triệu"],
    "1250000000": ["một tỉ hai trăm năm mươi triệu"],
    "3000000003": ["ba tỷ không trăm linh ba"],
    "2300500000000": ["hai nghìn ba trăm tỷ năm trăm triệu"],
    "1200000000000": ["một phẩy hai nghìn tỷ"],
    "3000000000000000": ["ba triệu tỷ"],
    "2000000000000000000": ["hai tỷ tỷ"],
    "-99950000000": ["âm chín chín chấm chín lăm tỷ"],
    "-2": ["âm hai"],
    "-25037": ["trừ hai lăm ngàn không trăm ba mươi bẩy"],
}


def whole(text: str) -> Decimal | None:
    """Read a text that is a number from end to end."""
    read = SPELLED.read(text, 0)
    return read.value if read and read.end == len(text) else None


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, texts in READ.items() for text in texts]
)
def test_words_are_read(value: str, text: str) -> None:
    assert whole(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("hai năm qua", 2, "hai"),
        ("một không gian mới", 1, "một"),
        ("mười năm sau", 10, "mười"),
        ("hai mươi năm", 20, "hai mươi"),
        ("một trăm năm trước", 100, "một trăm"),
        ("hai triệu một tháng", 2_000_000, "hai triệu"),
        ("một tỷ số đậm", 1, "một"),
        ("hai tỷ phú", 2, "hai"),
        ("hai linh mục", 2, "hai"),
        ("hai tư nhân", 2, "hai"),
        ("hai mươi chấm, rồi", 20, "hai mươi"),
        ("hai mươi, ba người", 20, "hai mươi"),
        ("hai mươi\nba người", 20, "hai mươi"),
        ("năm nay", 5, "năm"),
        ("năm rưỡi nay", 5, "năm"),
        ("hai mươi phần trăm", 20, "hai mươi"),
        ("hai phẩy tám năm phần trăm", 2.85, "hai phẩy tám năm"),
    ],
)
def test_a_number_ends_where_other_words_begin(text: str, value: float, read: str) -> None:
    found = SPELLED.read(text, 0)
    assert found is not None
    assert (float(found.value), text[: found.end]) == (value, read)
    assert found.words == len(read.split())


@pytest.mark.parametrize(
    "text",
    [
        "", "linh", "mốt", "tư", "nhất", "chục", "trăm", "nghìn tỷ", "trăm triệu", "phẩy năm",
        "mươi", "hai ba người", "một hai hôm", "ba bốn trăm", "năm bảy nghìn", "năm ba người",
        "bốn năm trăm", "hai ba nghìn", "mười hai mười ba", "hai triệu ba triệu", "hai nghìn ba tỷ",
        "năm hai nghìn", "hai mươi ba mươi", "một hai ba", "ba tư", "hai phẩy tám năm",
        "trừ hai người", "âm một thời", "hai hai người", "người", "haimươi", "tỷ giá", "mười mươi",
    ],
)  # fmt: skip
def test_what_is_no_number_or_a_rough_one_is_left(text: str) -> None:
    assert SPELLED.read(text, 0) is None


@pytest.mark.parametrize(
    ("front", "number"),
    [
        ("vài ", "trăm hai"),
        ("hàng ", "trăm hai"),
        ("đôi ", "ba trăm"),
        ("dăm ", "bảy người"),
        ("hai ", "ba người"),
        ("mười ", "mười lăm"),
        ("ngoại ", "trừ hai mươi"),
        ("siêu ", "âm hai"),
        ("3 ", "trăm hai"),
        ("x", "hai mươi"),
    ],
)
def test_the_word_in_front_makes_a_number_rough(front: str, number: str) -> None:
    assert SPELLED.read(front + number, len(front)) is None


@pytest.mark.parametrize("front", ["năm ", "khách hàng ", "cả ", "hai, ", "hai\n", "phần trăm "])
def test_other_words_in_front_do_not(front: str) -> None:
    assert SPELLED.read(front + "hai mươi", len(front)) is not None


@pytest.mark.parametrize(
    ("figure", "behind", "value", "read"),
    [
        ("3", " triệu 500 nghìn", "3500000", " triệu 500 nghìn"),
        ("1", " tỷ 250 triệu 300 nghìn đồng", "1250300000", " tỷ 250 triệu 300 nghìn"),
        ("2", " nghìn tỷ", "2000000000000", " nghìn tỷ"),
        ("2.50", " triệu", "2500000", " triệu"),
        ("1.57", " triệu tỷ đồng", "1570000000000000", " triệu tỷ"),
        ("1", " triệu rưỡi", "1500000", " triệu rưỡi"),
        ("2", " tỷ rưỡi", "2500000000", " tỷ rưỡi"),
        ("1", " triệu hai", "1200000", " triệu hai"),
        ("2", " triệu năm trăm nghìn", "2500000", " triệu năm trăm nghìn"),
        ("5", " chục", "50", " chục"),
        ("3", " trăm", "300", " trăm"),
        ("3", " trăm triệu", "300000000", " trăm triệu"),
        ("5", "tỷ", "5000000000", "tỷ"),
        ("7", " triệu năm trước", "7000000", " triệu"),
        ("1.2", " triệu một kg", "1200000", " triệu"),
        ("3", " triệu 500 người", "3000000", " triệu"),
        ("3", " triệu hai ba người", "3000000", " triệu"),
        ("3", " triệu triệu", "3000000", " triệu"),
        ("3", " tỷ lệ", "3", ""),
        ("3", " tư", "3", ""),
        ("3", " người", "3", ""),
    ],
)
def test_words_extend_a_figure(figure: str, behind: str, value: str, read: str) -> None:
    text = figure + behind
    found = SPELLED.extend(Decimal(figure), text, len(figure))
    assert (found.value, text[len(figure) : found.end]) == (Decimal(value), read)
    assert found.words == len(read.split())


@pytest.mark.parametrize(
    ("text", "value"), [("100k", 100_000), ("10tr", 10_000_000), ("5 k", 5), ("5km", 5)]
)
def test_letters_abbreviate_scales(text: str, value: int) -> None:
    digits = read_digits(text, 0, None)
    assert digits.value is not None
    assert SPELLED.abbreviated(digits.value, text, digits.end).value == value


def test_a_long_run_is_read_in_time() -> None:
    for run in ("một ", "hai mươi ", "không phẩy không ", "trăm hai nghìn ", "tỷ ", "triệu mốt "):
        text = run * (300_000 // len(run))
        for start in range(0, len(text), len(run)):
            SPELLED.read(text, start)


def test_a_number_of_too_many_words_is_none() -> None:
    assert SPELLED.read(f"hai{' tỷ' * 50}", 0) is None
    assert SPELLED.read(f"không phẩy{' hai' * 50}", 0) is None


@settings(max_examples=1500, deadline=None)
@given(number=SIZES, style=STYLES)
def test_what_is_written_is_read_back(number: int, style: Style) -> None:
    assert whole(write(number, style)) == number


@settings(max_examples=300, deadline=None)
@given(number=SIZES, decimals=st.text("012346789", min_size=1, max_size=6), style=STYLES)
def test_decimals_are_read_back(number: int, decimals: str, style: Style) -> None:
    text = f"{write(number, style)} phẩy {' '.join(DIGITS[int(d)] for d in decimals)}"
    assert whole(text) == Decimal(f"{number}.{decimals}")


@settings(max_examples=500, deadline=None)
@given(
    text=st.text(max_size=30)
    | st.lists(
        st.sampled_from([*SPELLED.words, "mốt", "phẩy", "linh", "mươi", "rưỡi", "23", ",", "\n"]),
        max_size=12,
    ).map(" ".join),
    data=st.data(),
)
def test_any_text_is_read_without_error(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    found = SPELLED.read(text, start)
    assert found is None or start < found.end <= len(text)
    assert start <= SPELLED.extend(Decimal(3), text, start).end <= len(text)


def peer_value(text: str) -> Decimal | None:
    """Read a peer's number, in digits or words, with its sign."""
    text = text.strip().lower()
    sign = "-" if text.startswith(("-", "âm ", "trừ ")) and any(map(str.isdigit, text)) else ""
    if sign:
        text = text.removeprefix("-").removeprefix("âm").removeprefix("trừ").strip()
    if not text[0].isdigit() and text[0] != ",":
        return whole(text)
    value, end = read_digits(text, 0, None, ",")
    assert value is not None
    found = SPELLED.extend(value, text, end)
    if not found.words:
        found = SPELLED.abbreviated(value, text, end)
    return Decimal(f"{sign}{found.value}") if found.end == len(text) else None


def test_numbers_of_peers_are_read(real: Path) -> None:
    lines = (real / "data" / "values_peers.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    numbers = [row for row in rows if row["kind"] == "number" and row["scored"]]
    wrong = [
        (row["text"], row["expected"]["value"], read)
        for row in numbers
        if (read := peer_value(row["text"])) != Decimal(str(row["expected"]["value"]))
    ]
    assert numbers
    assert not wrong
