"""Names in sentences: what a reader of facts would miss if it were read otherwise."""

import itertools
import unicodedata

import pytest

from tests.bundled import CORPUS
from tinvan.document import Document, Source
from tinvan.facts import Agency
from tinvan.metadata import Metadata
from tinvan.names.knowledge import load_knowledge
from tinvan.names.syllables import is_syllable
from tinvan.names.words import fold_word
from tinvan.pipeline import Pipeline, rule_stages

_CUT = 8  # words of a line that is cut


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def read(pipeline: Pipeline, text: str, day: str | None = "2021-06-01") -> Document:
    return pipeline(Source(doc_id="t", content=text, metadata=Metadata(published=day)))


def names(document: Document, kind: str) -> list[tuple[str, str | None]]:
    return [(m.text, m.name) for m in document.mentions if m.kind == kind]


def test_mentions_of_two_kinds_never_share_characters(pipeline: Pipeline) -> None:
    text = (
        "Phó Chủ tịch UBND TP. Đà Nẵng Lý Thị Anh Thơ và Giám đốc Sở Y tế Hà Nội Trần Văn Bằng "
        "tiếp Đại sứ Nhật Bản tại Việt Nam; Công ty CP Nước mặt Sông Hàn dự."
    )
    mentions = [m for m in read(pipeline, text).mentions if m.kind != "post"]
    for before, after in itertools.pairwise(mentions):
        assert before.end <= after.start


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        (
            "Bộ trưởng Lê Văn An Giải trình về dự luật. Bộ trưởng Lê Văn An nói rõ thêm.",
            ["Lê Văn An", "Lê Văn An"],
        ),
        (
            "Tổng thống Nga Viktor Morozov Cùng ngày gặp báo chí. Ông Viktor Morozov vui vẻ.",
            ["Viktor Morozov", "Viktor Morozov"],
        ),
        ("Ông Lê Văn An Bình nói. Ông Lê Văn An ngồi im.", ["Lê Văn An", "Lê Văn An"]),
        (
            "Ông Lê Văn An Bình nói. Ông Lê Văn An ngồi. Ông Lê Văn An Bình đứng.",
            ["Lê Văn An Bình", "Lê Văn An", "Lê Văn An Bình"],
        ),
        ("Ông Lê Văn An Bình, Ông Lê Văn An ngồi im.", ["Lê Văn An Bình", "Lê Văn An"]),
    ],
)
def test_names_end_where_a_lost_full_stop_was(
    pipeline: Pipeline, text: str, persons: list[str]
) -> None:
    assert [name for name, _ in names(read(pipeline, text), "person")] == persons


@pytest.mark.parametrize(
    "text",
    [
        "Xe chạy trên đường Nguyễn Huệ và phố Trần Phú.",
        "Trường THPT Lê Quý Đôn và Trường tiểu học Phan Chu Trinh nghỉ học.",
        "Anh sống ở quận Hai Bà Trưng, gần chợ Trần Hữu Trang.",
        "TP Hồ Chí Minh và tỉnh Thái Bình ký kết.",
    ],
)
def test_places_named_after_people_are_no_people(pipeline: Pipeline, text: str) -> None:
    assert names(read(pipeline, text), "person") == []


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Bà Y Thanh Hà Niê phát biểu.", "Y Thanh Hà Niê"),
        ("Tổng thống Hàn Quốc Kang Jae-in cho biết.", "Kang Jae-in"),
        ("Quốc vương Oman Faisal bin Tariq al-Said đến thăm.", "Faisal bin Tariq al-Said"),
        ("Thủ tướng Đức Helga Brandt từ chức.", "Helga Brandt"),
        ("ThS.BS Vương Thị Nguyên giải thích.", "Vương Thị Nguyên"),
        ("Chủ tịch UBND huyện Hoài Đức Nguyễn Hữu Tài ký.", "Nguyễn Hữu Tài"),
        ("Chủ tịch HĐQT Tập đoàn FPT Trương Đại Nghĩa nói.", "Trương Đại Nghĩa"),
    ],
)
def test_persons_end_where_their_names_end(pipeline: Pipeline, text: str, person: str) -> None:
    assert [name for name, _ in names(read(pipeline, text), "person")] == [person]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bảo hiểm xã hội (BHXH) Việt Nam cho hay.", "Bảo hiểm xã hội Việt Nam"),
        ("Bệnh viện (BV) Đa khoa tỉnh Sơn La mở cửa.", "Bệnh viện Đa khoa tỉnh Sơn La"),
        ("Sở Giáo dục và Đào tạo (GD-ĐT) Sơn La họp.", "Sở Giáo dục và Đào tạo tỉnh Sơn La"),
        ("Ủy ban nhân dân (UBND) tỉnh Sơn La họp.", "Ủy ban nhân dân tỉnh Sơn La"),
    ],
)
def test_a_name_goes_on_behind_its_abbreviation(pipeline: Pipeline, text: str, name: str) -> None:
    ((written, found),) = names(read(pipeline, text), "agency")
    assert found == name
    assert text.startswith(written)
    assert "(" in written


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Theo Bộ Y tế (BYT) Hà Nội có 20 ca.", "Bộ Y tế"),
        ("Theo Ngân hàng Thế giới (NHTG) Việt Nam có 20 triệu dân.", "Ngân hàng Thế giới"),
        (
            "Theo Hiệp hội Lương thực Việt Nam (HHLTVN) Philippines mua gạo.",
            "Hiệp hội Lương thực Việt Nam",
        ),
        ("Viện Dầu khí Việt Nam (Hà Nội) họp.", "Viện Dầu khí Việt Nam"),
        ("Hội Nhà văn (ABC) Việt Nam họp.", "Hội Nhà văn"),
    ],
)
def test_a_whole_name_ends_before_its_bracket(pipeline: Pipeline, text: str, name: str) -> None:
    found = names(read(pipeline, text), "agency")
    assert next(full for written, full in found if "(" not in written) == name


