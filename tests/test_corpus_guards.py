"""Labels that contradict themselves, their text or the contract are refused, with what to do."""

import json
import re
import shutil
import textwrap
from pathlib import Path

import msgspec
import pytest

from corpus import build, floors
from corpus.errors import LabelError

CORPUS = Path(__file__).parents[1] / "corpus"
LABELS = """
about = "A case for the tests."
day = ["2014-08-21", "", "published"]
begins = "Đắk Lắk vào năm học"
ends = "thua 1-3"
[dates]
back = ["2014-12-31..2014-01-01", "2014", "stated"]
no_day = ["2014-13-01", "2014", "stated"]
elsewhere = ["2014-08-01..2014-08-31", "tháng 8", "stated"]
untold = ["2014-01-01", "", "stated"]
told = ["2014-08-21", "Sáng 21-8", "published"]
"""
PERCENTAGE = '[[percentage]]\nat = "98,62%"\nvalue = 98.62\n'
JICA = 'mentions = ["JICA"]\nkind = "international"\nname = '


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("texts", "labels"):
        (tmp_path / folder).mkdir()
    shutil.copy(CORPUS / "texts" / "a04.txt", tmp_path / "texts")
    shutil.copy(CORPUS / "lines.tsv", tmp_path)
    return tmp_path


def refusal(corpus: Path, labels: str) -> str:
    """Return what the labels are refused with."""
    file = corpus / "labels" / "a04.toml"
    file.write_text(LABELS + labels, encoding="utf-8")
    with pytest.raises(LabelError) as caught:
        build.label_article(file)
    return str(caught.value)


@pytest.mark.parametrize(
    ("label", "problem", "remedy"),
    [
        (
            '[[percentage]]\nat = "98,62%"\nvalue = 98.26',
            "percentage «98,62%»: value is 98.26, but «98,62%» reads as 98.62",
            'sure = ["value"]',
        ),
        (PERCENTAGE + 'subject = "các huyện nghèo"', "words that the article has not", "Copy"),
        (PERCENTAGE + 'alt = { subject = ["huyện nghèo"] }', "has not: ['nghèo']", "Copy"),
        (PERCENTAGE + 'date = "back"', "2014-12-31 is behind 2014-01-01", "first day first"),
        (PERCENTAGE + 'date = "no_day"', "'2014-13-01' is no day", "2020-09-17"),
        (PERCENTAGE + 'date = "elsewhere"', "«tháng 8» does not stand", "Copy the time expression"),
        (PERCENTAGE + 'date = "untold"', "stated has the text None", "“stated” has the words"),
        (PERCENTAGE + 'date = "told"', "published has the text 'Sáng 21-8'", "“published” has"),
        (PERCENTAGE + 'alt = { date = ["2014-02-30"] }', "'2014-02-30' is no day", "2020-09-17"),
        (PERCENTAGE + 'alt = { measure = ["growth"] }', "Invalid enum value 'growth'", "contract"),
        (PERCENTAGE + "alt = { rank = [5] }", "a percentage has no rank", "Use ['attribution'"),
        (PERCENTAGE + "alt = { value = [98.62] }", "alt repeats value 98.62", "Drop it"),
        (
            '[[percentage]]\nat = "80-85%"\nvalue = 80\nlow = 80\nhigh = 85',
            "needs a value, or a range's ends",
            "no value",
        ),
        ('[[percentage]]\nat = "98,62%"', "needs a value, or a range's ends", "no value"),
        ('[[percentage]]\nat = "80-85%"\nlow = 85\nhigh = 80', "85..80 is no range", "low first"),
        ('[[percentage]]\nat = "80-85%"\nlow = 80', "80..None is no range", "low first"),
        ('[[ranking]]\nat = "thứ 43/63"\nrank = 63\nout_of = 43', "63 is beyond 43", "Mend one"),
        ('[[ranking]]\nat = "thứ 43/63"', "neither rank nor change", "Give one"),
        ('[[ranking]]\nat = "27 bậc"\nchange = -72', "reads as 27", 'sure = ["change"]'),
        (
            '[[document]]\nat = "xếp hạng {112}"\nmentions = ["đứng {thứ 2}"]\n'
            'kind = "Hạng"\nnumber = "112"',
            "«112» is none of the mentions",
            "List every place",
        ),
        (
            '[[document]]\nat = "hạng {112}"\nmentions = ["hạng {112}"]\nkind = "Hạng"\n'
            'number = "112"\nissued = "21/8/2014"',
            "'21/8/2014' is no day",
            "2020-09-17",
        ),
    ],
)
def test_a_label_that_cannot_be_right(label: str, problem: str, remedy: str, corpus: Path) -> None:
    message = refusal(corpus, label)
    assert message.startswith("labels/a04.toml, ")
    assert problem in message
    assert remedy in message


