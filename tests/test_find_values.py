"""`tinvan.find_values`: what each kind says, where it says it, and what is left unread."""

import datetime as dt
import unicodedata
from typing import Any, Literal, get_args

import pytest

from tinvan import Value, find_values
from tinvan.values.public import FIELDS

DAY = "2020-09-17"
Form = Literal["NFC", "NFD"]
# Text, with the value in brackets; what it says beside its kind, the other fields being None.
READ: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "number": [
        ("Con số [8,40 nghìn tỷ] gây bất ngờ.", {"value": 8.4e12, "exact": "8400000000000"}),
        ("Con số [mười lăm nghìn ba trăm] là thật.", {"value": 15300.0, "exact": "15300"}),
        ("Tổng cộng khoảng [1.196].", {"value": 1196.0, "exact": "1196", "comparator": "~"}),
        ("Số dư từ [2 đến 3 tỷ]", {
            "low": 2e9, "high": 3e9, "exact_low": "2000000000", "exact_high": "3000000000",
        }),
    ],
    "ordinal": [
        ("Hội thảo lần [thứ 15] đã họp.", {"value": 15.0}),
        ("Đó là cây cầu [đầu tiên] của xã.", {"value": 1.0}),
    ],
    "multiple": [
        ("Sản lượng [gấp 3 lần] vụ trước.", {"value": 3.0, "exact": "3"}),
        ("Giá thuê [gấp rưỡi] năm ngoái.", {"value": 1.5, "exact": "1.5"}),
        ("Giá tăng hơn [4 lần].", {"value": 4.0, "exact": "4", "comparator": ">"}),
    ],
    "percentage": [
        ("Chỉ số tăng [19,10%].", {"value": 19.1, "exact": "19.10", "points": False}),
        ("Lãi suất tăng [0,5 điểm phần trăm].", {"value": 0.5, "exact": "0.5", "points": True}),
        ("Tỷ trọng đạt gần [35-40%].", {
            "low": 35.0, "high": 40.0, "exact_low": "35", "exact_high": "40", "points": False,
            "comparator": "~",
        }),
    ],
    "money": [
        ("Thu hơn [2,5 tỷ USD].", {
            "value": 2.5e9, "exact": "2500000000", "currency": "USD", "comparator": ">",
        }),
        ("Vay từ [hai triệu rưỡi đồng].", {
            "value": 2.5e6, "exact": "2500000", "currency": "VND",
        }),
        ("Vé giá [€10,50] một lượt.", {"value": 10.5, "exact": "10.50", "currency": "EUR"}),
        ("Mỗi hộ lãi [2-3 triệu đồng].", {
            "low": 2e6, "high": 3e6, "exact_low": "2000000", "exact_high": "3000000",
            "currency": "VND",
        }),
    ],
    "quantity": [
        ("Ao rộng ít nhất [120 mét vuông].", {
            "value": 120.0, "exact": "120", "unit": "mét vuông", "unit_normalised": "m²",
            "comparator": ">=",
        }),
        ("Mỗi lớp có [25-30 học sinh].", {
            "low": 25.0, "high": 30.0, "exact_low": "25", "exact_high": "30",
            "unit": "học sinh", "unit_normalised": "học sinh",
        }),
    ],
    "rank": [
        ("Chỉ số này xếp thứ [86/193].", {"rank": 86, "out_of": 193}),
        ("Chỉ số này tăng [31 bậc].", {"change": 31}),
        ("Đội lọt vào [tốp 4] châu Á.", {"rank": 4, "top": 4, "comparator": "<="}),
    ],
    "fraction": [
        ("Đã kết nối [38/46] ngân hàng.", {"numerator": 38, "denominator": 46}),
        ("Hơn [hai phần ba] số hộ đã có điện.", {
            "numerator": 2, "denominator": 3, "comparator": ">",
        }),
    ],
    "date": [
        ("[Sáng 17-9], hội nghị khai mạc.", {
            "first": "2020-09-17", "last": "2020-09-17", "grain": "day", "edtf": "2020-09-17",
            "filled": ("year",),
        }),
        ("Dự án chạy từ [năm 2018].", {
            "first": "2018-01-01", "grain": "year", "edtf": "2018/..", "filled": (),
        }),
        ("[Quý III/2023] là quý tốt.", {
            "first": "2023-07-01", "last": "2023-09-30", "grain": "quarter", "edtf": "2023-35",
            "filled": (),
        }),
    ],
    "duration": [
        ("Sau hơn [ba năm], cầu đã xong.", {
            "iso": "P3Y", "value": 3.0, "unit": "năm", "unit_normalised": "năm",
            "comparator": ">",
        }),
        ("Chờ từ [3-5 ngày] là được.", {
            "low": 3.0, "high": 5.0, "unit": "ngày", "unit_normalised": "ngày",
        }),
    ],
    "time": [("Lễ khai mạc lúc [15h32] ở đình.", {"time": "15:32"})],
    "document": [
        ("Theo Quyết định [766/QĐ-TTg] về đất đai.", {"number": "766/QĐ-TTg"}),
        ("Xã thực hiện Nghị quyết số [17].", {"number": "17"}),
    ],
}  # fmt: skip


