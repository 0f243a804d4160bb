import openpyxl
import pytest
from support.paths import SHIPPED, shipped_definition
from support.unit_workbooks import ASSIGNED, MONEY, book_of

from emulation_batch import layout
from emulation_batch.definition import load_definition
from emulation_batch.templates import Filled
from emulation_batch.templates.tables import write_table

TABLES = shipped_definition().tables


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.key)
def test_rows_stand_where_the_layout_says(sheet, opened):
    page = opened["empty"][sheet.name]
    headers = [page.cell(layout.HEADER_ROW + 1, column + 1).value for column in range(layout.todo_column(sheet) + 1)]
    assert headers[:2] == ["STT", "Tự kiểm tra"] and headers[-1] == "Việc cần làm"
    assert headers[2:-1] == [column.header + (" *" if column.required is True else "") for column in sheet.columns]
    assert page["A7"].value == "tdkt|chung-tay-vi-nguoi-ngheo-2021-2025|1.0|VP|2022-03"
    keys = [page.cell(layout.KEY_ROW + 1, layout.column_of(sheet, column.key) + 1).value for column in sheet.columns]
    assert keys == [column.key for column in sheet.columns]
    assert page.cell(layout.KEY_ROW + 1, layout.todo_column(sheet) + 1).value is None
    assert [page.cell(layout.FIRST_ROW + number, 1).value for number in range(1, 41)] == list(range(1, 41))


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.key)
def test_only_inputs_are_open(sheet, opened):
    page = opened["empty"][sheet.name]
    assert page.protection.sheet and not page.protection.password
    assert not page.protection.formatColumns and not page.protection.formatRows and page.protection.autoFilter
    open_cells = {(cell.row, cell.column) for row in page.iter_rows() for cell in row if not cell.protection.locked}
    first, last = layout.FIRST_COLUMN + 1, layout.todo_column(sheet)
    assert open_cells == {(row, column) for row in range(8, 48) for column in range(first, last + 1)}


@pytest.mark.parametrize("sheet", TABLES, ids=lambda sheet: sheet.key)
def test_a_table_is_plain(sheet, opened):
    page = opened["empty"][sheet.name]
    assert not page.merged_cells.ranges and not page.tables and page.auto_filter.ref is None
    assert page.freeze_panes == "C8"
    assert page.row_dimensions[7].hidden and not page.column_dimensions["C"].hidden
    after = layout.letters(layout.todo_column(sheet) + 1)
    assert page.column_dimensions[after].hidden
    assert [page[place].hyperlink.location for place in ("B4", "D4")] == ["'Hướng dẫn'!A1", "'5. Kiểm tra và gửi'!A1"]


def test_each_type_has_its_format(opened):
    sheet = shipped_definition().sheet("nguon_luc")
    page = opened["empty"][sheet.name]

    def cell(key):
        return page.cell(8, layout.column_of(sheet, key) + 1)

    assert cell("so_tien").number_format == "#,##0"
    assert cell("ngay").number_format == "dd/mm/yyyy"
    assert cell("chung_tu").number_format == "@"
    for column in sheet.columns:
        assert cell(column.key).fill.fgColor.rgb == "FFFFFBE6"
        assert (cell(column.key).font.name, cell(column.key).font.sz) == ("Arial", 11)
    assert cell("noi_dung").alignment.indent == 1 and cell("noi_dung").alignment.wrap_text
    assert page["B8"].fill.fgColor.rgb == "FFF2F2F2" and page["C5"].fill.fgColor.rgb == "FF1F3864"


def test_colours_follow_the_states(opened):
    page = opened["empty"]["2a. Văn bản, sáng kiến"]
    painted = {str(area.sqref): [(rule.formula[0], rule.dxf.fill.bgColor.rgb) for rule in rules]
               for area, rules in page.conditional_formatting._cf_rules.items()}
    assert painted == {
        "C8:P47": [("V8=1", "FFFBE3E0"), ("V8=2", "FFFFE8C7"), ("V8=3", "FFFFF2CC"), ("V8=4", "FFFFF2CC"), ("V8=5", "FFE3E3E3")],
        "B8:B47": [("AND($R8=1,$T8>0)", "FFFBE3E0"), ("AND($R8=1,$U8>0)", "FFFFF2CC"), ("$R8=1", "FFE2F0D9")],
    }


def test_filled_values_stand_as_typed(opened):
    sheet = shipped_definition().sheet("nguon_luc")
    page = opened["half"][sheet.name]
    typed = [page.cell(row, layout.column_of(sheet, "so_tien") + 1).value for row in range(8, 12)]
    assert typed == [16500000, "1,2 triệu", 1500.5, -5000]
    assert page.cell(8, layout.column_of(sheet, "ngay") + 1).is_date


def test_nothing_typed_becomes_live(tmp_path):
    """A unit's text is a text: no formula, no link, no number."""
    hostile = ["=1+1", "@SUM(A1)", "-2+3", "+7", "=cmd|' /C calc'!A0", "https://example.org", "internal:Sheet1!A1", "0012",
               "file://\\\\host\\share", "{=1}"]
    book = book_of(tmp_path / "hostile.xlsx", filled=Filled(rows={"van_ban": [{"noi_dung": text} for text in hostile]}))
    sheet = book.definition.sheet("van_ban")
    write_table(book, sheet)
    book.workbook.close()
    page = openpyxl.load_workbook(tmp_path / "hostile.xlsx")[sheet.name]
    cells = [page.cell(8 + number, layout.column_of(sheet, "noi_dung") + 1) for number in range(len(hostile))]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in cells] == [(text, "s", None) for text in hostile]


def test_more_rows_than_the_sheet_offers_are_all_written(tmp_path):
    book = book_of(tmp_path / "long.xlsx", filled=Filled(rows={"nguon_luc": [MONEY] * 45}))
    assert book.rows(book.definition.sheet("nguon_luc")) == 45
    assert book.rows(book.definition.sheet("van_ban")) == 40


def test_one_line_of_toml_is_a_column(tmp_path):
    """Header, key, validation, check and words of a new column come from its line alone."""
    text = (SHIPPED / "movement.toml").read_text(encoding="utf-8")
    line = '  { key = "so_xa", header = "Số xã", type = "integer", required = ["a1"], min = 1, max = 108 },\n'
    anchor = '  { key = "dia_ban", header = "Địa bàn", type = "text", required = ["a3"]'
    (tmp_path / "movement.toml").write_text(text.replace(anchor, line + anchor, 1), encoding="utf-8")
    book = book_of(tmp_path / "more.xlsx", load_definition(tmp_path / "movement.toml"),
                   Filled(rows={"van_ban": [{**ASSIGNED, "so_xa": 109}]}))
    sheet = book.definition.sheet("van_ban")
    write_table(book, sheet)
    book.workbook.close()
    page = openpyxl.load_workbook(tmp_path / "more.xlsx")[sheet.name]
    place = layout.column_of(sheet, "so_xa") + 1
    assert [page.cell(row, place).value for row in (5, 6, 7, 8)] == ["Số xã", "Bắt buộc với: a1", "so_xa", 109]
    rule = next(rule for rule in page.data_validations.dataValidation if rule.promptTitle == "Số xã")
    assert (rule.type, rule.formula1, rule.formula2) == ("whole", "1", "108")
    assert "; Số xã (số nguyên từ 1 đến 108)" in page.cell(8, layout.todo_column(sheet) + 1).value
