import openpyxl
import pytest
from support.paths import shipped_definition
from support.unit_workbooks import FORM, book_of

from emulation_batch import layout
from emulation_batch.templates import Filled
from emulation_batch.templates.form import faults_count, value_cell, write_form

FORM_SHEET = shipped_definition().form


def values(page, column):
    """{key: what stands in a column}."""
    return {field.key: page.cell(layout.form_row(FORM_SHEET, field.key) + 1, column + 1).value for field in FORM_SHEET.columns}


def test_fields_stand_where_the_layout_says(opened):
    page = opened["empty"][FORM_SHEET.name]
    assert values(page, layout.FORM_KEY) == {field.key: field.key for field in FORM_SHEET.columns}
    labels = values(page, layout.FORM_LABEL)
    assert labels["nguoi_lap"] == "Người lập biểu *" and labels["ly_do_kps"] == "Lý do không phát sinh"
    assert page.column_dimensions["F"].hidden and page.freeze_panes == "A6"


def test_what_the_office_knows_is_filled_in_and_locked(opened):
    page = opened["empty"][FORM_SHEET.name]
    filled = {key: value for key, value in values(page, layout.FORM_VALUE).items() if value is not None}
    assert filled == {"don_vi": "Văn phòng Sở", "ky": "2022-03", "lan_nop": 1, "khong_phat_sinh": "Không"}
    locked = [page.cell(layout.form_row(FORM_SHEET, key) + 1, 3).protection.locked for key in filled]
    assert locked == [True, True, False, False]
    assert page["C6"].fill.fgColor.rgb == "FFF2F2F2" and page["C8"].fill.fgColor.rgb == "FFFFFBE6"
    assert values(page, layout.FORM_HINT)["ky"] == "Tháng 3 năm 2022, từ 15/02/2022 đến 14/03/2022"


def test_the_standard_workbook_asks_for_unit_and_period(opened):
    page = opened["standard"][FORM_SHEET.name]
    assert [page[place].value for place in ("C6", "C7")] == [None, None]
    assert not page["C6"].protection.locked and not page["C7"].protection.locked
    assert page["C7"].number_format == "@" and page["E7"].value == "Năm-tháng, ví dụ 2022-03"


def test_typed_values_replace_prefilled_ones(tmp_path):
    book = book_of(tmp_path / "form.xlsx", filled=Filled({"don_vi": "VP", "lan_nop": None, "dien_thoai": "0209"}))
    write_form(book, FORM_SHEET)
    book.workbook.close()
    page = openpyxl.load_workbook(tmp_path / "form.xlsx")[FORM_SHEET.name]
    found = values(page, layout.FORM_VALUE)
    assert (found["don_vi"], found["ky"], found["lan_nop"], found["dien_thoai"]) == ("VP", "2022-03", None, "0209")


@pytest.mark.parametrize(("book", "expected", "status"), [
    ("empty", {"lan_nop": "Đủ", "kps_van_ban": None, "nguoi_lap": "Cần điền", "ngay_ky": "Cần điền"},
     "Còn 5 ô cần điền hoặc sửa, xem cột Tự kiểm tra."),
    ("complete", {"don_vi": "Đủ", "ky": "Đủ", "ly_do_kps": None, **dict.fromkeys(FORM, "Đủ")}, "Trang này đã đủ."),
    ("half", {"nguoi_lap": "Cần điền", "dien_thoai": "Xem lại: đủ số, cả mã vùng", "thu_dien_tu": "Sửa: dạng ten@donvi.gov.vn",
              "ngay_ky": "Sửa: ghi ngày/tháng/năm", "lan_nop": "Sửa: số nguyên từ 1 đến 99", "thu_truong": "Cần điền"},
     "Còn 5 ô cần điền hoặc sửa, xem cột Tự kiểm tra."),
])
def test_libreoffice_checks_the_form(book, expected, status, calculated):
    page = calculated[book][FORM_SHEET.name]
    checks = values(page, layout.FORM_CHECK)
    assert {key: checks[key] for key in expected} == expected
    assert page["A3"].value == status


def test_addresses_for_other_sheets():
    assert value_cell(FORM_SHEET, "lan_nop") == "INDEX($C:$C,8)"
    assert value_cell(FORM_SHEET, "lan_nop", "1. Thông") == "INDEX('1. Thông'!$C:$C,8)"
    assert faults_count(FORM_SHEET, "1") == "(COUNTIF('1'!$G$6:$G$20,1)+COUNTIF('1'!$G$6:$G$20,2))"
