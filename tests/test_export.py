"""`tinvan export` and `tinvan.frames`: what is made opens where it shall, with the right types."""

import asyncio
import csv
import importlib.util
import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tinvan as package
from tests.stories import FORMULA, run_over, tinvan
from tinvan.export.csv_files import harmless
from tinvan.export.tables import tables
from tinvan.output.stored import StoredRun

NEEDED = {"parquet": "pyarrow", "duckdb": "duckdb"}
FACT_TABLES = {t.name for t in tables()} - {"documents", "mentions"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run_over(tmp_path_factory.mktemp("export"))


@pytest.fixture
def folder(run: Path, tmp_path: Path) -> Path:
    """Return a run of this test's own."""
    return Path(shutil.copytree(run, tmp_path / "run"))


def facts(folder: Path, kind: str) -> list[dict[str, Any]]:
    lines = (folder / "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [fact for fact in map(json.loads, lines) if fact["type"] == kind]


def exported(folder: Path, form: str, *options: object) -> Path:
    if form in NEEDED:
        pytest.importorskip(NEEDED[form], reason=f"pip install 'tinvan[{form}]'")
    result = tinvan("export", folder, "--to", form, *options)
    assert result.exit_code == 0, result.output
    return folder / (form if form in ("csv", "parquet") else f"facts.{form}")


def check_ranks(frame: pd.DataFrame, folder: Path) -> None:
    """See to it that a table of ranks says what the facts say."""
    wanted = facts(folder, "ranking")
    assert wanted
    assert list(frame["rank"]) == [fact["rank"] for fact in wanted]
    assert list(frame["subject"]) == [fact["subject"] for fact in wanted]
    assert list(frame["anchor_start"]) == [fact["anchor"]["start"] for fact in wanted]
    starts = [str(day)[:10] for day in frame["date_start"]]
    assert starts == [fact["date"]["start"] for fact in wanted]


def test_frames_have_types_and_every_fact(folder: Path) -> None:
    stored = StoredRun(folder)
    frames = package.frames(stored.facts(), stored.documents())
    count = sum(1 for _ in stored.facts())
    assert sum(len(frames[name]) for name in FACT_TABLES) == count
    ranks = frames["rankings"]
    check_ranks(ranks, folder)
    assert str(ranks["rank"].dtype) == "Int64"
    assert str(ranks["date_start"].dtype) == "datetime64[s]"
    assert str(frames["percentages"]["value"].dtype) == "float64"
    assert set(frames["documents"]["doc_id"]) == {"bao-a/1", "bao-b/7"}
    assert pd.isna(frames["rankings"]["change"].iloc[0])


def test_frames_without_rows_have_their_columns() -> None:
    frames = package.frames(())
    assert {"person", "position", "organisation_name", "date_start"} <= set(frames["officials"])


def test_csv_opens_in_pandas(folder: Path) -> None:
    place = exported(folder, "csv")
    check_ranks(pd.read_csv(place / "rankings.csv", parse_dates=["date_start"]), folder)
    assert len(pd.read_csv(place / "documents.csv")) == 2
    mentions = pd.read_csv(place / "mentions.csv")
    officials = pd.read_csv(place / "officials.csv")
    assert set(officials["id"]) <= set(mentions["fact_id"])


def test_csv_describes_its_columns(folder: Path) -> None:
    place = exported(folder, "csv")
    package = json.loads((place / "datapackage.json").read_text(encoding="utf-8"))
    assert {one["path"] for one in package["resources"]} == {f"{t.name}.csv" for t in tables()}
    for one in package["resources"]:
        with (place / one["path"]).open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [field["name"] for field in one["schema"]["fields"]]
        assert all(field["description"] for field in one["schema"]["fields"])


def test_csv_begins_as_excel_needs_it_on_request(folder: Path) -> None:
    place = exported(folder, "csv", "--excel")
    assert (place / "rankings.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    check_ranks(pd.read_csv(place / "rankings.csv", parse_dates=["date_start"]), folder)


def test_no_cell_of_csv_is_a_formula(folder: Path) -> None:
    place = exported(folder, "csv")
    for path in place.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                texts = (cell for name, cell in row.items() if name != "change")
                assert not any(cell[:1] in tuple("=+-@\t\r") for cell in texts if cell)
    evidence = set(pd.read_csv(place / "percentages.csv")["evidence_text"])
    assert any(text.startswith(f"'{FORMULA}") for text in evidence)


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u200b=1"]
)
def test_formulas_are_made_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["86%", "Việt Nam", "hồ sơ - thủ tục", ""])
def test_plain_text_is_left_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_parquet_opens_in_pandas_with_types_and_descriptions(folder: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet", reason="pip install 'tinvan[parquet]'")
    place = exported(folder, "parquet")
    check_ranks(pd.read_parquet(place / "rankings.parquet"), folder)
    schema = pq.read_schema(place / "rankings.parquet")
    assert [str(schema.field(n).type) for n in ("rank", "date_start")] == ["int64", "date32[day]"]
    assert schema.field("rank").metadata[b"description"]
    assert len(pd.read_parquet(place / "documents.parquet")) == 2


def test_parquet_is_parted_by_year(folder: Path) -> None:
    place = exported(folder, "parquet", "--part-by", "year")
    whole = pd.read_parquet(place / "rankings")
    years = {path.name for path in (place / "rankings").iterdir()}
    assert years == {f"year={fact['date']['start'][:4]}" for fact in facts(folder, "ranking")}
    assert sorted(whole["id"]) == sorted(fact["id"] for fact in facts(folder, "ranking"))
    assert (place / "events").is_dir()


def test_facts_without_a_day_have_a_part_too(tmp_path: Path) -> None:
    texts = {"a": "2020-09-17", "b": ""}
    run = run_over(
        tmp_path,
        tuple(
            {"id": id, "text": "Tỉ lệ hồ sơ của tỉnh Hà Nam đạt 52,5%.", "published": day}
            for id, day in texts.items()
        ),
    )
    place = exported(run, "parquet", "--part-by", "month")
    frame = pd.read_parquet(place / "percentages")
    assert sorted(frame["month"].astype(str)) == ["2020-09", "unknown"]


def test_sqlite_has_keys_indexes_and_views(folder: Path) -> None:
    with sqlite3.connect(exported(folder, "sqlite")) as database:
        check_ranks(pd.read_sql("SELECT * FROM rankings", database), folder)
        joined = 'SELECT d.title FROM rankings JOIN documents AS d USING (doc_id) WHERE "rank" = 3'
        assert database.execute(joined).fetchall() == [("Tỉnh Quảng Ninh đẩy nhanh số hóa hồ sơ",)]
        ranks = database.execute("SELECT rank FROM rank_over_time").fetchall()
        assert sorted(ranks) == [(3,), (4,)]
        held = "SELECT DISTINCT person, position FROM officials_by_agency_and_day"
        assert database.execute(held).fetchall() == [("Trần Quốc Ân", "Giám đốc")]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()


def test_sqlite_keeps_a_fact_once(folder: Path) -> None:
    facts = folder / "facts.jsonl"
    facts.write_bytes(facts.read_bytes() * 2)
    with sqlite3.connect(exported(folder, "sqlite")) as database:
        assert len(database.execute("SELECT * FROM rankings").fetchall()) == 2
    database.close()


@pytest.mark.skipif(importlib.util.find_spec("datasette") is None, reason="pip install -e '.[dev]'")
@pytest.mark.filterwarnings("default")
def test_datasette_shows_tables_with_what_columns_mean(folder: Path) -> None:
    from datasette.app import Datasette
    from httpx import Response

    place = exported(folder, "sqlite")
    metadata = json.loads((folder / "facts.metadata.json").read_text(encoding="utf-8"))

    async def page(path: str) -> Response:
        datasette = Datasette([str(place)], metadata=metadata)
        await datasette.invoke_startup()
        found: Response = await datasette.client.get(path)
        return found

    table = asyncio.run(page("/facts/rankings"))
    assert table.status_code == 200
    assert "How many are ranked, where written for this rank." in table.text
    rows = asyncio.run(page("/facts/rankings.json?_shape=array")).json()
    assert {row["rank"] for row in rows} == {3, 4}
    assert asyncio.run(page("/facts/documents/bao-a~2F1")).status_code == 200
    assert asyncio.run(page("/facts/rank_over_time")).status_code == 200


def test_duckdb_has_types_comments_and_views(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="pip install 'tinvan[duckdb]'")
    with duckdb.connect(str(exported(folder, "duckdb")), read_only=True) as database:
        check_ranks(database.execute("SELECT * FROM rankings").df(), folder)
        types = dict(
            database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'rankings'"
            ).fetchall()
        )
        assert (types["rank"], types["date_start"], types["subject"]) == (
            "BIGINT", "DATE", "VARCHAR",
        )  # fmt: skip
        said = "SELECT comment FROM duckdb_columns() WHERE column_name = 'out_of' LIMIT 1"
        assert database.execute(said).fetchone()[0]
        ranks = database.execute("SELECT rank FROM rank_over_time ORDER BY rank").fetchall()
        assert ranks == [(3,), (4,)]
        no_change = "SELECT count(*) FROM rankings WHERE change IS NULL"
        assert database.execute(no_change).fetchone() == (2,)


def test_an_article_that_copies_another_is_in_no_view(folder: Path) -> None:
    docs = folder / "docs.jsonl"
    records = [json.loads(line) for line in docs.read_text(encoding="utf-8").splitlines()]
    records[1] |= {"copy_of": "bao-a/1", "copy_share": 1.0}
    docs.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
    with sqlite3.connect(exported(folder, "sqlite")) as database:
        assert database.execute("SELECT rank FROM rank_over_time").fetchall() == [(3,)]
    database.close()


@pytest.mark.parametrize("form", ["csv", "parquet", "sqlite", "duckdb"])
def test_a_failure_leaves_what_was_there(folder: Path, form: str) -> None:
    place = exported(folder, form)
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    facts = folder / "facts.jsonl"
    whole = facts.read_bytes()
    facts.write_bytes(whole + b'{"type": "ranking"\n')
    result = tinvan("export", folder, "--to", form)
    assert result.exit_code == 1
    assert f"{facts}, line {len(whole.splitlines()) + 1}: " in result.output
    facts.write_bytes(whole)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert place.exists()


def test_a_folder_of_something_else_is_left_alone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("keep")
    result = tinvan("export", folder, "--to", "csv", "--out", tmp_path / "mine")
    assert result.exit_code == 1
    assert "--out" in result.output
    assert (tmp_path / "mine" / "notes.txt").read_text() == "keep"


def test_an_export_is_replaced_as_a_whole(folder: Path) -> None:
    place = exported(folder, "parquet", "--part-by", "year")
    exported(folder, "parquet")
    assert not (place / "rankings").exists()


def test_two_exports_are_the_same(folder: Path) -> None:
    once = {p.name: p.read_bytes() for p in exported(folder, "csv").iterdir()}
    again = {p.name: p.read_bytes() for p in exported(folder, "csv").iterdir()}
    assert once == again


def test_a_day_that_is_none_is_named(folder: Path) -> None:
    facts = folder / "facts.jsonl"
    facts.write_text(facts.read_text(encoding="utf-8").replace('"2019-01-01"', '"2019-13-01"'))
    pytest.importorskip("pyarrow", reason="pip install 'tinvan[parquet]'")
    result = tinvan("export", folder, "--to", "parquet")
    assert result.exit_code == 1
    assert "is no day" in result.output


def test_a_missing_library_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    result = tinvan("export", folder, "--to", "duckdb")
    assert result.exit_code == 1
    assert "pip install 'tinvan[duckdb]'" in result.output


def test_a_folder_without_facts_is_named(tmp_path: Path) -> None:
    result = tinvan("export", tmp_path, "--to", "csv")
    assert result.exit_code == 1
    assert "tinvan extract" in result.output


def test_options_of_another_format_are_refused(folder: Path) -> None:
    assert tinvan("export", folder, "--to", "csv", "--part-by", "year").exit_code == 2
    assert tinvan("export", folder, "--to", "sqlite", "--excel").exit_code == 2
