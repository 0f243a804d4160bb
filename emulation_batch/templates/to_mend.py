"""The first sheet of a workbook that goes back: every finding in one line, with a link to its cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from xlsxwriter.format import Format

from emulation_batch import layout
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.findings import Finding, alike, as_sent, shown
from emulation_batch.periods import VIETNAM_TIME
from emulation_batch.templates import styles as look
from emulation_batch.templates.context import Book, Filled, due_words, put
from emulation_batch.templates.formulas import quoted
from emulation_batch.templates.styles import Styles
from emulation_batch.templates.worksheet import UnitWorksheet
from emulation_batch.vietnamese import clean, format_datetime

if TYPE_CHECKING:
    from emulation_batch.templates.returned import Returned

LEVELS = {"error": "Sai", "query": "Xem lại", "notice": "Lưu ý"}
MARKED = ("error", "query")
COLOURS = {"error": (look.MISSING, look.RED), "query": (look.ASK, look.AMBER), "notice": (look.CALCULATED, look.MUTED)}
NUMBER, LEVEL, SHEET, CELL, TYPED, PROBLEM, MEND, CODE = range(8)
HEADERS = ("STT", "Mức", "Trang", "Ô", "Đơn vị đã ghi", "Vấn đề", "Cách sửa", "Mã")
WIDTHS = (6, 11, 25, 11, 30, 54, 54, 9)
HEADER_ROW = 5
LONGEST_QUOTE = 200
TALLEST = 400
EXPLANATION = "giai_trinh"
Place = tuple[Sheet, int, Column]


def place_of(definition: Definition, filled: Filled, finding: Finding) -> Place | None:
    """Sheet, zero-based row and column of a finding in our workbook; None where it stands at no cell for typing."""
    sheet = next((sheet for sheet in definition.sheets if sheet.name == finding.sheet), None)
    if sheet is None or not sheet.has(finding.column):
        return None
    column, row = sheet.column(finding.column), layout.row_of(finding.cell)
    if sheet.kind == "form":
        return None if column.prefilled else (sheet, layout.form_row(sheet, column.key), column)
    ours = layout.a1(row, layout.column_of(sheet, column.key)) == finding.cell
    return (sheet, row, column) if ours and row in filled.by_place(sheet.key) else None


def write_to_mend(book: Book, returned: Returned) -> None:
    """Write the sheet: title, whose file and until when, what to do, the findings by sheet and row, text outside the form."""
    worksheet = book.add_sheet(layout.RETURNED_NAME)
    for column, width in enumerate(WIDTHS):
        worksheet.set_column(column, column, width)
    _head(book, worksheet, returned)
    for column, header in enumerate(HEADERS):
        worksheet.write_string(HEADER_ROW, column, header, book.styles.header)
    worksheet.set_row(HEADER_ROW, 24)
    # what is said of text outside the form stands with that text, in the second table
    beside = {(sheet, cell) for sheet, cell, _ in returned.outside}
    found = [finding for finding in returned.findings if finding.column or (finding.sheet, finding.cell) not in beside]
    groups = alike(sorted(found, key=lambda finding: _order(book.definition, finding)))
    for number, group in enumerate(groups, 1):
        _line(book, worksheet, HEADER_ROW + number, number, group, place_of(book.definition, returned.filled, group[0]))
    last = _outside(book, worksheet, HEADER_ROW + len(groups) + 1, returned.outside)
    worksheet.freeze_panes(HEADER_ROW + 1, 0)
    worksheet.repeat_rows(HEADER_ROW)
    worksheet.print_area(0, 0, last, CODE)


def title_words(returned: Returned) -> str:
    """ "Cần sửa 5 ô, xem lại 1 ô": cells are counted, each once; what stands at no cell counts as one place."""
    wrong, asked = ({(finding.sheet, finding.cell or finding.code) for finding in returned.findings
                     if finding.severity == severity} for severity in MARKED)
    parts = [f"{words} {len(places)} ô" for words, places in (("cần sửa", wrong), ("xem lại", asked - wrong)) if places]
    words = ", ".join(parts) or "không có ô phải sửa"
    return words[0].upper() + words[1:] if returned.usable else f"Tệp chưa dùng được: {len(wrong)} lý do"


def _head(book: Book, worksheet: UnitWorksheet, returned: Returned) -> None:
    styles = book.styles
    worksheet.set_row(0, 28)
    worksheet.write_string(0, 0, title_words(returned), styles.title)
    for row, words, style in ((1, "  ".join(_facts(book, returned)), styles.intro),
                              (2, " ".join(_steps(returned)), styles.strong),
                              (3, " ".join(_advice(book, returned)), styles.plain)):
        worksheet.set_row(row, 20)
        worksheet.write_string(row, 0, words, style)


def _facts(book: Book, returned: Returned) -> Iterator[str]:
    if book.unit and book.period:
        yield f"Đơn vị: {book.unit.name}.  Kỳ: {book.period.month.title}."
    name = f"Tệp “{clean(shown(as_sent(returned.file_name), 80))}”"
    received = returned.received_at
    yield f"{name} nhận {format_datetime(received.astimezone(VIETNAM_TIME))}." if received else f"{name}."
    if book.period and received:
        late = returned.as_of > returned.due
        yield (f"Hạn gửi {due_words(book.period)} đã qua: gửi lại trước khi số liệu được chốt thì vẫn được tính." if late
               else f"Gửi lại trước {due_words(book.period)}.")


def _steps(returned: Returned) -> Iterator[str]:
    if returned.usable:
        yield ("Bấm vào địa chỉ ô để đến chỗ cần sửa. Sửa ngay trong tệp này rồi gửi lại. Các ô khác đã đạt, không phải "
               "nhập lại.")
    else:
        yield "Các dòng đọc được đã chép sang biểu mẫu này. Điền phần còn thiếu, xem lại các trang, rồi gửi lại tệp này."
    if returned.attempt is not None:
        yield f"Ô Lần gửi đã ghi sẵn {returned.attempt}."


def _advice(book: Book, returned: Returned) -> Iterator[str]:
    severities = {finding.severity for finding in returned.findings}
    if "query" in severities:
        header = next((sheet.column(EXPLANATION).header for sheet in book.definition.tables if sheet.has(EXPLANATION)), "")
        yield ("Mức Xem lại: ghi nhầm thì sửa; ghi đúng thì " + (f"viết lý do vào cột {header} của dòng đó." if header
                                                                else "để nguyên."))
    yield "Ở trang biểu, ô cần sửa có khung đỏ, ô xem lại có khung vàng đậm; đưa chuột vào ô để đọc lời giải thích."


def _order(definition: Definition, finding: Finding) -> tuple[int, str, int, int, str, str]:
    names = [sheet.name for sheet in definition.sheets]
    sheet = names.index(finding.sheet) if finding.sheet in names else len(names)
    return sheet, finding.sheet, layout.row_of(finding.cell), len(finding.cell), finding.cell, finding.code


def _line(book: Book, worksheet: UnitWorksheet, row: int, number: int, group: Sequence[Finding], place: Place | None) -> None:
    first, styles = group[0], book.styles
    several = len(group) > 1
    example = f"Ví dụ {first.cell}: " if several else ""
    cells = f"{len(group)} ô: {', '.join(layout.cell_runs([finding.cell for finding in group]))}.\n" if several else ""
    typed = shown(first.value, LONGEST_QUOTE) or ("(trống)" if place else "")
    words = {SHEET: first.sheet or "Cả tệp", TYPED: f"{example}{typed}" if typed else "",
             PROBLEM: f"{cells}{example}{first.message}", MEND: f"{example}{first.mend}" if first.mend else "",
             CODE: first.code}
    tall = look.height(*((words[column], WIDTHS[column]) for column in (SHEET, TYPED, PROBLEM, MEND))) + 8
    worksheet.set_row(row, min(tall, TALLEST))
    worksheet.write_number(row, NUMBER, number, styles.number)
    worksheet.write_string(row, LEVEL, LEVELS[first.severity], _level(styles, first.severity))
    for column, text in words.items():
        put(worksheet, row, column, text, styles.text)
    if place:
        target = layout.a1(place[1], layout.FORM_VALUE if place[0].kind == "form"
                           else layout.column_of(place[0], place[2].key))
        worksheet.write_url(row, CELL, f"internal:{quoted(place[0].name)}!{target}", _link(styles), f"→ {target}",
                            f"Đến ô {target}, trang {place[0].name}")
    else:
        put(worksheet, row, CELL, first.cell, styles.boxed(align="center"))


def foresee_levels(styles: Styles) -> None:
    """Make the formats of what must be mended or confirmed: one of the two may be wanting in the workbooks built before."""
    for severity in MARKED:
        _level(styles, severity)._get_xf_index()


def _level(styles: Styles, severity: str) -> Format:
    background, ink = COLOURS[severity]
    return styles.boxed(bg_color=background, font_color=ink, bold=True, indent=1)


def _link(styles: Styles) -> Format:
    return styles.boxed(bold=True, font_color=look.NAVY, underline=0, align="center")


def _outside(book: Book, worksheet: UnitWorksheet, row: int, outside: Sequence[tuple[str, str, str]]) -> int:
    """The second table, under an empty row; returns the last row written."""
    if not outside:
        return row - 1
    styles = book.styles
    worksheet.set_row(row + 1, 22)
    for column in range(len(HEADERS)):
        worksheet.write_blank(row + 1, column, None, styles.band)
    worksheet.write_string(row + 1, 0, "Chữ tìm thấy ngoài biểu: không được tính và không chép sang tệp này. "
                           "Nếu là kết quả thì ghi thành dòng ở trang tương ứng.", styles.band)
    for number, (sheet, cell, text) in enumerate(outside, 1):
        line = row + 1 + number
        words = shown(text, LONGEST_QUOTE)
        worksheet.set_row(line, look.height((words, sum(WIDTHS[TYPED:])), (sheet, WIDTHS[SHEET])))
        worksheet.write_number(line, NUMBER, number, styles.number)
        worksheet.write_string(line, LEVEL, LEVELS["notice"], styles.boxed(font_color=look.MUTED, indent=1))
        worksheet.write_string(line, SHEET, sheet, styles.text)
        worksheet.write_string(line, CELL, cell, styles.boxed(align="center"))
        worksheet.merge_range(line, TYPED, line, CODE, "", styles.text)
        worksheet.write_string(line, TYPED, words, styles.text)
    return row + 1 + len(outside)
