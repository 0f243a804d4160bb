from datetime import date, datetime

import pytest
from support.paths import shipped_definition

from emulation_batch.errors import UsageFault
from emulation_batch.periods import (
    VIETNAM_TIME,
    Month,
    Span,
    add_working_days,
    is_working_day,
    parse_month,
    period_of,
    public_holidays,
    read_span,
    span_parts,
    span_title,
)

WINDOW = shipped_definition().window


def test_the_window_of_a_month_runs_from_the_15th_to_the_14th():
    period = period_of(Month(2022, 3), WINDOW)
    assert (period.from_, period.to) == (date(2022, 2, 15), date(2022, 3, 14))
    assert period.due == datetime(2022, 3, 16, 17, 0, tzinfo=VIETNAM_TIME)
    assert period.key == "2022-03"
    assert period.holds(date(2022, 2, 15)) and period.holds(date(2022, 3, 14))
    assert not period.holds(date(2022, 2, 14)) and not period.holds(date(2022, 3, 15))


def test_january_opens_in_december():
    assert period_of(Month(2022, 1), WINDOW).from_ == date(2021, 12, 15)


def test_due_passes_weekends_and_holidays():
    # 14/01/2023 is a Saturday; Tết 2023 closes offices from 20/01.
    assert period_of(Month(2023, 1), WINDOW).due.date() == date(2023, 1, 17)
    assert date(2022, 2, 1) in public_holidays(2022)
    assert not is_working_day(date(2022, 2, 1))


def test_swapped_days():
    saturday, monday = date(2022, 3, 12), date(2022, 3, 14)
    assert is_working_day(saturday, worked={saturday})
    assert not is_working_day(monday, free={monday})
    assert add_working_days(date(2022, 3, 11), 1, worked={saturday}) == saturday
    assert add_working_days(date(2022, 3, 11), 1, free={monday}) == date(2022, 3, 15)


def test_months_in_order_and_shifted():
    assert Month(2021, 12).shift(1) == Month(2022, 1)
    assert Month(2022, 1).shift(-5) == Month(2021, 8)
    assert Month(2021, 12) < Month(2022, 1)
    assert Month(2022, 3).title == "tháng 3 năm 2022"


@pytest.mark.parametrize("text", ["2022-13", "2022-3", "03-2022", "", "2022-03-01", "1922-03"])
def test_no_month(text):
    with pytest.raises(UsageFault, match="không phải một tháng"):
        parse_month(text)


def test_a_month_by_name():
    assert parse_month(" 2022-03 ") == Month(2022, 3)


NAMED = {"final": ("2021-08", "2025-12")}


@pytest.mark.parametrize(("text", "key", "first", "last"), [
    ("2022-03", "2022-03", "2022-03", "2022-03"), ("2022-q1", "2022-Q1", "2022-01", "2022-03"),
    ("2022-Q4", "2022-Q4", "2022-10", "2022-12"), ("2022-H2", "2022-H2", "2022-07", "2022-12"),
    ("2022", "2022", "2022-01", "2022-12"), (" FINAL ", "final", "2021-08", "2025-12"),
    ("2021-08..2022-03", "2021-08..2022-03", "2021-08", "2022-03"), ("2022-03..2022-03", "2022-03", "2022-03", "2022-03")])
def test_spans_by_name(text, key, first, last):
    assert tuple(map(str, read_span(text, NAMED))) == (key, first, last)


@pytest.mark.parametrize("text", ["2022-Q5", "2022-H3", "quý 1", "2022-03..", "2022..2023", "mid-term", "..", ""])
def test_what_is_no_span(text):
    with pytest.raises(UsageFault, match="không phải một khoảng thời gian.*hoặc final"):
        read_span(text, NAMED)


def test_a_span_backwards_says_how_it_should_stand():
    with pytest.raises(UsageFault, match=r"Ghi 2021-08\.\.2022-03"):
        read_span("2022-03..2021-08", NAMED)


def test_titles_of_spans():
    assert [span_title(key) for key in ("2022-03", "2022-Q3", "2022-H1", "2022", "2021-08..2022-03", "final")] == [
        "tháng 3 năm 2022", "quý III năm 2022", "6 tháng đầu năm 2022", "năm 2022",
        "từ tháng 8 năm 2021 đến tháng 3 năm 2022", "final"]


def span(text):
    key, first, last = read_span(text, {"mid-term": ("2021-08", "2023-12")})
    opening, closing = period_of(first, WINDOW), period_of(last, WINDOW)
    return Span(last, opening.from_, closing.to, closing.due, first, key, span_title(key))


def test_a_reporting_year_is_the_months_of_its_name():
    year = span("2022")
    assert (year.from_, year.to) == (date(2021, 12, 15), date(2022, 12, 14))
    assert year.months == tuple(f"2022-{month:02d}" for month in range(1, 13)) and year.whole_year
    assert year.holds(date(2021, 12, 15)) and not year.holds(date(2022, 12, 15))
    assert not span("2022-Q1").whole_year and span("2022-Q1").to == date(2022, 3, 14)


def test_parts_of_a_span():
    start = Month(2021, 8)
    known = [str(start.shift(number)) for number in range(20)]
    assert {key: len(months) for key, months in span_parts(span("mid-term"), start, known).items()} == {
        "2021": 5, "2022": 12, "2023": 3, "mid-term": 20}
    assert {key: len(months) for key, months in span_parts(span("2022"), start, known).items()} == {
        "2021": 5, "2022": 12, "2021-08..2022-12": 17}
    assert list(span_parts(span("2021-Q4"), start, known)) == ["2021-Q4", "2021-08..2021-12"]
    assert list(span_parts(span("2021-08..2021-12"), start, known)) == ["2021-08..2021-12"]
    assert list(span_parts(span("2021-10..2022-02"), start, known)) == ["2021-10..2021-12", "2022-01..2022-02", "2021-10..2022-02"]
