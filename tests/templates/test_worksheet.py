import io
import re
import zipfile

import openpyxl
import pytest
from support.unit_workbooks import book_of
from xlsxwriter.worksheet import Worksheet


@pytest.fixture
def written(tmp_path):
    """A sheet with one growing row, one fixed row and a formula: the XML of the sheet, and its path."""
    book = book_of(tmp_path / "sheet.xlsx")
    worksheet = book.add_sheet("Trang")
    worksheet.set_growing_row(0, 36, book.styles.tall)
    worksheet.set_row(1, 36)
    worksheet.write_string(0, 0, "một", book.styles.plain)
    worksheet.write_formula(1, 0, '=IF(TRIM("b")="","a","b")', book.styles.plain, "")
    book.workbook.close()
    with zipfile.ZipFile(tmp_path / "sheet.xlsx") as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode(), tmp_path / "sheet.xlsx"


def test_a_growing_row_has_a_height_that_is_not_fixed(written):
    growing, fixed = re.findall("<row [^>]*>", written[0])
    assert 'ht="36"' in growing and "customHeight" not in growing and "customFormat" in growing
    assert 'ht="36"' in fixed and 'customHeight="1"' in fixed


def test_formulas_are_taken_as_they_are(written, book):
    assert openpyxl.load_workbook(written[1])["Trang"]["A2"].value == '=IF(TRIM("b")="","a","b")'
    worksheet = book.add_sheet("Trang")
    assert worksheet.write_formula(0, 0, '="SORT("&TRANSPOSE(A1)') == 0
    assert worksheet.table[0][0].formula == '"SORT("&TRANSPOSE(A1)'
    assert worksheet.write_formula(1 << 20, 0, "=1") == -1


def test_cells_are_written_as_xlsxwriter_writes_them(book):
    worksheet, plain = book.add_sheet("Trang"), book.styles.plain
    for column, value in enumerate(("", 0, "chữ", True, "#N/A")):
        worksheet.write_formula(0, column, '=IF("a"<"b","&","")', plain, value)
    worksheet.write_blank(1, 0, None, plain)
    worksheet.write_formula(1, 1, "=A1", None, "")
    worksheet.write_string(1, 2, "<một>", plain)
    written = {}
    for kind in (type(worksheet), Worksheet):
        worksheet.fh = io.StringIO()
        for row, cells in worksheet.table.items():
            for column, cell in cells.items():
                kind._write_cell(worksheet, row, column, cell)
        written[kind] = worksheet.fh.getvalue()
    assert len(set(written.values())) == 1 and '<c r="A2" s="' in written[Worksheet]


def test_what_is_replaced_exists_in_xlsxwriter():
    """A name that xlsxwriter no longer knows would silently cost the speed or the growing rows."""
    assert {"_check_dimensions", "_prepare_formula", "_write_cell", "_xml_start_tag_unencoded"} <= set(dir(Worksheet))


def test_rows_of_a_table_grow(books):
    with zipfile.ZipFile(books["empty"]) as archive:
        rows = re.findall("<row [^>]*>", archive.read("xl/worksheets/sheet3.xml").decode())
    assert [row for row in rows[7:47] if "customHeight" in row or 'ht="36"' not in row] == []
