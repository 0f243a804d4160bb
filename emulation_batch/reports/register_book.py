"""The register's workbook: its formats, and tables of which nothing a unit typed can become live.

Every text is written as a text; links lead only inside the workbook; numbers and dates stay numbers and dates.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import product
from typing import Any, NamedTuple

from xlsxwriter.format import Format

from emulation_batch import layout
from emulation_batch.reports.register_packing import PackedWorkbook, Texts
from emulation_batch.reports.register_sheet import Place, TableSheet

HEADER_FILL, INPUT_FILL, CALCULATED_FILL, DONE_FILL, WRONG_FILL = "#1F3864", "#FFFBE6", "#F2F2F2", "#E2F0D9", "#FFE8C7"
BORDER, LINK_COLOUR = "#A6A6A6", "#1F3864"
TITLE_ROW, NOTE_ROW, LINK_ROW, HEADER_ROW, FIRST_ROW = range(5)
WIDEST_TABLE = 215
NARROWEST = {"center": 5.0, "date": 11.5, "moment": 16.5, "number": 14.0}
LINE_HEIGHT, ROW_PADDING, TALLEST_ROW = 12.75, 4.0, 400.0
LETTERS_PER_WIDTH = 1.22
LONGEST_NUMBER = 10**15
FIRST_YEAR = 1900
AT_A_TIME, MOST_KNOWN = 1 << 10, 1 << 12
"""Rows of a table after which they are packed; different cells of a column that are kept finished."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_LIVE = re.compile(r"[\s']*[=+\-@＝＋－＠]")
NOTHING_LIVE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CUT = "… (còn nữa)"

BASE = {"font_name": "Arial", "font_size": 10, "valign": "top"}
CELL = BASE | {"border": 1, "border_color": BORDER, "text_wrap": True}
STYLES: dict[str, dict[str, Any]] = {
    "title": BASE | {"font_size": 16, "bold": True, "font_color": HEADER_FILL},
    "note": BASE | {"font_color": "#595959"},
    "strong": BASE | {"bold": True},
    "go": BASE | {"font_color": LINK_COLOUR, "bold": True, "underline": 0},
    "header": CELL | {"bold": True, "font_color": "#FFFFFF", "bg_color": HEADER_FILL, "align": "center",
                      "valign": "vcenter"},
    "text": CELL | {"align": "left", "indent": 1},
    "center": CELL | {"align": "center"},
    "date": CELL | {"align": "center", "num_format": "dd/mm/yyyy"},
    "moment": CELL | {"align": "center", "num_format": "dd/mm/yyyy hh:mm"},
    "number": CELL | {"align": "right", "indent": 1, "num_format": "#,##0", "text_wrap": False},
    "decimal": CELL | {"align": "right", "indent": 1, "num_format": "#,##0.0##", "text_wrap": False},
    "link": CELL | {"font_color": LINK_COLOUR, "underline": 0, "align": "left", "indent": 1},
    "council": CELL | {"bg_color": INPUT_FILL, "locked": False, "align": "left", "indent": 1},
    "council_number": CELL | {"bg_color": INPUT_FILL, "locked": False, "align": "center", "num_format": "0"},
    "council_date": CELL | {"bg_color": INPUT_FILL, "locked": False, "align": "center", "num_format": "dd/mm/yyyy"},
    "total": CELL | {"bold": True, "bg_color": CALCULATED_FILL, "align": "right", "indent": 1, "num_format": "#,##0",
                     "text_wrap": False},
    "agrees": CELL | {"bold": True, "bg_color": DONE_FILL, "align": "center"},
    "differs": CELL | {"bold": True, "bg_color": WRONG_FILL, "align": "center"},
}


@dataclass(frozen=True)
class Field:
    """One column of a table: its header, width in characters, style, choices of a drop-down; hidden: for the program alone."""

    header: str
    width: float
    style: str = "text"
    choices: tuple[str, ...] = ()
    hidden: bool = False


class Link(NamedTuple):
    """A cell's text that leads to a place; without a place it is a plain text."""

    text: str
    place: Place | None


def written(text: str) -> str:
    """A text that XML and Excel can hold, and a cut is said."""
    return layout.held(UNWRITABLE.sub("\ufffd", text), CUT)


def narrowed(fields: Sequence[Field]) -> list[Field]:
    """Fields made narrower together until the table prints on one page; dates and money keep the room they need."""
    factor = min(1.0, WIDEST_TABLE / sum(field.width for field in fields if not field.hidden))
    return [field if field.hidden else replace(
        field, width=max(field.width * factor, min(field.width, NARROWEST.get(field.style, 9.0)))) for field in fields]


def height(fields: Sequence[Field], values: Sequence[Any]) -> float:
    """Height in points that shows every wrapped line: LibreOffice and WPS do not fit rows when they open a file."""
    lines = [_lines(value.text if isinstance(value, Link) else value, field.width)
             for field, value in zip(fields, values, strict=True) if not field.hidden]
    return _high(max(lines, default=1))


def _high(lines: int) -> float:
    return min(lines * LINE_HEIGHT + ROW_PADDING, TALLEST_ROW)


def _lines(value: Any, width: float) -> int:
    if not isinstance(value, str):
        return 1
    room = max(1, int((width - 1.5) * LETTERS_PER_WIDTH))
    if len(value) <= room and "\n" not in value:
        return 1
    return sum(max(1, -(-len(line) // room)) for line in value[:layout.LONGEST_CELL].split("\n"))


class Book:
    """The workbook under construction; `content` closes it. created: the time of the run, never the clock; texts: those of the
    sheets that it has alike with the workbook before it.
    """

    def __init__(self, created: datetime, title: str, texts: Texts | None = None) -> None:
        self.workbook = PackedWorkbook(NOTHING_LIVE, texts or Texts())
        self.workbook.set_properties({"created": created, "title": title})
        self._formats: dict[tuple[str, bool], Format] = {}
        for name, quoted in product(STYLES, (False, True)):  # numbered alike in every workbook
            self.style(name, quoted)._get_xf_index()

    def content(self) -> bytes:
        """The finished workbook; what it was made from is let go, as its sheets and itself hold each other."""
        pages = self.workbook.worksheets()
        self.workbook.str_table.count += sum(page.count_texts() for page in pages if isinstance(page, TableSheet))
        self.workbook.close()
        pages.clear()
        self.workbook.sheetnames.clear()
        content, self.workbook.content = self.workbook.content, b""
        return content

    def style(self, name: str, quoted: bool = False) -> Format:
        """A format by name; quoted: Excel keeps the text a text also when someone edits the cell."""
        if (name, quoted) not in self._formats:
            self._formats[name, quoted] = self.workbook.add_format(STYLES[name] | {"quote_prefix": quoted})
        return self._formats[name, quoted]

    def page(self, name: str, title: str, note: str, back: bool = True) -> TableSheet:
        """A new sheet with its title, a line under it, a link home, and its print setup (A4 landscape, one page wide)."""
        page = self.workbook.add_worksheet(name, TableSheet)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.set_footer("&L&8&A&R&8Trang &P/&N")
        page.set_row(TITLE_ROW, 24)
        self.cell(page, TITLE_ROW, 0, title, "title")
        self.cell(page, NOTE_ROW, 0, note, "note")
        if back:
            self.cell(page, LINK_ROW, 0, Link("← Về Tổng quan", Place("Tổng quan", 0)), "go")
        return page

    def sheet(self, name: str, title: str, note: str, fields: Sequence[Field], rows: Iterable[Sequence[Any]],
              frozen: int = 2) -> TableSheet:
        """A sheet that is one table with filters; protected (no password) when the Council has columns to fill in.

        rows: taken one by one, so that a generator of them costs a country's month no memory; nothing else can be laid there.
        """
        page = self.page(name, title, note)
        fields = narrowed(fields)
        self.widths(page, fields)
        last = max(self.table(page, HEADER_ROW, fields, rows, alone=True) - 1, FIRST_ROW)
        page.autofilter(HEADER_ROW, 0, last, len(fields) - 1)
        page.freeze_panes(FIRST_ROW, frozen)
        page.repeat_rows(HEADER_ROW)
        if any(field.style.startswith("council") for field in fields):
            page.protect("", {"autofilter": True, "format_columns": True, "format_rows": True})
        return page

    def widths(self, page: TableSheet, fields: Sequence[Field]) -> None:
        """Column widths as the fields say."""
        for column, field in enumerate(fields):
            page.set_column(column, column, field.width, None, {"hidden": field.hidden})

    def table(self, page: TableSheet, top: int, fields: Sequence[Field], rows: Iterable[Sequence[Any]],
              alone: bool = False) -> int:
        """Header and rows from row `top` and column A on; gives the row after the last. alone: nothing else is on the page."""
        page.set_row(top, height(fields, [field.header for field in fields]) + ROW_PADDING)
        for column, field in enumerate(fields):
            self.cell(page, top, column, field.header, "header")
        known: list[dict[Any, tuple[str, int, bool]]] = [{} for _ in fields]
        row = top
        for row, values in enumerate(rows, top + 1):
            cells, tallest = [], 1
            for column, (value, cache) in enumerate(zip(values, known, strict=True)):
                if (made := cache.get(value)) is None:
                    made = cache[value] = self._made(page, value, fields[column])
                cell, lines, leads = made
                cells.append(cell)
                if lines > tallest:
                    tallest = lines
                if leads:
                    page.lead(row, column, value.place, written(value.text))
            page.put(row, 0, cells, _high(tallest))
            if row % AT_A_TIME == 0:
                for cache in known:
                    if len(cache) > MOST_KNOWN:
                        cache.clear()
                if alone:
                    page.settle(row)
        self._choices(page, top + 1, row, fields)
        return row + 1

    @staticmethod
    def _choices(page: TableSheet, first: int, last: int, fields: Sequence[Field]) -> None:
        """Drop-downs for the rows of a table."""
        for column, field in enumerate(fields):
            if field.choices and last >= first:
                page.data_validation(first, column, last, column, {
                    "validate": "list", "source": list(field.choices), "error_title": "Chọn trong danh sách",
                    "error_message": "Chọn một trong: " + ", ".join(field.choices) + "."})

    def cell(self, page: TableSheet, row: int, column: int, value: Any, style: str) -> None:
        """One value by its type; what a spreadsheet cannot hold exactly is written as text."""
        if isinstance(value, Link) and value.place:
            page.lead(row, column, value.place, written(value.text))
        page.put(row, column, [self._cell(page, value, style)])

    def _made(self, page: TableSheet, value: Any, field: Field) -> tuple[str, int, bool]:
        """A cell of a table, how many lines it takes, and whether it leads somewhere."""
        link = isinstance(value, Link)
        lines = 1 if field.hidden else _lines(value.text if link else value, field.width)
        return self._cell(page, value, field.style), lines, link and value.place is not None

    def _cell(self, page: TableSheet, value: Any, style: str) -> str:
        if isinstance(value, Link):
            return page.text(written(value.text), self.style(style)) if value.place else self._cell(page, value.text, "text")
        if value is None or value == "":
            return page.blank(self.style(style))
        if isinstance(value, date) and value.year >= FIRST_YEAR:
            return page.day(value, self.style(style))
        if isinstance(value, (int, float)) and abs(value) < LONGEST_NUMBER:
            return page.number(value, self.style("decimal" if style == "number" and value != int(value) else style))
        text = written(value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value))
        return page.text(text, self.style(style, bool(LOOKS_LIVE.match(text))))
