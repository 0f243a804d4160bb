"""C23x, C25x: one meaning, and within its limits."""

import pytest
from support.paths import shipped_definition
from support.tables import assert_findings, with_column

from emulation_batch.checks import cells_numbers as numbers


@pytest.mark.parametrize(("check", "table", "proposal"), [
    (numbers.money_with_unit, """
        | loai | so_tien       | expect       |
        | c1   | 12500000      |              |
        | c1   | 1.500.000 đ   |              |
        | c1   | 12,5 triệu    | C231 so_tien |
    """, "12500000"),
    (numbers.two_meanings, """
        | loai | so_tien | so_ngay_cong | expect            |
        | c1   | 1.500   |              |                   |
        | c1   | 1,500   |              | C232 so_tien      |
        | c3   |         | 1.200        | C232 so_ngay_cong |
    """, ""),
    (numbers.fraction_of_money, """
        | loai | so_tien    | expect       |
        | c1   | =1500      |              |
        | c1   | =1.5       | C233 so_tien |
    """, "1500"),
    (numbers.not_a_number, """
        | loai | so_tien    | so_ho    | expect       |
        | c1   | 1500000    |          |              |
        | c1   | nhiều      |          | C234 so_tien |
        | c4   | =#N/A      | mấy hộ   | C234 so_ho   |
    """, ""),
    (numbers.separators, """
        | loai | so_tien    | expect       |
        | c1   | 1.500.000  |              |
        | c1   | 1.500.00   | C235 so_tien |
    """, ""),
    (numbers.number_with_words, """
        | loai | so_ho | so_ngay_cong | expect            |
        | c4   | 12    |              |                   |
        | c4   | 12 hộ |              | C236 so_ho        |
        | c3   |       | 2,5 công     | C236 so_ngay_cong |
    """, "12"),
    (numbers.too_large, """
        | loai | so_tien            | expect       |
        | c1   | 1500000            |              |
        | c1   | 99999999999999999  | C237 so_tien |
    """, ""),
    (numbers.negative, """
        | loai | so_tien  | expect       |
        | c1   | 500000   |              |
        | c1   | =-500000 | C238 so_tien |
    """, "500000"),
    (numbers.whole, """
        | loai | so_ho | so_ngay_cong | expect     |
        | c3   | 2     | 2,5          |            |
        | c3   | 2,5   |              | C239 so_ho |
    """, ""),
])
def test_one_meaning(check, table, proposal):
    """What is certain is understood without complaint, what is likely is proposed, what is unclear goes back."""
    findings = assert_findings(check, table)
    assert findings[0].mend.startswith(f"Có phải là “{proposal}”? ") if proposal else "Có phải" not in findings[0].mend


@pytest.mark.parametrize(("check", "table"), [
    (numbers.too_small, """
        | tong_so_phieu | so_phieu_tan_thanh | expect             |
        | 1             | 0                  |                    |
        | 0             | 0                  | C251 tong_so_phieu |
        | -1            | 0                  |                    |
    """),
    (numbers.too_big, """
        | can_bo    | so_ngay | expect       |
        | STTTT-003 | 31      |              |
        | STTTT-003 | 31,5    | C252 so_ngay |
    """),
    (numbers.step, """
        | can_bo    | so_ngay | expect       |
        | STTTT-003 | 1,5     |              |
        | STTTT-003 | 1,3     | C253 so_ngay |
    """),
    (numbers.unusually_small, """
        | loai | so_tien | expect       |
        | c1   | 1000    |              |
        | c1   | 999     | C254 so_tien |
        | c1   | 0       | C254 so_tien |
        | c1   | -5      |              |
    """),
    (numbers.unusually_big, """
        | loai | so_tien   | expect       |
        | c1   | 200000000 |              |
        | c1   | 200000001 | C255 so_tien |
    """),
])
def test_limits(check, table):
    """The definition's limits hold at the mark itself."""
    assert_findings(check, table)


def test_the_nearest_step_is_proposed():
    """Within the column's limits, and as people write it."""
    findings = assert_findings(numbers.step, """
        | can_bo    | so_ngay | expect       |
        | STTTT-003 | 1,5     |              |
        | STTTT-003 | 1,3     | C253 so_ngay |
        | STTTT-003 | 0,1     | C253 so_ngay |
        | STTTT-003 | 2,1     | C253 so_ngay |
    """)
    assert [finding.mend.split("“")[1].split("”")[0] for finding in findings] == ["1,5", "0,5", "2"]


def test_a_limit_is_shown_as_people_write_it():
    """200000000 is read as 200.000.000."""
    findings = assert_findings(numbers.unusually_big, """
        | loai | so_tien   | expect       |
        | c1   | 1000      |              |
        | c1   | 300000000 | C255 so_tien |
    """)
    assert "(200.000.000)" in findings[0].message


def test_the_most_that_is_hard_is_not_also_asked():
    """Above a hard limit there is one finding."""
    definition = with_column(shipped_definition(), "nguon_luc", key="so_ho", type="integer", ask_above=10, max=20)
    assert_findings(numbers.unusually_big, """
        | loai | so_ho | expect     |
        | c4   | 11    | C255 so_ho |
        | c4   | 21    |            |
    """, definition=definition)
