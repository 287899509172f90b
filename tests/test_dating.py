"""When a figure holds: the time that governs it, in its sentence and across sentences."""

import pytest

from tests.figures import PUBLISHED, Case, case, check, context, fact, figures, stated, table
from tinvan.facts import FactDate, Percentage


@table(
    case(
        "before",
        "Năm 2022, tỉ lệ hộ nghèo của Lai Châu là 21%.",
        fact("21%", date=stated("Năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "right behind",
        "Tỉ lệ hộ nghèo của Lai Châu là 21% vào cuối năm 2022.",
        fact("21%", date=stated("cuối năm 2022", "2022-09-01", "2022-12-31")),
    ),
    case(
        "further behind",
        "Cà Mau có 21% hộ nuôi tôm trong quý I/2023.",
        fact(
            "21%",
            indicator="hộ nuôi tôm",
            date=stated("quý I/2023", "2023-01-01", "2023-03-31"),
        ),
    ),
    case(
        "as of a month",
        "Tính đến tháng 5/2023, tỉ lệ giải ngân đạt 31%.",
        fact("31%", date=stated("tháng 5/2023", "2023-05-01", "2023-05-31")),
    ),
    case(
        "the nearer of two in a row",
        "Tỉ lệ đỗ là 91% năm 2021 và 94% năm 2022.",
        fact("91%", date=stated("năm 2021", "2021-01-01", "2021-12-31")),
        fact("94%", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "where a change starts and where it ends",
        "Tỉ lệ hộ có nước máy tăng từ 52% năm 2019 lên 67% năm 2022.",
        fact("52%", date=stated("năm 2019", "2019-01-01", "2019-12-31")),
        fact("67%", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "where a change starts, up to the day of it",
        "Từ ngày 15/5/2023, phí qua cầu giảm từ 5% xuống còn 3% giá trị hàng.",
        fact("5%", date=stated("ngày 15/5/2023", None, "2023-05-14")),
        fact("3%", date=stated("ngày 15/5/2023", "2023-05-15", None)),
    ),
    case(
        "where a change starts, up to the article's own day",
        "Chợ Bến Tắm giảm mức phí giữ xe từ 5% xuống 3% doanh thu.",
        fact("5%", date=FactDate(None, "2023-06-14", None, "context")),
        fact("3%", date=PUBLISHED),
    ),
    case(
        "no more than the lower end of a range",
        "Chợ Bến Tắm thu phí từ 3% đến 5% doanh thu.",
        fact("3% đến 5%", date=PUBLISHED),
    ),
    case(
        "each clause its own",
        "Năm 2021 tỉ lệ hộ nghèo là 21%, năm 2022 còn 17%.",
        fact("21%", date=stated("Năm 2021", "2021-01-01", "2021-12-31")),
        fact("17%", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "a goal by its year",
        "Đồng Nai phấn đấu đến năm 2025 có 80% hộ dân dùng nước máy.",
        fact("80%", date=stated("năm 2025", "2025-01-01", "2025-12-31")),
    ),
    case(
        "a year inside the phrase",
        "Tỉ lệ hộ nghèo năm 2022 của Sơn La là 18%.",
        fact("18%", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "in its own brackets",
        "Tỉ lệ nợ xấu là 2,1% (cuối năm 2022 là 1,8%).",
        fact("2,1%", date=PUBLISHED),
        fact("1,8%", date=stated("cuối năm 2022", "2022-09-01", "2022-12-31")),
    ),
    case(
        "in brackets behind",
        "Hà Nam có 12% lao động thất nghiệp (quý I/2023).",
        fact("12%", date=stated("quý I/2023", "2023-01-01", "2023-03-31")),
        known_failure="a time alone in brackets governs nothing outside",
    ),
    case(
        "right before the brackets",
        "Sản lượng tăng trong năm 2021 (4%) và năm 2022 (6%).",
        fact("4%", date=stated("năm 2021", "2021-01-01", "2021-12-31")),
        fact("6%", date=stated("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "back to today",
        "Năm 2015 tỉ lệ nhựa tái chế là 30%, hiện nay là 62%.",
        fact("30%", date=stated("Năm 2015", "2015-01-01", "2015-12-31")),
        fact("62%", date=PUBLISHED),
    ),
)
def test_time_in_the_sentence(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "the same time last year",
        "Xuất khẩu gạo tăng 12% so với cùng kỳ năm 2022.",
        fact("12%", date=PUBLISHED),
    ),
    case(
        "beside the time it holds",
        "Trong quý I/2023, xuất khẩu gạo tăng 12% so với cùng kỳ năm trước.",
        fact("12%", date=stated("quý I/2023", "2023-01-01", "2023-03-31")),
    ),
    case(
        "a year compared with",
        "Năm 2022, số vụ cháy giảm 9% so với năm 2021.",
        fact("9%", date=stated("Năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "the year of a budget",
        "Thu ngân sách của Nghệ An đạt 45% dự toán năm 2023.",
        fact("45%", date=PUBLISHED),
    ),
    case(
        "the year of a plan, beside the time it holds",
        "Đến hết tháng 5, Nghệ An thực hiện 45% kế hoạch năm 2023.",
        fact("45%", date=stated("tháng 5", "2023-05-01", "2023-05-31")),
    ),
    case(
        "the span of a record",
        "Lãi suất cho vay còn 7%, thấp nhất trong 10 năm qua.",
        fact("7%", date=PUBLISHED),
    ),
    case(
        "what people expect",
        "Có 70% nông dân tin giá lúa đi lên trong tuần tới.",
        fact("70%", date=PUBLISHED),
    ),
)
def test_time_that_is_not_its_own(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "carried in the paragraph",
        "Năm 2022, Lạng Sơn gặp nhiều thuận lợi. Tỉ lệ lấp đầy khu công nghiệp đạt 70%.",
        fact("70%", date=context("Năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "not carried over a return to today",
        "Năm 2020, Hà Nam khởi công tuyến đường. Hiện nay, tiến độ đạt 85%.",
        fact("85%", date=PUBLISHED),
    ),
    case(
        "not carried over a sentence of today",
        "Hà Nam làm đường mới\n\nTuyến đường dài qua ba huyện.\n\n"
        "Năm 2020, Hà Nam khởi công tuyến đường. Hiện nay, công trường rất nhộn nhịp. "
        "Tiến độ đạt 85%.",
        fact("85%", date=PUBLISHED),
    ),
    case(
        "not carried over a short word for today",
        "Năm 2020, Hà Nam khởi công tuyến đường. Tiến độ hiện đạt 85%.",
        fact("85%", date=PUBLISHED),
        known_failure="'hiện' before a verb is not read as today",
    ),
    case(
        "not carried into another paragraph",
        "Hà Nam làm đường mới\n\nTuyến đường dài qua ba huyện.\n\n"
        "Năm 2020, Hà Nam khởi công tuyến đường.\n\nTiến độ đạt 85%.",
        fact("85%", date=PUBLISHED),
    ),
    case(
        "carried by a link into the next paragraph",
        "Lạng Sơn thu hút đầu tư\n\nKhu công nghiệp đông dần.\n\n"
        "Năm 2022, Lạng Sơn gặp nhiều thuận lợi.\n\nCụ thể, tỉ lệ lấp đầy đạt 70%.",
        fact("70%", date=context("Năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "a survey's month",
        "Khảo sát được làm trong tháng 3/2023. Kết quả, 61% tiểu thương bán hàng qua mạng.",
        fact("61%", date=context("tháng 3/2023", "2023-03-01", "2023-03-31")),
    ),
    case(
        "the period that title and lead report on",
        "Kinh tế Bến Tre năm 2022\n\nKinh tế Bến Tre năm 2022 có nhiều điểm sáng.\n\n"
        "Sản lượng dừa tăng 12%.",
        fact("12%", date=context("năm 2022", "2022-01-01", "2022-12-31")),
    ),
    case(
        "the same time a year before, by itself",
        "Trong quý I/2023, giá của Lào tăng 4%. Cùng kỳ năm trước, giá tăng 2%.",
        fact("4%", date=stated("quý I/2023", "2023-01-01", "2023-03-31")),
        fact("2%", date=stated("Cùng kỳ năm trước", "2022-01-01", "2022-03-31")),
        known_failure="the same time a year before is never when a figure holds",
    ),
    case(
        "from where a change started, told before",
        "Lãi suất tại ACB giảm so với tháng trước. Lãi suất kỳ hạn 6 tháng giảm từ 6% xuống 5,5%.",
        fact("6%", date=context("tháng trước", "2023-05-01", "2023-05-31")),
        fact("5,5%", date=PUBLISHED),
    ),
)
def test_time_in_another_sentence(row: Case) -> None:
    check(row, Percentage)


@pytest.mark.parametrize(
    ("day", "time", "text", "start", "end"),
    [
        ("2023-06-15", "Cuối tháng 5", "Cuối tháng 5", "2023-05-21", "2023-05-31"),
        ("2023-06-15", "Đầu năm nay", "Đầu năm nay", "2023-01-01", "2023-04-30"),
        ("2023-06-15", "Giữa năm 2022", "Giữa năm 2022", "2022-05-01", "2022-08-31"),
        ("2023-06-15", "Năm ngoái", "Năm ngoái", "2022-01-01", "2022-12-31"),
        ("2023-06-15", "Trong 3 tháng qua", "3 tháng qua", "2023-03-15", "2023-06-15"),
        ("2023-06-15", "Tuần qua", "Tuần qua", "2023-06-05", "2023-06-11"),
        ("2023-06-15", "6 tháng đầu năm 2022", "6 tháng đầu năm 2022", "2022-01-01", "2022-06-30"),
        ("2023-06-15", "Giai đoạn 2016-2020", "Giai đoạn 2016-2020", "2016-01-01", "2020-12-31"),
        ("2023-06-15", "Từ năm 2018", "năm 2018", "2018-01-01", None),
        ("2023-06-15", "Trước năm 2018", "năm 2018", None, "2017-12-31"),
        ("2023-06-15", "Sáng 14-6", "Sáng 14-6", "2023-06-14", "2023-06-14"),
        ("2021-01-05", "Ngày 30/12", "Ngày 30/12", "2020-12-30", "2020-12-30"),
        ("2021-01-05", "Trong tháng 11", "tháng 11", "2020-11-01", "2020-11-30"),
        ("2021-01-05", "Quý IV/2020", "Quý IV/2020", "2020-10-01", "2020-12-31"),
    ],
)
def test_days_of_a_time(day: str, time: str, text: str, start: str | None, end: str | None) -> None:
    (one,) = figures(f"{time}, tỉ lệ đặt phòng của Đà Lạt là 80%.", day)
    assert one.date == FactDate(start, end, text, "stated")


@table(
    case(
        "since a day",
        "Kể từ ngày 1/6, lãi suất cho vay giảm từ 6% xuống 5,5%.",
        fact("6%", date=stated("ngày 1/6", None, "2023-05-31")),
        fact("5,5%", date=stated("ngày 1/6", "2023-06-01", None)),
    ),
    case(
        "since a day to come",
        "Từ ngày 1/7/2023, học phí tăng 10%.",
        fact("10%", date=stated("ngày 1/7/2023", "2023-07-01", None), modality="forecast"),
    ),
)
def test_open_intervals(row: Case) -> None:
    check(row, Percentage)


@table(
    case(
        "its day of publication",
        "Tỉ lệ che phủ rừng của Hà Tĩnh là 52%.",
        fact("52%", date=PUBLISHED),
    ),
    case(
        "unknown",
        "Tỉ lệ che phủ rừng của Hà Tĩnh là 52%.",
        fact("52%", date=None),
        day=None,
    ),
    case(
        "the day of the event reported",
        "Hà Nam tổng kết tiêm chủng\n\n"
        "Ngày 12/5/2023, Sở Y tế Hà Nam tổ chức hội nghị tổng kết tiêm chủng.\n\n"
        "Hiện tỉ lệ tiêm chủng đạt 95%.",
        fact("95%", date=FactDate("2023-05-12", "2023-05-12", None, "context")),
        day=None,
    ),
)
def test_the_own_day(row: Case) -> None:
    check(row, Percentage)
