import pytest
from openpyxl import load_workbook
from support.books import edit, part
from support.office import convert
from support.paths import shipped_definition
from support.small_registry import small_registry
from support.unit_workbooks import ASSIGNED, COMPLETE, MONEY, book_of

from emulation_batch.templates import Filled, write_workbook

NAME = shipped_definition().workbook.verdict_name


def lines(book):
    """{label: (result, what to do)} of the sheet."""
    rows = book[NAME].iter_rows(min_col=2, max_col=4, values_only=True)
    return {label: (result, todo) for label, result, todo in rows if label}


def verdict(book):
    return next(label for label in lines(book) if label.startswith(("ĐỦ ĐIỀU KIỆN GỬI", "CHƯA GỬI")))


@pytest.mark.parametrize(("book", "expected"), [
    ("empty", "CHƯA GỬI: còn 2 mục màu đỏ ở trên cần sửa"),
    ("half", "CHƯA GỬI: còn 5 mục màu đỏ ở trên cần sửa"),
    ("complete", "ĐỦ ĐIỀU KIỆN GỬI (nên xem lại 2 mục màu vàng)"),
    ("nil", "ĐỦ ĐIỀU KIỆN GỬI"),
])
def test_one_verdict(book, expected, calculated):
    assert verdict(calculated[book]) == expected


def test_checks_of_a_complete_workbook(calculated):
    found = lines(calculated["complete"])
    assert found["Trang 1. Thông tin chung"] == ("Đạt", None)
    assert found["Trang 2a. Văn bản, sáng kiến"] == ("Đạt", None)
    assert found["Trang 2b. Cơ chế, chính sách"] == (
        "Chưa có dòng nào", "Nếu không có việc nào, chọn Có ở ô “Trang 2b không phát sinh” (trang 1. Thông tin chung).")
    assert found["Có kết quả, hoặc đã khai không phát sinh"] == ("Đạt", None)
    assert found["Trang 4. Đề nghị, điển hình"] == ("Đạt", None)


def test_checks_of_a_workbook_with_mistakes(calculated):
    found = lines(calculated["half"])
    assert found["Trang 1. Thông tin chung"] == ("5 ô cần sửa", "Điền hoặc sửa các ô có màu ở trang này.")
    assert found["Trang 2a. Văn bản, sáng kiến"] == ("5 dòng cần sửa", "Làm theo cột Việc cần làm ở cuối mỗi dòng.")
    assert found["Trang 2b. Cơ chế, chính sách"] == ("Không phát sinh", None)


def test_an_empty_workbook_must_say_that_nothing_happened(calculated):
    assert lines(calculated["empty"])["Có kết quả, hoặc đã khai không phát sinh"] == (
        "Chưa có kết quả nào", "Nhập ít nhất một dòng, hoặc chọn Có ở ô “Cả kỳ không phát sinh”.")
    found = lines(calculated["nil"])
    assert found["Có kết quả, hoặc đã khai không phát sinh"] == ("Đạt", None)
    assert {found[f"Trang {sheet.name}"][0] for sheet in shipped_definition().tables} == {"Không phát sinh"}


def test_rows_beside_a_declaration_of_none_and_a_declaration_without_reason(calculated):
    found = lines(calculated["contradiction"])
    assert found["Trang 2c. Nguồn lực, mô hình"] == (
        "Đã khai không phát sinh", "Trang có 1 dòng nhưng đã khai không phát sinh: đổi thành Không, hoặc xóa các dòng.")
    assert found["Có kết quả, hoặc đã khai không phát sinh"] == ("Đạt; nên ghi lý do", "Nên ghi một câu vào ô “Lý do không phát sinh”.")
    assert verdict(calculated["contradiction"]) == "CHƯA GỬI: còn 1 mục màu đỏ ở trên cần sửa"


def test_the_page_to_sign_says_whose_it_is(calculated):
    assert calculated["complete"][NAME]["B3"].value.strip() == "Đơn vị: Văn phòng Sở.  Kỳ báo cáo: 2022-03.  Lần gửi: 1."


