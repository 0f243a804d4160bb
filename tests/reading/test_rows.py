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


def _text(cell, words):
    return f'<c r="{cell}" t="inlineStr"><is><t>{words}</t></is></c>'


def test_a_row_of_totals_is_told_and_not_counted(filled, tmp_path):
    """Called a total, with sums beside it; a row that only begins like one is a row."""
    cells = {"C10": _text("C10", "TỔNG CỘNG:"), "G10": '<c r="G10"><v>16500000</v></c>',
             "E11": _text("E11", "Tổng hợp báo cáo giảm nghèo")}
    sheet = read(with_cells(filled, tmp_path / "a.xlsx", "nguon_luc", cells)).sheets["nguon_luc"]
    assert sheet.outside == [("C10", "TỔNG CỘNG:"), ("G10", "16500000")]
    assert [row for row, _ in sheet.rows][-1] == 10


def test_a_signature_on_an_empty_sheet_is_no_row(filled, tmp_path):
    """In the column of the kind too; what stands under it is the name."""
    cells = {"C8": _text("C8", "THỦ TRƯỞNG ĐƠN VỊ"), "C12": _text("C12", "Nông Thị Bích")}
    book = read(with_cells(filled, tmp_path / "a.xlsx", "co_che", cells))
    assert book.sheets["co_che"].rows == []
    assert book.sheets["co_che"].outside == [("C8", "THỦ TRƯỞNG ĐƠN VỊ"), ("C12", "Nông Thị Bích")]
    unsigned = {"C8": _text("C8", "b1 - Nghiên cứu, rà soát"), "D8": _text("D8", "Nghị quyết về giảm nghèo")}
    assert len(read(with_cells(filled, tmp_path / "b.xlsx", "co_che", unsigned)).sheets["co_che"].rows) == 1


def test_a_cell_that_shows_nothing_is_blank(filled, tmp_path):
    cells = {"D20": _text("D20", "\u200b"), "E20": _text("E20", "\u00a0 \ufeff")}
    book = read(with_cells(filled, tmp_path / "a.xlsx", "van_ban", cells))
    assert len(book.sheets["van_ban"].rows) == 2 and book.sheets["van_ban"].outside == []