@pytest.mark.parametrize(
    ("labels", "problem"),
    [
        (PERCENTAGE + PERCENTAGE, "«98,62%»: it is labelled twice"),
        (
            PERCENTAGE + '[[quantity]]\nat = "98,62"\nvalue = 98.62\nunit = "học sinh"',
            "its number is that of percentage «98,62%» too",
        ),
        (
            '[[ranking]]\nat = "thứ 43/63"\nrank = 43\n[[ranking]]\nat = "43/63"\nrank = 43',
            "its number is a part of that of ranking",
        ),
        (
            f'[[agency]]\n{JICA}"JICA"\n[[agency]]\n{JICA}"JICA Việt Nam"',
            "its mention «JICA» is one of «JICA Việt Nam» too",
        ),
    ],
)
def test_two_labels_that_contradict_each_other(labels: str, problem: str, corpus: Path) -> None:
    message = refusal(corpus, labels)
    assert problem in message
    assert "tell them apart" in message


def test_facts_do_not_stand_in_furniture(corpus: Path) -> None:
    lines = corpus / "lines.tsv"
    lines.write_text(lines.read_text("utf-8").replace("a04.txt\t19\tbody", "a04.txt\t19\trelated"))
    message = refusal(corpus, '[[percentage]]\nat = "dưới {1%}"\nvalue = 1')
    assert "«1%» stands in a line that is no content" in message
    assert "mend lines.tsv" in message
    (corpus / "lines").mkdir()
    (corpus / "lines" / "a04.tsv").write_text("doc_id\tline\tlabel\na04.txt\t19\tad\n")
    assert "labelled twice" in refusal(corpus, PERCENTAGE)


def test_what_a_label_is_sure_of_is_not_asked(corpus: Path) -> None:
    file = corpus / "labels" / "a04.toml"
    label = '[[percentage]]\nat = "98,62%"\nvalue = 98.26\nsure = ["value"]'
    file.write_text(LABELS + label, encoding="utf-8")
    (record,) = build.label_article(file)
    assert record["value"] == 98.26
    assert "sure" not in record


def test_the_recipe_of_contributing_labels_an_article(corpus: Path) -> None:
    recipe = (
        (CORPUS.parent / "CONTRIBUTING.md").read_text("utf-8").partition("## Label an article")[2]
    )
    blocks = re.findall(r"^ +```\w+\n(.*?)^ +```", recipe, re.DOTALL | re.MULTILINE)
    text, labels, lines, meta = map(textwrap.dedent, blocks)
    (corpus / "texts" / "z01.txt").write_text(text, encoding="utf-8")
    (corpus / "labels" / "z01.toml").write_text(labels, encoding="utf-8")
    with (corpus / "lines.tsv").open("a", encoding="utf-8") as file:
        file.write(lines)
    assert {record["type"] for record in build.build(corpus)} == set(
        re.findall(r"\[\[(\w+)\]\]", labels)
    )
    assert json.loads(meta)["title"] in text


def test_the_corpus_is_what_was_pinned_and_no_less() -> None:
    gold = [json.loads(line) for line in (CORPUS / "gold.jsonl").read_text("utf-8").splitlines()]
    pinned, now = floors.read_floors(CORPUS), floors.counted(CORPUS, gold)
    assert floors.below(pinned, now) == []
    assert pinned.sha256 == now.sha256, "review the change, then: python corpus/build.py --pin"


def test_floors_rise_alone(corpus: Path) -> None:
    shutil.copy(CORPUS / "labels" / "a04.toml", corpus / "labels")
    records = build.build(corpus)
    floors.pin(corpus, records)
    pinned = floors.read_floors(corpus)
    assert pinned.facts["percentage"] == floors.counted(corpus, records).facts["percentage"] > 5
    with pytest.raises(LabelError, match=r"less than was pinned \(.*percentage"):
        floors.pin(corpus, [])
    assert floors.read_floors(corpus) == pinned
    (corpus / "texts" / "a04.txt").write_text("Tin khác.", encoding="utf-8")
    assert floors.digest(corpus) != pinned.sha256
    assert floors.below(pinned, msgspec.structs.replace(pinned, articles=0)) == ["articles: 0 of 1"]
