"""What `tinvan view` writes: its data, its escapes and its policy."""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.viewed import HIJACK, document, hostile_run, page_of, percentage, write_run
from tinvan.cli import main
from tinvan.facts import CORE_SLOTS
from tinvan.merge.indices import load_indices
from tinvan.viewer import collect
from tinvan.viewer.page import bundled
from tinvan.viewer.slots import slots_by_type

ROOT = Path(__file__).parents[1]
JOURNALIST = ROOT / "docs" / "examples" / "journalist.jsonl"
STATIC = ROOT / "pipeline" / "tinvan" / "viewer" / "static"


def parts(path: Path) -> tuple[str, dict[str, Any], list[dict[str, Any]]]:
    """Return a page, its index and its articles."""
    page = path.read_text(encoding="utf-8")
    index, articles = re.findall(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.S)
    return page, json.loads(index), [json.loads(line) for line in articles.splitlines() if line]


@pytest.fixture(scope="module")
def journalist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journalist")
    assert (
        CliRunner().invoke(main, ["extract", str(JOURNALIST), "--out", str(folder)]).exit_code == 0
    )
    return folder


def test_writes_articles_facts_conflicts_and_series(journalist: Path) -> None:
    result = CliRunner().invoke(main, ["view", str(journalist)])
    assert result.exit_code == 0
    assert "10 articles, 35 facts in" in result.stderr
    _, index, articles = parts(journalist / "view.html")
    assert [head["count"] for head in index["articles"]] == [len(one["facts"]) for one in articles]
    assert "Thành phố Đà Nẵng" in index["places"]
    assert "Đặng Hữu Tường" in index["people"]
    assert [one["kind"] for one in index["conflicts"]] == ["value", "total"]
    (series,) = index["series"]
    assert [point["says"] for point in series["points"][:2]] == ["88/193", "86/193"]
    numbers = [source["fact"] for point in series["points"] for source in point["sources"]]
    assert None not in numbers


