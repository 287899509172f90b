"""Traps in the numbers and dates of news text, as `tinvan.find_values` reads them."""

from typing import Any

import pytest

from tinvan import Value, find_values

DAY = "2020-09-17"
# The number of the trap, a text, its day, and all that is to be read in it.
TRAPS: list[tuple[int, str, list[tuple[str, str, Any]]]] = [
    (1, "Cổng có 1.200 thủ tục mức độ 2,498 dịch vụ công.", [
        ("quantity", "1.200 thủ tục", 1200.0), ("quantity", "498 dịch vụ công", 498.0)]),
    (2, "Tỉnh mở 310 dịch vụ công mức độ 3,4.", [("quantity", "310 dịch vụ công", 310.0)]),
    (3, "Sở có 640 thủ tục mức độ 3 và 211 mức độ 4.", [
        ("quantity", "640 thủ tục", 640.0), ("number", "211", 211.0)]),
    (4, "Có 9 bộ, ngành dùng bộ chỉ số của bộ này.", [("quantity", "9 bộ, ngành", 9.0)]),
    (5, "Việt Nam xếp thứ 86/193, 6/11 Đông Nam Á.", [("rank", "86/193", 86), ("rank", "6/11", 6)]),
    (5, "Đã kết nối 27/30 ngân hàng.", [("fraction", "27/30", 27)]),
    (5, "Cổng cung cấp 3.120 dịch vụ công/5.204 thủ tục.", [
        ("quantity", "3.120 dịch vụ công", 3120.0), ("quantity", "5.204 thủ tục", 5204.0)]),
    (5, "Ngày 1/2, bãi xe chiếm 1/2 lòng đường.", [
        ("date", "Ngày 1/2", "2020-02-01"), ("fraction", "1/2", 1)]),
    (5, "Dịp Phụ nữ 8/3, trạm trực 24/24 và 7/7.", []),
    (6, "Đo được 1.196, 19,10% và 1.234,56.", [
        ("number", "1.196", 1196.0), ("percentage", "19,10%", 19.1),
        ("number", "1.234,56", 1234.56)]),
    (6, "Chi 15.000 tỷ đồng/năm, tức 2,5 tỷ USD.", [
        ("money", "15.000 tỷ đồng", 1.5e13), ("money", "2,5 tỷ USD", 2.5e9)]),
    (6, "Kho còn 3 triệu 500 nghìn, kho kia 1 tỷ 250 triệu.", [
        ("number", "3 triệu 500 nghìn", 3.5e6), ("number", "1 tỷ 250 triệu", 1.25e9)]),
    (6, "Tăng hai mươi mốt phẩy năm phần trăm.", [
        ("percentage", "hai mươi mốt phẩy năm phần trăm", 21.5)]),
    (6, "Các số là ba mươi tư, triệu rưỡi và một trăm hai.", [
        ("number", "ba mươi tư", 34.0), ("number", "triệu rưỡi", 1.5e6),
        ("number", "một trăm hai", 120.0)]),
    (6, "Số dư từ 2 đến 3 tỷ.", [("number", "2 đến 3 tỷ", None)]),
    (7, "Tăng 19.5% lên 1,200,000 tấn, tức 1,200 tấn mỗi xã.", [
        ("percentage", "19.5%", 19.5), ("quantity", "1,200,000 tấn", 1.2e6),
        ("quantity", "1,200 tấn", 1200.0)]),
    (7, "Xã bán 1,200 tấn.", []),  # it cannot be told which sign this is
    (8, "Sáng 17.9, chiều 16-9, tối 15/9, ngày 14 tháng 9 năm 2020.", [
        ("date", "Sáng 17.9", "2020-09-17"), ("date", "chiều 16-9", "2020-09-16"),
        ("date", "tối 15/9", "2020-09-15"),
        ("date", "ngày 14 tháng 9 năm 2020", "2020-09-14")]),
    (8, "So tháng 9.2019, quý III/2018, cuối tháng 6/2014 và đầu năm nay.", [
        ("date", "tháng 9.2019", "2019-09-01"), ("date", "quý III/2018", "2018-07-01"),
        ("date", "cuối tháng 6/2014", "2014-06-21"), ("date", "đầu năm nay", "2020-01-01")]),
    (8, "Sáng qua, tuần trước, năm ngoái, 6 tháng đầu năm, nửa đầu năm 2019.", [
        ("date", "Sáng qua", "2020-09-16"), ("date", "tuần trước", "2020-09-07"),
        ("date", "năm ngoái", "2019-01-01"), ("date", "6 tháng đầu năm", "2020-01-01"),
        ("date", "nửa đầu năm 2019", "2019-01-01")]),
    (8, "Giai đoạn 2021-2025, mùng 3 Tết, rằm tháng Giêng.", [
        ("date", "Giai đoạn 2021-2025", "2021-01-01"), ("date", "mùng 3 Tết", "2020-01-27"),
        ("date", "rằm tháng Giêng", "2020-02-08")]),
    (9, "Hội nghị ngày 30/12 đã bàn; sáng 23.11, đoàn đã về.", [
        ("date", "ngày 30/12", "2019-12-30"), ("date", "sáng 23.11", "2019-11-23")]),
    (10, "Giai đoạn 2021-2025 và 2025-2030.", [
        ("date", "Giai đoạn 2021-2025", "2021-01-01"), ("date", "2025-2030", "2025-01-01")]),
    (10, "Đội U23 thắng 2-1; phiên bản 2.0 chạy mạng 5G theo ISO 9001:2015.", []),
    (10, "Cách mạng công nghiệp 4.0, QL1A và Covid-19, ca F0.", []),
    (11, "Theo Nghị quyết số 17, 20/2020/QĐ-TTg và 135/2020/NĐ-CP.", [
        ("document", "17", "17"), ("document", "20/2020/QĐ-TTg", "20/2020/QĐ-TTg"),
        ("document", "135/2020/NĐ-CP", "135/2020/NĐ-CP")]),
    (12, "Việt Nam đứng thứ ba, xếp thứ 5.", [("rank", "thứ ba", 3), ("rank", "thứ 5", 5)]),
    (12, "Sáng thứ ba, ông Mai Tiến Khôi đi qua cầu.", [("date", "Sáng thứ ba", "2020-09-15")]),
    (13, "Sau hơn một năm, xe biển số 14A-130 về Quận 1, tổ 8.", [
        ("duration", "một năm", "P1Y")]),
    (13, "Bài 3: Kỳ họp thứ 8.", [("ordinal", "thứ 8", 8.0)]),
    (13, "Gọi 0236.3881.888, rồi 0900.123.456 để báo.", []),
    (13, "Đoàn có vài trăm người, hàng chục xe, hàng nghìn cờ.", []),
]  # fmt: skip


