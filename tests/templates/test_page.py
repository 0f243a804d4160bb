import pytest
from support.paths import shipped_definition
from support.unit_workbooks import book_of

from emulation_batch.templates.page import finish, sheet_link

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
