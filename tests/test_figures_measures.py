"""How percentages are told: value, comparator and measure."""

from tests.figures import Case, case, check, fact, table
from tinvan.facts import Percentage


@table(
    case("decimal comma", "Tỉ lệ đỗ là 19,10%.", fact("19,10%", value=19.1, comparator="=")),
    case("decimal point", "Tỉ lệ đỗ là 19.5%.", fact("19.5%", value=19.5)),
    case("a blank before the sign", "Tỉ lệ đỗ là 42 %.", fact("42 %", value=42)),
    case("spelled sign", "Tỉ lệ đỗ là 97 phần trăm.", fact("97 phần trăm", value=97)),
    case(
        "spelled number",
        "Giá điện tăng hai mươi mốt phẩy năm phần trăm.",
        fact("hai mươi mốt phẩy năm phần trăm", value=21.5, measure="increase"),
    ),
    case(
        "a range with a dash",
        "Học phí tăng 10-15%.",
        fact("10-15%", value=None, low=10, high=15, measure="increase"),
    ),
    case(
        "a range in words",
        "Hãng chi từ 5% đến 7% doanh thu cho vận tải.",
        fact("5% đến 7%", value=None, low=5, high=7, measure="level"),
    ),
    case("a yearly rate", "Lãi suất cho vay là 9,5%/năm.", fact("9,5%", value=9.5)),
)
def test_values(row: Case) -> None:
    check(row, Percentage)


@table(
    case("more", "Có trên 30% hộ dùng gas.", fact("30%", comparator=">")),
    case("at least", "Tỉ lệ nội địa hóa tối thiểu 30%.", fact("30%", comparator=">=")),
    case("at least, behind", "Có từ 60% hộ dân trở lên đồng ý.", fact("60%", comparator=">=")),
    case("less", "Tỉ lệ hao hụt dưới 3%.", fact("3%", comparator="<")),
    case("at most", "Tỉ lệ hao hụt không quá 3%.", fact("3%", comparator="<=")),
    case("about", "Khoảng 30% hộ dùng gas.", fact("30%", comparator="~")),
    case("nearly, of a rise", "Doanh thu tăng gần 12%.", fact("12%", comparator="~")),
    case("the nearer of two", "Có khoảng trên 30% hộ dùng gas.", fact("30%", comparator=">")),
    case("up to a level", "Tỉ lệ lấp đầy lên tới 59%.", fact("59%", comparator="=")),
    case(
        "not carried over",
        "Có gần 40% hộ dùng gas và 25% hộ dùng than.",
        fact("40%", comparator="~"),
        fact("25%", comparator="="),
    ),
    case(
        "a distance bounds nothing",
        "Sản lượng vượt 49% kế hoạch.",
        fact("49%", comparator="=", measure="difference"),
    ),
)
def test_comparators(row: Case) -> None:
    check(row, Percentage)


