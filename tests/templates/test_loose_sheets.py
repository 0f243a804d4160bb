"""What xlsxwriter writes of a sheet that stands in no workbook."""

import pytest
from support.paths import shipped_definition
from templates.test_compiled import compiled, unit

from emulation_batch.templates.context import Filled
from emulation_batch.templates.loose_sheets import AddedStrings, LooseBook, changed_rows


def test_strings_that_stood_keep_their_places_and_new_ones_follow():
    strings = AddedStrings({"Có": 3}, 10)
    assert [strings._get_shared_string_index(text) for text in ("Có", "mới", "Không <&> ", "mới", "Có")] == [3, 10, 11, 10, 3]
    assert strings.xml() == '<si><t>mới</t></si><si><t xml:space="preserve">Không &lt;&amp;&gt; </t></si>'


def test_only_the_cells_that_were_written_are_read_off(tmp_path):
    assert compiled("sent").copy(unit(), Filled())
    model, strings = compiled("sent")._book.workbook, AddedStrings({}, 0)
    loose = LooseBook(model, strings)
    sheet = loose.shaped(shipped_definition().tables[0].name)
    sheet.write_string(8, 3, "a")
    sheet.write_number(8, 4, 5)
    found = changed_rows(sheet, {9: "1:20"})
    assert list(found) == [9]
    assert found[9].tag.startswith('<row r="9" spans="1:20"') and set(found[9].cells) == {4, 5}
    assert found[9].cells[4].endswith('t="s"><v>0</v></c>') and found[9].cells[5].endswith("<v>5</v></c>")
    sheet.write_url(8, 5, "internal:'A \"&\" B'!C8", compiled("sent")._book.styles.link, "→ C8", "Đến ô")
    assert sheet.hyperlinks[8][5] == """<hyperlink ref="F9" location="'A &quot;&amp;&quot; B'!C8" tooltip="Đến ô" display="→ C8"/>"""
    with pytest.raises(ValueError, match="leaves the workbook"):
        sheet.write_url(8, 6, "http://a.vn", compiled("sent")._book.styles.link, "a")
    assert sheet.row_info and sheet.row_info is not model.sheetnames[sheet.name].row_info
    loose.define_name("ds", "=A1:A2")
    assert loose.names == {"ds": "A1:A2"}
