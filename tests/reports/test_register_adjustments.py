from datetime import datetime
from io import BytesIO

import openpyxl
from support.corrected import corrected_month
from support.month import spring_month

from emulation_batch.reports.register_adjustments import SHEET, add_adjustments
from emulation_batch.reports.register_book import Book
from emulation_batch.reports.register_overview import add_balance, add_files, add_overview


def written(month, *parts):
    book = Book(datetime(2022, 3, 1), "x")
    for part in parts:
        part(book, month)
    return openpyxl.load_workbook(BytesIO(book.content()))


def test_figures_and_rows_old_and_new_with_cause_and_who(tmp_path, monkeypatch):
    book = written(corrected_month(tmp_path, monkeypatch), add_overview, add_adjustments, add_files, add_balance)
    lines = [[cell.value for cell in row] for row in book[SHEET].iter_rows()]
    assert [1, "2021-10", "Trung tâm Công nghệ thông tin và Truyền thông"] in [line[:3] for line in lines]
    whole = next(line for line in lines if line[2] == "Toàn Sở" and line[4] == "đồng")
    assert whole[5:9] == [6_009_000, 7_200_000, 1_191_000, 1_191_000]
    changed = next(line for line in lines if line[4] == "Sửa ô")
    assert changed[2] == "Văn phòng Sở" and changed[5] == "G8" and changed[7:12] == [
        "1.000.000", "1.500.000", "gửi lại để sửa", "VP sửa.xlsx", "Lý Thị Ánh"]
    assert {"Thêm dòng", "Bỏ dòng"} <= {line[4] for line in lines}
    files = [[cell.value for cell in row] for row in book["Tệp nhận"].iter_rows()]
    assert {"VP sửa.xlsx", "TT muộn.xlsx", "BCXB cũ.xlsx"} <= {line[1] for line in files}
    verdicts = [cell.value for row in book["Đối chiếu"].iter_rows() for cell in row if cell.value in ("Khớp", "Không khớp")]
    assert verdicts and set(verdicts) == {"Khớp"}
    texts = [cell.value for row in book["Tổng quan"].iter_rows() for cell in row]
    assert "→ Điều chỉnh" in texts and "Định nghĩa đã đổi từ kỳ 2021-10, là kỳ chốt gần nhất" in texts


def test_no_sheet_without_a_correction():
    assert SHEET not in written(spring_month(), add_overview, add_adjustments).sheetnames
