"""What models know of words and names beyond the figure's clause."""

import math
import re
from pathlib import Path

import numpy as np
import pytest

from tinvan.document import Document, Source
from tinvan.errors import RuleError
from tinvan.models import clusters as clusters_module
from tinvan.models.clusters import Clusters
from tinvan.models.decide import figure_of
from tinvan.models.features import Place, features_of
from tinvan.models.figures import Figures
from tinvan.models.names import Names
from tinvan.models.reader import WordReader
from tinvan.models.spans import Candidate, Question, SpanModel
from tinvan.models.sums import TokenSums
from tinvan.models.weights import LENGTHS, Weights, WeightsFile
from tinvan.pipeline import Pipeline, rule_stages

ARTICLE = """Sản lượng của tỉnh Bình Dương tăng

Tỉnh Bình Dương họp báo sáng nay. Sở Công Thương Bình Dương dự họp. Lãnh đạo tỉnh nói nhiều.
Thành phố Đà Nẵng cũng cử người đến. Mọi người về sớm. Trời mưa to. Đường rất đông.
Sản lượng tăng 5% so với năm trước.
"""


def document(text: str) -> Document:
    return Pipeline(rule_stages())(Source(doc_id="a.txt", content=text))


def test_words_that_stand_alike_share_a_cluster() -> None:
    known = Clusters.load()
    assert known.of_phrase("tỷ lệ hộ nghèo") == known.of_phrase("tỉ lệ người học") != "?"
    assert known.of_phrase("tỷ lệ hộ nghèo") != known.of_phrase("tỉnh Bắc Giang")
    assert known.of_phrase("qwertz") == "?"


def test_syllables_and_pairs_have_clusters_of_their_own() -> None:
    known = Clusters({"doanh": (1, 10), "doanh thu": (2, 20)})
    assert known.of_word("doanh") == ("c1", "f10")
    assert known.of_pair(("doanh", "thu")) == ("c2", "f20")
    assert known.of_word("thu") == known.of_pair(("doanh", "số")) == ()


def test_words_are_the_same_wherever_the_tone_mark_stands() -> None:
    def texts(content: str) -> tuple[str, ...]:
        read = document(content)
        return WordReader.load().read(read, read.sentences[0]).texts

    first = texts("Ủy ban tùy quý mà họp về thủy sản và sức khỏe.")
    assert first == texts("Uỷ ban tuỳ quý mà họp về thuỷ sản và sức khoẻ.")
    assert {"ủy", "tùy", "quý", "thủy", "khỏe"} <= set(first)


def test_clusters_that_are_none_are_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Clusters.load.cache_clear()
    monkeypatch.setattr(clusters_module, "find_rules", lambda: tmp_path)
    with pytest.raises(RuleError, match="there is no such file"):
        Clusters.load()
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "clusters.json").write_text("[]")
    with pytest.raises(RuleError, match=r"training\.clusters"):
        Clusters.load()
    Clusters.load.cache_clear()


def test_the_names_that_an_article_tells_most_of_can_be_carried_far() -> None:
    read = document(ARTICLE)
    last = read.sentences[-1]
    known = {text: features for text, features in Names(read).before(last) if "far" in features}
    assert any("Bình Dương" in text for text in known)
    for text, features in Names(read).before(last):
        assert read.view.text.find(text) < last.start
        assert len(features) == len(set(features))


def test_of_an_endless_sentence_the_part_around_the_figure_is_read() -> None:
    words = "từ này nối từ kia " * 400
    read = document(f"Tin vắn\n\n{words}sản lượng tăng 5% so với trước {words}.")
    at = read.view.text.index("5%")
    sentence = read.sentence_at(at)
    assert sentence is not None
    assert sentence.end - sentence.start > 4000
    figures = Figures(read, WordReader.load())
    part = figures.around(sentence, at)
    text = read.view.text[part.start : part.end]
    assert "sản lượng tăng 5% so với trước" in text
    assert len(text) <= 1800
    assert read.view.text[part.start - 1].isspace()
    assert read.view.text[part.end].isspace()
    assert figures.around(read.sentences[0], 0) == read.sentences[0]


