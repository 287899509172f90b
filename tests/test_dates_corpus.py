"""Times: one interval, many phrasings, read on Thursday 17 September 2020."""

from collections.abc import Callable

import pytest

from tinvan.document import Document

Reader = Callable[..., Document]
TODAY = "2020-09-17"

TIMES = {
    ("2020-09-17", "2020-09-17"): [
        "ngày 17.9", "sáng 17-9", "17/9", "ngày 17 tháng 9 năm 2020", "sáng nay", "hôm nay 17/9",
        "chiều 17/9", "hôm nay, 17-9", "thứ Năm, 17/09/2020", "ngày 17-9-2020", "(17/9)",
    ],
    ("2020-09-16", "2020-09-16"): ["hôm qua", "tối qua", "đêm 16/9", "hôm thứ Tư"],
    ("2020-09-18", "2020-09-18"): ["ngày mai", "sáng mai"],
    ("2020-09-13", "2020-09-13"): ["Chủ nhật tuần trước", "sáng Chủ nhật vừa qua"],
    ("2020-09-14", "2020-09-18"): ["tuần từ 14-18/9", "ngày 14-18/9", "từ 14 đến 18/9"],
    ("2020-09-14", "2020-09-20"): ["tuần này"],
    ("2020-09-07", "2020-09-13"): ["tuần trước", "tuần qua"],
    ("2020-09-01", "2020-09-30"): [
        "tháng 9.2020", "tháng 9/2020", "tháng 9 năm nay", "tháng này", "tháng Chín", "9/2020",
        "tháng 9, năm 2020", "tháng 9-2020",
    ],
    ("2020-08-01", "2020-08-31"): ["tháng trước", "tháng 8", "tháng 8 vừa qua", "tháng Tám"],
    ("2020-06-21", "2020-06-30"): ["cuối tháng 6/2020", "hạ tuần tháng 6 năm 2020"],
    ("2020-09-01", "2020-09-15"): ["nửa đầu tháng 9", "15 ngày đầu tháng 9"],
    ("2020-03-01", "2020-05-31"): ["tháng 3-5/2020", "từ tháng 3 đến tháng 5/2020"],
    ("2020-07-01", "2020-09-30"): ["quý III/2020", "quý 3", "quý III năm nay", "quý này"],
    ("2020-01-01", "2020-06-30"): [
        "6 tháng đầu năm", "sáu tháng đầu năm 2020", "nửa đầu năm nay", "6 tháng đầu năm nay",
        "hai quý đầu năm 2020",
    ],
    ("2020-01-01", "2020-09-30"): ["9 tháng năm 2020", "9 tháng đầu năm"],
    ("2020-01-01", "2020-04-30"): ["đầu năm nay", "đầu năm 2020"],
    ("2019-09-01", "2019-12-31"): ["cuối năm ngoái", "cuối năm 2019", "cuối 2019"],
    ("2020-01-01", "2020-12-31"): ["năm 2020", "năm nay"],
    ("2019-01-01", "2019-12-31"): ["năm ngoái", "năm trước", "năm qua", "so với 2019"],
    ("2021-01-01", "2021-12-31"): ["năm tới", "năm sau"],
    ("2021-01-01", "2025-12-31"): ["giai đoạn 2021-2025", "từ năm 2021 đến 2025", "2021 – 2025"],
    ("2018-01-01", "2020-09-17"): ["từ năm 2018 đến nay", "từ 2018 đến nay"],
    ("2017-01-01", "2019-12-31"): ["các năm 2017, 2018 và 2019"],
    ("2020-01-01", "2020-09-17"): ["từ đầu năm đến nay"],
    ("2020-01-17", "2020-09-17"): ["8 tháng qua", "tám tháng qua"],
    ("2020-09-17", "2025-09-17"): ["5 năm tới", "năm năm tới"],
    ("2010-09-17", "2020-09-17"): ["10 năm trở lại đây", "một thập kỷ qua"],
    ("2015-01-01", "2015-12-31"): ["cách đây 5 năm", "5 năm trước"],
    ("1990-01-01", "1999-12-31"): ["những năm 1990", "thập niên 90"],
    ("2018-01-01", None): ["từ năm 2018", "kể từ năm 2018"],
    (None, "2020-09-29"): ["trước ngày 30/9"],
    ("2021-01-01", None): ["sau năm 2020"],
    ("2017-01-26", "2017-02-01"): ["dịp tết Nguyên đán 2017"],
    ("2017-01-28", "2017-01-30"): ["Tết Đinh Dậu"],
    ("2020-01-27", "2020-01-27"): ["mùng 3 Tết", "sáng mồng 3 tháng Giêng"],
    ("2020-02-08", "2020-02-08"): ["rằm tháng Giêng"],
    ("2020-01-24", "2020-01-24"): ["30 Tết", "đêm giao thừa", "30 tháng Chạp"],
    ("2020-04-30", "2020-05-01"): ["dịp lễ 30/4 - 1/5"],
    ("2020-09-01", "2021-05-31"): [
        "năm học 2020-2021", "năm học 2020 - 2021", "năm học 2020/2021", "niên học 2020-2021",
        "năm học này",
    ],
    ("2020-09-01", "2021-01-15"): ["học kỳ I năm học 2020-2021", "học kỳ 1 năm học 2020 – 2021"],
    ("2021-01-01", "2026-12-31"): [
        "nhiệm kỳ 2021-2026", "nhiệm kỳ 2021 – 2026", "khóa XV (2021-2026)",
    ],
    ("2022-01-01", "2023-12-31"): ["niên vụ 2022/23", "mùa giải 2022/2023", "mùa giải 2022-23"],
    ("2016-01-01", "2020-12-31"): ["5 năm 2016-2020", "kế hoạch 5 năm 2016 - 2020"],
    ("1980-01-01", "1989-12-31"): ["thập niên 80", "những năm 80 của thế kỷ XX"],
    ("2010-01-01", "2014-12-31"): ["nửa đầu thập niên 2010"],
    ("1851-01-01", "1900-12-31"): ["nửa cuối thế kỷ XIX", "nửa sau thế kỷ 19"],
    ("1997-01-01", "1997-12-31"): ["năm '97", "năm 97", "năm 1997"],
    ("2023-07-01", "2023-12-31"): ["quý III và quý IV/2023", "quý III, IV năm 2023"],
    ("2020-06-01", "2020-06-30"): ["cuối quý II", "cuối quý 2/2020"],
    ("2020-09-12", "2020-09-13"): ["cuối tuần qua", "cuối tuần trước"],
    ("2020-08-05", "2020-08-06"): ["ngày 5 và 6/8", "ngày 5-6/8", "các ngày 5, 6/8"],
    ("2020-09-05", "2020-09-05"): [
        "15h ngày 5/9", "lúc 8h30 sáng 5/9", "vào ngày 5 tháng Chín", "ngày mùng 5/9",
    ],
    ("1945-09-02", "1945-09-02"): ["ngày 2.9.1945", "2/9/1945", "ngày 2/9/45"],
    ("2020-12-01", "2020-12-31"): ["tháng Mười hai", "tháng 12/2020", "T12/2020", "tháng 12 tới"],
    ("2018-01-01", "2018-12-31"): ["năm kia", "năm 2018"],
    ("2020-09-03", "2020-09-17"): ["hai tuần nay", "2 tuần qua"],
    ("2020-09-17", "2020-12-31"): ["từ nay đến cuối năm", "từ nay tới hết năm 2020"],
    ("2020-09-17", "2030-12-31"): ["từ nay đến năm 2030"],
    ("2020-09-14", "2020-09-14"): ["thứ Hai đầu tuần", "sáng thứ Hai (14/9)", "thứ Hai tuần này"],
    ("2020-09-19", "2020-09-19"): ["thứ Bảy tuần này", "thứ Bảy này", "vào thứ bảy tới"],
    ("2020-09-16", "2020-09-17"): ["24 giờ qua", "đêm 16, rạng sáng 17/9", "đêm 16 rạng ngày 17/9"],
    ("2020-04-02", "2020-04-02"): [
        "ngày 10/3 âm lịch", "10-3 AL", "dịp Giỗ Tổ Hùng Vương", "Giỗ Tổ Hùng Vương (10/3 âm lịch)",
        "mùng 10 tháng 3 năm Canh Tý",
    ],
    ("2020-09-02", "2020-09-02"): [
        "rằm tháng 7", "rằm tháng Bảy", "lễ Vu lan", "dịp Quốc khánh", "dịp lễ Quốc khánh 2/9",
        "dịp nghỉ lễ 2/9",
    ],
    ("2020-10-01", "2020-10-01"): ["rằm tháng 8", "15/8 âm lịch", "đêm Trung thu"],
    ("2020-01-17", "2020-01-17"): ["23 tháng Chạp", "ngày ông Công ông Táo"],
    ("2020-05-23", "2020-06-20"): ["tháng 4 nhuận", "tháng Tư nhuận âm lịch"],
    ("2019-12-25", "2019-12-25"): ["Giáng sinh năm ngoái", "đêm Noel 2019", "Giáng sinh 2019"],
}  # fmt: skip
NO_TIMES = [
    "Nước sạch đến với 1/3 dân số.",
    "Nhóm này chiếm 1/2 vốn.",
    "Chuyên mục Phụ nữ 8/3 trở lại.",
    "Trạm trực 24/24 suốt tuần.",
    "Cách mạng tháng Tám thành công.",
    "Đội nhà thắng 2-1.",
    "Tai nạn trên đường 30/4.",
    "Buổi họp bắt đầu lúc 15:32.",
    "Ngày 31/2 không có.",
    "Họ đứng thứ ba ở lần thứ hai.",
    "Ông làm việc ở đây hơn 5 năm.",
    "Mỗi ngày 1/2 viên, mỗi tháng 3 lần.",
    "Theo Quyết định 12/2020/QĐ-UBND.",
    "Ông Mai qua đời.",
    "Giá từ 2000 đến 2050 đồng.",
    "Việt Nam đứng thứ 6/11 Đông Nam Á.",
    "Chiến tranh thế giới thứ Hai tàn khốc.",
    "Cuối cùng, chủ đầu tư thông qua phương án.",
    "Năm người bị phạt 9 tháng 10 ngày tù.",
    "Bà Mai qua đó thấy hoa mai nở.",
    "Quán mở nhạc Giáng sinh và bán áo dài Tết.",
    "Hội làng mở ngày 12/2 âm lịch hằng năm.",
    "Hôm nọ, ông về quê.",
    "Mấy ngày qua trời mưa.",
]
TEXTS = {
    "Sáng 17-9, hội thảo khai mạc.": "Sáng 17-9",
    "Tính đến cuối tháng 6/2014, còn 20 xã.": "cuối tháng 6/2014",
    "Mục tiêu đến năm 2025 là vậy.": "năm 2025",
    "Vào tháng 8/2024 đã xong.": "tháng 8/2024",
    "Kể từ hôm nay 1/10, giá giảm.": "hôm nay 1/10",
}


