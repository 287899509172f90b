"""Figures that others are compared with, and when those hold that are compared."""

import pytest

import tinvan
from tests.figures import Case, case, check, fact, table
from tinvan.facts import Percentage, Quantity


@table(
    case(
        "what another has, which bounds nothing",
        "Xã bán 1.240 xe, nhiều hơn mức 910 xe của tháng trước và vượt mức 700 xe.",
        fact("1.240"),
        fact("910", comparator="=", measure="level", unit="xe"),
        fact("700", comparator=">", measure="level", unit="xe"),
    ),
)
def test_a_count_that_another_is_compared_with(row: Case) -> None:
    check(row, Quantity)


@table(
    case(
        "what it was before, which bounds nothing",
        "Tỉ lệ hộ nghèo là 20%, cao hơn mức 11% cùng kỳ năm ngoái.",
        fact("20%"),
        fact("11%", comparator="=", measure="level"),
    ),
    case(
        "a mark that is passed",
        "Tỉ lệ hộ có nước sạch đã cao hơn mức 90%.",
        fact("90%", comparator=">", measure="level"),
    ),
)
def test_a_share_that_another_is_compared_with(row: Case) -> None:
    check(row, Percentage)


@pytest.mark.parametrize(
    "text",
    [
        "So với tháng 5, số hồ sơ tồn giảm mạnh, chỉ còn 870 hồ sơ.",
        "So với mức 5% của năm 2021, lạm phát chỉ còn 3,2%.",
        "So với cùng kỳ năm 2022, lượng khách tăng, đạt 45.000 lượt.",
    ],
)
def test_what_is_compared_with_does_not_date_the_figure_behind_it(text: str) -> None:
    found = tinvan.extract(text, published="2023-06-15")
    date = [fact.date for fact in found if isinstance(fact, (Percentage, Quantity))][-1]
    assert date is not None
    assert (date.start, date.end) == ("2023-06-15", "2023-06-15")


def test_a_time_that_is_also_stated_dates() -> None:
    text = "So với tháng 5, giá giảm; riêng tháng 5 có 300 lượt khách."
    (count,) = tinvan.extract(text, published="2023-06-15")
    assert count.date is not None
    assert count.date.start == "2023-05-01"


def test_a_time_right_before_the_figure_dates() -> None:
    text = "Vốn giảm so với năm 2016, thị phần cũng giảm so với năm 2016 (12,3%)."
    (share,) = tinvan.extract(text, published="2023-06-15")
    assert share.date is not None
    assert share.date.start == "2016-01-01"
