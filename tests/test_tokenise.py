"""Word segmentation, aligned to the text that was segmented."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinvan.document import Document, Source, Token
from tinvan.tokenise import Tokenise, align
from tinvan.view import TextView

WINDOWS = st.text(st.sampled_from("abcăđớ 1.,%/-\n\u0301"), max_size=30)


def texts(tokens: tuple[Token, ...]) -> list[str]:
    return [token.text for token in tokens]


@given(WINDOWS, st.lists(WINDOWS, max_size=8), st.integers(0, 5))
def test_tokens_cover_every_character_in_order_whatever_the_segmenter_says(
    window: str, words: list[str], offset: int
) -> None:
    tokens = align(window, words, offset)
    covered = [at - offset for token in tokens for at in range(token.start, token.end)]
    assert covered == sorted(set(covered))
    assert all(window[at].isspace() for at in set(range(len(window))) - set(covered))
    for token in tokens:
        assert window[token.start - offset : token.end - offset] == token.text
        assert token.text == token.text.strip() != ""


@pytest.mark.parametrize(
    ("window", "words", "tokens"),
    [
        ("dịch vụ công", ["dịch vụ", "công"], ["dịch vụ", "công"]),
        ("dịch\n vụ công", ["dịch vụ", "công"], ["dịch\n vụ", "công"]),
        ("Uỷ ban họp", ["Ủy ban", "họp"], ["Uỷ ban", "họp"]),
        ("đạt 19,10%.", ["đạt", "19,10", "%", "."], ["đạt", "19,10", "%", "."]),
        ("ba chữ cuối", ["ba"], ["ba", "chữ cuối"]),
    ],
    ids=["plain", "blanks differ", "rewritten", "glued", "cut short"],
)
def test_words_are_found_again_in_the_text(
    window: str, words: list[str], tokens: list[str]
) -> None:
    assert texts(align(window, words)) == tokens


def test_the_default_segmenter_splits_a_window_and_leaves_logging_alone() -> None:
    handlers, level = list(logging.getLogger().handlers), logging.getLogger().level
    text = "Hôm qua, tỉnh công bố thủ tục hành chính trực tuyến."
    document = Document(source=Source(doc_id="x", content=text), view=TextView(text))
    tokenise = Tokenise()(document).tokenise
    assert tokenise is not None
    start = text.index("thủ tục")
    assert texts(tokenise(start, len(text))) == ["thủ tục", "hành chính", "trực tuyến", "."]
    assert tokenise(start, len(text))[0].start == start
    assert logging.getLogger().handlers == handlers
    assert logging.getLogger().level == level
