"""The register's own way of writing rows gives every byte that xlsxwriter itself would."""

from datetime import date, datetime
from itertools import product

import pytest
from support.month_register import NASTY, month_data
from support.plain_book import PlainBook, parts

from emulation_batch.reports import register, register_alike, register_book, register_sheet
from emulation_batch.reports.register_book import Book, Field, Link, Place

FIELDS = (Field("STT", 6, "center"), Field("Chữ", 30), Field("Số", 16, "number"), Field("Ngày", 12, "date"),
          Field("Lúc", 17, "moment"), Field("Dòng", 20, "link"), Field("Mã", 30, hidden=True),
          Field("Kết luận", 16, "council", ("Đạt", "Không đạt")))
HOME = Place("Trang", 0)
VALUES = [
    [1, "a", 1, date(2022, 3, 5), datetime(2022, 3, 5, 17, 31, 7), Link("2c: dòng 5", HOME), "x" * 500, None],
    [2, "a", 1.0, date(1825, 1, 2), datetime(2022, 3, 5), Link("kỳ trước", None), "", "Đạt"],
    [3, "", 4.25, None, None, Link("=1+1", Place("2c. Nguồn lực, 'mô hình' & <khác>", 4)), "=2", "Đạt"],
    [4, "dài " * 90, 10**18, "không rõ", "hôm qua", Link("", HOME), 7, ""],
    [5, "hai\ndòng", -0.5, date(2022, 3, 5), date(2022, 3, 5), None, True, "Không đạt"],
    [6, " đầu cuối ", 12_500_000, "", "", "r:id=\"rId9\" & <a>", float("inf"), 1e-7],
    *([number, text, 8 / 15, None, None, Link(text, HOME), text, None] for number, text in enumerate(NASTY, 7))]


def made(kind):
    """Two tables on one page with cells beside, above and below them, a chart of them, a table alone, an empty one.

    Every format stands in the row above: they are numbered as they are first written, by xlsxwriter as they come in the sheet.
    """
    book = kind(datetime(2022, 3, 18), "thử")
    page = book.page("Trang", "Trang thử", "ghi chú")
    for column, (style, text) in enumerate(product(register_book.STYLES, ("a", "=a")), 1):
        book.cell(page, 3, column, text, style)
    end = book.table(page, 4, FIELDS, VALUES)
    for row in range(5, end, 3):
        book.cell(page, row, len(FIELDS) + 1, "Khớp", "agrees")
    book.cell(page, end + 40, 1, Link("→ Trang", HOME), "go")
    book.cell(page, end + 2, 0, "Cộng", "total")
    book.table(page, end + 3, FIELDS[:3], [row[:3] for row in VALUES])
    chart = book.workbook.add_chart({"type": "bar"})
    for column in (0, 1, 2):
        chart.add_series({"categories": ["Trang", 5, 1, end + 1, 1], "values": ["Trang", 5, column, end + 1, column]})
    page.insert_chart(end + 5, 1, chart)
    book.sheet("2a", "Riêng", "", FIELDS, VALUES * 20)
    book.sheet("2b", "Trống", "", FIELDS, [])
    book.workbook.add_worksheet("con dấu").write_string(0, 0, "a")
    return book.content()


def test_every_byte_is_that_of_xlsxwriter():
    ours, plain = parts(made(Book)), parts(made(PlainBook))
    assert ours.keys() == plain.keys()
    for name, text in plain.items():
        assert ours[name] == text, name


@pytest.mark.parametrize("parts_held", [None, ("rows", "results", "figures", "proposals")])
def test_the_register_of_a_month_is_that_of_xlsxwriter(tmp_path, monkeypatch, parts_held):
    register.write_register(tmp_path / "ours.xlsx", month_data(), parts_held)
    monkeypatch.setattr(register_alike, "Book", PlainBook)
    register.write_register(tmp_path / "plain.xlsx", month_data(), parts_held)
    assert parts((tmp_path / "ours.xlsx").read_bytes()) == parts((tmp_path / "plain.xlsx").read_bytes())


def test_more_links_than_a_sheet_holds_leave_their_texts(monkeypatch):
    """Excel takes 65,530; xlsxwriter would lose the text of any further one."""
    monkeypatch.setattr(register_sheet, "MOST_LINKS", 2)
    book = Book(datetime(2022, 3, 18), "thử")
    book.sheet("Trang", "", "", (Field("Dòng", 20, "link"),), [[Link(f"hàng {number}", HOME)] for number in range(5)])
    found = parts(book.content())
    assert found["xl/worksheets/sheet1.xml"].count("<hyperlink ") == 2
    assert "hàng 4" in found["xl/sharedStrings.xml"]


def test_nothing_is_written_outside_a_sheet():
    book = Book(datetime(2022, 3, 18), "thử")
    page = book.page("Trang", "", "")
    for row, column, cells in ((1_048_576, 0, ["/>"]), (0, 16_380, ["/>"] * 9), (0, 0, [])):
        with pytest.raises(ValueError, match="cannot be written"):
            page.put(row, column, cells)
