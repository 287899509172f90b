"""Numbers in digits."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinvan.values.digits import DecimalSign, decimal_sign, exact, read_digits

SIGNS = st.sampled_from([None, ",", "."])


def value(text: str, habit: DecimalSign | None = None) -> str | None:
    """Read a figure that must be the whole text, as it is written exactly."""
    read = read_digits(text, 0, habit)
    assert read.end == len(text)
    return None if read.value is None else exact(read.value)


@pytest.mark.parametrize(
    ("text", "habit", "written"),
    [
        ("25", None, "25"),
        ("05", None, "5"),
        ("0,05", None, "0.05"),
        ("1.196", None, "1196"),
        ("1.196", ",", "1196"),
        ("1.196", ".", "1.196"),
        ("0.775", ",", "0.775"),
        ("19,10", None, "19.10"),
        ("19.5", ",", "19.5"),
        ("2.0", None, "2.0"),
        ("1234,5", None, "1234.5"),
        ("1.234,56", None, "1234.56"),
        ("1,234.5", ",", "1234.5"),
        ("1,234,567", ",", "1234567"),
        ("1.234.567", ".", "1234567"),
        ("1,196", ",", "1.196"),
        ("1,196", ".", "1196"),
        ("20,000", ",", "20000"),
        ("15.000", ".", "15000"),
        ("1,3675", None, "1.3675"),
        (",77", None, "0.77"),
        ("3.2021", ".", "3.2021"),
        ("1 234 567", None, "1234567"),
        ("1\u00a0234\u00a0567,5", None, "1234567.5"),
        ("1\u202f234", None, "1234"),
        ("15. 000", None, "15000"),
        ("1.500 .000", None, "1500000"),
        ("１２，５", None, "12.5"),
    ],
)
def test_figures_are_read(text: str, habit: DecimalSign | None, written: str) -> None:
    assert value(text, habit) == written


@pytest.mark.parametrize(
    ("text", "habit"),
    [
        ("1,196", None),
        ("18,500", ","),
        ("1.500", "."),
        ("3.2021", None),
        ("12.1.2018", None),
        ("7213.91.90", None),
        ("1.0051,3", None),
        ("012.345", None),
        ("0236.3881.888", None),
        ("0963999701", None),
        ("1" * 31, None),
        ("1.234" * 20, None),
    ],
)
def test_what_cannot_be_told_has_no_value(text: str, habit: DecimalSign | None) -> None:
    assert value(text, habit) is None


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("1.234. Sau đó", 5),
        ("3, 4 và 5", 1),
        ("2,498 dịch vụ", 5),
        ("1,,2", 1),
        ("100 200 cửa hàng", 3),
        ("2 8 409 733 2065", 1),
        ("143 143 137,6 140", 3),
        ("143 143 137,6  18-5", 3),
        ("36, 700", 2),
        ("2 .500", 1),
    ],
)
def test_a_figure_ends_where_the_sentence_goes_on(text: str, end: int) -> None:
    assert read_digits(text, 0, ",").end == end


def test_groups_beside_other_figures_are_figures() -> None:
    assert read_digits("2 8 409 733", 2, None).end == 3


def test_a_fallback_reads_what_neither_figure_nor_article_tells() -> None:
    assert read_digits("3,848", 0, None, ",").value == Decimal("3.848")
    assert read_digits("3,848", 0, ".", ",").value == 3848


def test_a_text_without_a_figure_there_is_refused() -> None:
    with pytest.raises(ValueError, match="no figure"):
        read_digits("hai", 0, None)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Tăng 19,10% và 2,5 tỷ; riêng quý này 1.196 vụ.", ","),
        ("Tăng 19.5% lên 1,200,000 tấn.", "."),
        ("Có 1.196 vụ trong 12 tháng.", None),
        ("Ngày 19.6 và 12.1.2018, bản 4.0.", None),
        ("Dịch vụ công mức độ 3,4 và mức 3,4.", None),
        ("Đạt 3,4% kế hoạch.", ","),
        ("Có 15.000 người, 1.234.567 lượt.", ","),
        ("Tăng 4.1 triệu, 12.8%, còn 700.000 chiếc.", None),
    ],
)
def test_an_article_has_a_habit(text: str, sign: DecimalSign | None) -> None:
    assert decimal_sign(text) == sign


@pytest.mark.parametrize(
    ("number", "written"),
    [("19.10", "19.10"), ("15E12", "15000000000000"), ("0.0000001", "0.0000001"), ("-2", "-2")],
)
def test_numbers_are_written_plainly(number: str, written: str) -> None:
    assert exact(Decimal(number)) == written


@settings(max_examples=500, deadline=None)
@given(number=st.integers(1_000_000, 10**29), habit=SIGNS)
def test_groups_are_read_back(number: int, habit: DecimalSign | None) -> None:
    for sign in (",", ".", " "):
        assert value(f"{number:,}".replace(",", sign), habit) == str(number)


@settings(max_examples=500, deadline=None)
@given(
    number=st.integers(0, 10**12),
    decimals=st.text("0123456789", min_size=1, max_size=8),
    habit=st.sampled_from([",", "."]),
)
def test_decimals_are_read_back_by_the_habit(
    number: int, decimals: str, habit: DecimalSign
) -> None:
    if len(decimals) == 3 and decimals.endswith("00") and 0 < number < 1000:
        return
    assert value(f"{number}{habit}{decimals}", habit) == f"{number}.{decimals}"


@settings(max_examples=500, deadline=None)
@given(text=st.text(max_size=30) | st.text("012.,， \u00a0\u202f９१-/%", max_size=30), habit=SIGNS)
def test_any_text_is_read_without_error(text: str, habit: DecimalSign | None) -> None:
    assert decimal_sign(text) in (None, ",", ".")
    for start, character in enumerate(text):
        if character.isdecimal():
            assert start < read_digits(text, start, habit).end <= len(text)


@pytest.mark.parametrize("run", ["1.1", "1", "123 ", "15. 000", "1, ", "1.", "1\u202f234", "1,,"])
def test_long_runs_are_read_in_time(run: str) -> None:
    text = run * (300_000 // len(run))
    decimal_sign(text)
    at = 0
    while at < len(text):
        at = read_digits(text, at, None).end if text[at].isdecimal() else at + 1
