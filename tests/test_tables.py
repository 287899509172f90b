"""Facts of table cells: what each figure is of, by the names of its row and column."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.offsets import broken_spans
from tests.figures import DAY, context, stated
from tinvan.document import Document, Source
from tinvan.facts import AnyFact, Money, Percentage, Quantity, Ranking
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline

TITLE = "Tỉnh công bố số liệu của các huyện"
LEAD = "Tỉnh công bố số liệu mới của các huyện, theo cơ quan thống kê ở tỉnh."
END = "Các huyện sẽ công bố số liệu của từng xã sau, theo cơ quan thống kê ở tỉnh."
Grid = Sequence[Sequence[str]]


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def page(*tables: str) -> str:
    """Return a page with an article that has tables."""
    text = "".join(tables)
    return f"<h1>{TITLE}</h1><div class=detail><p>{LEAD}</p>{text}<p>{END}</p></div>"


def markup(rows: Grid) -> str:
    """Return a table; a cell may start with its attributes: `colspan=2>2019`."""
    cells = (
        "".join(f"<td {cell}" if "=" in cell.split(">")[0] else f"<td>{cell}" for cell in row)
        for row in rows
    )
    return f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>"


def run(pipeline: Pipeline, content: str, media: str = "text") -> Document:
    source = Source(
        doc_id="t",
        content=content,
        media="html" if media == "html" else "text",
        metadata=Metadata(published=DAY),
    )
    document = pipeline(source)
    assert not list(broken_spans(document))
    return document


def of_page(pipeline: Pipeline, *tables: Grid) -> list[AnyFact]:
    return numbers(run(pipeline, page(*map(markup, tables)), "html"))


def of_text(pipeline: Pipeline, table: str) -> list[AnyFact]:
    return numbers(run(pipeline, f"{TITLE}\n\n{LEAD}\n\n{table}\n\n{END}\n"))


def numbers(document: Document) -> list[AnyFact]:
    kinds = Percentage | Quantity | Money | Ranking
    return [fact for fact in document.facts if isinstance(fact, kinds)]


def told(facts: Sequence[AnyFact]) -> list[tuple[object, ...]]:
    """Return anchor, value, unit, indicator or index, and subject of facts."""
    return [
        (fact.anchor.text, fact.rank, "hạng", fact.index, fact.subject)
        if isinstance(fact, Ranking)
        else (fact.anchor.text, fact.value, unit(fact), fact.indicator, fact.subject)
        for fact in facts
        if isinstance(fact, Percentage | Quantity | Money | Ranking)
    ]


def unit(fact: Percentage | Quantity | Money) -> str | None:
    if isinstance(fact, Percentage):
        return "%"
    return fact.currency if isinstance(fact, Money) else fact.unit


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


@pytest.mark.parametrize(
    "table",
    [
        "Trường\tĐiểm chuẩn\tNăm lập\nAn Bình\t25,5\t1990",
        "Xã\tDiện tích (ha)\tGhi chú\nAn Bình\t12 (3 vụ)\t-\nPhú Lợi\tn/a\t…",
        "Tuyến\tGiờ chạy\tMã tàu\nAn Bình\t7 giờ 30\tSE3",
        "Xã\tVốn (tỷ đồng)\tLoại\nAn Bình\t5 tỷ\t2",
        "Vị trí tuyển dụng\tHạng đất\tHạng mục\nAn Bình\t2\t3",
    ],
)
def test_no_fact_is_invented(pipeline: Pipeline, table: str) -> None:
    assert told(of_text(pipeline, table)) == []


def test_a_repeated_header_is_no_row(pipeline: Pipeline) -> None:
    head, row = ["Huyện", "Diện tích (ha)", "Ghi chú"], ["An Bình", "50", "-"]
    facts = of_page(pipeline, [head, row, head, ["Phú Lợi", "60", "-"]])
    assert [fact[-1] for fact in told(facts)] == ["An Bình", "Phú Lợi"]


def test_a_row_that_numbers_the_columns_is_no_row(pipeline: Pipeline) -> None:
    head = ["Huyện", "Diện tích (ha)", "Sản lượng (tấn)"]
    facts = of_page(pipeline, [head, ["(1)", "(2)", "(3)"], ["An Bình", "1", "2"]])
    assert [fact[0] for fact in told(facts)] == ["1", "2"]


def test_a_ragged_row_takes_no_names(pipeline: Pipeline) -> None:
    facts = of_text(
        pipeline,
        "Huyện\tDiện tích (ha)\tSản lượng (tấn)\nAn Bình\t50\t6\nPhú Lợi\t60\t7\t8\t9 kg",
    )
    assert ("60", 60.0, "ha", "Diện tích", "Phú Lợi") not in told(facts)
    assert told(facts)[:2] == [
        ("50", 50.0, "ha", "Diện tích", "An Bình"),
        ("6", 6.0, "tấn", "Sản lượng", "An Bình"),
    ]


def test_a_cell_of_prose_is_read_as_prose(pipeline: Pipeline) -> None:
    note = "Huyện đã chi 12 tỷ đồng để đắp bờ kênh trong năm 2021."
    facts = of_page(pipeline, [["Huyện", "Diện tích (ha)", "Ghi chú"], ["An Bình", "50", note]])
    assert [(fact.anchor.text, fact.rule.split(".")[0]) for fact in facts] == [
        ("50", "table"),
        ("12 tỷ đồng", "amount"),
    ]
    assert facts[1].evidence.text == note


def test_a_table_printed_twice_counts_once(pipeline: Pipeline) -> None:
    table = [["Huyện", "Diện tích (ha)"], ["An Bình", "50"], ["Phú Lợi", "60"]]
    assert len(of_page(pipeline, table, table)) == 2


def test_names_are_still_found_in_rows(pipeline: Pipeline) -> None:
    table = [["Cơ quan", "Dân số (người)"], ["Sở Y tế Đà Nẵng", "50"], ["Bộ Tài chính", "60"]]
    document = run(pipeline, page(markup(table)), "html")
    assert {fact.name for fact in document.facts if fact.__struct_config__.tag == "agency"} >= {  # type: ignore[union-attr]
        "Bộ Tài chính"
    }


def test_layout_and_nested_tables_are_no_grids(pipeline: Pipeline) -> None:
    inner = markup([["Huyện", "Diện tích (ha)"], ["An Bình", "50"]])
    outer = f"<table><tr><td>Số liệu<td>Năm 2020<tr><td>{inner}<td>Ảnh</table>"
    facts = numbers(run(pipeline, page(outer), "html"))
    assert told(facts) == [("50", 50.0, "ha", "Diện tích", "An Bình")]


def test_spans_are_bounded(pipeline: Pipeline) -> None:
    rows = [["colspan=99999 rowspan=99999>Huyện", "Diện tích (ha)"], *[["An Bình", "50"]] * 200]
    document = run(pipeline, page(markup(rows)), "html")
    assert len(document.view.text) < 60_000


def test_a_long_table_takes_time_in_proportion(pipeline: Pipeline) -> None:
    def seconds(count: int) -> float:
        rows = [["Xã", "Diện tích (ha)"], *([f"Xã An {i}", f"{i},5"] for i in range(count))]
        content = page(markup(rows))
        began = time.perf_counter()
        assert len(numbers(run(pipeline, content, "html"))) == count
        return time.perf_counter() - began

    few, many = seconds(1_000), seconds(8_000)
    assert many < 20 * few


CELLS = st.one_of(
    st.sampled_from(
        ["", "-", "n/a", "5,2", "-3", "2019", "Năm 2020", "Tỉ lệ (%)", "Vốn, tỷ đồng", "Tổng cộng",
         "1,2 triệu người", "12-15%", "3/63", "Xếp hạng PCI", "Số hộ", "+5", "STT", "ĐVT", "ha"]
    ),
    st.sampled_from(["\u200b5", "\u00a07\u00a0", "a\u0323b (ha)", "|", "5\x00%"]),
    st.text(max_size=5),
)  # fmt: skip


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=st.lists(st.lists(CELLS, max_size=5), max_size=6), mark=st.sampled_from(["\t", " | "]))
def test_spans_hold_in_any_table(pipeline: Pipeline, rows: list[list[str]], mark: str) -> None:
    of_text(pipeline, "\n".join(mark.join(row) for row in rows))
