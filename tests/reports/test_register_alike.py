"""What several registers have alike is laid once, what they have apart each by itself."""

from datetime import datetime
from functools import partial
from io import BytesIO

import openpyxl

from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.reports.register_alike import Laid, Plan, made
from emulation_batch.reports.register_book import Field

AS_OF = datetime(2022, 3, 17, 8, tzinfo=VIETNAM_TIME)


def page(laid, name, *values, also=None):
    def add(book):
        laid.append(name)
        book.sheet(name, f"Trang {name}", "", [Field("A", 20)], [[value] for value in values])
        if also:
            book.workbook.set_custom_property("dau", also, "text")

    return partial(Laid, add)


def read(content):
    book = openpyxl.load_workbook(BytesIO(content))
    return {sheet.title: [row[0] for row in sheet.iter_rows(min_row=5, values_only=True)] for sheet in book}


def test_a_sheet_seen_alike_is_laid_once_and_stands_in_its_place_in_each():
    laid = []
    alike, own, other = (page(laid, "chung", "x", "y")("chung"), page(laid, "riêng", "một")("1"), page(laid, "riêng", "hai")("2"))
    both = [*made([Plan("a", AS_OF, "Sổ", (own, alike)), Plan("b", AS_OF, "Sổ", (alike, other))])]
    assert laid == ["chung", "riêng", "riêng"]
    assert [list(read(content).items()) for content in both] == [[("riêng", ["một"]), ("chung", ["x", "y"])],
                                                                 [("chung", ["x", "y"]), ("riêng", ["hai"])]]


def test_a_register_with_the_same_sheets_is_the_one_before_it():
    laid = []
    sheets = page(laid, "một", "x")("1"), page(laid, "hai", "y")("2")
    whole, copy, part = made([Plan("a", AS_OF, "Sổ", sheets), Plan("b", AS_OF, "Sổ", sheets), Plan("c", AS_OF, "Sổ", sheets[:1])])
    assert whole == copy != part and sorted(laid) == ["hai", "một"]


def test_what_does_more_than_lay_a_sheet_is_done_for_each_register():
    laid = []
    stamp, other = page(laid, "dấu", "x", also="kỳ")("dấu", alone=True), page(laid, "thêm")("thêm")
    books = [openpyxl.load_workbook(BytesIO(content)) for content in
             made([Plan("a", AS_OF, "Sổ", (stamp,)), Plan("b", AS_OF, "Sổ", (other, stamp))])]
    assert laid.count("dấu") == 2 and [book.custom_doc_props["dau"].value for book in books] == ["kỳ", "kỳ"]
