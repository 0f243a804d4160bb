"""The reader that decides: what other readers hide, rows and columns as they are, whatever the shape of the part."""

import re

from support.books import codes, edit, part, read, replace, with_cells

from emulation_batch.batch import CellError
from emulation_batch.findings import NO_RESULT


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
        "hinh_thuc": CellError("#N/A"), "noi_dung": CellError(NO_RESULT), "so_tien": CellError("#NUM!"),
        "hien_vat": "0012 bao", "so_ngay_cong": 0.5, "dia_ban": True})


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
