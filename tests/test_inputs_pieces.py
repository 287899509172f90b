"""Inputs in pieces: together they give what the inputs give as a whole, whoever reads which."""

import gzip
import json
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.archives import conversion, gz, response
from tinvan.errors import InputError
from tinvan.read.inputs import Inputs
from tinvan.read.links import Link
from tinvan.read.parts import Part, parts_of_lines, parts_of_rows
from tinvan.read.pieces import Piece
from tinvan.read.rejects import Reject

LINES = [json.dumps({"text": f"Đạt {number}%"}).encode() for number in range(50)]
JSONL = b"\n".join([b"", b" ", *LINES[:20], b"", b"no json", *LINES[20:]])
LINE = st.sampled_from([b"", b" ", b"\r", b"a", b"bb", b"x" * 30])


def in_pieces(path: Path, items: int = 7, size: int = 10_000) -> list[Piece | Link | Reject]:
    """Return the pieces of an input, and check that they give what it gives as a whole."""
    inputs = Inputs([str(path)])
    whole = list(inputs.items())
    planner = Inputs([str(path)])
    pieces = list(planner.pieces(items, size))
    apart = [Inputs(()) for _ in pieces]
    read = [item for one, piece in zip(apart, pieces, strict=True) for item in one.read([piece])]
    assert read == whole
    assert {note for one in (planner, *apart) for note in one.notices} == set(inputs.notices)
    return pieces


def test_lines_are_read_in_pieces_with_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(JSONL)
    assert len(in_pieces(path)) == 8
    assert len(in_pieces(path, items=1000)) == 1
    assert len(in_pieces(path, items=1000, size=200)) > 2


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
@pytest.mark.parametrize("cut", [0, 20])
def test_what_is_packed_is_read_in_pieces_and_its_lost_end_told_once(
    pack: type[bytes], cut: int, tmp_path: Path
) -> None:
    path = tmp_path / "tin.jsonl.gz"
    packed = bytes(pack(JSONL))
    path.write_bytes(packed[: len(packed) - cut])
    in_pieces(path)


