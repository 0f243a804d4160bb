"""Who sent when, in the register."""

from dataclasses import replace

import openpyxl
from support.month_register import month_data

from emulation_batch.lateness import of_manifests, rates
from emulation_batch.manifest import of_month
from emulation_batch.reports.register import write_register


def test_rates_and_lines(tmp_path):
    month = month_data()
    lines = of_manifests([of_month(month, "1")])
    write_register(tmp_path / "register.xlsx", replace(month, lateness=lines, punctuality=rates(lines)))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "register.xlsx")["Nộp báo cáo"].iter_rows(min_row=5)]
    assert rows[0][:6] == ["Năm", "Đơn vị", "Phải gửi", "Đã gửi", "Đúng hạn", "Tỷ lệ đúng hạn"]
    assert [row[1:6] for row in rows[1:4]] == [
        ["Văn phòng Sở", 1, 1, 1, "100 %"], ["Phòng Bưu chính - Xuất bản", 1, 1, 1, "100 %"],
        ["Trung tâm Công nghệ thông tin và Truyền thông", 1, 0, 0, "0 %"]]
    assert rows[5][:3] == ["Kỳ", "Đơn vị", "Tình trạng"]
    assert [(row[0], row[2]) for row in rows[6:9]] == [("2022-03", "Gửi đúng hạn"), ("2022-03", "Gửi đúng hạn"), ("2022-03", "Chưa gửi")]


def test_a_nil_report_that_came_late_says_so(tmp_path):
    month = month_data()
    lines = of_manifests([of_month(month, "1")])
    nil = lines.assign(standing="nil", on_time=lines["unit"] != "BCXB")
    write_register(tmp_path / "register.xlsx", replace(month, lateness=nil, punctuality=rates(nil)))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(tmp_path / "register.xlsx")["Nộp báo cáo"].iter_rows(min_row=5)]
    assert [row[2] for row in rows[6:8]] == ["Không phát sinh", "Không phát sinh, gửi sau hạn"]


def test_a_month_without_its_past_has_no_such_sheet(tmp_path):
    write_register(tmp_path / "register.xlsx", month_data())
    assert "Nộp báo cáo" not in openpyxl.load_workbook(tmp_path / "register.xlsx").sheetnames
