"""The page and the named styles of our Word papers: NĐ 30/2020/NĐ-CP, Phụ lục I (paper, margins, letters, sizes).

Every paragraph of a template has one of these styles, so that a secretary restyles it in one place. Table letters are not
regulated; their sizes are a house rule.
"""

from dataclasses import dataclass

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Times New Roman"
LEFT, CENTER, RIGHT, JUSTIFY = (WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT,
                                WD_ALIGN_PARAGRAPH.JUSTIFY)
FIRST_LINE = Mm(12.7)
KEPT_STYLES = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
KEPT_PARTS = ("styles", "settings", "fontTable", "theme", "core-properties", "officeDocument")


@dataclass(frozen=True)
class Look:
    """One paragraph style: letters, sizes in points, indents in mm; `exact` is a line height in points."""

    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    first_line: bool = False
    before: float = 0
    after: float = 0
    line: float = 1.0
    exact: float = 0
    keep_next: bool = False
    indent: float = 0
    left: float = 0
    rule: bool = False
    level: int | None = None


STYLES = {
    "Thân bài": Look(align=JUSTIFY, first_line=True, after=6, line=1.1),
    "Heading 1": Look(bold=True, first_line=True, before=6, after=6, keep_next=True, level=0),
    "Heading 2": Look(bold=True, first_line=True, after=6, keep_next=True, level=1),
    "Heading 3": Look(first_line=True, after=6, keep_next=True, level=2),
    "Trích yếu công văn": Look(size=12, align=CENTER, before=6),
    "Kính gửi, nhiều nơi": Look(after=6, left=36),
    "Kính gửi, dòng": Look(after=6, left=53.5),
    "Đề mục trang": Look(size=12, bold=True, before=4, after=2, keep_next=True),
    "Dòng trang": Look(size=12, align=JUSTIFY, after=2),
    "Căn cứ": Look(italic=True, align=JUSTIFY, first_line=True, after=6, line=1.1),
    "Cơ quan chủ quản": Look(size=12, align=CENTER),
    "Cơ quan ban hành": Look(size=12, bold=True, align=CENTER),
    "Quốc hiệu": Look(size=12, bold=True, align=CENTER),
    "Tiêu ngữ": Look(size=13, bold=True, align=CENTER),
    "Kẻ dưới cơ quan": Look(size=2, exact=3, indent=22, rule=True, after=6),
    "Kẻ dưới tiêu ngữ": Look(size=2, exact=3, indent=19, rule=True, after=6),
    "Kẻ dưới trích yếu": Look(size=2, exact=3, indent=51, rule=True, after=12),
    "Số, ký hiệu": Look(size=13, align=CENTER),
    "Địa danh, thời gian": Look(size=13, italic=True, align=CENTER),
    "Tên loại": Look(bold=True, align=CENTER, before=12, keep_next=True),
    "Trích yếu": Look(bold=True, align=CENTER, keep_next=True),
    "Kính gửi": Look(align=CENTER, after=8),
    "Tên bảng": Look(size=13, bold=True, align=CENTER, before=6, after=4, keep_next=True),
    "Biểu đồ": Look(size=11, align=CENTER, before=4, after=4),
    "Đầu bảng": Look(size=11, bold=True, align=CENTER, keep_next=True),
    "Ô chữ": Look(size=11),
    "Ô giữa": Look(size=11, align=CENTER),
    "Ô số": Look(size=11, align=RIGHT),
    "Ghi chú bảng": Look(size=10, italic=True, align=JUSTIFY, before=3, after=8),
    "Nơi nhận": Look(size=12, bold=True, italic=True, keep_next=True),
    "Nơi nhận, dòng": Look(size=11, keep_next=True),
    "Quyền hạn, chức vụ": Look(bold=True, align=CENTER, keep_next=True),
    "Dòng tin": Look(size=13, after=3),
    "Ý kiến": Look(size=13, after=26),
    "Ghi chú ký": Look(size=12, italic=True, align=CENTER, keep_next=True),
    "Khoảng ký": Look(exact=70, align=CENTER, keep_next=True),
    "Họ tên người ký": Look(bold=True, align=CENTER),
    "Phụ lục, số": Look(bold=True, align=CENTER, keep_next=True, level=0),
    "Phụ lục, tên": Look(bold=True, align=CENTER, keep_next=True),
    "Phụ lục, kèm theo": Look(italic=True, align=CENTER, after=8),
    "Số trang": Look(align=CENTER),
    "Dự thảo": Look(size=9, bold=True, align=RIGHT, exact=11),
    "Đầu bảng, nhỏ": Look(size=9, bold=True, align=CENTER, keep_next=True),
    "Ô chữ, nhỏ": Look(size=10),
    "Ô số, nhỏ": Look(size=9, align=RIGHT),
    "Ô giữa, nhỏ": Look(size=9, align=CENTER),
    "Ngắt phần": Look(size=1, exact=1),
    "Thẻ": Look(size=8),
}


def blank_document():
    """An empty python-docx document: A4 portrait, margins 20/20/30/20 mm, our styles and no others."""
    document = Document()
    _drop_leftovers(document)
    _set_defaults(document)
    for name, look in STYLES.items():
        _add_style(document, name, look)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance, section.footer_distance = Mm(9), Mm(10)
    return document


def set_fonts(properties) -> None:
    """Times New Roman for all four kinds of letters of a run or style, no theme font left to win over it."""
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)


def _drop_leftovers(document) -> None:
    """What python-docx's own blank document carries and an office's paper does not: a picture, 160 styles, custom XML."""
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            kind = relation.reltype.rsplit("/", 1)[1]
            if kind not in KEPT_PARTS:
                del holder.rels[key]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in KEPT_STYLES:
            styles.remove(style)
    settings = document.settings.element
    for tag in ("w:zoom", "w:savePreviewPicture", "w:rsids", "w:proofState"):
        for element in settings.findall(qn(tag)):
            settings.remove(element)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "vi-VN")


def _set_defaults(document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    letters = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_fonts(letters)
    letters.find(qn("w:lang")).set(qn("w:val"), "vi-VN")
    spacing = next(defaults.iter(qn("w:spacing")))
    for key in list(spacing.attrib):
        del spacing.attrib[key]
    spacing.set(qn("w:after"), "0")
    normal = document.styles["Normal"]
    set_fonts(normal.element.get_or_add_rPr())
    normal.font.size = Pt(14)


def _add_style(document, name: str, look: Look) -> None:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("Heading"))
    style.base_style = document.styles["Normal"]
    style.quick_style, style.hidden = True, False
    set_fonts(style.element.get_or_add_rPr())
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    shape = style.paragraph_format
    shape.alignment, shape.keep_with_next = look.align, look.keep_next
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = FIRST_LINE if look.first_line else None
    if look.exact:
        shape.line_spacing, shape.line_spacing_rule = Pt(look.exact), WD_LINE_SPACING.EXACTLY
    else:
        shape.line_spacing = look.line
    if look.indent:
        shape.left_indent = shape.right_indent = Mm(look.indent)
    if look.left:
        shape.left_indent = Mm(look.left)
    properties = style.element.get_or_add_pPr()
    if look.rule:
        properties.insert_element_before(_bottom_rule(), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    if look.level is not None:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.level))
        properties.append(level)


def _bottom_rule():
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "0"), ("color", "000000")):
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    return borders
