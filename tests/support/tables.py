"""A check's test is a table as the unit would see it: typed values in, expected findings in the last column.

    [van_ban]
    | unit | loai | noi_dung | expect        |
    | VP   | a1   |          | C201 noi_dung |
    | VP   | a1   | Việc ... |               |

Columns are keys of the sheet; `unit` is VP where absent, on a form the rows go to one unit after another; `period` stands
in tables of earlier months only. `[sheet]` before a table may be left out when there is one table. Cells are text, as
typed; `=` makes what a cell holds that is no text: `=1.5`, `=2022-05-03`, `=#N/A`, `=formula`. `expect` lists
"CODE column", separated by commas.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from typing import Any

from support.paths import shipped_definition
from support.small_registry import small_registry

from emulation_batch import layout, merging
from emulation_batch.batch import Batch, CellError, RawBook, RawSheet, Received, Submission
from emulation_batch.checks import run_checks
from emulation_batch.checks.base import Check
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.findings import NO_RESULT, Finding
from emulation_batch.periods import VIETNAM_TIME, parse_month, period_of
from emulation_batch.registry import Registry

RECEIVED_AT = datetime(2022, 3, 15, 9, 0, tzinfo=VIETNAM_TIME)


@dataclass(frozen=True)
class Line:
    """One row of a table: where it stands in its unit's file, what is typed, what is expected."""

    sheet: str
    unit: str
    period: str
    row: int
    cells: dict[str, Any]
    expect: tuple[str, ...]


def assert_findings(check: Check, table: str, *, sheet: str | None = None, definition: Definition | None = None,
                    registry: Registry | None = None, period: str = "2022-03", past: str = "") -> list[Finding]:
    """Run one check over the table; every row must give exactly the findings it expects, in the cells where they belong.

    A table must hold a row that passes and one that fails. `past` holds tables of sealed months. Gives the findings.
    """
    definition, registry = definition or shipped_definition(), registry or small_registry()
    lines = read_tables(table, definition, registry, period, sheet)
    assert any(line.expect for line in lines), "the table has no failing row"
    assert any(not line.expect for line in lines), "the table has no passing row"
    batch = batch_of(lines, definition, registry, period, read_tables(past, definition, registry, "", sheet))
    findings = run_checks(batch, (check,))
    found: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        found.setdefault((finding.unit, finding.sheet, finding.cell), []).append(f"{finding.code} {finding.column}")
    expected: dict[tuple[str, str, str], list[str]] = {}
    for line in lines:
        where = definition.sheet(line.sheet)
        for expect in line.expect:
            expected.setdefault((line.unit, where.name, cell_of(where, expect.split()[-1], line.row)), []).append(expect)
    missing = [(place, codes) for place, codes in expected.items() if found.get(place) != sorted(codes)]
    surplus = [finding for finding in findings if (finding.unit, finding.sheet, finding.cell) not in expected]
    assert not missing and not surplus, f"not found as expected: {missing}\nfound and not expected: {surplus}"
    return findings


def batch_of(lines: list[Line], definition: Definition, registry: Registry, period: str, past: list[Line] = []) -> Batch:  # noqa: B006
    """Merge the lines as the pipeline does: one workbook a unit, sealed months before it."""
    sealed: dict[str, Any] = {}
    for month in sorted({line.period for line in past}):
        frames = batch_of([line for line in past if line.period == month], definition, registry, month).sheets
        sealed = {key: merging.pd.concat([sealed[key], frame], ignore_index=True) if key in sealed else frame
                  for key, frame in frames.items()}
    books = {unit: book_of(unit, [line for line in lines if line.unit == unit], definition)
             for unit in dict.fromkeys(line.unit for line in lines)}
    submissions = [Submission(Received(f"{unit}.xlsx", book.sha256, 1, RECEIVED_AT, "", Path(f"{unit}.xlsx"), ".xlsx"),
                              unit, period, 1, "accepted", "", "", book.row_count) for unit, book in books.items()]
    month = period_of(parse_month(period), definition.window, registry.worked, registry.free)
    return merging.merge(submissions, {book.sha256: book for book in books.values()}, definition, registry, month, sealed)


