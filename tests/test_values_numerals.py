"""Numbers from digits and from words."""

import pytest

from tinvan.ruleset import load_lexicon
from tinvan.values.numerals import NumberWord, SpelledNumbers, decimal_sign, parse_digits

SPELLED = {
    0: ["không"],
    2: ["hai"],
    10: ["mười"],
    15: ["mười lăm"],
    21: ["hai mươi mốt"],
    21.5: ["hai mươi mốt phẩy năm"],
    2.05: ["hai phẩy không năm"],
    2.25: ["hai phẩy hai mươi lăm"],
    2.5: ["hai rưỡi"],
    34: ["ba mươi tư", "ba mươi bốn", "Ba  mươi tư"],
    50: ["năm chục", "năm mươi"],
    102: ["một trăm linh hai", "một trăm lẻ hai"],
    120: ["một trăm hai", "một trăm hai mươi"],
    150: ["trăm rưỡi", "một trăm năm mươi"],
    2300: ["hai nghìn ba", "hai ngàn ba trăm"],
    15_000: ["mười lăm nghìn"],
    1_500_000: ["một triệu rưỡi", "một triệu năm trăm nghìn"],
    1_250_000_000: ["một tỷ hai trăm năm mươi triệu", "một tỉ hai trăm năm mươi triệu"],
    2_300_000_000_000: ["hai nghìn ba trăm tỷ"],
    3_000_000_000_000: ["ba nghìn tỷ"],
}


@pytest.fixture(scope="module")
def spelled() -> SpelledNumbers:
    return SpelledNumbers(load_lexicon("lexicons/number_words", NumberWord))


@pytest.mark.parametrize(
    ("value", "text"), [(value, text) for value, texts in SPELLED.items() for text in texts]
)
def test_spelled_numbers_are_read(spelled: SpelledNumbers, value: float, text: str) -> None:
    assert spelled.parse(text) == value


@pytest.mark.parametrize("text", ["", "hai ba", "mươi", "vài trăm", "hai phẩy", "phẩy năm", "linh"])
def test_words_that_make_no_number_are_left(spelled: SpelledNumbers, text: str) -> None:
    assert spelled.parse(text) is None


@pytest.mark.parametrize(
    ("text", "habit", "value"),
    [
        ("1.196", None, 1196),
        ("19,10", None, 19.1),
        ("1.234,56", None, 1234.56),
        ("1,234.56", None, 1234.56),
        ("1.234.567", None, 1234567),
        ("0,125", None, 0.125),
        ("19.5", None, 19.5),
        ("1.196", ".", 1.196),
        ("1,200", ".", 1200),
        ("1,200", ",", 1.2),
        ("12.3456", ",", 12.3456),
        ("１２", None, 12),
    ],
)
def test_separators_are_told_apart(text: str, habit: str | None, value: float) -> None:
    assert parse_digits(text, habit) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["1,200", "1.2.3", "1.23.456", "1" * 400])
def test_what_cannot_be_told_is_no_number(text: str) -> None:
    assert parse_digits(text, None) is None


def test_an_article_has_a_habit() -> None:
    assert decimal_sign("Tăng 19,10% và 2,5 tỷ; riêng quý này 1.196 vụ.") == ","
    assert decimal_sign("Tăng 19.5% lên 1,200,000 tấn.") == "."
    assert decimal_sign("Có 1.196 vụ trong 12 tháng.") is None
