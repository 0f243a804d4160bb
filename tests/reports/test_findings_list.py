"""Findings as a person works through them."""

from dataclasses import replace

from support.month_register import finding, findings
from support.paths import shipped_definition

from emulation_batch.reports.findings_list import cell_runs, listed

SHEET = "3. Cá nhân"


def alike(count, column="minh_chung"):
    return [finding("C240", "BCXB", SHEET, f"L{row}", column, f"v{row}", f"“v{row}” chưa rõ.", "Ghi rõ.")
            for row in range(8, 8 + count)]


def test_one_item_says_where_what_and_how():
    item, = listed(shipped_definition(), [findings()[0]])
    assert item == ["Trang 2a. Văn bản, sáng kiến, ô M9, cột Kết quả", "Đã ghi: (để trống)",
                    "Vấn đề: Ô Kết quả đang để trống.", "Cách sửa: Điền kết quả, hoặc xóa cả dòng.", "Mã: C201"]


def test_a_field_of_the_form_is_no_column():
    item, = listed(shipped_definition(), [findings()[1]])
    assert item[0] == "Trang 1. Thông tin chung, ô C12, mục Điện thoại"


def test_five_alike_are_five_items_six_are_one():
    assert len(listed(shipped_definition(), alike(5))) == 5
    item, = listed(shipped_definition(), alike(6))
    assert item == ["Trang 3. Cá nhân, cột Minh chứng, 6 chỗ: ô L8-L13", "Đã ghi (ô L8): v8",
                    "Vấn đề (ô L8): “v8” chưa rõ.", "Cách sửa (ô L8): Ghi rõ.", "Mã: C240"]


def test_many_in_different_columns_are_not_alike():
    assert len(listed(shipped_definition(), [*alike(4), *alike(4, "noi_dung")])) == 8


def test_by_sheet_then_row_as_one_scrolls():
    """Row 9 before row 10, column Z before AA, the sheets in their order, the file itself at the end."""
    def at(sheet, cell):
        return finding("C1", "VP", sheet, cell, "", "x", "vấn đề", "cách sửa")

    found = [at(SHEET, "C10"), at(SHEET, "AA9"), at(SHEET, "Z9"), at("", ""), at("2a. Văn bản, sáng kiến", "C20")]
    assert [item[0] for item in listed(shipped_definition(), found)] == [
        "Trang 2a. Văn bản, sáng kiến, ô C20", "Trang 3. Cá nhân, ô Z9", "Trang 3. Cá nhân, ô AA9",
        "Trang 3. Cá nhân, ô C10", "Tệp “bao_cao_VP.xlsx”"]
    fetched = replace(at("", ""), file=f"{'9a4d' * 16}.eml/BC.xlsx")
    assert listed(shipped_definition(), [fetched])[0][0] == "Tệp “BC.xlsx”"


def test_what_was_typed_is_one_short_line():
    item, = listed(shipped_definition(), [finding("C1", "VP", SHEET, "E8", "noi_dung", "a\nb\u202e\x00 " + "x" * 400, "v", "")])
    quoted = item[1].removeprefix("Đã ghi: ")
    assert quoted.startswith("a b ")
    assert len(quoted) <= 200
    assert quoted.endswith("…")
    assert len(item) == 4, "without a way to mend there is no empty line for it"


def test_cells_in_runs():
    assert cell_runs(["L10", "L8", "L9", "L12", "M8"]) == ["L8-L10", "L12", "M8"]
    assert cell_runs(["?"]) == []
