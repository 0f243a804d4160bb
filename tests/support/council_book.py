"""A register filled in by the Council's secretary: written by the program, typed into with openpyxl, read back by the reader."""

import io
import tempfile
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from support.month import AS_OF, council_month
from support.paths import shipped_definition

from emulation_batch.batch import Received
from emulation_batch.council import MEETING_PREFIX
from emulation_batch.council_keys import Marks
from emulation_batch.hearing import Known, hear
from emulation_batch.reading.book import read_book
from emulation_batch.reports.register import write_register

MEETING = {"day": date(2022, 3, 15), "minutes": "05/BB-HĐTĐKT", "ballot": "Bỏ phiếu kín", "present": 3, "issued": 3, "collected": 3,
           "valid": 3, "invalid": 0, "entered_by": "Nông Thị Bích"}
Typed = dict[tuple[str, str, str], Any]


@cache
def the_month():
    """The month of most registers, made once."""
    return marked(council_month())


def marked(month):
    """The month with the marks of its evidence, as a run gives it."""
    marks = Marks(month.period.key, month.judged, month.results, month.proposals)
    return replace(month, council=replace(month.council, marks=marks))


@cache
def _blank(_month: int) -> bytes:
    return _written(the_month())


def _written(month) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        write_register(Path(folder) / "register.xlsx", month)
        return (Path(folder) / "register.xlsx").read_bytes()


def filled(path: Path, month, typed: Typed, meeting: dict[str, Any] | None = None) -> Path:
    """Write the month's register and type into it. typed: (sheet, end of the line's key, header) -> value."""
    book = openpyxl.load_workbook(io.BytesIO(_blank(id(month)) if month is the_month() else _written(month)))
    for (sheet, key, header), value in typed.items():
        page = book[sheet]
        columns = {cell.value: cell.column for cell in page[4]}
        row, = [row for row in range(5, page.max_row + 1)
                if str(page.cell(row, columns["Mã đối chiếu"]).value).partition("#")[0].endswith(key)]
        page.cell(row, columns[header]).value = value
    fill_meeting(book["Họp Hội đồng"], MEETING if meeting is None else meeting)
    book.save(path)
    return path


def fill_meeting(page, meeting: dict[str, Any]) -> None:
    """Type the meeting's cells beside their hidden keys."""
    for cell in [cell for row in page.iter_rows() for cell in row]:
        if isinstance(cell.value, str) and cell.value.removeprefix(MEETING_PREFIX) in meeting and cell.value.startswith(MEETING_PREFIX):
            page.cell(cell.row, cell.column - 2).value = meeting[cell.value.removeprefix(MEETING_PREFIX)]


def read(path: Path):
    """What the reader makes of the file."""
    return read_book(path.read_bytes(), path.name, shipped_definition()).register


def received(path: Path) -> Received:
    return Received(path.name, path.name, 1, AS_OF, "", path, ".xlsx")


def known(month, ended: date | None = None) -> Known:
    """The month as the register of it is held against."""
    return Known(month.results, month.proposals, ended or month.period.to, len(month.registry.council),
                 Marks(month.period.key, month.judged, month.results, month.proposals))


def said(*paths: Path, month=None, period: str = "2022-03"):
    """The Council and the findings of these registers, held against a month."""
    month = month or the_month()
    return hear([(received(path), read(path)) for path in paths], {"2022-03": known(month)}, period, AS_OF, month.definition)
