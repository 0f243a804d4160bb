"""Changes to make in a finished paper: each function gives one, to be called with the open document."""

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

REPORT, SUBMISSION, LETTER, NOTICE, MINUTES, LIST = "bao_cao_thang", "to_trinh", "don_doc", "thong_bao", "bien_ban", "danh_sach"
BODY_LINE = "Sở Thông tin và Truyền thông báo cáo"


def paragraphs(document):
    """Every paragraph of the body and its tables."""
    from docx.text.paragraph import Paragraph

    return [Paragraph(element, document) for element in document.element.body.iter(qn("w:p"))]


def find(document, start):
    """The first paragraph that begins so."""
    return next(paragraph for paragraph in paragraphs(document) if paragraph.text.startswith(start))


def looks(start, **traits):
    """Set size, bold, italic of every run of a paragraph directly."""
    def change(document):
        for run in find(document, start).runs:
            for trait, value in traits.items():
                setattr(run.font, trait, value)
    return change


def aligned(start, where):
    """Set the alignment of a paragraph directly."""
    def change(document):
        find(document, start).alignment = getattr(WD_ALIGN_PARAGRAPH, where)
    return change


def says(start, text):
    """Give a paragraph other words."""
    def change(document):
        paragraph = find(document, start)
        for run in paragraph.runs[1:]:
            run._r.getparent().remove(run._r)
        paragraph.runs[0].text = text
    return change


def gone(start):
    """Take a paragraph out (an only one of a cell is emptied)."""
    def change(document):
        paragraph = find(document, start)
        alone = paragraph._p.getparent().tag == qn("w:tc") and len(paragraph._p.getparent().findall(qn("w:p"))) == 1
        if alone:
            for run in paragraph.runs:
                run.text = ""
        else:
            paragraph._p.getparent().remove(paragraph._p)
    return change


def shape(start, **traits):
    """Set the paragraph format directly."""
    def change(document):
        for trait, value in traits.items():
            setattr(find(document, start).paragraph_format, trait, value)
    return change


def style(name, **traits):
    """Change a named style: nothing stands at the paragraph itself."""
    def change(document):
        for trait, value in traits.items():
            setattr(document.styles[name].font, trait, value)
    return change


def margin(side, size):
    """Another margin in the last section."""
    def change(document):
        setattr(document.sections[-1], side, Mm(size))
    return change


def no_rule(start):
    """Take out the ruled paragraph below."""
    def change(document):
        below = find(document, start)._p.getnext()
        below.getparent().remove(below)
    return change


def section(change_properties):
    """Change the properties of the last section."""
    def change(document):
        change_properties(document.sections[-1], document.sections[-1]._sectPr)
    return change


def numbering(key, value):
    """Set an attribute of w:pgNumType."""
    def change(document):
        document.sections[-1]._sectPr.find(qn("w:pgNumType")).set(qn(f"w:{key}"), value)
    return change


def header_number(change_paragraph):
    """Change the paragraph of the page number."""
    def change(document):
        change_paragraph(document.sections[0].header.paragraphs[0])
    return change
