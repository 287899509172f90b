"""Facts of table cells: what each figure is of, by the names of its row and column."""

import pytest

from tests.figures import context, stated
from tests.grids import markup, numbers, of_page, of_text, page, run, told
from tinvan.facts import Percentage, Quantity
from tinvan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def test_a_figure_is_measured_in_what_its_column_says(pipeline: Pipeline) -> None:
    facts = of_text(
        pipeline,
        "STT\tHuyện\tDiện tích (nghìn ha)\tVốn, tỷ đồng\tTỉ lệ (%)\tSố doanh nghiệp\tHạng PCI\n"
        "1\tAn Bình\t32,5\t1.234\t5,2\t1.205\t3\n"
        "2\tPhú Lợi\tkhoảng 40\t1.050\t12-15\t960\t4/12",
    )
    assert told(facts) == [
        ("32,5", 32_500.0, "ha", "Diện tích", "An Bình"),
        ("1.234", 1_234e9, "VND", "Vốn", "An Bình"),
        ("5,2", 5.2, "%", "Tỉ lệ", "An Bình"),
        ("1.205", 1_205.0, "doanh nghiệp", None, "An Bình"),
        ("3", 3, "hạng", "PCI", "An Bình"),
        ("40", 40_000.0, "ha", "Diện tích", "Phú Lợi"),
        ("1.050", 1_050e9, "VND", "Vốn", "Phú Lợi"),
        ("12-15", None, "%", "Tỉ lệ", "Phú Lợi"),
        ("960", 960.0, "doanh nghiệp", None, "Phú Lợi"),
        ("4/12", 4, "hạng", "PCI", "Phú Lợi"),
    ]
    assert facts[0].evidence.text == "1\tAn Bình\t32,5\t1.234\t5,2\t1.205\t3"
    assert isinstance(facts[5], Quantity)
    assert facts[5].comparator == "~"
    assert isinstance(facts[7], Percentage)
    assert (facts[7].low, facts[7].high) == (12.0, 15.0)


def test_measures_in_rows_have_their_times_in_columns(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [
            ["Chỉ tiêu", "2019", "6 tháng đầu năm 2020", "Kế hoạch 2025", "So với 2019 (%)"],
            ["Diện tích lúa (ha)", "500", "510", "600", "102"],
            ["1. Thu ngân sách, triệu USD", "1,5", "n/a", "-", "giảm 3"],
        ],
    )
    assert told(facts) == [
        ("500", 500.0, "ha", "Diện tích lúa", None),
        ("510", 510.0, "ha", "Diện tích lúa", None),
        ("600", 600.0, "ha", "Diện tích lúa", None),
        ("102", 102.0, "%", "Diện tích lúa", None),
        ("1,5", 1.5e6, "USD", "Thu ngân sách", None),
        ("3", 3.0, "%", "Thu ngân sách", None),
    ]
    assert [fact.date for fact in facts[:3]] == [
        stated("2019", "2019-01-01", "2019-12-31"),
        stated("6 tháng đầu năm 2020", "2020-01-01", "2020-06-30"),
        stated("2025", "2025-01-01", "2025-12-31"),
    ]
    assert [fact.modality for fact in facts[:3]] == ["actual", "actual", "target"]
    assert isinstance(facts[5], Percentage)
    assert facts[5].measure == "decrease"


def test_an_empty_first_cell_leaves_its_mark(pipeline: Pipeline) -> None:
    table = [["", "2019", "2020"], ["Dân số (người)", "1,2 triệu", "1,3 triệu"]]
    document = run(pipeline, page(markup(table)), "html")
    assert "| 2019 | 2020" in document.view.text.splitlines()
    years = [fact.date and fact.date.text for fact in numbers(document)]
    assert told(numbers(document)) == [
        ("1,2 triệu", 1.2e6, "người", "Dân số", None),
        ("1,3 triệu", 1.3e6, "người", "Dân số", None),
    ]
    assert years == ["2019", "2020"]


def test_a_header_of_two_rows_names_spanned_columns(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [
            ["rowspan=2>Huyện", "colspan=2>2019", "colspan=2>2020"],
            ["Diện tích (ha)", "Sản lượng (tấn)", "Diện tích (ha)", "Sản lượng (tấn)"],
            ["colspan=5>Các huyện ở phía bắc"],
            ["An Bình", "500", "2.500", "510", "2.600"],
            ["Tổng cộng", "", "", "610", "-"],
        ],
    )
    assert told(facts) == [
        ("500", 500.0, "ha", "Diện tích", "An Bình"),
        ("2.500", 2_500.0, "tấn", "Sản lượng", "An Bình"),
        ("510", 510.0, "ha", "Diện tích", "An Bình"),
        ("2.600", 2_600.0, "tấn", "Sản lượng", "An Bình"),
        ("610", 610.0, "ha", "Diện tích", None),
    ]
    assert [fact.date and fact.date.text for fact in facts] == ["2019"] * 2 + ["2020"] * 3


def test_rows_of_a_group_have_their_own_names(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [
            ["Vùng", "Huyện", "Diện tích (ha)"],
            ["rowspan=2>Bắc", "An Bình", "50"],
            ["Phú Lợi", "60"],
        ],
    )
    assert [fact[-1] for fact in told(facts)] == ["An Bình", "Phú Lợi"]


