"""Amounts of money: their currency, what they are, and whether they change."""

from tests.figures import Case, case, check, fact, stated, table
from tinvan.facts import Money


@table(
    case(
        "digits",
        "Năm 2022, doanh thu của hợp tác xã đạt 15.000 tỷ đồng.",
        fact(
            "15.000 tỷ đồng",
            value=1.5e13,
            currency="VND",
            measure="level",
            indicator="doanh thu",
            date=stated("Năm 2022", "2022-01-01", "2022-12-31"),
        ),
    ),
    case(
        "spelled out",
        "Nhà hảo tâm tặng trường mười lăm triệu đồng.",
        fact("mười lăm triệu đồng", value=1.5e7, currency="VND"),
    ),
    case(
        "a range",
        "Nhà được rao bán với giá từ 10 đến 100 tỉ đồng.",
        fact("10 đến 100 tỉ đồng", value=None, low=1e10, high=1e11, indicator="giá"),
    ),
    case(
        "a foreign currency",
        "Vốn đăng ký đạt khoảng 1,3 tỉ USD.",
        fact("1,3 tỉ USD", value=1.3e9, currency="USD", comparator="~"),
    ),
    case(
        "plain without its currency",
        "Ngân sách của tỉnh năm nay là 8,4 nghìn tỷ.",
        fact("8,4 nghìn tỷ", value=8.4e12, currency="VND"),
    ),
    case(
        "the currency of the amount behind it",
        "Học phí tăng từ 5 triệu lên 7 triệu đồng.",
        fact("5 triệu", value=5e6, currency="VND", measure="level"),
        fact("7 triệu đồng", value=7e6, measure="level"),
    ),
    case("people are no money", "Dân số của tỉnh năm nay là 1,2 triệu."),
    case("nor are shares", "Giá trị của tỉnh nằm ở 1,2 triệu cổ phiếu."),
)
def test_amounts_and_currencies(row: Case) -> None:
    check(row, Money)


@table(
    case(
        "a rise",
        "Doanh số bình quân tăng 1.908 tỷ đồng/ngày so với tuần trước.",
        fact("1.908 tỷ đồng", measure="increase", per="ngày"),
    ),
    case(
        "a fall by weight",
        "Giá vàng giảm 300.000 – 500.000 đồng/lượng.",
        fact("300.000 – 500.000 đồng", measure="decrease", per="lượng", indicator="Giá vàng"),
    ),
    case(
        "by share",
        "Giá đóng cửa là 43.000 đồng/cổ phiếu.",
        fact("43.000 đồng", measure="level", per="cổ phiếu"),
    ),
    case(
        "a limit passed",
        "Doanh thu của hãng vượt 500 tỷ đồng.",
        fact("500 tỷ đồng", measure="level", comparator=">"),
    ),
    case(
        "a plan exceeded",
        "Thu ngân sách vượt 40 tỷ đồng so với dự toán.",
        fact("40 tỷ đồng", measure="difference"),
    ),
    case(
        "what is compared with",
        "Khoản phạt vượt xa mức kỷ lục 2 tỷ đồng trước đó.",
        fact("2 tỷ đồng", measure="level"),
    ),
    case(
        "what is going to be done",
        "Công ty sẽ đầu tư 30 tỷ đồng vào xưởng may.",
        fact("30 tỷ đồng", modality="target"),
    ),
    case(
        "told again in brackets",
        "Dự kiến tỉnh thu 20 triệu USD (khoảng 500 tỷ đồng) từ chợ nổi.",
        fact("20 triệu USD", modality="forecast"),
        fact("500 tỷ đồng", modality="forecast", comparator="~"),
    ),
)
def test_changes_plans_and_rates(row: Case) -> None:
    check(row, Money)
