"""Cells of the register: nothing live, nothing lost without a word, rows high enough for their text."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from support.month_register import NASTY

from emulation_batch.reports.register_book import CUT, Book, Field, Link, Place, height, narrowed, written

FIELDS = (Field("STT", 6, "center"), Field("Nội dung", 30), Field("Giá trị", 16, "number"))


def page_of(rows, fields=FIELDS):
    book = Book(datetime(2022, 3, 18), "thử")
    book.sheet("Trang", "Trang thử", "ghi chú", fields, rows)
    return openpyxl.load_workbook(BytesIO(book.content()))["Trang"]


@pytest.mark.parametrize("text", NASTY)
def test_a_text_stays_a_text(text):
    """Also when someone edits the cell afterwards: Excel's own mark for a text is set where it would matter."""
    cell = page_of([[1, text, None]])["B5"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert cell.value.replace("_x005F_x0041_", "_x0041_") == written(text)
    assert cell.quotePrefix is (text[0] in "=+-@")


def test_a_long_text_says_that_it_was_cut():
    assert len(written("x" * 40_000)) == 32_767
    assert written("x" * 40_000).endswith(CUT)
    assert written("x" * 32_767) == "x" * 32_767
    assert written("a\ud800b\x00c") == "a\ufffdb\ufffdc"


@pytest.mark.parametrize(("value", "expected", "number_format"), [
    (12_500_000, 12_500_000, "#,##0"), (4.5, 4.5, "#,##0.0##"), (4.0, 4, "#,##0"), (10**18, str(10**18), "#,##0"),
    (float("inf"), "inf", "#,##0"),
])
def test_numbers_that_excel_holds_are_numbers(value, expected, number_format):
    cell = page_of([[1, None, value]])["C5"]
    assert cell.value == expected
    assert cell.number_format == number_format


def test_dates():
    fields = (Field("Ngày", 12, "date"), Field("Lúc", 17, "moment"), Field("Cũ", 12, "date"))
    page = page_of([[date(2022, 3, 5), datetime(2022, 3, 5, 9, 30), date(1825, 1, 2)]], fields)
    assert (page["A5"].value, page["A5"].number_format) == (datetime(2022, 3, 5), "dd/mm/yyyy")
    assert (page["B5"].value, page["B5"].number_format) == (datetime(2022, 3, 5, 9, 30), "dd/mm/yyyy hh:mm")
    assert page["C5"].value == "02/01/1825"


def test_links_lead_inside_and_are_not_underlined():
    fields = (Field("Dòng", 20, "link"), Field("Không có", 20, "link"))
    page = page_of([[Link("2c: dòng 5", Place("2c. Nguồn lực, 'mô hình'", 4)), Link("kỳ trước", None)]], fields)
    assert page["A5"].hyperlink.location == "'2c. Nguồn lực, ''mô hình'''!A5"
    assert page["A5"].hyperlink.target is None
    assert page["A5"].font.underline is None
    assert (page["B5"].value, page["B5"].hyperlink) == ("kỳ trước", None)


def test_a_sheet_is_a_filtered_table_under_a_frozen_header():
    page = page_of([[1, "a", 2], [2, "b", 3]])
    assert page.auto_filter.ref == "A4:C6"
    assert page.freeze_panes == "C5"
    assert page.print_title_rows == "$4:$4"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page["A4"].fill.fgColor.rgb == "FF1F3864"
    assert page["A4"].font.color.rgb == "FFFFFFFF"
    assert page["A4"].font.name == page["B5"].font.name == "Arial"
    assert not page.protection.sheet


def test_the_council_columns_are_open_and_offer_the_choices():
    fields = (Field("STT", 6, "center"), Field("Kết luận", 16, "council", ("Đạt", "Không đạt")))
    page = page_of([[1, None], [2, None]], fields)
    assert page.protection.sheet
    assert not page.protection.autoFilter  # False in the file: filters stay allowed
    assert page["A5"].protection.locked
    assert not page["B5"].protection.locked
    assert page["B5"].fill.fgColor.rgb == "FFFFFBE6"
    rule, = page.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B5:B6", '"Đạt,Không đạt"')


def test_an_empty_table_has_its_header_and_no_choices():
    page = page_of([], (Field("STT", 6, "center"), Field("Kết luận", 16, "council", ("Đạt",))))
    assert page["B4"].value == "Kết luận"
    assert page.data_validations.dataValidation == []


def test_rows_are_as_high_as_their_longest_text():
    assert height(FIELDS, [1, "ngắn", 2]) == pytest.approx(16.75)
    assert height(FIELDS, [1, "chữ " * 20, 2]) >= 3 * 12.75
    assert height(FIELDS, [1, "a\nb\nc", 2]) == pytest.approx(3 * 12.75 + 4)
    assert height(FIELDS, [1, "x" * 40_000, 2]) == 400


def test_wide_tables_are_narrowed_but_dates_and_money_stay_legible():
    fields = [Field("STT", 6, "center"), *[Field("Chữ", 60)] * 6, Field("Ngày", 14, "date"), Field("Tiền", 17, "number")]
    widths = [field.width for field in narrowed(fields)]
    assert sum(widths) < 235
    assert widths[-2:] == [11.5, 14.0]
    assert narrowed(FIELDS) == list(FIELDS)


def test_the_same_sheet_gives_the_same_bytes():
    def content():
        book = Book(datetime(2022, 3, 18), "thử")
        book.sheet("Trang", "Trang thử", "", FIELDS, [[1, "=a", 2.5]])
        return book.content()

    assert content() == content()
