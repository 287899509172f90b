"""Sentences, with offsets that cover the content and nothing else."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinvan.document import Document, Line, LineLabel, Source
from tinvan.segment import Segment, split_sentences
from tinvan.view import TextView

PIECES = st.sampled_from(
    ["Đà Nẵng", "TP.", "GS.TS.", "4.527", "19,10%", ". ", ".", "? ", "…", "”", "“", " ", "Theo",
     "đạt", "v.v.", "17.9", "\n", ",", "- "]
)  # fmt: skip


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


@given(st.lists(PIECES, max_size=25).map("".join))
def test_sentences_cover_every_character_that_is_not_blank_once(text: str) -> None:
    bounds = list(split_sentences(text, 0, len(text)))
    covered = [at for start, end in bounds for at in range(start, end)]
    assert covered == sorted(set(covered))
    assert all(text[at].isspace() for at in set(range(len(text))) - set(covered))
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in bounds)


@pytest.mark.parametrize(
    "sentences",
    [
        ["Tỉ lệ đạt 19,10%.", "Đây là mức cao nhất."],
        ["Hội nghị diễn ra tại TP. Đà Nẵng.", "Đến dự có 4.527 người."],
        ["Theo PGS.TS. Lê Văn An, số 766/QĐ-TTg còn hiệu lực!", "Vì sao?", "Chưa rõ."],
        ["Ông nói: “Chúng tôi làm được.”", "“Còn nữa”, ông thêm."],
        ["Có nhiều loại: cam, quýt, v.v. và bưởi."],
        ["Hạn cuối là 17.9 năm nay…", "12 đơn vị chưa nộp."],
        ["Chi phí năm 2020 tăng. ,", "Thị trường hiện có 12 hãng."],
    ],
)
def test_a_text_is_cut_where_a_reader_would(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_full_stop_glued_to_the_next_sentence_ends_one() -> None:
    assert split("Áp dụng từ 2-9.Hai tỉnh đã sẵn sàng.") == [
        "Áp dụng từ 2-9.",
        "Hai tỉnh đã sẵn sàng.",
    ]


@pytest.mark.parametrize("text", ["." * 50_000, "TP. " * 20_000, "chữ " * 20_000, "x" * 50_000])
def test_text_without_sentences_is_cut_in_pieces_at_once(text: str) -> None:
    began = time.perf_counter()
    bounds = list(split_sentences(text, 0, len(text)))
    assert time.perf_counter() - began < 1
    assert max(end - start for start, end in bounds) <= 5_000
    assert sum(end - start for start, end in bounds) >= len(text.replace(" ", ""))


def document(*lines: tuple[LineLabel, str]) -> Document:
    """Make a document of (label, text) lines."""
    made, start = [], 0
    for number, (label, text) in enumerate(lines, start=1):
        line = Line(number=number, start=start, end=start + len(text), label=label, rule="test")
        made.append(line)
        start += len(text) + 1
    text = "\n".join(text for _, text in lines)
    return Document(source=Source(doc_id="x", content=text), view=TextView(text), lines=tuple(made))


def test_a_sentence_runs_over_the_line_ends_that_a_link_left() -> None:
    cut = document(("body", "Theo"), ("body", "Reuters"), ("body", ", giá dầu tăng 2%. Hết."))
    made = Segment()(cut)
    assert [made.text_of(s) for s in made.sentences] == ["Theo Reuters , giá dầu tăng 2%.", "Hết."]


def test_sentences_come_from_content_alone_and_know_their_line() -> None:
    made = Segment()(
        document(("title", "Tỉnh A dẫn đầu"), ("nav", "Trang chủ"), ("body", "Một. Hai."))
    )
    assert [(made.text_of(s), s.label, s.paragraph) for s in made.sentences] == [
        ("Tỉnh A dẫn đầu", "title", 0),
        ("Một.", "body", 1),
        ("Hai.", "body", 1),
    ]


def test_a_sentence_glued_to_the_next_ends_there() -> None:
    text = "Hồ cấp nước cho TP HCMNếu mưa lớn, ba cống đóng cửa. Hai xã tạiViệt Nam có nước."
    lines = (Line(number=1, start=0, end=len(TextView(text).text), label="body"),)
    document = Document(source=Source(doc_id="x", content=text), view=TextView(text), lines=lines)
    assert [document.span(sentence).text for sentence in Segment()(document).sentences] == [
        "Hồ cấp nước cho TP HCM",
        "Nếu mưa lớn, ba cống đóng cửa.",
        "Hai xã tạiViệt Nam có nước.",
    ]
