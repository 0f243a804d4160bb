from io import BytesIO
from itertools import pairwise

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from support.paths import shipped_definition
from support.unit_workbooks import book_of
from templates.test_compiled import DEFINITION, PERIOD, REGISTRY, returned, unit

from emulation_batch.layout import LINKS_ROW
from emulation_batch.templates.page import finish, sheet_link
from emulation_batch.templates.returned import returned_workbook

SHEETS = shipped_definition().sheets


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_paper(sheet, opened):
    page = opened["empty"][sheet.name]
    assert (page.page_setup.orientation, str(page.page_setup.paperSize)) == ("landscape", "9")
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.print_title_rows == ("$5:$5" if sheet.kind == "form" else "$5:$6")
    assert "Trang &P/&N" in page.oddFooter.right.text or page.oddFooter.right.text.endswith("/&N")
    assert page.oddHeader.right.text.endswith("Văn phòng Sở - tháng 3 năm 2022")
    assert page.protection.sheet and not page.protection.password


def test_an_ampersand_in_a_name_starts_no_code(tmp_path):
    from dataclasses import replace
    book = book_of(tmp_path / "page.xlsx")
    book = replace(book, unit=replace(book.unit, name="Trung tâm CNTT&TT"))
    worksheet = book.add_sheet("Trang")
    finish(book, worksheet)
    book.workbook.close()
    assert worksheet.header.endswith("Trung tâm CNTT&&TT - tháng 3 năm 2022")


def test_links_quote_the_sheet():
    assert sheet_link("O'Brien") == "internal:'O''Brien'!A1"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.key)
def test_every_link_has_room_before_the_next(sheet):
    """Also in a workbook that goes back, which has one more."""
    content, _ = returned_workbook(DEFINITION, REGISTRY, unit(), PERIOD, returned(0))
    page = openpyxl.load_workbook(BytesIO(content))[sheet.name]
    links = [cell for cell in page[LINKS_ROW + 1] if cell.value]
    assert len(links) == 3
    for cell, after in pairwise(links):
        room = sum(page.column_dimensions[get_column_letter(column)].width for column in range(cell.column, after.column))
        assert room >= len(cell.value), cell.coordinate