def test_offsets_index_the_text_of_the_page(journalist: Path) -> None:
    CliRunner().invoke(main, ["view", str(journalist)])
    _, _, articles = parts(journalist / "view.html")
    lines = (journalist / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    stored = [json.loads(line)["anchor"] for line in lines]
    shown = [
        {"start": start, "end": end, "text": article["text"][start:end]}
        for article in articles
        for start, end in (fact["anchor"] for fact in article["facts"])
    ]
    assert sorted(shown, key=str) == sorted(stored, key=str)


def test_the_same_run_gives_the_same_bytes(journalist: Path, tmp_path: Path) -> None:
    pages = [tmp_path / "one.html", tmp_path / "two.html"]
    for page in pages:
        CliRunner().invoke(main, ["view", str(journalist), "-o", str(page)])
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_only_chosen_articles(journalist: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    result = CliRunner().invoke(
        main, ["view", str(journalist), "-o", str(page), "--docs", "^tin-sau/"]
    )
    assert result.exit_code == 0
    _, index, _ = parts(page)
    assert {head["id"].split("/")[0] for head in index["articles"]} == {"tin-sau"}
    conflict = index["conflicts"][0]
    numbers = [source["fact"] for side in conflict["sides"] for source in side["sources"]]
    assert None in numbers  # the other side is told, but its article is not on the page
    assert any(number is not None for number in numbers)


def test_texts_that_the_run_does_not_hold_are_read_again(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(
        "Năm 2020, 86% hồ sơ của tỉnh Hà Nam đã qua mạng.", encoding="utf-8"
    )
    run = tmp_path / "run"
    CliRunner().invoke(main, ["extract", str(texts), "--out", str(run)])
    CliRunner().invoke(main, ["view", str(run)])
    assert parts(run / "view.html")[2][0]["text"].startswith("Năm 2020")

    moved = texts.rename(tmp_path / "moved")
    result = CliRunner().invoke(main, ["view", str(run)])
    assert "warning: a.txt has no text" in result.stderr
    assert "--input PATH" in result.stderr
    result = CliRunner().invoke(main, ["view", str(run), "--input", str(moved), "-q"])
    assert result.stderr == ""
    assert parts(run / "view.html")[2][0]["text"].startswith("Năm 2020")

    (moved / "a.txt").write_text("Nay chữ khác rồi, nên 86% không còn ở chỗ cũ.", encoding="utf-8")
    result = CliRunner().invoke(main, ["view", str(run), "--input", str(moved)])
    assert "has changed since the run" in result.stderr
    article = parts(run / "view.html")[2][0]
    assert "text" not in article or article["text"] is None
    assert article["facts"][0]["anchor"]["text"] == "86%"


def test_nothing_of_an_article_ends_the_block_that_it_stands_in(tmp_path: Path) -> None:
    page, index, articles = parts(page_of(hostile_run(tmp_path)))
    assert page.count("<script") == page.count("</script>") == 3
    assert "<!--" not in page
    assert index["articles"][0]["title"] == HIJACK
    assert articles[0]["facts"][0]["indicator"] == HIJACK


def test_lone_surrogates_are_shown_as_unknown_characters(tmp_path: Path) -> None:
    from tinvan.viewer.collect import encoded
    from tinvan.viewer.records import RejectRow

    row = RejectRow(doc="a\ud83d", reason="binary", message="😀")
    assert json.loads(encoded(row)) == {"doc": "a�", "reason": "binary", "message": "😀"}


def test_the_policy_names_the_style_and_the_script_and_allows_nothing_else(tmp_path: Path) -> None:
    page, _, _ = parts(page_of(hostile_run(tmp_path)))
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.S)
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for directive, text in (("style-src", style), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in policy
    assert not re.findall(r"\s(?:style|on\w+)=", page.split("<script", 1)[0])
    assert not re.findall(r"(?:src|href)=\"(?!#)", page.split("<script", 1)[0])


@pytest.mark.parametrize(
    "unsafe", ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("]
)
def test_scripts_put_text_into_the_page_as_text_alone(unsafe: str) -> None:
    assert unsafe not in bundled()


def test_both_languages_say_the_same_things() -> None:
    def keys(name: str) -> dict[str, int]:
        said = re.findall(r'^  "([\w.-]+)": "(.*)",$', (STATIC / name).read_text("utf-8"), re.M)
        return {key: text.count("{") for key, text in said}

    assert keys("strings-en.js") == keys("strings-vi.js")
    used = set(re.findall(r'say\("([\w.]+)"', bundled()))
    assert used <= set(keys("strings-en.js"))


def test_the_document_tells_every_key() -> None:
    told = (ROOT / "docs" / "view.md").read_text("utf-8").split("## Keys")[1].split("\n## ")[0]
    bound = re.findall(r"keys: \[([^\]]+)\]", (STATIC / "app.js").read_text("utf-8"))
    keys = {key for keys in bound for key in re.findall(r'"([^"]+)"', keys)}
    shown = {"ArrowRight": "→", "ArrowLeft": "←", "Escape": "Esc"}
    assert {shown.get(key, key) for key in keys} == set(re.findall(r"`([^`]+)`", told))


def test_forms_know_every_slot_and_choice() -> None:
    slots = slots_by_type()
    terms = (STATIC / "terms.js").read_text("utf-8")
    for kind, core in CORE_SLOTS.items():
        names = {slot.name for slot in slots[kind]}
        assert set(core) <= names
        for slot in slots[kind]:
            assert f'"slot.{slot.name}"' in terms
            signs = {"=", ">", ">=", "<", "<=", "~"}
            assert all(f'"choice.{one}"' in terms for one in set(slot.choices) - signs)


def test_says_what_to_do_about_a_folder_that_is_no_run(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["view", str(tmp_path)])
    assert result.exit_code == 1
    assert "Name a folder that “tinvan extract IN --out DIR” wrote" in result.stderr
    result = CliRunner().invoke(main, ["view", str(tmp_path), "--docs", "("])
    assert result.exit_code == 2


def test_a_page_that_cannot_be_written_says_so(journalist: Path) -> None:
    page = journalist / "facts.jsonl" / "page.html"
    result = CliRunner().invoke(main, ["view", str(journalist), "-o", str(page)])
    assert result.exit_code == 1
    assert "name another place with --out" in result.stderr


def test_a_run_without_articles_is_a_page_too(tmp_path: Path) -> None:
    _, index, articles = parts(page_of(write_run(tmp_path, [], [])))
    assert index["articles"] == articles == []


def test_facts_of_one_place_keep_their_order(tmp_path: Path) -> None:
    doc = document("a", "Năm 2020, tỉnh đạt 5% và 7% hồ sơ.")
    run = write_run(tmp_path, [doc], [percentage(doc, "7%"), percentage(doc, "5%")])
    collected = collect(run, load_indices(None))
    anchors = [fact["anchor"] for fact in collected.bodies[0].facts]
    assert anchors == sorted(anchors)
