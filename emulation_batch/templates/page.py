"""What every visible sheet has in common: paper, header and footer, protection without a password."""

import math

from xlsxwriter.worksheet import Worksheet

from emulation_batch import layout
from emulation_batch.definition import Definition
from emulation_batch.periods import Period
from emulation_batch.registry import Unit
from emulation_batch.templates.context import Book
from emulation_batch.templates.formulas import quoted

# inputs are unlocked cells; widths and heights stay in the hands of whoever reads
ALLOWED = {"format_columns": True, "format_rows": True}
A4 = 9
NOTE_AUTHOR = "Văn phòng Sở"
# pixels of a note: its width, the letters a line of it holds, the height of a line
NOTE_WIDTH, NOTE_LETTERS, NOTE_LINE = 340, 50, 17
SMALL = '&"Arial,Regular"&9 '


def finish(book: Book, worksheet: Worksheet, *, landscape: bool = True, tall: int = 0) -> None:
    """A4, one page wide (and `tall` pages high, 0 as many as it takes), page numbers, protected, gridlines off."""
    if landscape:
        worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, tall)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    worksheet.set_header(header_of(book.definition, book.unit, book.period), {"margin": 0.3})
    worksheet.set_footer(f"&L{SMALL}&A&R{SMALL}Trang &P/&N", {"margin": 0.3})
    worksheet.hide_gridlines(2)
    worksheet.protect("", ALLOWED)


def header_of(definition: Definition, unit: Unit | None, period: Period | None) -> str:
    """The page header, in the codes of spreadsheets: the movement on the left, whose workbook it is on the right."""
    owner = f"{unit.name} - {period.month.title}" if unit and period else ""
    return f"&L{SMALL}{header_text(definition.movement.short)}&R{SMALL}{header_text(owner)}"


def add_note(worksheet: Worksheet, row: int, column: int, words: str) -> None:
    """A note at a cell, seen when the mouse is over it, as large as its words need."""
    lines = sum(max(1, math.ceil(len(part) / NOTE_LETTERS)) for part in words.split("\n"))
    worksheet.write_comment(row, column, words, {"author": NOTE_AUTHOR, "font_name": "Arial", "font_size": 10, "visible": False,
                                                 "width": NOTE_WIDTH, "height": lines * NOTE_LINE + 12})


def links(book: Book, worksheet: Worksheet, guide_column: int, verdict_column: int, back_column: int) -> None:
    """The row of links to the guide, to the verdict and back to what must be mended, and the heights of the rows around it."""
    names = book.definition.workbook
    back = [(back_column, layout.RETURNED_NAME, f"→ Về trang {layout.RETURNED_NAME}")] if book.returned else []
    for row in (layout.INTRO_ROW, layout.STATUS_ROW, layout.LINKS_ROW):
        worksheet.set_row(row, 20)
    for column, name, words in ((guide_column, names.guide_name, "→ Xem Hướng dẫn"),
                                (verdict_column, names.verdict_name, "→ Đến Kiểm tra và gửi"),
                                *back):
        worksheet.write_url(layout.LINKS_ROW, column, sheet_link(name), book.styles.link, words)


def sheet_link(name: str) -> str:
    """A link to the top of a sheet of the same workbook."""
    return f"internal:{quoted(name)}!A1"


def header_text(text: str) -> str:
    """A text in which "&" starts no code of a page header."""
    return text.replace("&", "&&")
