"""register.xlsx as a whole, read back."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from support.month_register import NASTY, month_data

from emulation_batch.reports.register import Copy, registers_of, write_register

SHEETS = ["Tổng quan", "Kết quả theo tiêu chuẩn", "Đề nghị", "Họp Hội đồng", "2a. Văn bản, sáng kiến", "2b. Cơ chế, chính sách",
          "2c. Nguồn lực, mô hình", "2d. Tuyên truyền", "3. Cá nhân", "4. Đề nghị, điển hình", "Cần sửa",
          "Lỗi theo câu hỏi", "Chuẩn hóa", "Số liệu", "Tệp nhận", "Đối chiếu"]
STAMP = "_SoTheoDoi"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("register") / "register.xlsx"
    write_register(path, month_data())
    return path


@pytest.fixture(scope="module")
def book(path):
    return load_workbook(path)


def cells(book):
    return [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]


def test_the_sheets_in_order(book):
    assert book.sheetnames == [*SHEETS, STAMP]
    assert book[STAMP].sheet_state == "hidden"


def test_nothing_a_unit_typed_is_live(book):
    """No formula at all; every link leads to a sheet of this workbook; the dangerous texts are there, as texts."""
    assert {cell.data_type for cell in cells(book)} <= {"s", "n", "d"}
    for cell in cells(book):
        if cell.hyperlink:
            assert cell.hyperlink.target is None
            assert cell.hyperlink.location.split("!")[0].strip("'") in SHEETS
    texts = {cell.value for cell in book["3. Cá nhân"]["E"]}
    assert set(NASTY[:8]) <= texts


def test_private_fields_are_nowhere(book, path):
    """The phone number of the form stands in a finding of the unit: here neither as a value nor quoted."""
    assert not any("0912 345" in str(cell.value) for cell in cells(book))
    assert any(cell.value == "Số điện thoại “(không hiện)” có chữ." for cell in book["Cần sửa"]["H"])


def test_a_private_column_of_a_table_is_not_written(tmp_path):
    month = month_data()
    sheets = tuple(replace(sheet, columns=tuple(replace(column, private=column.key == "chung_tu") for column in sheet.columns))
                   for sheet in month.definition.sheets)
    write_register(tmp_path / "register.xlsx", replace(month, definition=replace(month.definition, sheets=sheets)))
    page = load_workbook(tmp_path / "register.xlsx")["2c. Nguồn lực, mô hình"]
    assert "Chứng từ" not in [cell.value for cell in page[4]]
    assert not any(cell.value == "Biên lai 0012" for row in page.iter_rows() for cell in row)


def test_every_table_is_filtered_frozen_and_fits_a_page(book):
    for name in SHEETS[1:3] + SHEETS[4:-1]:
        page = book[name]
        assert page.auto_filter.ref.startswith("A4:"), name
        assert page.freeze_panes is not None, name
        assert page.print_title_rows == "$4:$4", name
    for page in (book[name] for name in SHEETS):
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToWidth in (None, 1), "one page wide; 1 is what a missing value means"


def test_data_sheets_hold_the_accepted_rows_in_full(book):
    month = month_data()
    for sheet in month.definition.tables:
        rows = list(book[sheet.name].iter_rows(min_row=5, values_only=True))
        written = [row[-1] for row in rows if row[-1]]
        assert written == list(month.judged.accepted[sheet.key]["_ref"]), sheet.key
    page = book["2c. Nguồn lực, mô hình"]
    headers = [cell.value for cell in page[4]]
    money = [row[headers.index("Số tiền (đồng)")] for row in page.iter_rows(min_row=5, values_only=True)]
    assert sum(value or 0 for value in money) == int(month.judged.accepted["nguon_luc"]["so_tien"].sum())


def test_the_same_month_gives_the_same_bytes(path, tmp_path):
    month_data.cache_clear()
    write_register(tmp_path / "again.xlsx", month_data())
    assert path.read_bytes() == (tmp_path / "again.xlsx").read_bytes()


def test_a_month_with_nothing_in_it_is_still_a_register(tmp_path):
    month = month_data()
    empty = {key: frame.iloc[:0] for key, frame in month.judged.accepted.items()}
    bare = replace(month, judged=replace(month.judged, findings=(), accepted=empty, refused=empty), submissions=(),
                   standings=(), results=month.results.iloc[:0], figures=month.figures.iloc[:0],
                   proposals=month.proposals.iloc[:0], balance=replace(
                       month.balance, files={}, rows=dict.fromkeys(month.balance.rows, 0), by_unit={}))
    write_register(tmp_path / "register.xlsx", bare)
    assert load_workbook(tmp_path / "register.xlsx").sheetnames == [*SHEETS, STAMP]


def test_a_register_that_cannot_be_written_is_an_error_of_the_system(tmp_path):
    with pytest.raises(OSError):
        write_register(tmp_path / "không có" / "register.xlsx", month_data())


def test_results_and_figures_show_what_the_frames_hold(book):
    month = month_data()
    assert book["Kết quả theo tiêu chuẩn"].max_row == 4 + len(month.results)
    assert book["Số liệu"].max_row == 4 + len(month.figures)
    assert book["Cần sửa"].max_row == 4 + len(month.judged.findings)
    assert book["Tệp nhận"].max_row == 4 + len(month.submissions)


def told(content):
    """The cells of each sheet."""
    found = CalamineWorkbook.from_filelike(BytesIO(content))
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


def packed(content):
    """Sheet -> its packed bytes."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        names = re.findall('<sheet name="([^"]*)"', package.read("xl/workbook.xml").decode())
        items = [package.getinfo(f"xl/worksheets/sheet{number}.xml") for number in range(1, len(names) + 1)]
    return {name: (item.CRC, item.compress_size) for name, item in zip(names, items, strict=True)}


def test_sheets_that_readers_see_alike_are_the_same_bytes_and_say_what_they_would_alone():
    month, parts = month_data(), ("results", "proposals", "rows", "figures")
    copies = [Copy("a", month), Copy("b", month, parts), Copy("c", month, parts[1:], frozenset({"van_ban", "ca_nhan"})),
              Copy("d", month, ("figures",)), Copy("e", month, parts)]
    made = list(registers_of(copies))
    for copy, content in zip(copies, made, strict=True):
        assert told(content) == told(*registers_of([copy]))
    sheets = [packed(content) for content in made]
    alike = [{name for name in sheets[0] if sheets[0][name] == other.get(name)} for other in sheets[1:]]
    assert alike[0] == {*SHEETS[1:10], SHEETS[13]}
    assert alike[1] == alike[0] - {SHEETS[1], SHEETS[2], SHEETS[4], SHEETS[8]}
    assert alike[2] == set(), "its figures lead to no rows"
    assert alike[3] == alike[0]
    assert made[1] == made[4]