def test_of_an_endless_sentence_full_of_figures_parts_are_shared() -> None:
    told = (f"sản lượng {n} tấn, tăng {n},{n}% so với trước của tỉnh " for n in range(11, 99))
    read = document(f"Tin vắn\n\n{''.join(told)}.")
    figures = Figures(read, WordReader.load())
    places = [found.start() for found in re.finditer("%", read.view.text)]
    sentences = [read.sentence_at(at) for at in places]
    parts = [figures.around(one, at) for one, at in zip(sentences, places, strict=True) if one]
    assert len(parts) == 88
    for part, at in zip(parts, places, strict=True):
        assert part.start <= max(at - 600, read.sentences[1].start + 1)
        assert part.end >= min(at + 500, read.sentences[-1].end)
        assert part.end - part.start <= 1800
    assert len({(part.start, part.end) for part in parts}) < 10


def asked(chances: dict[str, float]) -> Question:
    """Return a question whose answers are candidates, each as likely as told."""
    none = np.zeros((0, 2), dtype=np.int64)
    candidates = tuple(Candidate(text, [text]) for text in chances)
    return Question((), "rise", (), None, (), (), none, candidates)


def model(chances: dict[str, float], temperature: float = 1.0) -> SpanModel:
    scores = {text: math.log(chance) for text, chance in chances.items()}
    length = [0.0] * LENGTHS
    weights = Weights(WeightsFile("test", {}, scores, length, temperature))
    return SpanModel(weights, TokenSums([weights], Clusters({})))


def test_sums_by_parts_are_those_of_all_features() -> None:
    """What is learned is learned of features one by one, and asked for by parts."""
    text = "Chỉ số\n\nXã A có 3 trường. Tỉ lệ hộ nghèo (mới) của xã A tăng mạnh, đạt 61,7%; hết."
    read = document(text)
    reader = WordReader.load()
    models = [Weights.load(f"percentage.{slot}") for slot in ("indicator", "subject")]
    sums = TokenSums(models, reader.clusters)
    before, last = (reader.read(read, sentence) for sentence in read.sentences[-2:])
    figure = last.texts.index("#percentage")
    for place in (
        Place(before, {"last subject": (0, 1)}, name="P1"),
        Place(last, {"indicator": (0, 3), "subject": (7, 8)}, figure),
        Place(last, {}, 0),
    ):
        summed = [[m.of_token(tuple(known)) for m in models] for known in features_of(place, "x")]
        assert np.array_equal(sums(place, "x"), summed)
        assert np.any(summed)


def test_of_phrases_that_agree_the_likeliest_is_chosen() -> None:
    read = document("Tin vắn")
    chances = {"Lai Châu": 0.5, "Lai Châu đạt": 0.45, "tỉnh Lai Châu đạt được": 0.05}
    assert model(chances).choose(read, asked(chances)).text == "Lai Châu"
    # A phrase that much less agrees with gives way, however likely it is by itself.
    chances = {"Đà Nẵng": 0.4, "tỉnh Lai Châu": 0.35, "Lai Châu": 0.25}
    assert model(chances).choose(read, asked(chances)).text == "tỉnh Lai Châu"


def test_a_temperature_makes_less_sure() -> None:
    read = document("Tin vắn")
    chances = {"Lai Châu": 0.8, "Đà Nẵng": 0.2}
    sure = model(chances).choose(read, asked(chances))
    doubtful = model(chances, temperature=2.0).choose(read, asked(chances))
    assert sure.text == doubtful.text == "Lai Châu"
    assert sure.probability == pytest.approx(0.8, rel=1e-3)
    assert doubtful.probability == pytest.approx(2 / 3, rel=1e-3)


def test_a_verb_behind_a_name_ends_no_phrase() -> None:
    read = document("Hồ sơ trực tuyến\n\nNăm 2024, tỉnh Lai Châu đạt 61,7% hồ sơ trực tuyến.")
    words = WordReader.load().read(read, read.sentences[-1])
    texts = [word.text for word in words.words]
    assert words.loose[texts.index("đạt")][1]
    assert not words.loose[texts.index("châu")][1]


def test_cells_and_numbered_lists_are_left_to_the_rules() -> None:
    items = "1. Hạ Long\n2. Hội An\n3. Huế\n4. Phú Quốc\n5. Đà Lạt\n"
    read = document(f"Nơi đẹp nhất\n\nTop 5 thành phố đáng đến nhất Việt Nam:\n{items}")
    figures = Figures(read, WordReader.load())
    listed = [fact for fact in read.facts if "numbered-list" in getattr(fact, "rule", "")]
    assert all(figure_of(read, figures, fact, None, None) is None for fact in listed)
    assert listed