def test_totals(calculated):
    rows = list(calculated["complete"][NAME].iter_rows(min_col=2, max_col=3, values_only=True))
    start = next(number for number, (label, _) in enumerate(rows) if label == "Tổng hợp trong tệp")
    assert rows[start + 1:start + 10] == [
        ("2a. Văn bản, sáng kiến", 1), ("2b. Cơ chế, chính sách", 0), ("2c. Nguồn lực, mô hình", 1),
        ("   Cộng cột Số tiền (đồng)", 16500000), ("   Cộng cột Giá trị quy đổi (đồng)", 0), ("2d. Tuyên truyền", 0),
        ("3. Cá nhân", 1), ("   Cộng cột Số tiền (đồng)", 0), ("4. Đề nghị, điển hình", 1)]


def test_how_to_send_and_who_signs(calculated):
    found = lines(calculated["complete"])
    assert found["Đặt tên tệp"][0] == "TD_VP_2022-03.xlsx (giữ nguyên tên này)"
    assert found["Gửi tới"][0] == "thidua@stttt.example.vn"
    assert found["Hạn gửi"][0] == "Trước 17:00 thứ Tư, ngày 16/03/2022"
    texts = [value for row in calculated["complete"][NAME].iter_rows(values_only=True) for value in row]
    assert texts.index("Ngày 14 tháng 3 năm 2022") < texts.index("NGƯỜI LẬP BIỂU") < texts.index("Lường Văn Anh")
    assert "Nông Thị Bích" in texts


def test_the_standard_workbook_names_no_address_and_no_day(opened):
    found = lines(opened["standard"])
    assert found["Gửi tới"][0] == "Thư điện tử của Văn phòng Sở"
    assert found["Hạn gửi"][0] == "Theo thông báo của Văn phòng Sở"
    assert found["Đặt tên tệp"][0] == "TD_don_vi_nam-thang.xlsx"


def test_the_page_is_one_upright_sheet_of_paper(opened):
    page = opened["empty"][NAME]
    assert page.page_setup.orientation != "landscape" and str(page.page_setup.paperSize) == "9"
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight or 1) == (1, 1) and page.sheet_properties.pageSetUpPr.fitToPage
    assert not page.merged_cells.ranges
    assert [page[f"B{row}"].hyperlink.location for row in (5, 6)] == ["'1. Thông tin chung'!A1", "'2a. Văn bản, sáng kiến'!A1"]


def test_a_row_that_repeats_another_is_not_ready(tmp_path):
    """As the batch returns it (A311): whatever its answer to a query or its spaces, and not for a 0 where the other says nothing."""
    given = {**MONEY, "giai_trinh": "Đã hỏi", "so_luot_ho": None, "so_ho": None}
    other = {**given, "noi_dung": "Vận động ủng hộ nhà văn hóa thôn"}
    for name, rows in (("twice", [MONEY, given, other, {**given, "giai_trinh": None}]), ("apart", [given, other, {**given, "so_ho": 0}]),
                       ("spaces", [other, {**other, "noi_dung": "Vận động  ủng hộ nhà\u00a0văn hóa thôn "}])):
        book = book_of(tmp_path / f"{name}.xlsx")
        write_workbook(tmp_path / f"{name}.xlsx", book.definition, small_registry(), book.unit, book.period,
                       Filled(COMPLETE.form, COMPLETE.rows | {"nguon_luc": rows}))
    made = convert([tmp_path / f"{name}.xlsx" for name in ("twice", "apart", "spaces")], "xlsx", tmp_path / "calculated")
    twice, apart, spaces = (load_workbook(path, data_only=True) for path in made)
    assert lines(twice)["Trang 2c. Nguồn lực, mô hình"] == (
        "Hàng 11 bị trùng", "Hàng 11 giống hệt một hàng ở trên: xóa, hoặc ghi rõ chỗ khác nhau.")
    assert verdict(twice).startswith("CHƯA GỬI: còn 1 mục màu đỏ")
    assert lines(spaces)["Trang 2c. Nguồn lực, mô hình"][0] == "Hàng 9 bị trùng"
    assert lines(apart)["Trang 2c. Nguồn lực, mô hình"][0].startswith("Đạt")


