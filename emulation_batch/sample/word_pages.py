"""Pages of our Word papers: size, sections, page numbers (NĐ 30/2020/NĐ-CP, Phụ lục I)."""

from copy import deepcopy

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from emulation_batch.sample.word_parts import add, header_block, loop
from emulation_batch.sample.word_styles import blank_document


def start(*, wide: bool = False, headed: bool = True, numbered: bool = True, dated: bool = True, subject: bool = False):
    """A new paper: page, page numbers, header block (`subject`: an official letter, "V/v …" under its number)."""
    document = blank_document()
    if wide:
        lay_wide(document.sections[0])
    page_numbers(document.sections[0])
    if headed:
        header_block(document, numbered=numbered, dated=dated, subject=subject)
    return document


def page_numbers(section) -> None:
    """Arabic numbers from 1, centred in the top margin, none on the first page; "DỰ THẢO" above while not sealed."""
    section.different_first_page_header_footer = True
    for header, numbered in ((section.first_page_header, False), (section.header, True)):
        header.is_linked_to_previous = False
        paragraph = header.paragraphs[0]
        paragraph.style = "Số trang"
        if numbered:
            _field(paragraph, "PAGE")
        loop(header, "if draft_mark")
        add(header, "{{ draft_mark }}", "Dự thảo")
        loop(header, "endif")
    for copied in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(copied)
    kind = OxmlElement("w:pgNumType")
    kind.set(qn("w:start"), "1")
    section._sectPr.insert_element_before(kind, "w:cols", "w:titlePg", "w:docGrid")


def _field(paragraph, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = text
            run._r.append(element)
        elif kind != "text":
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            run._r.append(element)


def landscape_section(document) -> None:
    """End the portrait part; what follows is landscape, on a new page, numbered by itself (NĐ 30: each appendix from 1)."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].style = "Ngắt phần"
    lay_wide(section)
    page_numbers(section)


def lay_wide(section) -> None:
    """A4 landscape, the margins of the decree."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(30), Mm(20)


def end_section(document) -> None:
    """End a section here and begin another just like it; may stand inside a condition, as both have one layout."""
    paragraph = add(document, "", "Ngắt phần")
    paragraph._p.get_or_add_pPr().append(deepcopy(document.sections[-1]._sectPr))
