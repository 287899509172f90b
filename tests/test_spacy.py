"""`tinvan.spacy` and `tinvan spacy`: Docs as a user of spaCy expects them."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("spacy", reason="pip install 'tinvan[spacy]'")

import spacy
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.vocab import Vocab

import tinvan.spacy
from tests.bundled import CorpusRun
from tinvan.cli import main
from tinvan.document import Document
from tinvan.score import compare_all, score
from tinvan.score.files import read_facts
from tinvan.spacy.labels import COLOURS, ENTITIES
from tinvan.spacy.tokens import cut, pieces_of, words_and_spaces
from tinvan.values.public import FIELDS

ROOT = Path(__file__).parents[1]
TEXT = (
    "  Quảng Ninh đẩy nhanh số hóa\r\n\r\n"
    "Sáng 12-10, Thứ trưởng Bộ TT-TT  Phan Quốc Ân cho biết tỉnh\u00a0Quảng Ninh "
    "xếp hạng 86/193, tăng 52,5% so với năm ngoái.\n"
    "Theo Quyết định 766/QĐ-TTg, TP.HCM chi 15.000 tỷ đồng cho 40.000 tấn vật tư lần thứ ba. \n"
)
WITHOUT_PYVI = {"nlp": {"tokenizer": {"use_pyvi": False}}}


@pytest.fixture(scope="module")
def nlp() -> Language:
    return tinvan.spacy.blank("2020-10-12")


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_words_are_ours_and_the_text_is_kept(doc: Doc) -> None:
    assert doc.text == TEXT
    words = [token.text for token in doc if not token.is_space]
    assert {"Thứ trưởng", "Phan Quốc Ân", "Quảng Ninh", "TP.HCM"} <= set(words)
    assert all(TEXT[token.idx : token.idx + len(token)] == token.text for token in doc)


@given(st.text(alphabet=" \t\n\r\u00a0\u200b\u0301aắẮ1.,%Ân-“", max_size=40))
def test_the_text_is_kept_whatever_the_blanks(text: str) -> None:
    assert tinvan.spacy.Tokenizer(spacy.blank("xx").vocab)(text).text == text


@pytest.mark.parametrize("text", ["", " ", "\n", "\u200b", "TP HCMNếu có 5%\u200b dân"])
def test_texts_that_are_hardly_any_are_read(nlp: Language, text: str) -> None:
    assert nlp(text).text == text


def test_entities_have_the_labels_of_ontonotes(doc: Doc) -> None:
    assert [(entity.text, entity.label_) for entity in doc.ents] == [
        ("Quảng Ninh", "GPE"), ("Sáng 12-10", "DATE"), ("Bộ TT-TT", "ORG"),
        ("Phan Quốc Ân", "PERSON"), ("tỉnh\u00a0Quảng Ninh", "GPE"), ("86/193", "ORDINAL"),
        ("52,5%", "PERCENT"), ("năm ngoái", "DATE"), ("766/QĐ-TTg", "LAW"), ("TP.HCM", "GPE"),
        ("15.000 tỷ đồng", "MONEY"), ("40.000 tấn", "QUANTITY"), ("thứ ba", "ORDINAL"),
    ]  # fmt: skip
    assert set(FIELDS) <= set(ENTITIES)
    assert set(ENTITIES.values()) | set(FIELDS) | {"person", "post", "agency", "place"} <= set(
        COLOURS
    )


def test_names_that_the_registry_knows_have_its_ids(doc: Doc) -> None:
    known = {entity.text: entity.kb_id_ for entity in doc.ents}
    assert known["Bộ TT-TT"] == "vn.bo-thong-tin-va-truyen-thong"
    assert known["Phan Quốc Ân"] == ""


def test_sentences_are_ours(doc: Doc) -> None:
    starts = [sentence.text.strip()[:10] for sentence in doc.sents]
    assert starts == ["Quảng Ninh", "Sáng 12-10", "Theo Quyết"]


def test_spans_hold_values_names_and_anchors_with_their_records(doc: Doc) -> None:
    spans = {(span.text, span.label_): span for span in doc.spans["tinvan"]}
    (date,) = spans["Sáng 12-10", "date"]._.tinvan
    assert (date["first"], date["filled"]) == ("2020-10-12", ("year",))
    (post,) = spans["Thứ trưởng", "post"]._.tinvan
    assert post["rule"] == "post.bo-truong"
    (official,) = spans["Phan Quốc Ân", "fact.official"]._.tinvan
    assert official["organisation"]["name"] == "Bộ Thông tin và Truyền thông"
    for span in doc.spans["tinvan"]:
        for record in span._.tinvan:
            where = record.get("anchor", record)
            assert (span.start_char, span.end_char) == (where["start"], where["end"])
    assert doc[0:1]._.tinvan == ()


def test_facts_are_those_of_extract(doc: Doc) -> None:
    facts = tinvan.extract(TEXT, published="2020-10-12")
    assert doc._.tinvan_facts == facts
    anchors = {(fact.anchor.start, fact.anchor.end) for fact in facts}
    assert {(s.start_char, s.end_char) for s in doc.spans["tinvan_facts"]} == anchors
    assert doc._.tinvan_lines[0].label == "title"


def test_what_is_known_beside_a_text_is_used(nlp: Language) -> None:
    known = {"published": "2021-03-02", "url": "https://tin.example/1", "doc_id": "b"}
    made = tinvan.spacy.make_doc(nlp, "Hôm qua, xã đạt 52,5%.", **known)
    for found in (nlp(made), *nlp.pipe([made])):
        (fact,) = found._.tinvan_facts
        assert (fact.doc_id, fact.url) == ("b", "https://tin.example/1")
        assert fact.date is not None
        assert fact.date.start == "2021-03-01"


def test_other_words_are_cut_where_something_starts_or_ends(doc: Doc) -> None:
    nlp = spacy.blank("vi", config=WITHOUT_PYVI)
    nlp.add_pipe("tinvan", config={"published": "2020-10-12"})
    found = nlp(TEXT)
    assert found.text == TEXT
    same = [[(s.text, s.label_) for s in d.spans["tinvan"]] for d in (found, doc)]
    assert same[0] == same[1]


def test_words_that_something_is_on_are_not_cut() -> None:
    nlp = spacy.blank("vi", config=WITHOUT_PYVI)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "NUM", "pattern": "đạt"}])  # type: ignore[attr-defined]
    nlp.add_pipe("tinvan")
    found = nlp("Xã đạt 52,5%.")
    assert [entity.label_ for entity in found.ents] == ["NUM"]
    assert {span.label_ for span in found.spans["tinvan"]} == {"percentage", "fact.percentage"}


def test_docs_are_kept_on_disk_and_between_processes(
    nlp: Language, doc: Doc, tmp_path: Path
) -> None:
    tinvan.spacy.to_docbin([doc], tmp_path / "tin.spacy")
    (kept,) = DocBin().from_disk(tmp_path / "tin.spacy").get_docs(nlp.vocab)
    nlp.to_disk(tmp_path / "nlp")
    for found in (kept, spacy.load(tmp_path / "nlp")(TEXT), *nlp.pipe([TEXT], n_process=2)):
        assert found.to_json() == doc.to_json()
        assert found._.tinvan_facts == doc._.tinvan_facts
        assert found._.tinvan_lines == doc._.tinvan_lines
        for one, other in zip(found.spans["tinvan"], doc.spans["tinvan"], strict=True):
            assert json.dumps(one._.tinvan) == json.dumps(other._.tinvan)


def test_contexts_of_pipe_stay_with_their_docs(nlp: Language) -> None:
    texts = [("Xã đạt 5%.", 1), ("Xã đạt 6%.", 2)]
    found = [(doc.ents[0].text, number) for doc, number in nlp.pipe(texts, as_tuples=True)]
    assert found == [("5%", 1), ("6%", 2)]


def test_pages_show_each_type_in_its_colour(doc: Doc) -> None:
    spans, entities = tinvan.spacy.render(doc), tinvan.spacy.render([doc], "ent", page=True)
    assert COLOURS["money"] in spans
    assert "fact.official" in spans
    assert entities.startswith("<!DOCTYPE html>")
    assert COLOURS["ORG"] in entities


def test_the_command_writes_what_spacy_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.html").write_text("<h1>Tin xã</h1><p>Xã đạt 52,5% hộ khá.</p>", "utf-8")
    (tmp_path / "c.txt").write_text("", encoding="utf-8")
    result = run("spacy", tmp_path, "--out", tmp_path / "tin.spacy", "--published", "2020-10-12")
    assert result.exit_code == 3
    assert "2 articles in" in result.stderr
    text, page = DocBin().from_disk(tmp_path / "tin.spacy").get_docs(spacy.blank("xx").vocab)
    assert text.text == TEXT
    assert text.user_data["tinvan_given"]["doc_id"] == "a.txt"
    assert [fact.anchor.text for fact in page._.tinvan_facts] == ["52,5%"]
    assert run("spacy", tmp_path / "a.txt", "-q", "--out", tmp_path / "t.html").exit_code == 0
    assert "fact.official" in (tmp_path / "t.html").read_text("utf-8")


def test_the_command_refuses_other_files(tmp_path: Path) -> None:
    result = run("spacy", tmp_path, "--out", tmp_path / "tin.json")
    assert result.exit_code == 2
    assert "ends neither in .spacy nor in .html" in result.stderr
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    missing = run("spacy", tmp_path / "a.txt", "--out", tmp_path / "a.txt" / "a.spacy")
    assert missing.exit_code == 1
    assert "cannot be written" in missing.stderr


def test_without_spacy_the_extra_is_named(tmp_path: Path) -> None:
    code = (
        "import importlib.util, sys\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda n, *p: None if n == 'spacy' else real(n, *p)\n"
        f"sys.argv = ['tinvan', 'spacy', '.', '--out', {str(tmp_path / 'a.spacy')!r}]\n"
        "try:\n    import tinvan.spacy\nexcept ImportError as error:\n    print(error)\n"
        "from tinvan.cli import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 1
    for shown in (done.stdout, done.stderr):
        assert "needs spacy" in shown or "need spacy" in shown
        assert "pip install 'tinvan[spacy]'" in shown
    assert "Traceback" not in done.stderr


def test_importing_tinvan_does_not_import_spacy() -> None:
    code = "import sys, tinvan.cli, tinvan.api; assert 'spacy' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


Fact = dict[str, Any]
VOCAB = Vocab()


def spans_of(facts: list[Fact]) -> dict[tuple[str, str], set[tuple[int, int]]]:
    """Return the anchors of facts by article and type, each once."""
    found: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for fact in facts:
        bounds = (fact["anchor"]["start"], fact["anchor"]["end"])
        found.setdefault((fact["doc_id"], fact["type"]), set()).add(bounds)
    return found


def exact(one: list[Fact], other: list[Fact]) -> list[Fact]:
    """Return facts by their anchors alone, without those that overlap one of the others in part."""
    others = spans_of(other)
    return [
        {"doc_id": doc_id, "type": kind, "anchor": {"start": start, "end": end}}
        for (doc_id, kind), bounds in spans_of(one).items()
        for start, end in sorted(bounds)
        if (start, end) in others.get((doc_id, kind), ())
        or all(b <= start or end <= a for a, b in others.get((doc_id, kind), ()))
    ]


def with_spans(document: Document, facts: list[Fact], others: list[Fact]) -> Doc:
    """Return a `Doc` with facts as spans, its words cut where they or others start and end."""
    own, near = (
        [fact for fact in each if fact["doc_id"] == document.source.doc_id]
        for each in (facts, others)
    )
    bounds = [(fact["anchor"]["start"], fact["anchor"]["end"]) for fact in (*own, *near)]
    text = document.view.raw
    pieces = cut(text, pieces_of(document), {border for both in bounds for border in both})
    words, spaces = words_and_spaces(text, pieces)
    doc = Doc(VOCAB, words=words, spaces=spaces)
    spans = [doc.char_span(*at, fact["type"]) for at, fact in zip(bounds, own, strict=False)]
    assert None not in spans
    doc.spans["facts"] = [span for span in spans if span]
    return doc


def test_detection_agrees_with_the_scorer_of_spacy(corpus_run: CorpusRun) -> None:
    documents = corpus_run.documents
    stated = read_facts(ROOT / "corpus" / "gold.jsonl")
    docs = [tinvan.spacy.to_doc(document) for document in documents.values()]
    spans = [span for doc in docs for span in doc.spans["tinvan_facts"]]
    made = [record for span in spans for record in span._.tinvan]
    gold, predictions = exact(stated, made), exact(made, stated)
    assert len(gold) > 0.8 * len(stated)
    ours = score(compare_all(gold, predictions)).types
    examples = [
        Example(with_spans(each, predictions, gold), with_spans(each, gold, predictions))
        for each in documents.values()
    ]
    theirs = Scorer.score_spans(
        examples, "facts", getter=lambda doc, key: doc.spans[key], allow_overlap=True
    )["facts_per_type"]
    assert set(theirs) >= {"percentage", "ranking", "official", "agency"}
    for kind, its in theirs.items():
        assert ours[kind].detection == pytest.approx((its["p"], its["r"], its["f"])), kind
