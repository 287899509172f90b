"""What holds of the values of any text, however hostile."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.spelling import SIZES, STYLES, Style, write
from tinvan import Value, find_values
from tinvan.document import Document

Reader = Callable[..., Document]
DAY = "2020-09-17"
PIECES = [
    "35", "1.196", "19,10", "%", " phần trăm", "-", "–", " đến ", "/", "thứ ", "hạng ", "vị trí ",
    "số 1", " thế giới", "top ", "tăng ", "bậc", "ngày ", "tháng ", "năm ", "quý ", "tuần ",
    "sáng ", "nay", " qua", "từ ", "trước ", "2020", "17", "9", "III", "hai mươi ", "triệu ", "(",
    ")", ", ", ". ", "\n", "\u00a0", "Tết", "mùng ", "cùng kỳ", "hiện ", "१२", "１２", "٣",
    "e\u0301", "\u200b", "Covid-19", "766/QĐ-TTg", "15h30", "1. A 2. B 3. C", "xếp ", "đứng ",
]  # fmt: skip
AMOUNTS = ["Đo được {}.", "Tỷ lệ là {} phần trăm.", "Quỹ chi hơn {} đồng.", "Xã có {} hộ dân."]
BEFORE = [
    "Tin trong xã\n",
    "Ảnh: Lê Văn An.\n\n",
    "ĐỌC THÊM\r\n",
    "\u200bTin\u00a0vắn\u2028",
    "\n\n",
]
BEHIND = ["\nHết tin.", "\n\nẢnh: Lê Văn An", "\r\nTheo báo xã\n", "\n"]
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


@settings(max_examples=500, deadline=None)
@given(text=TEXTS, day=st.sampled_from([None, "2020-02-29", "2020-12-31"]))
def test_any_text_is_read_and_quoted(text: str, day: str | None) -> None:
    end = 0
    for value in find_values(text, day):
        assert text[value.start : value.end] == value.text != ""
        assert end <= value.start
        end = value.end
        assert None in (value.first, value.last) or str(value.first) <= str(value.last)
        assert value.kind != "date" or (value.edtf is None) == (value.why is not None)


@settings(max_examples=500, deadline=None)
@given(number=SIZES.map(lambda size: size + 11), style=STYLES, frame=st.sampled_from(AMOUNTS))
def test_digits_and_words_say_the_same(number: int, style: Style, frame: str) -> None:
    in_digits = find_values(frame.format(f"{number:,}".replace(",", ".")))
    in_words = find_values(frame.format(write(number, style)))
    assert [said(value) for value in in_words] == [said(value) for value in in_digits]
    assert [value.exact for value in in_digits] == [str(number)]


def said(value: Value) -> dict[str, object]:
    """Return what a value says, without its place and characters."""
    return {k: v for k, v in value.to_dict().items() if k not in ("start", "end", "text")}


@settings(max_examples=500, deadline=None)
@given(
    pieces=st.lists(st.sampled_from(PIECES), max_size=20).map("".join),
    before=st.sampled_from(BEFORE),
    behind=st.sampled_from(BEHIND),
)
def test_lines_around_shift_values_and_change_nothing_else(
    pieces: str, before: str, behind: str
) -> None:
    text = f"Xã Hòa An {pieces} đã xong."
    alone = find_values(text, DAY)
    among = find_values(before + text + behind, DAY)
    assert [(v.start - len(before), v.text, said(v)) for v in among] == [
        (v.start, v.text, said(v)) for v in alone
    ]


@pytest.mark.parametrize(
    "run",
    ["1", "1.", "1,", "1 ", "1/", "2-", "một ", "hai mươi ", "tỷ ", "1 triệu ", "từ 1 đến ",
     "ngày 1/", "9%-", "từ năm 2020 đến ", "hơn ", "xếp thứ ", "1. A ", "5 tấn\n", "thứ ",
     "e\u0301", "năm 5 ", "\n"],
)  # fmt: skip
def test_long_runs_come_to_an_end(run: str) -> None:
    text = run * (40_000 // len(run))
    values = find_values(text, DAY)
    assert all(value.end <= len(text) for value in values)


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
