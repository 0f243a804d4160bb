"""Dates: each row is what a unit typed in March 2022 and what is understood of it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from emulation_batch.vietnamese.dates import DATE_NOTES, maybe_swapped, read_date, read_month, swapped
from emulation_batch.vietnamese.formats import format_date, official_date
from emulation_batch.vietnamese.numbers import Reading

MARCH = (date(2022, 3, 1), date(2022, 3, 31))
THE_FIFTH = date(2022, 3, 5)
known_dates = st.dates(date(1990, 1, 1), date(2100, 12, 31))


class NotATime(datetime):
    """Stands for pandas' NaT: a datetime that equals nothing."""

    def __ne__(self, other):
        return True


@pytest.mark.parametrize(
    "typed",
    [
        THE_FIFTH,
        datetime(2022, 3, 5, 17, 30),
        "05/03/2022",
        "5-3-2022",
        "5.3.2022",
        "05 / 03 / 2022",
        "5–3–2022",
        "５/３/２０２２",
        "ngày 05/03/2022",
        "ngày 05 tháng 3 năm 2022",
        "Nga\u0300y 05, tháng 03, năm 2022",
        "5 tháng 3 năm 2022",
        "05/03/2022 07:30:00",
        "2022-03-05",
        "2022-03-05T00:00:00.000Z",
    ],
)
def test_understood(typed):
    assert read_date(typed) == Reading(THE_FIFTH)


@pytest.mark.parametrize(
    ("typed", "note", "proposal"),
    [
        ("5/3/22", "short_year", "05/03/2022"),
        ("03/25/22", "short_year", "25/03/2022"),
        ("ngày 5 tháng 3 năm 22", "short_year", "05/03/2022"),
        ("20-3", "no_year", "20/03/2022"),
        ("20 tháng 3", "no_year", "20/03/2022"),
        ("20-11", "no_year", ""),
        ("31-02", "impossible", ""),
        ("31/02/2022", "impossible", ""),
        ("29/02/2022", "impossible", ""),
        ("30/02/22", "impossible", ""),
        ("25/13/2022", "impossible", ""),
        ("2022-25-03", "impossible", ""),
        ("05/03/1022", "impossible", ""),
        ("05/03/1989", "impossible", ""),
        (date(1900, 1, 1), "impossible", ""),
        ("03/25/2022", "month_first", "25/03/2022"),
        (44625, "serial", "05/03/2022"),
        (44625.75, "serial", "05/03/2022"),
        ("44625", "serial", "05/03/2022"),
        (39999, "not_a_date", ""),
        (60001, "not_a_date", ""),
        (True, "not_a_date", ""),
        (float("nan"), "not_a_date", ""),
        ("tháng 3/2022", "not_a_date", ""),
        ("5/3/222", "not_a_date", ""),
        ("hôm qua", "not_a_date", ""),
        ("1" * 100_000, "not_a_date", ""),
        (None, "empty", ""),
        (" ", "empty", ""),
        (NotATime(2022, 3, 5), "empty", ""),
    ],
)
def test_not_understood(typed, note, proposal):
    assert read_date(typed, MARCH) == Reading(None, note, proposal)


def test_a_missing_year_needs_a_window_with_one_answer():
    two_years = (date(2021, 1, 1), date(2022, 12, 31))
    over_new_year = (date(2021, 12, 16), date(2022, 1, 15))
    assert read_date("20-3") == Reading(None, "no_year")
    assert read_date("20-3", two_years) == Reading(None, "no_year")
    assert read_date("20/12", over_new_year).proposal == "20/12/2021"
    assert read_date("05/01", over_new_year).proposal == "05/01/2022"
    assert read_date("29/02", MARCH).proposal == ""


def test_maybe_swapped():
    assert maybe_swapped(date(2022, 5, 3), MARCH) == THE_FIFTH
    assert maybe_swapped(THE_FIFTH, MARCH) is None
    assert maybe_swapped(date(2022, 5, 4), MARCH) is None
    assert maybe_swapped(date(2022, 5, 25), MARCH) is None
    assert maybe_swapped(date(2022, 4, 4), MARCH) is None


@given(known_dates)
def test_printed_dates_read_back(day):
    assert read_date(format_date(day)) == read_date(official_date(day)) == read_date(day.isoformat()) == Reading(day)


@given(st.dates())
def test_swapping_twice_gives_the_date_back(day):
    other = swapped(day)
    assert (other is None) == (day.day > 12 or day.day == day.month)
    assert other is None or (other != day and swapped(other) == day)


@given(st.one_of(st.text(), st.text("0123456789/-. "), st.floats(), st.integers(), st.dates(), st.datetimes()))
def test_every_cell_gets_a_reading(value):
    reading = read_date(value, MARCH)
    assert reading.note in ("", *DATE_NOTES)
    assert (reading.value is None) == bool(reading.note)
    assert not reading.proposal or read_date(reading.proposal).note == ""


@pytest.mark.parametrize("value", ["2022-03", " 03/2022 ", "3-2022", "tháng 3 năm 2022", "Tháng 03/2022", "Kỳ 2022-03", date(2022, 3, 1),
                                   datetime(2022, 3, 1, 7)])
def test_a_month(value):
    assert read_month(value) == Reading("2022-03")


@pytest.mark.parametrize("value", ["", "quý I", "2022-13", 44621, "13/2022"])
def test_no_month(value):
    assert read_month(value) == Reading(None, "unknown_period")
