"""Models that choose among readings, and how they are trained."""

import json
from pathlib import Path

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

import tinvan
from tinvan.assemble.antecedents import Antecedents
from tinvan.assemble.growth import Growth
from tinvan.cli import main
from tinvan.document import Document, Source
from tinvan.errors import RuleError
from tinvan.facts import Percentage, Quantity
from tinvan.models import weights as weights_module
from tinvan.models.decide import Models, figure_of
from tinvan.models.figures import Figures
from tinvan.models.questions import PHRASES, ask
from tinvan.models.reader import WordReader
from tinvan.models.spans import answer, softmax
from tinvan.models.weights import Weights
from tinvan.pipeline import Pipeline, rule_stages
from tinvan.ruleset import find_rules, load_word_lists
from training.fit import Example, fit

ARTICLE = """Nông thôn mới ở huyện Sông Mây

Đến hết tháng 9-2020, tỉ lệ hộ nghèo của huyện Sông Mây còn 4,2%, giảm 1,1% so với cùng kỳ.
Xã Đồng Tranh đứng thứ 3 của huyện về chỉ số hài lòng. Dự kiến năm 2021 huyện xây 12 cây cầu.
"""


@pytest.fixture(scope="module")
def by_rules() -> Document:
    return Pipeline(rule_stages())(Source(doc_id="a.txt", content=ARTICLE))


def reader() -> WordReader:
    return WordReader.load()


def test_every_fact_says_how_sure_it_is() -> None:
    facts = tinvan.extract(ARTICLE, published="2020-10-05")
    assert len(facts) >= 4
    assert all(fact.confidence is not None and 0 < fact.confidence < 1 for fact in facts)


def test_the_same_article_gives_the_same_facts() -> None:
    first, second = (tinvan.extract(ARTICLE, published="2020-10-05") for _ in range(2))
    assert first == second


def test_a_rate_of_growth_is_a_rise() -> None:
    text = "Tăng trưởng tín dụng của Ngân hàng Phú Thọ đạt 12,5% trong năm 2020."
    rate = next(f for f in tinvan.extract(text) if isinstance(f, Percentage))
    assert rate.measure == "increase"


@pytest.mark.parametrize(
    ("indicator", "rule", "measure"),
    [
        ("Tăng trưởng tín dụng", "level", "increase"),
        ("mục tiêu tăng trưởng kinh tế", "bare", "increase"),
        ("Mức giảm của giá thuê", "level", "decrease"),
        ("Mức giảm trừ gia cảnh", "level", "level"),
        ("Số doanh nghiệp đạt mục tiêu tăng trưởng", "level", "level"),
        ("Tỷ lệ tăng trưởng của nhóm", "share", "level"),
    ],
)
def test_what_is_measured_tells_growth(indicator: str, rule: str, measure: str) -> None:
    text = "Tỉ lệ này là 5%."
    known = next(f for f in tinvan.extract(text) if isinstance(f, Percentage))
    fact = msgspec.structs.replace(
        known, indicator=indicator, rule=f"percentage.{rule}", measure="level"
    )
    assert Growth.load().of(fact).measure == measure


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("trường", "Trường Đại học Sông Mây"),
        ("trường này", "Trường Đại học Sông Mây"),
        ("học sinh", "học sinh"),
        ("ngân hàng", "ngân hàng"),
    ],
)
def test_a_subject_that_points_back_is_named(phrase: str, name: str) -> None:
    text = "Trường Đại học Sông Mây tuyển 500 sinh viên. Năm nay, trường vượt 30% chỉ tiêu."
    document = Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))
    antecedents = Antecedents(load_word_lists("lexicons/clause_words"))
    assert antecedents.named(document, phrase, text.index("30%")) == name


@pytest.mark.parametrize(
    ("said", "phrase", "name"),
    [
        ("ngân hàng này", "ngân hàng này", "Sacombank"),
        ("ngân hàng này", "ngân hàng", "Sacombank"),
        ("các ngân hàng này", "ngân hàng", "ngân hàng"),
        ("ngân hàng trên địa bàn", "ngân hàng", "ngân hàng"),
        ("trường này", "trường này", "Trường Đại học Sông Mây"),
        ("bộ này", "bộ này", "Bộ Y tế"),
    ],
)
def test_what_was_named_near_goes_before_a_fuller_name_further_back(
    said: str, phrase: str, name: str
) -> None:
    text = (
        "Ngân hàng Nhà nước, Bộ Y tế và Trường Đại học Sông Mây họp báo hôm qua. Trời mưa to. "
        "Tại Sacombank, khách đông. "
        f"Lãi suất của {said} giảm 2% so với tháng trước."
    )
    document = Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))
    antecedents = Antecedents(load_word_lists("lexicons/clause_words"))
    assert antecedents.named(document, phrase, text.index("2%")) == name


