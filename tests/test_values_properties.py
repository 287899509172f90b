"""What holds of the values of any text, however hostile."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tinvan.document import Document

Reader = Callable[..., Document]
PIECES = [
    "35", "1.196", "19,10", "%", " phần trăm", "-", "–", " đến ", "/", "thứ ", "hạng ", "vị trí ",
    "số 1", " thế giới", "top ", "tăng ", "bậc", "ngày ", "tháng ", "năm ", "quý ", "tuần ",
    "sáng ", "nay", " qua", "từ ", "trước ", "2020", "17", "9", "III", "hai mươi ", "triệu ", "(",
    ")", ", ", ". ", "\n", "\u00a0", "Tết", "mùng ", "cùng kỳ", "hiện ", "१२", "１２", "٣",
    "e\u0301", "\u200b", "Covid-19", "766/QĐ-TTg", "15h30", "1. A 2. B 3. C", "xếp ", "đứng ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join) | st.text(max_size=60)


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(text=TEXTS, day=st.sampled_from([None, "2020-02-29", "2020-12-31"]))
def test_values_are_slices_in_order_that_do_not_overlap(
    read_values: Reader, text: str, day: str | None
) -> None:
    document = read_values(text, day)
    end = 0
    for value in document.values:
        assert value.text == document.view.text[value.start : value.end] != ""
        assert end <= value.start
        assert value.comparator_start <= value.start
        end = value.end
    for date in document.dates:
        assert date.first is not None or date.last is not None
        assert not (date.first and date.last) or date.first <= date.last


@pytest.mark.parametrize(
    "text",
    [
        "ngày" + " " * 50_000 + "5/3",
        "ngày " * 5_000,
        "1/2/" * 5_000,
        "9" * 20_000 + "%",
        "5%-" * 3_000,
        "từ năm 2020 đến " * 1_000,
        "hai mươi " * 3_000,
    ],
)
def test_long_runs_are_read_in_time(read_values: Reader, text: str) -> None:
    assert read_values(text, "2020-01-01").view.text == text