@pytest.mark.parametrize(
    ("first", "last", "text"), [(*days, text) for days, texts in TIMES.items() for text in texts]
)
def test_a_time_is_read_however_it_is_put(
    read_values: Reader, first: str | None, last: str | None, text: str
) -> None:
    (found,) = read_values(f"Sự việc ấy {text}.", TODAY).dates
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_is_no_time(read_values: Reader, text: str) -> None:
    assert not read_values(text, TODAY).dates


@pytest.mark.parametrize(("text", "anchor"), TEXTS.items())
def test_the_anchor_keeps_the_unit_and_drops_the_preposition(
    read_values: Reader, text: str, anchor: str
) -> None:
    document = read_values(text, TODAY)
    (found,) = document.dates
    assert document.view.text[found.start : found.end] == anchor


@pytest.mark.parametrize("text", ["Hiện có", "Đến nay, đã có", "Thời gian qua, có", "Hiện nay có"])
def test_vague_words_are_now(read_values: Reader, text: str) -> None:
    (found,) = read_values(f"{text} 20 xã đạt chuẩn.", TODAY).dates
    assert found.value.time is not None
    assert found.value.time.grain == "now"
    assert found.first == found.last == TODAY


@pytest.mark.parametrize("text", ["mùng 1 Tết", "năm nay", "sáng 17-9", "tuần trước", "quý III"])
def test_without_an_own_day_no_day_is_invented(read_values: Reader, text: str) -> None:
    document = read_values(f"Theo ông, việc ấy diễn ra {text}.")
    assert [value.kind for value in document.values] == ["date"]
    assert not document.dates


def test_two_periods_are_no_subtraction(read_values: Reader) -> None:
    found = read_values("Lộ trình 2021-2025 và 2025-2030 đã duyệt.", TODAY).dates
    assert [(d.first, d.last) for d in found] == [
        ("2021-01-01", "2025-12-31"),
        ("2025-01-01", "2030-12-31"),
    ]
