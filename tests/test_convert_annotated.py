"""`tinvan convert` on annotations of Label Studio and brat that are not as tinvan made them."""

import json
from pathlib import Path

import pytest

from tests.annotated import (
    AGENCY,
    MENTION,
    NAMED,
    OTHER_TEXT,
    TEXT,
    TWO_LABELS,
    filled,
    region,
    run,
    task,
)
from tinvan.convert import ConvertError, brat, label_studio


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
