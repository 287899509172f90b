"""`tinvan convert`: labels go to the forms of annotation tools and come back as they were."""

import codecs
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tinvan.cli import main
from tinvan.convert import Article, brat, forms, label_studio, read_gold, read_texts
from tinvan.convert.articles import checked, in_order
from tinvan.convert.label_studio_config import labelling_config
from tinvan.convert.slots import KINDS, SLOTS, Record, Slot
from tinvan.facts import CORE_SLOTS

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
OUTS = ("labels.json", "brat", "labels.spacy")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def there_and_back(articles: tuple[Article, ...], out: str, folder: Path) -> tuple[Article, ...]:
    if out.endswith(".spacy"):
        pytest.importorskip("spacy", reason="pip install 'tinvan[spacy]'")
    forms.write(folder / out, articles)
    return forms.read(folder / out, {})


def by_name(articles: tuple[Article, ...]) -> dict[str, Article]:
    return {article.doc_id: article for article in articles}


@pytest.fixture(scope="module")
def corpus() -> tuple[Article, ...]:
    return read_gold(CORPUS / "gold.jsonl", read_texts(CORPUS / "texts"))


@pytest.mark.parametrize("out", OUTS)
def test_the_gold_set_comes_back_byte_for_byte(out: str, tmp_path: Path) -> None:
    if out.endswith(".spacy"):
        pytest.importorskip("spacy", reason="pip install 'tinvan[spacy]'")
    there, back = tmp_path / out, tmp_path / "gold.jsonl"
    gold = CORPUS / "gold.jsonl"
    assert run("convert", gold, there, "--texts", CORPUS / "texts").exit_code == 0
    assert run("convert", there, back).exit_code == 0
    assert sorted(back.read_bytes().splitlines()) == sorted(gold.read_bytes().splitlines())


@pytest.mark.parametrize("out", OUTS)
@pytest.mark.parametrize(
    ("gold", "texts"), [("gold/dev.jsonl", "gold/dev"), ("gold/seeds.jsonl", "seeds")]
)
def test_labels_of_real_articles_come_back(
    gold: str, texts: str, out: str, tmp_path: Path, real: Path
) -> None:
    articles = read_gold(real / gold, read_texts(real / texts))
    back = there_and_back(articles, out, tmp_path)
    assert by_name(back) == by_name(articles)
    facts = [fact for article in articles for fact in article.facts]
    assert sorted(facts, key=str) == sorted(given_facts(real / gold), key=str)


def given_facts(path: Path) -> list[Record]:
    """Return the facts of a file, their slots in our order, which is that of the contract."""
    found = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [{name: record[name] for name in canonical(record)} for record in found]


def canonical(record: Record) -> Iterator[str]:
    slots = [slot.name.partition(".")[0] for slot in SLOTS[record["type"]]]
    order = ["type", "doc_id", "anchor", *slots[:-2], "mentions", "alt", "optional"]
    return (name for name in dict.fromkeys(order) if name in record)


# Decomposed letters, characters beyond the first plane, invisible ones, line ends of every kind.
HOSTILE = (
    "aĐế1%5,. e\u0302\u0301\u200b\u00ad\ufeff\u00a0\t\r\n\v\x1c\x85\u2028😀𠮷👩\u200d\"'\\<&{}|;="
)
TEXTS = st.text(alphabet=HOSTILE, min_size=1, max_size=40)


@st.composite
def records(draw: st.DrawFn, text: str) -> Record:
    kind = draw(st.sampled_from(sorted(KINDS)))
    spans = draw(st.lists(bounds(text), min_size=1, max_size=4, unique=True))
    slots = {slot.name: draw(values(slot)) for slot in SLOTS[kind] if "." not in slot.name}
    record: Record = {"type": kind, "doc_id": "x", "anchor": span(text, *spans[0]), **slots}
    record["date"] = draw(st.none() | dates())
    record["alt"] = draw(others(kind))
    record["optional"] = draw(st.booleans())
    if kind == "official":
        given = st.fixed_dictionaries({"text": TEXTS, "name": TEXTS})
        record["organisation"] = draw(st.none() | given)
    if "mentions" in KINDS[kind].__struct_fields__:
        record["mentions"] = [span(text, *place) for place in sorted(spans)]
    return record


