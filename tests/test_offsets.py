"""Offsets are sacred: every span of every record quotes the text that it indexes."""

import gzip
import random
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bench.offsets import broken_spans
from tinvan.document import Document, Source
from tinvan.facts import AnyFact
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read.columns import Columns
from tinvan.read.rejects import Reject
from tinvan.read.rows import read_row
from tinvan.spans import Span
from tinvan.view import TextView

TEXTS = sorted((Path(__file__).parents[1] / "corpus" / "texts").glob("*.txt"))
CORPUS = sorted(random.Random(5).sample(TEXTS, 16))  # three seconds each
SOME = 150  # real articles; `python bench/offsets.py` takes all

# What rules look for, and what hostile or broken pages put between.
PIECES = st.one_of(
    st.sampled_from(
        ["Sáng 17-9, ", "ông Lê Văn An, ", "Phó Chủ tịch UBND tỉnh ", "Bộ Y tế ", "Sở TT-TT ",
         "đạt 19,10%", "xếp thứ 86/193", "tăng 31 bậc ", "khoảng 35-40% ", "từ 2 đến ",
         "năm 2025", " tỉnh, thành phố", ". ", "\n\n", "(", ")", " của ", " và ", "cho biết: “",
         "sốThừa Thiên Huế", "TP HCMNếu ", "2020Bộ trưởng "]
    ),
    st.sampled_from(["\u200b", "\u00ad", "\u00a0", "\ufeff", "\x00", "\u0301", "\r\n", "\u2028"]),
    st.text(max_size=4),
)  # fmt: skip


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


def check(pipeline: Pipeline, content: str) -> Document:
    """Run the pipeline on a text and check every span."""
    source = Source(doc_id="x", content=content, metadata=Metadata(published="2020-09-17"))
    document = pipeline(source)
    assert document.view.raw == content
    assert not list(broken_spans(document))
    return document


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=st.lists(PIECES, max_size=30).map("".join))
@example(content="")
@example(content="\x00")
@example(content="Tin\n\nTỉ lệ đa\u0323t 19,\u200b10\u00a0%.")
def test_spans_hold_in_any_text(pipeline: Pipeline, content: str) -> None:
    check(pipeline, content)


def decorated(text: str, chance: random.Random) -> str:
    """Return a text as other sites would publish it: decomposed, with invisible characters."""
    made = []
    for character in text:
        if chance.random() < 0.3:
            character = unicodedata.normalize("NFD", character)
        if character == " " and chance.random() < 0.3:
            character = "\u00a0"
        if chance.random() < 0.1:
            character += chance.choice(["\u200b", "\u00ad", "\u2060", "\ufeff"])
        made.append(character)
    return "".join(made)


def slots(fact: AnyFact) -> dict[str, Any]:
    """Return all that a fact says, its spans as the normalised text that they quote."""

    def plain(value: object) -> object:
        if isinstance(value, Span):
            return TextView(value.text).text
        return [plain(one) for one in value] if isinstance(value, tuple) else value

    return {k: plain(v) for k, v in msgspec.structs.asdict(fact).items() if k != "id"}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_decoration_changes_offsets_and_nothing_else(pipeline: Pipeline, path: Path) -> None:
    text = path.read_bytes().decode()
    plain, other = check(pipeline, text), check(pipeline, decorated(text, random.Random(path.name)))
    assert [other.text_of(s) for s in other.sentences] == [
        plain.text_of(s) for s in plain.sentences
    ]
    assert [slots(fact) for fact in other.facts] == [slots(fact) for fact in plain.facts]


def test_spans_hold_in_real_articles(pipeline: Pipeline, real: Path) -> None:
    with gzip.open(real / "data" / "news.jsonl.gz") as file:
        lines = list(file)
    for line in random.Random(7).sample(lines, SOME):
        row = read_row(line, "news.jsonl.gz", 1, Columns())
        assert not isinstance(row, Reject)
        assert not list(broken_spans(pipeline(row)))
