"""What is said of a rank: among whom, in what, by whom, in which list and when."""

from tests.figures import PUBLISHED, Case, case, check, context, fact, figures, stated, table
from tinvan.facts import Ranking


@table(
    case(
        "one for each rank",
        "Việt Nam xếp thứ 60/170 quốc gia, còn ở khu vực châu Á đứng thứ 18/45, trong khối ASEAN "
        "giữ vị trí 5/10.",
        fact("60/170", subject="Việt Nam", scope=None, out_of=170),
        fact("18/45", subject="Việt Nam", scope="châu Á", out_of=45),
        fact("5/10", subject="Việt Nam", scope="ASEAN", out_of=10),
    ),
    case(
        "behind each rank",
        "Theo xếp hạng an toàn thông tin, Việt Nam xếp thứ 60/170 quốc gia, 18/45 châu Á và "
        "6/11 Đông Nam Á.",
        fact("60/170", scope=None, index="an toàn thông tin"),
        fact("18/45", scope="châu Á", index="an toàn thông tin"),
        fact("6/11", scope="Đông Nam Á", index="an toàn thông tin"),
    ),
    case(
        "the country",
        "Quảng Ninh đứng thứ 2 cả nước về cải cách hành chính.",
        fact("thứ 2", scope="cả nước", subject="Quảng Ninh"),
    ),
    case(
        "the world is none",
        "Việt Nam đứng thứ hai thế giới về xuất khẩu cà phê.",
        fact("thứ hai", scope=None, index="xuất khẩu cà phê"),
    ),
    case(
        "a class is none",
        "TP.HCM xếp hạng thứ 42/100 thành phố về giao thông công cộng.",
        fact("42/100", scope=None, subject="TP.HCM", index="giao thông công cộng"),
    ),
    case(
        "a market",
        "Việt Nam là nhà cung cấp gạo lớn thứ hai cho Philippines.",
        fact("thứ hai", scope="Philippines", subject="Việt Nam"),
    ),
    case(
        "for itself",
        "Tính riêng Đông Nam Á, Lào ở vị trí thứ 6 về xuất khẩu điện.",
        fact("thứ 6", scope="Đông Nam Á", subject="Lào", index="xuất khẩu điện"),
    ),
)
def test_scopes(row: Case) -> None:
    check(row, Ranking)


def test_a_rank_in_two_scopes_is_two_facts() -> None:
    given = figures("Ở khu vực châu Á và trong khối ASEAN, Lào đứng thứ 7.")
    assert {
        (f.anchor.text, f.subject, f.rank, f.scope) for f in given if isinstance(f, Ranking)
    } == {("thứ 7", "Lào", 7, "châu Á"), ("thứ 7", "Lào", 7, "ASEAN")}