def test_what_a_change_started_from_is_dated_before_it() -> None:
    text = "Từ ngày 15/5/2023, phí qua cầu Bến Tắm giảm từ 5% xuống còn 3% giá trị hàng."
    first, second = (f.date for f in tinvan.extract(text) if isinstance(f, Percentage))
    assert first is not None
    assert second is not None
    assert (first.start, first.end) == (None, "2023-05-14")
    assert (second.start, second.end) == ("2023-05-15", None)


def test_no_measure_is_its_own_owner() -> None:
    text = "Kết phiên, VN-Index tăng 4,56 điểm (+0,44%), HNX-Index giảm 0,28 điểm (-0,45%)."
    for share in (f for f in tinvan.extract(text) if isinstance(f, Percentage)):
        assert share.indicator
        assert share.indicator not in (share.subject or "")


def test_an_owner_that_is_named_behind_the_figure_is_taken() -> None:
    text = "Khu vực tư nhân tăng 9%, trong khi Sở Công Thương ghi nhận mức 4% của khu vực nhà nước."
    shares = [f for f in tinvan.extract(text) if isinstance(f, Percentage)]
    assert shares[1].subject == "khu vực nhà nước"


@pytest.mark.parametrize(
    "text", ["Giá dầu giao tháng 12 tăng 2%.", "Giá cà phê kỳ hạn tháng 1 tăng 2%."]
)
def test_the_month_of_delivery_dates_nothing(text: str) -> None:
    rise = next(
        f for f in tinvan.extract(text, published="2021-11-15") if isinstance(f, Percentage)
    )
    assert rise.date is not None
    assert (rise.date.start, rise.date.basis) == ("2021-11-15", "published")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Phía tây nhiều mây, có mưa rào. Nhiệt độ thấp nhất 21-24 độ C.\n\n"
            "Phía đông ngày nắng, gió nhẹ. Nhiệt độ thấp nhất 22-25 độ C.\n\n"
            "Hôm qua, nhiệt độ cao nhất đo được là 41 độ C.",
            [("21-24", "forecast"), ("22-25", "forecast"), ("41", "actual")],
        ),
        (
            "Bão gây mưa rào, 3 người chết.\n\nTại Huế, gió giật mạnh quật đổ 500 cây xanh.\n\n"
            "Mưa vừa cùng gió tây làm 3 xã mất điện.",
            [("3", "actual"), ("500", "actual"), ("3", "actual")],
        ),
        (
            "Không khí lạnh gây mưa rào ở phía bắc, lượng mưa 50 mm.\n\n"
            "Rãnh thấp gây mưa vừa, nhiệt độ thấp nhất 20 độ C.\n\n"
            "Gió đông bắc mạnh, sóng biển cao từ 2-4 mét. Cả 12 cấp học nghỉ.",
            [("50", "forecast"), ("20", "forecast"), ("2-4", "forecast"), ("12", "actual")],
        ),
    ],
    ids=["a bulletin needs no word of the future", "what a storm did", "what brings weather"],
)
def test_a_weather_bulletin_foretells(text: str, told: list[tuple[str, str]]) -> None:
    facts = tinvan.extract(text, published="2023-06-15")
    assert [(f.anchor.text, f.modality) for f in facts if isinstance(f, Quantity)] == told


def test_one_word_of_the_weather_makes_no_bulletin() -> None:
    text = "Dưới cơn mưa rào, 12 công nhân vẫn làm việc."
    (fact,) = tinvan.extract(text, published="2023-06-15")
    assert isinstance(fact, Quantity)
    assert fact.modality == "actual"


def test_a_plan_is_not_dated_by_how_far_it_looks() -> None:
    text = "Đề án giai đoạn 2026-2030, tầm nhìn đến năm 2045 có 14 nhiệm vụ."
    (count,) = tinvan.extract(text, published="2026-03-15")
    assert count.date is not None
    assert (count.date.start, count.date.end) == ("2026-01-01", "2030-12-31")


