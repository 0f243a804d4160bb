"""A sheet cut up and put together again."""

from emulation_batch.packages import joined, piece
from emulation_batch.templates.sheet_parts import Changed, cut

HEAD = '<worksheet><dimension ref="A1:C3"/><sheetData>'
ROWS = ('<row r="1" spans="1:3"><c r="A1" s="1"/><c r="B1" s="2"><v>1</v></c></row><row r="2" spans="1:3" ht="9"/>'
        '<row r="3" spans="1:3" s="4"><c r="A3"/><c r="B3" t="s"><v>7</v></c><c r="C3"><f>A3&amp;B3</f><v></v></c></row>')
TAIL = "</sheetData><headerFooter>\ue000 tháng 3</headerFooter></worksheet>"


def text(pieces):
    import zlib

    made = joined("a", pieces)
    return zlib.decompress(made.packed, -zlib.MAX_WBITS).decode()


def test_nothing_changed():
    sheet = cut("a", HEAD + ROWS + TAIL, "\ue000")
    assert text(sheet.pieces({}, piece(b"VP"))) == (HEAD + ROWS + TAIL).replace("\ue000", "VP")
    assert sheet.spans == {1: "1:3", 2: "1:3", 3: "1:3"}


def test_cells_and_tags_of_changed_rows():
    sheet = cut("a", HEAD + ROWS + TAIL, "\ue000")
    changed = {1: Changed('<row r="1" ht="30"', {2: '<c r="B1"><v>5</v></c>'}), 3: Changed('<row r="3"', {1: '<c r="A3"><v>1</v></c>'})}
    found = text(sheet.pieces(changed, piece(b"VP"), "<legacyDrawing/>"))
    assert '<row r="1" ht="30"><c r="A1" s="1"/><c r="B1"><v>5</v></c></row><row r="2"' in found
    assert '<row r="3"><c r="A3"><v>1</v></c><c r="B3" t="s"><v>7</v></c><c r="C3"><f>A3&amp;B3</f><v></v></c></row></sheetData>' in found
    assert found.endswith("<headerFooter>VP tháng 3</headerFooter><legacyDrawing/></worksheet>")
    assert text(sheet.pieces({}, piece(b"VP"))) == (HEAD + ROWS + TAIL).replace("\ue000", "VP"), "the model stays as it was"


def test_a_small_sheet_grows_and_shrinks():
    sheet = cut("a", HEAD + ROWS + TAIL.replace("\ue000", ""), "\ue000")
    grown = sheet.rewritten({4: Changed('<row r="4"', {3: '<c r="C4"/>'})}, 1)
    assert '<dimension ref="A1:C4"/>' in grown
    assert '<row r="3" spans="1:3" s="4"><c r="A3"/></row><row r="4"><c r="C4"/></row></sheetData>' in grown
    assert '<row r="2"' not in grown, "a row without a cell is left out"
