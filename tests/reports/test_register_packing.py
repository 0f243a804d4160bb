"""A register packed sheet by sheet says in every part what xlsxwriter would, and takes little of its memory."""

import tracemalloc
from datetime import datetime
from functools import partial
from io import BytesIO

import pytest
from openpyxl import load_workbook
from support.month_register import NASTY
from support.plain_book import PlainBook, parts

from emulation_batch.reports.register_book import Book, Field, Link, Place
from emulation_batch.reports.register_packing import Texts, arrange, laid

CREATED = datetime(2022, 3, 18)
FIELDS = (Field("STT", 6, "center"), Field("Chữ", 30), Field("Số", 16, "number"), Field("Dòng", 20, "link"),
          Field("Kết luận", 16, "council", ("Đạt", "Không đạt")))


def rows(count):
    """Rows of all shapes; a text comes again after many others, and long after."""
    for number in range(count):
        text = NASTY[number % len(NASTY)] if number % 7 else f"dòng {number % 2_000}"
        yield [number, text, number / 7, Link(text, Place("Trang", number)), None if number % 3 else "Đạt"]


def made(count, kind=Book):
    book = kind(CREATED, "thử")
    book.page("Trang", "Trang thử", "")
    book.sheet("2a", "Riêng", "", FIELDS, rows(count))
    return book.content()


@pytest.mark.parametrize("count", [0, 1, 15, 1_019, 1_020, 1_021, 1_037, 9_000])
def test_every_part_is_that_of_a_workbook_held_whole(count):
    assert parts(made(count)) == parts(made(count, PlainBook))


def test_sheets_that_two_workbooks_have_alike_are_the_same_bytes_in_both():
    """Each has a sheet of its own before them among the tabs, with a text that the other does not hold."""
    texts, found = Texts(), []
    book = Book(CREATED, "thử", texts)
    alike = laid(book.workbook, partial(book.sheet, "2a", "Chung", "", FIELDS, rows(3_000)))
    known = texts.unique_count
    for own in ("của một", "của hai"):
        book = Book(CREATED, "thử", texts)
        texts.back_to(known)
        mine = laid(book.workbook, partial(book.sheet, "1", own, "", FIELDS, [[1, own, 2, None, "Đạt"]]))
        arrange(book.workbook, [*mine, *alike])
        found.append(book.content())
    one, two = map(parts, found)
    assert one["xl/worksheets/sheet2.xml"] == two["xl/worksheets/sheet2.xml"]
    assert ["của hai" in one["xl/sharedStrings.xml"], "của một" in two["xl/sharedStrings.xml"]] == [False, False]
    for content, own in zip(found, ("của một", "của hai"), strict=True):
        first, second = load_workbook(BytesIO(content))
        assert (first["B5"].value, second["B6"].value) == (own, NASTY[1])


def test_a_text_that_looks_like_a_rich_one_is_a_text():
    """xlsxwriter would write it raw, and one cell of a unit would spoil the register."""
    book = Book(CREATED, "thử")
    book.sheet("2a", "Riêng", "", FIELDS[:2], [[1, "<r>&</r>"], [2, " đầu"]])
    assert [cell.value for cell in load_workbook(BytesIO(book.content()))["2a"]["B"]][4:] == ["<r>&</r>", " đầu"]


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
