"""Answers that stand apart from their figure: around it, or with figures before the last."""

import tinvan
from tinvan.document import Document, Source
from tinvan.facts import Percentage
from tinvan.models.decide import figure_of
from tinvan.models.figures import Figure, Figures
from tinvan.models.questions import ask
from tinvan.models.reader import WordReader
from tinvan.models.spans import answer
from tinvan.pipeline import Pipeline, rule_stages


def read(text: str) -> Document:
    return Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))


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
