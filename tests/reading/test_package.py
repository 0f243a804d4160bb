"""Shared strings and date formats as Excel, LibreOffice and others write them."""

import io
import zipfile

import pytest

from emulation_batch.reading.package import Malformed, Package, read_strings

WORKBOOK = ('<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<sheets><sheet name="A" sheetId="1" state="veryHidden" r:id="r1"/><sheet name="Chart" sheetId="2" r:id="r2"/></sheets>'
            '<definedNames><definedName name="TDKT_MAU">"tdkt|a|1|b|c"</definedName></definedNames></workbook>')
RELATIONS = ('<Relationships xmlns="r"><Relationship Id="r1" Type="x/worksheet" Target="{}"/>'
             '<Relationship Id="r2" Type="x/chartsheet" Target="chartsheets/sheet1.xml"/>'
             '<Relationship Id="r3" Type="x/worksheet" Target="http://evil.example/a.xml" TargetMode="External"/></Relationships>')
STYLES = ('<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>{}</numFmts>'
          '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{}</cellXfs></styleSheet>')


def package(target="worksheets/sheet1.xml", **parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", WORKBOOK)
        archive.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format(target))
        archive.writestr("xl/Worksheets/Sheet1.xml", "<worksheet/>")
        for name, text in parts.items():
            archive.writestr(f"xl/{name}.xml", text)
    return Package(zipfile.ZipFile(content))


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/SHEET1.xml"])
def test_sheets_are_found_whatever_their_path(target):
    found = package(target)
    (name, hidden, part), = found.sheets
    assert (name, hidden, found.read(part)) == ("A", True, b"<worksheet/>")
    assert found.stamp_name == '"tdkt|a|1|b|c"'


def test_date_formats():
    """Only what shows a day or a time of day: no elapsed time, no letters inside quotes, colours or currency marks."""
    formats = {200: "dd/mm/yyyy", 201: "[$-F800]dddd\\,\\ mmmm\\ dd", 202: '0 "ngày"', 203: "[Red]0", 204: "[h]:mm", 205: "General",
               206: "#,##0\\ \\đ", 207: "h:mm AM/PM", 208: "0.00E+00", 209: "d" * 300, 210: "0;dd"}
    numbers = "".join(f'<numFmt numFmtId="{key}" formatCode="{code.replace(chr(34), "&quot;")}"/>' for key, code in formats.items())
    ids = [0, 14, 22, 46, 49, *formats]
    styles = package(styles=STYLES.format(numbers, "".join(f'<xf numFmtId="{key}"/>' for key in ids))).date_styles
    assert {ids[number] for number in styles} == {14, 22, 200, 201, 207}


def test_strings():
    """Rich text is joined, phonetic readings are left out, prefixes do not matter."""
    assert read_strings(
        '<x:sst xmlns:x="s" uniqueCount="4294967296"><x:si><x:t xml:space="preserve"> a </x:t></x:si>'
        "<x:si><x:r><x:rPr/><x:t>Lý </x:t></x:r><x:r><x:t>Ánh</x:t></x:r><x:rPh><x:t>xx</x:t></x:rPh></x:si><x:si/></x:sst>"
        .encode()) == ([" a ", "Lý Ánh", ""], {})
    with pytest.raises(Malformed):
        read_strings(b"<sst><si>")


def test_old_fonts_are_known_by_cell_style_and_by_part_of_a_text():
    """Only fonts from before Unicode; the numbers are those of cell styles, as cells name them."""
    styles = ('<styleSheet xmlns="m"><fonts><font><name val="Arial"/></font><font><sz val="11"/><name val=".VnTimeH"/></font>'
              '<font><name val="VNI-Times"/></font></fonts><cellStyleXfs><xf fontId="1"/></cellStyleXfs>'
              '<cellXfs><xf fontId="0"/><xf fontId="2"/><xf/><xf fontId="1"/></cellXfs></styleSheet>')
    found = package(styles=styles)
    assert [found.old_font(style, None) for style in ("0", "1", "2", "3", "9", "x")] == ["", "VNI-Times", "", ".VnTimeH", "", ""]
    strings = ('<sst xmlns="m"><si><t>a</t></si><si><r><rPr><rFont val="Arial"/></rPr><t>b</t></r>'
               '<r><rPr><rFont val=".VnTime"/></rPr><t>c</t></r></si></sst>')
    found = package(sharedStrings=strings)
    assert found.strings == ["a", "bc"]
    assert [found.old_font("0", number) for number in (0, 1, 2)] == ["", ".VnTime", ""]
    assert (package().strings, package().old_font("0", 0)) == ([], "")
