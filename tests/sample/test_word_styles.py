"""The page and the styles: NĐ 30/2020/NĐ-CP, Phụ lục I."""

from docx.oxml.ns import qn

from emulation_batch.sample.word_styles import STYLES, blank_document

SIZES = {"Quốc hiệu": (12, 13), "Tiêu ngữ": (13, 14), "Cơ quan chủ quản": (12, 13), "Cơ quan ban hành": (12, 13),
         "Số, ký hiệu": (13, 13), "Địa danh, thời gian": (13, 14), "Tên loại": (13, 14), "Trích yếu": (13, 14),
         "Kính gửi": (13, 14), "Căn cứ": (13, 14), "Thân bài": (13, 14), "Heading 1": (13, 14), "Heading 2": (13, 14),
         "Heading 3": (13, 14), "Quyền hạn, chức vụ": (13, 14), "Họ tên người ký": (13, 14), "Nơi nhận": (12, 12),
         "Nơi nhận, dòng": (11, 11), "Phụ lục, số": (14, 14), "Phụ lục, tên": (13, 14), "Phụ lục, kèm theo": (13, 14),
         "Số trang": (13, 14)}


def test_sizes_of_the_decree():
    for name, (least, most) in SIZES.items():
        assert least <= STYLES[name].size <= most, name


def test_a4_and_margins():
    section = blank_document().sections[0]
    twips = [round(length / 635) for length in (section.page_width, section.page_height, section.top_margin,
                                                section.bottom_margin, section.left_margin, section.right_margin)]
    assert abs(twips[0] - 11906) <= 20
    assert abs(twips[1] - 16838) <= 20
    assert twips[2:] == [1134, 1134, 1701, 1134]


def test_only_our_styles_and_vietnamese():
    styles = blank_document().styles
    names = {style.name for style in styles}
    assert names == {*STYLES, "Normal", "Default Paragraph Font", "Normal Table", "No List"}
    assert styles.element.find(f".//{qn('w:lang')}").get(qn("w:val")) == "vi-VN"


def test_body_lines_and_gaps():
    """First line 1 or 1.27 cm, at least 6 pt between paragraphs, lines single to one and a half."""
    for name in ("Thân bài", "Căn cứ"):
        shape = blank_document().styles[name].paragraph_format
        assert round(shape.first_line_indent / 360000, 2) in (1.0, 1.27)
        assert shape.space_after.pt >= 6
        assert 1 <= shape.line_spacing <= 1.5
