"""Blocks that every Word paper of ours is built from: header block, tables, signature, sections. Tags are docxtpl's."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FIXED_TIME = datetime(2021, 8, 1)
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
TEXT_WIDTH, WIDE_WIDTH = 160, 247
HEADER_WIDTHS = (67, 93)
SIGNATURE_WIDTHS = (70, 90)
FRAME_WIDTH = 17
BODY, NOTE, CAPTION = "Thân bài", "Ghi chú bảng", "Tên bảng"
TAG, SMALL = "Thẻ", ("Ô chữ, nhỏ", "Ô số, nhỏ", "Ô giữa, nhỏ")


@dataclass(frozen=True)
class Cell:
    """One column of a table: header, text and style of its cells, width in mm. `each` repeats the column: the loop of the
    header ("unit in block.units") and that of the row ("value in row.values")."""

    header: str
    text: str
    width: float
    style: str = "Ô chữ"
    each: tuple[str, str] = ("", "")


def add(holder, text: str, style: str):
    """A paragraph of that style at the end of a document, cell, header or footer."""
    return holder.add_paragraph(text, style=style)


def first(cell, text: str, style: str) -> None:
    """Fill the paragraph that a new cell already has."""
    cell.paragraphs[0].style = style
    cell.paragraphs[0].add_run(text)


def below_table(paragraph):
    """The same paragraph with room above it."""
    paragraph.paragraph_format.space_before = Pt(8)
    return paragraph


def loop(holder, tag: str) -> None:
    """A control tag alone in its paragraph, which docxtpl takes out."""
    add(holder, f"{{%p {tag} %}}", TAG)


def lines(holder, each: str, style: str) -> None:
    """A paragraph for every line of a list."""
    loop(holder, f"for line in {each}")
    add(holder, "{{ line }}", style)
    loop(holder, "endfor")


def title_block(document, kind: str, *, spanned: bool = False) -> None:
    """Kind and subject with the short rule below (NĐ 30, ô 5a); spanned: the days of a span under the subject, if told."""
    add(document, kind, "Tên loại")
    add(document, "{{ subject_line }}", "Trích yếu")
    if spanned:
        lines_if(document, "span_line", "Trích yếu", "{{ span_line }}")
    add(document, "", "Kẻ dưới trích yếu")


def lines_if(holder, condition: str, style: str, *texts: str) -> None:
    """Paragraphs that stand only where the condition holds."""
    loop(holder, f"if {condition}")
    for text in texts:
        add(holder, text, style)
    loop(holder, "endif")


def header_block(document, *, numbered: bool = True, dated: bool = True, subject: bool = False) -> None:
    """Agency left, Quốc hiệu right (at least 9.2 cm, so that it stays on one line), then number and date.

    Minutes have a number and no date line (NĐ 30, mẫu 1.9); a working sheet has neither.
    """
    table = _plain_table(document, 1 + (numbered or dated), HEADER_WIDTHS)
    left, right = table.rows[0].cells
    _each_line(left, "line in parent_lines", "Cơ quan chủ quản")
    _each_line(left, "line in agency_lines", "Cơ quan ban hành", begun=True)
    add(left, "", "Kẻ dưới cơ quan")
    first(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quốc hiệu")
    add(right, "Độc lập - Tự do - Hạnh phúc", "Tiêu ngữ")
    add(right, "", "Kẻ dưới tiêu ngữ")
    for place, text, style in ((0, "{{ number_line }}" * numbered, "Số, ký hiệu"),
                               (1, "{{ date_line }}" * dated, "Địa danh, thời gian")):
        if numbered or dated:
            first(table.rows[1].cells[place], text, style)
    if subject:
        add(table.rows[1].cells[0], "{{ subject_line }}", "Trích yếu công văn")


def signature_block(document) -> None:
    """Nơi nhận left, signer right, in one row that never breaks; room for the digital signature and nothing in it."""
    table = _plain_table(document, 1, SIGNATURE_WIDTHS)
    left, right = table.rows[0].cells
    first(left, "Nơi nhận:", "Nơi nhận")
    lines(left, "recipients", "Nơi nhận, dòng")
    _each_line(right, "line in signer_lines", "Quyền hạn, chức vụ")
    add(right, "", "Khoảng ký")
    add(right, "{{ signer_name }}", "Họ tên người ký")


def two_signers(document, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]]) -> None:
    """Two signers side by side, each a list of (text, style), in one row that never breaks; nothing where they sign."""
    table = _plain_table(document, 1, (80, 80))
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        first(cell, *lines[0])
        for text, style in lines[1:]:
            add(cell, text, style)


def _each_line(cell, each: str, style: str, begun: bool = False) -> None:
    opening = f"{{%p for {each} %}}"
    if begun:
        add(cell, opening, TAG)
    else:
        first(cell, opening, TAG)
    add(cell, "{{ line }}", style)
    loop(cell, "endfor")


def data_table(document, key: str, title: str, each: str, cells: Sequence[Cell], total: float,
               together: bool = False) -> None:
    """A bordered table: header row that repeats, one row for each of `each` ("row in rows"), rows that do not break.

    total is the table's width in mm: columns repeated by a loop share it (reports/docx_check.py). `key` stands in the
    table's alternative text as "bang:<key>"; by it a finished report is counted. together: the whole table on one page.
    """
    columns = [part for cell in cells for part in _columns(cell)]
    table = document.add_table(rows=4, cols=len(columns))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _describe(table, key, title)
    _borders(table)
    head, opening, body, closing = table.rows
    for place, (header, text, _, style) in enumerate(columns):
        first(head.cells[place], header, style if style == TAG else "Đầu bảng, nhỏ" if style in SMALL else "Đầu bảng")
        first(body.cells[place], text, style)
        body.cells[place].paragraphs[0].paragraph_format.keep_with_next = together or None
    _set_widths(table, [width for _, _, width, _ in columns], total)
    for row, tag in ((opening, f"{{%tr for {each} %}}"), (closing, "{%tr endfor %}")):
        first(row.cells[0].merge(row.cells[-1]), tag, TAG)
    for row in table.rows:
        _row_flag(row, "w:cantSplit")
    _row_flag(head, "w:tblHeader")


def _columns(cell: Cell) -> list[tuple[str, str, float, str]]:
    """(header, text, width, style) of a column; a repeated one is framed by two columns that docxtpl takes out."""
    mine = (cell.header, cell.text, cell.width, cell.style)
    if not cell.each[0]:
        return [mine]
    head, body = (f"{{%tc for {loop} %}}" for loop in cell.each)
    return [(head, body, FRAME_WIDTH, TAG), mine, ("{%tc endfor %}", "{%tc endfor %}", FRAME_WIDTH, TAG)]


def _plain_table(document, rows: int, widths: Sequence[float]):
    table = document.add_table(rows=rows, cols=len(widths))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    properties = table._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(_width(f"w:{side}", 0))
    properties.append(margins)
    _set_widths(table, widths)
    for row in table.rows:
        _row_flag(row, "w:cantSplit")
    return table


def _width(tag: str, twips: int):
    element = OxmlElement(tag)
    element.set(qn("w:w"), str(twips))
    element.set(qn("w:type"), "dxa")
    return element


def _set_widths(table, widths: Sequence[float], total: float = TEXT_WIDTH) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")):
        properties.remove(old)
    whole = _width("w:tblW", round(total * 1440 / 25.4))
    properties.insert_element_before(whole, "w:jc", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook",
                                     "w:tblCaption", "w:tblDescription")


def _describe(table, key: str, title: str) -> None:
    for tag, text in (("w:tblCaption", title), ("w:tblDescription", f"bang:{key}")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), text)
        table._tbl.tblPr.append(element)


def _borders(table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 28), ("left", 57), ("bottom", 28), ("right", 57)):
        margins.append(_width(f"w:{side}", twips))
    properties = table._tbl.tblPr
    properties.insert_element_before(borders, "w:tblLayout", "w:tblLook", "w:tblCaption")
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption")


def _row_flag(row, tag: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(tag))


def save(document, path: Path) -> Path:
    """Write with fixed times and properties, so that the same template has the same bytes."""
    properties = document.core_properties
    properties.author = properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.title = properties.subject = ""
    properties.created = properties.modified = FIXED_TIME
    properties.revision, properties.language = 1, "vi-VN"
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return path

