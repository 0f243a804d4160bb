"""A month with a correction of a sealed month, as reports get it; no workbook is read."""

from dataclasses import replace
from typing import Any

from support.small_months import Months, gift

from emulation_batch.batch import MonthData

OCTOBER, NOVEMBER = "2021-10", "2021-11"


def corrected_month(root: Any, monkeypatch: Any) -> MonthData:
    """November of the small movement: VP has sent October again (a sum changed, a gift gone), TTCNTT comes late with October, BCXB
    sends an older October once more."""
    months = Months(root).install(monkeypatch)
    months.send("VP", OCTOBER, [gift(OCTOBER, 1, 1_000_000), gift(OCTOBER, 9, 9_000)])
    months.send("BCXB", OCTOBER, [5_000_000], attempt=2)
    months.run(OCTOBER)
    months.seal(OCTOBER)
    months.send("VP", OCTOBER, [1_500_000], attempt=2, day=20, into=NOVEMBER, name="VP sửa.xlsx")
    months.send("TTCNTT", OCTOBER, [700_000], day=15, into=NOVEMBER, name="TT muộn.xlsx")
    months.send("BCXB", OCTOBER, [4_000_000], day=16, into=NOVEMBER, name="BCXB cũ.xlsx")
    months.send("VP", NOVEMBER, [400_000])
    return replace(months.run(NOVEMBER), definition_changes=("Phiên bản 1 thành 2.",))


def wrong_correction(root: Any, monkeypatch: Any) -> MonthData:
    """November, its own workbook with a wrong sum, to which TTCNTT sends October, late, with another wrong sum."""
    months = Months(root).install(monkeypatch)
    months.send("VP", OCTOBER, [1_000_000])
    months.run(OCTOBER)
    months.seal(OCTOBER)
    months.send("TTCNTT", OCTOBER, [700_000, "7 triệu"], day=15, into=NOVEMBER, name="TT muộn.xlsx")
    months.send("VP", NOVEMBER, [400_000, "5 triệu"])
    return months.run(NOVEMBER)
