"""Cells as Excel keeps them: what other readers hide, dates, rows and columns as they are."""

import re
import zipfile
from datetime import date, datetime

import pytest
from support.books import codes, edit, part, part_of, read, replace, with_cells

from emulation_batch.batch import CellError
from emulation_batch.reading.cells import Grid, TooMuch, calamine_grids, place, read_grid
from emulation_batch.reading.package import Malformed, Package


def test_what_other_readers_hide_is_seen(filled, tmp_path):
    book = read(with_cells(filled, tmp_path / "a.xlsx", "nguon_luc", {
        "D9": '<c r="D9" t="e"><f>NA()</f><v>#N/A</v></c>',
        "E9": '<c r="E9"><f>1+1</f></c>',
        "G9": '<c r="G9"><v>1e400</v></c>',
        "H9": '<c r="H9" t="inlineStr"><is><r><t>0012</t></r><r><t> bao</t></r></is></c>',
        "J9": '<c r="J9"><v>0.5</v></c>',
        "M9": '<c r="M9" t="b"><v>1</v></c>',
        "N9": '<c r="N9" t="str"><f>""</f><v></v></c>',
        "O9": '<c r="O9" t="inlineStr"><is><t>​  </t></is></c>',
    }))
    assert book.sheets["nguon_luc"].rows[1] == (8, {
        "hinh_thuc": CellError("#N/A"), "noi_dung": CellError("formula"), "so_tien": CellError("#NUM!"),
        "hien_vat": "0012 bao", "so_ngay_cong": 0.5, "dia_ban": True})


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


def test_rows_and_cells_without_references_or_out_of_order(filled, tmp_path):
    def shuffle(name, content):
        if name == part("van_ban"):
            eight = re.search(rb'<row r="8".*?</row>', content, re.S)[0]
            return content.replace(eight, b"").replace(b"</sheetData>", eight + b"</sheetData>")
        return re.sub(rb'(<[rc]) r="[A-Z]+(?:8|9)"', rb"\1", content) if name == part("nguon_luc") else content
    shuffled = read(edit(filled, tmp_path / "a.xlsx", shuffle))
    assert shuffled.sheets == read(filled).sheets


def test_a_stray_value_at_the_last_cell_of_excel_harms_nothing(filled, tmp_path):
    last = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>lạc</t></is></c></row></sheetData>'
    book = read(replace(filled, tmp_path / "a.xlsx", part("van_ban"), ("</sheetData>", last)))
    assert book.sheets["van_ban"].rows == read(filled).sheets["van_ban"].rows
    assert book.sheets["van_ban"].outside == [("XFD1048576", "lạc")] and codes(book) == ["F209"]


def test_our_reading_agrees_with_calamine(filled, tmp_path):
    """Two readers, one workbook: the values are the same wherever calamine shows any."""
    content = filled.read_bytes()
    theirs = {grid.name: grid.rows for grid in calamine_grids(content, lambda name: False)}
    with zipfile.ZipFile(filled) as archive:
        package = Package(archive)
        ours = {name: read_grid(package, name, hidden, part, 100_000).rows for name, hidden, part in package.sheets}
    shown = {name: {row: kept for row, values in rows.items()
                    if (kept := {column: value for column, value in values.items() if not isinstance(value, CellError)})}
             for name, rows in ours.items()}
    assert shown == theirs and sum(map(len, theirs.values())) > 100


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
