"""Damaged footers of Parquet files: each costs a reject, never the memory or the process.

Each file is read in a process of its own, which tells how much memory it took.
"""

import io
import json
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tinvan.read.parquet_footer import DamagedFooterError, read_footer

READ = """
import json, resource, sys
import pyarrow.parquet
from tinvan.read.inputs import Inputs
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
list(Inputs([sys.argv[1]]))  # what is imported on the way
before = peak()
told = []
for path in sys.argv[2:]:
    told.append([getattr(item, "reason", "") for item in Inputs([path])])
print(json.dumps([told, peak() - before]))
"""
GOOD = {"id": ["1", "2"], "text": ["Đạt 5%.", "Đạt 6%."], "tags": [["a"], ["b", "c"]]}


def table(**options: object) -> bytes:
    """Return a small table."""
    out = io.BytesIO()
    pq.write_table(pa.table(GOOD), out, **options)  # type: ignore[arg-type]
    return out.getvalue()


def with_footer(footer: bytes) -> bytes:
    """Return a file that has a footer and nothing else."""
    return b"PAR1" + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def read(folder: Path, *files: bytes) -> tuple[list[list[str]], int]:
    """Read files; return the reasons of the rejects of each, "" of articles, and the MB it took."""
    folder.joinpath("good.parquet").write_bytes(table())
    names = [f"{number}.parquet" for number in range(len(files))]
    for name, data in zip(names, files, strict=True):
        (folder / name).write_bytes(data)
    command = [sys.executable, "-c", READ, "good.parquet", *names]
    done = subprocess.run(command, capture_output=True, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    told, megabytes = json.loads(done.stdout)
    return told, megabytes


# Field 4, a list of one row group, whose field 1 is a list of 999,999 columns.
MILLION = b"\x49\x1c\x19\xfc\xbf\x84\x3d"


@pytest.mark.parametrize("size", [0, 4_000, 1_100_000], ids=["cut", "4 kB", "1 MB of nothing"])
def test_lists_that_are_announced_take_no_memory(tmp_path: Path, size: int) -> None:
    told, megabytes = read(tmp_path, with_footer(MILLION + bytes(size)))
    assert told == [["truncated"]]
    assert megabytes < 250


def test_any_damaged_byte_of_a_footer_costs_the_file_at_most(tmp_path: Path) -> None:
    data = table(write_page_index=True, compression="none")
    size = int.from_bytes(data[-8:-4], "little")
    files = [
        data[:at] + bytes([(data[at] + 2) % 256]) + data[at + 1 :]
        for at in range(len(data) - 8 - size, len(data) - 8)
    ]
    told, megabytes = read(tmp_path, *files)
    assert len(told) > 500
    assert all(told)
    assert megabytes < 250


def test_pages_that_are_announced_take_no_memory(tmp_path: Path) -> None:
    data = table(compression="none", use_dictionary=False)
    start = pq.ParquetFile(io.BytesIO(data)).metadata.row_group(0).column(1).data_page_offset
    end = start
    for _ in range(3):  # the type of the page, its bytes unpacked and packed
        assert data[end] == 0x15
        end += 2 if data[end + 1] < 0x80 else 3
    huge = b"\x15\xf6\xff\xff\xff\x07"  # 1,073,741,819
    heads = (b"\x15\x20" + huge, huge + huge, huge + b"\x15\x20")
    told, megabytes = read(tmp_path, *(data[: start + 2] + head + data[end:] for head in heads))
    assert told == [["corrupt"]] * 3
    assert megabytes < 250


@pytest.mark.parametrize(
    "footer",
    [b"", b"\x19", MILLION, b"\x49\x1c", b"\x49\x15", b"\x45\x02", b"\x1d", b"\x16" + b"\xff" * 20,
     b"\x18\xff\x7fa", b"\x1b\xff\x7f\x55", b"\x1c" * 99],
)  # fmt: skip
def test_what_is_no_footer_is_told(footer: bytes) -> None:
    if footer:
        with pytest.raises(DamagedFooterError):
            read_footer(io.BytesIO(with_footer(footer)))
    with pytest.raises(DamagedFooterError):
        read_footer(io.BytesIO(with_footer(footer)[:-1]))


@pytest.mark.parametrize(
    "options",
    [{}, {"row_group_size": 1, "write_page_index": True, "store_schema": False},
     {"sorting_columns": [pq.SortingColumn(0)], "compression": {"id": "zstd", "text": "gzip"}}],
    ids=["plain", "small groups", "sorted"],
)  # fmt: skip
def test_the_sizes_of_columns_are_as_pyarrow_reads_them(options: dict[str, object]) -> None:
    data = table(**options)
    about = pq.ParquetFile(io.BytesIO(data)).metadata
    chunks = [
        [about.row_group(group).column(column) for column in range(about.num_columns)]
        for group in range(about.num_row_groups)
    ]
    footer = read_footer(io.BytesIO(data))
    assert footer.groups == [
        [(c.path_in_schema, c.total_uncompressed_size, c.total_compressed_size) for c in group]
        for group in chunks
    ]
    assert footer.size == int.from_bytes(data[-8:-4], "little")
    assert footer.before + footer.size + 8 == len(data)