def bracketed(text: str) -> tuple[str, int, int]:
    """Return a text without its brackets, and where they stood."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def only(text: str, day: str | dt.date | None = None) -> Value:
    (value,) = find_values(text, day)
    return value


def test_every_kind_is_tried() -> None:
    assert READ.keys() == FIELDS.keys()


@pytest.mark.parametrize(
    ("kind", "text", "said"), [(kind, *row) for kind, rows in READ.items() for row in rows]
)
def test_a_value_says_what_its_kind_says(kind: str, text: str, said: dict[str, Any]) -> None:
    text, start, end = bracketed(text)
    values = [value for value in find_values(text, DAY) if value.kind == kind]
    assert [value.to_dict() for value in values] == [
        {
            "kind": kind, "start": start, "end": end, "text": text[start:end],
            "comparator": "=", **dict.fromkeys(FIELDS[kind]), **said,
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("comparator", "texts"),
    {
        "=": ["đạt 5 tấn", "lên tới 5 tấn", "nặng hơn xe kia 5 tấn", "giảm còn 5 tấn"],
        ">": ["hơn 5 tấn", "trên 5 tấn", "> 5 tấn", "khoảng trên 5 tấn"],
        ">=": ["tối thiểu 5 tấn", "từ 5 tấn trở lên", "≥ 5 tấn", "không dưới 5 tấn"],
        "<": ["dưới 5 tấn", "chưa đến 5 tấn", "< 5 tấn"],
        "<=": ["tối đa 5 tấn", "không quá 5 tấn", "≤ 5 tấn"],
        "~": ["khoảng 5 tấn", "gần 5 tấn", "xấp xỉ 5 tấn", "ước đạt 5 tấn"],
    }.items(),
)
def test_words_and_signs_bound_a_value(comparator: str, texts: list[str]) -> None:
    for text in texts:
        found = only(f"Sản lượng {text}.")
        assert (found.text, found.value, found.comparator) == ("5 tấn", 5.0, comparator), text


@pytest.mark.parametrize("form", get_args(Form))
@pytest.mark.parametrize("inside", ["", "\u200b", "\u00ad", "\ufeff"])
def test_offsets_are_those_of_the_text_given(form: Form, inside: str) -> None:
    plain = "Sáng 17-9, xã thu hơn hai tỷ rưỡi đồng, tăng 19,10 % ở Hòa An."
    text = inside.join(unicodedata.normalize(form, plain).replace(" %", "\u00a0%"))
    found = find_values(text, DAY)
    assert [text[v.start : v.end] for v in found] == [v.text for v in found]
    assert [unicodedata.normalize("NFC", v.text.replace(inside, "") if inside else v.text)
            for v in found] == ["Sáng 17-9", "hai tỷ rưỡi đồng", "19,10\u00a0%"]  # fmt: skip
    assert [(v.value, v.first, v.comparator) for v in found] == [
        (None, "2020-09-17", "="), (2.5e9, None, ">"), (19.1, None, "=")
    ]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n  ", "\u2028"])
def test_a_line_that_is_wrapped_reads_on(end: str) -> None:
    text = f"Dự án tốn 15{end}tỷ đồng và xong tháng 9{end}năm 2020."
    money, date = find_values(text)
    assert (money.text, money.value) == (f"15{end}tỷ đồng", 15e9)
    assert (date.text, date.first) == (f"tháng 9{end}năm 2020", "2020-09-01")


def test_a_line_of_a_list_does_not() -> None:
    text = "Sản lượng năm 2020\nLúa: 15\nTấn ngô mỗi vụ: 20\nTháng 9\nNăm 2019"
    texts = [value.text for value in find_values(text, DAY)]
    assert texts == ["năm 2020", "15", "20", "Tháng 9", "Năm 2019"]


def test_the_words_of_one_line_do_not_bound_the_next() -> None:
    values = find_values("Thu nhập hơn\n5 triệu đồng\nTối đa\n3 tấn")
    assert [v.comparator for v in values] == ["=", "="]


@pytest.mark.parametrize(
    "day",
    ["2020-09-17", "17/09/2020", "2020-09-17T15:32", dt.date(2020, 9, 17),
     dt.datetime(2020, 9, 17, 23, 59)],
    ids=str,
)  # fmt: skip
def test_a_day_is_given_as_text_or_date(day: str | dt.date) -> None:
    assert only("Hôm qua, chợ mở cửa.", day).first == "2020-09-16"


@pytest.mark.parametrize("day", ["", "hôm nay", "2020-02-30", "17-9"])
def test_what_is_no_day_is_refused(day: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        find_values("Hôm qua", day)


@pytest.mark.parametrize(
    ("text", "day", "why"),
    [
        ("Hôm qua, chợ mở cửa.", None, "no own day"),
        ("Ngày 17/9, chợ mở cửa.", None, "no own day"),
        ("Ngày 29/2/2021, chợ mở cửa.", DAY, "no such day"),
        ("Ngày 30 tháng Chạp năm 2024, chợ mở cửa.", DAY, "no such day"),
        ("Ngày rằm tháng 7 năm 1601, chợ mở cửa.", DAY, "outside the lunar table"),
        ("Năm đó, chợ mở cửa.", DAY, "no antecedent"),
        ("Hôm nọ, chợ mở cửa.", DAY, "vague"),
    ],
)
def test_a_date_that_cannot_be_told_says_why(text: str, day: str | None, why: str) -> None:
    found = only(text, day)
    assert (found.kind, found.first, found.last, found.edtf) == ("date", None, None, None)
    assert found.why == why


def test_a_date_that_can_be_told_says_nothing_of_why() -> None:
    assert only("Ngày 17/9, chợ mở cửa.", DAY).why is None


def test_what_was_inferred_is_told() -> None:
    text = "Ngày 17/9/2020, hôm qua, tháng 9 năm ngoái, ngày 17/9 và quý III."
    assert [v.filled for v in find_values(text, DAY)] == [
        (), ("year", "month", "day"), ("year",), ("year",), ("year",)
    ]  # fmt: skip


def test_a_year_named_before_does_not_stand_for_the_day() -> None:
    assert [v.why for v in find_values("Năm 2019, hội mở ngày 5/3.")] == [None, "no own day"]


def test_a_half_behind_the_unit_is_in_the_value() -> None:
    found = only("Sau ba năm rưỡi, cầu đã xong.")
    assert (found.iso, found.value) == ("P3Y6M", 3.5)


def test_what_names_is_no_value() -> None:
    text = "Nhà số 12 phố 30/4 có mã QH15, xem https://vidu.vn/tin-100-2020.html."
    assert find_values(text, DAY) == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "Không có gì.", "\ud800", "\x00"])
def test_a_text_without_values_gives_none(text: str) -> None:
    assert find_values(text, DAY) == []