def test_a_story_from_abroad_means_its_own_bodies(pipeline: Pipeline) -> None:
    text = (
        "Bộ Nội vụ Peru cho biết vụ nổ ở Peru làm hai người bị thương. Cảnh sát Peru đã vào cuộc. "
        "Tòa án Tối cao và Quốc hội đóng cửa. Bộ Quốc phòng của Chile đề nghị giúp."
    )
    found = [name for _, name in names(read(pipeline, text), "agency")]
    assert {"Tòa án Tối cao Peru", "Quốc hội Peru", "Bộ Quốc phòng Chile"} <= set(found)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Giá dầu tăng. Khánh Hà Theo Reuters", []),
        ("Giá dầu tăng. Theo Reuters", []),
        ("Giá dầu tăng, theo Reuters.", ["Reuters"]),
        ("Theo Reuters, giá dầu tăng.", ["Reuters"]),
    ],
)
def test_whom_a_story_is_taken_from_is_no_actor(
    pipeline: Pipeline, text: str, found: list[str]
) -> None:
    assert [name for _, name in names(read(pipeline, text), "agency")] == found


def test_a_short_name_means_the_full_one(pipeline: Pipeline) -> None:
    document = read(pipeline, "Bà Võ Thị Bình Trinh đến sớm. Bà Trinh nói. Ông Obama và Obama.")
    assert ("Trinh", "Võ Thị Bình Trinh") in names(document, "person")


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("Đoàn đi thăm TPHCM hôm qua.", "Thành phố Hồ Chí Minh", "79"),
        ("Lũ lên nhanh ở Thừa Thiên - Huế.", "Tỉnh Thừa Thiên Huế", "46"),
        ("Dự án ở BR-VT chậm.", "Tỉnh Bà Rịa - Vũng Tàu", "77"),
    ],
)
def test_provinces_by_press_spellings(pipeline: Pipeline, text: str, place: str, code: str) -> None:
    found = [m for m in read(pipeline, text).mentions if m.kind == "place"]
    assert [(m.name, m.ref) for m in found] == [(place, code)]


def test_the_day_decides_which_province_a_name_means(pipeline: Pipeline) -> None:
    text = "Mưa lớn ở Bến Tre."
    codes = [
        [m.ref for m in read(pipeline, text, day).mentions if m.kind == "place"]
        for day in ("2025-06-30", "2025-07-01")
    ]
    assert codes == [["83"], ["86"]]


def test_a_city_is_told_from_the_province_named_alike(pipeline: Pipeline) -> None:
    found = names(read(pipeline, "Công an TP Thanh Hóa và Công an tỉnh Thanh Hóa."), "agency")
    assert [name for _, name in found] == [
        "Công an Thành phố Thanh Hóa",
        "Công an tỉnh Thanh Hóa",
    ]


@pytest.mark.parametrize(
    "text", ["Anh ấy nói ý kiến riêng.", "Ông Đức và chị Nga dự.", "Pháp luật đã quy định."]
)
def test_common_words_and_given_names_are_no_countries(pipeline: Pipeline, text: str) -> None:
    assert names(read(pipeline, text), "place") == []


