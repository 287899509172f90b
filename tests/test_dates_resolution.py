"""The own day, and what is filled from it or from what was said before."""

from collections.abc import Callable

import pytest

from tinvan.document import Document

Reader = Callable[..., Document]


def days(document: Document) -> dict[str, tuple[str | None, str | None]]:
    return {
        document.view.text[date.start : date.end]: (date.first, date.last)
        for date in document.dates
    }


@pytest.mark.parametrize(
    ("text", "day", "first"),
    [
        ("Ngày 30/12, ông nhận chức.", "2021-01-05", "2020-12-30"),
        ("Ngày 20/10, hội thảo sẽ khai mạc.", "2020-10-17", "2020-10-20"),
        ("Hội thảo dự kiến họp vào ngày 3/2.", "2020-12-17", "2021-02-03"),
        ("Trận lũ đã tràn về hồi tháng 11.", "2020-10-01", "2019-11-01"),
        ("Xuất khẩu tháng 12 tăng.", "2021-01-05", "2020-12-01"),
        ("Lợi nhuận quý 4 tăng.", "2021-01-05", "2020-10-01"),
        ("Ngày 29/2, cầu thông xe.", "2020-03-05", "2020-02-29"),
        ("Dự án sẽ xong vào tháng 3 tới.", "2020-10-01", "2021-03-01"),
        ("Hội sẽ mở vào tháng 9 tới.", "2020-11-04", "2021-09-01"),
        ("Theo lịch, đơn vị phải nộp chậm nhất ngày 26/3.", "2021-05-01", "2021-03-26"),
    ],
)
def test_a_year_left_out_is_the_nearest_in_the_direction_of_the_tense(
    read_values: Reader, text: str, day: str, first: str
) -> None:
    assert read_values(text, day).dates[0].first == first


def test_a_date_in_the_sentence_fills_the_next(read_values: Reader) -> None:
    found = days(read_values("Từ 15/3/2015, dân góp đất; đến ngày 20/4, xong.", "2020-10-01"))
    assert found["ngày 20/4"] == ("2015-04-20", "2015-04-20")


def test_a_date_in_the_sentence_draws_the_next_to_itself(read_values: Reader) -> None:
    text = "Than tăng giá từ tháng 4/2013, kéo theo điện đã tăng giá từ ngày 1/8."
    assert days(read_values(text, "2013-10-22"))["ngày 1/8"] == ("2013-08-01", None)


def test_what_one_end_of_a_period_lacks_comes_from_the_other(read_values: Reader) -> None:
    text = "Họp từ 20/12 đến 3/1/2019, rồi từ 5/11/2018 đến 8/11."
    assert list(days(read_values(text, "2020-10-01")).values()) == [
        ("2018-12-20", "2019-01-03"),
        ("2018-11-05", "2018-11-08"),
    ]


def test_the_same_day_is_the_one_named_last(read_values: Reader) -> None:
    text = "Ngày 5/9, đoàn đến Huế.\nChiều cùng ngày, đoàn đi Vinh."
    assert days(read_values(text, "2020-09-20"))["Chiều cùng ngày"] == ("2020-09-05", "2020-09-05")


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("8 tháng đầu năm 2020, thu giảm so với cùng kỳ năm ngoái", ("2019-01-01", "2019-08-31")),
        ("Tháng 2/2020, thu giảm so với cùng kỳ năm 2019", ("2019-02-01", "2019-02-28")),
        ("Năm 2016, vốn giảm so với cùng kỳ 2015", ("2015-01-01", "2015-12-31")),
        ("Thu giảm so với cùng kỳ năm trước", ("2019-01-01", "2019-12-31")),
    ],
)
def test_the_same_period_of_another_year(
    read_values: Reader, text: str, period: tuple[str, str]
) -> None:
    last = read_values(f"{text}.", "2020-10-01").dates[-1]
    assert (last.first, last.last) == period


def test_the_text_can_fix_its_own_today(read_values: Reader) -> None:
    text = "Sáng nay giá giảm.\nTrao đổi sáng 6/2, bà An nói hôm nay đông khách, hôm qua vắng."
    document = read_values(text, "2017-02-07")
    found = days(document)
    assert str(document.day) == "2017-02-07"
    assert found["Sáng nay"] == found["hôm nay"] == ("2017-02-06", "2017-02-06")
    assert found["hôm qua"] == ("2017-02-05", "2017-02-05")


def test_without_a_date_of_publication_the_event_dates_the_article(read_values: Reader) -> None:
    text = "Hội thảo chính quyền số 2014\nSáng 17-7, hội thảo khai mạc.\nHiện có 20 xã tham gia."
    document = read_values(text, first="title")
    assert (str(document.day), document.day_basis) == ("2014-07-17", "context")
    assert days(document)["Sáng 17-7"] == ("2014-07-17", "2014-07-17")


def test_an_article_that_tells_no_year_has_no_day(read_values: Reader) -> None:
    document = read_values("Sáng 17-7, hội thảo khai mạc. Năm nay mưa nhiều.")
    assert document.day is None
    assert not document.dates


def test_the_day_inside_a_sentence_is_no_event(read_values: Reader) -> None:
    document = read_values("Theo nghị định ban hành ngày 16/4/2019, phí giảm.")
    assert document.day is None