def test_the_month_in_which_something_was_handed_over_dates_it() -> None:
    text = "Số hàng được giao tháng 10 đạt 20 tấn."
    (count,) = tinvan.extract(text, published="2021-11-15")
    assert count.date is not None
    assert (count.date.start, count.date.end) == ("2021-10-01", "2021-10-31")


def test_less_sure_facts_are_left_out_on_demand(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text(ARTICLE, encoding="utf-8")

    def sure(*options: str) -> list[float]:
        arguments = ["extract", str(page), "--out", "-", "-q", *options]
        ran = CliRunner().invoke(main, arguments)
        assert ran.exit_code == 0, ran.output
        return [json.loads(line)["confidence"] for line in ran.stdout.splitlines()]

    every = sure()
    floor = sorted(every)[len(every) // 2]
    assert sure("--min-confidence", str(floor)) == [p for p in every if p >= floor]
    ran = CliRunner().invoke(main, ["extract", str(page), "--min-confidence", "7"])
    assert ran.exit_code == 2
    assert "0<=x<=1" in ran.output


def test_no_answer_runs_over_its_figure_or_begins_with_a_function_word(by_rules: Document) -> None:
    figures = Figures(by_rules, reader())
    asked = 0
    for fact in by_rules.facts:
        figure = figure_of(by_rules, figures, fact, None, None)
        if figure is None or figure.kind not in PHRASES:
            continue
        for slot in PHRASES[figure.kind]:
            question = ask(by_rules, figures, figure, slot, {})
            texts = [answer(by_rules, question, at) or "" for at in range(len(question.spans))]
            assert texts
            assert not [text for text in texts if fact.anchor.text in text]
            assert not [text for text in texts if text.startswith(("của ", "và ", "được "))]
            asked += 1
    assert asked >= 4


def test_phrases_are_found_as_tokens(by_rules: Document) -> None:
    sentence = by_rules.sentences[1]
    words = reader().read(by_rules, sentence)
    found = words.find(by_rules, "huyện Sông Mây", len(words.words))
    assert found is not None
    first, last = (words.words[at] for at in found)
    assert by_rules.view.text[first.start : last.end] == "huyện Sông Mây"
    assert words.find(by_rules, "huyện Sông", 0) is not None
    assert words.find(by_rules, "huyện Sông M", 0) is None


def test_every_model_is_installed() -> None:
    models = Models.load()
    assert models.confidence is not None
    assert set(models.phrases) == {
        (kind, slot) for kind, slots in PHRASES.items() for slot in slots
    }


def test_weights_that_are_no_weights_are_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights_module, "find_rules", lambda: tmp_path)
    with pytest.raises(RuleError, match="there is no such file"):
        Weights.load("date")
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "date.json").write_text('{"token": 1}')
    with pytest.raises(RuleError, match=r"training\.train"):
        Weights.load("date")


def test_files_of_weights_are_what_training_writes() -> None:
    files = set((find_rules() / "models").glob("*.json"))
    for file in sorted(files - {find_rules() / "models" / "clusters.json"}):
        content = msgspec.json.decode(file.read_bytes(), type=weights_module.WeightsFile)
        assert content.token or content.candidate, file.name
        assert content.made_by.startswith("python -m training.train")


def test_softmax_is_a_distribution() -> None:
    given = softmax(np.array([1000.0, 1000.0, -1000.0]))
    assert given == pytest.approx([0.5, 0.5, 0.0])


def example(right: int, hint: str) -> Example:
    """Return a sentence of four tokens, each a possible answer, one of them right."""
    tokens = [["word", hint] if at == right else ["word"] for at in range(4)]
    spans = np.array([(at, at) for at in range(4)], dtype=np.int64)
    rewards = np.array([float(at == right) for at in range(4)] + [0.0])
    return Example(f"article {right}", tokens, spans, [["none"]], rewards)


def test_fitting_finds_what_tells_the_right_answer() -> None:
    examples = [example(at % 4, "hint") for at in range(24)]
    content = fit(examples, "test")
    assert content.token["hint"][0] > 0.5
    assert content.candidate["none"] < 0
    assert fit(examples, "test") == content


def test_features_seen_too_seldom_are_not_learned() -> None:
    examples = [example(at % 4, "hint") for at in range(24)] + [example(1, "seldom")]
    assert "seldom" not in fit(examples, "test").token
