"""Ranks: one reading, many phrasings, and the tempting others."""

from collections.abc import Callable

import pytest

from tinvan.document import Document
from tinvan.values.model import Value

Reader = Callable[..., Document]

RANKS = {
    ("86/193", 86, 193, "="): ["xếp thứ 86/193 quốc gia", "xếp hạng 86/193", "ở vị trí 86/193"],
    ("thứ 13", 13, None, "="): ["đứng thứ 13", "được xếp hạng thứ 13", "giữ vị trí thứ 13"],
    ("thứ ba", 3, None, "="): ["đứng thứ ba", "về đích thứ ba", "lớn thứ ba thế giới"],
    ("thứ 1.633", 1633, None, "="): ["xác lập vị trí thứ 1.633"],
    ("hạng 47", 47, None, "="): ["xếp hạng 47", "là tay vợt hạng 47 thế giới"],
    ("số 1", 1, None, "="): [
        "giữ ngôi số 1",
        "là thương hiệu số 1 Việt Nam",
        "đứng số 1 về doanh thu",
    ],
    ("tốp 4", 4, None, "<="): ["nằm trong tốp 4", "lọt vào tốp 4 châu Á"],
    ("nhóm 70", 70, None, "<="): ["thuộc nhóm 70 nước dẫn đầu"],
    ("top 1", 1, None, "="): ["giữ vững top 1"],
    ("thứ 9", 9, 30, "="): ["đứng thứ 9 trên tổng số 30 nước", "xếp thứ 9 trong số 30 đội"],
    ("thứ 3", 3, None, ">"): ["để tuột vị trí thứ 3"],
}
CHANGES = {
    31: ["tăng 31 bậc", "vượt 31 bậc", "tăng thứ hạng thêm 31 bậc"],
    -22: ["giảm đáng kể (22 bậc)", "tụt 22 hạng"],
}
OTHERS = [
    "Hệ thống kết nối 38/46 ngân hàng.",
    "Kỳ họp thứ 8 khai mạc sáng nay.",
    "Hội nghị lần thứ 15 đã họp.",
    "Vào thứ ba tuần sau, đoàn lên đường.",
    "Bà An (đứng thứ hai từ trái sang) tại lễ khai mạc.",
    "Ông là thương binh hạng 2/4.",
    "Tập thể nhận Huân chương Lao động hạng Nhất.",
    "Căn hộ hạng A và 5 hạng mục khác.",
    "Nghị quyết số 17 và gói thầu số 1 ở giai đoạn 1.",
    "Du khách leo 87 bậc thang, giáo viên dạy 4 bậc học.",
    "Bảng xếp hạng Top 500 doanh nghiệp vừa ra mắt.",
    "Đội nhà thắng 2-1 ở vòng 5.",
    "Kết quả xếp hạng năm 2020 sắp công bố.",
    "Con thứ hai của ông là người thứ ba về quê.",
    "Vòng sau có các đội đứng đầu cùng 4/6 đội xếp thứ 3 có điểm cao.",
    "Tiền đạo này ghi nhiều hơn người đứng thứ hai năm bàn.",
    "Vị trí thứ ba và thứ tư có thể sẽ thay đổi sau vòng 20.",
    "Báo chí được gọi là “quyền lực thứ tư”.",
]


def ranks(document: Document) -> list[Value]:
    return [value for value in document.values if value.kind == "rank"]


@pytest.mark.parametrize(
    ("anchor", "rank", "out_of", "comparator", "text"),
    [(*reading, text) for reading, texts in RANKS.items() for text in texts],
)
def test_a_rank_is_read_however_it_is_put(
    read_values: Reader, anchor: str, rank: int, out_of: int | None, comparator: str, text: str
) -> None:
    (found,) = ranks(read_values(f"Đội này {text}."))
    assert found.text.removeprefix("vị trí ") == anchor
    assert (found.rank, found.out_of, found.comparator) == (rank, out_of, comparator)


@pytest.mark.parametrize(
    ("change", "text"), [(change, text) for change, texts in CHANGES.items() for text in texts]
)
def test_a_change_has_its_sign(read_values: Reader, change: int, text: str) -> None:
    (found,) = ranks(read_values(f"Chỉ số này {text}."))
    assert (found.value, found.change) == (None, change)


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_no_rank(read_values: Reader, text: str) -> None:
    assert not ranks(read_values(text))


def test_fractions_go_on_a_row_of_ranks(read_values: Reader) -> None:
    found = ranks(read_values("Nước ta tăng 2 bậc, hạng 86/193, 24/47 châu Á và 6/11 Đông Nam Á."))
    assert [v.text for v in found] == ["2 bậc", "86/193", "24/47", "6/11"]


def test_places_go_on_a_row_of_ranks(read_values: Reader) -> None:
    found = ranks(read_values("Ba đội lần lượt đứng thứ 4, 5 và 10; Lào thứ ba."))
    assert [v.rank for v in found] == [4, 5, 10, 3]


def test_a_list_is_no_rank_beside_an_exact_one(read_values: Reader) -> None:
    found = ranks(read_values("Mẫu xe xếp thứ 6 trong top 10 xe bán chạy."))
    assert [v.text for v in found] == ["thứ 6"]


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_numbered_list_ranks_its_items(read_values: Reader, gap: str) -> None:
    text = gap.join(
        ["Top 3 công ty nộp thuế nhiều nhất:", "1. An Bình", "2. Hoa Sen", "3. Sao Mai"]
    )
    assert [(v.text, v.rank) for v in ranks(read_values(text))] == [("1", 1), ("2", 2), ("3", 3)]


def test_bracketed_counts_that_fall_are_no_ranks(read_values: Reader) -> None:
    text = "Trong top 10 có ngân hàng (4), dầu khí (3), viễn thông (2) và sữa (1)."
    assert not ranks(read_values(text))
