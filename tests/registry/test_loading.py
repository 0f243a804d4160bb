"""danh_muc.xlsx -> Registry: what a good file says, and that all faults are told at once."""

from datetime import date, datetime

import openpyxl
import pytest
from support.paths import shipped_definition
from support.registry_files import faults, good_sheets, load, spoiled, write_sheets

from emulation_batch.errors import DefinitionFault
from emulation_batch.registry import load_registry
from emulation_batch.registry.sheets import ALWAYS

END = date(2021, 12, 31)
NEXT = date(2022, 1, 1)


def test_everything_is_read(tmp_path):
    registry = load(tmp_path, good_sheets())
    office, division = registry.units
    assert (office.code, office.name, office.emails) == ("VP", "Văn phòng Sở", ("vp@example.vn", "van.thu@example.vn"))
    assert (division.short, division.symbol, division.emails) == ("Phòng Công nghệ thông tin", "CNTT", ())
    assert [person.code for person in registry.people] == ["001", "002", "002"]
    assert [(member.order, member.role, member.unit) for member in registry.council] == [(1, "Chủ tịch", ""), (2, "Thư ký", "VP")]
    assert (registry.worked, registry.free) == (frozenset({date(2021, 12, 25)}), frozenset({END}))
    assert registry.papers(NEXT).agency_lines == ("SỞ THÔNG TIN", "VÀ TRUYỀN THÔNG")
    assert len(registry.sha256) == 64


def test_header_below_a_title_with_own_columns_and_moved_columns(tmp_path):
    sheets = good_sheets()
    people = [row[::-1] for row in sheets["Cán bộ"]]
    sheets["Cán bộ"] = [["Danh sách cán bộ"], [], *([None, "Ghi chú của tôi", *row] for row in people)]
    registry = load(tmp_path, sheets)
    assert registry.people[0].name == "Nông Thị Bích"
    assert registry.people[1].to == END


def test_header_and_choices_in_other_letters(tmp_path):
    sheets = spoiled("Hội đồng", 2, 4, "chủ  tịch")
    sheets["Đơn vị"][0][4] = "Thư điện tử (nhiều địa chỉ cách nhau dấu ;)"
    sheets["Cán bộ"][0][0] = "MÃ"
    registry = load(tmp_path, sheets)
    assert registry.council[0].role == "Chủ tịch"
    assert len(registry.units[0].emails) == 2


def test_text_is_cleaned(tmp_path):
    name = "  Nông\u00a0Thị  Bi\u0301ch "
    assert load(tmp_path, spoiled("Cán bộ", 2, 2, name)).people[0].name == "Nông Thị Bích"


@pytest.mark.parametrize("typed", ["01/09/2021", "1/9/2021", datetime(2021, 9, 1), "ngày 01 tháng 9 năm 2021"])
def test_dates_of_any_kind(tmp_path, typed):
    assert load(tmp_path, spoiled("Đơn vị", 2, 7, typed)).units[0].from_ == date(2021, 9, 1)


def test_blank_start_means_always(tmp_path):
    assert load(tmp_path, spoiled("Đơn vị", 2, 7, None)).units[0].from_ == ALWAYS


def test_codes_keep_their_zeros_and_numbers_become_codes(tmp_path):
    path = write_sheets(tmp_path / "danh_muc.xlsx", spoiled("Cán bộ", 2, 1, 7))
    book = openpyxl.load_workbook(path)
    book["Cán bộ"]["A2"].number_format = "000"
    book["Cán bộ"]["A3"].value = book["Cán bộ"]["A4"].value = 12
    book.save(path)
    assert [person.code for person in load_registry(path).people] == ["007", "12", "12"]


def test_blank_lines_between_are_skipped(tmp_path):
    sheets = good_sheets()
    sheets["Đơn vị"][2:2] = [[None] * 9, ["   ", "\u00a0"]]
    assert [unit.code for unit in load(tmp_path, sheets).units] == ["VP", "CNTT"]


def test_order_of_members_is_by_number_and_by_line_where_blank(tmp_path):
    sheets = good_sheets()
    sheets["Hội đồng"][1][0], sheets["Hội đồng"][2][0] = 2, 1
    assert [member.role for member in load(tmp_path, sheets).council] == ["Thư ký", "Chủ tịch"]
    sheets["Hội đồng"][1][0] = sheets["Hội đồng"][2][0] = None
    assert [member.order for member in load(tmp_path, sheets).council] == [1, 2]


def test_merged_unit_names_its_successor(tmp_path):
    sheets = spoiled("Đơn vị", 3, 8, END)
    sheets["Đơn vị"][2][8] = "VP"
    assert load(tmp_path, sheets).units[1].successors == ("VP",)


