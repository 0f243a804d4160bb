"""A small danh_muc.xlsx, laid down cell by cell so that a test can spoil one of them. All people are invented."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from emulation_batch.errors import DefinitionFault
from emulation_batch.registry import Registry, load_registry

Sheets = dict[str, list[list[Any]]]
START = date(2021, 8, 1)
PAPERS = (
    ("Cơ quan chủ quản (từng dòng)", "UBND TỈNH BẮC KẠN"), ("Cơ quan ban hành (từng dòng)", "SỞ THÔNG TIN"),
    ("Cơ quan ban hành (từng dòng)", "VÀ TRUYỀN THÔNG"), ("Tên cơ quan", "Sở Thông tin và Truyền thông"),
    ("Ký hiệu", "STTTT"), ("Địa danh", "Bắc Kạn"), ("Kính gửi", "Hội đồng"), ("Thư điện tử Văn phòng", "vp@example.vn"),
    ("Hội đồng", "Hội đồng Thi đua - Khen thưởng Sở"), ("Chức vụ người ký", "GIÁM ĐỐC"), ("Người ký", "Vi Quang Minh"),
    ("Nơi nhận", "- Lưu: VT, VP."),
)


def good_sheets() -> Sheets:
    """Sheet name -> rows, the header first: two units, three people, two members, two days, the papers."""
    return {
        "Hướng dẫn": [["Cách ghi"]],
        "Đơn vị": [
            ["Mã *", "Tên đơn vị *", "Tên ngắn", "Ký hiệu", "Thư điện tử", "Thủ trưởng", "Từ ngày", "Đến ngày", "Đơn vị kế thừa"],
            ["VP", "Văn phòng Sở", "Văn phòng", "VP", "vp@example.vn; van.thu@example.vn", "Nông Thị Bích", START, None, None],
            ["CNTT", "Phòng Công nghệ thông tin", None, None, None, None, START, None, None],
        ],
        "Cán bộ": [
            ["Mã *", "Họ và tên *", "Chức vụ *", "Mã đơn vị *", "Từ ngày", "Đến ngày"],
            ["001", "Nông Thị Bích", "Chánh Văn phòng", "VP", START, None],
            ["002", "Lăng Văn Toán", "Chuyên viên", "CNTT", START, date(2021, 12, 31)],
            ["002", "Lăng Văn Toán", "Phó Chánh Văn phòng", "VP", date(2022, 1, 1), None],
        ],
        "Hội đồng": [
            ["STT", "Họ và tên *", "Chức vụ chính quyền *", "Vai trò *", "Mã đơn vị", "Từ ngày", "Đến ngày"],
            [1, "Vi Quang Minh", "Giám đốc Sở", "Chủ tịch", None, START, None],
            [2, "Nông Thị Bích", "Chánh Văn phòng", "Thư ký", "VP", START, None],
        ],
        "Lịch làm việc": [
            ["Ngày *", "Loại *", "Căn cứ"],
            [date(2021, 12, 25), "Làm bù", None],
            [date(2021, 12, 31), "Nghỉ bù", "Ví dụ"],
        ],
        "Gia hạn": [
            ["Mã đơn vị *", "Kỳ *", "Hạn mới *", "Căn cứ *"],
            ["CNTT", "03/2022", date(2022, 3, 18), "Văn bản số 12/VP ngày 10/3/2022"],
            ["CNTT", "2022-04", date(2022, 4, 20), "Văn bản số 20/VP ngày 12/4/2022"],
        ],
        "Khen thưởng": [
            ["Đối tượng *", "Họ và tên, tên tập thể *", "Hình thức khen thưởng *", "Số quyết định *", "Ngày quyết định *",
             "Cơ quan quyết định *", "Thành tích được khen", "Số công nhận sáng kiến", "Kỳ, dòng đã đề nghị"],
            ["Cá nhân", "Lăng Văn Toán", "Giấy khen", "12/QĐ-STTTT", date(2022, 1, 5), "Giám đốc Sở", "Vận hành loa cơ sở",
             None, "2021-12"],
            ["Tập thể", "CNTT", "Giấy khen", "12/QĐ-STTTT", date(2022, 1, 5), "Giám đốc Sở", None, None, None],
        ],
        "Thể thức": [["Mục *", "Giá trị", "Từ ngày", "Đến ngày"], *([word, value, START, None] for word, value in PAPERS)],
    }


def write_sheets(path: Path, sheets: Sheets) -> Path:
    """Write the sheets as they are and return the path."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def spoiled(sheet: str, row: int, column: int, value: Any) -> Sheets:
    """The good sheets with one cell changed; row and column as Excel counts them."""
    sheets = good_sheets()
    sheets[sheet][row - 1][column - 1] = value
    return sheets


def load(folder: Path, sheets: Sheets) -> Registry:
    """Write the sheets as danh_muc.xlsx and load them."""
    return load_registry(write_sheets(folder / "danh_muc.xlsx", sheets))


def faults(folder: Path, sheets: Sheets) -> list[str]:
    """The faults of these sheets in words, in the order they are told."""
    with pytest.raises(DefinitionFault) as caught:
        load(folder, sheets)
    assert caught.value.exit_code == 3
    assert f"{len(caught.value.faults)} chỗ cần sửa" in caught.value.message
    return [str(fault) for fault in caught.value.faults]


def only_fault(folder: Path, sheets: Sheets) -> str:
    """The one fault of these sheets."""
    found = faults(folder, sheets)
    assert len(found) == 1, found
    return found[0]
