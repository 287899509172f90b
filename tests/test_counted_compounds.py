"""Compounds that count whole, and what a count is reckoned on."""

from tests.figures import Case, case, check, fact, table
from tinvan.facts import Quantity


@table(
    case(
        "a compound whose second part is a verb",
        "Tòa nhà có 4 cửa thoát hiểm, 5 quầy thanh toán và 2 phòng thi hành án.",
        fact("4", unit="cửa thoát hiểm"),
        fact("5", unit="quầy thanh toán"),
        fact("2", unit="phòng thi hành án"),
    ),
    case(
        "a prize by its name",
        "Đội đoạt 2 giải nhất và 4 giải ba.",
        fact("2", unit="giải nhất"),
        fact("4", unit="giải ba"),
    ),
    case(
        "up to where people are from",
        "Đoàn có 15 người quê Nghệ An và 6 người quốc tịch Lào.",
        fact("15", unit="người"),
        fact("6", unit="người"),
    ),
    case(
        "a noun that ends others",
        "Ông mang 2 quốc tịch, trạm có 7/9 loại vắc xin.",
        fact("2", unit="quốc tịch"),
        fact("7/9", unit="loại vắc xin"),
    ),
    case(
        "a noun that has a count of its own",
        "Hãng bán xe tải 200 chiếc và xe chuyên dụng 100 chiếc.",
        fact("200", unit="chiếc"),
        fact("100", unit="chiếc"),
    ),
    case("not one", "Hôm ấy không 1 ai đến, chưa có 1 ca tử vong nào."),
    case("those just named", "Cả 2 mâu thuẫn về tiền bạc nên xảy ra xô xát."),
    case("two that are pointed at", "Tòa hủy cả 2 quyết định này.", fact("2", unit="quyết định")),
)
def test_what_a_compound_counts(row: Case) -> None:
    check(row, Quantity)


@table(
    case(
        "a day that a habit is reckoned on, not what happened in it",
        "Bà uống thuốc 2 lần trong ngày, trạm tiêm 900 liều trong ngày.",
        fact("2", unit="lần", per="ngày"),
        fact("900", unit="liều", per=None),
    ),
    case(
        "a quarter that dates, and an accident",
        "Xưởng làm 200 tấn gạo trong quý II, 5 người sống sót trong vụ rơi cầu.",
        fact("200", unit="tấn", per=None),
        fact("5", unit="người", per=None),
    ),
    case(
        "each year, behind what is done",
        "Mỗi hộ nuôi 2 con bò, 30 tấn gạo được chuyển đến mỗi năm.",
        fact("2"),
        fact("30", unit="tấn", per="năm"),
    ),
    case(
        "once, which is no rate",
        "Có 3 hộ được trả một lần.",
        fact("3", unit="hộ", per=None),
    ),
)
def test_what_it_is_reckoned_on(row: Case) -> None:
    check(row, Quantity)
