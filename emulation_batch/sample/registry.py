"""The shipped registry, input_templates/danh_muc.xlsx: synthetic, to be replaced by the Office's own."""

import importlib.resources
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from emulation_batch.registry.sheets import (
    CHANGES,
    DAY_KINDS,
    GUIDE_SHEET,
    ROLES,
    SETTING_WORDS,
    SUBJECTS,
    TABLES,
    Field,
    Table,
)

MADE = datetime(2021, 8, 1)
DARK, INPUT, LINE, PALE = "#1F3864", "#FFFBE6", "#BFBFBF", "#DDE6F3"
HEADER_ROW, FIRST_ROW, LAST_ROW, SPARE_ROWS = 2, 3, 502, 25
GUIDE_WIDTH = 84
LISTS_SHEET = "_DanhMuc"
LISTS = {"DS_VAI_TRO": ROLES, "DS_LOAI_NGAY": DAY_KINDS, "DS_MUC": tuple(SETTING_WORDS.values()),
         "DS_DOI_TUONG": SUBJECTS, "DS_BIEN_DONG": CHANGES}
LIST_OF = {"role": "DS_VAI_TRO", "kind": "DS_LOAI_NGAY", "key": "DS_MUC", "unit": "DS_DON_VI",
           "subject": "DS_DOI_TUONG", "change": "DS_BIEN_DONG"}
WIDTHS = {"code": 13, "name": 46, "short": 22, "symbol": 15, "emails": 58, "head": 26, "title": 58, "unit": 13, "order": 7,
          "role": 17, "from_": 14, "to": 14, "successors": 18, "change": 18, "day": 14, "kind": 13, "basis": 72, "key": 34,
          "value": 66, "period": 12, "due": 14, "subject": 13, "who": 34, "award": 34, "number": 20, "authority": 30,
          "achievement": 56,
          "initiative": 22, "origin": 24}


def write_registry(path: Path, office: dict[str, Any] | None = None) -> None:
    """Write the sample danh_muc.xlsx, or that of another office told in the same words; the same bytes every time."""
    office = office or sample_office()
    with xlsxwriter.Workbook(str(path)) as book:
        book.set_properties({"created": MADE, "title": "Danh mục dùng chung (dữ liệu mẫu)"})
        formats = _formats(book)
        _write_guide(book.add_worksheet(GUIDE_SHEET), office["guide"], formats)
        lines = _lines(office)
        for table in TABLES:
            _write_table(book.add_worksheet(table.name), table, office["intros"][table.key], lines[table.key], formats)
        _write_lists(book)


@cache
def sample_office() -> dict[str, Any]:
    """The sample office as office.toml says it."""
    return tomllib.loads((importlib.resources.files("emulation_batch.sample") / "office.toml").read_text("utf-8"))


