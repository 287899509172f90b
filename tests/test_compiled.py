"""Patterns that are kept from one run to the next."""

import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import regex

from tinvan.compiled import _Store, kept_in
from tinvan.ruleset import alternation
from tinvan.ruleset.needed import Guarded, needed

FRUIT = alternation(("cam", "bưởi", "cam sành"))


def in_store(path: Path, source: str = rf"(?P<n>\d+)\s{FRUIT}") -> regex.Pattern[str]:
    store = _Store(path)
    pattern = store.pattern(source, int(regex.I))
    store.write()
    return pattern


def test_a_kept_pattern_reads_as_the_one_that_was_compiled(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "patterns.bin"
    first = in_store(path)
    again = in_store(path)
    for pattern in (first, again):
        found = pattern.search("Mua 12 Cam Sành")
        assert found is not None
        assert found["n"] == "12"
        assert found.end() == 15
    assert again.flags == first.flags
    assert again.pattern == first.pattern


@pytest.mark.parametrize("spoilt", [b"", b"x" * 100, None], ids=["empty", "broken", "cut"])
def test_a_file_that_is_not_whole_is_made_anew(tmp_path: Path, spoilt: bytes | None) -> None:
    path = tmp_path / "patterns.bin"
    in_store(path)
    path.write_bytes(path.read_bytes()[:-3] if spoilt is None else spoilt)
    assert in_store(path).search("3 bưởi")
    assert len(path.read_bytes()) > 100


def test_a_file_that_others_may_write_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "patterns.bin"
    in_store(path)
    path.chmod(0o666)
    assert not _Store(path)._known


def test_a_folder_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    assert in_store(tmp_path / "file" / "patterns.bin").search("3 cam")


def test_plain_data_is_made_once_and_what_is_none_each_time(tmp_path: Path) -> None:
    def first(made: object) -> object:
        store = _Store(tmp_path / "patterns.bin")
        found = store.data(b"a file", lambda: made)
        store.write()
        return found

    day = dt.date(2020, 1, 1)  # which is no plain data
    assert first({"on": day}) == {"on": day}
    assert first({"a": [1, "b"]}) == {"a": [1, "b"]}
    assert first({"another": 1}) == {"a": [1, "b"]}


def test_what_is_equal_in_kept_data_takes_its_memory_once(tmp_path: Path) -> None:
    made: dict[str, Any] = {
        "a": (1.5, "two"),
        "b": (float("1.5"), "".join(("t", "wo"))),
        "c": [(0.0,), (-0.0,), (1,), (True,)],
    }
    for _ in range(2):
        store = _Store(tmp_path / "patterns.bin")
        found = store.data(b"a table", lambda: made)
        store.write()
    assert found == made
    assert found["a"] is found["b"]
    assert [str(zero) for (zero,) in found["c"]] == ["0.0", "-0.0", "1", "True"]


def test_what_no_rule_asks_for_any_more_is_left_out_of_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _Store(tmp_path / "patterns.bin")
    old.data(b"old", lambda: "made before")
    old.write()
    monkeypatch.setattr("tinvan.compiled._LARGE", 10)
    store = _Store(tmp_path / "patterns.bin")
    store.data(b"not kept", object)  # no plain data
    store.data(b"new", lambda: "made now")
    store.write()
    kept = _Store(tmp_path / "patterns.bin")
    assert kept.data(b"new", lambda: "made again") == "made now"
    assert kept.data(b"old", lambda: "made again") == "made again"


def test_tables_go_on_where_earlier_runs_left_off(tmp_path: Path) -> None:
    for number in range(3):
        store = _Store(tmp_path / "patterns.bin")
        table = store.table(b"some rules")
        assert table == {("a", at): (at,) for at in range(number)}
        table["a", number] = (number,)
        store.write()


def test_rules_known_from_an_earlier_run_read_the_same(tmp_path: Path) -> None:
    code = (
        "import tinvan; from tinvan.compiled import keep_compiled;"
        "print(tinvan.extract('Ngày 5-3 xã có 5 trường, tăng 3% so với tháng 2 năm 2020.'));"
        "keep_compiled()"
    )
    environment = {**os.environ, "TINVAN_CACHE": str(tmp_path)}
    first, again = (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env=environment,
        ).stdout
        for _ in range(2)
    )  # fmt: skip
    assert first == again
    assert "Percentage" in first


def test_the_folder_can_be_named_or_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TINVAN_CACHE", str(tmp_path))
    path = kept_in()
    assert path is not None
    assert path.parent == tmp_path
    monkeypatch.setenv("TINVAN_CACHE", "")
    assert kept_in() is None


def test_what_is_heavy_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, tinvan; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"numpy", "pandas", "regex", "underthesea", "bs4"} & set(done.stdout.split())
    code = (
        "import sys, tinvan; tinvan.extract('Xã có 5 trường, tăng 3% so với năm 2020.');"
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"pandas", "underthesea", "bs4", "pyarrow"} & set(done.stdout.split())


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [
        (r"^(?P<topic>.*?)\stừ(?:\smức)?\s*{this}", [{"từ"}]),
        (r"(?<!\w){rise}(?:\s{adverb}){0,3}\s*{this}", [{"tăng", "leo"}]),
        (r"(?:{rise}|giảm)\s*x?", [{"tăng", "leo", "giảm"}]),
        (r"(?:{rise}|.)\s*x*", []),
        (r"a[bc]d+e?f{2}(?=g)(?!h)(?<=i)", [{"a"}, {"d"}, {"f"}, {"g"}, {"i"}]),
        (r"so với\p{L}\.\U000F0001", [{"so với"}, {"."}]),
    ],
)
def test_what_a_pattern_needs_is_read_off_it(pattern: str, needs: list[set[str]]) -> None:
    lists = {"rise": ("tăng", "tăng thêm", "leo"), "adverb": ("khá",)}
    assert [set(words) for words in needed(pattern, lists)] == needs


def test_a_guarded_pattern_finds_what_the_pattern_finds() -> None:
    words = ("Tăng thêm", "leo")
    guarded = Guarded(
        regex.compile(rf"{alternation(words)}\s(\d+)", regex.I),
        needed(r"{rise}\s(\d+)", {"rise": words}),
    )
    for text in ("Giá TĂNG THÊM 5", "leo 7", "giảm 5", "tăng 5", ""):
        found, plain = guarded.search(text), guarded.pattern.search(text)
        assert (found and found.span()) == (plain and plain.span())
