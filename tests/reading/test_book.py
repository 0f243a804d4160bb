"""A workbook is read as typed, whichever program saved it and whatever it lost on the way."""

import re
from dataclasses import replace as changed
from datetime import date, datetime

import pytest
from support.books import NGUON_LUC, VAN_BAN, codes, edit, fill, read, replace
from support.office import convert
from support.paths import shipped_definition

from emulation_batch.batch import CellError
from emulation_batch.layout import Stamp

TABLES = {"van_ban": "sheet3", "nguon_luc": "sheet5"}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    return fill(tmp_path_factory.mktemp("book") / "vp.xlsx", form={"nguoi_lap": "Lý Thị Ánh", "dien_thoai": "0209 3870 000"},
                rows={"van_ban": [VAN_BAN, VAN_BAN | {"noi_dung": "NA", "minh_chung": "None"}], "nguon_luc": [NGUON_LUC]})


def part(sheet):
    return f"xl/worksheets/{TABLES[sheet]}.xml"


def put(cell, xml):
    """Fill a cell that the template left empty."""
    return lambda content: re.sub(rf'<c r="{cell}"[^>]*/>'.encode(), xml.encode(), content, count=1)


def with_cells(source, target, sheet, cells):
    def change(name, content):
        if name == part(sheet):
            for cell, xml in cells.items():
                new = put(cell, xml)(content)
                assert new != content, cell
                content = new
        return content
    return edit(source, target, change)


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
    style = re.search(rb'<c r="F8" s="(\d+)"', _content(filled, part("nguon_luc")))[1].decode()
    changed_cells = replace(changed_cells, tmp_path / "b.xlsx", part("nguon_luc"), ('r="F9" s="23"', f'r="F9" s="{style}"'))
    assert read(changed_cells).sheets["nguon_luc"].rows[1] == (8, {"ngay": 12_500_000, "hinh_thuc": date(2022, 3, 5)})
    later = replace(filled, tmp_path / "c.xlsx", "xl/workbook.xml", ("<workbookPr ", '<workbookPr date1904="1" '))
    assert read(later).sheets["nguon_luc"].rows[0][1]["ngay"] == date(2026, 2, 21)
    timed = replace(filled, tmp_path / "d.xlsx", part("nguon_luc"), ("<v>44612</v>", "<v>44612.3125</v>"))
    assert read(timed).sheets["nguon_luc"].rows[0][1]["ngay"] == datetime(2022, 2, 20, 7, 30)


def _content(path, name):
    import zipfile
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


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
    for to in ("xlsx", "xls", "ods"):
        book = read(convert([filled], to, tmp_path / to)[0])
        assert (book.kind, book.stamp) == (to, ours.stamp)
        assert [item.code for item in book.faults if item.severity == "error"] == []
        assert {key: sheet.rows for key, sheet in book.sheets.items()} == {key: sheet.rows for key, sheet in ours.sheets.items()}
        assert [sheet.outside for sheet in book.sheets.values() if sheet.outside] == []
        assert set(book.marks) == {"xlsx": set(ours.marks), "xls": {"sheet", "row"}, "ods": set(ours.marks)}[to]


def strip(filled, target, *marks, sheets=range(3, 9)):
    """Take stamps away: property, name, sheet, row."""
    def change(name, content):
        if "property" in marks and name == "docProps/custom.xml":
            return None
        if "name" in marks and name == "xl/workbook.xml":
            return content.replace(b"TDKT_MAU", b"TEN_KHAC")
        if "sheet" in marks and name == "xl/worksheets/sheet11.xml":
            return re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", content, flags=re.S)
        if "row" in marks and name in [f"xl/worksheets/sheet{number}.xml" for number in sheets]:
            return re.sub(rb'<row r="7".*?</row>', b"", content, flags=re.S)
        return content
    return edit(filled, target, change)


MARKS = ("property", "sheet", "name", "row")


@pytest.mark.parametrize("kept", MARKS)
def test_any_one_stamp_is_enough(filled, tmp_path, kept):
    book = read(strip(filled, tmp_path / "a.xlsx", *set(MARKS) - {kept}))
    assert (book.marks, book.stamp, book.faults) == ((kept,), read(filled).stamp, ())
    assert book.sheets["van_ban"].rows == read(filled).sheets["van_ban"].rows


def test_a_file_without_stamps_is_read_by_its_headers(filled, tmp_path):
    book = read(strip(filled, tmp_path / "a.xlsx", *MARKS))
    assert (book.stamp, codes(book)) == (Stamp("", "", "", ""), ["F208"])
    assert book.sheets == read(filled).sheets


def test_a_renamed_sheet_is_known_by_what_it_holds(filled, tmp_path):
    renamed = replace(filled, tmp_path / "a.xlsx", "xl/workbook.xml", ("2a. Văn bản, sáng kiến", "Trang cua toi"))
    assert read(renamed).sheets["van_ban"].name == "Trang cua toi"
    assert read(strip(renamed, tmp_path / "b.xlsx", "row")).sheets["van_ban"].rows == read(filled).sheets["van_ban"].rows


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


