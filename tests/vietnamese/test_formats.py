"""Formats: what stands on paper, letter by letter."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.vietnamese import formats


@pytest.mark.parametrize(
    ("n", "text"),
    [(0, "0"), (999, "999"), (1500000, "1.500.000"), (-1500, "-1.500")],
)
def test_format_number(n, text):
    assert formats.format_number(n) == text
    assert formats.format_money(n) == f"{text} đồng"


@pytest.mark.parametrize(
    ("d", "places", "text"),
    [
        (Decimal("15.5"), None, "15,5"),
        (Decimal("15.50"), None, "15,5"),
        (Decimal("1E+3"), None, "1.000"),
        (1200, None, "1.200"),
        (1234.5, None, "1.234,5"),
        (0.25, 1, "0,3"),
        (2, 1, "2,0"),
        (Decimal("2.5"), 0, "3"),
        (Decimal("-1234.56"), 1, "-1.234,6"),
    ],
)
def test_format_decimal(d, places, text):
    assert formats.format_decimal(d, places) == text


@pytest.mark.parametrize(
    ("numerator", "denominator", "text"),
    [
        (2, 3, "66,7 %"),
        (1, 3, "33,3 %"),
        (1, 16, "6,3 %"),
        (1, 1, "100 %"),
        (0, 5, "0 %"),
        (25, 2, "1.250 %"),
        (-1, 3, "-33,3 %"),
        (-1, 100000, "0 %"),
        (5, 0, ""),
    ],
)
def test_format_percent(numerator, denominator, text):
    assert formats.format_percent(numerator, denominator) == text


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_percent_is_never_off_by_more_than_half_a_digit(numerator, denominator):
    whole, _, tenth = formats.format_percent(numerator, denominator).removesuffix(" %").replace(".", "").partition(",")
    assert tenth != "0"
    assert -denominator < 2 * (int(whole + (tenth or "0")) * denominator - 1000 * numerator) <= denominator


@pytest.mark.parametrize(("n", "text"), [(0, "00"), (5, "05"), (10, "10"), (1200, "1.200"), (-3, "-3")])
def test_two_digits(n, text):
    assert formats.two_digits(n) == text


def test_dates():
    assert formats.format_date(date(2022, 3, 5)) == "05/03/2022"
    assert formats.format_datetime(datetime(2022, 3, 16, 17, 0)) == "17:00 ngày 16/03/2022"
    assert formats.weekday(date(2022, 3, 4)) == "thứ Sáu"
    assert formats.weekday(date(2022, 3, 6)) == "Chủ nhật"


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 15), "ngày 15 tháng 02 năm 2020"),
        (date(2019, 6, 29), "ngày 29 tháng 6 năm 2019"),
        (date(2022, 3, 5), "ngày 05 tháng 3 năm 2022"),
        (date(2022, 12, 10), "ngày 10 tháng 12 năm 2022"),
    ],
)
def test_official_date(day, text):
    assert formats.official_date(day) == text


def test_blanks_for_the_clerk():
    five, seven = "\u00a0" * 5, "\u00a0" * 7
    assert formats.official_date_blank(4, 2022) == f"ngày{five} tháng 4 năm 2022"
    assert formats.official_date_blank(2, 2022) == f"ngày{five} tháng 02 năm 2022"
    assert formats.official_date_blank(None, 2022) == f"ngày{five} tháng{five} năm 2022"
    assert formats.official_number_blank("BC-STTTT") == f"Số:{seven}/BC-STTTT"
    assert formats.official_number_blank("/BC-STTTT") == f"Số:{seven}/BC-STTTT"


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a và b"), (iter("abc"), "a, b và c")],
)
def test_join_list(items, text):
    assert formats.join_list(items) == text
