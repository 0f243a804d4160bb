"""The proposal sheet's rules as LibreOffice calculates them."""

from datetime import date

import pytest
from support.office import convert
from support.paths import shipped_definition
from support.small_registry import march_2022, small_registry
from support.unit_workbooks import FORM, PERSON, PROPOSAL

from emulation_batch import layout
from emulation_batch.templates import Filled, proposals, write_workbook
from emulation_batch.templates.formulas import day

AD_HOC = PROPOSAL | {"loai_de_nghi": "Đột xuất", "hinh_thuc": "Bằng khen của Chủ tịch UBND tỉnh", "ngoai_ke_hoach": "Có",
                     "ngay_su_kien": date(2022, 3, 2)}
ROWS = (
    (PROPOSAL, "Đủ", None),
    (AD_HOC, "Đủ", None),
    (PROPOSAL | {"loai_de_nghi": "Sơ kết", "hinh_thuc": "Bằng khen của Chủ tịch UBND tỉnh"}, "Cần sửa 1 ô",
     "Sửa: Loại đề nghị (chọn trong danh sách; chọn loại có đợt trong năm 2022)."),
    (AD_HOC | {"hinh_thuc": "Giấy khen của Giám đốc Sở"}, "Cần sửa 1 ô",
     "Sửa: Hình thức đề nghị (chọn trong danh sách; chọn hình thức dùng cho loại đề nghị này)."),
    (PROPOSAL | {"ten": PERSON}, "Cần sửa 1 ô",
     "Sửa: Tên tập thể, cá nhân (chọn theo tên; đúng là tập thể hay cá nhân như đã chọn)."),
    (PROPOSAL | {"doi_tuong": "Cá nhân"}, "Cần sửa 1 ô",
     "Sửa: Tên tập thể, cá nhân (chọn theo tên; đúng là tập thể hay cá nhân như đã chọn)."),
    (AD_HOC | {"ngay_su_kien": date(2022, 3, 15)}, "Cần sửa 1 ô",
     "Sửa: Ngày sự kiện (ghi ngày/tháng/năm; không sau 14/03/2022)."),
)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory):
    import openpyxl

    folder, registry = tmp_path_factory.mktemp("proposals"), small_registry()
    path = folder / "vp.xlsx"
    write_workbook(path, shipped_definition(), registry, registry.units[0], march_2022(shipped_definition()),
                   Filled(FORM, {"de_nghi": [row for row, _, _ in ROWS]}))
    return openpyxl.load_workbook(convert([path], "xlsx", folder / "calculated")[0], data_only=True)


@pytest.mark.parametrize("number", range(len(ROWS)))
def test_the_row_says_what_the_batch_will_say(calculated, number):
    sheet = shipped_definition().sheet("de_nghi")
    row = layout.FIRST_ROW + number + 1
    cells = calculated[sheet.name]
    _, check, words = ROWS[number]
    assert (cells.cell(row, layout.CHECK_COLUMN + 1).value, cells.cell(row, layout.todo_column(sheet) + 1).value) == (check, words)


def test_another_sheet_has_no_such_rules():
    definition = shipped_definition()
    assert proposals.rules_of(None, definition.sheet("van_ban"), {}, "K") == {}


def test_a_day_is_a_constant():
    assert day(date(2022, 3, 14)) == "DATE(2022,3,14)"
