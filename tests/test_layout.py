import pytest
from support.paths import shipped_definition

from emulation_batch import layout


@pytest.mark.parametrize(("row", "column", "cell"), [(0, 0, "A1"), (7, 2, "C8"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 701, "ZZ1"), (0, 702, "AAA1")])
def test_cells_as_excel_shows_them(row, column, cell):
    assert layout.a1(row, column) == cell


def test_a_stamp_survives_its_line():
    stamp = layout.stamp_of(shipped_definition(), "VP", "2022-03")
    assert layout.Stamp.parse(f'"{stamp.text}"') == stamp
    assert layout.Stamp.parse("tdkt|only|three") is None
    assert layout.Stamp.parse("STT") is None


def test_places_in_our_own_sheets():
    definition = shipped_definition()
    sheet = definition.sheet("van_ban")
    assert layout.a1(layout.FIRST_ROW, layout.column_of(sheet, "loai")) == "C8"
    assert layout.todo_column(sheet) == layout.FIRST_COLUMN + len(sheet.columns)
    assert layout.a1(layout.form_row(definition.form, "lan_nop"), layout.FORM_VALUE) == "C8"


def test_a_cell_holds_as_many_units_as_excel_counts():
    """An emoji is two of them: counted by characters, such a text once stopped the whole run."""
    assert layout.held("ă" * 32_767) == "ă" * 32_767
    assert layout.held("ă" * 32_768, "…") == "ă" * 32_766 + "…"
    assert layout.held("💣" * 16_400) == "💣" * 16_383
    assert layout.held("a" + "💣" * 16_400, "…") == "a" + "💣" * 16_382 + "…"
