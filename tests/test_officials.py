"""Officials across the sentences of an article."""

import time

import pytest

from tinvan.assemble.officials import OfficialAssembler
from tinvan.document import Source
from tinvan.facts import Agency, Official
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline, default_stages


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def officials(pipeline: Pipeline, text: str) -> list[Official]:
    source = Source(doc_id="t", content=text, metadata=Metadata(published="2021-06-01"))
    return [fact for fact in pipeline(source).facts if isinstance(fact, Official)]


def brief(facts: list[Official]) -> list[tuple[str, str, str | None]]:
    return [(f.person, f.position, f.organisation.name if f.organisation else None) for f in facts]


def test_two_posts_are_two_facts_on_one_anchor(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline, "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ Đặng Quốc Hưng chủ trì hội thảo."
    )
    assert brief(facts) == [
        ("Đặng Quốc Hưng", "Chủ nhiệm", "Văn phòng Chính phủ"),
        ("Đặng Quốc Hưng", "Bộ trưởng", None),
    ]
    assert len({f.anchor for f in facts}) == 1


@pytest.mark.parametrize("name", ["Hưng", "Hòa", "Lâm", "Tuấn", "Việt"])
def test_posts_on_one_anchor_come_in_the_same_order_in_every_article(
    pipeline: Pipeline, name: str
) -> None:
    facts = officials(pipeline, f"Ông Đặng Quốc {name}, Chủ tịch kiêm Tổng giám đốc Vinamilk, ký.")
    assert [position for _, position, _ in brief(facts)] == ["Chủ tịch", "Tổng giám đốc"]


def test_time_grows_with_the_text_and_not_faster() -> None:
    stages = Pipeline(default_stages()[:-1])
    document = stages(Source(doc_id="t", content="Giám đốc trả lời.\n\nDân hỏi.\n\n" * 4_000))
    began = time.perf_counter()
    assert not list(OfficialAssembler()(document))
    assert time.perf_counter() - began < 1


def test_a_title_with_a_short_name_is_a_mention(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline,
        "Bộ trưởng Bộ Công Thương Đặng Quốc Hưng dự.\n\nBộ trưởng Đặng Quốc Hưng cảm ơn.\n\n"
        "Ông Hưng nói thêm.",
    )
    assert brief(facts) == [("Đặng Quốc Hưng", "Bộ trưởng", "Bộ Công Thương")]
    assert [m.text for m in facts[0].mentions] == ["Đặng Quốc Hưng", "Đặng Quốc Hưng", "Hưng"]


def test_a_short_name_in_a_sentence_without_end_is_proved_where_it_stands(
    pipeline: Pipeline,
) -> None:
    endless = "xã họp, " * 250
    title = "ông Hưng, Giám đốc Sở Y tế Hà Nam,"
    (fact,) = officials(pipeline, f"Ông Đặng Quốc Hưng dự.\n\nRồi {endless}{title} nói {endless}.")
    assert fact.person == "Đặng Quốc Hưng"
    assert title in fact.evidence.text


def test_a_name_ends_before_the_next_sentence_though_the_full_stop_is_lost(
    pipeline: Pipeline,
) -> None:
    facts = officials(pipeline, "Thứ trưởng Bộ Y tế Phan Xuân Định Theo chương trình sẽ đến Huế.")
    assert [fact.person for fact in facts] == ["Phan Xuân Định"]


def test_an_apostrophe_within_a_place_parts_no_name(pipeline: Pipeline) -> None:
    facts = officials(pipeline, "Phó Chủ tịch UBND huyện Đắk G’long Lê Văn Định trả lời.")
    assert brief(facts) == [("Lê Văn Định", "Phó Chủ tịch", "Ủy ban nhân dân huyện Đắk G’long")]


def test_a_chain_shares_its_organisation(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline, "Ông Mai Văn Phước, Chủ tịch kiêm Tổng giám đốc Tập đoàn Hoa Sen, ký."
    )
    assert {organisation for _, _, organisation in brief(facts)} == {"Tập đoàn Hoa Sen"}


def test_the_story_tells_whose_department_it_is(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline,
        "Cần Thơ siết kiểm dịch\n\nTại Cần Thơ, dịch đã lắng.\n\n"
        "Giám đốc Sở Y tế Phan Thị Lài cho biết thêm.",
    )
    assert brief(facts) == [("Phan Thị Lài", "Giám đốc", "Sở Y tế Thành phố Cần Thơ")]


