"""Documents across the sentences of an article."""

import pytest

from tinvan.document import Source
from tinvan.facts import LegalDocument
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def documents(pipeline: Pipeline, text: str) -> list[LegalDocument]:
    source = Source(doc_id="t", content=text, metadata=Metadata(published="2021-06-01"))
    return [fact for fact in pipeline(source).facts if isinstance(fact, LegalDocument)]


def test_a_document_is_one_fact_however_its_number_is_shortened(pipeline: Pipeline) -> None:
    facts = documents(
        pipeline,
        "Hợp tác xã chờ Nghị định 61.\n\nChính phủ ban hành Nghị định số 61/2019/NĐ-CP ngày "
        "10/7/2019 về hợp tác xã.\n\nNghị định số 61 có ba chương.",
    )
    assert [(f.number, f.issued, f.title) for f in facts] == [
        ("61/2019/NĐ-CP", "2019-07-10", "hợp tác xã")
    ]
    assert [m.text for m in facts[0].mentions] == ["61", "61/2019/NĐ-CP", "số 61"]
    assert facts[0].anchor.text == "61/2019/NĐ-CP"


def test_one_number_of_two_kinds_is_two_documents(pipeline: Pipeline) -> None:
    facts = documents(pipeline, "Nghị định số 35 hướng dẫn thi hành Nghị quyết số 35.")
    assert [(f.kind, f.number) for f in facts] == [("Nghị định", "35"), ("Nghị quyết", "35")]


def test_a_local_code_is_the_body_that_the_article_tells(pipeline: Pipeline) -> None:
    facts = documents(
        pipeline,
        "UBND tỉnh Hà Giang họp sáng qua.\n\nTheo Quyết định số 318/QĐ-UBND, mức hỗ trợ tăng.",
    )
    assert [f.issuer for f in facts] == ["Ủy ban nhân dân tỉnh Hà Giang"]


def test_an_issuer_that_nothing_tells_is_left_out(pipeline: Pipeline) -> None:
    facts = documents(pipeline, "Xã thực hiện tốt Chỉ thị số 05-CT/TW và Nghị quyết số 17.")
    assert [(f.number, f.issuer) for f in facts] == [("05-CT/TW", None), ("17", None)]


def test_a_list_shares_who_issued_its_documents(pipeline: Pipeline) -> None:
    facts = documents(
        pipeline, "Theo Thông tư số 118/2012 và Thông tư số 31/2014 của Bộ Tài chính, hạn là mai."
    )
    assert [f.issuer for f in facts] == ["Bộ Tài chính", "Bộ Tài chính"]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("Quyết định số 11/QĐ-BYT về việc phòng cúm, có hiệu lực từ tháng 7.", "phòng cúm"),
        ("Quyết định số 11/QĐ-BYT về “Sức khỏe học đường” đã đến các xã.", "Sức khỏe học đường"),
        ("Nghị định số 4/2020/NĐ-CP quy định rõ mức phạt.", None),
        ("Nghị định số 4/2020/NĐ-CP quy định mức phí, lệ phí đường bộ.",
         "quy định mức phí, lệ phí đường bộ"),
        ("Thông tư số 4/2020/TT-BYT về tiêm chủng, Bộ trưởng nói.", "tiêm chủng"),
        ("Thông tư liên tịch số 5/2015/TTLT-BTP-BYT của Bộ Tư pháp và Bộ Y tế về khai sinh ở xã.",
         "khai sinh ở xã"),
    ],
)  # fmt: skip
def test_a_title_ends_where_the_sentence_goes_on(
    pipeline: Pipeline, sentence: str, title: str | None
) -> None:
    assert [f.title for f in documents(pipeline, sentence)] == [title]


def test_a_document_without_a_day_is_dated_by_the_article(pipeline: Pipeline) -> None:
    (fact,) = documents(pipeline, "Xã thực hiện Nghị quyết số 17.")
    assert fact.date is not None
    assert (fact.date.start, fact.date.basis) == ("2021-06-01", "published")


def test_a_year_left_out_of_the_day_is_that_of_the_number(pipeline: Pipeline) -> None:
    (fact,) = documents(pipeline, "Theo Nghị định số 61/2019/NĐ-CP ngày 10/7, hạn là mai.")
    assert fact.issued == "2019-07-10"
