"""The file is opened, its sheets and header rows are found; what is not there is named, and a broken file never ends in a traceback."""

import zipfile
from pathlib import Path

import pytest
from support.registry_files import good_sheets, only_fault, spoiled, write_sheets

from emulation_batch.errors import DefinitionFault
from emulation_batch.registry import load_registry


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The package with bytes of one part replaced."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def test_missing_file(tmp_path):
    with pytest.raises(DefinitionFault, match="Không tìm thấy"):
        load_registry(tmp_path / "danh_muc.xlsx")


@pytest.mark.parametrize(("content", "word"), [
    (b"", "không phải tệp Excel"), (b"<html>", "không phải tệp Excel"), (b"\xd0\xcf\x11\xe0" + b"0" * 600, "mật khẩu"),
])
def test_not_a_workbook(tmp_path, content, word):
    path = tmp_path / "danh_muc.xlsx"
    path.write_bytes(content)
    with pytest.raises(DefinitionFault, match=word) as caught:
        load_registry(path)
    assert caught.value.faults[0].place == "danh_muc.xlsx"


def test_zip_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "danh_muc.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", "<not")
    with pytest.raises(DefinitionFault, match="bị hỏng"):
        load_registry(tmp_path / "danh_muc.xlsx")


def test_strict_open_xml_is_named_and_not_read_as_empty(tmp_path):
    path = rewritten(write_sheets(tmp_path / "danh_muc.xlsx", good_sheets()), "xl/workbook.xml",
                     b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main")
    with pytest.raises(DefinitionFault, match="Strict Open XML"):
        load_registry(path)


def test_one_damaged_sheet_is_named(tmp_path):
    path = rewritten(write_sheets(tmp_path / "danh_muc.xlsx", good_sheets()), "xl/worksheets/sheet3.xml", b"</row>", b"<")
    with pytest.raises(DefinitionFault) as caught:
        load_registry(path)
    assert "trang Cán bộ: trang bị hỏng" in str(caught.value.faults[0])


def test_missing_sheet(tmp_path):
    sheets = good_sheets()
    sheets["Cán bộ cũ"] = sheets.pop("Cán bộ")
    assert only_fault(tmp_path, sheets) == ("danh_muc.xlsx: thiếu trang “Cán bộ”. Có phải là trang “Cán bộ cũ”? Đổi lại tên trang.")


def test_missing_column_asks_for_the_nearest(tmp_path):
    told = only_fault(tmp_path, spoiled("Cán bộ", 1, 4, "Mã đơn vi."))
    assert told == ("danh_muc.xlsx, trang Cán bộ, dòng 1: thiếu cột “Mã đơn vị”. Có phải là cột “Mã đơn vi.”? Sửa lại tiêu đề.")


def test_no_header_row(tmp_path):
    sheets = good_sheets()
    del sheets["Thể thức"][0]
    assert "trang Thể thức: không tìm thấy dòng tiêu đề. Ghi một dòng tiêu đề: Mục * | Giá trị" in only_fault(tmp_path, sheets)


def test_column_twice(tmp_path):
    sheets = good_sheets()
    sheets["Cán bộ"][0].append("Họ và tên")
    assert "có hai cột “Họ và tên”" in only_fault(tmp_path, sheets)


def test_file_cut_short_anywhere_is_a_fault_of_the_file(tmp_path):
    """A copy that broke off (a USB stick pulled out) never ends in a traceback."""
    path = write_sheets(tmp_path / "danh_muc.xlsx", good_sheets())
    whole = path.read_bytes()
    for length in range(0, len(whole), len(whole) // 20):
        path.write_bytes(whole[:length])
        with pytest.raises(DefinitionFault):
            load_registry(path)


def test_row_number_beyond_any_sheet_does_not_keep_the_clerk_waiting(tmp_path):
    path = rewritten(write_sheets(tmp_path / "danh_muc.xlsx", good_sheets()), "xl/worksheets/sheet5.xml",
                     b'<row r="3"', b'<row r="2000000000"')
    assert load_registry(path).free == frozenset()
