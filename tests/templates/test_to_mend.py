"""The first sheet of what goes back, read as the unit reads it."""

from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest
from support.paths import shipped_definition
from support.small_registry import march_2022
from support.unit_workbooks import FORM, MONEY, book_of

from emulation_batch.findings import Finding
from emulation_batch.layout import FIRST_ROW
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.templates import Filled, Returned
from emulation_batch.templates.to_mend import place_of, title_words, write_to_mend

FUNDS = "2c. Nguồn lực, mô hình"
MENDING = Finding("C231", "error", "VP", "2022-03", "a.xlsx", FUNDS, "G9", "so_tien", "1,2 triệu",
                  "Số tiền “1,2 triệu” có chữ.", "Ghi bằng đồng, chỉ gồm chữ số.")
ASKING = replace(MENDING, code="R301", severity="query", cell="E8", column="noi_dung", value="", message="Trống.")


def returned(findings, **changes):
    filled = Filled(FORM, {"nguon_luc": [MONEY] * 60})
    due = march_2022(shipped_definition()).due
    made = Returned(filled, tuple(findings), [], datetime(2022, 3, 15, 9, 30, tzinfo=VIETNAM_TIME), "báo cáo.xlsx", due,
                    due - timedelta(hours=1), 2)
    return replace(made, **changes)


@pytest.fixture
def page(tmp_path):
    """The sheet as read back from what is returned."""
    def write(findings, **changes):
        book = book_of(tmp_path / "a.xlsx")
        write_to_mend(book, returned(findings, **changes))
        book.workbook.close()
        return openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    return write


def lines(page):
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=7)]


def test_one_line_for_each_finding_by_sheet_and_row(page):
    sheet = page([MENDING, ASKING])
    assert [cell.value for cell in sheet[6]] == ["STT", "Mức", "Trang", "Ô", "Đơn vị đã ghi", "Vấn đề", "Cách sửa", "Mã"]
    assert lines(sheet) == [
        [1, "Xem lại", FUNDS, "→ E8", "(trống)", "Trống.", "Ghi bằng đồng, chỉ gồm chữ số.", "R301"],
        [2, "Sai", FUNDS, "→ G9", "1,2 triệu", "Số tiền “1,2 triệu” có chữ.", "Ghi bằng đồng, chỉ gồm chữ số.", "C231"]]
    assert sheet["D8"].hyperlink.location == f"'{FUNDS}'!G9" and sheet["D8"].hyperlink.target is None
    assert sheet["B8"].fill.fgColor.rgb != sheet["B7"].fill.fgColor.rgb
    assert sheet.freeze_panes == "A7"


def test_many_alike_are_one_line_that_names_all_cells(page):
    rows = [*range(8, 18), 20, 22]
    sheet = page([replace(MENDING, cell=f"G{row}", value=f"{row} triệu") for row in rows])
    [line] = lines(sheet)
    assert line[3:6] == ["→ G8", "Ví dụ G8: 8 triệu", "12 ô: G8-G17, G20, G22.\nVí dụ G8: Số tiền “1,2 triệu” có chữ."]
    assert sheet["A1"].value == "Cần sửa 12 ô"
    five = page([replace(MENDING, cell=f"G{row}") for row in range(8, 13)])
    assert len(lines(five)) == 5


def test_the_title_counts_cells_once():
    twice = replace(MENDING, code="C999")
    asked_too = replace(ASKING, cell="G9", column="so_tien")
    assert title_words(returned([MENDING, twice, ASKING, asked_too])) == "Cần sửa 1 ô, xem lại 1 ô"
    assert title_words(returned([ASKING])) == "Xem lại 1 ô"
    assert title_words(returned([replace(MENDING, sheet="", cell="")], usable=False)) == "Tệp chưa dùng được: 1 lý do"


def test_the_head_says_whose_until_when_and_what_to_do(page):
    sheet = page([MENDING, ASKING])
    assert sheet["A2"].value == ("Đơn vị: Văn phòng Sở.  Kỳ: tháng 3 năm 2022.  Tệp “báo cáo.xlsx” nhận 09:30 ngày 15/03/2022.  "
                                 "Gửi lại trước 17:00 thứ Tư, ngày 16/03/2022.")
    assert sheet["A3"].value.startswith("Bấm vào địa chỉ ô") and sheet["A3"].value.endswith("Ô Lần gửi đã ghi sẵn 2.")
    assert "viết lý do vào cột Giải trình" in sheet["A4"].value
    assert "Giải trình" not in page([MENDING])["A4"].value
    fetched = page([MENDING], file_name=f"{'835963' * 11}.eml/bc.zip/Thư báo cáo.xlsx")["A2"].value
    assert "Tệp “bc.zip/Thư báo cáo.xlsx” nhận" in fetched


def test_after_the_due_time_no_past_deadline_is_asked_for(page):
    due = march_2022(shipped_definition()).due
    words = page([MENDING], as_of=due + timedelta(minutes=1))["A2"].value
    assert "đã qua: gửi lại trước khi số liệu được chốt" in words and "Gửi lại trước 17:00" not in words


def test_a_file_only_checked_has_no_sending(page):
    sheet = page([MENDING], received_at=None, attempt=None)
    assert "nhận" not in sheet["A2"].value and "Hạn gửi" not in sheet["A2"].value
    assert "Lần gửi" not in sheet["A3"].value


def test_what_stands_at_no_cell_has_words_and_no_link(page):
    whole = replace(MENDING, code="F204", sheet="", cell="", column="", value="")
    beside = replace(MENDING, code="F209", severity="notice", cell="X60", column="")
    sheet = page([whole, beside])
    assert [line[1:5] for line in lines(sheet)] == [["Lưu ý", FUNDS, "X60", "1,2 triệu"], ["Sai", "Cả tệp", None, None]]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


def test_text_outside_the_form_is_listed_and_never_live(page):
    beside = replace(MENDING, code="F209", severity="notice", cell="B60", column="")
    sheet = page([MENDING, beside], outside=[(FUNDS, "B60", '=HYPERLINK("http://x.example","x")')])
    assert sheet["A9"].value.startswith("Chữ tìm thấy ngoài biểu")
    line = [cell.value for cell in sheet[10]]
    assert line[:5] == [1, "Lưu ý", FUNDS, "B60", '=HYPERLINK("http://x.example","x")']
    assert sheet["E10"].data_type == "s" and sheet["E10"].hyperlink is None


def test_places_are_those_a_unit_can_type_into():
    definition, filled = shipped_definition(), Filled({}, {"nguon_luc": [MONEY]}, {"nguon_luc": [FIRST_ROW + 1]})
    sheet, row, column = place_of(definition, filled, MENDING)
    assert (sheet.key, row, column.key) == ("nguon_luc", FIRST_ROW + 1, "so_tien")
    assert place_of(definition, filled, replace(MENDING, cell="G8")) is None, "a row that nobody filled"
    assert place_of(definition, filled, replace(MENDING, cell="H9")) is None, "another column than ours"
    form = replace(MENDING, sheet="1. Thông tin chung", cell="C8", column="lan_nop")
    assert place_of(definition, filled, form)[1] == 7
    assert place_of(definition, filled, replace(form, column="don_vi")) is None, "written by the Office"