def test_neighbours_in_a_list_keep_their_own_posts(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline,
        "Dự lễ có ông Lê Văn Tám, Giám đốc Sở Xây dựng Hà Nội; bà Hồ Thị Chín, "
        "Phó Giám đốc Sở Tài chính Hà Nội.",
    )
    assert brief(facts) == [
        ("Lê Văn Tám", "Giám đốc", "Sở Xây dựng Thành phố Hà Nội"),
        ("Hồ Thị Chín", "Phó Giám đốc", "Sở Tài chính Thành phố Hà Nội"),
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Cựu Thứ trưởng Bộ Y tế Lý Minh Quân ra tòa.", "former"),
        ("Quyền Cục trưởng Cục Viễn thông Lý Minh Quân trả lời.", "acting"),
        ("Ông Lý Minh Quân được bầu làm Chủ tịch Hội Nhà báo Việt Nam.", "appointed"),
        ("Chính quyền Thủ tướng Đức Helga Brandt đổ.", "incumbent"),
    ],
)
def test_status(pipeline: Pipeline, text: str, status: str) -> None:
    assert [fact.status for fact in officials(pipeline, text)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        "Ca sĩ Nguyễn Thị Hạ và luật sư Trần Văn Đông đến dự.",
        "Thiếu tướng Trần Văn Đông nhận huân chương.",
        "Ứng viên Tổng thống Pháp Louis Martel vận động ở Lyon.",
    ],
)
def test_occupations_ranks_and_candidates_are_no_posts(pipeline: Pipeline, text: str) -> None:
    assert officials(pipeline, text) == []


def test_a_body_named_by_what_it_does_needs_no_place_behind_a_post(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline, "Bác sĩ Mai Thị Phước, Phó giám đốc Trung tâm Kiểm soát bệnh tật, TPHCM, trả lời."
    )
    assert brief(facts) == [
        (
            "Mai Thị Phước",
            "Phó giám đốc",
            "Trung tâm Kiểm soát bệnh tật Thành phố Hồ Chí Minh",
        )
    ]


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Sáng 31/5, Thứ trưởng Bộ Y tế Lý Minh Quân thăm Hà Nam.", "Sáng 31/5"),
        ("Tại buổi họp báo ngày 30/5, Thứ trưởng Bộ Y tế Lý Minh Quân trả lời.", "ngày 30/5"),
        ("Thứ trưởng Bộ Y tế Lý Minh Quân thăm Hà Nam ngày 31/5.", "ngày 31/5"),
        ("Năm 2019, Thứ trưởng Bộ Y tế Lý Minh Quân sang Lào.", "Năm 2019"),
        ("Thứ trưởng Bộ Y tế Lý Minh Quân yêu cầu đến năm 2030 có 90% xã đạt chuẩn.", None),
        ("Thứ trưởng Bộ Y tế Lý Minh Quân cho biết năm 2020 có 90% xã đạt chuẩn.", None),
        ("Thứ trưởng Bộ Y tế Lý Minh Quân sẽ sang Lào ngày 5/6.", None),
        ("Theo quyết định ngày 3/5, Thứ trưởng Bộ Y tế Lý Minh Quân làm trưởng ban.", None),
        ("Nêu nhiệm vụ năm 2020; Thứ trưởng Bộ Y tế Lý Minh Quân dự họp.", None),
    ],
)
def test_a_name_has_the_date_that_governs_its_clause(
    pipeline: Pipeline, text: str, when: str | None
) -> None:
    source = Source(doc_id="t", content=text, metadata=Metadata(published="2021-06-01"))
    facts = [fact for fact in pipeline(source).facts if isinstance(fact, Official | Agency)]
    assert {type(fact) for fact in facts} == {Official, Agency}
    assert {fact.date.text if fact.date else "" for fact in facts} == {when}


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        (
            "Bệnh viện Bạch Mai quá tải.\n\nGiám đốc bệnh viện, bác sĩ Lê Văn Khang, nói.",
            ("Lê Văn Khang", "Giám đốc", "Bệnh viện Bạch Mai"),
        ),
        (
            "Công ty CP Sông Gianh họp.\n\nBà Lê Thị Hải, Chủ tịch HĐQT Công ty, nói.",
            ("Lê Thị Hải", "Chủ tịch HĐQT", "Công ty CP Sông Gianh"),
        ),
        (
            "Tỉnh Hà Nam có mưa.\n\nChủ tịch tỉnh Lê Văn Khang cho biết.",
            ("Lê Văn Khang", "Chủ tịch", "Ủy ban nhân dân tỉnh Hà Nam"),
        ),
        (
            "Luật giao nhiều quyền cho Bộ Công Thương, Thứ trưởng Đỗ Thắng Long cho hay.",
            ("Đỗ Thắng Long", "Thứ trưởng", "Bộ Công Thương"),
        ),
        (
            "Kỳ họp HĐND TP Đà Nẵng khai mạc.\n\nĐại biểu Lê Văn Khoa hỏi.",
            ("Lê Văn Khoa", "Đại biểu", "Hội đồng nhân dân Thành phố Đà Nẵng"),
        ),
        (
            "Tại Thái Nguyên, bà Ma Thị Nga, Phó Chủ tịch UBND tỉnh, nói với đoàn Lâm Đồng.",
            ("Ma Thị Nga", "Phó Chủ tịch", "Ủy ban nhân dân tỉnh Thái Nguyên"),
        ),
    ],
)
def test_an_organisation_left_out_is_the_one_that_the_story_tells(
    pipeline: Pipeline, text: str, fact: tuple[str, str, str]
) -> None:
    assert fact in brief(officials(pipeline, text))


