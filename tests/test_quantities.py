"""What a number counts, up to where the counted noun ends, and what counts nothing."""

from tests.figures import Case, case, check, context, fact, stated, table
from tinvan.facts import Quantity


@table(
    case(
        "up to the verb",
        "Cổng đã có 265.000 tài khoản đăng ký.",
        fact("265.000", value=265000.0, unit="tài khoản", indicator="đăng ký"),
    ),
    case(
        "up to an adverb",
        "Sáng nay, 12 hộ dân đã được di dời.",
        fact("12", unit="hộ dân"),
    ),
    case(
        "a measure alone",
        "Cảng bốc xếp 40.000 tấn xi măng mỗi năm.",
        fact("40.000", unit="tấn", per="năm"),
    ),
    case(
        "what makes it one thing",
        "Tỉnh có 2.300 doanh nghiệp công nghệ số.",
        fact("2.300", unit="doanh nghiệp công nghệ số"),
    ),
    case(
        "an event with the word that defines it",
        "Bệnh viện tiếp nhận 14 ca sốt xuất huyết và 3 trường hợp nhập viện.",
        fact("14", unit="ca sốt xuất huyết"),
        fact("3", unit="trường hợp nhập viện"),
    ),
    case(
        "a fixed phrase with commas",
        "Hệ thống kết nối 18 sở, ban, ngành.",
        fact("18", unit="sở, ban, ngành"),
    ),
    case(
        "two nouns for one count",
        "Khách đến từ 45 quốc gia và vùng lãnh thổ.",
        fact("45", unit="quốc gia và vùng lãnh thổ"),
    ),
    case(
        "a noun that no list has",
        "Lễ hội bày gần 200 mâm ngũ quả.",
        fact("200", comparator="~"),
    ),
    case(
        "a noun that no list has, behind a small number",
        "Bà thông thạo 4 ngoại ngữ và sưu tầm được 1.328 hiện vật.",
        fact("4", unit="ngoại ngữ"),
        fact("1.328", unit="hiện vật"),
    ),
    case(
        "goods that are sold",
        "Nhóm nhạc đã bán được 48 triệu đĩa hát, hai hãng bán lần lượt 7,5 triệu và 6 triệu máy.",
        fact("48 triệu", unit="đĩa hát"),
        fact("7,5 triệu", unit="máy"),
        fact("6 triệu", unit="máy"),
    ),
    case(
        "a noun with a capital",
        "Quốc hội công bố 6 Luật mới, Chính phủ ban hành 12 Nghị định.",
        fact("6", unit="Luật"),
        fact("12", unit="Nghị định"),
    ),
    case(
        "a word that starts like a symptom",
        "Quỹ đang nắm giữ 19 triệu chứng chỉ quỹ.",
        fact("19 triệu", unit="chứng chỉ quỹ"),
    ),
    case(
        "behind an adjective",
        "Trường đang vắng 2 giám thị.",
        fact("2", unit="giám thị"),
    ),
    case(
        "the number of all, before what is said of some",
        "Trong số 45 vé trúng thưởng có ba vé chưa ai nhận.",
        fact("45"),
    ),
    case(
        "behind a word that ends in số",
        "Huyện có dân số khoảng 82.300 người, hãng xe dẫn đầu với doanh số 1.204 xe.",
        fact("82.300", unit="người", comparator="~"),
        fact("1.204", unit="xe"),
    ),
    case(
        "behind a word that ends like what is numbered",
        "Hãng cung cấp 300 chuyến bay và khám khẩn cấp 9 địa điểm.",
        fact("300", unit="chuyến bay"),
        fact("9"),
    ),
    case(
        "an abbreviation",
        "Huyện rà soát 64 TTHC.",
        fact("64", unit="TTHC"),
    ),
    case(
        "a name in quotation marks",
        "Đây là một trong 5 “điểm hẹn mùa thu” của vùng.",
        fact("5", unit="điểm hẹn mùa thu"),
    ),
    case(
        "behind a link",
        "Trong đó 3.627 là dịch vụ công toàn trình.",
        fact("3.627", unit="dịch vụ công"),
    ),
)
def test_where_the_counted_noun_ends(row: Case) -> None:
    check(row, Quantity)


@table(
    case(
        "part of a count",
        "Cổng thanh toán đã nối 38/46 ngân hàng.",
        fact("38/46", value=38.0, out_of=46, unit="ngân hàng"),
    ),
    case(
        "a fraction",
        "Nhà máy cấp nước cho 1/3 số hộ trong xã.",
        fact("1/3", value=1.0, out_of=3, unit="hộ"),
    ),
    case(
        "a range",
        "Khách sạn có từ 40 đến 100 phòng.",
        fact("40 đến 100", value=None, low=40.0, high=100.0, unit="phòng"),
    ),
    case(
        "per head",
        "Thành phố có 2,3 doanh nghiệp/1.000 dân.",
        fact("2,3", unit="doanh nghiệp", per="1.000 dân"),
    ),
    case(
        "each month",
        "Mỗi tháng, huyện có khoảng 300 doanh nghiệp giải thể.",
        fact("300", unit="doanh nghiệp", per="tháng", comparator="~"),
    ),
    case(
        "how many times as much",
        "Lượng khách cao gấp 3 lần năm trước.",
        fact("3", value=3.0, measure="multiple", unit="lần"),
    ),
    case(
        "a rise in times",
        "Sản lượng tăng 2,5 lần so với năm ngoái.",
        fact("2,5", measure="multiple", unit="lần"),
    ),
    case(
        "a rise",
        "Số học sinh tăng 1.200 em so với năm học trước.",
        fact("1.200", measure="increase", unit="em"),
    ),
    case(
        "added, but no rise of a measure",
        "Trường tuyển thêm 342 sinh viên.",
        fact("342", measure="level", unit="sinh viên"),
    ),
    case(
        "a gap",
        "Đội chủ nhà nhiều hơn 5 điểm so với đội khách.",
        fact("5", measure="difference", unit="điểm"),
    ),
    case(
        "a limit passed",
        "Lượng hàng qua cảng vượt 500 tấn.",
        fact("500", measure="level", comparator=">", unit="tấn"),
    ),
)
def test_measures_parts_and_rates(row: Case) -> None:
    check(row, Quantity)


