"""register.xlsx of a span, read back."""

import openpyxl
import pytest
from support.span import renamed_and_merged, small_workspace, span_data

from emulation_batch.reports import span_register
from emulation_batch.reports.span_register import Copy, registers_of


def written(path, data):
    path.write_bytes(*registers_of([Copy(path.name, data)]))
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    root = tmp_path_factory.mktemp("register")
    return written(root / "register.xlsx", span_data(small_workspace(root / "ws", registry=renamed_and_merged()), "2021-11..2022-03"))


def lines(book, name):
    rows = [list(row) for row in book[name].iter_rows(min_row=4, values_only=True)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_every_sheet_is_there_and_led_to(book):
    assert book.sheetnames[0] == "Tổng quan"
    links = {cell.hyperlink.location.split("'")[1] for row in book["Tổng quan"].iter_rows() for cell in row if cell.hyperlink}
    assert links == {name for name in book.sheetnames if book[name].sheet_state == "visible"} - {"Tổng quan"}


def test_every_row_of_every_month(book):
    rows = lines(book, "2c. Nguồn lực, mô hình")
    assert len(rows) == 20 and {row["Mã dòng"][:7] for row in rows} == {"2021-11", "2021-12", "2022-01", "2022-02", "2022-03"}
    assert {row["Tệp nguồn"] for row in rows} >= {"2021-11/VP.xlsx", "2022-03/BCXB.xlsx"}


def test_over_several_years_rows_stay_in_the_registers_of_the_months(tmp_path, monkeypatch):
    monkeypatch.setattr(span_register, "MOST_MONTHS_OF_ROWS", 4)
    names = written(tmp_path / "register.xlsx", span_data(small_workspace(tmp_path / "ws"), "mid-term")).sheetnames
    assert names == ["Tổng quan", "Kết quả theo tiêu chuẩn", "Đề nghị", "Họp Hội đồng", "Số liệu", "Gửi đúng hạn", "Biến động tổ chức",
                     "_SoTheoDoi"]


@pytest.mark.parametrize(("key", "season"), [("2022", {"Hằng năm"}), ("2022-Q1", set())])
def test_cells_to_fill_in_are_those_of_the_season_alone(tmp_path, key, season):
    """The papers of the review tell no other nomination; the Council speaks of it in the register of its month."""
    page = written(tmp_path / "register.xlsx", span_data(small_workspace(tmp_path / "ws"), key))["Đề nghị"]
    heads = {cell.value: cell.column for cell in page[4]}
    council = [heads[name] for name in ("Kết luận của Hội đồng", "Lý do", "Phiếu tán thành", "Phiếu không tán thành")]
    yellow = {kind: {(cell.fill.start_color.rgb, cell.protection.locked) for row in range(5, page.max_row + 1)
                     if page.cell(row, heads["Loại đề nghị"]).value == kind for cell in (page.cell(row, place) for place in council)}
              for kind in ("Hằng năm", "Đột xuất", "Điển hình")}
    assert yellow == {kind: {("FFFFFBE6", False)} if kind in season else {("00000000", True)} for kind in yellow}
    assert "Hàng không có ô vàng" in page["A2"].value and page.protection.sheet


def test_figures_for_every_part(book):
    found = {(row["Mã chỉ tiêu"], row["Đơn vị"], row["Kỳ"]): row["Giá trị"] for row in lines(book, "Số liệu")}
    assert found["c1_van_dong", "Toàn Sở", "từ tháng 11 năm 2021 đến tháng 3 năm 2022"] == 62_500_000


def test_changes_and_lateness(book):
    assert "Trung tâm Công nghệ thông tin và Truyền thông sáp nhập vào Văn phòng Sở" in lines(book, "Biến động tổ chức")[1]["Nội dung"] + (
        lines(book, "Biến động tổ chức")[2]["Nội dung"])
    late = lines(book, "Gửi đúng hạn")
    assert len(late) == 12
    assert [row["Tình trạng"] for row in late if row["Kỳ"] == "11/2021"] == ["Gửi đúng hạn", "Gửi muộn", "Chưa gửi"]
    assert {row["Số ngày muộn"] for row in late if row["Tình trạng"] == "Gửi muộn"} == {3}


def test_a_nil_report_that_came_late_says_so(tmp_path):
    book = written(tmp_path / "register.xlsx", span_data(small_workspace(tmp_path / "ws", standings={"VP": "nil", "BCXB": "nil"}), "2022-Q1"))
    assert {row["Tình trạng"] for row in lines(book, "Gửi đúng hạn")} == {"Không phát sinh, gửi sau hạn", "Chưa gửi"}