def test_one_state_has_one_head(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline,
        "Tổng thống Mỹ Alan Barker đến Mỹ Latinh.\n\nMỹ và Mexico họp.\n\n"
        "Tổng thống Enrique Dorado đồng ý.",
    )
    assert brief(facts) == [
        ("Alan Barker", "Tổng thống", "Mỹ"),
        ("Enrique Dorado", "Tổng thống", "Mexico"),
    ]


def test_a_later_full_title_tells_what_an_earlier_one_leaves_out(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline,
        "Bộ Y tế và Bộ Tài chính họp.\n\nBộ trưởng Lê Văn Khang hứa sửa.\n\n"
        "Bộ trưởng Bộ Tài chính Lê Văn Khang giải thích.",
    )
    assert brief(facts) == [("Lê Văn Khang", "Bộ trưởng", "Bộ Tài chính")]


def test_posts_of_state_and_province_are_two_persons(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline,
        "Theo ý kiến của Phó Thủ tướng Chính phủ, Phó Chủ tịch UBND tỉnh Bắc Ninh Lê Văn An nói.",
    )
    assert [position for _, position, _ in brief(facts)] == ["Phó Chủ tịch"]


def test_an_ambassador_in_a_story_of_vietnam_sits_there(pipeline: Pipeline) -> None:
    facts = officials(
        pipeline, "Tại Hà Nội, Chủ tịch nước tiếp Đại sứ Mỹ Alan Barker đến trình Quốc thư."
    )
    assert brief(facts) == [("Alan Barker", "Đại sứ", "Đại sứ quán Mỹ tại Việt Nam")]


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Ông Lê Văn Định, giám đốc bệnh viện, nói. Bệnh viện Bạch Mai đã tiếp nhận cháu bé.",
         "Bệnh viện Bạch Mai"),
        ("Nợ của Eximbank giảm.\n\nTheo ông Lê Văn Định, Phó tổng giám đốc ngân hàng, nợ còn 1%.",
         "Eximbank"),
        ("Real Sociedad thua đậm. Chủ tịch Manuel Torres xin lỗi. Real Sociedad sẽ thay người.",
         "Real Sociedad"),
        ("Bà Lê Thị Hoài, Bí thư Chi bộ, Trưởng thôn 3, vận động bà con.", "Chi bộ Thôn 3"),
    ],
)  # fmt: skip
def test_a_common_noun_stands_for_the_body_that_the_story_names(
    pipeline: Pipeline, text: str, organisation: str
) -> None:
    assert organisation in {name for _, _, name in brief(officials(pipeline, text))}


def test_an_instruction_of_somebody_is_no_post_of_the_next_name(pipeline: Pipeline) -> None:
    text = "Theo lệnh của Thủ tướng Chính phủ, GS Lê Văn Định, Bộ trưởng Bộ Y tế đã kiểm tra."
    assert brief(officials(pipeline, text)) == [("Lê Văn Định", "Bộ trưởng", "Bộ Y tế")]


def test_initials_are_nobody_s_name(pipeline: Pipeline) -> None:
    assert officials(pipeline, "Ông L.H.K, Trưởng phòng Y tế huyện Ba Vì, từ chối.") == []


@pytest.mark.parametrize(
    "text", ["Ông Trần Văn Hiếu cũng", "Ông Trần Văn Hiếu (", "Ông Trần Hiếu ("]
)
def test_a_sentence_may_break_off_behind_a_name(pipeline: Pipeline, text: str) -> None:
    assert officials(pipeline, text) == []
