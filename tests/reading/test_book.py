"""A workbook is read as typed, whichever program saved it."""

import zipfile
from concurrent.futures import ThreadPoolExecutor

from support.books import NGUON_LUC, VAN_BAN, codes, edit, fill, read
from support.office import convert
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry

from emulation_batch.batch import Received, Submission
from emulation_batch.layout import Stamp
from emulation_batch.merging import merge
from emulation_batch.reading.book import read_book


def test_a_filled_template_is_read_as_typed(filled):
    book = read(filled)
    assert (book.kind, book.faults) == ("xlsx", ())
    assert book.stamp == Stamp("chung-tay-vi-nguoi-ngheo-2021-2025", "1.0", "VP", "2022-03")
    assert book.marks == ("property", "sheet", "name", "row")
    assert list(book.sheets) == [sheet.key for sheet in shipped_definition().sheets]
    assert book.sheets["van_ban"].rows == [(7, VAN_BAN), (8, VAN_BAN | {"noi_dung": "NA", "minh_chung": "None"})]
    assert book.sheets["nguon_luc"].rows == [(7, NGUON_LUC)]
    assert book.row_count == 3
    form = book.sheets["thong_tin"]
    assert form.rows[0][1]["nguoi_lap"] == "Lý Thị Ánh" and form.cells["nguoi_lap"] == "C16"
    assert not any(sheet.outside for sheet in book.sheets.values())


def test_a_pristine_template_has_no_rows_and_nothing_outside(tmp_path):
    book = read(fill(tmp_path / "vp.xlsx"))
    assert (book.row_count, book.faults) == (0, ())


def test_strict_open_xml_is_read_alike(filled, tmp_path):
    def strict(name, content):
        for old, new in ((b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
                         (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                          b"http://purl.oclc.org/ooxml/officeDocument/relationships")):
            content = content.replace(old, new)
        return content
    book = read(edit(filled, tmp_path / "a.xlsx", strict))
    assert (book.sheets, book.marks) == (read(filled).sheets, read(filled).marks)


def test_copies_saved_by_libreoffice(filled, tmp_path):
    """.xlsx keeps everything; .xls and .ods keep the values and at least one stamp."""
    ours = read(filled)
    kinds = ("xlsx", "xls", "ods")
    with ThreadPoolExecutor() as pool:
        copies = list(pool.map(lambda to: convert([filled], to, tmp_path / to)[0], kinds))
    for to, copy in zip(kinds, copies, strict=True):
        book = read(copy)
        assert (book.kind, book.stamp) == (to, ours.stamp)
        assert codes(book) == ([] if to == "xlsx" else ["F227"])
        assert {key: sheet.rows for key, sheet in book.sheets.items()} == {key: sheet.rows for key, sheet in ours.sheets.items()}
        assert [sheet.outside for sheet in book.sheets.values() if sheet.outside] == []
        assert set(book.marks) == {"xlsx": set(ours.marks), "xls": {"sheet", "row"}, "ods": set(ours.marks)}[to]


def test_macros_and_foreign_parts_are_told_and_left_shut(filled, tmp_path):
    path = edit(filled, tmp_path / "a.xlsm", lambda name, content: content.replace(
        b"spreadsheetml.sheet.main+xml", b"x").replace(b"application/vnd.openxmlformats-officedocument.x",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml") if name == "[Content_Types].xml" else content)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", b"<x/>")
    book = read(path)
    assert (book.kind, codes(book), book.sheets) == ("xlsm", ["F211", "F219"], read(filled).sheets)


def test_another_workbook_altogether(tmp_path):
    import xlsxwriter
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        workbook.add_worksheet("Danh sách").write_column(0, 0, ["STT", "Họ tên", "Nội dung"])
    assert codes(read(tmp_path / "a.xlsx")) == ["F203"]


def test_the_font_tells_what_the_characters_leave_open(tmp_path):
    """One code of TCVN3 in a word proves nothing; the font .VnTime does. In Arial the same word is left alone, and so is
    Unicode in an old font. Capitals drawn by .VnTimeH are proposed as capitals."""
    from openpyxl import load_workbook
    from openpyxl.styles import Font

    filled = fill(tmp_path / "a.xlsx", rows={"van_ban": [VAN_BAN | {"noi_dung": "Giao ban tØnh thang ba"}] * 5})
    opened = load_workbook(filled)
    page = opened["2a. Văn bản, sáng kiến"]
    for cell, font in {"D8": ".VnTime", "D10": ".VnTimeH", "D12": "VNI-Times"}.items():
        page[cell].font = Font(name=font)
    page["D11"].font, page["D11"].value = Font(name=".VnTime"), "Giao ban tỉnh thang ba"
    page["D12"].value = "Giao ban tænh thang ba"
    opened.save(filled)
    book = read_book(filled.read_bytes(), "a", shipped_definition())
    assert book.sheets["van_ban"].fonts == {(7, "noi_dung"): ".VnTime", (9, "noi_dung"): ".VnTimeH", (10, "noi_dung"): ".VnTime",
                                            (11, "noi_dung"): "VNI-Times"}
    item = Submission(Received("a.xlsx", "a", 1, march_2022(shipped_definition()).due, "", filled, ".xlsx"), "VP", "2022-03", 1, "accepted",
                      "", "", 5)
    batch = merge([item], {"a": book}, shipped_definition(), small_registry(), march_2022(shipped_definition()), {})
    notes = batch.notes[batch.notes["note"] == "legacy_encoding"]
    assert [(line.column, line.row, line.proposal) for line in notes.itertuples()] == [
        ("noi_dung", 0, "Giao ban tỉnh thang ba"), ("noi_dung", 2, "GIAO BAN TỈNH THANG BA"),
        ("noi_dung", 4, "Giao ban tỉnh thang ba")]
