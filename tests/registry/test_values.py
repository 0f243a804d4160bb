"""A cell that is not clear is a fault with its place and its mending; one table row for each fault."""

from datetime import date

import pytest
from support.registry_files import faults, spoiled

NEVER_USED = ("không hợp lệ", "vui lòng", "lỗi hệ thống")
ONE_CELL = {
    "blank code": ("Đơn vị", 3, 1, None, "ô A3: ô “Mã” đang để trống. Điền vào, hoặc xóa cả dòng."),
    "blank name": ("Đơn vị", 3, 2, None, "ô B3: ô “Tên đơn vị” đang để trống."),
    "blank person": ("Cán bộ", 2, 2, "  ", "ô B2: ô “Họ và tên” đang để trống."),
    "strange code": ("Cán bộ", 2, 1, "Mã 1", "ô A2: mã “Mã 1” có dấu, khoảng trắng hoặc ký tự lạ."),
    "double unit": ("Đơn vị", 3, 1, "VP", "ô A3: mã VP đã dùng cho “Văn phòng Sở” ở dòng 2 trong cùng thời gian."),
    "double in another case": ("Đơn vị", 3, 1, "vp", "ô A3: mã vp đã dùng cho “Văn phòng Sở” ở dòng 2"),
    "double person": ("Cán bộ", 3, 1, "001", "ô D3: 001 cùng lúc thuộc hai đơn vị VP (dòng 2) và CNTT."),
    "person shares a unit's code": ("Cán bộ", 2, 1, "vp", "ô A2: mã vp đã là mã của một đơn vị."),
    "unknown unit": ("Cán bộ", 3, 4, "CNT", "ô D3: đơn vị “CNT” không có ở trang Đơn vị. Có phải là “CNTT”?"),
    "unknown unit of a member": ("Hội đồng", 3, 5, "ABC", "ô E3: đơn vị “ABC” không có ở trang Đơn vị. Sửa mã, hoặc thêm đơn vị này."),
    "two units at a time": ("Cán bộ", 3, 6, date(2022, 1, 1), "ô D4: 002 cùng lúc thuộc hai đơn vị CNTT (dòng 3) và VP."),
    "reversed dates": ("Cán bộ", 2, 6, date(2021, 7, 31), "ô F2: Đến ngày 31/07/2021 đứng trước Từ ngày 01/08/2021."),
    "unread date": ("Cán bộ", 2, 5, "đầu năm", "ô E2: “đầu năm” chưa đọc được là ngày. Ghi ngày/tháng/năm"),
    "date as a number": ("Cán bộ", 2, 5, 44409, "Có phải là 01/08/2021?"),
    "e-mail": ("Đơn vị", 2, 5, "vp@example.vn; vp example.vn", "ô E2: “vp example.vn” chưa đúng dạng địa chỉ thư điện tử."),
    "office e-mail": ("Thể thức", 9, 2, "vp@", "ô B9: “vp@” chưa đúng dạng địa chỉ thư điện tử."),
    "pipe": ("Cán bộ", 2, 2, "Nông | Bích", "ô B2: “Nông | Bích” có dấu gạch đứng |."),
    "role": ("Hội đồng", 2, 4, "Chủ tich HĐ", "ô D2: “Chủ tich HĐ” không có trong danh sách Vai trò. Có phải là “Chủ tịch”?"),
    "number of a member": ("Hội đồng", 2, 1, "nhất", "ô A2: “nhất” không phải số thứ tự."),
    "kind of day": ("Lịch làm việc", 2, 2, "Làm bu", "ô B2: “Làm bu” không có trong danh sách Loại. Có phải là “Làm bù”?"),
    "day twice": ("Lịch làm việc", 3, 1, date(2021, 12, 25), "ô A3: ngày 25/12/2021 đã ghi ở dòng 2."),
    "formula error": ("Cán bộ", 2, 2, "#N/A", "ô B2: ô “Họ và tên” đang báo lỗi #N/A."),
    "month of an extension": ("Gia hạn", 2, 2, "quý I", "ô B2: “quý I” chưa đọc được là tháng nào. Ghi năm-tháng, ví dụ 2022-03."),
    "unknown unit of an extension": ("Gia hạn", 2, 1, "CNT", "ô A2: đơn vị “CNT” không có ở trang Đơn vị. Có phải là “CNTT”?"),
    "extension without a basis": ("Gia hạn", 2, 4, None, "ô D2: ô “Căn cứ” đang để trống."),
    "extension twice": ("Gia hạn", 3, 2, "tháng 3 năm 2022", "ô B3: CNTT đã có hạn mới của kỳ 2022-03 ở dòng 2."),
    "award without a number": ("Khen thưởng", 2, 4, None, "ô D2: ô “Số quyết định” đang để trống."),
    "award to a strange code": ("Khen thưởng", 2, 2, "Lăng Văn Toán | 9", "ô B2: mã “9” không có ở trang Cán bộ."),
    "award twice": ("Khen thưởng", 3, 2, "Lăng  Văn Toán", "ô D3: trùng với dòng 2: cùng người, cùng quyết định, cùng hình thức."),
    "subject of an award": ("Khen thưởng", 2, 1, "Tập thẻ", "ô A2: “Tập thẻ” không có trong danh sách Đối tượng. Có phải là “Tập thể”?"),
    "no value": ("Thể thức", 13, 2, None, "ô B13: mục “Nơi nhận” chưa có giá trị."),
}


@pytest.mark.parametrize(("sheet", "row", "column", "value", "told"), ONE_CELL.values(), ids=ONE_CELL.keys())
def test_fault_of_one_cell(tmp_path, sheet, row, column, value, told):
    found = faults(tmp_path, spoiled(sheet, row, column, value))
    assert any(fault.startswith(f"danh_muc.xlsx, trang {sheet}, ") and told in fault for fault in found), found
    assert not any(word in fault.lower() for fault in found for word in NEVER_USED)
