"""Ranks: who has which, and what led to it."""

from tests.figures import PUBLISHED, Case, case, check, fact, stated, table
from tinvan.facts import Ranking


@table(
    case(
        "before the rank",
        "Việt Nam xếp thứ 71/180 quốc gia về cảm nhận tham nhũng.",
        fact("71/180", subject="Việt Nam", rank=71, out_of=180, index="cảm nhận tham nhũng"),
    ),
    case(
        "behind it",
        "Vị trí thứ hai thuộc về Singapore.",
        fact("thứ hai", subject="Singapore", rank=2),
    ),
    case(
        "behind it, with a result",
        "Đứng thứ ba, Bắc Ninh đạt 69 điểm.",
        fact("thứ ba", subject="Bắc Ninh", rank=3),
    ),
    case(
        "behind a subordinate clause",
        "Dù rớt xuống vị trí thứ 5, Lào vẫn thu hút du khách.",
        fact("thứ 5", subject="Lào", rank=5),
    ),
    case(
        "in an apposition",
        "Quảng Ninh, địa phương đứng thứ 2 về cải cách hành chính, mở thêm ba cảng.",
        fact("thứ 2", subject="Quảng Ninh", index="cải cách hành chính"),
    ),
    case(
        "one of a class",
        "Thái Lan là quốc gia xếp thứ 4 về lượng khách quốc tế.",
        fact("thứ 4", subject="Thái Lan", index="lượng khách quốc tế"),
    ),
    case(
        "before a superlative",
        "Ấn Độ là nền kinh tế lớn thứ ba châu Á.",
        fact("thứ ba", subject="Ấn Độ", rank=3, scope="châu Á"),
    ),
    case(
        "ranked by somebody",
        "Cảng Cái Mép được Ngân hàng Thế giới xếp thứ 12 về hiệu quả bốc dỡ.",
        fact("thứ 12", subject="Cảng Cái Mép", publisher="Ngân hàng Thế giới"),
    ),
    case(
        "placed by somebody",
        "Forbes xếp Vinamilk ở vị trí thứ 20.",
        fact("thứ 20", subject="Vinamilk", publisher="Forbes"),
    ),
    case(
        "a person without the title",
        "Tổng thống Pháp Louis Martel đứng thứ 6 về độ tín nhiệm.",
        fact("thứ 6", subject="Louis Martel", index="độ tín nhiệm"),
    ),
    case(
        "owner of a measure",
        "Doanh thu của Tập đoàn Hòa Phát đứng thứ 4 Việt Nam.",
        fact("thứ 4", subject="Tập đoàn Hòa Phát", index="Doanh thu", scope="Việt Nam"),
    ),
    case(
        "several with one bound",
        "Hà Nội, Hải Phòng và Đà Nẵng lọt top 10 thành phố sạch nhất châu Á.",
        fact("top 10", subject="Hà Nội, Hải Phòng và Đà Nẵng", rank=10, comparator="<="),
    ),
    case(
        "carried from the rank before",
        "Thái Lan xếp thứ 30 về đổi mới sáng tạo. Năm trước, nước này đứng thứ 34.",
        fact("thứ 30", subject="Thái Lan"),
        fact("thứ 34", subject="Thái Lan", index="đổi mới sáng tạo"),
    ),
    case(
        "carried in a sentence longer than its evidence",
        "Lào đứng thứ 5 về giáo dục, trước Thái Lan, Campuchia"
        + ", nhờ dạy tốt" * 120
        + ", đứng thứ 7 về y tế.",
        fact("thứ 5", subject="Lào"),
        fact("thứ 7", subject="Lào"),
    ),
    case(
        "each of a row",
        "Lào đứng thứ 5 về giáo dục, Campuchia đứng thứ 7.",
        fact("thứ 5", subject="Lào"),
        fact("thứ 7", subject="Campuchia"),
    ),
    case(
        "each of a row, the verb said once",
        "Hà Nội đứng thứ nhất, Huế thứ hai và Cần Thơ thứ ba về thu hút đầu tư.",
        fact("thứ nhất", subject="Hà Nội", scope=None),
        fact("thứ hai", subject="Huế", scope=None),
        fact("thứ ba", subject="Cần Thơ", scope=None),
    ),
)
def test_who_is_ranked(row: Case) -> None:
    check(row, Ranking)


