"""`tinvan score` as a user meets it: folders, warnings, errors."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.score_cases import TEXT, Fact, document, percentage, write
from tinvan.cli import main

LINES = "doc_id\tline\tlabel\na.txt\t1\ttitle\na.txt\t3\tbody\na.txt\t5\trelated\n"
GOLD = percentage("2%")


def score(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Return a folder with gold, labels of lines, metadata and texts."""
    folder = tmp_path / "corpus"
    write(folder / "gold.jsonl", [GOLD])
    (folder / "lines.tsv").write_text(LINES, encoding="utf-8")
    write(folder / "meta.jsonl", [{"doc_id": "a.txt", "title": "Tỉnh Hòa Sơn dẫn đầu"}])
    (folder / "texts").mkdir()
    (folder / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return the folder of a run."""
    folder = tmp_path / "run"
    write(folder / "facts.jsonl", [{**GOLD, "value": 3}, percentage("7%")])
    write(folder / "docs.jsonl", [document(title="Tỉnh", origins={"title": "text"})])
    return folder


def test_folders_are_scored_with_all_that_is_in_them(corpus: Path, run: Path) -> None:
    result = score(corpus, run, "--by", "phenomenon", "--base", run)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert "furniture leak" in result.stdout
    assert "records by phenomenon" in result.stdout
    assert "content P 1.000 R 1.000 F1 1.000 [-], exact label 1.000" in result.stdout
    assert "title      0         1  0.000" in result.stdout
    assert "no fact changed" in result.stdout


def test_files_are_scored_with_what_options_name(corpus: Path, run: Path, tmp_path: Path) -> None:
    alone = write(tmp_path / "alone.jsonl", [{**GOLD, "value": 3}, percentage("7%")])
    bare = score(corpus / "gold.jsonl", alone)
    assert "furniture" not in bare.stdout
    named = ("--lines", corpus / "lines.tsv", "--meta", corpus / "meta.jsonl")
    full = score(corpus / "gold.jsonl", run / "facts.jsonl", *named)
    assert full.stdout == score(corpus, run).stdout


def test_json_has_the_figures_and_every_mistake(corpus: Path, run: Path) -> None:
    told = json.loads(score(corpus, run, "--json", "--base", run).stdout)
    assert told["micro"]["detection"] == pytest.approx(2 / 3)
    assert told["breakdowns"]["phenomenon"]["stated date"]["gold"] == 1
    assert told["errors"]["classes"] == {
        "furniture leak": {"all": 1, "percentage": 1},
        "number habit": {"all": 1, "percentage": 1},
    }
    wrong, leaked = told["errors"]["records"]
    assert wrong["slots"] == {"value": {"gold": 2, "output": 3}}
    assert wrong["sentence"] == TEXT.split("\n")[2]
    assert leaked["class"] == "furniture leak"
    assert told["cleaning"]["metadata"]["title"] == {"right": 0, "articles": 1, "beside": 0}
    assert told["comparison"]["differences"]["micro"]["p"] == 1.0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gold.jsonl", '{"type": "money"}', "gold.jsonl, line 1: this is no fact (KeyError"),
        ("gold.jsonl", "\n{nonsense}", "gold.jsonl, line 2: this is no fact"),
        ("gold.jsonl", "[1]", "line 1: this is no fact"),
        ("gold.jsonl", json.dumps({**GOLD, "anchor": {"start": "1", "end": 2}}), "line 1"),
        ("gold.jsonl", json.dumps({**GOLD, "date": "2020"}), "line 1: this is no fact"),
        ("gold.jsonl", json.dumps({**GOLD, "alt": {"value": 3}}), "line 1: this is no fact"),
        ("lines.tsv", "doc_id,line,label\n", "lines.tsv, line 1: this labels no line"),
        ("lines.tsv", LINES + "a.txt\tfive\ttag\n", "lines.tsv, line 5: this labels no line"),
        ("lines.tsv", LINES + "a.txt\t7\tbodi\n", "“bodi” is no label: use title, lead,"),
        ("lines.tsv", LINES + "a.txt\t5\ttag\n", "line 5 is labelled twice"),
        ("meta.jsonl", '{"title": "a"}\n', "meta.jsonl, line 1: this is no article"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_named(
    corpus: Path, run: Path, name: str, content: str, message: str
) -> None:
    (corpus / name).write_text(content, encoding="utf-8")
    result = score(corpus, run)
    assert result.exit_code == 1
    assert message in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("option", ["--lines", "--meta", "--texts", "--base"])
def test_a_file_that_is_not_there_is_named(corpus: Path, run: Path, option: str) -> None:
    result = score(corpus / "gold.jsonl", run, option, "nowhere")
    assert result.exit_code == 1
    assert "nowhere" in result.stderr
    assert "Check the name" in result.stderr


def test_a_folder_without_facts_is_named(corpus: Path, tmp_path: Path) -> None:
    assert "gold.jsonl: No such file or directory" in score(tmp_path, corpus).stderr
    assert "facts.jsonl: No such file or directory" in score(corpus, corpus).stderr


def test_a_byte_order_mark_is_no_fact(corpus: Path, run: Path) -> None:
    content = (corpus / "gold.jsonl").read_text(encoding="utf-8")
    (corpus / "gold.jsonl").write_text(content, encoding="utf-8-sig")
    assert score(corpus, run).exit_code == 0


def in_articles(*doc_ids: str) -> list[Fact]:
    return [percentage("2%", doc_id=doc_id) for doc_id in doc_ids]


@pytest.mark.parametrize(
    ("gold", "given", "warning"),
    [
        (["a.txt", "b.txt"], ["x/a.txt"], "extract from the folder that gold was made in"),
        (["a", "b"], ["c"], "gold has “a”, “b”, the output has “c”. A fact is compared only"),
        (list("abcde"), list("ab"), "3 articles (“c”, “d”, “e”) of gold have no facts in the"),
        (["a", "b"], ["a", "c"], "1 article (“b”) of gold has no facts in the output: whatever"),
        (["a"], [], "warning: the output has no facts at all"),
    ],
)
def test_articles_that_are_not_in_both_are_warned_of(
    tmp_path: Path, gold: list[str], given: list[str], warning: str
) -> None:
    files = [write(tmp_path / name, in_articles(*ids)) for name, ids in (("g", gold), ("p", given))]
    result = score(*files)
    assert result.exit_code == 0
    assert warning in result.stderr
    assert result.stderr.count("warning: ") == 1


def test_articles_that_are_left_out_on_purpose_are_not_warned_of(tmp_path: Path) -> None:
    gold, given = (
        write(tmp_path / "g", in_articles("a", "b")),
        write(tmp_path / "p", in_articles("a")),
    )
    assert score(gold, given, "--docs", "a").stderr == ""


def test_mistakes_are_listed_or_given_as_json_but_not_both(corpus: Path, run: Path) -> None:
    assert score(corpus, run, "--errors", "percentage", "--json").exit_code == 2


def test_addresses_that_cannot_be_read_have_no_source(corpus: Path, run: Path) -> None:
    write(run / "docs.jsonl", [{"doc_id": "a.txt", "url": "http://[x", "published": 2020}])
    told = json.loads(score(corpus / "gold.jsonl", run, "--json").stdout)["breakdowns"]
    assert (list(told["source"]), list(told["year"])) == (["unknown"], ["2020"])


def test_lines_of_a_run_that_cannot_be_used_are_named(corpus: Path, run: Path) -> None:
    write(run / "docs.jsonl", [{"doc_id": "a.txt", "lines": [{"number": 1}]}])
    assert "docs.jsonl, line 1: this is no article" in score(corpus, run).stderr


def test_figures_end_at_the_means_of_the_types_that_are_chosen(corpus: Path, run: Path) -> None:
    assert "nothing to score" in score(corpus, run, "--type", "money").stdout
    chosen = json.loads(score(corpus, run, "--type", "percentage", "--json").stdout)
    assert list(chosen["types"]) == ["percentage"]
