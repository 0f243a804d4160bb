"""A month as real files: written by the template writer, damaged as the world damages files, and gathered by the pipeline."""

import re
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import xlsxwriter
from support import books

from emulation_batch import intake, layout, pipeline, reading
from emulation_batch.batch import CellError
from emulation_batch.definition import Definition
from emulation_batch.findings import NO_RESULT, Finding
from emulation_batch.periods import Period, period_of
from emulation_batch.reading import look
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import Workspace
from precision.months import Month
from precision.planters_files import WHOLE
from precision.workbooks import Workbook

# formulas that give the error again whenever somebody calculates the file
ERRORS = {"#N/A": "NA()", "#REF!": "#REF!", "#VALUE!": '"x"+1', "#DIV/0!": "1/0", "#NAME?": "KHONG_CO()"}


def gather(folder: Path, month: Month, past: dict) -> list[Finding]:
    """Findings of the month from an inbox with a file of each unit, with these accepted rows of sealed months before it."""
    inbox = folder / "inbox"
    inbox.mkdir()
    for book in month.books.values():
        path = inbox / f"{book.unit}.xlsx"
        write(path, month, book)
    for path in inbox.iterdir():
        books.set_time(path, month.period.due - timedelta(hours=1))
    workspace = Workspace(folder, month.definition, month.registry)
    with patch.object(pipeline.ledger, "load_past", return_value=(past, ())):
        received = intake.gather([inbox])
        gathered = pipeline.gather_month(workspace, month.period, received, reading.read_all(received, month.definition, 2), [inbox],
                                         month.period.due, 2, lambda step: None)
    return list(gathered.judged.findings)


def write(path: Path, month: Month, book: Workbook) -> None:
    """One workbook; errors of the spreadsheet and formulas are put in afterwards."""
    unit = month.registry.unit(book.unit, month.period.to)
    sound = {key: [{name: None if isinstance(value, CellError) else value for name, value in row.items()} for row in rows]
             for key, rows in book.rows.items()}
    definition, period = _made_for(month, book)
    form = {column.key: book.form.get(column.key) for column in month.definition.form.columns}
    broken = {key: value for key, value in form.items() if isinstance(value, CellError)}
    write_workbook(path, definition, month.registry, unit, period, Filled(form | dict.fromkeys(broken), sound))
    for sheet in month.definition.sheets:
        cells = {layout.a1(layout.form_row(sheet, key), layout.FORM_VALUE): value for key, value in broken.items()
                 } if sheet.kind == "form" else {
            layout.a1(layout.FIRST_ROW + number, layout.column_of(sheet, key)): value
            for number, row in enumerate(book.rows.get(sheet.key, ())) for key, value in row.items() if isinstance(value, CellError)}
        if cells:
            books.with_cells(path, path.with_suffix(".tmp"), sheet.key, {cell: _xml(cell, value) for cell, value in cells.items()})
            path.with_suffix(".tmp").replace(path)
    for name, details in book.damage:
        _damage(path, name, *details)


def _made_for(month: Month, book: Workbook) -> tuple[Definition, Period]:
    """The definition and the month whose form the workbook is: its own, or what its damage says."""
    said = {name: details for name, (_, *details) in book.damage}
    definition, period = month.definition, month.period
    if "version" in said:
        definition = replace(definition, movement=replace(definition.movement, version=said["version"][0]))
    if "month" in said:
        book.form["ky"] = None
        period = period_of(said["month"][0], definition.window)
    return definition, period


def _xml(cell: str, value: CellError) -> str:
    """An error as Excel stores it, or a formula that nobody has calculated."""
    if value.text == NO_RESULT:
        return f'<c r="{cell}"><f>A1+1</f></c>'
    return f'<c r="{cell}" t="e"><f>{ERRORS[value.text]}</f><v>{value.text}</v></c>'


