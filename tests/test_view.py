"""The view: what rules read, and the way back to the raw text."""

import itertools
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tinvan.view import TextView

# What crawled Vietnamese pages have in them, well-formed or not.
HOSTILE = st.one_of(
    st.characters(codec="utf-8"),
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyĂÂĐÊÔƠƯ 0123456789%.,/-\n\r\t"),
    st.sampled_from("\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"),
    st.sampled_from("\u200b\u200c\u200d\ufeff\u00ad\u2060\u200e\x00\ufe0f"),
    st.sampled_from("\u00a0\u2003\u202f\u3000\u2028"),
    st.sampled_from("\u1100\u1161\u11a8\uac00\uff76\uff9e\U0001f1fb\U0001f469"),
)
GLUED = st.sampled_from(["sốThừa", "HCM", "Nếu", "2020Bộ", "giaTin", "iPhone", "?Hai", "tạiUBND"])
TEXTS = st.lists(st.one_of(HOSTILE, HOSTILE, HOSTILE, GLUED), max_size=60).map("".join)


@given(TEXTS, st.data())
def test_every_span_of_a_view_quotes_the_raw_text(raw: str, data: st.DataObject) -> None:
    view = TextView(raw)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    span = view.span(start, end)
    assert 0 <= span.start <= span.end <= len(raw)
    assert raw[span.start : span.end] == span.text
    boundaries = sum(start < seam.at <= end for seam in view.seams)
    assert (span.start == span.end) == (end - start == boundaries <= 1)


@given(TEXTS)
@example("Tư\u200b\u0301")  # an invisible character between a letter and its mark
@example("\u1100\u200b\u1161")
@example("\uac00\u11a8")
@example("e\u0301\u0302\u0323")
def test_a_view_is_composed_and_viewing_it_again_changes_nothing(raw: str) -> None:
    view = TextView(raw)
    assert unicodedata.is_normalized("NFC", view.text)
    assert TextView(view.text).text == view.text


@given(TEXTS)
def test_the_raw_text_behind_each_piece_of_a_view_reads_as_that_piece(raw: str) -> None:
    view = TextView(raw)
    boundaries = {seam.at - 1 for seam in view.seams}
    for at, character in enumerate(view.text):
        if at in boundaries:
            assert character == " "
            assert view.span(at, at + 1).text == ""
        else:
            assert character in TextView(view.span(at, at + 1).text).text


@given(TEXTS)
def test_spans_come_in_the_order_of_the_view(raw: str) -> None:
    view = TextView(raw)
    bounds = [view.raw_bounds(at, at + 1) for at in range(len(view.text))]
    assert bounds == sorted(bounds)


@pytest.mark.parametrize(
    ("raw", "text", "word", "quoted"),
    [
        ("Đạt 19,10%", "Đạt 19,10%", "19,10%", "19,10%"),
        ("xê\u0301p thư\u0301 86", "xếp thứ 86", "thứ", "thư\u0301"),
        ("đạt\u00a097\u202f%", "đạt 97 %", "97 %", "97\u202f%"),
        ("tỉ\u00adnh Thừa\u200b Thiên", "tỉnh Thừa Thiên", "tỉnh", "tỉ\u00adnh"),
        ("\ufeffBộ Y tế", "Bộ Y tế", "Bộ", "Bộ"),
        ("19\x00,5%", "19,5%", "19,5%", "19\x00,5%"),
        ("ClockThứ Sáu", "Clock Thứ Sáu", "Thứ Sáu", "Thứ Sáu"),
        ("từ TP HCMNếu mưa", "từ TP HCM Nếu mưa", "HCM Nếu", "HCMNếu"),
        ("năm\u00a02020Bộ\u200b trưởng", "năm 2020 Bộ trưởng", "2020 Bộ", "2020Bộ"),
        ("sô\u0301Thư\u0300a", "số Thừa", "Thừa", "Thư\u0300a"),
    ],
)
def test_words_are_read_normalised_and_parted_and_quoted_raw(
    raw: str, text: str, word: str, quoted: str
) -> None:
    view = TextView(raw)
    start = view.text.index(word)
    assert view.text == text
    assert view.span(start, start + len(word)).text == quoted


@given(TEXTS)
def test_a_boundary_takes_nothing_from_the_text(raw: str) -> None:
    """What is quoted around a boundary is glued as the raw text is."""
    view = TextView(raw)
    for seam in view.seams:
        left, right = (
            view.raw_bounds(seam.at - 2, seam.at - 1),
            view.raw_bounds(seam.at, seam.at + 1),
        )
        assert left[1] <= right[0]
        assert view.span(seam.at - 2, seam.at + 1).text == raw[left[0] : right[1]]
    assert len(view.text) - len(view.seams) == len("".join(_parted(view)))


def _parted(view: TextView) -> list[str]:
    """Return the pieces of a view between its boundaries."""
    bounds = [0, *(seam.at for seam in view.seams), len(view.text) + 1]
    return [view.text[a : b - 1] for a, b in itertools.pairwise(bounds)]


def test_an_offset_outside_the_view_is_refused() -> None:
    with pytest.raises(ValueError, match="not within a view of 2"):
        TextView("ab").span(1, 3)


def test_of_a_million_marks_on_a_letter_those_a_letter_may_have_are_read() -> None:
    raw = "a" + "\u0301\u0323" * 500_000 + " b"
    view = TextView(raw)
    assert len(view.text) < 40
    assert view.span(0, 1).end == len(raw) - 2
    assert view.span(len(view.text) - 1, len(view.text)).text == "b"