def _lines(office: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Lines of every sheet by field key, as they are typed."""
    since = {"from_": office["since"]}
    return {
        "units": [since | {key + "_" * (key == "from"): "; ".join(value) if isinstance(value, list) else value
                           for key, value in unit.items()} for unit in office["units"]],
        "people": [since | dict(zip(("code", "name", "title", "unit"), person[:4], strict=True))
                   | {key + "_" * (key == "from"): day for key, day in (person[4] if len(person) > 4 else {}).items()}
                   for person in office["people"]],
        "council": [since | {"order": number} | dict(zip(("name", "title", "role", "unit"), member, strict=True))
                    for number, member in enumerate(office["council"], 1)],
        "calendar": [dict(zip(("day", "kind", "basis"), day, strict=True)) for day in office["calendar"]],
        "settings": [since | {"key": SETTING_WORDS[key], "value": value}
                     | {key + "_" * (key == "from"): day for key, day in (days[0] if days else {}).items()}
                     for key, value, *days in office["settings"]],
        "extensions": [], "decided": [],
    }


def _formats(book: Workbook) -> dict[str, Format]:
    book.formats[0].set_font_name("Arial")
    book.formats[0].set_font_size(11)
    base = {"font_name": "Arial", "font_size": 11, "valign": "vcenter"}
    cell = base | {"border": 1, "border_color": LINE, "bg_color": INPUT, "indent": 1, "text_wrap": True}
    return {
        "title": book.add_format(base | {"bold": True, "font_size": 14, "font_color": DARK}),
        "intro": book.add_format(base | {"italic": True, "font_color": "#595959"}),
        "header": book.add_format(base | {"bold": True, "font_color": "#FFFFFF", "bg_color": DARK, "border": 1,
                                          "border_color": "#FFFFFF", "align": "center", "text_wrap": True}),
        "text": book.add_format(cell | {"num_format": "@"}),
        "date": book.add_format(cell | {"num_format": "dd/mm/yyyy", "align": "center", "indent": 0}),
        "number": book.add_format(cell | {"align": "center", "indent": 0}),
        "guide_title": book.add_format(base | {"bold": True, "font_color": DARK, "bg_color": PALE, "indent": 1}),
        "guide_warning": book.add_format(base | {"bold": True, "font_color": "#9C0006", "bg_color": "#FFE8C7", "indent": 1}),
        "guide": book.add_format(base | {"text_wrap": True, "align": "left", "indent": 1, "valign": "top"}),
    }


def _page(sheet: Worksheet, landscape: bool) -> None:
    sheet.hide_gridlines(2)
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(0.5, 0.5, 0.6, 0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&\"Arial\"&9&A&R&\"Arial\"&9Trang &P/&N")


def _write_guide(sheet: Worksheet, guide: list[dict[str, Any]], formats: dict[str, Format]) -> None:
    _page(sheet, landscape=False)
    sheet.set_column(0, 0, GUIDE_WIDTH)
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, "Danh mục dùng chung", formats["title"])
    sheet.write_string(1, 0, "Văn phòng Sở giữ tệp này; chương trình chỉ đọc, không sửa.", formats["intro"])
    row = 3
    for number, part in enumerate(guide):
        sheet.set_row(row, 21)
        sheet.write_string(row, 0, part["title"], formats["guide_warning" if number == 0 else "guide_title"])
        for line in part["lines"]:
            row += 1
            sheet.set_row(row, 15 * (1 + int(len(line) / GUIDE_WIDTH * 0.88)) + 4)
            sheet.write_string(row, 0, line, formats["guide"])
        row += 2


def _write_table(sheet: Worksheet, table: Table, intro: str, lines: list[dict[str, Any]], formats: dict[str, Format]) -> None:
    _page(sheet, landscape=True)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, table.name, formats["title"])
    sheet.write_string(1, 0, intro, formats["intro"])
    sheet.set_row(HEADER_ROW, 34)
    for row in range(FIRST_ROW, FIRST_ROW + len(lines) + SPARE_ROWS):
        sheet.set_row(row, 20)
    for column, field in enumerate(table.fields):
        style = formats["date" if field.type == "date" else "number" if field.type == "number" else "text"]
        sheet.set_column(column, column, WIDTHS[field.key])
        sheet.write_string(HEADER_ROW, column, field.title, formats["header"])
        for row in range(FIRST_ROW, FIRST_ROW + len(lines) + SPARE_ROWS):
            value = lines[row - FIRST_ROW].get(field.key) if row - FIRST_ROW < len(lines) else None
            _write_cell(sheet, row, column, value, style)
        _validate(sheet, column, field)
    last = FIRST_ROW + len(lines) + SPARE_ROWS - 1
    sheet.autofilter(HEADER_ROW, 0, last, len(table.fields) - 1)
    sheet.freeze_panes(FIRST_ROW, 2 if table.key in ("units", "people", "council") else 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.print_area(0, 0, FIRST_ROW + len(lines) - 1, len(table.fields) - 1)


def _write_cell(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), style)
    elif isinstance(value, int):
        sheet.write_number(row, column, value, style)
    else:
        sheet.write_string(row, column, value, style)


def _validate(sheet: Worksheet, column: int, field: Field) -> None:
    """Drop-downs through defined names; dates must be dates. Neither stops a blank cell."""
    if field.key in LIST_OF:
        sheet.data_validation(FIRST_ROW, column, LAST_ROW, column, {
            "validate": "list", "source": f"={LIST_OF[field.key]}", "error_title": field.header,
            "error_message": "Chọn một mục trong danh sách."})
    elif field.type == "date":
        sheet.data_validation(FIRST_ROW, column, LAST_ROW, column, {
            "validate": "date", "criteria": "between", "minimum": date(1990, 1, 1), "maximum": date(2100, 12, 31),
            "error_title": field.header, "error_message": "Ghi ngày/tháng/năm, ví dụ 01/08/2021."})


def _write_lists(book: Workbook) -> None:
    """The hidden sheet of the lists; the list of units ends where the units end, so that a strange code is refused."""
    sheet = book.add_worksheet(LISTS_SHEET)
    sheet.hide()
    for column, (name, items) in enumerate(LISTS.items()):
        sheet.write_column(0, column, items)
        letter = "ABCDE"[column]
        book.define_name(name, f"={LISTS_SHEET}!${letter}$1:${letter}${len(items)}")
    codes = f"'{TABLES[0].name}'!$A${FIRST_ROW + 1}:$A${LAST_ROW + 1}"
    first = f"'{TABLES[0].name}'!$A${FIRST_ROW + 1}"
    book.define_name("DS_DON_VI", f"={first}:INDEX({codes},COUNTA({codes}))")
