from datetime import date, datetime

import openpyxl
import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022
from support.unit_workbooks import book_of

from emulation_batch.templates.context import due_words, file_name, put


def test_values_are_written_as_typed(tmp_path):
    book = book_of(tmp_path / "put.xlsx")
    worksheet = book.add_sheet("Trang")
    values = ["Lý Thị Ánh", "=1+1", 7, 1.5, True, date(2022, 3, 1), datetime(2022, 3, 1, 8, 30), None, ""]
    for row, value in enumerate(values):
        style = book.styles.make(num_format="dd/mm/yyyy hh:mm") if isinstance(value, date) else book.styles.plain
        put(worksheet, row, 0, value, style)
    book.workbook.close()
    page = openpyxl.load_workbook(tmp_path / "put.xlsx")["Trang"]
    assert [page.cell(row + 1, 1).value for row in range(len(values))] == [
        "Lý Thị Ánh", "=1+1", 7, 1.5, True, datetime(2022, 3, 1), datetime(2022, 3, 1, 8, 30), None, None]
    assert page["A2"].data_type == "s"


def test_a_text_that_does_not_fit_is_not_dropped_silently(tmp_path):
    book = book_of(tmp_path / "put.xlsx")
    with pytest.raises(ValueError, match="does not fit"):
        put(book.add_sheet("Trang"), 0, 0, "x" * 32768, book.styles.plain)
    book.workbook.close()


def test_words_of_period_and_file():
    assert due_words(march_2022(shipped_definition())) == "17:00 thứ Tư, ngày 16/03/2022"
    assert file_name("VP", "2022-03") == "TD_VP_2022-03.xlsx"
    assert file_name("", "") == "TD_don_vi_nam-thang.xlsx"
