"""What every visible sheet has in common: paper, header and footer, protection without a password."""

from xlsxwriter.worksheet import Worksheet

from emulation_batch.templates.context import Book

# inputs are unlocked cells; widths and heights stay in the hands of whoever reads
ALLOWED = {"format_columns": True, "format_rows": True}
A4 = 9


def finish(book: Book, worksheet: Worksheet, *, landscape: bool = True, tall: int = 0) -> None:
    """A4, one page wide (and `tall` pages high, 0 as many as it takes), page numbers, protected, gridlines off."""
    if landscape:
        worksheet.set_landscape()
    worksheet.set_paper(A4)
    worksheet.fit_to_pages(1, tall)
    worksheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    owner = " - ".join(part for part in (book.unit.name if book.unit else "", book.period.month.title if book.period else "") if part)
    worksheet.set_header(f"&L&\"Arial\"&9{_plain(book.definition.movement.short)}&R&\"Arial\"&9{_plain(owner)}", {"margin": 0.3})
    worksheet.set_footer("&L&\"Arial\"&9&A&R&\"Arial\"&9Trang &P/&N", {"margin": 0.3})
    worksheet.hide_gridlines(2)
    worksheet.protect("", ALLOWED)


def _plain(text: str) -> str:
    """A text in which "&" starts no code of a page header."""
    return text.replace("&", "&&")
