"""Two annotators: F1 both ways, agreement on each slot, kappa, and what they see differently."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.score_cases import Fact, official, percentage, write
from tinvan.cli import main
from tinvan.score.agreement import agree


def articles(*modalities: str) -> list[Fact]:
    """Return a percentage an article, with modalities."""
    return [
        percentage("2%", doc_id=str(n), modality=modality) for n, modality in enumerate(modalities)
    ]


def test_the_same_facts_agree_wholly() -> None:
    facts = [*articles("actual", "target"), official("Lê Văn Tú", 30, doc_id="0")]
    agreement, found = agree(facts, facts)
    assert found == []
    assert agreement.docs == 2
    assert agreement.second_given_first.micro.full == 1.0
    assert {slot.alike for kind in agreement.slots.values() for slot in kind.values()} == {1.0}
    assert agreement.slots["percentage"]["modality"].kappa == 1.0


def test_kappa_leaves_out_what_chance_gives() -> None:
    """Of ten facts eight alike; chance gives .7 x .7 + .3 x .3 = .58 of them."""
    first = articles(*["actual"] * 6, *["target"] * 2, "actual", "target")
    second = articles(*["actual"] * 6, *["target"] * 2, "target", "actual")
    modality = agree(first, second)[0].slots["percentage"]["modality"]
    assert (modality.facts, modality.alike) == (10, 0.8)
    assert modality.kappa == pytest.approx((0.8 - 0.58) / (1 - 0.58))


def test_one_value_throughout_has_no_kappa_and_free_texts_have_none() -> None:
    slots = agree(articles("actual", "actual"), articles("actual", "actual"))[0].slots
    assert slots["percentage"]["modality"].kappa is None
    assert slots["percentage"]["indicator"].kappa is None


def test_texts_agree_as_the_contract_compares_them() -> None:
    first = [percentage("2%", subject="tỉnh Hòa Sơn")]
    second = [percentage("2%", subject="Tỉnh Hoà Sơn", indicator="trẻ đến trường")]
    agreement, found = agree(first, second)
    slots = agreement.slots["percentage"]
    assert (slots["subject"].alike, slots["indicator"].alike) == (1.0, 0.0)
    assert [one.slot for one in found] == ["indicator"]
    assert agreement.second_given_first.types["percentage"].record[2] == 0.0


def test_an_alternative_of_either_is_accepted_but_not_alike() -> None:
    plain, open_minded = percentage("2%", value=3), percentage("2%", alt={"value": [3]})
    for first, second in ((plain, open_minded), (open_minded, plain)):
        agreement, found = agree([first], [second])
        value = agreement.slots["percentage"]["value"]
        assert (value.alike, value.accepted, found) == (0.0, 1.0, [])
    one_way, other_way = agreement.second_given_first, agreement.first_given_second
    assert (one_way.micro.record, other_way.micro.record) == (1.0, 0.0)


def test_what_one_has_alone_is_listed_unless_it_is_optional() -> None:
    first, second = [percentage("2%"), percentage("7%")], [percentage("2%"), percentage("41,5%")]
    agreement, found = agree(first, second)
    said = [(one.fact["anchor"]["text"], one.to_dict()["only"]) for one in found]
    assert said == [("41,5%", "B"), ("7%", "A")]
    assert agreement.second_given_first.types["percentage"].detection[2] == 0.5
    first[1]["optional"] = second[1]["optional"] = True
    assert agree(first, second)[1] == []


def test_slots_of_several_types_are_also_counted_together() -> None:
    first = [percentage("2%"), percentage("7%", type="money", currency="VND")]
    second = [{**first[0], "modality": "target"}, first[1]]
    slots = agree(first, second)[0].slots
    assert slots["all"]["modality"].facts == 2
    assert slots["all"]["modality"].alike == 0.5
    assert "currency" not in slots["all"]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["agree", *map(str, arguments)])


def test_the_command_prints_tables_and_disagreements(tmp_path: Path) -> None:
    first = write(tmp_path / "lan.jsonl", [*articles("actual", "target"), percentage("7%")])
    said = {"attribution": "ông Lê Văn Tú"}
    attributed = [{**fact, **said} for fact in articles("actual", "actual")]
    second = write(tmp_path / "minh" / "gold.jsonl", attributed)
    result = run(first, tmp_path / "minh")
    assert result.exit_code == 0
    assert "2 articles that both labelled" in result.stdout
    assert '1 percentage “2%” modality: A "target", B "actual"' in result.stdout
    assert '0 percentage “2%” attribution: A null, B "ông Lê Văn Tú"' in result.stdout
    assert "1 article (“a.txt”)" in result.stderr
    told = json.loads(run(first, second, "--json").stdout)
    assert told["slots"]["percentage"]["modality"]["alike"] == 0.5
    assert len(told["disagreements"]) == 3
    assert told["second_given_first"]["micro"]["detection"] == 1.0


def test_files_without_a_common_article_cannot_be_compared(tmp_path: Path) -> None:
    first = write(tmp_path / "a.jsonl", [percentage("2%", doc_id="x/a.txt")])
    second = write(tmp_path / "b.jsonl", [percentage("2%")])
    result = run(first, second)
    assert result.exit_code == 1
    assert "They differ in the folder or in the end of the name" in result.stderr
    assert result.stdout == ""
    empty = write(tmp_path / "empty.jsonl", [])
    assert run(empty, second).exit_code == run(second, empty).exit_code == 1


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    result = run("nowhere", "nowhere")
    assert result.exit_code == 1
    assert "nowhere: No such file or directory. Check the name" in result.stderr
