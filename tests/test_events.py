"""Events across the sentences of an article."""

import pytest

from tinvan.document import Source
from tinvan.facts import Event
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def events(pipeline: Pipeline, text: str) -> list[Event]:
    source = Source(doc_id="t", content=text, metadata=Metadata(published="2021-06-01"))
    return [fact for fact in pipeline(source).facts if isinstance(fact, Event)]


STORY = (
    "Hội thảo quốc gia về lúa chịu mặn 2021\n\n"
    "Sáng 1-6, Hội thảo quốc gia về lúa chịu mặn đã diễn ra tại TP Cần Thơ. Hội thảo do Sở Nông "
    "nghiệp và Phát triển nông thôn Cần Thơ phối hợp với Viện Lúa Đồng bằng sông Cửu Long tổ "
    "chức.\n\nVới chủ đề “Hạt giống của nước mặn”, Hội thảo đã nghe mười báo cáo.\n\n"
    "Ông Lê Văn Tạo nói hội thảo cần mở rộng."
)


def test_an_event_gathers_its_slots_over_sentences(pipeline: Pipeline) -> None:
    (fact,) = events(pipeline, STORY)
    assert fact.name == "Hội thảo quốc gia về lúa chịu mặn 2021"
    assert fact.place == "TP Cần Thơ"
    assert len(fact.organisers) == 2
    assert fact.theme == "Hạt giống của nước mặn"
    assert fact.date is not None
    assert fact.date.start == "2021-06-01"


def test_the_bare_noun_is_a_mention_once_the_event_is_named(pipeline: Pipeline) -> None:
    (fact,) = events(pipeline, STORY)
    assert [m.text for m in fact.mentions][2:] == ["Hội thảo", "Hội thảo"]


def test_an_announced_event_is_a_target(pipeline: Pipeline) -> None:
    (fact,) = events(pipeline, "Lễ hội hoa mận Mộc Châu sẽ diễn ra từ ngày 12-15/6 tại Sơn La.")
    assert fact.modality == "target"
    assert fact.date is not None
    assert (fact.date.start, fact.date.end) == ("2021-06-12", "2021-06-15")


@pytest.mark.parametrize(
    "text",
    [
        "Hội nghị xúc tiến du lịch Huế diễn ra ngày 2/3, nay các dự án đã khởi công.",
        "Bên lề Diễn đàn nông dân Tây Nguyên ngày 31/5, hai bên ký ghi nhớ.",
        "Tỉnh tạm dừng tổ chức lễ hội đua bò Bảy Núi.",
        "Ngày 31/5, Quốc hội thảo luận ở tổ về dự luật.",
        "Trước đó, trường đã tổ chức hội nghị bầu hiệu trưởng.",
        "Xe được bán sau khi ra mắt tại triển lãm ô tô Thái Lan tháng 5.",
    ],
)
def test_what_is_merely_referred_to_is_no_event(pipeline: Pipeline, text: str) -> None:
    assert events(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sáng 1/6, xã tổ chức hội nghị tổng kết công tác năm 2020, triển khai nhiệm vụ năm 2021.",
         "hội nghị tổng kết công tác năm 2020, triển khai nhiệm vụ năm 2021"),
        ("Sáng 1/6, tỉnh tổ chức hội nghị xúc tiến đầu tư vào khu công nghệ cao với 200 khách.",
         "hội nghị xúc tiến đầu tư vào khu công nghệ cao"),
        ("Chiều 31/5, huyện tổ chức Lễ khai mạc Liên hoan đờn ca tài tử lần thứ 5.",
         "Liên hoan đờn ca tài tử lần thứ 5"),
        ("Chiều 31/5, hội tổ chức tọa đàm \"Nghề muối, đi và ở\" cho sinh viên.",
         "tọa đàm \"Nghề muối, đi và ở\""),
    ],
)  # fmt: skip
def test_a_name_ends_where_the_sentence_goes_on(pipeline: Pipeline, text: str, name: str) -> None:
    assert [fact.name for fact in events(pipeline, text)] == [name]


def test_a_place_within_a_post_is_not_that_of_the_event(pipeline: Pipeline) -> None:
    (fact,) = events(
        pipeline,
        "Sáng 1/6, Đại sứ Nhật Bản tại Việt Nam chủ trì hội thảo trực tuyến về trà xanh.",
    )
    assert (fact.place, fact.organisers) == (None, ())


@pytest.mark.xfail(strict=True, reason="a further event of the programme is named late in the text")
def test_events_within_an_event_are_facts_too(pipeline: Pipeline) -> None:
    text = STORY + " Trong khuôn khổ hội thảo sẽ diễn ra tọa đàm “Muối và lúa” tại Bạc Liêu."
    assert len(events(pipeline, text)) == 2
