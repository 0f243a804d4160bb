"""When two cells tell of the same thing."""

import pytest

from emulation_batch.checks import same


@pytest.mark.parametrize(("text", "key"), [
    ("125/BC-STTTT", "125/bc-stttt"),
    ("Số: 125 / BC – STTTT, ngày 5/3/2022", "125/bc-stttt"),
    ("Quyết định 12/2022/QĐ-UBND.", "12/2022/qđ-ubnd"),
    ("15-CV/ĐU", "15-cv/đu"),
    ("ngày 5/3", ""),
    ("Báo cáo tháng", ""),
])
def test_document_key(text, key):
    """Number and symbol, without the words around them; a day is no number."""
    assert same.document_key(text) == key


@pytest.mark.parametrize(("text", "key"), [
    ("Bài: https://www.a.example.vn/tin/1/", "a.example.vn/tin/1"),
    ("http://A.example.vn/tin/1; ảnh kèm", "a.example.vn/tin/1"),
    ("Hồ sơ 12", ""),
])
def test_link_key(text, key):
    """The address, however it is written."""
    assert same.link_key(text) == key


def test_receipts_and_titles_that_say_too_little():
    """A general word is no receipt, a short title no piece of work."""
    assert (same.receipt_key("UNC  15"), same.receipt_key("Danh sách ký nhận")) == ("unc 15", "")
    assert (same.title_key("Phát tờ rơi"), same.title_key("Phát tờ rơi về giảm nghèo")) == ("", "phát tờ rơi về giảm nghèo")


def cells(*lines):
    """Cells of one sheet, from (unit, key, row, column)."""
    return [same.Cell("s", column, row, row + 8, unit, key) for unit, key, row, column in lines]


def rows(likes):
    """The row of each cell and of its like."""
    return {cell.row: like.row for cell, like in likes.items()}


def test_in_another_unit():
    """Each cell leads to the first of another unit, the first unit's cells to the second's; alone is alone."""
    found = same.in_another_unit(cells(("A", "k", 0, "c"), ("A", "k", 1, "c"), ("B", "k", 2, "c"), ("C", "k", 3, "c"),
                                       ("A", "l", 4, "c"), ("A", "l", 5, "c")))
    assert rows(found) == {0: 2, 1: 2, 2: 0, 3: 0}


def test_earlier_in_unit():
    """Each repetition leads to the first; a second column of the same row is no repetition."""
    found = same.earlier_in_unit(cells(("A", "k", 0, "c"), ("B", "k", 1, "c"), ("A", "k", 2, "c"), ("A", "k", 3, "c"),
                                       ("A", "l", 4, "c"), ("A", "l", 4, "d")))
    assert rows(found) == {2: 0, 3: 0}
