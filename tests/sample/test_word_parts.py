"""Blocks of the templates: header with room for Quốc hiệu, tables, sections, fixed bytes."""

import zipfile

import pytest
from docx import Document
from docx.oxml.ns import qn

from emulation_batch.sample.word_parts import (
    HEADER_WIDTHS,
    TEXT_WIDTH,
    Cell,
    add,
    data_table,
    header_block,
    save,
    signature_block,
    two_signers,
)
from emulation_batch.sample.word_styles import blank_document


@pytest.fixture
def document():
    return blank_document()


def table_of(document):
    return document.element.body.find(qn("w:tbl"))


def test_quoc_hieu_has_room(document):
    header_block(document)
    margins = table_of(document).find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}")
    assert HEADER_WIDTHS[1] >= 92
    assert {margin.get(qn("w:w")) for margin in margins} == {"0"}


def test_minutes_have_no_date_line(document):
    header_block(document, dated=False)
    number, day = document.tables[0].rows[1].cells
    assert (number.text, day.text) == ("{{ number_line }}", "")
    header_block(document, numbered=False, dated=False)
    assert len(document.tables[1].rows) == 1


def test_two_signers_side_by_side(document):
    two_signers(document, [("THƯ KÝ", "Quyền hạn, chức vụ")], [("CHỦ TỌA", "Quyền hạn, chức vụ"), ("", "Khoảng ký")])
    row = document.tables[0].rows[0]
    assert [cell.text for cell in row.cells] == ["THƯ KÝ", "CHỦ TỌA\n"]
    assert row._tr.find(f".//{qn('w:cantSplit')}") is not None


def test_data_table_repeats_its_head_and_breaks_no_row(document):
    data_table(document, "ke", "Bảng", "row in rows", (Cell("TT", "{{ row.no }}", 20),), TEXT_WIDTH)
    rows = table_of(document).findall(qn("w:tr"))
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)
    properties = table_of(document).tblPr
    assert properties.find(qn("w:tblLayout")).get(qn("w:type")) == "fixed"
    assert properties.find(qn("w:tblDescription")).get(qn("w:val")) == "bang:ke"


def test_a_repeated_column_is_framed_by_its_loops(document):
    data_table(document, "ke", "Bảng", "row in rows", (Cell("{{ u }}", "{{ v }}", 20, each=("u in us", "v in row.cells")),), 160)
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["{%tc for u in us %}", "{{ u }}", "{%tc endfor %}"]
    assert [cell.text for cell in table.rows[2].cells] == ["{%tc for v in row.cells %}", "{{ v }}", "{%tc endfor %}"]


def test_signature_stays_in_one_piece(document):
    signature_block(document)
    row = table_of(document).find(qn("w:tr"))
    assert row.find(f".//{qn('w:cantSplit')}") is not None


def test_saved_bytes_know_no_clock(document, tmp_path):
    add(document, "Chữ", "Thân bài")
    path = save(document, tmp_path / "a.docx")
    with zipfile.ZipFile(path) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert Document(str(path)).core_properties.created.year == 2021
