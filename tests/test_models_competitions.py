"""Answers that stand apart from their figure: around it, or in another sentence."""

import pytest

import tinvan
from tinvan.document import Document, Source
from tinvan.facts import Percentage, Ranking
from tinvan.models.competitions import Competitions
from tinvan.models.decide import figure_of
from tinvan.models.figures import Figure, Figures
from tinvan.models.questions import ask
from tinvan.models.reader import WordReader
from tinvan.models.spans import answer
from tinvan.pipeline import Pipeline, rule_stages


def read(text: str) -> Document:
    return Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))


def named(text: str) -> list[tuple[str, str]]:
    """Return the competitions that a text names, as seen from a sentence without any."""
    document = read(f"Mở đầu.\n\n{text}\n\nĐội này đứng thứ 5.")
    last = document.sentences[-1]
    return [(name, kind) for name, kind, _ in Competitions(document).around(last)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Họ đá ở La Liga mùa này.", [("La Liga", "league")]),
        ("Tại giải Ngoại hạng Anh 2016-17, họ thắng.", [("Ngoại hạng Anh 2016-17", "league")]),
        ("Họ dự VCK U20 World Cup 2017.", [("U20 World Cup 2017", "cup")]),
        ("Cô leo lên trên bảng xếp hạng WTA.", [("WTA", "tour")]),
        (
            "Giải bóng đá nữ Hoa Sen mở rộng đã bế mạc.",
            [("Giải bóng đá nữ Hoa Sen mở rộng", "whole")],
        ),
        ("Theo bảng xếp hạng Sao Mai Index, tỉnh tiến bộ.", [("Sao Mai Index", "table")]),
        ("Đây là danh sách những cây cầu dài nhất.", [("cây cầu dài nhất", "most")]),
        ("Vận động viên cầu lông bật nhảy.", []),
    ],
)
def test_competitions_and_tables_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert named(text) == found


def test_a_competition_of_the_sentence_itself_is_no_further_candidate() -> None:
    document = read("Họ dự La Liga.\n\nĐội đứng thứ 5 La Liga, thứ 9 Serie A.")
    assert Competitions(document).around(document.sentences[-1]) == ()


def test_of_many_competitions_those_told_most_are_kept() -> None:
    names = [f"Giải Sao {chr(65 + at // 26)}{chr(65 + at % 26)}" for at in range(60)]
    kept = dict(named(". ".join([*names, "Giải Sao AA"])))
    assert len(kept) == 40
    assert "Giải Sao AA" in kept


def test_a_rank_is_by_the_league_that_the_story_is_about() -> None:
    text = (
        "La Liga trở lại sau kỳ nghỉ\n\nLa Liga tuần này có 10 trận. Alonzo ghi hai bàn cho đội "
        "nhà trước khi rời sân.\n\nSau trận thắng, Real Madrid đứng thứ 3 với 40 điểm."
    )
    ranks = [f for f in tinvan.extract(text, published="2023-02-01") if isinstance(f, Ranking)]
    assert [f.index for f in ranks] == ["La Liga"]


def test_a_verb_and_its_object_measure_around_the_figure() -> None:
    text = "Quân chính phủ hiện chỉ kiểm soát 57% lãnh thổ của nước này."
    (share,) = (f for f in tinvan.extract(text) if isinstance(f, Percentage))
    assert share.indicator == "kiểm soát lãnh thổ"


def test_answers_around_the_figure_leave_it_out() -> None:
    document = read("Hãng đã bán hơn 49% vốn của mình cho một quỹ.")
    figures = Figures(document, WordReader.load())
    fact = next(f for f in document.facts if isinstance(f, Percentage))
    figure = figure_of(document, figures, fact, None, None)
    assert figure is not None
    found = {}
    for slot in ("indicator", "subject"):
        asked = ask(
            document, figures, figure, slot, {"indicator": None} if slot == "subject" else {}
        )
        found[slot] = {answer(document, asked, at) for at in range(len(asked.spans))}
    assert "bán vốn" in found["indicator"]
    assert not any("49" in (text or "") for text in found["indicator"])
    assert "bán vốn" not in found["subject"]


def test_what_measures_comes_back_from_before_the_last_figure() -> None:
    text = (
        "Tỉ lệ hộ nghèo của xã Đồng Tranh là 4%. Thu nhập bình quân của xã tăng 12%. "
        "Tỉ lệ hộ nghèo của xã Sông Mây là 5%."
    )
    document = read(text)
    figures = Figures(document, WordReader.load())
    facts = [f for f in document.facts if isinstance(f, Percentage)]
    last: Figure | None = None
    for fact in facts:
        last = figure_of(document, figures, fact, last, None)
    assert last is not None
    asked = ask(document, figures, last, "indicator", {})
    told = [c for c in asked.candidates if "told" in c.features]
    assert len(told) == 2
