"""Deviations that the plain edits of `paper_edits` do not make: each a change of its own to the open document."""

from copy import deepcopy

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from support.paper_edits import BODY_LINE, REPORT, SUBMISSION, find, paragraphs


def number_at_foot(document):
    """Move the page number into the footer."""
    document.sections[0].footer.is_linked_to_previous = False
    document.sections[0].footer._element.append(deepcopy(document.sections[0].header.paragraphs[0]._p))


def rows_of(document):
    """The rows of the data table that has most."""
    return max((table for table in document.tables if "bang:" in table._tbl.tblPr.xml), key=lambda table: len(table.rows)).rows


def many_rows_no_head(document):
    """A long table whose head does not repeat."""
    rows = rows_of(document)
    for _ in range(10):
        rows[-1]._tr.addnext(deepcopy(rows[-1]._tr))
    flag = rows[0]._tr.find(f".//{qn('w:tblHeader')}")
    flag.getparent().remove(flag)


def breakable(document):
    """A row of data that may break."""
    flag = rows_of(document)[-1]._tr.find(f".//{qn('w:cantSplit')}")
    flag.getparent().remove(flag)


def signing_breaks(document):
    """The signature row may break."""
    for table in document.tables:
        if "Nơi nhận:" in "".join(cell.text for cell in table.rows[0].cells):
            flag = table.rows[0]._tr.find(f".//{qn('w:cantSplit')}")
            flag.getparent().remove(flag)


def no_room(document):
    """The room to sign taken out."""
    below = find(document, "GIÁM ĐỐC")._p.getnext()
    below.getparent().remove(below)


def signed_already(document):
    """Words where the signature goes."""
    find(document, "GIÁM ĐỐC")._p.addnext(deepcopy(find(document, "GIÁM ĐỐC")._p))
    paragraphs(document)
    second = [paragraph for paragraph in paragraphs(document) if paragraph.text == "GIÁM ĐỐC"][1]
    second.runs[0].text = "(Đã ký)"


def motto_left(document):
    """Quốc hiệu in the left cell."""
    left, right = document.tables[0].rows[0].cells
    for element in list(left._tc.findall(qn("w:p"))):
        right._tc.append(element)
    for element in list(right._tc.findall(qn("w:p")))[:3]:
        left._tc.append(element)


def agency_gone(document):
    """Nothing left of Quốc hiệu."""
    for paragraph in document.tables[0].rows[0].cells[0].paragraphs:
        for run in paragraph.runs:
            run.text = ""


def narrow_motto(document):
    """A right column in which Quốc hiệu breaks."""
    grid = document.tables[0]._tbl.tblGrid.findall(qn("w:gridCol"))
    grid[0].set(qn("w:w"), "4500")
    grid[1].set(qn("w:w"), "4571")


def before_body(text, kind):
    """A new paragraph before the first of the body."""
    def change(document):
        find(document, BODY_LINE if kind == REPORT else "Trên cơ sở" if kind == SUBMISSION else "Sở Thông tin và Truyền thông").insert_paragraph_before(
            text, style="Kính gửi" if text.startswith("Kính") else "Thân bài")
    return change


def picture(document):
    """A picture without words."""
    drawing, properties = OxmlElement("w:drawing"), OxmlElement("wp:docPr")
    properties.set("id", "9")
    properties.set("name", "Ảnh")
    drawing.append(properties)
    find(document, BODY_LINE).add_run()._r.append(drawing)


def no_title(document):
    """The file's title empty."""
    document.core_properties.title = ""


def swapped_signers(document):
    """THƯ KÝ right, CHỦ TỌA left."""
    left, right = find(document, "THƯ KÝ"), find(document, "CHỦ TỌA")
    left.runs[0].text, right.runs[0].text = "CHỦ TỌA", "THƯ KÝ"


def dated_minutes(document):
    """A line of place and date beside the number."""
    document.tables[0].rows[1].cells[1].paragraphs[0].add_run("Bắc Kạn, ngày 15 tháng 3 năm 2022")


def wrong_font_of_theme(document):
    """The font through the theme, as Word's own Normal has it."""
    fonts = find(document, BODY_LINE).runs[0]._r.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme"):
        fonts.set(qn(f"w:{kind}"), "minorHAnsi")


def colored(document):
    """Blue letters."""
    find(document, BODY_LINE).runs[0].font.color.rgb = RGBColor(0, 0, 200)


def appendix_in_the_flow(document):
    """The second appendix follows the first on the same pages."""
    endings = list(document.element.body.iter(qn("w:sectPr")))
    endings[1].getparent().remove(endings[1])


def landscape_letter(place, properties):
    """Letter paper."""
    place.page_width, place.page_height = Mm(279.4), Mm(215.9)


def wide_body(document):
    """The text itself on landscape pages, though its tables stand in appendices."""
    first = document.sections[0]
    first.page_width, first.page_height = first.page_height, first.page_width


def no_first_page(place, properties):
    """The number also on page one."""
    place.different_first_page_header_footer = False