def _damage(path: Path, name: str, sheet: str, *details: object) -> None:
    part, target = books.part(sheet), path.with_suffix(".tmp")
    if name in ("version", "month"):
        return
    if name in WHOLE:
        _whole(path, name, *details)
        return
    if name == "no stamps":
        books.strip(path, target, *books.MARKS)
    else:
        books.edit(path, target, lambda entry, content: _changed(entry, content, part, name, *details))
    target.replace(path)


def _whole(path: Path, name: str, *details: object) -> None:
    """Damage of the file as a whole."""
    content = path.read_bytes()
    match name:
        case "part":
            with zipfile.ZipFile(path, "a") as archive:
                archive.writestr(details[0], b"<x/>")
        case "again":
            again = path.with_name(f"{path.stem} (1).xlsx")
            again.write_bytes(content)
            with zipfile.ZipFile(again, "a") as archive:
                archive.comment = b"saved again"
        case "torn":
            path.write_bytes(content[:len(content) // 2])
        case "password":
            path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + path.stem.encode())
        case "other book":
            with xlsxwriter.Workbook(str(path)) as workbook:
                workbook.add_worksheet("Sheet1").write_string(0, 0, f"Danh sách của {path.stem}")
        case "web page":
            path.write_bytes(f"<html><body><table><tr><td>Báo cáo của {path.stem}</td></tr></table></body></html>".encode())
        case "scan":
            path.write_bytes(f"%PDF-1.4 {path.stem}".encode())
        case "many parts":
            with zipfile.ZipFile(path, "a") as archive:
                for number in range(look.MOST_ENTRIES):
                    archive.writestr(f"xl/media/image{number}.png", b"")
        case "doctype":
            books.edit(path, path.with_suffix(".tmp"), lambda entry, part: part.replace(b"?>", b"?><!DOCTYPE x>", 1)
                       if entry == "xl/workbook.xml" else part)
            path.with_suffix(".tmp").replace(path)


def _changed(entry: str, content: bytes, part: str, name: str, *details: object) -> bytes:
    """One part of the file with the damage in it; each must find what it changes."""
    relation = re.search(r"sheet(\d+)\.xml", part)[1].encode()
    if entry == part:
        match name:
            case "no column":
                letter = layout.letters(details[0]).encode()
                for row in (layout.HEADER_ROW + 1, layout.KEY_ROW + 1):
                    content = _once(rb'<c r="%s%d"[^>]*>.*?</c>' % (letter, row), b"", content)
            case "no headers":
                for row in (layout.HEADER_ROW + 1, layout.KEY_ROW + 1):
                    content = _once(rb'<row r="%d".*?</row>' % row, b"", content)
            case "words":
                words = f'<c r="{details[0]}" t="inlineStr"><is><t>NGƯỜI LẬP BIỂU</t></is></c>'.encode()
                content = _once(b"</sheetData>", b'<row r="60">' + words + b"</row></sheetData>", content)
            case "merged":
                content = _once(b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="C8:D8"/></mergeCells>', content)
            case "hidden":
                content = _once(b'<row r="8" ', b'<row r="8" hidden="1" ', content)
    if entry == "xl/workbook.xml":
        match name:
            case "no sheet":
                content = _once(rb'<sheet name="[^"]*" sheetId="%s"[^>]*/>' % relation, b"", content)
            case "twice":
                content = _once(b"</sheets>", b'<sheet name="Trang nh\xc3\xa2n b\xe1\xba\xa3n" sheetId="99" r:id="rId%s"/></sheets>' % relation, content)
            case "another":
                content = _once(b"</sheets>", '<sheet name="Ghi chú" sheetId="99" r:id="rId1"/></sheets>'.encode(), content)
    if entry == "docProps/custom.xml" and name == "another stamp":
        content = _once(rb">20\d\d-\d\d<", b">2021-08<", content)
    return content


def _once(pattern: bytes, new: bytes, content: bytes) -> bytes:
    changed, count = re.subn(pattern, lambda _: new, content, count=1, flags=re.DOTALL)
    assert count, pattern
    return changed
