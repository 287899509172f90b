"""`tinvan convert` on what cannot be converted: errors that say where, what and what to do."""

import json
import random
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tinvan.cli import main
from tinvan.convert import Article, ConvertError, brat, forms, label_studio, read_gold
from tinvan.convert.articles import checked

TEXT = "Bộ Y tế nêu 5%.\nBộ nói 6%."
AGENCY = "T1\tagency 0 7\tBộ Y tế\nA1\tkind T1 government\n"
NAMED = '#1\tAnnotatorNotes T1\t{"name": "Bộ Y tế"}\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def percentage(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - slots of many types
    anchor = {"start": 12, "end": 14, "text": "5%"}
    return {"type": "percentage", "doc_id": "a", "anchor": anchor, "value": 5, **changes}


def agency(*mentions: tuple[int, int]) -> dict[str, Any]:
    spans = [{"start": a, "end": b, "text": TEXT[a:b]} for a, b in mentions]
    slots = {"name": "Bộ Y tế", "kind": "government"}
    return {"type": "agency", "doc_id": "a", "anchor": spans[0], **slots, "mentions": spans}


@pytest.mark.parametrize(
    ("line", "problem", "remedy"),
    [
        ("{", "line 1: it cannot be read", "Each line must be"),
        ("[" * 100_000, "line 1: it cannot be read", "Each line must be"),
        (b"\xff", "line 1: it cannot be read", "Each line must be"),
        (percentage(doc_id="b"), "there is no text of “b”", "--texts"),
        (percentage(type="opinion"), "“opinion” is no type", "Use one of percentage"),
        (percentage(valuee=5), "a percentage has no valuee", "tinvan schema facts"),
        (percentage(measure="growth"), "Invalid enum value 'growth'", "Use what the contract"),
        (percentage(value="5"), "Expected `float | null`", "Use what the contract"),
        (percentage(anchor={"start": 0, "end": 2, "text": "5%"}), "has “Bộ” at 0", "code points"),
        (percentage(anchor={"start": 3, "end": 99, "text": "5%"}), "no part of a text", "Is this"),
        (percentage(anchor=None), "Expected `object`", "Use what the contract"),
        (percentage(type=["percentage"]), "is no type", "Use one of percentage"),
        (percentage(type="agency"), "a agency has no value", "tinvan schema facts"),
        ({**agency((0, 7)), "name": None}, "name is empty", "fill it"),
        (percentage(alt=["toàn tỉnh"]), "Expected `object`", "Use what the contract"),
        (percentage(alt={"rank": [5]}), "alt has rank", "'subject'"),
        (agency((16, 18), (0, 7)), "mentions are out of order", "in reading order"),
    ],
)
def test_facts_that_are_none(line: object, problem: str, remedy: str, tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    given = json.dumps(line) if isinstance(line, dict) else line
    file.write_bytes(given if isinstance(given, bytes) else str(given).encode())
    with pytest.raises(ConvertError, match=r"gold\.jsonl, line 1") as caught:
        read_gold(file, {"a": TEXT})
    assert problem in str(caught.value)
    assert remedy in str(caught.value)


def region(label: str = "percentage", start: object = 12, end: object = 14) -> dict[str, Any]:
    value = {"start": start, "end": end, "labels": [label]}
    return {"id": "r", "from_name": "label", "type": "labels", "value": value}


def filled(control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": "r", "from_name": control, "type": kind, "value": value}


def task(*results: dict[str, Any]) -> dict[str, Any]:
    return {"data": {"text": TEXT, "doc_id": "a"}, "annotations": [{"result": results}]}


MENTION = region("mention", 0, 2)
TWO_LABELS = region()
TWO_LABELS["value"]["labels"] = ["percentage", "money"]
OTHER_TEXT = region()
OTHER_TEXT["value"]["text"] = "6%"


@pytest.mark.parametrize(
    ("tasks", "problem", "remedy"),
    [
        ({}, "it cannot be read", "Export as “JSON”"),
        ([{"text": TEXT}], "task 1: it is of another form (KeyError('data'))", "Export as “JSON”"),
        ([{"data": {"text": TEXT}}], "KeyError('doc_id')", "Export as “JSON”"),
        ([{"data": {"text": 5, "doc_id": "a"}}], "of another form", "Export as “JSON”"),
        ([{"data": []}], "of another form", "Export as “JSON”"),
        ([task(TWO_LABELS)], "“5%” has the labels percentage, money", "Keep one"),
        ([task(region(start="x"))], "another form", "Export as “JSON”"),
        ([task({"id": "r"})], "another form", "Export as “JSON”"),
        ([task(region("opinion"))], "“opinion” is no label", "Use one of percentage"),
        ([task(region(end=99))], "no part of a text", "Is this the text"),
        ([task(OTHER_TEXT)], "drawn over “6%”", "UTF-16"),
        ([task(MENTION)], "“Bộ” is a mention of nothing", "Link it"),
        (
            [task(region(), filled("money-value", "number", {"number": 5}))],
            "money-value is filled",
            "Empty it",
        ),
        (
            [task(region(), filled("percentage-subject", "textarea", {"text": ["a", "b"]}))],
            "subject has 2 values",
            "under alt",
        ),
        (
            [task(region(), filled("alt", "textarea", {"text": ["toàn tỉnh"]}))],
            "“toàn tỉnh” names no other answer",
            'subject = "toàn tỉnh"',
        ),
        ([task(filled("alt", "textarea", {"text": []}))], "region r has no label", "Give the"),
        (
            [task({"type": "relation", "from_id": "r", "to_id": "q"})],
            "a link leads to",
            "Mark both",
        ),
        (
            [
                task(
                    region(),
                    {**MENTION, "id": "m"},
                    {"type": "relation", "from_id": "r", "to_id": "m"},
                )
            ],
            "a percentage is linked with “Bộ”",
            "drop the link",
        ),
        (
            [{**task(), "annotations": [7]}],
            "has left out its annotations",
            "export the annotations",
        ),
    ],
)
def test_tasks_that_are_of_another_form(
    tasks: object, problem: str, remedy: str, tmp_path: Path
) -> None:
    file = tmp_path / "tasks.json"
    file.write_text(json.dumps(tasks), encoding="utf-8")
    with pytest.raises(ConvertError) as caught:
        label_studio.read(file)
    assert str(caught.value).startswith("tasks.json")
    assert problem in str(caught.value)
    assert remedy in str(caught.value)


def test_one_annotator_is_chosen_of_several(tmp_path: Path) -> None:
    file, out = tmp_path / "tasks.json", tmp_path / "gold.jsonl"
    two = [
        {"result": [region()], "completed_by": 1},
        {"result": [], "completed_by": {"id": 2, "email": "an@tin.example"}},
        {"result": [region("money")], "completed_by": 1, "was_cancelled": True},
    ]
    file.write_text(json.dumps([{**task(), "annotations": two}]), encoding="utf-8")
    refused = run("convert", file, out)
    assert refused.exit_code == 1
    assert "2 annotations, by 1, 2, an@tin.example" in refused.output
    assert "--annotator" in refused.output
    for annotator, facts in (("1", 1), ("an@tin.example", 0), ("3", 0)):
        assert run("convert", file, out, "--annotator", annotator).exit_code == 0
        assert len(out.read_text("utf-8").splitlines()) == facts


def test_what_people_type_is_read(tmp_path: Path) -> None:
    file = tmp_path / "tasks.json"
    told = filled("alt", "textarea", {"text": ["subject = toàn tỉnh", "of=null", "value = 6"]})
    day = filled("date.start", "textarea", {"text": "2020-01-01"})
    emptied = (
        filled("attribution", "textarea", {"text": [""]}),
        filled("percentage-subject", "textarea", {"text": []}),
        filled("modality", "choices", {"choices": []}),
    )
    file.write_text(json.dumps([task(region(), told, day, *emptied)]), encoding="utf-8")
    ((fact,),) = (article.facts for article in label_studio.read(file))
    assert fact["alt"] == {"subject": ["toàn tỉnh"], "of": [None], "value": [6]}
    assert fact["date"]["basis"] == "published"
    assert (fact["comparator"], fact["modality"]) == ("=", "actual")
    assert fact["subject"] is fact["attribution"] is None


@pytest.mark.parametrize(
    ("lines", "problem", "remedy"),
    [
        ("T1 percentage 12 14 5%", "is none of our annotations", "annotation.conf"),
        ("E1\tpercentage:T1", "is none of our annotations", "annotation.conf"),
        ("T1\tpercentage 12 14\t6%", "the text has “5%” there, not “6%”", "Is this the text"),
        ("T1\tpercentage 12 13;16 18\t5 Bộ", "in several pieces", "Mark one piece"),
        ("T1\tpercentage 12 99\t5%", "there, not", "Is this the text"),
        ("T1\topinion 12 14\t5%", "“opinion” is no label", "Use one of"),
        ("A1\tmodality T1 target", "there is no T1", "Drop the line"),
        ("T1\tpercentage 12 14\t5%\nA1\tkind T1 other", "has no kind other", "annotation.conf"),
        (
            "T1\tpercentage 12 14\t5%\nA1\tmodality T1 sure",
            "has no modality sure",
            "annotation.conf",
        ),
        ("T1\tpercentage 12 14\t5%\n#1\tAnnotatorNotes T1\tsure?", "cannot be read", "Write notes"),
        (
            'T1\tpercentage 12 14\t5%\n#1\tAnnotatorNotes T1\t{"kind": "x"}',
            "there is no slot kind",
            "A percentage has value",
        ),
        ("T1\tpercentage 12 14\t5%\nT1\tmoney 12 14\t5%", "there is another T1", "of its own"),
        (f"T1\tpercentage 1{'0' * 5000} 14\t5%", "is none of our annotations", "annotation.conf"),
        (
            'T1\tpercentage 12 14\t5%\n#1\tAnnotatorNotes T1\t{"alt": 5}',
            "alt is no list of lines",
            '["scope = null"]',
        ),
        (AGENCY + "T2\tmention 16 18\tBộ", "“Bộ” is a mention of nothing", "Link it"),
        (AGENCY + "R1\tmentioned_at Arg1:T1 Arg2:T9", "a link leads to T1 and T9", "Mark both"),
    ],
)
def test_annotations_of_brat_that_are_not_ours(
    lines: str, problem: str, remedy: str, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "a.ann").write_text(lines, encoding="utf-8", newline="")
    with pytest.raises(ConvertError) as caught:
        brat.read(tmp_path)
    assert str(caught.value).startswith("a.ann")
    assert problem in str(caught.value)
    assert remedy in str(caught.value)


def test_links_of_brat_may_be_drawn_either_way(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    drawn = f"{AGENCY}{NAMED}T2\tmention 16 18\tBộ\nR1\tmentioned_at Arg1:T2 Arg2:T1\t\n"
    (tmp_path / "a.ann").write_text(drawn, encoding="utf-8", newline="")
    (article,) = brat.read(tmp_path)
    assert [span["text"] for span in article.facts[0]["mentions"]] == ["Bộ Y tế", "Bộ"]


def test_older_annotations_are_not_mixed_with_new_ones(tmp_path: Path) -> None:
    (tmp_path / "old.ann").touch()
    with pytest.raises(ConvertError, match="not empty"):
        brat.write(tmp_path, ())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        ((), 2, "Name IN and OUT, or a --config"),
        (("gold.jsonl",), 2, "Name IN and OUT"),
        (("gold.jsonl", "tasks.json"), 2, "name these with --texts"),
        (("tasks.csv", "gold.jsonl"), 1, "“.csv” is the name of no form"),
        (("missing.json", "gold.jsonl"), 1, "missing.json: No such file"),
        (("missing", "gold.jsonl"), 1, "Name brat's folder"),
        (("missing.spacy", "gold.jsonl"), 1, "missing.spacy: No such file"),
        (("here.spacy", "gold.jsonl"), 1, "it is no DocBin"),
        (("here.json", "no/where/gold.jsonl"), 1, "Name another place"),
        (("--config", "no/where.xml"), 1, "Name another file"),
    ],
)
def test_the_command_says_what_to_do(
    arguments: tuple[str, ...],
    code: int,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("spacy", reason="pip install 'tinvan[spacy]'")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "here.spacy").write_bytes(b"no")
    (tmp_path / "here.json").write_text("[]", encoding="utf-8")
    result = run("convert", *arguments)
    assert result.exit_code == code
    assert said in result.output


JUNK: tuple[Any, ...] = (
    None,
    5,
    -1,
    1e308,
    "x",
    "",
    "9" * 5_000,
    [],
    {},
    True,
    ["x"],
    [None],
    {"id": 1},
    "money",
)


def broken(value: Any, dice: random.Random) -> Any:  # noqa: ANN401 - JSON
    """Return JSON with something in it left out, called otherwise, or another thing."""
    if isinstance(value, list | dict) and value and dice.random() < 0.9:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        key = dice.choice(keys)
        kept = dict(value) if isinstance(value, dict) else list(value)
        if isinstance(kept, dict) and dice.random() < 0.1:
            kept[f"{key}x"] = kept.pop(key)
        else:
            kept[key] = broken(value[key], dice)
        return kept
    return dice.choice(JUNK)


def test_no_tasks_and_no_facts_end_in_a_traceback(tmp_path: Path) -> None:
    facts = tuple(checked(fact, TEXT, "a") for fact in (percentage(), agency((0, 7), (16, 18))))
    tasks, file = label_studio.to_tasks([Article("a", TEXT, facts)]), tmp_path / "given"
    dice, refused = random.Random(0), 0
    for _ in range(500):
        for given in (broken(tasks, dice), broken(facts[dice.randrange(2)], dice)):
            file.write_text(json.dumps(given), encoding="utf-8")
            try:
                if isinstance(given, dict):
                    read_gold(file, {"a": TEXT})
                else:
                    label_studio.read(file)
            except ConvertError:
                refused += 1
    assert refused > 500


def test_docs_without_records_are_refused(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="pip install 'tinvan[spacy]'")
    from spacy.tokens import DocBin

    DocBin(docs=[spacy.blank("xx")("5%")]).to_disk(tmp_path / "a.spacy")
    with pytest.raises(ConvertError, match="store_user_data=True"):
        forms.read(tmp_path / "a.spacy", {})
