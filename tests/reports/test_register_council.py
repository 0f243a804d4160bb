"""The register's sheet of the meeting, and opinions that stand beside their evidence when the register is written again."""

from dataclasses import replace

import openpyxl
import pytest
from support.council_book import filled, said, the_month

from emulation_batch.reports.register import write_register

PROPOSALS, OPEN, VERDICT = "Đề nghị", "giay_khen|individual|STTTT-005", "Kết luận của Hội đồng"


@pytest.fixture(scope="module")
def again(tmp_path_factory):
    """The register of a month whose Council has spoken."""
    folder = tmp_path_factory.mktemp("again")
    council, _ = said(filled(folder / "a.xlsx", the_month(), {
        (PROPOSALS, OPEN, VERDICT): "Đạt", (PROPOSALS, OPEN, "Lý do"): "-Có mặt ở xã", (PROPOSALS, OPEN, "Phiếu tán thành"): 3}))
    write_register(folder / "register.xlsx", replace(the_month(), council=replace(council, earlier=(
        *council.opinions, *(replace(item, stands=False) for item in council.opinions)))))
    return openpyxl.load_workbook(folder / "register.xlsx")


def test_the_opinion_stands_in_its_yellow_cells_and_can_be_changed(again):
    page = again[PROPOSALS]
    columns = {cell.value: cell.column for cell in page[4]}
    row, = [row for row in range(5, page.max_row + 1) if page.cell(row, columns[VERDICT]).value]
    assert [page.cell(row, columns[name]).value for name in (VERDICT, "Lý do", "Phiếu tán thành", "Phiếu không tán thành")] == [
        "Đạt", "-Có mặt ở xã", 3, None]
    assert page.cell(row, columns["Lý do"]).data_type == "s", "what a person wrote never becomes a formula"
    assert not page.cell(row, columns["Phiếu tán thành"]).protection.locked
    assert page.column_dimensions[openpyxl.utils.get_column_letter(columns["Mã đối chiếu"])].hidden


def test_the_meeting_stands_in_its_sheet(again):
    cells = {row[0].value: row[1].value for row in again["Họp Hội đồng"].iter_rows(min_row=6)}
    assert (cells["Số biên bản *"], cells["Số thành viên có mặt"], cells["Địa điểm"]) == ("05/BB-HĐTĐKT", 3, None)
    assert cells["Ngày họp *"].year == 2022


def test_opinions_on_sealed_months_have_a_sheet_of_their_own(again):
    page = again["Ý kiến về kỳ trước"]
    assert [cell.value for cell in page[5]][1:4] == ["2022-03", "Phòng Bưu chính - Xuất bản", "Đinh Thị Hồng Gấm"]
    columns = [cell.value for cell in page[4]]
    told = [dict(zip(columns, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=5, max_row=6)]
    assert [(row[VERDICT], row["Phiếu tán thành"], row["Phiếu không tán thành"]) for row in told] == [
        ("Đạt", 3, None), ("Đạt, chờ xem lại", 3, None)]
    assert "Họp Hội đồng" in again.sheetnames
