"""A workbook as its unit typed it -> what stands in the workbook that goes back, row for row, and its findings' cells there."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from emulation_batch import layout
from emulation_batch.batch import CellError, RawBook
from emulation_batch.definition import Definition, Sheet
from emulation_batch.findings import NO_RESULT, Finding
from emulation_batch.templates.context import Filled
from emulation_batch.vietnamese import Reading, read_date, read_decimal, read_integer, read_money

# empty rows between filled ones that are kept, so that row 9 is row 9 again; a file with more has its rows moved together
MOST_GAPS = 200
READERS: dict[str, Callable[[Any], Reading]] = {"money": read_money, "integer": read_integer, "decimal": read_decimal,
                                                "date": read_date}
FIRST_DAY = date(1900, 3, 1)


def filled_of(definition: Definition, book: RawBook, attempt: int | None) -> Filled:
    """What the unit typed, rows at their places; numbers and dates that were typed as text as what they are, so that the
    sheets' own checks pass them, too. attempt: the number written into the form, None leaves it as typed.

    Prefilled fields are the Office's: they are not taken over.
    """
    form: dict[str, Any] = {}
    found = book.sheets.get(definition.form.key)
    if found:
        typed = found.rows[0][1] if found.rows else {}
        form = {column.key: _standing(typed.get(column.key), column.type) for column in definition.form.columns
                if not column.prefilled}
    if attempt is not None:
        form[layout.ATTEMPT] = attempt
    kinds = {sheet.key: {column.key: column.type for column in sheet.columns} for sheet in definition.tables}
    tables = {sheet.key: book.sheets[sheet.key].rows for sheet in definition.tables if sheet.key in book.sheets}
    return Filled(form, {key: [{name: _standing(value, kinds[key].get(name, "")) for name, value in values.items()}
                               for _, values in rows] for key, rows in tables.items()},
                  {key: _places(definition, [row for row, _ in rows]) for key, rows in tables.items()})


def next_attempt(definition: Definition, book: RawBook, attempt: int | None) -> int | None:
    """The number of the next sending, None where the form takes no such number; attempt: as the batch read it, if it did."""
    sheet = book.sheets.get(definition.form.key)
    typed = sheet.rows[0][1].get(layout.ATTEMPT) if sheet and sheet.rows else None
    return layout.following(definition, attempt or (typed if isinstance(typed, int) and typed > 0 else 1))


def at_new_places(definition: Definition, book: RawBook, filled: Filled, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with their cells as they stand in our workbook; what belongs to no column keeps its words."""
    sheets = {sheet.name: sheet for sheet in definition.sheets}
    moved = {key: dict(zip((row for row, _ in book.sheets[key].rows), places, strict=True))
             for key, places in filled.places.items()}
    placed = []
    for finding in findings:
        sheet = sheets.get(finding.sheet)
        if sheet and sheet.has(finding.column):
            finding = replace(finding, cell=_cell(sheet, finding, moved.get(sheet.key, {})))
        placed.append(finding)
    return placed


def _cell(sheet: Sheet, finding: Finding, moved: dict[int, int]) -> str:
    if sheet.kind == "form":
        return layout.a1(layout.form_row(sheet, finding.column), layout.FORM_VALUE)
    row = moved.get(layout.row_of(finding.cell))
    return finding.cell if row is None else layout.a1(row, layout.column_of(sheet, finding.column))


def _standing(value: Any, kind: str) -> Any:
    """A typed value as a cell can hold it: a text that plainly is a number or a date as that, an error value by its text."""
    if isinstance(value, CellError):
        return None if value.text == NO_RESULT else value.text
    if isinstance(value, str):
        reading = READERS[kind](value) if kind in READERS else Reading(None)
        if reading.value is not None and not reading.note:
            return _held(reading.value, value)
        return layout.held(value.encode("utf-8", "replace").decode("utf-8"))
    return value


def _held(read: Any, typed: str) -> Any:
    """What was read as a cell holds it; a day that Excel does not know stays text."""
    if isinstance(read, date):
        return read if read > FIRST_DAY else typed
    return int(read) if read == int(read) else float(read)


def _places(definition: Definition, rows: list[int]) -> list[int]:
    first, most = layout.FIRST_ROW, max(definition.workbook.rows, len(rows)) + MOST_GAPS
    fits = not rows or (rows[0] >= first and rows[-1] < first + most)
    return rows if fits else list(range(first, first + len(rows)))
