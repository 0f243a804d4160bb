"""Reporting windows, deadlines in working days, and spans of months."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache

from emulation_batch.definition import Window
from emulation_batch.errors import UsageFault

VIETNAM_TIME = timezone(timedelta(hours=7), "+07:00")
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z")


@dataclass(frozen=True, order=True)
class Month:
    """A reporting month by name; its window is another matter."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    def shift(self, months: int) -> "Month":
        """The month so many months later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    @property
    def title(self) -> str:
        """ "tháng 3 năm 2022" """
        return f"tháng {self.month} năm {self.year}"


@dataclass(frozen=True)
class Period:
    """A month with its window (both days included) and the time its reports are due, in Vietnam's time."""

    month: Month
    from_: date
    to: date
    due: datetime

    @property
    def key(self) -> str:
        """ "2022-03" """
        return str(self.month)

    def holds(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.from_ <= day <= self.to


def parse_month(text: str) -> Month:
    """ "2022-03" -> Month; UsageFault otherwise."""
    match = MONTH.match(text.strip())
    if not match:
        raise UsageFault(f"“{text}” không phải một tháng. Ghi năm-tháng, ví dụ 2022-03.")
    return Month(int(match[1]), int(match[2]))


@cache
def public_holidays(year: int) -> frozenset[date]:
    """Vietnam's public holidays of a year, Tết and days in lieu included (package `holidays`)."""
    import holidays

    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date, worked: Collection[date] = (), free: Collection[date] = ()) -> bool:
    """Monday to Friday without public holidays; `worked` and `free` are the swapped days of the registry."""
    if day in worked:
        return True
    return day not in free and day.weekday() < 5 and day not in public_holidays(day.year)


def add_working_days(day: date, count: int, worked: Collection[date] = (), free: Collection[date] = ()) -> date:
    """The day `count` working days after `day`."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, worked, free)
    return day


def period_of(month: Month, window: Window, worked: Collection[date] = (), free: Collection[date] = ()) -> Period:
    """The window of a month: from `from_day` of the month before to `to_day` (NĐ 09/2019/NĐ-CP by default)."""
    before = month.shift(-1)
    to = date(month.year, month.month, window.to_day)
    due = add_working_days(to, window.due_working_days, worked, free)
    return Period(month, date(before.year, before.month, window.from_day), to,
                  datetime.combine(due, window.due_time, VIETNAM_TIME))
