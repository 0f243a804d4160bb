"""Units that end: each wrong line of a reorganisation is named by its cell."""

from datetime import date

import pytest
from support.registry_files import START, faults, good_sheets, load, only_fault

END, NEXT, LATE = date(2021, 12, 31), date(2022, 1, 1), date(2022, 3, 1)


def sheets_with(*lines, change=True):
    """The good sheets with the columns of a change, and more lines of units: code, from, to, successors, change, basis."""
    sheets = good_sheets()
    if change:
        sheets["Đơn vị"][0] += ["Loại biến động", "Căn cứ biến động"]
    for code, start, end, heirs, *more in lines:
        sheets["Đơn vị"].append([code, f"Phòng {code}", None, None, None, None, start, end, heirs, *more])
    return sheets


def test_a_reorganisation_without_faults(tmp_path):
    sheets = sheets_with(("A", START, END, "VP", "Sáp nhập", "QĐ 1"), ("B", START, END, "VP; C", "tách", "QĐ 2"),
                         ("C", NEXT, None, None), ("D", START, END, None, "Giải thể", "QĐ 3"),
                         ("E", START, END, None, "Chuyển chức năng", "QĐ 4"), ("F", START, END, None, "Đổi tên", "QĐ 5"),
                         ("F", NEXT, None, None), ("G", START, END, "G;C", "Tách", "QĐ 6"), ("G", NEXT, None, None))
    units = {unit.code: unit for unit in load(tmp_path, sheets).units if unit.to}
    assert (units["A"].successors, units["A"].change, units["A"].basis) == (("VP",), "Sáp nhập", "QĐ 1")
    assert (units["B"].successors, units["B"].change) == (("VP", "C"), "Tách")


def test_a_registry_without_the_columns_of_a_change(tmp_path):
    assert load(tmp_path, sheets_with(("A", START, END, "VP"), change=False)).units[2].change == ""


@pytest.mark.parametrize(("line", "told"), [
    (("A", START, END, "C", "Sáp nhập", "QĐ"), "ô I4: đơn vị kế thừa C không hoạt động ngày 01/01/2022"),
    (("A", START, None, None, "Giải thể", "QĐ"), "ô H4: A ghi Loại biến động “Giải thể” nhưng chưa có Đến ngày."),
    (("A", START, END, None, "Đổi tên", "QĐ"), "ô J4: A ghi “Đổi tên” nên cần đúng một tên mới."),
    (("A", START, END, None, "Sáp nhập", "QĐ"), "ô J4: A ghi “Sáp nhập” nhưng có 0 đơn vị kế thừa."),
    (("A", START, END, "VP;CNTT", "Sáp nhập", "QĐ"), "ô J4: A ghi “Sáp nhập” nhưng có 2 đơn vị kế thừa."),
    (("A", START, END, "VP", "Tách", "QĐ"), "ô J4: A ghi “Tách” nhưng chưa đủ hai đơn vị kế thừa."),
    (("A", START, END, "VP", "Giải thể", "QĐ"), "ô J4: A ghi “Giải thể” nhưng có đơn vị kế thừa VP."),
    (("A", START, END, "VP", "Sáp nhập", None), "ô K4: A ghi “Sáp nhập” nhưng chưa có Căn cứ biến động."),
    (("A", START, END, "VP; xưởng in", "Tách", "QĐ"), "ô I4: mã “xưởng in” có dấu"),
    (("A", START, END, "VP", "Sát nhập", "QĐ"), "ô J4: “Sát nhập” không có trong danh sách Loại biến động. Có phải là “Sáp nhập”?"),
])
def test_wrong_lines(tmp_path, line, told):
    sheets = sheets_with(line, ("C", LATE, None, None))
    assert told in only_fault(tmp_path, sheets)


def test_a_ring_over_several_successors(tmp_path):
    sheets = sheets_with(("A", START, END, "B; C"), ("B", START, END, "A"), ("C", START, None, None))
    found = [fault for fault in faults(tmp_path, sheets) if "vòng" in fault]
    assert [fault.partition("vòng: ")[2].partition(".")[0] for fault in found] == ["A → B → A", "B → A → B"]
