"""Times in EDTF, and which of their parts were filled in."""

from collections.abc import Callable

import pytest

from tinvan.document import Document
from tinvan.values.edtf import edtf, filled

Reader = Callable[..., Document]
TODAY = "2020-09-17"
WRITTEN = {
    "ngày 17-9-2020": ("2020-09-17", ()),
    "sáng 17-9": ("2020-09-17", ("year",)),
    "hôm qua": ("2020-09-16", ("year", "month", "day")),
    "thứ Năm tuần trước": ("2020-09-10", ("year", "month", "day")),
    "tháng 9.2020": ("2020-09", ()),
    "tháng trước": ("2020-08", ("year", "month")),
    "tháng 9 năm ngoái": ("2019-09", ("year",)),
    "cuối tháng 6/2014": ("2014-06-21/2014-06-30", ()),
    "nửa đầu tháng 9/2020": ("2020-09-01/2020-09-15", ()),
    "quý III/2023": ("2023-35", ()),
    "quý 1": ("2020-33", ("year",)),
    "nửa cuối năm 2020": ("2020-41", ()),
    "6 tháng đầu năm 2020": ("2020-01-01/2020-06-30", ()),
    "năm 2020": ("2020", ()),
    "năm ngoái": ("2019", ("year",)),
    "những năm 1990": ("199", ()),
    "thế kỷ 20": ("1901/2000", ()),
    "nửa đầu thế kỷ 20": ("1901/1950", ()),
    "thế kỷ này": ("2001/2100", ("year",)),
    "giai đoạn 2021-2025": ("2021/2025", ()),
    "tháng 3-5/2020": ("2020-03/2020-05", ()),
    "từ ngày 1 đến 5/9": ("2020-09-01/2020-09-05", ("year",)),
    "từ năm 2018": ("2018/..", ()),
    "trước tháng 5/2018": ("../2018-04", ()),
    "trước năm 2030": ("../2029", ()),
    "sau năm 2020": ("2021/..", ()),
    "từ năm 2018 đến nay": ("2018/2020-09-17", ("year", "month", "day")),
    "5 năm tới": ("2020-09-17/2025-09-17", ("year", "month", "day")),
    "tuần này": ("2020-09-14/2020-09-20", ("year", "month", "day")),
    "năm học 2020-2021": ("2020-09-01/2021-05-31", ()),
    "rằm tháng 7": ("2020-09-02", ("year",)),
    "tháng Chạp năm Canh Tý": ("2021-01-13/2021-02-11", ("year",)),
    "dịp tết Nguyên đán 2017": ("2017-01-26/2017-02-01", ()),
}  # fmt: skip


@pytest.mark.parametrize(("text", "written", "parts"), [(k, *v) for k, v in WRITTEN.items()])
def test_a_time_is_written_as_coarsely_as_it_was_said(
    read_values: Reader, text: str, written: str, parts: tuple[str, ...]
) -> None:
    (found,) = read_values(f"Việc ấy diễn ra {text}.", TODAY).dates
    assert found.value.time is not None
    assert edtf(found.value.time, found.first, found.last) == written
    assert filled(found.value.time) == parts