def short(values: list[Value]) -> list[tuple[Any, ...]]:
    """Return kind and text of each value, with its telling field."""
    tell = {"date": "first", "rank": "rank", "fraction": "numerator", "duration": "iso",
            "time": "time", "document": "number"}  # fmt: skip
    return [(v.kind, v.text, getattr(v, tell.get(v.kind, "value"))) for v in values]


@pytest.mark.parametrize(("trap", "text", "read"), TRAPS, ids=[t[1] for t in TRAPS])
def test_traps(trap: int, text: str, read: list[tuple[str, str, Any]]) -> None:
    assert short(find_values(text, DAY)) == read


def test_no_trap_is_left_out() -> None:
    assert {trap for trap, _, _ in TRAPS} == set(range(1, 14))


FAILURES: list[tuple[str, str, list[tuple[str, str, Any]]]] = [
    ("a day of the month that is named", "Ngày 16, chợ mở cửa.", [
        ("date", "Ngày 16", "2020-09-16")]),
    ("a day that April does not have", "Ngày 31 tháng 4 năm 2021 chợ mở.", [
        ("date", "Ngày 31 tháng 4 năm 2021", None)]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param(text, read, marks=pytest.mark.xfail(reason=reason), id=reason)
        for reason, text, read in FAILURES
    ],
)
def test_known_failures(text: str, read: list[tuple[str, str, Any]]) -> None:
    assert short(find_values(text, DAY)) == read
