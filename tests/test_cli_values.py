"""`tinvan values` and `tinvan sample`, as a user meets them, and what is made of verdicts."""

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from tinvan.cli import main
from tinvan.values.sample import Reservoir

ROOT = Path(__file__).parents[1]
ROWS = [
    {
        "id": f"bai-{number}",
        "published": "2020-09-17",
        "title": f"Xã Hòa An thu hoạch {number} tấn lúa",
        "lead": "Vụ mùa năm nay được mùa.",
        "text": f"Hôm qua, hợp tác xã bán {number} tạ thóc, thu {number},5 triệu đồng.\n"
        "Năm ngoái, nắng hạn làm mất 3 tấn.\n\nTin liên quan\n\nGiá 99 tấn cà phê",
    }
    for number in range(10, 40)
]


def tinvan(*arguments: object, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


def records(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def precision(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "bench" / "precision.py", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def test_values_reads_its_argument() -> None:
    text = "Sáng 17-9, xã thu hơn 2,5 tỷ đồng."
    result = tinvan("values", text, "--day", "2020-09-18")
    assert (result.exit_code, result.stderr) == (0, "")
    date, money = records(result)
    assert (date["first"], date["last"], date["filled"]) == ("2020-09-17", "2020-09-17", ["year"])
    assert (money["value"], money["currency"], money["comparator"]) == (2.5e9, "VND", ">")
    assert [text[v["start"] : v["end"]] for v in (date, money)] == [date["text"], money["text"]]
    assert {"line", "rank"}.isdisjoint(money)


@pytest.mark.parametrize("arguments", [[], ["-"]], ids=["no text", "-"])
def test_values_reads_standard_input_line_by_line(arguments: list[str]) -> None:
    text = "Thu 2 tỷ đồng\r\n\nKhông có gì\nThêm\u2028 35% và 3 tấn"
    found = records(tinvan("values", *arguments, stdin=text))
    assert [(v["line"], v["start"], v["text"]) for v in found] == [
        (1, 4, "2 tỷ đồng"), (4, 6, "35%"), (4, 13, "3 tấn")
    ]  # fmt: skip


def test_values_of_nothing_are_none() -> None:
    assert tinvan("values", "").stdout == ""
    assert tinvan("values", stdin="").stdout == ""


def test_values_reads_bytes_that_are_no_text() -> None:
    (found,) = records(tinvan("values", stdin="Đạt 35%".encode() + b"\xff\xfe"))
    assert found["text"] == "35%"


@pytest.mark.parametrize("day", ["hôm qua", "2020-02-30", "17-9"])
def test_values_refuses_what_is_no_day(day: str) -> None:
    result = tinvan("values", "Hôm qua", "--day", day)
    assert result.exit_code == 2
    assert f"“{day}” is no day. Write it as 2020-09-17" in result.stderr


def test_values_ends_quietly_where_nobody_reads_on() -> None:
    text = "Thu 2 tỷ đồng\n" * 5_000
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'"{sys.executable}" -m tinvan values | head -n 1'],
        input=text,
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    assert json.loads(done.stdout)["text"] == "2 tỷ đồng"
    assert done.stderr == ""


def test_sample_gives_what_a_judge_needs(news: Path) -> None:
    result = tinvan("sample", news, "--kind", "quantity", "--count", 5, "--context", 12)
    assert result.exit_code == 0
    assert result.stderr == "5 of 90 of kind quantity in 30 articles\n"
    texts = {row["id"]: "\n\n".join(row[n] for n in ("title", "lead", "text")) for row in ROWS}
    for value in records(result):
        text, start, end = texts[value["doc_id"]], value["start"], value["end"]
        assert text[start:end] == value["text"]
        assert text[max(0, start - 12) : start] == value["before"]
        assert text[end : end + 12] == value["after"]
        assert (value["kind"], value["seed"], value["published"]) == ("quantity", 1, "2020-09-17")
        assert value["value"] == float(value["text"].split()[0])
        assert value["verdict"] is value["note"] is None


def test_sample_draws_from_content_with_the_days_of_facts(news: Path) -> None:
    drawn = records(tinvan("sample", news, "--kind", "date", "--count", 1000))
    assert {(value["text"], value["first"]) for value in drawn} == {
        ("năm nay", "2020-01-01"), ("Hôm qua", "2020-09-16"), ("Năm ngoái", "2019-01-01")
    }  # fmt: skip
    quantities = records(tinvan("sample", news, "--kind", "quantity", "--count", 1000))
    assert "99 tấn" not in {value["text"] for value in quantities}


def test_sample_is_decided_by_its_seed(news: Path) -> None:
    def draw(seed: int) -> str:
        return tinvan("sample", news, "--kind", "quantity", "--seed", seed, "--count", 8).stdout

    assert draw(3) == draw(3)
    assert draw(3) != draw(4)


def test_sample_reads_all_inputs_and_says_what_it_could_not(tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text("no json\n")
    (tmp_path / "a.txt").write_text("Xã bán 12 tấn lúa.", encoding="utf-8")
    (tmp_path / "b.html").write_text("<h1>Tin xã</h1><p>Xã bán 13 tấn lúa cho dân.</p>", "utf-8")
    result = tinvan("sample", tmp_path, "--kind", "quantity", "--quiet")
    assert result.exit_code == 3
    assert result.stderr.startswith("bad.jsonl:1: ")
    assert len(result.stderr.splitlines()) == 1
    assert [(v["doc_id"], v["text"]) for v in records(result)] == [
        ("a.txt", "12 tấn"), ("b.html", "13 tấn")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nowhere", "--kind", "date"], 1, "nowhere: No such file or directory"),
        (["{news}"], 2, "Missing option '--kind'"),
        (["{news}", "--kind", "code"], 2, "'code' is not one of 'number'"),
        (["{news}", "--kind", "date", "--count", "0"], 2, "0 is not in the range x>=1"),
    ],
    ids=["no input", "no kind", "unknown kind", "no count"],
)
def test_sample_that_cannot_run_says_why(
    news: Path, arguments: list[str], code: int, message: str
) -> None:
    result = tinvan("sample", *[argument.format(news=news) for argument in arguments])
    assert (result.exit_code, result.stdout) == (code, "")
    assert message in result.stderr


def test_a_reservoir_keeps_each_with_the_same_chance() -> None:
    kept: Counter[int] = Counter()
    for seed in range(2_000):
        reservoir = Reservoir[int](3, seed)
        for number in range(12):
            reservoir.offer(lambda number=number: number)  # type: ignore[misc]
        assert len(reservoir.kept) == 3
        assert reservoir.kept == sorted(reservoir.kept)
        kept.update(reservoir.kept)
    assert all(400 < kept[number] < 600 for number in range(12))  # 500 expected


def test_verdicts_are_stripped_of_text_and_reported(news: Path, tmp_path: Path) -> None:
    drawn = records(tinvan("sample", news, "--kind", "quantity", "--count", 4))
    notes = [None, None, None, "unit, “tấn lúa” is meant"]
    for value, note in zip(drawn, notes, strict=True):
        value.update(verdict="wrong" if note else "right", note=note)
    judged = tmp_path / "judged.jsonl"
    judged.write_text("\n".join(map(json.dumps, drawn)), encoding="utf-8")
    stripped = tmp_path / "values-quantity.jsonl"
    stripped.write_text(precision("strip", judged).stdout, encoding="utf-8")
    kept = [json.loads(line) for line in stripped.read_text("utf-8").splitlines()]
    names = ["doc_id", "start", "end", "kind", "seed", "verdict", "note"]
    assert [list(verdict) for verdict in kept] == [names] * 4
    assert kept[3]["note"] == "unit, … is meant"

    facts = tmp_path / "ranking.jsonl"
    facts.write_text('{"id": "1", "doc_id": "a", "wrong": []}\n', encoding="utf-8")
    assert precision("report", stripped, facts).stdout.splitlines() == [
        "quantity     3/4 right: precision 0.75 [0.30, 0.95]; wrong: unit, … is meant 1",
        "ranking      1/1 right: precision 1.00 [0.21, 1.00]; wrong: none",
    ]


def test_a_value_that_was_not_judged_is_pointed_at(news: Path, tmp_path: Path) -> None:
    judged = tmp_path / "judged.jsonl"
    judged.write_text(tinvan("sample", news, "--kind", "money", "--count", 1).stdout, "utf-8")
    for command in ("strip", "report"):
        done = precision(command, judged)
        assert done.returncode == 1
        assert "the verdict is None; write right or wrong" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_sample_that_cannot_be_written_says_so(news: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tinvan", "sample", news, "--kind", "date", "--quiet"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=os.environ,
        )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: standard output: cannot be written")
