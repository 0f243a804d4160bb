"""Four stamps: any one is enough, no two may disagree."""

from dataclasses import replace as changed

import pytest
from support.books import MARKS, VAN_BAN, codes, fill, read, replace, strip
from support.paths import shipped_definition

from emulation_batch.layout import Stamp


@pytest.mark.parametrize("kept", MARKS)
def test_any_one_stamp_is_enough(filled, tmp_path, kept):
    book = read(strip(filled, tmp_path / "a.xlsx", *set(MARKS) - {kept}))
    assert (book.marks, book.stamp, book.faults) == ((kept,), read(filled).stamp, ())
    assert book.sheets["van_ban"].rows == read(filled).sheets["van_ban"].rows


def test_a_file_without_stamps_is_read_by_its_headers(filled, tmp_path):
    book = read(strip(filled, tmp_path / "a.xlsx", *MARKS))
    assert (book.stamp, codes(book)) == (Stamp("", "", "", ""), ["F208"])
    assert book.sheets == read(filled).sheets


def test_a_sheet_of_another_month_among_ours(filled, tmp_path):
    """A page copied from last month's file brings last month's figures."""
    book = read(replace(filled, tmp_path / "a.xlsx", "xl/sharedStrings.xml", ("|VP|2022-03</t>", "|VP|2022-02</t>")))
    fault, = book.faults
    assert fault.code == "F207" and "2022-03" in fault.message and "2022-02" in fault.message


@pytest.mark.parametrize(("field", "value", "code", "severity"), [
    ("version", "1.1", "F206", "error"), ("version", "0.9", "F217", "notice"), ("id", "phong-trao-khac", "F203", "error")])
def test_other_versions_and_movements(tmp_path, field, value, code, severity):
    ours = shipped_definition()
    theirs = changed(ours, movement=changed(ours.movement, **{field: value}))
    book = read(fill(tmp_path / "a.xlsx", rows={"van_ban": [VAN_BAN]}, definition=theirs))
    assert [(item.code, item.severity) for item in book.faults] == [(code, severity)]
    assert book.row_count == (0 if code == "F203" else 1)