def test_all_faults_at_once_and_none_twice(tmp_path):
    sheets = spoiled("Đơn vị", 3, 2, None)
    sheets["Cán bộ"][1][0] = "mã mới"
    sheets["Thể thức"][7][1] = None
    assert [fault.split(":")[0] for fault in faults(tmp_path, sheets)] == [
        "danh_muc.xlsx, trang Đơn vị, ô B3", "danh_muc.xlsx, trang Cán bộ, ô A2", "danh_muc.xlsx, trang Thể thức, ô B8"]


def without_column(sheet, column):
    sheets = good_sheets()
    for row in sheets[sheet]:
        del row[column:column + 1]
    return sheets


def test_faults_of_the_lines_are_told_beside_a_column_that_is_missing(tmp_path):
    """Mended one after the other they would take two rounds."""
    sheets = without_column("Hội đồng", 2)
    sheets["Cán bộ"][1][3], sheets["Đơn vị"][2][0], sheets["Thể thức"][7][1] = "VPS", "VP", None
    assert [fault.partition(", trang ")[2] for fault in faults(tmp_path, sheets)] == [
        "Hội đồng, dòng 1: thiếu cột “Chức vụ chính quyền”. Thêm cột này.",
        "Đơn vị, ô A3: mã VP đã dùng cho “Văn phòng Sở” ở dòng 2 trong cùng thời gian. Đổi mã; nếu là một, ghi Đến ngày ở dòng cũ "
        "và Từ ngày ở dòng mới.",
        "Cán bộ, ô D2: đơn vị “VPS” không có ở trang Đơn vị. Có phải là “VP”?",
        "Cán bộ, ô D3: đơn vị “CNTT” không có ở trang Đơn vị. Sửa mã, hoặc thêm đơn vị này.",
        "Gia hạn, ô A2: đơn vị “CNTT” không có ở trang Đơn vị. Sửa mã, hoặc thêm đơn vị này.",
        "Gia hạn, ô A3: đơn vị “CNTT” không có ở trang Đơn vị. Sửa mã, hoặc thêm đơn vị này.",
        "Thể thức, ô B8: mục “Kính gửi” chưa có giá trị. Điền giá trị, hoặc xóa cả dòng."]


@pytest.mark.parametrize("sheet", [name for name in good_sheets() if name != "Hướng dẫn"])
def test_what_was_not_found_makes_no_other_fault(tmp_path, sheet):
    """Whichever column or whole sheet is missing of a good file: it is all that is told."""
    spoilt = [without_column(sheet, column) for column in range(len(good_sheets()[sheet][0]))]
    for sheets in (*spoilt, {name: rows for name, rows in good_sheets().items() if name != sheet}):
        path = write_sheets(tmp_path / "danh_muc.xlsx", sheets)
        try:
            load_registry(path, shipped_definition())
        except DefinitionFault as told:
            assert len(told.faults) == 1 and "thiếu" in str(told.faults[0])
        else:
            assert sheet not in sheets


def test_a_column_that_may_be_missing_is_asked_for_by_its_line(tmp_path):
    sheets = good_sheets()
    for row, change in zip(sheets["Đơn vị"], ("Loại biến động", None, "Giải thể"), strict=True):
        row.append(change)
    sheets["Đơn vị"][2][7] = END
    assert "trang Đơn vị, dòng 3: CNTT ghi “Giải thể” nhưng chưa có Căn cứ biến động." in " ".join(faults(tmp_path, sheets))


def test_extensions_and_decided_awards(tmp_path):
    registry = load(tmp_path, good_sheets())
    assert [(item.unit, item.period, item.due, item.basis) for item in registry.extensions] == [
        ("CNTT", "2022-03", date(2022, 3, 18), "Văn bản số 12/VP ngày 10/3/2022"),
        ("CNTT", "2022-04", date(2022, 4, 20), "Văn bản số 20/VP ngày 12/4/2022")]
    person, unit = registry.decided
    assert (person.who, person.initiative, person.origin, unit.achievement) == ("Lăng Văn Toán", "", "2021-12", "")
    assert person.told == "Giấy khen, Quyết định 12/QĐ-STTTT ngày 05/01/2022 của Giám đốc Sở"


def test_a_file_of_before_has_neither_sheet(tmp_path):
    sheets = good_sheets()
    del sheets["Gia hạn"], sheets["Khen thưởng"]
    assert (load(tmp_path, sheets).extensions, load(tmp_path, sheets).decided) == ((), ())


def test_an_optional_sheet_whose_name_lost_its_marks_is_asked_about(tmp_path):
    sheets = good_sheets()
    sheets["Gia han"] = sheets.pop("Gia hạn")
    assert faults(tmp_path, sheets) == ["danh_muc.xlsx, trang Gia han: có phải là trang “Gia hạn”? Đổi tên trang thành “Gia hạn”."]


def test_an_excel_date_typed_for_a_month(tmp_path):
    assert load(tmp_path, spoiled("Gia hạn", 2, 2, datetime(2022, 3, 1))).extensions[0].period == "2022-03"
