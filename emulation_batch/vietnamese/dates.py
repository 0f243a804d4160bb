"""Dates as Vietnamese offices type them: day first, "05/03/2022" or "ngày 05 tháng 3 năm 2022".

The mistakes come from real files: text beside true dates, and Excel under an English locale, which
swaps day and month where it can (day <= 12) and leaves text where it cannot.
"""

import re
from datetime import date, datetime, timedelta
from numbers import Real

from emulation_batch.vietnamese.formats import format_date
from emulation_batch.vietnamese.numbers import LONGEST_TEXT, Reading
from emulation_batch.vietnamese.text import bare_key, clean, match_key

DATE_NOTES = (
    "empty",  # no text at all
    "short_year",  # "5/3/22"
    "no_year",  # "20-11"
    "impossible",  # "31/02/2022", or a year outside YEARS
    "month_first",  # "03/25/2022"
    "serial",  # 44625, Excel's day number without a date format
    "not_a_date",
)
YEARS = range(1990, 2101)
SERIALS = range(40000, 60001)

_SERIAL_DAY_ZERO = date(1899, 12, 30)
_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_DAY_FIRST = re.compile(rf"(?:ngày )?([0-9]{{1,2}}) ?[-/.] ?([0-9]{{1,2}}) ?[-/.] ?([0-9]{{4}}|[0-9]{{2}}){_TIME}")
_ISO = re.compile(rf"([0-9]{{4}})[-/.]([0-9]{{1,2}})[-/.]([0-9]{{1,2}}){_TIME}z?")
_IN_WORDS = re.compile("(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2}) nam ([0-9]{4}|[0-9]{2})")
_YEAR_FIRST = re.compile(r"(?:ky )?(20\d\d)[-/.](0?[1-9]|1[0-2])\Z")
_MONTH_FIRST = re.compile(r"(?:ky )?(?:thang )?(0?[1-9]|1[0-2])(?: ?[-/.] ?| nam )(20\d\d)\Z")
_NO_YEAR = re.compile("(?:ngày )?([0-9]{1,2}) ?(?:[-/.]| tháng ) ?([0-9]{1,2})")


def read_date(value: object, window: tuple[date, date] | None = None) -> Reading:
    """Read a cell as a date (a time is dropped); the window, both ends in it, serves only to guess a missing year."""
    if value is None or (isinstance(value, str) and not clean(value)):
        return Reading(None, "empty")
    if isinstance(value, date):
        return _read_real_date(value, window)
    if isinstance(value, Real) and not isinstance(value, bool):
        return _read_serial(float(value))
    if not isinstance(value, str) or len(value) > LONGEST_TEXT:
        return Reading(None, "not_a_date")
    return _read_text(match_key(value), window)


def _read_real_date(value: date, window: tuple[date, date] | None) -> Reading:
    """Pandas' NaT passes for a datetime but equals nothing."""
    if value != value:
        return Reading(None, "empty")
    day = value.date() if isinstance(value, datetime) else value
    if day.year in YEARS:
        return Reading(day)
    return Reading(None, "impossible", _mistyped_year(day.day, day.month, str(day.year), window))


def _read_serial(value: float) -> Reading:
    if not SERIALS.start <= value < SERIALS.stop:
        return Reading(None, "not_a_date")
    return Reading(None, "serial", format_date(_SERIAL_DAY_ZERO + timedelta(days=int(value))))


def _read_text(text: str, window: tuple[date, date] | None) -> Reading:
    if re.fullmatch("[0-9]{5}", text):
        return _read_serial(float(text))
    if iso := _ISO.fullmatch(text):
        year, month, day = map(int, iso.groups())
        exact = _date(year, month, day)
        return Reading(exact) if exact else Reading(None, "impossible", _mistyped_year(day, month, iso[1], window))
    if full := _DAY_FIRST.fullmatch(text) or _IN_WORDS.fullmatch(bare_key(text)):
        return _read_day_first(int(full[1]), int(full[2]), full[3], window)
    if short := _NO_YEAR.fullmatch(text):
        return _read_without_year(int(short[1]), int(short[2]), window)
    return Reading(None, "not_a_date")


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _mistyped_year(day: int, month: int, year: str, window: tuple[date, date] | None) -> str:
    """The same day in the year of the window whose digits were typed in another order (2202 for 2022), else ""."""
    years = sorted({end.year for end in window}) if window else []
    likely = [found for meant in years if sorted(str(meant)) == sorted(year) and (found := _date(meant, month, day))]
    return format_date(likely[0]) if len(likely) == 1 else ""


def _read_day_first(day: int, month: int, year: str, window: tuple[date, date] | None) -> Reading:
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    exact, exchanged = _date(full_year, month, day), _date(full_year, day, month)
    likely = exact or exchanged
    if likely is None:
        return Reading(None, "impossible", _mistyped_year(day, month, year, window))
    if len(year) == 2:
        return Reading(None, "short_year", format_date(likely))
    return Reading(exact) if exact else Reading(None, "month_first", format_date(likely))


def _read_without_year(day: int, month: int, window: tuple[date, date] | None) -> Reading:
    """Propose the one year that puts the day inside the window; 2000 is a leap year, so it tells what can exist."""
    if not _date(2000, month, day):
        return Reading(None, "impossible")
    if not window:
        return Reading(None, "no_year")
    first, last = window
    possible = [_date(year, month, day) for year in range(first.year, last.year + 1)]
    inside = [found for found in possible if found and first <= found <= last]
    return Reading(None, "no_year", format_date(inside[0]) if len(inside) == 1 else "")


def swapped(value: date) -> date | None:
    """Return the date with day and month exchanged, or None where that is no other date."""
    if value.day > 12 or value.day == value.month:
        return None
    return value.replace(month=value.day, day=value.month)


def maybe_swapped(value: date, window: tuple[date, date]) -> date | None:
    """Return the exchanged date where only that one falls in the window: what Excel makes of 05/03 under English."""
    first, last = window
    other = swapped(value)
    if other is None or first <= value <= last or not first <= other <= last:
        return None
    return other


def read_month(value: object) -> Reading:
    """ "2022-03", "03/2022", "tháng 3 năm 2022", or the date Excel made of it -> "2022-03"; note unknown_period."""
    if isinstance(value, date):
        return Reading(f"{value.year}-{value.month:02d}")
    text = match_key(str(value)).replace("tháng", "thang").replace("năm", "nam").replace("kỳ", "ky")
    if found := _YEAR_FIRST.match(text):
        return Reading(f"{found[1]}-{int(found[2]):02d}")
    if found := _MONTH_FIRST.match(text):
        return Reading(f"{found[2]}-{int(found[1]):02d}")
    return Reading(None, "unknown_period")