@table(
    case("a rise", "Xuất khẩu gạo tăng 12%.", fact("12%", measure="increase")),
    case("a fall", "Xuất khẩu gạo sụt giảm tới 12%.", fact("12%", measure="decrease")),
    case("a rise by its sign", "Mã tăng nhiều là SPM (+2,5%).", fact("2,5%", measure="increase")),
    case("a rise to a level", "Tỉ lệ đỗ tăng lên 91%.", fact("91%", measure="level")),
    case(
        "a growth rate",
        "Tốc độ tăng trưởng GRDP của Hậu Giang đạt 6,5%.",
        fact("6,5%", measure="increase", subject="Hậu Giang"),
    ),
    case(
        "growth of nothing else",
        "Hưng Yên tăng trưởng 8,1%.",
        fact("8,1%", measure="increase", indicator="tăng trưởng", subject="Hưng Yên"),
    ),
    case(
        "points of a change",
        "Tỉ lệ thất nghiệp giảm 0,2 điểm phần trăm.",
        fact("0,2 điểm phần trăm", value=0.2, measure="points"),
    ),
    case(
        "points of a distance",
        "Tỉ lệ đỗ của Huế cao hơn bình quân cả nước 2 điểm phần trăm.",
        fact("2 điểm phần trăm", measure="difference", indicator="Tỉ lệ đỗ"),
    ),
    case(
        "what is raised stands behind the verb",
        "Ngân hàng Á Châu tăng lãi suất huy động thêm 0,4 điểm phần trăm.",
        fact(
            "0,4 điểm phần trăm",
            measure="points",
            indicator="lãi suất huy động",
            subject="Ngân hàng Á Châu",
        ),
    ),
    case(
        "a distance",
        "Giá thuê kho tại Long An thấp hơn 15% so với TP.HCM.",
        fact("15%", measure="difference", indicator="Giá thuê kho", subject="Long An"),
    ),
    case(
        "a distance behind what it is to",
        "Chi phí vận chuyển thấp hơn giá cũ 8%.",
        fact("8%", measure="difference", indicator="Chi phí vận chuyển", of="giá cũ"),
    ),
    case(
        "a distance to a level",
        "Chi phí vận chuyển thấp hơn mức trung bình 8%.",
        fact("8%", measure="difference", indicator="Chi phí vận chuyển"),
    ),
)
def test_measures(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "a distance that is bounded",
        "Giống lúa mới cho năng suất cao hơn khoảng 20% so với giống cũ.",
        fact("20%", measure="difference", comparator="~"),
    ),
    case(
        "a distance with the thing between",
        "Gạo lứt chứa nhiều chất xơ hơn gần 40% so với gạo trắng.",
        fact("40%", measure="difference"),
    ),
    case(
        "a comparative where nothing is compared with",
        "Hồ chứa tích được nhiều hơn 80% dung tích.",
        fact("80%", measure="level", comparator=">"),
        known_failure="a comparative in front of a figure is taken for a distance",
    ),
    case("a lead", "Liên danh A dẫn trước đối thủ 8%.", fact("8%", measure="difference")),
    case(
        "points of an index, gained",
        "Chỉ số này tiến 9,5 điểm (0,24%), đóng cửa ở mức cao.",
        fact("0,24%", measure="increase"),
    ),
    case(
        "points of an index, lost",
        "Chỉ số này đánh rơi 9,4 điểm tương ứng 3,18% còn 287 điểm.",
        fact("3,18%", measure="decrease"),
    ),
    case(
        "what else is lost",
        "Thiên tai gây thiệt hại 400 tỉ đồng, tương đương 3% GRDP.",
        fact("3%", measure="level"),
    ),
    case(
        "a change told in brackets behind a noun of two words",
        "Toàn tỉnh tăng 3 vụ cháy (60%), tăng 3 người bị thương (100%).",
        fact("60%", measure="increase"),
        fact("100%", measure="increase"),
    ),
    case(
        "one change to two comparisons",
        "Sản lượng tăng 10% so với cùng kỳ và 16% so với tháng 8.",
        fact("10%", measure="increase"),
        fact("16%", measure="increase"),
    ),
    case(
        "a change of two years",
        "Sản lượng giảm 8% trong năm 2021 và 5% trong năm 2022.",
        fact("8%", measure="decrease"),
        fact("5%", measure="decrease"),
    ),
    case(
        "a change of two things",
        "Hãng bay giảm 22% chuyến nội địa và 11% chuyến quốc tế.",
        fact("22%", measure="decrease"),
        fact("11%", measure="decrease"),
    ),
    case(
        "shares of two things",
        "Trường có 22% học sinh giỏi và 11% học sinh khá.",
        fact("22%", measure="level"),
        fact("11%", measure="level"),
    ),
    case(
        "a change with its size behind a comma",
        "Giá thuê tiếp tục tăng mạnh, trên 20% so với năm trước.",
        fact("20%", measure="increase"),
    ),
    case(
        "a share of something behind a comma",
        "Khi giá thuê tăng, gần 30% hộ bỏ chợ.",
        fact("30%", measure="level"),
    ),
    case(
        "those of whom something else is said behind a change",
        "Trường giảm 10% học phí và 30% học sinh được miễn.",
        fact("10%", measure="decrease"),
        fact("30%", measure="level"),
    ),
    case(
        "a share of what was told before",
        "Sản lượng giảm 5% trong tháng 3 và 40% trong số đó là hàng tồn.",
        fact("5%", measure="decrease"),
        fact("40%", measure="level"),
    ),
    case(
        "growth beside a share of a whole",
        "Ngành này tăng trưởng mạnh, đạt 12% GRDP.",
        fact("12%", measure="level"),
    ),
    case(
        "a share behind a change",
        "Doanh thu tăng mạnh, chiếm 20% toàn ngành.",
        fact("20%", measure="level"),
    ),
    case(
        "growth with what grows behind it",
        "Hợp tác xã có kế hoạch tăng trưởng doanh thu năm nay hơn 10%.",
        fact("10%", measure="increase"),
    ),
    case(
        "a rate of its own behind growth",
        "Ngành này có tăng trưởng tốt nhưng tỉ lệ nợ xấu là 3%.",
        fact("3%", measure="level"),
    ),
    case(
        "a level that is reached by raising it",
        "Huyện nâng số hộ dùng nước sạch đạt trên 46% tổng số hộ.",
        fact("46%", measure="level"),
    ),
    case(
        "no verb of a fall",
        "Khu này có hạ tầng hoàn thiện tới 95%.",
        fact("95%", measure="level"),
    ),
)
def test_measures_by_words_before(row: Case) -> None:
    check(row, Percentage)
