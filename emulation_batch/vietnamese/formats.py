"""How numbers, dates and lists are printed in Vietnamese official documents (NĐ 30/2020/NĐ-CP).

Grouping is ".", the decimal sign is ",". What Văn thư fills in by hand, the number and the day, is left blank.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"
NUMBER_BLANK = NBSP * 7
DAY_BLANK = NBSP * 5
WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def format_number(n: int) -> str:
    """1500000 -> "1.500.000"."""
    return f"{n:,}".replace(",", ".")


def format_decimal(d: Decimal | float | int, places: int | None = None) -> str:
    """15.5 -> "15,5"; rounded half up to `places`, or with every digit it has and no trailing zeros."""
    number = Decimal(str(d))
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    text = f"{number:,f}"
    if places is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def format_percent(numerator: int, denominator: int) -> str:
    """2 of 3 -> "66,7 %", 4 of 4 -> "100 %", in integers, rounded half up; "" when there is nothing to divide by."""
    if denominator == 0:
        return ""
    tenths = (2000 * abs(numerator) + abs(denominator)) // (2 * abs(denominator))
    sign = "-" if tenths and (numerator < 0) != (denominator < 0) else ""
    return f"{sign}{format_number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''} %"


def format_money(n: int) -> str:
    """1500000 -> "1.500.000 đồng"."""
    return f"{format_number(n)} đồng"


def two_digits(n: int) -> str:
    """5 -> "05": official documents write numbers below ten with a zero in front."""
    return f"{n:02d}" if 0 <= n < 10 else format_number(n)


def format_date(day: date) -> str:
    """date(2022, 3, 5) -> "05/03/2022"."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def format_datetime(moment: datetime) -> str:
    """17:00 on 16 March 2022 -> "17:00 ngày 16/03/2022"."""
    return f"{moment.hour:02d}:{moment.minute:02d} ngày {format_date(moment)}"


def official_date(day: date) -> str:
    """date(2020, 1, 5) -> "ngày 05 tháng 01 năm 2020": days below 10, months 1 and 2 take a zero (NĐ 30, Phụ lục I)."""
    return f"ngày {day.day:02d} tháng {_official_month(day.month)} năm {day.year}"


def official_date_blank(month: int | None, year: int) -> str:
    """Return the official date with room for the day, and for the month when it is not known."""
    return f"ngày{DAY_BLANK} tháng{DAY_BLANK if month is None else ' ' + _official_month(month)} năm {year}"


def _official_month(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)


def official_number_blank(symbol: str) -> str:
    """ "BC-STTTT" -> "Số:       /BC-STTTT" with seven no-break spaces; Văn thư gives the number."""
    return f"Số:{NUMBER_BLANK}/{symbol.lstrip('/')}"


def join_list(items: Iterable[str]) -> str:
    """["a", "b", "c"] -> "a, b và c"."""
    *front, last = list(items) or [""]
    return f"{', '.join(front)} và {last}" if front else last


def weekday(day: date) -> str:
    """Return "thứ Sáu", "Chủ nhật": the capital is the rule of NĐ 30, Phụ lục II, for days named in words."""
    return WEEKDAYS[day.weekday()]
