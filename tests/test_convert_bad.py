"""`tinvan convert` on what cannot be converted: errors that say where, what and what to do."""

import json
import random
from pathlib import Path
from typing import Any

import pytest

from tests.annotated import TEXT, run
from tinvan.convert import Article, ConvertError, forms, label_studio, read_gold
from tinvan.convert.articles import checked


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
        (("here.json", "here.spacy/gold.jsonl"), 1, "Name another place"),
        (("--config", "here.json/where.xml"), 1, "Name another file"),
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
