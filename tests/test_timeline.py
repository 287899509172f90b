"""`tinvan timeline`: the questions of docs/facts-in-use.md, and what goes wrong."""

import importlib.util
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.stories import tinvan
from tinvan.merge.writing import MERGED

JOURNALIST = Path(__file__).parents[1] / "docs" / "examples" / "journalist.jsonl"
RANK = ("Việt Nam", "--index", "Chính phủ điện tử")


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("journalist")
    assert tinvan("extract", JOURNALIST, "--out", folder, "-q").exit_code == 0
    return folder


def asked(run: Path, *arguments: object) -> list[dict[str, Any]]:
    result = tinvan("timeline", *arguments, "--run", run, "--json")
    assert result.exit_code == 0, result.output
    points: list[dict[str, Any]] = json.loads(result.stdout)
    return points


def test_a_rank_goes_through_the_years_with_who_says_so(run: Path) -> None:
    points = asked(run, *RANK, "--scope", "thế giới")
    ranks = [(p["start"][:4], p["says"]) for p in points if p["value"]]
    assert ranks == [
        ("2018", "88/193"),
        ("2020", "86/193"),
        ("2022", "86/193"),
        ("2024", "71/193"),
        ("2030", "<= 50"),
    ]
    assert {p["publisher"] for p in points if p["value"]} == {"Liên Hợp Quốc"}
    (of_2020,) = [p for p in points if p["says"] == "86/193" and p["start"] == "2020-01-01"]
    assert of_2020["texts"] == 2
    sources = {source["doc_id"] for source in of_2020["sources"]}
    assert sources == {"bao-dau/2020-egov", "tin-sau/2020-egov"}


def test_what_contradicts_a_rank_is_named(run: Path) -> None:
    points = asked(run, *RANK, "--scope", "châu Á")
    assert [(p["says"], p["contradicted"]) for p in points] == [
        ("23/47", ["24/47"]),
        ("24/47", ["23/47"]),
    ]
    shown = tinvan("timeline", *RANK, "--run", run).stdout
    assert "! elsewhere 24/47" in shown


def test_another_name_of_the_index_and_the_subject_asks_the_same(run: Path) -> None:
    assert asked(run, *RANK) == asked(run, "VN", "--index", "EGDI")


def test_holders_of_posts_of_a_body_in_a_year(run: Path) -> None:
    points = asked(run, "UBND TP Đà Nẵng", "--post", "", "--year", 2024)
    held = [(p["says"], p["about"], p["start"], p["end"]) for p in points]
    assert held == [
        ("Đặng Hữu Tường", "Phó Chủ tịch", "2024-03-12", "2024-11-05"),
        ("Kiều Trọng Bách", "Chủ tịch", "2024-11-05", "2024-11-05"),
    ]
    chairs = asked(run, "Ủy ban nhân dân thành phố Đà Nẵng", "--post", "Chủ tịch")
    assert {p["says"] for p in chairs} == {"Hồ Sĩ Khiêm", "Đặng Hữu Tường", "Kiều Trọng Bách"}


def test_shares_of_provinces_are_sorted(run: Path) -> None:
    ask = ("--indicator", "hồ sơ trực tuyến", "--provinces", "--sort", "value")
    points = asked(run, *ask)
    assert [(p["subject"], p["value"]) for p in points] == [
        ("Đà Nẵng", 95.2),
        ("Quảng Ninh", 88.4),
        ("Lai Châu", 61.7),
    ]


def test_evidence_prints_the_sentences(run: Path) -> None:
    shown = tinvan("timeline", *RANK, "--run", run, "--evidence").stdout
    assert "tin-sau/2024-egov, 2024-09-20: Năm 2024, Việt Nam xếp thứ 71/193" in shown


@pytest.mark.skipif(
    importlib.util.find_spec("matplotlib") is None, reason="pip install 'tinvan[plot]'"
)
@pytest.mark.parametrize("form", ["svg", "png"])
@pytest.mark.parametrize("ask", [RANK, ("UBND TP Đà Nẵng", "--post", "")])
def test_plots_are_drawn_and_are_the_same_each_time(
    run: Path, tmp_path: Path, form: str, ask: tuple[str, ...]
) -> None:
    drawn = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.{form}"
        assert tinvan("timeline", *ask, "--run", run, "--plot", path).exit_code == 0
        drawn.append(path.read_bytes())
    assert drawn[0] == drawn[1]
    assert drawn[0].startswith(b"\x89PNG" if form == "png" else b"<?xml")
    if form == "svg":
        assert ("86/193" if ask == RANK else "Kiều Trọng Bách").encode() in drawn[0]


def test_a_run_is_merged_again_when_its_facts_are_newer(tmp_path: Path) -> None:
    assert tinvan("extract", JOURNALIST, "--out", tmp_path, "-q").exit_code == 0
    (tmp_path / MERGED).write_text("")
    (tmp_path / "conflicts.jsonl").write_text("")
    assert tinvan("timeline", *RANK, "--run", tmp_path).exit_code == 1
    newer = (tmp_path / MERGED).stat().st_mtime_ns + 10**9
    os.utime(tmp_path / "facts.jsonl", ns=(newer, newer))
    assert tinvan("timeline", *RANK, "--run", tmp_path).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("Việt Nam",), 2, "one of --index"),
        (("Việt Nam", "--index", "PCI", "--post", ""), 2, "one of --index"),
        (("Việt Nam", "--indicator", "x", "--scope", "ASEAN"), 2, "--scope"),
        ((*RANK, "--plot", "rank.jpg"), 2, ".svg"),
        (("Việt Nam", "--index", "bóng chuyền"), 1, "no fact answers this"),
    ],
)
def test_wrong_questions_are_told(
    run: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    result = tinvan("timeline", *arguments, "--run", run)
    assert result.exit_code == code
    assert said in result.output


def test_a_missing_library_is_named(
    run: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    result = tinvan("timeline", *RANK, "--run", run, "--plot", tmp_path / "rank.svg")
    assert result.exit_code == 1
    assert "pip install 'tinvan[plot]'" in result.output


def test_a_folder_without_facts_is_named(tmp_path: Path) -> None:
    result = tinvan("timeline", *RANK, "--run", tmp_path)
    assert result.exit_code == 1
    assert "tinvan extract" in result.output