def test_decomposed_text_is_read_alike(pipeline: Pipeline) -> None:
    text = "Sở Giáo dục và Đào tạo Hoà Bình họp."
    plain = names(read(pipeline, text), "agency")
    decomposed = read(pipeline, unicodedata.normalize("NFD", text))
    assert [name for _, name in names(decomposed, "agency")] == [name for _, name in plain]
    for fact in decomposed.facts:
        span = fact.anchor
        assert decomposed.source.content[span.start : span.end] == span.text


@pytest.mark.parametrize("word", ["Uỷ", "hoà", "thuỷ", "Kĩ"])
def test_spelling_styles_fold_together(word: str) -> None:
    modern = {"Uỷ": "Ủy", "hoà": "hòa", "thuỷ": "thủy", "Kĩ": "Kỹ"}[word]
    assert fold_word(word) == fold_word(modern)


def test_foreign_words_are_told_by_their_letters() -> None:
    assert all(map(is_syllable, ("Nguyễn", "Khuyên", "Quý", "giêng", "An")))
    assert not any(map(is_syllable, ("Suga", "Trump", "Yamada", "Facebook", "Wal")))


def test_every_lexicon_reference_is_known() -> None:
    knowledge = load_knowledge()
    heads = set(knowledge.heads)
    for post in knowledge.posts.values():
        assert {*post.kin, *post.before} <= heads, post.id


def test_hostile_text_costs_little(pipeline: Pipeline) -> None:
    text = "Sở " * 3000 + "Nguyễn " * 3000 + "(" * 2000 + "và " * 2000
    assert read(pipeline, text).facts is not None


def test_heads_that_repeat_cost_little(pipeline: Pipeline) -> None:
    """A unit may be one of the body behind it, and was read twice for each: 2 ** n times."""
    heads = [head for head in load_knowledge().heads.values() if head.attached]
    hostile = "\n\n".join(f"{form} " * 40 for head in heads for form in head.forms[:2])
    facts = read(pipeline, f"{hostile}\n\nBộ Y tế họp.").facts
    assert "Bộ Y tế" in {fact.name for fact in facts if isinstance(fact, Agency)}


@pytest.mark.parametrize(
    ("units", "known"),
    [
        (
            "Đội CSGT Hàng Bún, Trạm CSGT Suối Bưởi, ",
            ["Đội Cảnh sát giao thông Hàng Bún", "Trạm Cảnh sát giao thông Suối Bưởi"],
        ),
        ("Đội CSGT số 3, ", ["Đội Cảnh sát giao thông số 3"]),
        ("Phòng CSGT, ", ["Phòng Cảnh sát giao thông"]),
    ],
)
def test_a_list_of_units_may_be_long(pipeline: Pipeline, units: str, known: list[str]) -> None:
    """Each was asked for a body behind its comma, and so all the others: too deep at a thousand."""
    facts = read(pipeline, f"{units * 1000}họp.").facts
    assert [fact.name for fact in facts if isinstance(fact, Agency)] == known


def test_bodies_are_read_a_few_deep_one_in_another(pipeline: Pipeline) -> None:
    text = "Đội CSGT Hàng Bún, Phòng CSGT, " * 500
    assert any(isinstance(fact, Agency) for fact in read(pipeline, f"{text}họp.").facts)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Thăm Hải đội 2", "Hải đội 2"),
        ("Thăm và chúc Tết Tiểu đoàn 5\n\nSáng 1/5, đoàn đã đến.", "Tiểu đoàn 5"),
        ("Xử tại TAND khu vực 3", "Tòa án nhân dân khu vực 3"),
        ("Ủy ban Kiểm tra Trung", None),
        ("Ban Chấp hành Trung", None),
    ],
)
def test_a_line_may_end_within_a_name(pipeline: Pipeline, text: str, name: str | None) -> None:
    facts = read(pipeline, text).facts
    assert [fact.name for fact in facts if isinstance(fact, Agency)] == ([name] if name else [])


def cut_at_every_word(text: str) -> str:
    """Return the beginnings of the lines of a text that end in a capital or number, a line each."""
    lines = [line.split() for line in text.splitlines()]
    return "\n\n".join(
        " ".join(words[max(0, end - _CUT) : end])
        for words in lines
        for end in range(1, len(words) + 1)
        if not words[end - 1].islower()
    )


def test_a_line_may_end_at_any_word() -> None:
    """What looked for the rest of a name behind the last word made an article a reject."""
    pipeline = Pipeline(rule_stages())
    texts = [path.read_text("utf-8") for path in sorted(CORPUS.iterdir())]
    documents = [read(pipeline, cut_at_every_word(text)) for text in texts]
    assert sum(len(document.mentions) for document in documents) > len(documents)
