"""What a sample unit types into its workbook for a month: rows.toml, spread over the months deterministically."""

import importlib.resources
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.periods import Month, Period, is_working_day
from emulation_batch.registry import Registry, Unit
from emulation_batch.vietnamese import format_date

FIRST_MONTH = Month(2021, 8)
MONTHS = tuple(FIRST_MONTH.shift(number) for number in range(8))
DAYS_TO_DO = 20
OWN_WORDS = ("in", "grow")
DAY_COLUMNS = ("ngay", "ngay_hoan_thanh")


@dataclass(frozen=True)
class Content:
    """What is typed. form: field -> value; rows: table key -> rows in order. Values are str, int, float and date; choices are
    typed as labels, people as "Họ tên | mã"."""

    form: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]


@cache
def sample_rows() -> dict[str, Any]:
    """The sample rows as rows.toml says them."""
    return tomllib.loads((importlib.resources.files("emulation_batch.sample") / "rows.toml").read_text("utf-8"))


def content_of(unit: Unit, period: Period, definition: Definition, registry: Registry, attempt: int = 1) -> Content:
    """A good workbook of a unit and month: complete, inside the window, nothing declared nil that has rows."""
    rows = {sheet.key: _sheet_rows(sheet, unit, period, definition, registry) for sheet in definition.tables}
    form = _form(unit, period, definition, registry, rows, attempt)
    return Content(form, {key: found for key, found in rows.items() if found})


def _form(unit: Unit, period: Period, definition: Definition, registry: Registry, rows: dict[str, list],
          attempt: int) -> dict[str, Any]:
    """The first sheet. Nothing at all is one declaration; some empty sheets are declared one by one, with the reason."""
    sample = sample_rows()[unit.code]
    officer = registry.person(sample["officer"], period.to)
    form: dict[str, Any] = {
        "lan_nop": attempt, "nguoi_lap": officer.name if officer else "", "dien_thoai": sample["phone"],
        "thu_dien_tu": sample["email"], "thu_truong": unit.head, "ngay_ky": _signed(period, registry)}
    for column in definition.form.columns:
        if column.declares_nil == "*":
            form[column.key] = _yes(column, not any(rows.values()), definition)
        elif column.declares_nil and any(rows.values()):
            form[column.key] = _yes(column, not rows[column.declares_nil], definition)
            if not rows[column.declares_nil]:
                form["ly_do_kps"] = sample["nil_reason"]
    if not any(rows.values()):
        form["ly_do_kps"] = sample["nil_reason"]
    return form


def _yes(column: Column, value: bool, definition: Definition) -> str:
    return definition.label(column.choices, "co" if value else "khong")


def working_day(day: date, registry: Registry) -> date:
    """The day itself, or the nearest working day before it."""
    while not is_working_day(day, registry.worked, registry.free):
        day -= timedelta(days=1)
    return day


def _signed(period: Period, registry: Registry) -> date:
    """The window's last day, or the first working day after it."""
    day = period.to
    while not is_working_day(day, registry.worked, registry.free):
        day += timedelta(days=1)
    return day


def _sheet_rows(sheet: Sheet, unit: Unit, period: Period, definition: Definition, registry: Registry) -> list[dict[str, Any]]:
    month = MONTHS.index(period.month) + 1
    typed = []
    for row in sample_rows()[unit.code].get(sheet.key, ()):
        months = row.get("in", range(1, len(MONTHS) + 1))
        if month in months:
            typed.append(_row(row, list(months).index(month), sheet, unit, period, definition, registry))
    return typed


def _row(row: dict[str, Any], turn: int, sheet: Sheet, unit: Unit, period: Period, definition: Definition,
         registry: Registry) -> dict[str, Any]:
    """One row as typed; `turn` counts the months in which the row has stood before."""
    days = {key: _day(value, period, registry) for key, value in row.items()
            if key not in OWN_WORDS and sheet.column(key).type == "date"}
    words = _words(days, unit, period, registry)
    typed: dict[str, Any] = {}
    for key, value in row.items():
        if key in OWN_WORDS:
            continue
        column = sheet.column(key)
        if column.type == "date":
            typed[key] = days[key]
        elif column.type == "choice":
            typed[key] = definition.choice(column.choices).labels[value]
        elif column.type in ("person", "candidate"):
            typed[key] = _named(value, unit, period, registry)
        elif isinstance(value, str):
            typed[key] = value.format(**words)
        else:
            typed[key] = value + turn * row.get("grow", {}).get(key, 0)
    return typed


def _named(code: str, unit: Unit, period: Period, registry: Registry) -> str:
    """A person as the drop-down shows it, or the unit itself by its name."""
    person = registry.person(code, period.to)
    return unit.name if person is None else person.choice


def _day(before: int, period: Period, registry: Registry) -> date:
    """So many days before the window's last day; half as many in the first month, of which the movement has only two weeks."""
    return working_day(period.to - timedelta(days=before // 2 if period.month == FIRST_MONTH else before), registry)


def _words(days: dict[str, date], unit: Unit, period: Period, registry: Registry) -> dict[str, str]:
    """What the texts of a row may name. Document numbers grow through the year, as in an office, and differ between units."""
    day = next((days[key] for key in DAY_COLUMNS if key in days), period.to)
    assigned = working_day(min([day, *days.values()]) - timedelta(days=DAYS_TO_DO), registry)
    places, order = sample_rows()["places"], _order(unit, registry)
    return {
        "xa": places[(MONTHS.index(period.month) * 3 + order) % len(places)],
        "thang": f"tháng {period.month.month}/{period.month.year}", "nam": str(period.month.year),
        "so": str(_number(day, order)), "ngay_so": format_date(day),
        "so_giao": str(_number(assigned, order) * 2 + 1), "ngay_giao": format_date(assigned)}


def _number(day: date, order: int) -> int:
    return day.timetuple().tm_yday * 3 + order


def _order(unit: Unit, registry: Registry) -> int:
    return [known.code for known in registry.units].index(unit.code)
