"""The register's workbook through xlsxwriter itself, held whole; and the parts of a workbook."""

import zipfile
from datetime import date
from io import BytesIO
from itertools import product

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from emulation_batch.reports import register_book
from emulation_batch.reports.register_book import Book, Link, height, written


class PlainBook(Book):
    """The same book through nothing but xlsxwriter's documented calls, cell by cell."""

    def __init__(self, created, title, texts=None):
        super().__init__(created, title)
        self._stream, self._formats = BytesIO(), {}
        self.workbook = Workbook(self._stream, register_book.NOTHING_LIVE | {"in_memory": True})
        self.workbook.set_properties({"created": created, "title": title})
        for name, quoted in product(register_book.STYLES, (False, True)):
            self.style(name, quoted)._get_xf_index()
        add = self.workbook.add_worksheet
        self.workbook.add_worksheet = lambda name, _=None: add(name, Worksheet)

    def content(self):
        self.workbook.close()
        return self._stream.getvalue()

    def table(self, page, top, fields, rows, alone=False):
        rows = list(rows)
        end = super().table(page, top, fields, [])
        for column, field in enumerate(fields):
            if field.choices and rows:
                page.data_validation(top + 1, column, top + len(rows), column, {
                    "validate": "list", "source": list(field.choices), "error_title": "Chọn trong danh sách",
                    "error_message": "Chọn một trong: " + ", ".join(field.choices) + "."})
        for row, values in enumerate(rows, end):
            page.set_row(row, height(fields, values))
            for column, (field, value) in enumerate(zip(fields, values, strict=True)):
                self.cell(page, row, column, value, field.style)
        return end + len(rows)

    def cell(self, page, row, column, value, style):
        if isinstance(value, Link) and value.place:
            page.write_url(row, column, f"internal:{value.place.location}", self.style(style), written(value.text))
        elif isinstance(value, Link):
            self.cell(page, row, column, value.text, "text")
        elif value is None or value == "":
            page.write_blank(row, column, None, self.style(style))
        elif isinstance(value, date) and value.year >= register_book.FIRST_YEAR:
            page.write_datetime(row, column, value, self.style(style))
        elif isinstance(value, (int, float)) and abs(value) < register_book.LONGEST_NUMBER:
            page.write_number(row, column, value, self.style("decimal" if style == "number" and value != int(value) else style))
        else:
            text = written(value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value))
            page.write_string(row, column, text, self.style(style, bool(register_book.LOOKS_LIVE.match(text))))


def parts(content):
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}
