from support.paths import shipped_definition

NAME = shipped_definition().workbook.guide_name


def rows(page):
    return [tuple(value or "" for value in row) for row in page.iter_rows(min_col=2, max_col=4, values_only=True)]


def test_it_says_whose_workbook_it_is_and_until_when(opened):
    assert opened["empty"][NAME]["B3"].value == (
        "Văn phòng Sở - Kỳ báo cáo tháng 3 năm 2022, từ 15/02/2022 đến 14/03/2022. Gửi trước 17:00 thứ Tư, ngày 16/03/2022.")
    assert opened["standard"][NAME]["B3"].value.startswith("Biểu mẫu chuẩn.")
    steps = [words for label, words, _ in rows(opened["empty"][NAME]) if label.startswith("Bước")]
    assert len(steps) == 5 and steps[-1].endswith("với tên TD_VP_2022-03.xlsx và gửi tới thidua@stttt.example.vn.")


def test_it_lists_what_each_kind_needs(opened):
    found = rows(opened["empty"][NAME])
    assert ("2a. Văn bản, sáng kiến", "Mọi dòng", "Loại, Nội dung công việc, Người chủ trì, Minh chứng") in found
    assert ("", "a1 - Văn bản được giao", "thêm: Văn bản giao việc, Hạn hoàn thành") in found
    assert ("", "b1 - Ủng hộ, giúp đỡ người nghèo\nb2 - Tham gia chương trình giảm nghèo", "không cần thêm cột nào") in found


def test_every_sheet_can_be_reached(opened):
    page = opened["empty"][NAME]
    links = [cell.hyperlink.location for row in page.iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{sheet.name}'!A1" for sheet in shipped_definition().sheets]


def test_colours_are_shown_as_they_are_used(opened):
    page = opened["empty"][NAME]
    shown = {row[1].value: row[1].fill.fgColor.rgb for row in page.iter_rows() if row[1].fill.fill_type == "solid"}
    assert shown["Còn thiếu"] == "FFFBE3E0" and shown["Cần sửa"] == "FFFFE8C7" and shown["Đủ"] == "FFE2F0D9"
    assert shown["Ô nhập"] == "FFFFFBE6" and shown["Ô tự tính, ô ghi sẵn"] == "FFF2F2F2"


def test_it_is_one_page(opened):
    page = opened["empty"][NAME]
    assert page.sheet_properties.pageSetUpPr.fitToPage and page.page_setup.orientation != "landscape"
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight or 1) == (1, 1)
