"""Corrections of sealed months in words: for the reports, the page, the console and the register."""

from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.changes import Correction
from emulation_batch.frames import each_row
from emulation_batch.periods import parse_month
from emulation_batch.reports.numbers import plain
from emulation_batch.reports.wording import WHOLE, unit_name
from emulation_batch.vietnamese import two_digits

CAUSES = {"late": "gửi muộn, khi kỳ đã chốt", "again": "gửi lại để sửa"}
WHAT = {"changed": ("sửa", "ô"), "added": ("thêm", "dòng"), "removed": ("bỏ", "dòng")}


def made_of(month: MonthData) -> tuple[Correction, ...]:
    """The accepted corrections that came with a month."""
    return month.corrections.made if month.corrections else ()


def lines(month: MonthData, annex: str = "") -> list[str]:
    """One sentence for each: whose, of which month, why, what it changed; names no person and no value. annex: where a report
    has the figures, "" for nowhere."""
    told = [f"{item.unit_name}: báo cáo {_title(item)} {CAUSES[item.kind]}{_attempt(item)}; "
            f"{_changed(month, item)}{_refused(month, item)}."
            for item in made_of(month)]
    return told + [f"Số liệu đã chốt, số điều chỉnh và thay đổi của lũy kế: {annex}."] * bool(told and annex)


def summary(month: MonthData) -> str:
    """The same in one sentence for the director; "" when there is none."""
    made = made_of(month)
    if not made:
        return ""
    units = ", ".join(dict.fromkeys(f"{item.unit_name} ({short(item.submission.period)})" for item in made))
    return f"Điều chỉnh số liệu các kỳ đã chốt: {two_digits(len(made))} báo cáo ({units}); số lũy kế tính theo số điều chỉnh."


def figure_rows(month: MonthData) -> list[dict[str, str]]:
    """Every figure of a sealed month that is another now, as the appendix prints it; the department after its units."""
    if not made_of(month) or month.corrections is None:
        return []
    known = {figure.key: figure for figure in month.definition.figures}
    return [{"period": short(row["period"]), "unit": name_of(month, row["unit"], row["period"]),
             "title": known[row["name"]].title, "measure": row["measure"], "old": plain(row["old"]), "new": plain(row["new"]),
             "year": signed(row["year"]), "movement": signed(row["movement"])}
            for row in each_row(month.corrections.figures)]


def name_of(month: MonthData, unit: str, period: str) -> str:
    """A unit's name as of the corrected month; the department for ""."""
    if not unit:
        return WHOLE
    made = [item.unit_name for item in made_of(month) if (item.unit, item.submission.period) == (unit, period)]
    return made[0] if made else unit_name(month, unit)


def signed(value: Any) -> str:
    """A difference with its sign, 0 for none."""
    number = 0 if pd.isna(value) else value
    return ("+" if number > 0 else "") + (plain(number) if number else "0")


def _title(item: Correction) -> str:
    return parse_month(item.submission.period).title


def _attempt(item: Correction) -> str:
    return f" (lần {item.submission.attempt or 1}, thay lần {item.before.attempt})" if item.before else ""


def _changed(month: MonthData, item: Correction) -> str:
    rows = month.corrections.rows if month.corrections else pd.DataFrame({"unit": [], "period": [], "what": []})
    mine = rows[(rows["unit"] == item.unit) & (rows["period"] == item.submission.period)]["what"]
    counts = {what: int((mine == what).sum()) for what in WHAT}
    told = [f"{verb} {two_digits(counts[what])} {noun}" for what, (verb, noun) in WHAT.items() if counts[what]]
    return ", ".join(told) or "số liệu không thay đổi"


def _refused(month: MonthData, item: Correction) -> str:
    """The rows of the correction that are wrong: they count no longer, though older ones may have."""
    count = sum(int((frame["_file"] == item.submission.received.sha256).sum())
                for part in (month.corrections.months if month.corrections else ()) for frame in part.judged.refused.values())
    return f"; {two_digits(count)} dòng của bản này bị trả lại vì sai nên không được tính" if count else ""


def short(period: str) -> str:
    """ "2021-10" -> "10/2021" """
    month = parse_month(period)
    return f"{month.month:02d}/{month.year}"