def book_of(unit: str, lines: list[Line], definition: Definition) -> RawBook:
    """The workbook of a unit as reading gives it."""
    sheets = {}
    for sheet in definition.sheets:
        mine = [line for line in lines if line.sheet == sheet.key]
        rows = [(line.row - 1, line.cells) for line in mine]
        if sheet.kind == "form":
            cells = {column.key: cell_of(sheet, column.key, 0) for column in sheet.columns}
            sheets[sheet.key] = RawSheet(sheet.key, sheet.name, {}, rows, cells)
        else:
            columns = {column.key: layout.column_of(sheet, column.key) for column in sheet.columns}
            sheets[sheet.key] = RawSheet(sheet.key, sheet.name, columns, rows)
    return RawBook(f"sha-{unit}", "xlsx", layout.stamp_of(definition, unit), sheets=sheets)


def cell_of(sheet: Sheet, column: str, row: int) -> str:
    """The cell as Excel shows it in a workbook of our own."""
    if sheet.kind == "form":
        return layout.a1(layout.form_row(sheet, column), layout.FORM_VALUE)
    return layout.a1(row - 1, layout.column_of(sheet, column))


def read_tables(text: str, definition: Definition, registry: Registry, period: str, sheet: str | None) -> list[Line]:
    """The rows of all tables in a text."""
    lines: list[Line] = []
    used: dict[tuple[str, str, str], int] = {}
    for name, block in _blocks(dedent(text)):
        header, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in block]
        where = definition.sheet(name or sheet or _sheet_with(header, definition))
        for number, row in enumerate(rows):
            assert len(row) == len(header), f"{row} does not fit {header}"
            typed = dict(zip(header, row, strict=True))
            own = registry.units[number].code if where.kind == "form" else registry.units[0].code
            unit, month = typed.pop("unit", "") or own, typed.pop("period", period)
            expect = tuple(part.strip() for part in typed.pop("expect", "").split(",") if part.strip())
            place = (where.key, unit, month)
            used[place] = used.get(place, layout.FIRST_ROW) + 1
            lines.append(Line(where.key, unit, month, used[place], {key: value(cell) for key, cell in typed.items() if cell},
                              expect))
    return lines


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    blocks: list[tuple[str, list[str]]] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if named := re.fullmatch(r"\[(\w+)\]", line):
            blocks.append((named[1], []))
        elif set(line) - set("|- "):
            blocks = blocks or [("", [])]
            blocks[-1][1].append(line)
    return blocks


def _sheet_with(header: list[str], definition: Definition) -> str:
    keys = set(header) - {"unit", "period", "expect"}
    return next(sheet.key for sheet in definition.sheets if all(sheet.has(key) for key in keys))


def value(text: str) -> Any:
    """What a cell holds: the text, or after `=` a number, a date or an error of the spreadsheet."""
    if not text.startswith("="):
        return text.replace("\\n", "\n").replace("¦", "|")
    text = text[1:]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.fromisoformat(text)
    if text.startswith("#") or text == "formula":
        return CellError(NO_RESULT if text == "formula" else text)
    return int(text) if re.fullmatch(r"-?\d+", text) else float(text)


def only(definition: Definition, sheet: str, *columns: str) -> Definition:
    """The definition with no more than these columns on that sheet."""
    def changed(old: Sheet) -> Sheet:
        return replace(old, columns=tuple(column for column in old.columns if column.key in columns))

    return replace(definition, sheets=tuple(changed(each) if each.key == sheet else each for each in definition.sheets))


def with_column(definition: Definition, sheet: str, **fields: Any) -> Definition:
    """The definition with one column more, or another one in place of the column of that key."""
    column = Column(**{"header": fields["key"], "type": "text", **fields})
    def changed(old: Sheet) -> Sheet:
        kept = tuple(column if each.key == column.key else each for each in old.columns)
        return replace(old, columns=kept if old.has(column.key) else (*kept, column))

    return replace(definition, sheets=tuple(changed(each) if each.key == sheet else each for each in definition.sheets))
