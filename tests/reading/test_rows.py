"""Rows are what a unit typed; words outside, merged and hidden cells are told."""

from support.books import codes, part, read, replace, with_cells


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
