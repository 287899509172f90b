"""What models know of words and names beyond the figure's clause."""

from pathlib import Path

import pytest

from tinvan.document import Document, Source
from tinvan.errors import RuleError
from tinvan.models import clusters as clusters_module
from tinvan.models.clusters import Clusters
from tinvan.models.decide import figure_of
from tinvan.models.figures import Figures, around
from tinvan.models.names import Names
from tinvan.models.reader import WordReader
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


def test_clusters_of_a_token_are_its_own_and_of_the_pairs_it_is_in() -> None:
    known = Clusters({"doanh": (1, 10), "doanh thu": (2, 20)})
    assert known.of(["doanh", "thu"], 0) == ("c1", "f10", ">c2", ">f20")
    assert known.of(["doanh", "thu"], 1) == ("<c2", "<f20")
    assert known.of(["doanh", "số"], 0) == ("c1", "f10")


def test_clusters_that_are_none_are_refused_with_a_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clusters_module._read.cache_clear()
    monkeypatch.setattr(clusters_module, "find_rules", lambda: tmp_path)
    with pytest.raises(RuleError, match="there is no such file"):
        Clusters.load()
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "clusters.json").write_text("[]")
    with pytest.raises(RuleError, match=r"training\.clusters"):
        Clusters.load()
    clusters_module._read.cache_clear()


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
    part = around(read, sentence, at)
    text = read.view.text[part.start : part.end]
    assert "sản lượng tăng 5% so với trước" in text
    assert len(text) <= 1800
    assert read.view.text[part.start - 1].isspace()
    assert read.view.text[part.end].isspace()
    assert around(read, read.sentences[0], 0) == read.sentences[0]


def test_cells_and_numbered_lists_are_left_to_the_rules() -> None:
    items = "1. Hạ Long\n2. Hội An\n3. Huế\n4. Phú Quốc\n5. Đà Lạt\n"
    read = document(f"Nơi đẹp nhất\n\nTop 5 thành phố đáng đến nhất Việt Nam:\n{items}")
    figures = Figures(read, WordReader.load())
    listed = [fact for fact in read.facts if "numbered-list" in getattr(fact, "rule", "")]
    assert all(figure_of(read, figures, fact, None) is None for fact in listed)
    assert listed
