"""The lunar calendar of Vietnam, against its own rules and against days known from elsewhere."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import lunar_months
from tinvan.values.lunar import LunarYear, latest_in_cycle, lunar_years, year_in_cycle

DAY = dt.timedelta(days=1)
# Days as the press and the state announced them; Tết of 1985, 2007 and 2030 differ from China's.
TET = ["1975-02-11", "1985-01-21", "2007-02-17", "2020-01-25", "2021-02-12", "2024-02-10",
       "2025-01-29", "2030-02-02"]  # fmt: skip
KNOWN = {
    "2023-09-29": (2023, 8, 15), "2024-09-17": (2024, 8, 15), "2024-04-18": (2024, 3, 10),
    "2025-04-07": (2025, 3, 10), "2024-08-18": (2024, 7, 15), "2024-02-02": (2023, 12, 23),
}  # fmt: skip
LEAP_MONTHS = {2017: 6, 2020: 4, 2021: None, 2023: 2, 2024: None, 2025: 6}


def test_the_table_is_the_one_computed() -> None:
    assert lunar_months.FILE.read_text(encoding="utf-8") == lunar_months.table()


@pytest.mark.parametrize("day", TET)
def test_the_new_year_is_the_one_that_was_kept(day: str) -> None:
    assert str(lunar_years()[int(day[:4])].first) == day


@pytest.mark.parametrize(("solar", "lunar"), KNOWN.items())
def test_feasts_fall_on_their_known_days(solar: str, lunar: tuple[int, int, int]) -> None:
    year, month, day = lunar
    assert str(lunar_years()[year].day(month, day)) == solar


@pytest.mark.parametrize(("year", "month"), LEAP_MONTHS.items())
def test_leap_months_are_the_known_ones(year: int, month: int | None) -> None:
    assert lunar_years()[year].leap == month


def test_years_follow_each_other_without_a_gap() -> None:
    years = list(lunar_years().values())
    for year, following in itertools.pairwise(years):
        assert year.whole()[1] + DAY == following.first


@given(st.sampled_from(list(lunar_years().values())))
def test_every_day_of_a_year_is_one_solar_day_in_order(entry: LunarYear) -> None:
    months = [(number, False) for number in range(1, 13)]
    if entry.leap is not None:
        months.insert(entry.leap, (entry.leap, True))
    days = [entry.day(number, day, leap) for number, leap in months for day in range(1, 31)]
    first, last = entry.whole()
    assert [day for day in days if day] == [first + DAY * n for n in range((last - first).days + 1)]


@given(st.integers(0, 9), st.integers(0, 11), st.integers(1700, 2200))
def test_the_names_of_years_come_back_after_sixty(stem: int, branch: int, up_to: int) -> None:
    place = year_in_cycle(stem, branch)
    if place is None:
        assert (stem + branch) % 2
        return
    year = latest_in_cycle(place, up_to)
    assert (year - 4) % 10 == stem
    assert (year - 4) % 12 == branch
    assert up_to - 60 < year <= up_to
