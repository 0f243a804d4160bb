from datetime import date, datetime

import pytest
from support.paths import shipped_definition

from emulation_batch.errors import UsageFault
from emulation_batch.periods import (
    VIETNAM_TIME,
    Month,
    add_working_days,
    is_working_day,
    parse_month,
    period_of,
    public_holidays,
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