@pytest.mark.parametrize(
    ("above", "wanted"),
    [
        ("Đơn vị tính: triệu đồng", ("1.250", 1_250e6, "VND", "Thu", "An Bình")),
        ("(ĐVT: nghìn tấn)", ("1.250", 1_250e3, "tấn", "Thu", "An Bình")),
        ("Bảng 2. Thu của các huyện (tỷ đồng)", ("1.250", 1_250e9, "VND", "Thu", "An Bình")),
    ],
)
def test_a_unit_may_stand_above_the_table(
    pipeline: Pipeline, above: str, wanted: tuple[object, ...]
) -> None:
    table = "Huyện\tThu\tNăm lập\tTỉ lệ\nAn Bình\t1.250\t2019\t12"
    assert told(of_text(pipeline, f"{above}\n{table}")) == [wanted]


def test_the_title_says_what_columns_of_times_measure(pipeline: Pipeline) -> None:
    facts = of_text(
        pipeline, "Diện tích lúa (ha)\nHuyện\tNăm 2019\tNăm 2020\nAn Bình\t500\t5 nghìn m2"
    )
    assert told(facts) == [
        ("500", 500.0, "ha", "Diện tích lúa", "An Bình"),
        ("5 nghìn", 5_000.0, "m2", "Diện tích lúa", "An Bình"),
    ]


def test_names_and_values_need_no_header(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [["Dân số", "1,2 triệu người"], ["Thu năm 2020", "5.000 tỷ đồng"], ["Thủ phủ", "An Bình"]],
        [["Tên cầu", "Cầu An Bình"], ["Chiều dài", "1,2 km"], ["Tổng vốn", "trên 500 tỷ đồng"]],
    )
    assert told(facts) == [
        ("1,2 triệu", 1.2e6, "người", "Dân số", None),
        ("5.000 tỷ đồng", 5_000e9, "VND", "Thu", None),
        ("1,2", 1.2, "km", "Chiều dài", None),
        ("500 tỷ đồng", 500e9, "VND", "Tổng vốn", None),
    ]
    assert facts[1].date == stated("năm 2020", "2020-01-01", "2020-12-31")


def test_a_column_may_tell_the_time_or_the_unit_of_rows(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [["Tháng", "Doanh thu (tỷ đồng)"], ["1", "5"], ["2", "6"]],
        [["Chỉ tiêu", "ĐVT", "Năm 2022"], ["Sản lượng", "1.000 tấn", "12"]],
    )
    assert told(facts) == [
        ("5", 5e9, "VND", "Doanh thu", None),
        ("6", 6e9, "VND", "Doanh thu", None),
        ("12", 12e3, "tấn", "Sản lượng", None),
    ]
    assert facts[1].date == stated("Tháng 2", "2023-02-01", "2023-02-28")


def test_a_change_has_its_direction_and_what_changes(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [
            ["Hãng", "Lãi suất", "So với năm 2022", "Tăng trưởng (%)"],
            ["An Bình", "5,5%", "giảm 0,5 điểm phần trăm", "-2,1"],
            ["Phú Lợi", "6%", "+0,2%", "4"],
        ],
    )
    assert [
        (fact.value, fact.measure, fact.indicator) for fact in facts if isinstance(fact, Percentage)
    ] == [
        (5.5, "level", "Lãi suất"),
        (0.5, "points", "Lãi suất"),
        (2.1, "decrease", "Tăng trưởng"),
        (6.0, "level", "Lãi suất"),
        (0.2, "increase", "Lãi suất"),
        (4.0, "increase", "Tăng trưởng"),
    ]


def test_a_change_is_of_the_last_time_beside_it(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [
            ["colspan=4>Kết quả kinh doanh (tỷ đồng)"],
            ["Chỉ tiêu", "Quý II/2023", "Quý II/2022", "Tăng/giảm"],
            ["Doanh thu", "1.200", "1.100", "9,1%"],
            ["Số lao động", "120", "-", "-5%"],
        ],
    )
    assert told(facts) == [
        ("1.200", 1_200e9, "VND", "Doanh thu", None),
        ("1.100", 1_100e9, "VND", "Doanh thu", None),
        ("9,1%", 9.1, "%", "Doanh thu", None),
        ("120", 120.0, "lao động", None, None),
        ("-5%", 5.0, "%", "Số lao động", None),
    ]
    assert facts[2].date == stated("Quý II/2023", "2023-04-01", "2023-06-30")


def test_a_programme_of_targets_is_no_target(pipeline: Pipeline) -> None:
    facts = of_page(
        pipeline,
        [
            ["Nội dung", "Năm 2021 (tỷ đồng)", "Dự toán 2022 (tỷ đồng)", "Năm 2024"],
            ["Chi chương trình mục tiêu", "12", "15", "17 tỷ đồng"],
        ],
    )
    assert [fact.modality for fact in facts] == ["actual", "target", "forecast"]
    assert told(facts)[0] == ("12", 12e9, "VND", "Chi chương trình mục tiêu", None)


def test_columns_of_terms_say_for_how_long(pipeline: Pipeline) -> None:
    facts = of_text(
        pipeline, "Lãi suất tiền gửi (%/năm)\nQuầy\t1 tháng\t12 tháng\nAn Bình\t3,5\ttừ 5"
    )
    assert told(facts) == [
        ("3,5", 3.5, "%", "Lãi suất tiền gửi 1 tháng", "An Bình"),
        ("5", 5.0, "%", "Lãi suất tiền gửi 12 tháng", "An Bình"),
    ]


def test_ranks_are_of_the_list_above(pipeline: Pipeline) -> None:
    facts = of_text(
        pipeline,
        "Bảng xếp hạng PCI năm 2022\nHạng\tHuyện\tĐiểm\n1\tAn Bình\t75,1\n2\tPhú Lợi\t72,8",
    )
    assert told(facts) == [
        ("1", 1, "hạng", "PCI", "An Bình"),
        ("2", 2, "hạng", "PCI", "Phú Lợi"),
    ]
    assert facts[0].date == context("năm 2022", "2022-01-01", "2022-12-31")
