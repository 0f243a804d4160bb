"""The finished monthly paper against the rows of NĐ 30/2020/NĐ-CP (word-layout rules), element by element."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from support.docx_text import seen

NUMBER_BLANK, DAY_BLANK = "\u00a0" * 7, "\u00a0" * 5
#      first words of the paragraph: (least size, most size, bold, italic, alignment)
ELEMENTS = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": (12, 13, True, False, "center"),
    "Độc lập - Tự do - Hạnh phúc": (13, 14, True, False, "center"),
    "TỈNH BẮC KẠN": (12, 13, False, False, "center"),
    "SỞ THÔNG TIN VÀ TRUYỀN THÔNG": (12, 13, True, False, "center"),
    f"Số:{NUMBER_BLANK}/BC-STTTT": (13, 13, False, False, "center"),
    f"Bắc Kạn, ngày{DAY_BLANK} tháng 3 năm 2022": (13, 14, False, True, "center"),
    "BÁO CÁO": (13, 14, True, False, "center"),
    "Kết quả thực hiện Phong trào": (13, 14, True, False, "center"),
    "Kính gửi: ": (13, 14, False, False, "center"),
    "Căn cứ Luật": (13, 14, False, True, "justify"),
    "Sở Thông tin và Truyền thông báo cáo": (13, 14, False, False, "justify"),
    "I. CÔNG TÁC LÃNH ĐẠO": (13, 14, True, False, "left"),
    "1. Đối với tập thể": (13, 14, True, False, "left"),
    "a) Văn bản": (13, 14, False, False, "left"),
    "Trên đây là báo cáo": (13, 14, False, False, "justify"),
    "Nơi nhận:": (12, 12, True, True, "left"),
    "- Như trên;": (11, 11, False, False, "left"),
    "GIÁM ĐỐC": (13, 14, True, False, "center"),
    "Vi Quang Minh": (13, 14, True, False, "center"),
    "Phụ lục I": (14, 14, True, False, "center"),
    "BẢNG TỔNG HỢP THEO ĐƠN VỊ": (13, 14, True, False, "center"),
    "(Kèm theo Báo cáo số": (13, 14, False, True, "center"),
}


@pytest.fixture(scope="module")
def document(monthly_papers):
    return Document(str(monthly_papers / "spring.docx"))


@pytest.fixture(scope="module")
def small(monthly_papers):
    return seen(monthly_papers / "spring.docx")


@pytest.mark.parametrize("start", ELEMENTS)
def test_element(small, start):
    least, most, bold, italic, align = ELEMENTS[start]
    paragraph = next(item for item in small if item.text.startswith(start))
    assert least <= paragraph.size <= most
    assert (paragraph.bold, paragraph.italic, paragraph.align) == (bold, italic, align)


def test_one_font_through_all_styles(monthly_papers):
    assert {font for paragraph in seen(monthly_papers / "large.docx") for font in paragraph.fonts} == {"Times New Roman"}


def test_sections(document):
    """A4; portrait body, then a landscape section for each appendix, each numbered from 1, none on its first page."""
    shapes = [(round(section.page_width.mm), round(section.page_height.mm)) for section in document.sections]
    assert shapes == [(210, 297)] + [(297, 210)] * 5
    for section in document.sections:
        twips = {name: round(getattr(section, f"{name}_margin") / 635) for name in ("top", "bottom", "left", "right")}
        assert 1134 <= twips["top"] <= 1417
        assert 1134 <= twips["bottom"] <= 1417
        assert 1701 <= twips["left"] <= 1984
        assert 850 <= twips["right"] <= 1134
        assert section.different_first_page_header_footer
        assert section._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) == "1"
        assert "PAGE" in section.header._element.xml
        assert "PAGE" not in section.first_page_header._element.xml


def test_bases_end_as_they_should(small):
    bases = [item.text for item in small if item.style == "Căn cứ"]
    assert len(bases) >= 2
    assert all(base.startswith("Căn cứ ") and base.endswith(";") for base in bases[:-1])
    assert bases[-1].endswith(".")


def test_recipients(small):
    lines = [item.text for item in small if item.style == "Nơi nhận, dòng"]
    assert lines[0] == "- Như trên;"
    assert lines[-1] == "- Lưu: VT, VP."
    assert all(line.endswith(";") for line in lines[:-1])


def test_the_last_line_stays_with_the_signature(document):
    last = next(paragraph for paragraph in document.paragraphs if paragraph.text.endswith("./."))
    assert last.paragraph_format.keep_with_next
    assert last._p.getnext().tag == qn("w:tbl")
    assert last._p.getnext().find(f".//{qn('w:cantSplit')}") is not None


def test_tables(document):
    """Fixed widths that fill the page, a head that repeats, rows that do not break."""
    tables = [table for table in document.tables if "bang:" in table._tbl.tblPr.xml]
    assert len(tables) == 13
    for table in tables:
        properties = table._tbl.tblPr
        whole = int(properties.find(qn("w:tblW")).get(qn("w:w")))
        assert round(whole / 56.7) in (160, 247)
        assert sum(int(column.get(qn("w:w"))) for column in table._tbl.tblGrid) == whole
        assert table._tbl.tr_lst[0].find(f".//{qn('w:tblHeader')}") is not None
        for row in table._tbl.tr_lst:
            assert row.find(f".//{qn('w:cantSplit')}") is not None
            assert sum(int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in row.tc_lst) == whole


def test_rules_are_borders_and_nothing_is_underlined(document):
    xml = document.element.body.xml
    assert "<w:u " not in xml
    assert "____" not in xml