@table(
    case("a digit", "Đức đứng ở vị trí thứ 4.", fact("thứ 4", rank=4, comparator="=")),
    case("a word", "Đức đứng thứ tư về xuất khẩu.", fact("thứ tư", rank=4)),
    case("the first", "Hải Phòng đứng thứ nhất về hạ tầng.", fact("thứ nhất", rank=1)),
    case("số 1", "Vinamilk giữ vị trí số 1 về thị phần sữa.", fact("số 1", rank=1)),
    case(
        "hạng nhất",
        "Hải Phòng xếp hạng nhất về hạ tầng.",
        fact("hạng nhất", rank=1),
        known_failure="'hạng nhất' is not read as a value",
    ),
    case(
        "before a year",
        "Việt Nam đứng ở vị trí 59 năm 2020.",
        fact("59", rank=59, date=stated("năm 2020", "2020-01-01", "2020-12-31")),
        known_failure="the number is read as one of years",
    ),
    case(
        "a leading group",
        "Việt Nam thuộc nhóm 50 nước dẫn đầu về chính phủ điện tử.",
        fact("nhóm 50", rank=50, comparator="<=", index="chính phủ điện tử", out_of=None),
    ),
    case(
        "a place lost",
        "Hà Lan để tuột vị trí thứ 3 về xuất khẩu hoa.",
        fact("thứ 3", rank=3, comparator=">"),
    ),
    case(
        "an exact rank in a top",
        "Viettel đứng thứ 6 trong top 20 nhà mạng châu Á.",
        fact("thứ 6", rank=6, comparator="="),
    ),
)
def test_ranks(row: Case) -> None:
    check(row, Ranking)


@table(
    case(
        "before the rank",
        "Năm 2022, Hà Nội tăng 3 bậc, xếp thứ 12/63 tỉnh, thành phố về chuyển đổi số.",
        fact("12/63", change=3, subject="Hà Nội", index="chuyển đổi số"),
    ),
    case(
        "before the rank, with what it is compared to",
        "Việt Nam tăng 2 bậc so với năm 2020, lên vị trí thứ 42.",
        fact("thứ 42", change=2, date=PUBLISHED),
    ),
    case(
        "behind the rank",
        "Bình Phước xếp hạng 16/63 tỉnh, thành về chuyển đổi số, tăng 5 bậc so với năm 2021.",
        fact("16/63", change=5, subject="Bình Phước", date=PUBLISHED),
    ),
    case(
        "far behind the rank, by a verb of passing",
        "Sao Mai xếp thứ hai trong số các doanh nghiệp dược phẩm lớn nhất cả nước, vượt 3 bậc.",
        fact("thứ hai", change=3, subject="Sao Mai"),
    ),
    case(
        "down",
        "Bình Phước tụt 4 bậc, xuống thứ 30 về chuyển đổi số.",
        fact("thứ 30", change=-4, subject="Bình Phước"),
    ),
    case(
        "to the first of several",
        "Việt Nam tăng 2 bậc, xếp hạng 60/170 quốc gia, 18/45 châu Á về an toàn thông tin.",
        fact("60/170", change=2),
        fact("18/45", change=None),
    ),
    case(
        "without a rank",
        "Chỉ số hạ tầng số của Việt Nam tăng 12 bậc, chỉ số nhân lực số giảm mạnh (3 bậc).",
        fact("12 bậc", rank=None, change=12, index="hạ tầng số", subject="Việt Nam"),
        fact("3 bậc", rank=None, change=-3, index="nhân lực số", subject="Việt Nam"),
    ),
    case(
        "with the rank it started from",
        "Đội tuyển Lào tụt 7 bậc, từ hạng 25 xuống hạng 32 châu Á.",
        fact("hạng 25", change=None),
        fact("hạng 32", change=-7, scope="châu Á"),
    ),
    case(
        "with the rank it started from, by its year in brackets",
        "Ngân hàng Phú Thọ tăng 175 bậc (năm 2016 xếp thứ 1.808) để xác lập vị trí thứ 1.633.",
        fact("thứ 1.808", change=None),
        fact("thứ 1.633", change=175),
    ),
    case(
        "from one rank to another",
        "Việt Nam từ vị trí thứ 59 năm 2020 vươn lên vị trí thứ 44 năm 2021.",
        fact("thứ 59", rank=59, date=stated("năm 2020", "2020-01-01", "2020-12-31")),
        fact("thứ 44", rank=44, date=stated("năm 2021", "2021-01-01", "2021-12-31")),
    ),
    case(
        "from an old rank to today's",
        "Lào rớt từ vị trí thứ 2 năm 2021 xuống vị trí thứ 5.",
        fact("thứ 2", date=stated("năm 2021", "2021-01-01", "2021-12-31")),
        fact("thứ 5", date=PUBLISHED),
        known_failure="the year of the old rank is taken as that of the edition",
    ),
)
def test_changes(row: Case) -> None:
    check(row, Ranking)
