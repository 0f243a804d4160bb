import pytest
from support.paths import shipped_definition
from support.unit_workbooks import COMPLETE, MISTAKES

from emulation_batch import layout
from emulation_batch.templates.judgement import ROW, Helpers, helpers_of, row_formulas

TABLES = shipped_definition().tables


def said(page, sheet, number):
    """What a row's check and its words say."""
    row = layout.FIRST_ROW + number + 1
    return page.cell(row, layout.CHECK_COLUMN + 1).value, page.cell(row, layout.todo_column(sheet) + 1).value


@pytest.mark.parametrize("key", MISTAKES)
def test_libreoffice_says_what_each_row_needs(key, calculated):
    sheet = shipped_definition().sheet(key)
    page = calculated["half"][sheet.name]
    for number, (_, check, todo) in enumerate(MISTAKES[key]):
        assert said(page, sheet, number) == (check, todo), f"{sheet.name}, row {number + 1}"
    assert said(page, sheet, len(MISTAKES[key])) == (None, None)


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.key)
def test_complete_rows_are_done_and_empty_ones_silent(sheet, calculated):
    page = calculated["complete"][sheet.name]
    rows = len(COMPLETE.rows.get(sheet.key, ()))
    assert [said(page, sheet, number) for number in range(rows + 1)] == [("Đủ", None)] * rows + [(None, None)]


def test_the_live_line_counts(calculated):
    names = {sheet.key: sheet.name for sheet in TABLES}
    assert calculated["half"][names["van_ban"]]["A3"].value == (
        "Đã nhập 9 dòng; 5 dòng cần sửa, xem cột cuối Việc cần làm; 3 dòng nên xem lại.")
    assert calculated["complete"][names["van_ban"]]["A3"].value == "Đã nhập 1 dòng; không có dòng nào cần sửa."
    assert calculated["empty"][names["van_ban"]]["A3"].value == (
        "Chưa nhập dòng nào. Mỗi kết quả ghi một dòng vào các ô vàng.")


def test_helpers_stand_behind_the_last_shown_column():
    helpers = Helpers(17, 18, 19, 20, 21, 33, 7, 46)
    assert helpers.over_rows(17) == "$R$8:$R$47"
    assert helpers.over_rows(17, "O'Brien") == "'O''Brien'!$R$8:$R$47"


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.key)
def test_every_formula_is_plain_and_short(sheet, book):
    helpers = helpers_of(book, sheet)
    made = row_formulas(book, sheet)
    assert set(made) == {layout.CHECK_COLUMN, layout.todo_column(sheet), *range(helpers.used, helpers.last_state + 1)}
    assert all(len(formula.replace(ROW, "47")) < 8192 for formula in made.values())


def test_cells_that_can_be_moved_are_addressed_by_place(book):
    """Cutting C8 and pasting it elsewhere drags every plain reference along; INDEX stays."""
    sheet = TABLES[0]
    letters = [layout.letters(layout.column_of(sheet, column.key)) for column in sheet.columns]
    for formula in row_formulas(book, sheet).values():
        assert not [letter for letter in letters if f"${letter}{ROW}" in formula or f"${letter}${ROW}" in formula]
    assert "INDEX($C:$C,¤)" in row_formulas(book, sheet)[helpers_of(book, sheet).used]
