"""`tinvan merge`: what is one fact, what is not, and what contradicts what."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.stories import run_over, tinvan
from tinvan.output.schema import schema

Record = dict[str, Any]


def article(id: str, text: str, published: str | None = "2020-07-14") -> Mapping[str, str]:
    known = {"published": published} if published else {}
    return {"id": id, "title": f"Tin {id}", "text": text, **known}


def lines(path: Path) -> list[Record]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def merged(folder: Path, *articles: Mapping[str, str], kind: str) -> list[Record]:
    """Return the merged facts of a type over articles."""
    run = run_over(folder, articles)
    assert tinvan("merge", run, "-q").exit_code == 0
    return [fact for fact in lines(run / "merged.jsonl") if fact["type"] == kind]


def conflicts(folder: Path, *articles: Mapping[str, str]) -> list[Record]:
    """Return the conflicts of articles."""
    run = run_over(folder, articles)
    assert tinvan("merge", run, "-q").exit_code == 0
    return lines(run / "conflicts.jsonl")


def says(conflict: Record) -> list[str]:
    return [side["says"] for side in conflict["sides"]]


RANK = "Theo báo cáo của Liên Hợp Quốc, năm 2020 Việt Nam xếp thứ {} về {}."


def test_ranks_of_one_index_are_one_fact_however_it_is_called(tmp_path: Path) -> None:
    found = merged(
        tmp_path,
        article("a", RANK.format("86/193", "Chính phủ điện tử")),
        article("b", RANK.format("86/193", "phát triển Chính phủ điện tử (EGDI)")),
        kind="ranking",
    )
    assert [(fact["slots"]["rank"], fact["texts"]) for fact in found] == [(86, 2)]
    assert found[0]["key"] == {"index": "index:un-egdi", "subject": "place:vn"}
    assert {source["doc_id"] for source in found[0]["sources"]} == {"a", "b"}
    assert (found[0]["start"], found[0]["end"]) == ("2020-01-01", "2020-12-31")


def test_ranks_of_two_years_are_two_facts(tmp_path: Path) -> None:
    text = RANK.format("86/193", "Chính phủ điện tử")
    found = merged(
        tmp_path,
        article("a", text),
        article("b", text.replace("2020", "2022"), "2022-09-30"),
        kind="ranking",
    )
    assert len(found) == 2


def test_ranks_among_others_are_other_facts(tmp_path: Path) -> None:
    text = RANK.format("6", "Chính phủ điện tử")
    scoped = text.replace("xếp thứ 6", "xếp thứ 6 ASEAN")
    found = merged(tmp_path, article("a", text), article("b", scoped), kind="ranking")
    assert len(found) == 2


def test_a_copied_text_is_one_source(tmp_path: Path) -> None:
    long = " ".join(
        (
            RANK.format("86/193", "Chính phủ điện tử"),
            "Báo cáo được công bố hai năm một lần và xét ba mặt là dịch vụ, hạ tầng và con người.",
            "Các nước dẫn đầu vẫn là những nước đã làm việc này từ lâu và bền bỉ qua nhiều đời.",
            "Người dân được lợi nhất khi giấy tờ đi nhanh hơn, còn cán bộ bớt phải gặp mặt.",
        )
    )
    found = merged(tmp_path, article("a", long), article("b", long, "2020-07-15"), kind="ranking")
    assert [(fact["texts"], len(fact["sources"])) for fact in found] == [(1, 2)]
    assert found[0]["sources"][1]["copy_of"] == "a"


def test_an_official_is_seen_from_the_first_to_the_last_day(tmp_path: Path) -> None:
    text = "Sáng {}, ông Đặng Hữu Tường, Phó Chủ tịch UBND TP Đà Nẵng, dự lễ khai giảng."
    found = merged(
        tmp_path,
        article("a", text.format("12-3-2024"), "2024-03-12"),
        article("b", text.format("5-11-2024").replace("UBND TP", "UBND thành phố"), "2024-11-05"),
        kind="official",
    )
    assert [(fact["start"], fact["end"]) for fact in found] == [("2024-03-12", "2024-11-05")]


def test_a_subject_that_names_nobody_joins_nothing(tmp_path: Path) -> None:
    text = "Năm 2020, tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."
    found = merged(
        tmp_path,
        article("a", f"{text} Ông Hồ Sĩ Khiêm, Chủ tịch UBND tỉnh Lai Châu, cho biết."),
        article("b", f"{text} Bà Lê Thu Hà, Chủ tịch UBND tỉnh Cà Mau, nói.", "2020-12-01"),
        kind="percentage",
    )
    assert len(found) == 2


def test_a_body_of_which_there_are_many_is_not_one(tmp_path: Path) -> None:
    text = "UBND xã Tân Lập đã họp {} về đường làng."
    found = merged(
        tmp_path,
        article("a", text.format("sáng qua"), "2020-01-10"),
        article("b", text.format("hôm qua"), "2020-10-10"),
        kind="agency",
    )
    assert len([fact for fact in found if "Tân Lập" in fact["slots"]["name"]]) == 2


def test_two_figures_of_a_sentence_are_never_one(tmp_path: Path) -> None:
    text = "Quỹ giảm mức chi 100 đồng mỗi lít, và giữ lợi nhuận 100 đồng mỗi lít xăng."
    found = merged(tmp_path, article("a", text), article("b", f"{text} Hết."), kind="money")
    assert all(
        len({source["doc_id"] for source in fact["sources"]}) == len(fact["sources"])
        for fact in found
    )


def test_two_ranks_of_one_thing_contradict_each_other(tmp_path: Path) -> None:
    text = "Năm 2020, Việt Nam xếp thứ {} tại châu Á về {} theo Liên Hợp Quốc."
    (found,) = conflicts(
        tmp_path,
        article("a", text.format("23/47", "Chính phủ điện tử")),
        article("b", text.format("24/47", "phát triển Chính phủ điện tử")),
    )
    assert (found["kind"], found["within"]) == ("value", False)
    assert says(found) == ["23/47", "24/47"]
    for side in found["sides"]:
        source = side["sources"][0]
        assert source["anchor"]["text"] in source["evidence"]["text"]


def test_parts_that_miss_their_total_are_reported(tmp_path: Path) -> None:
    text = "Hiện thành phố có 1.335 dịch vụ công, trong đó 970 dịch vụ mức 3 và {} dịch vụ mức 4."
    (found,) = conflicts(tmp_path, article("a", text.format(356)))
    assert (found["kind"], found["within"]) == ("total", True)
    assert says(found) == ["1.335", "970", "356"]
    assert "1,326" in found["explanation"]


@pytest.mark.parametrize("part", [365, 150])
def test_parts_that_make_their_total_or_a_part_of_it_are_well(tmp_path: Path, part: int) -> None:
    text = "Hiện thành phố có 1.335 dịch vụ công, trong đó 970 dịch vụ mức 3 và {} dịch vụ mức 4."
    assert conflicts(tmp_path, article("a", text.format(part))) == []


def test_two_holders_of_a_post_contradict_each_other(tmp_path: Path) -> None:
    text = "Ông {}, Chủ tịch UBND TP Đà Nẵng, dự lễ sáng 5-11-2024."
    (found,) = conflicts(
        tmp_path,
        article("a", text.format("Đặng Hữu Tường"), "2024-11-05"),
        article("b", text.format("Kiều Trọng Bách"), "2024-11-05"),
    )
    assert found["kind"] == "holders"
    assert says(found) == ["Đặng Hữu Tường", "Kiều Trọng Bách"]


def test_deputies_and_successors_do_not(tmp_path: Path) -> None:
    text = "Ông {}, {} UBND TP Đà Nẵng, dự lễ."
    assert not conflicts(
        tmp_path,
        article("a", text.format("Đặng Hữu Tường", "Phó Chủ tịch"), "2024-11-05"),
        article("b", text.format("Kiều Trọng Bách", "Phó Chủ tịch"), "2024-11-05"),
        article("c", text.format("Hồ Sĩ Khiêm", "Chủ tịch"), "2019-11-05"),
        article("d", text.format("Trần Quốc Ân", "Chủ tịch"), "2024-11-05"),
    )


def test_a_body_named_after_its_end_is_reported(tmp_path: Path) -> None:
    text = "Bộ Giao thông vận tải cho biết cầu sẽ thông xe vào tháng tới."
    assert not conflicts(tmp_path, article("a", text, "2024-03-21"))
    (found,) = conflicts(tmp_path, article("b", text, "2026-03-21"))
    assert found["kind"] == "ended-body"
    assert "2025-02-28" in found["explanation"]
    past = text.replace("tải cho biết", "tải trước đây cho biết")
    assert not conflicts(tmp_path, article("c", past, "2026-03-21"))


def test_records_are_as_their_schemas_say(tmp_path: Path) -> None:
    text = "Năm 2020, Việt Nam xếp thứ {}/47 tại châu Á về Chính phủ điện tử."
    run = run_over(tmp_path, (article("a", text.format(23)), article("b", text.format(24))))
    assert tinvan("merge", run).exit_code == 0
    for name in ("merged", "conflicts"):
        records = lines(run / f"{name}.jsonl")
        assert records
        validator = jsonschema.Draft202012Validator(schema(name))
        assert [
            error.message for record in records for error in validator.iter_errors(record)
        ] == []


def test_merging_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    run = run_over(tmp_path)
    once = merged_bytes(run)
    assert merged_bytes(run) == once


def merged_bytes(run: Path) -> Sequence[bytes]:
    assert tinvan("merge", run, "-q").exit_code == 0
    return [(run / f"{name}.jsonl").read_bytes() for name in ("merged", "conflicts")]


def test_every_fact_is_in_one_merged_fact(tmp_path: Path) -> None:
    run = run_over(tmp_path)
    merged_bytes(run)
    sources = [s["fact"] for fact in lines(run / "merged.jsonl") for s in fact["sources"]]
    assert sorted(sources) == sorted(fact["id"] for fact in lines(run / "facts.jsonl"))


def test_a_table_of_ones_own_is_read(tmp_path: Path) -> None:
    table = tmp_path / "mine.toml"
    table.write_text(
        '[[entry]]\nid = "xanh"\nname = "Chỉ số xanh"\npublishers = []\n'
        'forms = ["chỉ số xanh", "PGI"]\n',
        encoding="utf-8",
    )
    run = run_over(tmp_path, (article("a", "Năm 2020, Quảng Ninh xếp thứ 3/63 về chỉ số PGI."),))
    assert tinvan("merge", run, "--indices", table, "-q").exit_code == 0
    (fact,) = [fact for fact in lines(run / "merged.jsonl") if fact["type"] == "ranking"]
    assert fact["key"]["index"] == "index:xanh"


def test_a_table_that_is_none_is_named(tmp_path: Path) -> None:
    run = run_over(tmp_path)
    table = tmp_path / "mine.toml"
    table.write_text("[[entry]]\nid = 3\n")
    result = tinvan("merge", run, "--indices", table)
    assert result.exit_code == 1
    assert "mine.toml" in result.output


def test_a_failure_leaves_what_was_merged_before(tmp_path: Path) -> None:
    run = run_over(tmp_path)
    before = merged_bytes(run)
    facts = run / "facts.jsonl"
    facts.write_bytes(facts.read_bytes() + b"{}\n")
    result = tinvan("merge", run)
    assert result.exit_code == 1
    assert f"line {len(facts.read_bytes().splitlines())}" in result.output
    assert [(run / f"{name}.jsonl").read_bytes() for name in ("merged", "conflicts")] == before
    assert not [*run.glob("*.unfinished")]


def test_a_run_without_facts_gives_empty_files(tmp_path: Path) -> None:
    run = run_over(tmp_path, (article("a", "Trời hôm nay đẹp và nhiều nắng."),))
    result = tinvan("merge", run)
    assert result.exit_code == 0
    assert (run / "conflicts.jsonl").read_bytes() == b""


def test_both_conflicts_of_the_real_pages_are_found(real: Path, tmp_path: Path) -> None:
    assert tinvan("extract", real / "seeds", "--out", tmp_path, "-q").exit_code == 0
    assert tinvan("merge", tmp_path, "-q").exit_code == 0
    found = [(one["kind"], says(one)) for one in lines(tmp_path / "conflicts.jsonl")]
    assert sorted(found) == [
        ("total", ["1.335", "970", "356"]),
        ("value", ["23/47", "24/47"]),
    ]
