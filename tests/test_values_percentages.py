"""Percentages: one reading, many phrasings."""

from collections.abc import Callable

import pytest

from tinvan.document import Document
from tinvan.values.model import Value

Reader = Callable[..., Document]

VALUES = {
    (19.1, "="): ["đạt 19,10%", "lên tới 19,1 %", "còn 19,1 phần trăm", "19.1%"],
    (30, ">"): ["trên 30%", "hơn 30%", "tới hơn 30%", "khoảng trên 30%", "vượt quá 30%", "> 30%"],
    (30, ">="): [
        "tối thiểu 30%",
        "ít nhất là 30%",
        "không dưới 30%",
        "từ 30% trở lên",
        "từ 30% vốn điều lệ trở lên",
        "≥30%",
    ],
    (30, "<"): ["dưới 30%", "chưa đến 30%", "xuống dưới mức 30%", "chưa tới 30%"],
    (30, "<="): ["tối đa 30%", "không quá 30%", "tối đa là 30%", "từ 30% trở xuống"],
    (30, "~"): ["khoảng 30%", "gần 30%", "xấp xỉ 30%", "ước đạt 30%", "cỡ 30%", "~30%"],
    (2, "="): ["cao hơn 2%", "thấp hơn 2%", "nhanh hơn 2%", "vượt 2% kế hoạch"],
    (21.5, "="): ["hai mươi mốt phẩy năm phần trăm"],
    (100, "="): ["một trăm phần trăm", "100 phần trăm"],
    (-0.26, "="): ["(-0,26%)", "âm 0,26%"],
}
RANGES = {
    (35, 40): ["35-40%", "35 – 40%", "35% - 40%", "từ 35 đến 40%", "35% tới 40 phần trăm"],
    (0.2, 0.4): ["0,2-0,4%/năm", "0.2% -0.4%"],
    (2, 3): ["hai đến ba phần trăm"],
}


def percentages(document: Document) -> list[Value]:
    return [value for value in document.values if value.kind == "percentage"]


@pytest.mark.parametrize(
    ("value", "comparator", "text"),
    [(*reading, text) for reading, texts in VALUES.items() for text in texts],
)
def test_a_value_is_read_however_it_is_put(
    read_values: Reader, value: float, comparator: str, text: str
) -> None:
    (found,) = percentages(read_values(f"Tỷ lệ này {text}."))
    assert (found.value, found.low, found.comparator) == (value, None, comparator)


@pytest.mark.parametrize(
    ("low", "high", "text"), [(*ends, text) for ends, texts in RANGES.items() for text in texts]
)
def test_a_range_is_one_value(read_values: Reader, low: float, high: float, text: str) -> None:
    (found,) = percentages(read_values(f"Tỷ lệ này {text}."))
    assert (found.value, found.low, found.high) == (None, low, high)


def test_a_fall_from_one_rate_to_another_is_two_values(read_values: Reader) -> None:
    found = percentages(read_values("Lãi suất giảm từ 4,25%/năm xuống 4%/năm."))
    assert [v.value for v in found] == [4.25, 4]


def test_two_shares_are_no_range(read_values: Reader) -> None:
    assert [v.value for v in percentages(read_values("Góp vốn theo tỉ lệ 51%-49%."))] == [51, 49]


def test_a_comparator_does_not_reach_the_next_number(read_values: Reader) -> None:
    found = percentages(read_values("Có khoảng 3% ở Huế và 5% ở Vinh."))
    assert [v.comparator for v in found] == ["~", "="]


def test_the_words_that_bound_it_are_told(read_values: Reader) -> None:
    document = read_values("Có khoảng trên 30% hộ dân.")
    (found,) = percentages(document)
    assert document.view.text[found.comparator_start : found.start] == "khoảng trên "


def test_points_are_told_from_shares(read_values: Reader) -> None:
    found = percentages(read_values("Tăng 2 điểm phần trăm, tức 0,5 điểm %, từ mức 7%."))
    assert [(v.value, v.points) for v in found] == [(2, True), (0.5, True), (7, False)]


@pytest.mark.parametrize("text", ["Tính theo tỷ lệ phần trăm.", "Có 42 người.", "Giảm năm điểm."])
def test_what_is_no_percentage(read_values: Reader, text: str) -> None:
    assert not percentages(read_values(text))
