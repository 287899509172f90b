"""Words and their classes: the same as underthesea gives for the same models."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinvan.segmentation import word_segmenter, word_tagger
from tinvan.segmentation.crf import CrfModel
from tinvan.segmentation.pieces import pieces
from tinvan.tokenise import align, segment
from tinvan.view import TextView

CORPUS = Path(__file__).parents[1] / "corpus" / "texts"
ODD = (
    "Xem http://vi.example/a(b)c?d=1, thư a.b@c.vn; TP.HCM, H'Mông, v.v... 3x4 43H-0530 A1B2 <3 :D",
    "Ngày 20.08.2014, 2014/08/20, 10:20:50; 4.123,2 và 60.542.000; 1_2 T.Ư NĐ-CP Th.S Tp. e-mail",
    "ʺaʺ Uỷ ban Hoà bình; BOS EOS 1.600m-2.000m =)) :) ♥‿♥ ==> -> ... -- 37°C 5% $ ½ ١٢",
    "x",
    "",
    " ",
)


@pytest.fixture(scope="module")
def windows() -> list[str]:
    """Lines of articles, and pieces of lines."""
    lines = list(ODD)
    for path in sorted(CORPUS.glob("*.txt")):
        lines += TextView(path.read_text("utf-8")).text.splitlines()
    return lines + [line[at : at + 45] for line in lines for at in range(0, len(line), 45)]


def test_words_are_those_of_underthesea(windows: list[str]) -> None:
    from underthesea import word_tokenize

    for window in windows:
        words = word_tokenize(window, use_token_normalize=False)
        assert segment(window, 7) == align(window, words, 7)


def test_classes_are_those_of_underthesea(windows: list[str]) -> None:
    from underthesea import pos_tag

    for window in windows[::3]:
        assert word_tagger()(window) == (pos_tag(window) if window.strip() else [])


def test_eth_is_taken_for_the_letter_that_it_looks_like() -> None:
    assert [token.text for token in segment("Ðà Nẵng ðẹp")] == ["Ðà Nẵng", "ðẹp"]


@given(st.text(st.sampled_from("aăĐ1.,:/-@'()= \n<>_%\u0301x"), max_size=40))
def test_pieces_hold_every_character_that_is_no_blank(text: str) -> None:
    bounds = pieces(text)
    assert bounds == sorted(bounds)
    assert "".join(text[start:end] for start, end in bounds) == "".join(text.split())
    words = word_segmenter()(text)
    assert {start for start, _ in words} <= {start for start, _ in bounds}


@pytest.mark.parametrize("text", ["http://" + "," * 5_000, "(" * 5_000, "a." * 5_000, "1-" * 5_000])
def test_pieces_of_hostile_texts_take_no_time(text: str) -> None:
    assert sum(end - start for start, end in pieces(text)) == len(text)


def test_a_file_that_is_no_model_is_told(tmp_path: Path) -> None:
    path = tmp_path / "models.bin"
    path.write_bytes(b"lCRF")
    with pytest.raises(ValueError, match="no CRF model"):
        CrfModel.load(path)
