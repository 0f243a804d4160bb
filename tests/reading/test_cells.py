"""What a written value means, references, and the bounds of a grid."""

import re
from datetime import date, datetime

import pytest
from support.books import part, part_of, read, replace, with_cells

from emulation_batch.batch import CellError
from emulation_batch.reading.cells import Grid, TooMuch, number_value, place
from emulation_batch.reading.package import Malformed


def test_dates_in_both_systems_and_out_of_range(filled, tmp_path):
    """A sum typed into a date cell costs that cell its date, not the sheet its rows."""
    changed_cells = with_cells(filled, tmp_path / "a.xlsx", "nguon_luc", {
        "F9": '<c r="F9" s="23"><v>12500000</v></c>', "D9": '<c r="D9" t="d"><v>2022-03-05T00:00:00</v></c>'})
    style = re.search(rb'<c r="F8" s="(\d+)"', part_of(filled, part("nguon_luc")))[1].decode()
    changed_cells = replace(changed_cells, tmp_path / "b.xlsx", part("nguon_luc"), ('r="F9" s="23"', f'r="F9" s="{style}"'))
    assert read(changed_cells).sheets["nguon_luc"].rows[1] == (8, {"ngay": 12_500_000, "hinh_thuc": date(2022, 3, 5)})
    later = replace(filled, tmp_path / "c.xlsx", "xl/workbook.xml", ("<workbookPr ", '<workbookPr date1904="1" '))
    assert read(later).sheets["nguon_luc"].rows[0][1]["ngay"] == date(2026, 2, 21)
    timed = replace(filled, tmp_path / "d.xlsx", part("nguon_luc"), ("<v>44612</v>", "<v>44612.3125</v>"))
    assert read(timed).sheets["nguon_luc"].rows[0][1]["ngay"] == datetime(2022, 2, 20, 7, 30)


@pytest.mark.parametrize("reference", ["A0", "A1048577", "XFE1", "ABCDEFGHI1", "1A", "", "A١"])
def test_references_outside_of_excel(reference):
    with pytest.raises(Malformed):
        place(reference)


def test_references():
    assert [place(text) for text in ("A1", "c8", "$AB$12", "XFD1048576")] == [(0, 0), (7, 2), (11, 27), (1048575, 16383)]


def test_too_many_cells_and_too_long_texts():
    grid = Grid("a")
    grid.put(0, 0, 1, room=1)
    grid.put(0, 1, "​  ", room=1)
    with pytest.raises(TooMuch):
        grid.put(0, 2, 2, room=1)
    assert 1 not in grid.rows[0]


class Plain:
    """A workbook whose style 1 shows dates."""

    date_styles, epoch_1904 = frozenset({1}), False


@pytest.mark.parametrize(("text", "value"), [("12", 12), ("1.50", 1.5), ("1E+2", 100), ("1e400", CellError("#NUM!")), (b"7", 7),
                                             ("1e15", 1e15)])
def test_numbers(text, value):
    assert number_value(text, 0, Plain) == value and type(number_value(text, 0, Plain)) is type(value)


@pytest.mark.parametrize("text", ["mười", "1_000", b"1_000", "", "1,5", "&#49;"])
def test_what_is_no_number_is_no_workbook(text):
    with pytest.raises(Malformed):
        number_value(text, 0, Plain)
