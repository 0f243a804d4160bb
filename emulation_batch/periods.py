"""Reporting windows, deadlines in working days, and spans of months."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from emulation_batch.errors import UsageFault

if TYPE_CHECKING:
    from emulation_batch.definition import Window

VIETNAM_TIME = timezone(timedelta(hours=7), "+07:00")
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])\Z")
PART_OF_YEAR = re.compile(r"(20\d\d)(?:-(Q[1-4]|H[12]))?\Z", re.IGNORECASE)
SPAN_KEY = re.compile(r"20\d\d(-(Q[1-4]|H[12]))?\Z|20\d\d-\d\d\.\.20\d\d-\d\d\Z|[a-z][a-z0-9-]{0,30}\Z")
"""How the key of a span looks: of a part of a year, of months, or a name of the definition ("mid-term")."""
PARTS = {"": (1, 12, ""), "Q1": (1, 3, "quý I "), "Q2": (4, 6, "quý II "), "Q3": (7, 9, "quý III "), "Q4": (10, 12, "quý IV "),
         "H1": (1, 6, "6 tháng đầu "), "H2": (7, 12, "6 tháng cuối ")}
"""Part of a year -> its first month, its last month, how it is called before "năm …"."""
SPANS_ARE = "tháng (2022-03), quý (2022-Q1), nửa năm (2022-H1), năm (2022), khoảng (2021-08..2022-03)"


@dataclass(frozen=True, order=True)
class Month:
    """A reporting month by name; its window is another matter."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"

    def shift(self, months: int) -> Month:
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

    @property
    def title(self) -> str:
        """ "tháng 3 năm 2022" """
        return self.month.title

    def holds(self, day: date) -> bool:
        """Whether a day lies in the window."""
        return self.from_ <= day <= self.to


@dataclass(frozen=True)
class Span(Period):
    """Months in a row under one key: "2022-Q1", "2022", "final", "2021-08..2022-03"; `month` is the last of them.

    Its window goes from the first day of the first month's window to the last day of the last month's (a reporting year is
    the months of its name: 15/12 of the year before to 14/12), and is due when its last month is. name: what the plan calls
    a span that the definition names ("sơ kết"), else "".
    """

    first: Month
    code: str
    words: str
    name: str = ""

    @property
    def key(self) -> str:
        """ "2022-Q1" """
        return self.code

    @property
    def title(self) -> str:
        """ "quý I năm 2022"; of a named span its months: "từ tháng 8 năm 2021 đến tháng 12 năm 2023" """
        return self.words

    @property
    def months(self) -> tuple[str, ...]:
        """Names of its months, in order."""
        count = (self.month.year - self.first.year) * 12 + self.month.month - self.first.month + 1
        return tuple(str(self.first.shift(number)) for number in range(count))

    @property
    def whole_year(self) -> bool:
        """Whether it is a year by name."""
        return self.key == str(self.month.year)


def parse_month(text: str) -> Month:
    """ "2022-03" -> Month; UsageFault otherwise."""
    match = MONTH.match(text.strip())
    if not match:
        raise UsageFault(f"“{text}” không phải một tháng. Ghi năm-tháng, ví dụ 2022-03.")
    return Month(int(match[1]), int(match[2]))


def parse_moment(text: str | None) -> datetime:
    """ "2022-03-17T08:00" -> that moment, in Vietnam's time; without a text now. UsageFault otherwise."""
    if text is None:
        return datetime.now(VIETNAM_TIME).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UsageFault(f"“{text}” không phải thời điểm. Ghi dạng 2022-03-17T08:00.") from None
    return moment.astimezone(VIETNAM_TIME) if moment.tzinfo else moment.replace(tzinfo=VIETNAM_TIME)


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


def days_of(month: Month, window: Window) -> tuple[date, date]:
    """First and last day of a month's window: from `from_day` of the month before to `to_day` (NĐ 09/2019/NĐ-CP by default)."""
    before = month.shift(-1)
    return date(before.year, before.month, window.from_day), date(month.year, month.month, window.to_day)


def period_of(month: Month, window: Window, worked: Collection[date] = (), free: Collection[date] = ()) -> Period:
    """The window of a month, and when its reports are due by the calendar of working days."""
    first, last = days_of(month, window)
    due = add_working_days(last, window.due_working_days, worked, free)
    return Period(month, first, last, datetime.combine(due, window.due_time, VIETNAM_TIME))


def read_span(text: str, named: Mapping[str, tuple[str, str]]) -> tuple[str, Month, Month]:
    """The key of a span as typed, its first and its last month; named: key -> first and last month. UsageFault otherwise."""
    typed = text.strip()
    if typed.lower() in named:
        first, last = map(parse_month, named[typed.lower()])
        return typed.lower(), first, last
    if MONTH.match(typed):
        return typed, parse_month(typed), parse_month(typed)
    if part := PART_OF_YEAR.match(typed):
        start, end, _ = PARTS[(part[2] or "").upper()]
        return typed.upper(), Month(int(part[1]), start), Month(int(part[1]), end)
    start_text, dots, end_text = typed.partition("..")
    if dots and MONTH.match(start_text) and MONTH.match(end_text):
        first, last = parse_month(start_text), parse_month(end_text)
        if last < first:
            raise UsageFault(f"“{text}”: tháng đầu đứng sau tháng cuối. Ghi {last}..{first}.")
        return (f"{first}..{last}" if first < last else str(first)), first, last
    raise UsageFault(f"“{text}” không phải một khoảng thời gian. Ghi một trong: {SPANS_ARE}"
                     + (f", hoặc {', '.join(named)}." if named else "."))


def span_title(key: str) -> str:
    """ "2022-03" -> "tháng 3 năm 2022"; "2022-Q1", "2022" and "2021-08..2022-03" likewise; another key as it stands."""
    first, dots, last = key.partition("..")
    if dots:
        return f"từ {span_title(first)} đến {span_title(last)}"
    if MONTH.match(key):
        return parse_month(key).title
    part = PART_OF_YEAR.match(key)
    return f"{PARTS[(part[2] or '').upper()][2]}năm {part[1]}" if part else key


def span_parts(span: Span, start: Month, known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What a span is shown beside, as key -> its months that have data (of `known`), the span itself always among them.

    Over several years: each year of the span, then the span. Within a year: the same part of the year before where it has
    data, the span, and the movement from its first month `start` to the span's end where that is more than the span.
    """
    there = sorted(set(known))

    def within(first: Month, last: Month) -> tuple[str, ...]:
        return tuple(month for month in there if str(first) <= month <= str(last))

    if span.first.year == span.month.year:
        before = span.key.replace(str(span.first.year), str(span.first.year - 1))
        parts = {before: within(span.first.shift(-12), span.month.shift(-12)), span.key: within(span.first, span.month)}
        if not parts[before]:
            del parts[before]
        to_date = within(start, span.month)
        return parts | ({f"{start}..{span.month}": to_date} if to_date != parts[span.key] else {})
    parts = {}
    for year in range(span.first.year, span.month.year + 1):
        first, last = max(span.first, Month(year, 1)), min(span.month, Month(year, 12))
        whole = (first.month == 1 or first == start) and last.month == 12
        parts[str(year) if whole else str(first) if first == last else f"{first}..{last}"] = within(first, last)
    return parts | {span.key: within(span.first, span.month)}
