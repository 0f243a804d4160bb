"""A register packed sheet by sheet has every byte of one that xlsxwriter holds whole, and takes little of its memory."""

import tracemalloc
from datetime import datetime
from io import BytesIO

import pytest
import xlsxwriter
from support.month_register import NASTY, month_data

from emulation_batch.reports import register, register_book
from emulation_batch.reports.register_book import Book, Field, Link, Place

CREATED = datetime(2022, 3, 18)
FIELDS = (Field("STT", 6, "center"), Field("Chữ", 30), Field("Số", 16, "number"), Field("Dòng", 20, "link"),
          Field("Kết luận", 16, "council", ("Đạt", "Không đạt")))


def rows(count):
    """Rows of all shapes; a text comes again after many others, and long after."""
    for number in range(count):
        text = NASTY[number % len(NASTY)] if number % 7 else f"dòng {number % 2_000}"
        yield [number, text, number / 7, Link(text, Place("Trang", number)), None if number % 3 else "Đạt"]


def made(count):
    book = Book(CREATED, "thử")
    book.page("Trang", "Trang thử", "")
    book.sheet("2a", "Riêng", "", FIELDS, rows(count))
    return book.content()


def whole(out, options):
    return xlsxwriter.Workbook(out, options | {"in_memory": True})


@pytest.mark.parametrize("count", [0, 1, 15, 1_019, 1_020, 1_021, 1_037, 9_000])
def test_every_byte_is_that_of_a_workbook_held_whole(monkeypatch, count):
    packed = made(count)
    monkeypatch.setattr(register_book, "PackedWorkbook", whole)
    monkeypatch.setattr(register_book, "AT_A_TIME", 1 << 20)
    assert packed == made(count)


def test_the_register_of_a_month_is_that_of_a_workbook_held_whole(monkeypatch):
    packed = register.register_of("register.xlsx", month_data())
    monkeypatch.setattr(register_book, "PackedWorkbook", whole)
    assert packed == register.register_of("register.xlsx", month_data())


def test_what_was_settled_is_not_written_again():
    book = Book(CREATED, "thử")
    page = book.sheet("2a", "Riêng", "", FIELDS, rows(2_000))
    with pytest.raises(ValueError, match="cannot be written"):
        book.cell(page, 4, 9, "Khớp", "agrees")


def test_ten_times_the_rows_take_little_more_memory():
    """What is left grows with them: packed rows, and links as far as a sheet holds them."""
    def most(count):
        out = BytesIO()
        tracemalloc.start()
        try:
            book = Book(CREATED, "thử")
            book.sheet("2a", "Riêng", "", FIELDS[:3], ([number, f"dòng {number % 500}", number / 7] for number in range(count)))
            out.write(book.content())
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    most(100)
    few, many = most(6_000), most(60_000)
    assert many < 2.5 * few
