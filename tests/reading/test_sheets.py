"""Sheets and columns are found wherever they went."""

import re

from support.books import codes, edit, part, read, replace, strip


def test_a_renamed_sheet_is_known_by_what_it_holds(filled, tmp_path):
    renamed = replace(filled, tmp_path / "a.xlsx", "xl/workbook.xml", ("2a. Văn bản, sáng kiến", "Trang cua toi"))
    assert read(renamed).sheets["van_ban"].name == "Trang cua toi"
    assert read(strip(renamed, tmp_path / "b.xlsx", "row")).sheets["van_ban"].rows == read(filled).sheets["van_ban"].rows


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
        return re.sub(rb'<c r="P[57]".*?</c>', b"", content) if name == part("van_ban") else content
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
            return content.replace(b"<sheets>", b'<sheets><sheet name="2a (2)" sheetId="99" r:id="rId99"/>')
        if name == "xl/_rels/workbook.xml.rels":
            return content.replace(b"</Relationships>", b'<Relationship Id="rId99" Type="x/worksheet" '
                                   b'Target="worksheets/sheet3.xml"/></Relationships>')
        return content
    fault, = read(edit(filled, tmp_path / "a.xlsx", change)).faults
    assert fault.code == "F213" and "2a (2)" in fault.message
