import pytest
from support.paths import shipped_definition

from emulation_batch.layout import Stamp

STAMP = Stamp("chung-tay-vi-nguoi-ngheo-2021-2025", "1.0", "VP", "2022-03")
PEOPLE = ["Nông Thị Bích | STTTT-001", "Lường Văn Anh | STTTT-002", "Lý Thị Ánh | STTTT-003"]


def listed(book, name):
    """The texts a defined name leads to."""
    (sheet, area), = book.defined_names[name].destinations
    cells = book[sheet][area.replace("$", "")]
    return [cell.value for row in (cells if isinstance(cells, tuple) else ((cells,),)) for cell in row]


def test_every_list_has_a_name(opened):
    book = opened["empty"]
    for choice in shipped_definition().choices:
        assert listed(book, f"DM_{choice.key}") == [item.label for item in choice.items]
    assert listed(book, "DS_CAN_BO") == PEOPLE
    assert listed(book, "DS_UNG_VIEN") == ["Văn phòng Sở", *PEOPLE]


def test_the_standard_workbook_holds_nobody(opened):
    assert listed(opened["standard"], "DS_CAN_BO") == [None]
    assert listed(opened["standard"], "DS_UNG_VIEN") == [None]


@pytest.mark.parametrize(("name", "stamp"), [("empty", STAMP), ("standard", Stamp(STAMP.movement, "1.0", "", ""))])
def test_four_stamps(name, stamp, opened):
    book = opened[name]
    fields = {field: getattr(stamp, field) for field in ("movement", "version", "unit", "period")}
    assert {prop.name: prop.value or "" for prop in book.custom_doc_props.props} == {f"tdkt_{key}": value for key, value in fields.items()}
    assert {key: value or "" for key, value in book["_Mau"].iter_rows(values_only=True)} == fields
    assert Stamp.parse(book.defined_names["TDKT_MAU"].attr_text) == stamp
    for sheet in shipped_definition().tables:
        assert Stamp.parse(book[sheet.name]["A7"].value) == stamp


def test_lists_and_stamp_are_hidden_and_locked(opened):
    states = {page.title: (page.sheet_state, page.protection.sheet) for page in opened["empty"]}
    assert states["_DanhMuc"] == states["_Mau"] == ("hidden", True)
    assert [title for title, (state, _) in states.items() if state != "visible"] == ["_DanhMuc", "_Mau"]
