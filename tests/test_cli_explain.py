"""`tinvan explain`: why a fact was made, as a user meets it."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from tests.bundled import CorpusRun
from tinvan.cli import main
from tinvan.explain import RuleBook
from tinvan.output.schema import schema

TITLE = "Tỉnh Quảng Ninh đẩy nhanh số hóa hồ sơ"
FIRST = (
    "Tính đến tháng 9/2020, tỉnh Quảng Ninh đã đưa 86% hồ sơ cấp huyện lên mạng, "
    "ông Trần Quốc Ân, Giám đốc Sở Thông tin và Truyền thông tỉnh Quảng Ninh, cho biết."
)
SECOND = "Tỉ lệ hồ sơ cấp xã đạt hơn 52,5%, dự kiến tăng thêm 10% vào năm 2025."
THIRD = "Cũng trong sáng nay, Bộ TT-TT nêu 2 kinh nghiệm của địa phương này."
TEXT = "\n\n".join((TITLE, FIRST, SECOND, THIRD)) + "\n"
PAGE = f"<h1>{TITLE}</h1><article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"


def tinvan(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Return a folder that a run wrote, beside the article that it read."""
    (tmp_path / "tin.txt").write_text(TEXT, encoding="utf-8")
    assert extracted(tmp_path, tmp_path / "tin.txt").exit_code == 0
    return tmp_path / "out"


def extracted(folder: Path, source: Path) -> Result:
    return tinvan("extract", source, "--out", folder / "out", "--published", "2020-10-12", "-q")


def facts(folder: Path) -> list[dict[str, Any]]:
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def of(folder: Path, anchor: str) -> str:
    """Return the id of the first fact with an anchor."""
    return next(str(fact["id"]) for fact in facts(folder) if fact["anchor"]["text"] == anchor)


def told(folder: Path, anchor: str, *options: object) -> dict[str, Any]:
    result = tinvan("explain", folder, of(folder, anchor), "--json", *options)
    assert result.exit_code == 0, result.output
    explanation: dict[str, Any] = json.loads(result.stdout)
    return explanation


