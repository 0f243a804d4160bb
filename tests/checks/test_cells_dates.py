"""C22x, C24x: dates that mean one day, in the window. The window of 2022-03 is 15/02 to 14/03/2022."""

import pytest
from support.tables import assert_findings

from emulation_batch.checks import cells_dates as dates


@pytest.mark.parametrize(("check", "typed", "proposal"), [
    (dates.not_a_date, "đầu tháng 3", ""),
    (dates.without_year, "5/3", "05/03/2022"),
    (dates.short_year, "5/3/22", "05/03/2022"),
    (dates.month_first, "03/25/2022", "25/03/2022"),
    (dates.impossible_date, "31/02/2022", ""),
    (dates.serial, "=44625", "05/03/2022"),
])
def test_one_day(check, typed, proposal):
    """Dates in words, in ISO form and true dates are understood; the rest goes back with the likely day."""
    findings = assert_findings(check, f"""
        | loai | ngay                     | expect                  |
        | b1   | ngày 05 tháng 3 năm 2022 |                         |
        | b1   | 2022-03-05               |                         |
        | b1   | =2022-03-05              |                         |
        | b1   | {typed:24} | {check.label.code} ngay |
    """, sheet="co_che")
    assert (f"“{proposal}”" in findings[0].mend) if proposal else "Có phải" not in findings[0].mend




def test_outside_window():
    """Both ends of the window are in it."""
    assert_findings(dates.outside_window, """
        | loai | ngay       | expect    |
        | b1   | 15/02/2022 |           |
        | b1   | 14/03/2022 |           |
        | b1   | 14/02/2022 | C241 ngay |
        | b1   | 15/03/2022 | C241 ngay |
        | b1   | 03/05/2022 |           |
    """, sheet="co_che")


def test_day_and_month_exchanged():
    """What Excel makes of 05/03 under English is asked about, not called another month."""
    findings = assert_findings(dates.day_and_month_exchanged, """
        | loai | ngay        | expect    |
        | b1   | =2022-03-05 |           |
        | b1   | =2022-05-03 | C242 ngay |
        | b1   | 15/03/2022  |           |
    """, sheet="co_che")
    assert findings[0].mend.startswith("Có phải là “05/03/2022”? ")
    assert "ghi 03/05/2022" in findings[0].message


def test_outside_movement():
    """A deadline need not lie in the window, but in the movement's phase."""
    assert_findings(dates.outside_movement, """
        | loai | han_hoan_thanh | ngay_hoan_thanh | expect              |
        | a1   | 01/06/2022     | 05/03/2012      |                     |
        | a1   | 10/03/2012     |                 | C243 han_hoan_thanh |
    """)
