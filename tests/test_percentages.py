"""What a percentage measures, whose it is, and what it is a part of."""

from tests.figures import Case, case, check, fact, table
from tinvan.facts import Percentage


@table(
    case(
        "behind of",
        "Tỉ lệ giải ngân vốn đầu tư công của Bắc Giang đạt 41,5%.",
        fact("41,5%", indicator="Tỉ lệ giải ngân vốn đầu tư công", subject="Bắc Giang"),
    ),
    case(
        "behind at",
        "Tỉ lệ lấp đầy khu công nghiệp tại Hải Dương là 63%.",
        fact("63%", indicator="Tỉ lệ lấp đầy khu công nghiệp", subject="Hải Dương"),
    ),
    case(
        "clause-initial at",
        "Tại Lào Cai, tỉ lệ hộ nghèo còn 9,2%.",
        fact("9,2%", indicator="tỉ lệ hộ nghèo", subject="Lào Cai"),
    ),
    case(
        "before a measure that it has",
        "Quảng Trị có tỉ lệ che phủ rừng 49,9%.",
        fact("49,9%", indicator="tỉ lệ che phủ rừng", subject="Quảng Trị"),
    ),
    case(
        "behind the figure",
        "Tỉ lệ hộ dùng nước máy đạt 92% ở Cà Mau.",
        fact("92%", indicator="Tỉ lệ hộ dùng nước máy", subject="Cà Mau"),
    ),
    case(
        "a second owner behind its figure",
        "Tỉ lệ hộ nghèo của Hà Giang là 20%, cao hơn con số 11% của Bắc Kạn.",
        fact("20%", subject="Hà Giang"),
        fact("11%", subject="Bắc Kạn", indicator="Tỉ lệ hộ nghèo"),
    ),
    case(
        "an abbreviation with a dot",
        "TP.HCM có 96% hộ dân dùng nước sạch.",
        fact("96%", indicator="hộ dân dùng nước sạch", subject="TP.HCM"),
    ),
    case(
        "a body",
        "Tỉ lệ nợ xấu của Ngân hàng Quân đội là 1,2%.",
        fact("1,2%", indicator="Tỉ lệ nợ xấu", subject="Ngân hàng Quân đội"),
    ),
    case(
        "the whole country",
        "Cả nước có 74% trường học nối mạng cáp quang.",
        fact("74%", indicator="trường học nối mạng cáp quang", subject="Cả nước"),
    ),
    case(
        "commas of a fixed phrase",
        "Các bộ, ngành, địa phương đã cung cấp 35% thủ tục trực tuyến.",
        fact("35%", indicator="thủ tục trực tuyến", subject="bộ, ngành, địa phương"),
    ),
    case(
        "an adverb is no part of it",
        "Các địa phương mới giải ngân 35% kế hoạch vốn.",
        fact("35%", subject="địa phương", of="kế hoạch vốn"),
        known_failure="the adverb is taken into the subject: địa phương mới",
    ),
    case(
        "a superlative names no owner",
        "Tỉ lệ phủ sóng của Bắc Ninh cao nhất cả nước với 99%.",
        fact("99%", indicator="Tỉ lệ phủ sóng", subject="Bắc Ninh"),
    ),
    case(
        "where goods go is no owner",
        "Kim ngạch xuất khẩu gạo sang Philippines tăng 12%.",
        fact("12%", indicator="Kim ngạch xuất khẩu gạo sang Philippines", subject=None),
        known_failure="a place inside the indicator is taken as the subject",
    ),
    case(
        "who states it is no owner",
        "Theo Tổng cục Thống kê, chỉ số giá tiêu dùng tăng 0,5%.",
        fact("0,5%", indicator="chỉ số giá tiêu dùng", subject=None),
    ),
    case(
        "who speaks is no owner",
        "Ông Đỗ Văn Khải cho biết doanh thu của Tập đoàn Hoa Sen tăng 12%.",
        fact("12%", indicator="doanh thu", subject="Tập đoàn Hoa Sen"),
    ),
)
def test_whose_it_is(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "an index with its abbreviation",
        "Chỉ số giá tiêu dùng (CPI) của Kiên Giang tăng 0,3%.",
        fact("0,3%", indicator="Chỉ số giá tiêu dùng (CPI)", subject="Kiên Giang"),
    ),
    case(
        "a phrase in two pieces",
        "Thẩm định hồ sơ đất đai đạt tỉ lệ 94% đúng hạn.",
        fact("94%", indicator="Thẩm định hồ sơ đất đai đúng hạn"),
    ),
    case(
        "a noun that may be a verb",
        "Thẩm định hồ sơ xây dựng đạt tỉ lệ 94% đúng hạn.",
        fact("94%", indicator="Thẩm định hồ sơ xây dựng đúng hạn", subject=None),
        known_failure="the noun behind 'hồ sơ' is taken as the verb of a clause",
    ),
    case(
        "a noun that is a verb of attaining too",
        "Tỉ lệ giải ngân đạt 45%.",
        fact("45%", indicator="Tỉ lệ giải ngân"),
    ),
    case(
        "a time inside the phrase is left out",
        "Tỉ lệ hộ nghèo năm 2022 của Sơn La là 18%.",
        fact("18%", indicator="Tỉ lệ hộ nghèo", subject="Sơn La"),
    ),
    case(
        "a verb of ranging is left out",
        "Lãi suất cho vay dao động từ 7% đến 9%.",
        fact("7% đến 9%", indicator="Lãi suất cho vay"),
    ),
    case(
        "a bracket behind the phrase is left out",
        "Hà Nam có 12% lao động thất nghiệp (quý I).",
        fact("12%", indicator="lao động thất nghiệp", subject="Hà Nam"),
    ),
)
def test_what_is_measured(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "a share that an actor holds",
        "Khu vực tư nhân chiếm 43% doanh thu.",
        fact("43%", indicator="doanh thu", subject="Khu vực tư nhân", of="doanh thu"),
    ),
    case(
        "a measure of several words",
        "Khu vực tư nhân chiếm 43% tổng vốn đầu tư.",
        fact("43%", indicator="tổng vốn đầu tư", subject="Khu vực tư nhân"),
        known_failure="the measure is cut at its first noun: tổng vốn",
    ),
    case(
        "a share that a measure holds",
        "Kinh tế số của Đồng Tháp chiếm 12% GRDP.",
        fact("12%", indicator="Kinh tế số", subject="Đồng Tháp", of="GRDP"),
    ),
    case(
        "a contribution",
        "Năm 2022 du lịch đóng góp 11,4% GRDP của Khánh Hòa.",
        fact("11,4%", indicator="du lịch", subject="Khánh Hòa", of="GRDP của Khánh Hòa"),
    ),
    case(
        "a plan attained",
        "Thu ngân sách của Nghệ An đạt 58,4% dự toán.",
        fact("58,4%", indicator="Thu ngân sách", subject="Nghệ An", of="dự toán"),
    ),
    case(
        "a plan exceeded",
        "Sản lượng tôm của Bạc Liêu vượt 6% kế hoạch.",
        fact("6%", indicator="Sản lượng tôm", subject="Bạc Liêu", of="kế hoạch"),
    ),
    case(
        "no whole where what follows is counted",
        "Quảng Bình có 70% xã có chợ.",
        fact("70%", indicator="xã có chợ", subject="Quảng Bình", of=None),
    ),
)
def test_parts_of_a_whole(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "at the start of a clause",
        "65% sinh viên chọn học trực tuyến.",
        fact("65%", indicator="chọn học trực tuyến", subject="sinh viên"),
    ),
    case(
        "behind a verb of reporting",
        "Khảo sát cho thấy 58% người tiêu dùng chọn hàng nội.",
        fact("58%", indicator="chọn hàng nội", subject="người tiêu dùng"),
    ),
    case(
        "with two verbs",
        "Khảo sát cho thấy 58% người tiêu dùng muốn mua hàng nội.",
        fact("58%", indicator="muốn mua hàng nội", subject="người tiêu dùng"),
        known_failure="the first of two verbs is taken into the subject",
    ),
    case(
        "an empty noun of number is left out",
        "Có tới 31% số người được hỏi tin vào triển vọng kinh tế.",
        fact("31%", indicator="tin vào triển vọng kinh tế", subject="người được hỏi"),
    ),
    case(
        "others of the same people",
        "Có 60% chuyên gia ủng hộ dự luật, 25% phản đối.",
        fact("60%", indicator="ủng hộ dự luật", subject="chuyên gia"),
        fact("25%", indicator="phản đối", subject="chuyên gia"),
    ),
    case(
        "who think that something rises",
        "Có 60% nông dân tin giá lúa tăng.",
        fact("60%", indicator="tin giá lúa tăng", subject="nông dân"),
        known_failure="the verb at the end of what they think is trimmed off",
    ),
)
def test_people_are_owners(row: Case) -> None:
    check(row, Percentage)