def slots(explanation: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {slot["name"]: slot for slot in explanation["slots"]}


def test_it_prints_rule_line_sentence_readings_and_slots_in_this_order(run: Path) -> None:
    result = tinvan("explain", run, of(run, "86%")[:8])
    assert (result.exit_code, result.stderr) == (0, "")
    wanted = [
        "percentage ", "rules/facts/percentage.toml", "tin.txt, line 3 · ", "rules/clean/",
        "đã đưa »86%« hồ sơ", "Read in the sentence", "“tháng 9/2020”", "first 2020-09-01",
        "“86%”", "How the slots came about", "value ", "date ", "stated in the sentence",
        "What these rules read", "rules/values/amounts.toml",
    ]  # fmt: skip
    at = 0
    for words in wanted:
        assert words in result.stdout[at:], words
        at = result.stdout.index(words, at)
    assert "warning" not in result.stdout


def test_json_says_the_same_with_offsets(run: Path) -> None:
    explanation = told(run, "86%")
    jsonschema.validate(explanation, schema("explanation"))
    assert explanation["made"] == "same"
    assert explanation["warnings"] == []
    assert explanation["rule"]["id"] == explanation["fact"]["rule"]
    assert (explanation["line"]["number"], explanation["line"]["label"]) == (3, "lead")
    spans = [mark["span"] for mark in explanation["marks"]]
    assert [TEXT[span["start"] : span["end"]] for span in spans] == [s["text"] for s in spans]
    assert [span["start"] for span in spans] == sorted(span["start"] for span in spans)
    post = next(mark for mark in explanation["marks"] if mark["kind"] == "post")
    assert post["rule"]["file"] == "rules/lexicons/posts.toml"
    assert "Giám đốc" in post["rule"]["entry"]["forms"]


def test_a_date_that_is_carried_is_shown_in_its_sentence(run: Path) -> None:
    (tmp := run.parent / "khac.txt").write_text(
        "Tin xã\n\nTháng 8/2020, tỉnh nhận 4.000 hồ sơ. Trong đó, tỉ lệ nộp qua mạng đạt 35%.\n",
        "utf-8",
    )
    extracted(run.parent, tmp)
    date = slots(told(run, "35%"))["date"]
    assert date["value"] == "2020-08-01..2020-08-31"
    assert date["at"]["text"] == "Tháng 8/2020"
    assert date["sentence"]["text"] == "Tháng 8/2020, tỉnh nhận 4.000 hồ sơ."


def test_comparator_modality_and_attribution_name_their_words(run: Path) -> None:
    more = slots(told(run, "52,5%"))
    assert (more["comparator"]["value"], more["comparator"]["at"]["text"]) == (">", "hơn ")
    coming = slots(told(run, "10%"))["modality"]
    assert coming["value"] == "forecast"
    assert "dự kiến" in coming["how"]
    said = slots(told(run, "86%"))["attribution"]
    assert said["at"]["text"] == said["value"]


def test_names_lead_to_the_entries_that_resolved_them(run: Path) -> None:
    body = told(run, "Bộ TT-TT")
    (entry,) = body["registry"]
    assert entry["file"].startswith("rules/registry/")
    assert entry["entry"]["name"] == "Bộ Thông tin và Truyền thông" == body["fact"]["name"]
    official = told(run, "Trần Quốc Ân")
    assert slots(official)["organisation"]["at"]["text"].startswith("Sở Thông tin")
    files = {entry["file"] for entry in official["registry"]}
    assert "rules/registry/provinces.toml" in files
    assert any(entry["entry"]["forms"][0].startswith("Sở") for entry in official["registry"])


@pytest.mark.parametrize("name", ["tin.html", "tin.jsonl"])
def test_articles_whose_text_stands_in_docs_are_not_looked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    row = {"id": "bai-1", "title": TITLE, "text": "\n\n".join((FIRST, SECOND, THIRD))}
    path.write_text(PAGE if name == "tin.html" else json.dumps(row), encoding="utf-8")
    extracted(tmp_path, path)
    path.unlink()
    for fact in facts(tmp_path / "out"):
        result = tinvan("explain", tmp_path / "out", fact["id"], "--json")
        explanation = json.loads(result.stdout)
        assert (explanation["made"], explanation["warnings"]) == ("same", [])


def test_every_fact_of_the_corpus_is_made_again(corpus_run: CorpusRun) -> None:
    every = facts(corpus_run.folder)
    for fact in every[:: len(every) // 12]:
        explanation = json.loads(tinvan("explain", corpus_run.folder, fact["id"], "--json").stdout)
        assert (explanation["made"], explanation["warnings"]) == ("same", []), fact["id"]
        assert explanation["rule"]["id"] == fact["rule"]
        assert explanation["slots"]


def test_an_article_that_has_moved_is_named(run: Path) -> None:
    moved = run.parent / "khac.txt"
    (run.parent / "tin.txt").rename(moved)
    result = tinvan("explain", run, of(run, "86%"))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "tin.txt" in result.stderr
    assert "Name its file or folder with --input PATH" in result.stderr
    explanation = told(run, "86%", "--input", moved)
    assert (explanation["made"], explanation["warnings"]) == ("same", [])


def test_what_has_changed_since_the_run_is_said(run: Path) -> None:
    account = json.loads((run / "run.json").read_text(encoding="utf-8"))
    account |= {"rules": "0" * 32, "versions": {**account["versions"], "tinvan": "0.0.1"}}
    (run / "run.json").write_text(json.dumps(account), encoding="utf-8")
    stated = (run / "facts.jsonl").read_text(encoding="utf-8")
    (run / "facts.jsonl").write_text(stated.replace('"value":86.0', '"value":85.0'), "utf-8")
    changed = " ".join(told(run, "86%")["warnings"])
    assert "the rules have changed since the run" in changed
    assert "tinvan 0.0.1 → " in changed
    assert "value is read otherwise today: 85.0 → 86.0" in changed
    (run / "run.json").unlink()
    moved = tinvan("explain", run, of(run, "86%"), "--input", run.parent / "tin.txt")
    assert "whether rules have changed since is not known" in moved.stdout


def test_an_article_that_has_changed_is_said(run: Path) -> None:
    (run.parent / "tin.txt").write_text(f"Ảnh bìa\n\n{TEXT}", encoding="utf-8")
    explanation = told(run, "86%")
    assert explanation["made"] == "no more"
    assert "the article has changed" in explanation["warnings"][-1]


@pytest.mark.parametrize(
    ("identity", "message"),
    [("zz", "no fact has an id that begins with “zz”"), ("", "facts have ids that begin with “”")],
    ids=["unknown", "ambiguous"],
)
def test_an_id_that_is_not_one_fact_says_what_to_give(
    run: Path, identity: str, message: str
) -> None:
    result = tinvan("explain", run, identity)
    assert (result.exit_code, result.stdout) == (1, "")
    assert message in result.stderr


def test_a_folder_without_facts_says_what_folder_is_meant(tmp_path: Path) -> None:
    result = tinvan("explain", tmp_path, "ab")
    assert result.exit_code == 1
    assert "there is no facts.jsonl in it. Name a folder that" in result.stderr


def test_rules_of_every_kind_are_found_in_their_files() -> None:
    book = RuleBook()
    assert book.rule("percentage.level").file == "rules/facts/percentage.toml"
    assert book.rule("post.giam-doc").file == "rules/lexicons/posts.toml"
    assert book.rule("there.is-none").file is None
