"""Lines held against each other: codes, units, successors, settings."""

from datetime import date

from support.registry_files import START, faults, good_sheets, load, only_fault, spoiled

END = date(2021, 12, 31)
NEXT = date(2022, 1, 1)


def test_no_units_at_all(tmp_path):
    sheets = good_sheets()
    del sheets["Đơn vị"][1:]
    assert only_fault(tmp_path, sheets) == "danh_muc.xlsx, trang Đơn vị: chưa có đơn vị nào. Ghi mỗi đơn vị một dòng."


def test_unknown_successor(tmp_path):
    sheets = spoiled("Đơn vị", 3, 8, END)
    sheets["Đơn vị"][2][8] = "VPS"
    assert "ô I3: đơn vị “VPS” không có ở trang Đơn vị. Có phải là “VP”?" in only_fault(tmp_path, sheets)


def test_successors_in_a_ring(tmp_path):
    sheets = good_sheets()
    for row, heir in ((1, "CNTT"), (2, "VP")):
        sheets["Đơn vị"][row][7:9] = [END, heir]
    found = faults(tmp_path, sheets)
    assert len(found) == 2
    assert "ô I2: đơn vị kế thừa đi thành vòng: VP → CNTT → VP." in found[0]


def test_line_that_leads_into_a_ring_is_not_blamed(tmp_path):
    sheets = good_sheets()
    sheets["Đơn vị"].append(["TTR", "Thanh tra Sở", None, None, None, None, START, END, "VP"])
    sheets["Đơn vị"][1][7:9] = [END, "VP"]
    assert "ô I2: đơn vị kế thừa đi thành vòng: VP → VP." in only_fault(tmp_path, sheets)


def test_successor_of_a_unit_that_goes_on(tmp_path):
    assert "ô H3: CNTT có Đơn vị kế thừa nhưng chưa có Đến ngày." in only_fault(tmp_path, spoiled("Đơn vị", 3, 9, "VP"))


def test_unknown_setting_asks_for_the_nearest(tmp_path):
    found = faults(tmp_path, spoiled("Thể thức", 7, 1, "Địa danhh"))
    assert "ô A7: “Địa danhh” không có trong danh sách Mục. Có phải là “Địa danh”?" in found[0]


def test_required_setting_missing(tmp_path):
    sheets = good_sheets()
    del sheets["Thể thức"][6]
    assert only_fault(tmp_path, sheets).startswith("danh_muc.xlsx, trang Thể thức: thiếu mục “Địa danh”.")


def test_setting_with_two_values_at_a_time(tmp_path):
    sheets = good_sheets()
    sheets["Thể thức"].append(["Người ký", "Hoàng Thị Thu Hằng", NEXT, None])
    assert "ô A14: mục “Người ký” có hai giá trị trong cùng thời gian (dòng 12)." in only_fault(tmp_path, sheets)


def test_repeated_lines_of_papers_are_wanted(tmp_path):
    sheets = good_sheets()
    sheets["Thể thức"].append(["Nơi nhận", "- Trung tâm CNTT&TT;", START, None])
    assert len(load(tmp_path, sheets).papers(NEXT).recipients) == 2
