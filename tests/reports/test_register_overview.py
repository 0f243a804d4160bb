"""Overview, files and reconciliation in the register."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook
from support.month_register import month_data

from emulation_batch.reports.register import write_register


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(path, month_data())
    return load_workbook(path)


def table(page, corner, columns):
    """Values under a header cell, row by row, until the first column is blank in every column."""
    first = page[corner]
    rows = page.iter_rows(min_row=first.row + 1, min_col=first.column, max_col=first.column + columns - 1, values_only=True)
    found = []
    for row in rows:
        if all(value is None for value in row):
            break
        found.append(row)
    return found


def test_the_head_says_what_month_and_when(book):
    page = book["Tổng quan"]
    assert page["A1"].value == "Sổ theo dõi tháng 3 năm 2022"
    assert page["A3"].value == ("Số liệu từ 15/02/2022 đến 14/03/2022. Hạn gửi: 17:00 ngày 16/03/2022. "
                                "Tổng hợp lúc 08:00 ngày 18/03/2022. Số liệu chưa chốt.")


def test_units_by_standing(book):
    assert [row[1:3] for row in table(book["Tổng quan"], "A5", 3)] == [
        ("Gửi đúng hạn", 2), ("Gửi muộn", 0), ("Chưa gửi", 1), ("Trả lại, chưa có tệp dùng được", 0), ("Không phát sinh", 0)]


def test_the_table_of_units_adds_up(book):
    rows = table(book["Tổng quan"], "A13", 9)
    assert [row[1:3] + row[4:] for row in rows] == [
        ("Văn phòng Sở", "Gửi đúng hạn", 11, 3, 1, 7, 0),
        ("Phòng Bưu chính - Xuất bản", "Gửi đúng hạn", 14, 14, 0, 0, 1),
        ("Trung tâm Công nghệ thông tin và Truyền thông", "Chưa gửi", 0, 0, 0, 0, 0),
        ("Chưa rõ đơn vị", "Không thuộc các đơn vị phải báo cáo", 5, 0, 5, 0, 0),
        ("Cộng", None, 30, 17, 6, 7, 1),
    ]


def test_the_chart_speaks_without_colour(book):
    """Solid against striped, with numbers: it says the same in grey."""
    chart, = book["Tổng quan"]._charts
    accepted, returned = chart.series
    assert "'Tổng quan'!$F$14:$F$17" in accepted.val.numRef.f
    assert accepted.spPr.solidFill is not None
    assert returned.spPr.pattFill.prst == "wdUpDiag"
    assert accepted.dLbls.showVal
    assert returned.dLbls.showVal


def test_the_contents_lead_to_every_sheet(book):
    targets = {cell.hyperlink.location for cell in book["Tổng quan"]["B"] if cell.hyperlink}
    assert targets == {f"'{name}'!A1" for name in book.sheetnames[1:] if book[name].sheet_state == "visible"}


def test_a_sealed_month_says_so(tmp_path):
    write_register(tmp_path / "register.xlsx", replace(month_data(), sealed=True))
    assert load_workbook(tmp_path / "register.xlsx")["Tổng quan"]["A3"].value.endswith("Số liệu đã chốt.")


def test_files_with_their_outcomes(book):
    rows = table(book["Tệp nhận"], "A4", 11)
    assert [row[1] for row in rows] == ["=HYPERLINK(A1).xlsx", "bao_cao_VP (1).xlsx", "bao_cao_VP.xlsx",
                                        "bao_cao_VP_cu.xlsx", "chu_ky.png", "khong_ro.xlsx"]
    assert rows[1][6:10] == ("Trùng với tệp đã nhận", "Giống hệt bao_cao_VP.xlsx.", None, 4)
    assert rows[5][2] == "Chưa rõ đơn vị"
    assert (rows[5][6], rows[5][8]) == ("Trả lại", "F120")
    assert rows[0][4].isoformat() == "2022-03-15T09:30:00"
    assert rows[2][10] == "a" * 64


def test_the_reconciliation_shows_its_verdicts(book):
    page = book["Đối chiếu"]
    values = [[cell.value for cell in row] for row in page.iter_rows()]
    verdicts = [value for row in values for value in row if value in ("Khớp", "Không khớp")]
    assert verdicts == ["Khớp"] * 7
    assert ["Cộng", 30, 17, 6, 3, 4, 30, "Khớp"] in values
    assert ["Văn phòng Sở", 11, 3, 1, 3, 4, 11, "Khớp"] in values


def test_a_difference_is_shown_where_it_is(tmp_path):
    month = month_data()
    rows = month.balance.rows | {"accepted": 16}
    unit = month.balance.by_unit | {"VP": month.balance.by_unit["VP"] | {"accepted": 2}}
    write_register(tmp_path / "register.xlsx", replace(month, balance=replace(month.balance, rows=rows, by_unit=unit)))
    page = load_workbook(tmp_path / "register.xlsx")["Đối chiếu"]
    wrong = [row[0].value for row in page.iter_rows() if any(cell.value == "Không khớp" for cell in row)]
    assert wrong == ["Văn phòng Sở", "Cộng", "Cộng"]
