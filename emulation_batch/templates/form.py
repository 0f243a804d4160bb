"""The form sheet: fields one under another, written once for the whole file."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.layout import FORM_CHECK, FORM_HINT, FORM_KEY, FORM_LABEL, FORM_VALUE
from emulation_batch.templates import formulas
from emulation_batch.templates.context import Book, put
from emulation_batch.templates.formulas import ASK, MISSING, WRONG
from emulation_batch.templates.styles import DONE, GREEN, RED, height
from emulation_batch.templates.styles import MISSING as MISSING_COLOUR
from emulation_batch.templates.styles import WRONG as WRONG_COLOUR
from emulation_batch.templates.words import header_of, rule_words, validate

FORM_STATE = FORM_KEY + 1
HEADERS = {layout.NUMBER_COLUMN: layout.NUMBER_HEADER, FORM_LABEL: "Nội dung", FORM_VALUE: "Ghi vào đây",
           FORM_CHECK: layout.CHECK_HEADER, FORM_HINT: "Cách ghi"}
WIDTHS = {layout.NUMBER_COLUMN: 6, FORM_LABEL: 30, FORM_VALUE: 50, FORM_CHECK: 34, FORM_HINT: 52}
FIRST_ATTEMPT = 1


def value_cell(sheet: Sheet, key: str, other: str = "") -> str:
    """The address of a field's value; with `other` the form's name, as another sheet sees it."""
    return formulas.cell(layout.letters(FORM_VALUE), layout.form_row(sheet, key) + 1, other)


def states_range(sheet: Sheet, other: str = "") -> str:
    """The hidden states of all fields, absolute."""
    letter, place = layout.letters(FORM_STATE), f"{formulas.quoted(other)}!" if other else ""
    return f"{place}${letter}${layout.FORM_FIRST_ROW + 1}:${letter}${layout.FORM_FIRST_ROW + len(sheet.columns)}"


def write_form(book: Book, sheet: Sheet) -> None:
    """Write the form with what the Office and the unit have filled in."""
    worksheet = book.workbook.add_worksheet(sheet.name)
    for column, width in WIDTHS.items():
        worksheet.set_column(column, column, width)
    worksheet.set_column(FORM_KEY, FORM_STATE, 4, None, {"hidden": True})
    _head(book, worksheet, sheet)
    for number, column in enumerate(sheet.columns, 1):
        _field(book, worksheet, sheet, column, number)
    _paint(book, worksheet, sheet)
    last = layout.FORM_FIRST_ROW + len(sheet.columns) - 1
    worksheet.freeze_panes(layout.FORM_FIRST_ROW, 0)
    first_input = next((layout.form_row(sheet, column.key) for column in sheet.columns if not _locked(book, column)), last)
    worksheet.set_selection(first_input, FORM_VALUE, first_input, FORM_VALUE)
    worksheet.repeat_rows(layout.HEADER_ROW)
    worksheet.print_area(0, 0, last, FORM_HINT)


def _head(book: Book, worksheet: Worksheet, sheet: Sheet) -> None:
    styles, names = book.styles, book.definition.workbook
    worksheet.set_row(layout.TITLE_ROW, 28)
    worksheet.write_string(layout.TITLE_ROW, 0, sheet.title, styles.title)
    worksheet.write_string(layout.INTRO_ROW, 0, f"{sheet.intro} Ô vàng: nhập. Dấu *: bắt buộc.", styles.intro)
    faults = "+".join(f"COUNTIF({states_range(sheet)},{formulas.text(state)})" for state in (MISSING, WRONG))
    worksheet.write_formula(layout.STATUS_ROW, 0, f'=IF({faults}=0,"Trang này đã đủ.","Còn "&({faults})&" ô cần điền hoặc sửa.")',
                            styles.strong, "")
    for row in (layout.INTRO_ROW, layout.STATUS_ROW, layout.LINKS_ROW):
        worksheet.set_row(row, 20)
    for column, name, words in ((FORM_LABEL, names.guide_name, "→ Xem Hướng dẫn"), (FORM_VALUE, names.verdict_name, "→ Đến Kiểm tra và gửi")):
        worksheet.write_url(layout.LINKS_ROW, column, f"internal:{formulas.quoted(name)}!A1", styles.link, words)
    worksheet.set_row(layout.HEADER_ROW, 26)
    for column, header in HEADERS.items():
        worksheet.write_string(layout.HEADER_ROW, column, header, styles.header)


def _field(book: Book, worksheet: Worksheet, sheet: Sheet, column: Column, number: int) -> None:
    """One field: label, value, check, how to fill it, and hidden its key and state."""
    row, styles = layout.form_row(sheet, column.key), book.styles
    value, locked = _value(book, column), _locked(book, column)
    rule = rule_words(column, sheet, book.period, bool(book.people))
    hint = _hint(book, column)
    if column.max_chars > WIDTHS[FORM_VALUE] * 2:
        worksheet.set_row(row, None, styles.tall)
    else:
        worksheet.set_row(row, height((str(value or ""), WIDTHS[FORM_VALUE]), (hint, WIDTHS[FORM_HINT]), (f"Sửa: {rule}", WIDTHS[FORM_CHECK])) + 2)
    worksheet.write_number(row, layout.NUMBER_COLUMN, number, styles.number)
    worksheet.write_string(row, FORM_LABEL, header_of(column), styles.text)
    put(worksheet, row, FORM_VALUE, value, styles.input(column, locked=locked, value=value))
    state = f"${layout.letters(FORM_STATE)}{row + 1}"
    address = value_cell(sheet, column.key)
    check = (f'=IF({state}={formulas.text(MISSING)},"Cần điền",IF({state}={formulas.text(WRONG)},{formulas.text("Sửa: " + rule if rule else "Cần sửa")},'
             f'IF({state}={formulas.text(ASK)},"Xem lại",IF({formulas.trimmed(address)}="","","Đủ"))))')
    worksheet.write_formula(row, FORM_CHECK, check, styles.calculated, "")
    worksheet.write_string(row, FORM_HINT, hint, styles.boxed(font_color="#595959", italic=True, indent=1))
    worksheet.write_string(row, FORM_KEY, column.key, styles.key)
    context = formulas.Row(lambda key: value_cell(sheet, key), period=book.period, people_known=bool(book.people))
    worksheet.write_formula(row, FORM_STATE, f"={formulas.state(column, context)}", styles.key, "")
    if not locked:
        validate(worksheet, (row, FORM_VALUE, row, FORM_VALUE), column, sheet, definition=book.definition, period=book.period,
                 people_known=bool(book.people))


def _locked(book: Book, column: Column) -> bool:
    """Whether the Office has filled the field: in the blank standard workbook nothing is."""
    return column.prefilled and book.unit is not None and book.period is not None


def _hint(book: Book, column: Column) -> str:
    if column.type == "period" and book.period:
        return f"{book.period.month.title.capitalize()}, {book.window_words}"
    if column.prefilled and not _locked(book, column):
        return "Năm-tháng, ví dụ 2022-03" if column.type == "period" else "Tên đơn vị theo danh mục của Văn phòng Sở"
    return column.hint


def _value(book: Book, column: Column) -> Any:
    """What stands in the field: as typed, else as prefilled."""
    if column.key in book.filled.form:
        return book.filled.form[column.key]
    if column.type == "unit":
        return book.unit.name if book.unit else None
    if column.type == "period":
        return book.period.key if book.period else None
    if column.key == "lan_nop":
        return FIRST_ATTEMPT
    return book.definition.label(column.choices, "khong") if column.declares_nil == "*" else None


def _paint(book: Book, worksheet: Worksheet, sheet: Sheet) -> None:
    styles, first, last = book.styles, layout.FORM_FIRST_ROW, layout.FORM_FIRST_ROW + len(sheet.columns) - 1
    state = f"${layout.letters(FORM_STATE)}{first + 1}"
    check = f"${layout.letters(FORM_CHECK)}{first + 1}"
    for code, colour in ((MISSING, MISSING_COLOUR), (WRONG, WRONG_COLOUR)):
        for column, paint in ((FORM_VALUE, styles.paint(colour)), (FORM_CHECK, styles.paint(colour, RED, bold=True))):
            worksheet.conditional_format(first, column, last, column, {
                "type": "formula", "criteria": f"={state}={formulas.text(code)}", "format": paint})
    worksheet.conditional_format(first, FORM_CHECK, last, FORM_CHECK, {
        "type": "formula", "criteria": f'={check}="Đủ"', "format": styles.paint(DONE, GREEN)})