@table(
    case(
        "by level",
        "Thành phố có 1.335 dịch vụ công, trong đó 970 mức 3 và 365 mức 4.",
        fact("1.335", unit="dịch vụ công"),
        fact("970", unit="dịch vụ công"),
        fact("365", unit="dịch vụ công"),
    ),
    case(
        "by place",
        "Hãng có 2 nhà máy ở Huế và 1 ở Vinh.",
        fact("2", unit="nhà máy"),
        fact("1", unit="nhà máy"),
    ),
    case(
        "from the count behind it",
        "Số thuê bao tăng từ 12 triệu vào năm 2012 lên 33 triệu người vào năm 2020.",
        fact("12 triệu", unit="người", date=stated("năm 2012", "2012-01-01", "2012-12-31")),
        fact("33 triệu", unit="người", date=stated("năm 2020", "2020-01-01", "2020-12-31")),
    ),
)
def test_a_noun_left_out_is_carried(row: Case) -> None:
    check(row, Quantity)


@table(
    case("an age", "Bà Lê Thị Na, 62 tuổi, kể lại chuyện cũ."),
    case("a class of hotels", "Khách sạn 5 sao mở cửa tháng tới."),
    case("a score", "Đội nhà thắng 2-1 trước đội khách."),
    case("a rank and its total", "Tỉnh đứng thứ 8 trong số 17 tỉnh được khảo sát."),
    case("the first of a list", "Hãng nằm trong top 10 doanh nghiệp lớn nhất tỉnh."),
    case("leaders", "Tỉnh muốn vào nhóm 5 tỉnh, thành dẫn đầu cả nước."),
    case("a numbered thing", "Đoàn đến thăm dự án 2 của Khu công nghiệp Hòa Mỹ 5."),
    case("a school grade", "Lễ tri ân của khối 12 học sinh rất đông."),
    case("a share that lost its sign", "Hai cổ đông sở hữu 85 vốn điều lệ."),
    case("a crossroads", "Xe đến ngã 3 Trường Nông Lâm thì dừng."),
    case("clauses of a law", "Việc này theo các khoản 4 và 5 Điều này."),
    case("a numbered topic", "Chuyên đề 4 hướng dẫn bà con làm vườn."),
    case("a boat with its number", "Chiếc thuyền số 18 tấn công trước."),
    case("a name with its year", "Hội chợ Agrofood 2017 tổ chức tại Vinh."),
    case("a count in words", "Huyện có mười hai xã."),
    case("money", "Dự án trị giá 12 tỷ đồng."),
    case("a percentage", "Có 12% hộ dân ở xa."),
    case("a duration", "Công trình dài 9 tháng."),
    case("a line-up", "Đội hình: 1 Lâm, 4 Hùng, 23 Đức, 6 Nam."),
)
def test_what_counts_nothing(row: Case) -> None:
    check(row, Quantity)


@table(
    case(
        "a sentence that goes on",
        "Hồi tháng 3/2022, Công ty Sao Mai xin xây nhà máy ở Long An.\n"
        "Nhà máy này sẽ có công suất 300.000 tấn một năm.",
        fact(
            "300.000",
            date=context("tháng 3/2022", "2022-03-01", "2022-03-31"),
            modality="target",
            per="năm",
        ),
    ),
    case(
        "a sentence of its own",
        "Hồi tháng 3/2022, Công ty Sao Mai xin xây nhà máy ở Long An.\nXã Tân Mỹ nuôi 300 con bò.",
        fact("300", modality="actual"),
    ),
)
def test_time_and_plan_of_a_sentence_that_goes_on(row: Case) -> None:
    check(row, Quantity)


@table(
    case(
        "a missing space",
        "Tỉnh có 1.196 thủ tục mức độ 2,498 dịch vụ công mức độ 3.",
        fact("1.196", unit="thủ tục"),
        fact("498", unit="dịch vụ công"),
    ),
    case(
        "two counts parted by a slash",
        "Cả nước cung cấp 4.527 dịch vụ công/6.409 TTHC.",
        fact("4.527", unit="dịch vụ công"),
        fact("6.409", unit="TTHC"),
    ),
    case(
        "the sides of a plot",
        "Khu đất rộng 5x23 mét.",
        fact("5", unit="mét"),
        fact("23", unit="mét"),
        known_failure="facts take the last side alone",
    ),
    case(
        "gold by weight",
        "Tiệm bán nhẫn trơn 1 chỉ và 2 chỉ.",
        fact("1", unit="chỉ"),
        fact("2", unit="chỉ"),
        known_failure="the value reader wants nothing behind a unit that is a common word",
    ),
)
def test_numbers_that_are_not_found_yet(row: Case) -> None:
    check(row, Quantity)


def test_a_passage_that_repeats_counts_once() -> None:
    passage = (
        "Trong mười xã đóng góp nhiều nhất cho quỹ khuyến học của huyện, xã An Lạc có 4 thôn "
        "đứng đầu bảng vàng năm ngoái. "
    )
    row = case("twice", passage + "Bà con vui. " + passage, fact("4", unit="thôn"))
    check(Case(*row), Quantity)