def test_junk_behind_what_is_packed_is_told_of_the_last_piece(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl.gz"
    path.write_bytes(gzip.compress(JSONL) + b"junk")
    assert len(in_pieces(path)) > 2
    *others, last = Inputs([str(path)])
    assert not any("junk" in str(item) for item in others)
    assert "junk" in str(last)


def test_links_are_told_between_pieces(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.txt").write_bytes(LINES[0])
    for name in ("a.jsonl", "z.jsonl"):
        (folder / name).write_bytes(LINES[0])
    (folder / "m.txt").symlink_to("../secret.txt")
    first, link, last = in_pieces(folder)
    assert isinstance(link, Link)
    assert isinstance(first, Piece)
    assert isinstance(last, Piece)
    (folder / "a.jsonl").unlink()
    (folder / "z.jsonl").unlink()
    with pytest.raises(InputError, match="this link was not followed"):
        list(Inputs([str(folder)]).pieces(7, 10_000))


@pytest.mark.parametrize("data", [b"", b"\n", b"\n" * 100, b"\n" * 100 + LINES[0], LINES[0] * 2])
def test_inputs_of_next_to_nothing_are_read_in_pieces(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(data)
    assert len(in_pieces(path)) == 1


def test_a_line_that_is_too_large_is_in_one_piece(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(b"\n".join([*LINES[:3], b"x" * 200_000, *LINES[3:]]))
    assert len(in_pieces(path, items=10)) == 6


@given(st.lists(LINE, max_size=30), st.integers(1, 8), st.integers(1, 60), st.integers(1, 20))
def test_parts_of_lines_hold_all_lines_once(
    lines: list[bytes], items: int, size: int, step: int
) -> None:
    data = b"\n".join(lines)
    parts = parts_of_lines((data[at : at + step] for at in range(0, len(data), step)), items, size)
    assert parts[-1].end is None
    assert b"".join(data[part.start : part.end] for part in parts) == data
    for part in parts:
        assert part.before == data[: part.start].count(b"\n")
        assert not part.start or data[part.start - 1 : part.start] == b"\n"
        assert len(parts) == 1 or data[part.start : part.end].strip()


def test_parts_of_rows_are_no_larger_than_they_may() -> None:
    assert parts_of_rows(5, 500, 2, 1_000) == [
        Part(0, 2, 0, 2, 200), Part(2, 4, 2, 2, 200), Part(4, None, 4, 2, 200)
    ]  # fmt: skip
    assert len(parts_of_rows(5, 500, 1_000, 100)) == 5
    assert parts_of_rows(0, 0, 1_000, 1_000) == [Part()]


def test_tables_are_read_in_pieces_across_row_groups(tmp_path: Path) -> None:
    path = tmp_path / "tin.parquet"
    table = pa.table({"text": [f"Đạt {number}%" if number % 9 else None for number in range(50)]})
    pq.write_table(table, path, row_group_size=20)
    assert len(in_pieces(path)) == 8


def test_a_damaged_row_group_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "tin.parquet"
    texts = [f"Tỉ lệ của tỉnh thứ {number} đạt {number}%" for number in range(60)]
    pq.write_table(
        pa.table({"text": texts}), path, row_group_size=20, use_dictionary=False,
        compression="none", write_page_checksum=True,
    )  # fmt: skip
    data = path.read_bytes()
    path.write_bytes(data.replace("thứ 25 đạt".encode(), "thứ 25 đất".encode()))
    rejects = [item for item in Inputs([str(path)]) if isinstance(item, Reject)]
    assert [reject.reason for reject in rejects] == ["corrupt"]
    in_pieces(path)
    path.write_bytes(data[:-10])
    assert len(in_pieces(path)) == 1


def test_all_inputs_are_read_in_pieces(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(JSONL)
    (tmp_path / "b.txt").write_text("Đạt 5%", encoding="utf-8")
    (tmp_path / "c.warc.gz").write_bytes(gz(response(), conversion("https://a.example/", "6%")))
    (tmp_path / "d.warc").write_bytes(b"no archive")
    (tmp_path / "e").symlink_to("/etc")
    *pieces, link = in_pieces(tmp_path)
    assert isinstance(link, Link)
    assert all(isinstance(piece, Piece) and Path(piece.path).is_absolute() for piece in pieces)


def test_a_file_whose_name_tells_nothing_is_told_by_its_first_bytes(tmp_path: Path) -> None:
    path = tmp_path / "tin"
    path.write_bytes(b"\n".join(LINES))
    assert len(in_pieces(path)) == 8
    path.write_text("Đạt 5%", encoding="utf-8")
    assert len(in_pieces(path)) == 1


def test_a_file_that_changes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text("Đạt 5%", encoding="utf-8")
    (piece,) = Inputs([str(path)]).pieces(1, 1)
    assert isinstance(piece, Piece)
    assert piece.changed is None
    path.write_text("Đạt 15%", encoding="utf-8")
    assert piece.changed == "it is another one"
    path.unlink()
    assert piece.changed == "No such file or directory"


def test_pipes_are_not_for_many_machines(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in ("-", str(tmp_path / "pipe")):
        with pytest.raises(InputError, match="write it to a file"):
            list(Inputs([path]).pieces(1, 1))


def test_remote_files_are_read_in_pieces() -> None:
    memory = pytest.importorskip("fsspec").filesystem("memory")
    memory.pipe("/crawl/tin.jsonl", JSONL)
    memory.pipe("/crawl/tin.jsonl.gz", gzip.compress(JSONL))
    whole = list(Inputs(["memory://crawl"]).items())
    pieces = list(Inputs(["memory://crawl"]).pieces(20, 10_000))
    assert len(pieces) == 6
    assert list(Inputs(()).read(pieces)) == whole
    assert all(isinstance(piece, Piece) and not piece.changed for piece in pieces)
