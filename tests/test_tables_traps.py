"""What table cells do not say: tables that are ragged, repeated, nested, long or none."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.grids import markup, numbers, of_page, of_text, page, run, told
from tinvan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


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

    few, many = seconds(500), seconds(4_000)
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
