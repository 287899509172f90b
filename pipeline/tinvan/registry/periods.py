"""Days and periods of bodies and provinces."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

import msgspec

from tinvan.names.lexicons import Province
from tinvan.names.provinces import heirs_of


class Period(Protocol):
    """Anything that stands from a day to a day, both inclusive; None is an open bound."""

    @property
    def valid_from(self) -> str | None:
        """First day."""

    @property
    def valid_to(self) -> str | None:
        """Last day."""


P = TypeVar("P", bound=Period)
SETTLED = "2025-07-01"
"""Since the reform of this day what has not ended stands, whenever it began."""


def first_day(period: Period) -> str:
    """Return the first day of a period; "" where it is open."""
    return _whole(period.valid_from) if period.valid_from else ""


def last_day(period: Period) -> str:
    """Return the last day of a period; "9" where it is open.

    A month or year alone tells that it ended in there, and counts as ended by its first day.
    """
    if period.valid_to is None:
        return "9"
    whole = len(period.valid_to) == len("2025-03-01")
    return period.valid_to if whole else day_before(_whole(period.valid_to))


def _whole(day: str) -> str:
    """Return the first day of a month or year, or a day itself."""
    return day + "-01-01"[len(day) - len("2025") :]


def stands(period: Period, day: str) -> bool:
    """Tell whether a period contains a day."""
    return first_day(period) <= day <= last_day(period)


def stood(period: Period, day: str | None, ended: bool, unborn: bool = False) -> bool | None:
    """Tell whether a period contains a day; None where nobody knows.

    Args:
        period: The period.
        day: The day; None where none is asked for.
        ended: Whether it has an end, be its day known or not.
        unborn: Whether it has a beginning whose day is not known.
    """
    if day is None:
        return None
    if not stands(period, day):
        return False
    open_end = ended and period.valid_to is None
    open_start = unborn and period.valid_from is None and (ended or day < SETTLED)
    return None if open_end or open_start else True


def overlap(a: Period, b: Period) -> bool:
    """Tell whether two periods share a day."""
    return first_day(a) <= last_day(b) and first_day(b) <= last_day(a)


def choose(periods: Sequence[P], day: str | None) -> P:
    """Return the one that stands on a day, else the last before it, else the first behind it.

    Without a day it is the last of all.
    """
    ordered = sorted(periods, key=lambda p: (last_day(p), first_day(p)))
    if day is None:
        return ordered[-1]
    for period in reversed(ordered):
        if stands(period, day):
            return period
    begun = [period for period in ordered if first_day(period) <= day]
    return begun[-1] if begun else ordered[0]


def day_before(day: str) -> str:
    """Return the day before a day."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """Return the day after a day."""
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


class ProvincePeriod(msgspec.Struct, frozen=True, kw_only=True):
    """A province or city under the centre under one name.

    Attributes:
        id: Of the province in the registry.
        name: Full name: "Tỉnh Bắc Ninh".
        valid_from: First day under the name.
        valid_to: Last day.
        successor: Id of the province that its area went to.
        source: What tells its end.
    """

    id: str
    name: str
    valid_from: str | None = None
    valid_to: str | None = None
    successor: str | None = None
    source: str = ""

    @property
    def ended(self) -> str:
        """How it ended: "" where it did not."""
        if self.valid_to is None:
            return ""
        return "renamed" if self.successor == self.id else "merged"


class Provinces:
    """The provinces through time.

    Args:
        provinces: Those of the registry, by id.

    Raises:
        RuleError: If the area of one goes to none, or round in a circle.
    """

    def __init__(self, provinces: Mapping[str, Province]) -> None:
        heirs = heirs_of(provinces)
        self._periods = {
            province.id: tuple(_periods(province, heirs[province.id]))
            for province in provinces.values()
        }

    def on(self, province: str, day: str | None) -> ProvincePeriod:
        """Return a province as it was on a day, or as it last was before it."""
        return choose(self._periods[province], day)

    def called(self, province: str, name: str, day: str | None) -> ProvincePeriod | None:
        """Return a province under the name it is called by: "Huế" is one since it is a city.

        None where no province had the name by the day; without its unit a name is the last one.
        """
        for period in reversed(self._periods[province]):
            if name in (period.name, period.name.partition("phố ")[2]):
                begun = day is None or first_day(period) <= day
                return period if begun or len(self._periods[province]) == 1 else None
        return None

    def before(self, period: ProvincePeriod) -> ProvincePeriod | None:
        """Return a province under the name that it had before, or None."""
        periods = self._periods[period.id]
        return periods[periods.index(period) - 1] if period is not periods[0] else None

    def heir(self, province: str, day: str) -> ProvincePeriod:
        """Return what the area of a province belonged to on a day."""
        period = self.on(province, day)
        while not stands(period, day) and period.successor and period.successor != province:
            province = period.successor
            period = self.on(province, day)
        return period


def _periods(province: Province, heir: str) -> list[ProvincePeriod]:
    """Return the periods of a province under its names."""
    periods = []
    name, start = province.name, None
    if province.renamed and province.renamed_on:
        end = day_before(province.renamed_on)
        periods.append(
            ProvincePeriod(
                id=province.id,
                name=name,
                valid_to=end,
                successor=province.id,
                source=province.renamed_by,
            )
        )
        name, start = province.renamed, province.renamed_on
    goes_on = heir == province.id
    periods.append(
        ProvincePeriod(
            id=province.id,
            name=name,
            valid_from=start,
            valid_to=None if goes_on else day_before(province.effective),
            successor=None if goes_on else heir,
            source=province.merged_by,
        )
    )
    return periods
