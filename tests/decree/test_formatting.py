"""What a run comes to, through defaults, styles and direct formatting."""

import pytest
from defusedxml.ElementTree import fromstring

from emulation_batch.decree.formatting import Styles

NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = fromstring(f"""<w:styles {NS}>
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="22"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Base"><w:basedOn w:val="N"/><w:pPr><w:jc w:val="both"/><w:ind w:firstLine="720"/></w:pPr>
  <w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Body"><w:basedOn w:val="Base"/><w:rPr><w:b w:val="0"/><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Circle"><w:basedOn w:val="Circle"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style></w:styles>""")
THEME = fromstring('<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:minorFont><a:latin typeface="Calibri"/>'
                   '</a:minorFont></a:theme>')


def read(xml, text="Nguyễn"):
    paragraph = fromstring(f"<w:p {NS}>{xml}</w:p>")
    run = paragraph.find("{*}r")
    styles = Styles(STYLES, THEME)
    return styles.letters(run, paragraph, None, text), styles.shape(paragraph, None)


@pytest.mark.parametrize(("style", "run", "font", "size", "bold", "italic"), [
    ("", "", {"Calibri"}, 14, False, False),
    ("Base", "", {"Times New Roman"}, 14, True, False),
    ("Body", "", {"Times New Roman"}, 14, False, True),
    ("Body", '<w:rStyle w:val="Strong"/>', {"Times New Roman"}, 14, True, True),
    ("Base", '<w:rStyle w:val="Strong"/>', {"Times New Roman"}, 14, False, False),
    ("Base", '<w:b w:val="false"/><w:sz w:val="26"/>', {"Times New Roman"}, 13, False, False),
    ("Base", '<w:rFonts w:ascii="Arial"/>', {"Arial", "Times New Roman"}, 14, True, False),
    ("Circle", "", {"Calibri"}, 11, False, False),
])
def test_letters(style, run, font, size, bold, italic):
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    seen, _ = read(f"{mark}<w:r><w:rPr>{run}</w:rPr><w:t/></w:r>")
    assert (set(seen.fonts), seen.size, seen.bold, seen.italic) == (font, size, bold, italic)


def test_shape_through_styles_and_directly():
    _, styled = read('<w:pPr><w:pStyle w:val="Body"/></w:pPr><w:r/>')
    assert (styled.align, styled.first_line, styled.after, round(styled.line, 2)) == ("both", 720, 8, 1.08)
    _, direct = read('<w:pPr><w:pStyle w:val="Body"/><w:spacing w:after="0" w:line="400" w:lineRule="exact"/><w:ind w:hanging="200"/>'
                     '<w:jc w:val="center"/></w:pPr><w:r/>')
    assert (direct.align, direct.first_line, direct.after, direct.line, direct.exact) == ("center", 0, 0, 0, 20)


def test_capitals_by_formatting_are_capitals():
    seen, _ = read("<w:r><w:rPr><w:caps/></w:rPr></w:r>", "Phụ lục")
    assert seen.text == "PHỤ LỤC"