def test_what_stands_below_the_rows_is_told(tmp_path):
    """The batch reads such rows, so they block nothing and count in the totals; but nobody has checked them."""
    definition, below = shipped_definition(), "Dòng dưới STT 40 không được tự kiểm tra:"
    free, full = f"{below} chép lên dòng vàng còn trống.", f"{below} đã hết dòng vàng, báo Văn phòng Sở cấp biểu dài hơn."
    given = [{**ASSIGNED, "noi_dung": f"Công việc số {number}"} for number in range(definition.workbook.rows)]
    found = {}
    for name, form, rows in (
            ("some", {"kps_co_che": "Có"}, {"van_ban": [ASSIGNED], "nguon_luc": [MONEY, MONEY], "ca_nhan": [{"noi_dung": "x"}]}),
            ("full", {}, {"van_ban": given, "nguon_luc": [{**MONEY, "so_tien": 900}]})):
        book = book_of(tmp_path / f"{name}.xlsx")
        write_workbook(tmp_path / f"{name}.xlsx", definition, small_registry(), book.unit, book.period, Filled(COMPLETE.form | form, rows))
        typed = edit(tmp_path / f"{name}.xlsx", tmp_path / f"{name}_below.xlsx", _typed_below)
        found[name] = load_workbook(convert([typed], "xlsx", tmp_path / "calculated")[0], data_only=True)
    told, more = lines(found["some"]), lines(found["full"])
    assert told["Trang 2a. Văn bản, sáng kiến"] == ("Đạt; 2 dòng nằm dưới biểu", free)
    assert told["Trang 2b. Cơ chế, chính sách"] == (
        "Đã khai không phát sinh; 2 dòng nằm dưới biểu",
        f"Trang có 2 dòng nhưng đã khai không phát sinh: đổi thành Không, hoặc xóa các dòng. {free}")
    assert told["Trang 2c. Nguồn lực, mô hình"] == (
        "Hàng 9 bị trùng; 2 dòng nằm dưới biểu", f"Hàng 9 giống hệt một hàng ở trên: xóa, hoặc ghi rõ chỗ khác nhau. {free}")
    assert told["Trang 2d. Tuyên truyền"] == ("Chưa có dòng nào; 2 dòng nằm dưới biểu", free)
    assert told["Trang 3. Cá nhân"] == (
        "1 dòng cần sửa; 2 dòng nằm dưới biểu", f"Làm theo cột Việc cần làm ở cuối mỗi dòng. {free}")
    assert told["Trang 4. Đề nghị, điển hình"] == ("Không có dòng nào; 2 dòng nằm dưới biểu", free)
    assert verdict(found["some"]) == "CHƯA GỬI: còn 3 mục màu đỏ ở trên cần sửa"
    assert more["Trang 2a. Văn bản, sáng kiến"] == ("Đạt; 2 dòng nằm dưới biểu", full)
    assert more["Trang 2c. Nguồn lực, mô hình"] == (
        "Đạt; xem lại 1 dòng; 2 dòng nằm dưới biểu",
        f"Kiểm lại các ô ghi Xem lại. Nếu đúng, ghi lý do vào cột Giải trình. {free}")
    assert verdict(found["full"]) == "ĐỦ ĐIỀU KIỆN GỬI (nên xem lại 6 mục màu vàng)"
    assert (told["2a. Văn bản, sáng kiến"][0], more["2a. Văn bản, sáng kiến"][0]) == (3, 42)


def _typed_below(name, content):
    """Two rows of words, and a blank, below the form of each table; a part of a workbook."""
    if name not in [part(sheet.key) for sheet in shipped_definition().tables]:
        return content
    rows = "".join(f'<row r="{row}"><c r="D{row}" t="inlineStr"><is><t>Một việc ghi dưới biểu</t></is></c>'
                   f'<c r="E{row}" t="inlineStr"><is><t> </t></is></c></row>' for row in (60, 62))
    return content.replace(b"</sheetData>", f"{rows}</sheetData>".encode())
