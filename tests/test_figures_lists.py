"""Several percentages in a sentence: each has its own thing and owner."""

from tests.figures import Case, case, check, fact, table
from tinvan.facts import Percentage


@table(
    case(
        "owners",
        "Hà Nội và TP.HCM lần lượt tăng trưởng 9% và 7%.",
        fact("9%", subject="Hà Nội", measure="increase"),
        fact("7%", subject="TP.HCM", measure="increase"),
    ),
    case(
        "owners of a measure said first",
        "Doanh thu của Hà Nội và TP.HCM lần lượt tăng 9% và 7%.",
        fact("9%", subject="Hà Nội", indicator="Doanh thu"),
        fact("7%", subject="TP.HCM", indicator="Doanh thu"),
    ),
    case(
        "owners of a measure said last",
        "Hà Nội và TP.HCM có tỉ lệ hộ nghèo lần lượt là 1% và 2%.",
        fact("1%", subject="Hà Nội", indicator="tỉ lệ hộ nghèo"),
        fact("2%", subject="TP.HCM", indicator="tỉ lệ hộ nghèo"),
    ),
    case(
        "things",
        "Năm 2022, giá gạo và giá ngô lần lượt tăng 11% và 8%.",
        fact("11%", indicator="giá gạo", subject=None),
        fact("8%", indicator="giá ngô", subject=None),
    ),
    case(
        "things at the start of a sentence",
        "Giá gạo và giá ngô lần lượt tăng 11% và 8%.",
        fact("11%", indicator="Giá gạo", subject=None),
        fact("8%", indicator="giá ngô", subject=None),
    ),
    case(
        "things of one owner",
        "Năm 2022, xuất khẩu và nhập khẩu của Vĩnh Phúc lần lượt tăng 11% và 8%.",
        fact("11%", indicator="xuất khẩu", subject="Vĩnh Phúc"),
        fact("8%", indicator="nhập khẩu", subject="Vĩnh Phúc"),
    ),
    case(
        "a head said once",
        "Trong tháng 5, lãi suất kỳ hạn 3 tháng, 6 tháng và 9 tháng lần lượt là 4%, 5% và 6%.",
        fact("4%", indicator="lãi suất kỳ hạn 3 tháng"),
        fact("5%", indicator="lãi suất kỳ hạn 6 tháng"),
        fact("6%", indicator="lãi suất kỳ hạn 9 tháng"),
    ),
    case(
        "without a word for it",
        "Lào và Campuchia tăng trưởng 4% và 5%.",
        fact("4%", subject="Lào", measure="increase"),
        fact("5%", subject="Campuchia", measure="increase"),
    ),
)
def test_each_in_turn(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "each with its own object",
        "Ninh Thuận có 70% xã có chợ và 92% xã có trạm y tế.",
        fact("70%", subject="Ninh Thuận", indicator="xã có chợ"),
        fact("92%", subject="Ninh Thuận", indicator="xã có trạm y tế"),
    ),
    case(
        "parts of one whole",
        "Vốn của quỹ gồm 50% cổ phiếu, 30% trái phiếu và 20% tiền gửi.",
        fact("50%", indicator="cổ phiếu"),
        fact("30%", indicator="trái phiếu"),
        fact("20%", indicator="tiền gửi"),
    ),
    case(
        "a part of what was counted",
        "An Giang có 60% hồ sơ nộp trực tuyến, trong đó 25% hồ sơ nộp tại nhà.",
        fact("60%", subject="An Giang", indicator="hồ sơ nộp trực tuyến"),
        fact("25%", subject="An Giang", indicator="hồ sơ nộp tại nhà"),
    ),
    case(
        "names in turn",
        "Tỉ lệ hồ sơ đúng hạn của Huế là 98%, Cần Thơ là 95%.",
        fact("98%", subject="Huế", indicator="Tỉ lệ hồ sơ đúng hạn"),
        fact("95%", subject="Cần Thơ", indicator="Tỉ lệ hồ sơ đúng hạn"),
    ),
    case(
        "names in turn, behind of",
        "Tỉ lệ hộ nghèo của Hà Giang là 20%; của Điện Biên là 18%.",
        fact("20%", subject="Hà Giang", indicator="Tỉ lệ hộ nghèo"),
        fact("18%", subject="Điện Biên", indicator="Tỉ lệ hộ nghèo"),
    ),
    case(
        "levels of government in turn",
        "Tỉ lệ hồ sơ đúng hạn của cấp tỉnh là 98%, cấp huyện là 95%.",
        fact("98%", subject="cấp tỉnh", indicator="Tỉ lệ hồ sơ đúng hạn"),
        fact("95%", subject="cấp huyện", indicator="Tỉ lệ hồ sơ đúng hạn"),
        known_failure="a second owner that is no name is taken as the thing measured",
    ),
    case(
        "measures of one owner in turn",
        "Tỉ lệ thất nghiệp của Nhật Bản là 2,6%, lạm phát là 3,4%.",
        fact("2,6%", subject="Nhật Bản", indicator="Tỉ lệ thất nghiệp"),
        fact("3,4%", subject="Nhật Bản", indicator="lạm phát"),
    ),
    case(
        "times of one measure in turn",
        "GDP của Lào tăng 5% trong quý I/2022 và 6% trong quý II/2022.",
        fact("5%", subject="Lào", indicator="GDP", measure="increase"),
        fact("6%", subject="Lào", indicator="GDP", measure="increase"),
    ),
)
def test_one_after_another(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "a list",
        "Tỉ lệ học sinh cận thị cao nhất ở Hà Nội (46%), Đà Nẵng (38%) và Cần Thơ (31%).",
        fact("46%", subject="Hà Nội", indicator="Tỉ lệ học sinh cận thị"),
        fact("38%", subject="Đà Nẵng", indicator="Tỉ lệ học sinh cận thị"),
        fact("31%", subject="Cần Thơ", indicator="Tỉ lệ học sinh cận thị"),
    ),
    case(
        "an average",
        "Tỉ lệ hồ sơ trực tuyến của Bình Dương là 71% (trung bình các huyện là 39%).",
        fact("71%", subject="Bình Dương", indicator="Tỉ lệ hồ sơ trực tuyến"),
        fact("39%", subject="trung bình các huyện", indicator="Tỉ lệ hồ sơ trực tuyến"),
    ),
    case(
        "an average behind a comma",
        "Tỉ lệ hộ nghèo của Yên Bái là 12%, trung bình cả nước là 4,2%.",
        fact("12%", subject="Yên Bái", indicator="Tỉ lệ hộ nghèo"),
        fact("4,2%", subject="trung bình cả nước", indicator="Tỉ lệ hộ nghèo"),
    ),
    case(
        "an average by its other word",
        "Tỉ lệ hộ nghèo của Yên Bái là 12%, bình quân cả nước là 4,2%.",
        fact("12%", subject="Yên Bái", indicator="Tỉ lệ hộ nghèo"),
        fact("4,2%", subject="bình quân cả nước", indicator="Tỉ lệ hộ nghèo"),
        known_failure="'bình quân' is trimmed off, and the owner of the first figure taken",
    ),
    case(
        "a fall told again",
        "Chỉ số VN-Index giảm 3,1 điểm (-0,28%).",
        fact("-0,28%", value=0.28, measure="decrease", indicator="Chỉ số VN-Index"),
    ),
    case(
        "a rise told again",
        "Doanh thu của Tập đoàn Hòa Phát tăng 120 tỷ đồng (4,6%).",
        fact("4,6%", measure="increase", indicator="Doanh thu", subject="Tập đoàn Hòa Phát"),
    ),
    case(
        "a goal",
        "Tỉ lệ xã nông thôn mới của Phú Yên là 75% (mục tiêu 85%).",
        fact("75%", subject="Phú Yên", modality="actual"),
        fact("85%", subject="Phú Yên", modality="target", indicator="Tỉ lệ xã nông thôn mới"),
        known_failure="the word for the goal is taken as what is measured",
    ),
)
def test_brackets_and_averages(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "a fall",
        "Tỉ lệ hộ nghèo của Sơn La giảm từ 18,3% xuống 15,1%.",
        fact("18,3%", measure="level", subject="Sơn La", indicator="Tỉ lệ hộ nghèo"),
        fact("15,1%", measure="level", subject="Sơn La", indicator="Tỉ lệ hộ nghèo"),
    ),
    case(
        "a rise that somebody makes",
        "Chính phủ Hàn Quốc nâng thuế suất từ 20% lên 22%.",
        fact("20%", measure="level", indicator="thuế suất"),
        fact("22%", measure="level", indicator="thuế suất"),
    ),
    case(
        "a change and where it ends",
        "Lãi suất cho vay của Ngân hàng Quân đội giảm 0,5%, xuống còn 8%.",
        fact("0,5%", measure="decrease", subject="Ngân hàng Quân đội"),
        fact("8%", measure="level", subject="Ngân hàng Quân đội", indicator="Lãi suất cho vay"),
    ),
)
def test_from_and_to(row: Case) -> None:
    check(row, Percentage)