def bounds(text: str) -> st.SearchStrategy[tuple[int, int]]:
    pairs = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return pairs.filter(lambda pair: pair[0] < pair[1])


def span(text: str, start: int, end: int) -> Record:
    return {"start": start, "end": end, "text": text[start:end]}


def values(slot: Slot) -> st.SearchStrategy[Any]:
    nothing = st.just(slot.default)
    if slot.form == "choice":
        words = st.sampled_from(slot.choices)
        return words if slot.needed else nothing | words
    if slot.form == "texts":
        return st.lists(TEXTS, max_size=2)
    if slot.form == "number":
        whole = slot.name in ("rank", "out_of", "change")
        number = st.integers(-(2**53), 2**53)
        return nothing | (number if whole else number | st.floats(-1e15, 1e15))
    return TEXTS if slot.needed else nothing | TEXTS


def dates() -> st.SearchStrategy[Record]:
    day = st.none() | st.dates().map(str)
    basis = st.sampled_from(["stated", "context", "published"])
    return st.fixed_dictionaries(
        {"start": day, "end": day, "text": st.none() | TEXTS, "basis": basis}
    )


def others(kind: str) -> st.SearchStrategy[dict[str, list[Any]]]:
    slot = st.sampled_from(CORE_SLOTS[kind])
    answer = (
        st.none()
        | TEXTS
        | st.integers(-(2**53), 2**53)
        | st.just({"start": "2020-01-01", "end": None})
    )
    return st.dictionaries(slot, st.lists(answer, min_size=1, max_size=3), max_size=3)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(TEXTS)
    found = [checked(r, text, "x") for r in draw(st.lists(records(text), max_size=3))]
    return Article("x", text, in_order(found))


def spans_of(article: Article) -> Iterator[str]:
    for fact in article.facts:
        for place in (fact["anchor"], *fact.get("mentions", ())):
            yield place["text"]