def test_headers_that_were_changed_or_taken_away(filled, tmp_path):
    """The key row outlives any header; without it a missing column is named, with what was probably meant."""
    strings = "xl/sharedStrings.xml"
    relabelled = replace(filled, tmp_path / "a.xlsx", strings, (">Nội dung công việc *<", ">Nội dung công tác<"),
                         (">Giải trình<", ">Ghi chú<"))
    assert read(relabelled).faults == ()
    book = read(strip(relabelled, tmp_path / "b.xlsx", "row", sheets=[3]))
    assert codes(book) == ["F205", "F214", "F209"]
    assert "Nội dung công việc" in book.faults[0].message and "Nội dung công tác" in book.faults[0].message
    assert "noi_dung" not in book.sheets["van_ban"].columns and book.row_count == 3
    bare = edit(strip(filled, tmp_path / "c.xlsx", "row", sheets=[3]), tmp_path / "d.xlsx", lambda name, content: re.sub(
        rb'<row r="5".*?</row>', b"", content, flags=re.S) if name == part("van_ban") else content)
    assert codes(read(bare)) == ["F212"]


def test_a_column_that_no_row_needs_may_be_absent(filled, tmp_path):
    def change(name, content):
        return re.sub(rb'<c r="O[57]".*?</c>', b"", content) if name == part("van_ban") else content
    assert codes(read(edit(filled, tmp_path / "a.xlsx", change))) == ["F214"]


def test_columns_are_followed_where_they_go(filled, tmp_path):
    def swap(name, content):
        swaps = {b"C": b"D", b"D": b"C"}
        return re.sub(rb'r="([CD])(\d+)"', lambda m: b'r="%s%s"' % (swaps[m[1]], m[2]), content) if name == part("van_ban") else content
    book = read(edit(filled, tmp_path / "a.xlsx", swap))
    assert book.sheets["van_ban"].rows == read(filled).sheets["van_ban"].rows
    assert (book.sheets["van_ban"].columns["loai"], book.sheets["van_ban"].columns["noi_dung"]) == (3, 2)


def test_a_missing_sheet_is_named(filled, tmp_path):
    book = read(replace(filled, tmp_path / "a.xlsx", "xl/workbook.xml", ('<sheet name="3. Cá nhân" sheetId="7" r:id="rId7"/>', "")))
    fault, = book.faults
    assert fault.code == "F204" and "3. Cá nhân" in fault.message and book.row_count == 3


def test_a_doubled_sheet_with_rows_is_not_dropped_in_silence(filled, tmp_path):
    def change(name, content):
        if name == "xl/workbook.xml":
            return content.replace(b"<sheets>", '<sheets><sheet name="2a (2)" sheetId="99" r:id="rId99"/>'.encode())
        if name == "xl/_rels/workbook.xml.rels":
            return content.replace(b"</Relationships>", b'<Relationship Id="rId99" Type="x/worksheet" '
                                   b'Target="worksheets/sheet3.xml"/></Relationships>')
        return content
    fault, = read(edit(filled, tmp_path / "a.xlsx", change)).faults
    assert fault.code == "F213" and "2a (2)" in fault.message


def test_words_beside_and_below_the_form(filled, tmp_path):
    cells = {"D20": '<c r="D20" t="inlineStr"><is><t>NGƯỜI LẬP BIỂU</t></is></c>',
             "D24": '<c r="D24" t="inlineStr"><is><t>Lý Thị Ánh</t></is></c>'}
    book = read(with_cells(filled, tmp_path / "a.xlsx", "van_ban", cells))
    assert book.sheets["van_ban"].outside == [("D20", "NGƯỜI LẬP BIỂU"), ("D24", "Lý Thị Ánh")]
    assert codes(book) == ["F209"] and len(book.sheets["van_ban"].rows) == 2
    own_row = {"D10": '<c r="D10" t="inlineStr"><is><t>Một việc ghi dở</t></is></c>'}
    book = read(with_cells(filled, tmp_path / "b.xlsx", "van_ban", own_row))
    assert book.sheets["van_ban"].rows[2] == (9, {"noi_dung": "Một việc ghi dở"}) and book.faults == ()


def test_merged_and_hidden_rows_are_told(filled, tmp_path):
    path = replace(filled, tmp_path / "a.xlsx", part("van_ban"),
                   ("</sheetData>", '</sheetData><mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="K8:K9"/></mergeCells>'),
                   ('<row r="9" ', '<row r="9" hidden="1" '))
    book = read(path)
    assert [(item.code, item.cell, item.severity) for item in book.faults] == [
        ("F210", "K8:K9", "notice"), ("F215", "A9", "notice")]
    assert len(book.sheets["van_ban"].rows) == 2


def test_macros_and_foreign_parts_are_told_and_left_shut(filled, tmp_path):
    path = edit(filled, tmp_path / "a.xlsm", lambda name, content: content.replace(
        b"spreadsheetml.sheet.main+xml", b"x").replace(b"application/vnd.openxmlformats-officedocument.x",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml") if name == "[Content_Types].xml" else content)
    import zipfile
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
