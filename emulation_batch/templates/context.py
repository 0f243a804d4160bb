"""What every part of one workbook needs to know while it is being written."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from emulation_batch.definition import Definition, Sheet
from emulation_batch.layout import FIRST_ROW, Stamp
from emulation_batch.periods import Period
from emulation_batch.registry import Papers, Unit
from emulation_batch.templates.styles import Styles
from emulation_batch.templates.worksheet import UnitWorksheet
from emulation_batch.vietnamese import format_date, weekday


@dataclass(frozen=True)
class Filled:
    """What a unit typed: values (str, int, float, bool, date, datetime, time) by column key. rows: table key -> rows in order.

    A form key with None leaves that field blank; a form key that is absent keeps its prefilled value. places: table key ->
    the zero-based sheet row of each of its rows, rising; without them the rows stand one after another from the first.
    """

    form: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    places: dict[str, list[int]] = field(default_factory=dict)

    def by_place(self, key: str) -> dict[int, dict[str, Any]]:
        """The rows of a table by the zero-based sheet row in which they stand."""
        if key not in self._by_place:
            rows = self.rows.get(key, [])
            self._by_place[key] = dict(zip(self.places.get(key, range(FIRST_ROW, FIRST_ROW + len(rows))), rows, strict=True))
        return self._by_place[key]

    @cached_property
    def _by_place(self) -> dict[str, dict[int, dict[str, Any]]]:
        return {}


@dataclass(frozen=True)
class Mark:
    """What is said at one cell in a note. severity: error or query colour its border, "" leaves it."""

    severity: str
    words: str


@dataclass(frozen=True)
class Book:
    """A workbook under construction. unit, period and papers are None in the blank standard workbook.

    people: choices "Họ tên | mã" of the unit; empty where none are known, and people are then typed freely.
    marks: (sheet key, zero-based row, column key) -> the note there; returned: a workbook that goes back to be mended.
    """

    workbook: Workbook
    definition: Definition
    unit: Unit | None
    period: Period | None
    papers: Papers | None
    people: tuple[str, ...]
    filled: Filled
    styles: Styles
    stamp: Stamp
    marks: dict[tuple[str, int, str], Mark] = field(default_factory=dict)
    returned: bool = False

    def add_sheet(self, name: str) -> UnitWorksheet:
        """A new sheet at the end of the workbook."""
        return self.workbook.add_worksheet(name, worksheet_class=UnitWorksheet)

    def rows(self, sheet: Sheet) -> int:
        """Number of rows a table offers: those of the definition, or more where more are filled."""
        return max(self.definition.workbook.rows, max(self.filled.by_place(sheet.key), default=0) + 1 - FIRST_ROW)

    @property
    def phase(self) -> tuple[date, date]:
        """First and last day of the movement."""
        return self.definition.movement.from_, self.definition.movement.to

    @property
    def window_words(self) -> str:
        """ "từ 15/02/2022 đến 14/03/2022", "" without a period."""
        return f"từ {format_date(self.period.from_)} đến {format_date(self.period.to)}" if self.period else ""

    @property
    def due_words(self) -> str:
        """ "17:00 thứ Tư, ngày 16/03/2022", "" without a period."""
        return due_words(self.period) if self.period else ""

    @property
    def file_name(self) -> str:
        """The name the unit is asked to keep."""
        return file_name(self.unit.code if self.unit else "", self.period.key if self.period else "", self.returned)


def due_words(period: Period) -> str:
    """ "17:00 thứ Tư, ngày 16/03/2022"."""
    return f"{period.due:%H:%M} {weekday(period.due.date())}, ngày {format_date(period.due.date())}"


def file_name(unit: str, period: str, returned: bool = False) -> str:
    """ "TD_VP_2022-03.xlsx", for what goes back "TD_VP_2022-03_can_sua.xlsx"; words stand in for an unknown unit or period."""
    return f"TD_{unit or 'don_vi'}_{period or 'nam-thang'}{'_can_sua' if returned else ''}.xlsx"


def put(worksheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    """Write one typed value as it is: a text never becomes a formula, a link or a number. ValueError when it cannot stand."""
    if value is None or value == "":
        outcome = worksheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        outcome = worksheet.write_string(row, column, value, style)
    elif isinstance(value, bool):
        outcome = worksheet.write_boolean(row, column, value, style)
    elif isinstance(value, (date, datetime, time)):
        outcome = worksheet.write_datetime(row, column, value, style)
    elif isinstance(value, (int, float)):
        outcome = worksheet.write_number(row, column, value, style)
    else:
        outcome = worksheet.write_string(row, column, str(value), style)
    if outcome:
        raise ValueError(f"{worksheet.name}: value at row {row + 1}, column {column + 1} does not fit into a cell")
