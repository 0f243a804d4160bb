"""Resubmissions, questions that go wrong and silent repairs in the register."""

from dataclasses import replace

import pytest
from openpyxl import load_workbook
from support.month_register import month_data

from emulation_batch.changes import Change, Resubmission
from emulation_batch.repairs import Repair
from emulation_batch.reports import register_changes
from emulation_batch.reports.register import write_register

CHANGES = (
    Change("cell", "nguon_luc", "H9", "so_tien", "12,5 triệu", "12500000"),
    Change("cell", "thong_tin", "C12", "dien_thoai", "0912 345 67x", "0912 345 678"),
    Change("added", "van_ban", "A10", after="=cmd|' /C calc'!A0; a1"),
    Change("gone", "nguon_luc", "H9", "so_tien", "Ô Số tiền (đồng) ghi “12,5 triệu”, có kèm đơn vị tiền.", "", "C231", "error"),
    Change("new", "van_ban", "D10", "noi_dung", "", "Ô Nội dung đang để trống.", "C201", "query"),
    Change("result", before="no_evidence", after="for_council", code="TT-c1", who="Văn phòng Sở"),
)
REPAIRS = tuple(Repair(("spaces", "doubled"), "van_ban", "noi_dung", "a" * 64, row, "Tham\u00a0mưu  kế hoạch", "Tham mưu kế hoạch") for row in (8, 9, 12)) + (
    Repair(("invisible",), "thong_tin", "dien_thoai", "a" * 64, 6, "\u200b0912 345", "0912 345"),
    Repair(("date",), "nguon_luc", "ngay", "b" * 64, 8, "08/03/2022", "08/03/2022"))


def month(changes=CHANGES):
    base = month_data()
    sent = base.submissions
    batch = replace(base.judged.batch, repairs=REPAIRS, places={("a" * 64, "van_ban"): {"noi_dung": 3}, ("b" * 64, "nguon_luc"): {"ngay": 5}})
    finding = base.judged.findings[0]
    return replace(base, judged=replace(base.judged, batch=batch), resubmissions=(Resubmission("VP", sent[1], sent[0], changes, {}),),
                   past_findings={"2022-01": (finding,) * 3, "2022-02": (replace(finding, code="R310", unit="BCXB"),)},
                   messages={"C201": "Ô … đang để trống."})


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(path, month())
    return load_workbook(path)


def lines(page):
    headers = [cell.value for cell in page[4]]
    return [dict(zip(headers, line, strict=True)) for line in page.iter_rows(min_row=5, values_only=True)]


def test_what_a_resubmission_changed(book):
    found = lines(book["Bản gửi lại"])
    assert [(line["Thay đổi"], line["Trang"], line["Ô"], line["Trước"], line["Sau"], line["Mã"]) for line in found] == [
        ("Sửa ô", "2c. Nguồn lực, mô hình", "H9", "12,5 triệu", "12500000", None),
        ("Sửa ô", "1. Thông tin chung", "C12", "(không hiện)", "(không hiện)", None),
        ("Thêm dòng", "2a. Văn bản, sáng kiến", "A10", None, "=cmd|' /C calc'!A0; a1", None),
        ("Hết chỗ sai", "2c. Nguồn lực, mô hình", "H9", CHANGES[3].before, None, "C231"),
        ("Mới có chỗ cần xem lại", "2a. Văn bản, sáng kiến", "D10", None, CHANGES[4].after, "C201"),
        ("Kết quả vế tiêu chuẩn", None, None, "Không có căn cứ", "Chờ Hội đồng xem xét", "TT-c1")]
    assert {line["Lần này"] for line in found} == {"Lần 2: bao_cao_VP.xlsx"}
    assert {cell.data_type for row in book["Bản gửi lại"].iter_rows() for cell in row if cell.value is not None} <= {"s", "n"}


def test_the_sheet_stands_only_where_someone_sent_again(book, tmp_path):
    assert any(cell.hyperlink and cell.hyperlink.location == "'Bản gửi lại'!A1" for cell in book["Tổng quan"]["B"])
    write_register(tmp_path / "register.xlsx", replace(month(), resubmissions=()))
    assert "Bản gửi lại" not in load_workbook(tmp_path / "register.xlsx").sheetnames
    write_register(tmp_path / "same.xlsx", month(()))
    assert [line["Thay đổi"] for line in lines(load_workbook(tmp_path / "same.xlsx")["Bản gửi lại"])] == ["Không có gì thay đổi"]


def test_questions_by_code_column_and_unit_over_the_months(book):
    found = lines(book["Lỗi theo câu hỏi"])
    assert list(found[0])[-4:] == ["2022-03", "2022-02", "2022-01", "Cộng"]
    assert [tuple(line.values())[1:] for line in found[:2]] == [
        ("C240", None, "3. Cá nhân", "Minh chứng", "Phòng Bưu chính - Xuất bản", 9, None, None, 9),
        ("C201", "Ô … đang để trống.", "2a. Văn bản, sáng kiến", "Kết quả", "Văn phòng Sở", 1, None, 3, 4)]
    totals = [line["Cộng"] for line in found]
    assert totals == sorted(totals, reverse=True)
    assert sum(totals) == len(month_data().judged.findings) + 4
    assert not any(cell.hyperlink for row in book["Lỗi theo câu hỏi"].iter_rows(min_row=4) for cell in row)


def test_repairs_show_what_cannot_be_seen(book):
    found = lines(book["Chuẩn hóa"])
    assert [(line["Đơn vị"], line["Ô"], line["Đã chuẩn hóa"], line["Đã ghi"], line["Được hiểu là"]) for line in found] == [
        ("Văn phòng Sở", None, "bỏ ký tự không nhìn thấy", "(không hiện)", "(không hiện)"),
        ("Văn phòng Sở", "D8-D9, D12", "dấu cách lạ thành dấu cách thường, bỏ dấu cách thừa", "Tham␣ (U+00A0)mưu␣␣kế hoạch", "Tham mưu kế hoạch"),
        ("Phòng Bưu chính - Xuất bản", "F8", "ngày ghi dạng chữ", "08/03/2022", "08/03/2022")]
    assert book["Chuẩn hóa"]["A2"].value.startswith("5 ô, ")
    assert not any("0912" in str(cell) for line in found for cell in line.values())


def test_a_very_long_log_is_cut_and_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(register_changes, "MOST_REPAIRS", 2)
    write_register(tmp_path / "register.xlsx", month())
    page = load_workbook(tmp_path / "register.xlsx")["Chuẩn hóa"]
    assert page.max_row == 6
    assert page["A2"].value.endswith("Còn 1 dòng nữa không in ở đây.")