@table(
    case(
        "index and publisher before",
        "Theo Báo cáo xếp hạng hạ tầng số của Liên Hợp Quốc, Việt Nam xếp thứ 52/140.",
        fact("52/140", index="hạ tầng số", publisher="Liên Hợp Quốc", subject="Việt Nam"),
    ),
    case(
        "carried to the next sentence",
        "Theo Báo cáo xếp hạng hạ tầng số của Liên Hợp Quốc, Việt Nam xếp thứ 52/140. "
        "Trong khối ASEAN, Việt Nam giữ hạng 4.",
        fact("52/140", publisher="Liên Hợp Quốc"),
        fact("hạng 4", index="hạ tầng số", publisher="Liên Hợp Quốc", scope="ASEAN"),
    ),
    case(
        "one for each rank",
        "Hà Nội đứng thứ 5 về giáo dục và thứ 3 về y tế.",
        fact("thứ 5", index="giáo dục"),
        fact("thứ 3", index="y tế"),
    ),
    case(
        "with its abbreviation",
        "Việt Nam xếp thứ 70 về chỉ số hạ tầng viễn thông (TII).",
        fact("thứ 70", index="hạ tầng viễn thông (TII)"),
    ),
    case(
        "from the list named before",
        "Tạp chí Forbes vừa công bố bảng xếp hạng sân bay thân thiện. Nội Bài đứng thứ 9.",
        fact("thứ 9", index="sân bay thân thiện", subject="Nội Bài"),
    ),
    case(
        "from the title",
        "Top 10 bảo tàng hấp dẫn nhất châu Á\n\nNhiều nơi đã đổi mới trưng bày.\n\n"
        "Nội Bài đứng thứ 4.",
        fact("thứ 4", index="bảo tàng hấp dẫn nhất"),
        known_failure="'nhất' is trimmed off the end of an index",
    ),
    case(
        "of a noun of number",
        "Thái Lan xếp thứ 4 về số khách quốc tế.",
        fact("thứ 4", index="số khách quốc tế"),
    ),
    case(
        "of a class by its size",
        "Hải Phòng là thành phố lớn thứ ba cả nước.",
        fact("thứ ba", index="thành phố lớn", subject="Hải Phòng"),
        known_failure="the class is cut within its word: phố lớn",
    ),
    case(
        "of a part of an index",
        "Trong bảng xếp hạng ICT Index năm 2022, Quảng Trị đứng thứ 9; hạ tầng kỹ thuật xếp thứ 4.",
        fact("thứ 9", subject="Quảng Trị", index="ICT Index"),
        fact("thứ 4", subject="Quảng Trị", index="hạ tầng kỹ thuật"),
    ),
    case(
        "by its short name behind",
        "Năm 2022, Quảng Trị lần đầu lọt vào top 20 PCI.",
        fact("top 20", subject="Quảng Trị", index="PCI"),
    ),
    case(
        "with its abbreviation before",
        "Về tỉ lệ hồ sơ trực tuyến (DVC), Quảng Trị đứng thứ 9.",
        fact("thứ 9", subject="Quảng Trị", index="tỉ lệ hồ sơ trực tuyến (DVC)"),
    ),
)
def test_index_and_publisher(row: Case) -> None:
    check(row, Ranking)


@table(
    case(
        "numbered in a row",
        "Top 3 tỉnh trồng nhiều sầu riêng nhất Việt Nam: 1. Đắk Lắk 2. Lâm Đồng 3. Tiền Giang.",
        fact("1", rank=1, subject="Đắk Lắk", scope="Việt Nam"),
        fact("2", rank=2, subject="Lâm Đồng", scope="Việt Nam"),
        fact("3", rank=3, subject="Tiền Giang", scope="Việt Nam"),
    ),
    case(
        "numbered in lines",
        "Nhà vườn trúng mùa\n\nGiá bán năm nay tăng.\n\nTop 3 tỉnh trồng nhiều sầu riêng nhất "
        "Việt Nam:\n\n1. Đắk Lắk\n\n2. Lâm Đồng\n\n3. Tiền Giang",
        fact("1", rank=1, subject="Đắk Lắk"),
        fact("2", rank=2, subject="Lâm Đồng"),
        fact("3", rank=3, subject="Tiền Giang"),
    ),
    case(
        "dated in the heading",
        "Nhà vườn trúng mùa\n\nGiá bán đang tăng.\n\nTop 3 tỉnh trồng nhiều sầu riêng nhất "
        "Việt Nam năm 2022:\n\n1. Đắk Lắk\n\n2. Lâm Đồng\n\n3. Tiền Giang",
        fact("1", date=context("năm 2022", "2022-01-01", "2022-12-31")),
        fact("2", date=context("năm 2022", "2022-01-01", "2022-12-31")),
        fact("3", date=context("năm 2022", "2022-01-01", "2022-12-31")),
        known_failure="the date of another line is said to be stated",
    ),
    case(
        "ordinals in brackets",
        "Ba nước đứng đầu là Ấn Độ (thứ nhất), Thái Lan (thứ hai), Lào (thứ ba).",
        fact("thứ nhất", rank=1, subject="Ấn Độ"),
        fact("thứ hai", rank=2, subject="Thái Lan"),
        fact("thứ ba", rank=3, subject="Lào"),
    ),
    case(
        "the last of those in brackets",
        "Ba nước đứng đầu là Ấn Độ (thứ nhất), Thái Lan (thứ hai) và Lào (thứ ba).",
        fact("thứ nhất", subject="Ấn Độ"),
        fact("thứ hai", subject="Thái Lan"),
        fact("thứ ba", subject="Lào"),
        known_failure="behind 'và' the name before is taken",
    ),
    case(
        "what those in brackets lead in",
        "Dẫn đầu về cải cách hành chính là Quảng Ninh (thứ nhất), Hải Phòng (thứ hai).",
        fact("thứ nhất", subject="Quảng Ninh", index="cải cách hành chính"),
        fact("thứ hai", subject="Hải Phòng", index="cải cách hành chính"),
    ),
    case(
        "bare numbers in brackets",
        "Bảng xếp hạng còn có Thái Lan (7), Lào (8), Brunei (9).",
        fact("7", rank=7, subject="Thái Lan"),
        fact("8", rank=8, subject="Lào"),
        fact("9", rank=9, subject="Brunei"),
    ),
)
def test_lists(row: Case) -> None:
    check(row, Ranking)


