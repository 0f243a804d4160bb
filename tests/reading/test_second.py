"""Two readers see the same, or the file says so: differences are found in both directions, and what calamine cannot is told."""

import zipfile
from datetime import date, datetime, time

import pytest
from support.books import NGUON_LUC, codes, part, read, replace, with_cells
from support.paths import shipped_definition

from emulation_batch.batch import CellError
from emulation_batch.findings import NO_RESULT
from emulation_batch.reading import book, by_calamine, second
from emulation_batch.reading.package import Package


def test_a_good_workbook_leaves_no_doubt(filled):
    assert codes(read(filled)) == []


WORDS = "“Tham mưu Kế hoạch giảm nghèo về thông t…”"


@pytest.mark.parametrize(("row", "column", "there", "said"), [
    (7, 3, "khác", f"{WORDS} và “khác”"), (7, 3, None, f"{WORDS} và “trống”"), (12, 3, "thừa", "“trống” và “thừa”"),
    (90, 3, "thừa", "“trống” và “thừa”"), (7, 5, 44700.0, "“2022-03-01” và “44700.0”")])
def test_another_reading_of_a_cell_is_a_query(filled, monkeypatch, row, column, there, said):
    """Whichever of the two is wrong, and also where one sees something, or a whole row, and the other nothing."""
    honest = by_calamine.opened

    def lying(content, package, grids):
        opened = honest(content, package, grids)

        def sheet(grid):
            seen = opened(grid)
            if not grid.name.startswith("2a"):
                return seen
            return {**seen, row: {**seen.get(row, {}), column: there}}
        return sheet

    monkeypatch.setattr(by_calamine, "opened", lying)
    fault, = read(filled).faults
    assert (fault.code, fault.severity, fault.sheet) == ("F226", "query", "2a. Văn bản, sáng kiến")
    assert said in fault.message and fault.cell == f"{'DF'[column == 5]}{row + 1}"


def test_a_sheet_that_calamine_gives_up_is_read_by_the_streaming_reader(filled, tmp_path, monkeypatch):
    """A date out of range loses calamine the whole sheet; the two readers of ours still make two."""
    style = with_cells(filled, tmp_path / "a.xlsx", "nguon_luc", {"F9": '<c r="F9" s="28"><v>99999999999</v></c>'})
    assert "F227" not in codes(read(style)) and "F226" not in codes(read(style))
    monkeypatch.setattr(book, "quick_grid", lambda *arguments: None)
    monkeypatch.setattr(by_calamine, "MOST_AREA", 0)
    assert codes(read(filled)) == ["F227"]


@pytest.mark.parametrize(("place", "old", "new"), [
    ("xl/sharedStrings.xml", 'uniqueCount="', 'uniqueCount="4294967296" x="'),
    (part("van_ban"), "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')])
def test_calamine_is_kept_from_what_kills_it(filled, tmp_path, place, old, new):
    """In this process: were it asked, the tests would end here."""
    damaged = replace(filled, tmp_path / "a.xlsx", place, (old, new))
    assert set(codes(read(damaged))) <= {"F227"}
    with zipfile.ZipFile(damaged) as archive:
        assert by_calamine._counts_are_true(Package(archive)) == ("uniqueCount" not in old)


@pytest.mark.parametrize(("our", "their", "same"), [
    ("a b", "a\u00a0b", True), ("a", "b", False), ("12", 12, False), (12, "12", False), (12, 12.0, True), (0.1, 0.1, True), (1, 2, False),
    (None, " \u200b", True), (None, "a", False), ("a", None, False), (None, 0, False), (CellError("#N/A"), None, True), (CellError(NO_RESULT), "", True),
    (CellError("#N/A"), "Anh", False), (date(2022, 3, 1), datetime(2022, 3, 1), True), (date(2022, 3, 1), date(2022, 3, 2), False),
    (datetime(2022, 3, 1, 7, 30), datetime(2022, 3, 1, 7, 30, 0, 400), True), (time(7, 30), time(7, 30), True), (time(7), time(8), False),
    (date(2022, 3, 1), 44621, True), (44621, date(2022, 3, 1), True), (date(2022, 3, 1), 44622, False), (date(2022, 3, 1), "44621", False),
    (True, True, True), (True, False, False), (date(2026, 3, 2), 44621, True)])
def test_what_is_the_same(our, their, same):
    assert (our == their or second._same(our, their)) is same


def test_an_old_format_is_read_once(filled):
    assert [item.code for item in second.doubts(b"", None, [])] == ["F227"]


def test_without_the_second_reading_it_is_said(filled):
    found = book.read_book(filled.read_bytes(), "a", shipped_definition(), twice=False)
    assert codes(found) == ["F227"] and found.sheets["nguon_luc"].rows[0][1]["so_tien"] == NGUON_LUC["so_tien"]