@pytest.mark.parametrize("out", OUTS)
@given(article=articles())
@settings(max_examples=60, deadline=None)
def test_whatever_is_labelled_comes_back(out: str, article: Article) -> None:
    if out == "brat":  # which cannot mark line ends
        assume(
            all(
                text.splitlines()[0] and text.rstrip("\r\n\v\x1c\x85\u2028") == text
                for text in spans_of(article)
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        (back,) = there_and_back((article,), out, Path(folder))
    assert back == article


def test_facts_of_extract_become_predictions_and_come_back(
    corpus: tuple[Article, ...], tmp_path: Path
) -> None:
    facts, tasks, back = (tmp_path / name for name in ("facts.jsonl", "tasks.json", "gold.jsonl"))
    facts.write_bytes((ROOT / "outputs" / "snapshot" / "facts.jsonl").read_bytes())
    texts = ("--texts", CORPUS / "texts")
    assert run("convert", facts, tasks, "--predictions", *texts).exit_code == 0
    made = json.loads(tasks.read_bytes())
    assert {task["data"]["doc_id"] for task in made} == set(by_name(corpus))
    assert all(task["predictions"][0]["model_version"].startswith("tinvan ") for task in made)
    assert not any("annotations" in task for task in made)
    assert run("convert", tasks, back, "--predictions").exit_code == 0
    assert sorted(given_facts(back), key=str) == sorted(given_facts(facts), key=str)


def test_articles_without_facts_are_there_to_be_labelled(tmp_path: Path) -> None:
    none = tmp_path / "none.jsonl"
    none.touch()
    for out in ("tasks.json", "brat"):
        assert run("convert", none, tmp_path / out, "--texts", CORPUS / "texts").exit_code == 0
        assert len(forms.read(tmp_path / out, {})) == len(list((CORPUS / "texts").iterdir()))
    assert "annotations" not in json.loads((tmp_path / "tasks.json").read_bytes())[0]


def test_the_labelling_config_has_every_control_that_labels_use(
    corpus: tuple[Article, ...], tmp_path: Path
) -> None:
    assert run("convert", "--config", tmp_path / "config.xml").exit_code == 0
    config = ET.fromstring((tmp_path / "config.xml").read_text("utf-8"))  # our own XML
    assert ET.tostring(config, encoding="unicode").strip() == labelling_config().strip()
    controls = {tag.get("name"): tag for tag in config.iter() if tag.get("toName")}
    assert {tag.get("toName") for tag in controls.values()} == {"text"}
    for task in label_studio.to_tasks(corpus):
        for result in task["annotations"][0]["result"]:
            if result["type"] == "relation":
                continue
            control = controls[result["from_name"]]
            assert control.tag.casefold() == result["type"]
            words = {tag.get("value") for tag in control}
            for word in result["value"].get("choices", ()) or result["value"].get("labels", ()):
                assert word in words


def test_offsets_of_label_studio_count_code_points_and_both_characters_of_crlf() -> None:
    text = "😀 Xã\r\nđạt 5%."
    fact = {"type": "percentage", "doc_id": "x", "anchor": span(text, 10, 12), "value": 5}
    (task,) = label_studio.to_tasks([Article("x", text, (checked(fact, text, "x"),))])
    value = task["annotations"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"]) == (10, 12, "5%")
    assert task["data"]["text"] == text


def test_brat_finds_every_mark_where_its_line_says(
    corpus: tuple[Article, ...], tmp_path: Path
) -> None:
    broken = "Ủy ban\r\nnhân dân\u2028tỉnh 😀 họp."
    record = {
        "type": "agency", "doc_id": "x", "anchor": span(broken, 0, 21), "name": "Ủy\u2028ban",
        "kind": "government", "mentions": [span(broken, 0, 21)],
    }  # fmt: skip
    brat.write(tmp_path / "brat", (*corpus, Article("x", broken, (checked(record, broken, "x"),))))
    marks = 0
    for file in (tmp_path / "brat").glob("*.ann"):
        with codecs.open(str(file), encoding="utf-8") as lines:  # as brat reads it
            parted = [line.rstrip("\n").split("\t", 2) for line in lines]
        text = file.with_suffix(".txt").read_bytes().decode("utf-8")
        assert len({id_ for id_, *_ in parted}) == len(parted)
        for id_, data, *tail in parted:
            if id_[0] == "T":
                pieces = [tuple(map(int, p.split())) for p in data.split(" ", 1)[1].split(";")]
                assert " ".join(text[a:b] for a, b in pieces) == tail[0]
                marks += 1
    assert marks > len([fact for article in corpus for fact in article.facts])
    assert "agency 0 6;8 16;17 21\tỦy ban nhân dân tỉnh" in (tmp_path / "brat/x.ann").read_text(
        "utf-8"
    )


def test_the_configuration_of_brat_has_every_attribute(tmp_path: Path) -> None:
    brat.write(tmp_path / "brat", ())
    sections = (tmp_path / "brat" / "annotation.conf").read_text("utf-8").split("[")
    assert [part.partition("]")[0] for part in sections[1:]] == [
        "entities", "relations", "events", "attributes",
    ]  # fmt: skip
    assert "modality\tArg:percentage|" in sections[-1]
    assert not any(sign in sections[-1] for sign in "<>~")


def test_names_of_articles_lead_nowhere_else(tmp_path: Path) -> None:
    names = (
        "../../etc/passwd", "/etc/passwd", "https://tin.example/a?b=1", "a/b.txt", "A.txt", "a.txt",
        "", "..", "x" * 500, "tin\u0000.txt", "annotation.conf", "documents.json", "tin tức.html",
    )  # fmt: skip
    given = tuple(Article(name, f"Bài {number}.") for number, name in enumerate(names))
    brat.write(tmp_path / "brat", given)
    assert {file.parent for file in tmp_path.rglob("*.txt")} == {tmp_path / "brat"}
    assert by_name(brat.read(tmp_path / "brat")) == by_name(given)


def test_folders_of_brat_without_our_index_are_called_by_their_files(tmp_path: Path) -> None:
    (tmp_path / "2020").mkdir()
    (tmp_path / "2020" / "a.txt").write_text("Xã đạt 5%.", encoding="utf-8")
    (tmp_path / "2020" / "a.ann").write_text(
        'T7\tpercentage 7 9\t5%\nA1\tcomparator T7 at-least\n#1\tAnnotatorNotes T7\t{"value": 5}\n',
        encoding="utf-8",
    )
    (article,) = brat.read(tmp_path)
    assert article.doc_id == "2020/a.txt"
    assert (article.facts[0]["value"], article.facts[0]["comparator"]) == (5, ">=")
    assert article.facts[0]["modality"] == "actual"