@table(
    case(
        "the edition, behind its name",
        "Theo bảng xếp hạng hạ tầng số năm 2022, Việt Nam xếp thứ 52/140.",
        fact("52/140", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "this year's edition",
        "Trong báo cáo năm nay, Việt Nam xếp thứ 52/140 về hạ tầng số.",
        fact("52/140", date=stated("năm nay", "2023-01-01", "2023-12-31")),
    ),
    case(
        "the edition named before",
        "Liên Hợp Quốc công bố bảng xếp hạng hạ tầng số năm 2022. Việt Nam đứng thứ 52.",
        fact("thứ 52", date=context("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "the year behind a superlative",
        "Bắc Ninh đứng thứ 3 trong danh sách tỉnh hút vốn nhiều nhất năm 2022.",
        fact("thứ 3", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
        known_failure="behind 'nhất' a year is taken as the span of a record",
    ),
    case(
        "each rank its own year",
        "Năm 2021, Việt Nam đứng thứ 50 và năm 2022 đứng thứ 48.",
        fact("thứ 50", date=stated("Năm 2021", "2021-01-01", "2021-12-31")),
        fact("thứ 48", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "an edition compared with",
        "Việt Nam xếp thứ 52/140 về hạ tầng số, tăng 4 bậc so với năm 2021.",
        fact("52/140", date=PUBLISHED, change=4),
    ),
)
def test_editions(row: Case) -> None:
    check(row, Ranking)


@table(
    case(
        "a top to be reached",
        "Việt Nam đặt mục tiêu đến năm 2030 nằm trong top 40 quốc gia dẫn đầu về chính phủ số.",
        fact(
            "top 40",
            modality="target",
            comparator="<=",
            index="chính phủ số",
            date=stated("năm 2030", "2030-01-01", "2030-12-31"),
        ),
    ),
    case(
        "two tops to be reached",
        "Lào đặt mục tiêu lọt tốp 5 ASEAN và vào nhóm 80 nước dẫn đầu về chính phủ số.",
        fact("tốp 5", rank=5, scope="ASEAN", subject="Lào", modality="target"),
        fact("nhóm 80", rank=80, scope=None, subject="Lào", modality="target"),
    ),
    case(
        "two tops, and behind them who is to reach them",
        "Để đạt mục tiêu lọt tốp 5 ASEAN và vào nhóm 80 nước dẫn đầu về chính phủ số, "
        "Lào còn nhiều việc phải làm.",
        fact("tốp 5", subject="Lào", modality="target"),
        fact("nhóm 80", subject="Lào", modality="target"),
        known_failure="the clause of the first top is taken as the subject of the second",
    ),
    case(
        "foreseen",
        "Ngân hàng Thế giới dự báo Indonesia sẽ là nền kinh tế lớn thứ 7 vào năm 2030.",
        fact("thứ 7", modality="forecast", subject="Indonesia"),
    ),
    case(
        "denied",
        "Ông Đỗ Văn Khải phủ nhận tin Bắc Ninh đứng thứ 2 về ô nhiễm.",
        fact("thứ 2", modality="denied"),
    ),
)
def test_modality(row: Case) -> None:
    check(row, Ranking)
