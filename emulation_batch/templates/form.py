"""The form sheet: fields one under another, written once for the whole file."""

from typing import Any

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.layout import FORM_CHECK, FORM_HINT, FORM_KEY, FORM_LABEL, FORM_VALUE
from emulation_batch.templates import formulas
from emulation_batch.templates import styles as look
from emulation_batch.templates.context import Book, put
from emulation_batch.templates.formulas import ASK, MISSING, WRONG, text
from emulation_batch.templates.page import add_note, links
from emulation_batch.templates.words import NO, header_of, rule_words, usual_words, validate
from emulation_batch.templates.worksheet import UnitWorksheet

FORM_STATE = FORM_KEY + 1
HEADERS = {layout.NUMBER_COLUMN: layout.NUMBER_HEADER, FORM_LABEL: "Nội dung", FORM_VALUE: "Ghi vào đây",
           FORM_CHECK: layout.CHECK_HEADER, FORM_HINT: "Cách ghi"}
WIDTHS = {layout.NUMBER_COLUMN: 6, FORM_LABEL: 30, FORM_VALUE: 50, FORM_CHECK: 34, FORM_HINT: 52}
FIRST_ATTEMPT = 1
# a field for more than one line of text is two lines tall from the start
FORM_LONG_TEXT = 100


def value_cell(sheet: Sheet, key: str, other: str = "") -> str:
    """The address of a field's value; with `other` the form's name, as another sheet sees it."""
    return formulas.cell(layout.letters(FORM_VALUE), layout.form_row(sheet, key) + 1, other)


def faults_count(sheet: Sheet, other: str = "") -> str:
    """How many fields are missing or wrong."""
    letter, place = layout.letters(FORM_STATE), f"{formulas.quoted(other)}!" if other else ""
    states = f"{place}${letter}${layout.FORM_FIRST_ROW + 1}:${letter}${layout.FORM_FIRST_ROW + len(sheet.columns)}"
    return f"(COUNTIF({states},{MISSING})+COUNTIF({states},{WRONG}))"


def write_form(book: Book, sheet: Sheet) -> None:
    """Write the form with what the Office and the unit have filled in."""
    worksheet = book.add_sheet(sheet.name)
    for place, width in WIDTHS.items():
        worksheet.set_column(place, place, width)
    worksheet.set_column(FORM_KEY, FORM_STATE, 4, None, {"hidden": True})
    _head(book, worksheet, sheet)
    for number, column in enumerate(sheet.columns, 1):
        _field(book, worksheet, sheet, column, number)
    _paint(book, worksheet, sheet)
    last = layout.FORM_FIRST_ROW + len(sheet.columns) - 1
    worksheet.freeze_panes(layout.FORM_FIRST_ROW, 0)
    first_input = next((layout.form_row(sheet, column.key) for column in sheet.columns if not _prefilled(book, column)), last)
    worksheet.set_selection(first_input, FORM_VALUE, first_input, FORM_VALUE)
    worksheet.repeat_rows(layout.HEADER_ROW)
    worksheet.print_area(0, 0, last, FORM_HINT)


def _head(book: Book, worksheet: UnitWorksheet, sheet: Sheet) -> None:
    styles, faults = book.styles, faults_count(sheet)
    worksheet.set_row(layout.TITLE_ROW, 28)
    worksheet.write_string(layout.TITLE_ROW, 0, sheet.title, styles.title)
    worksheet.write_string(layout.INTRO_ROW, 0, f"{sheet.intro} Ô vàng: nhập. Dấu *: bắt buộc.", styles.intro)
    status = f'=IF({faults}=0,"Trang này đã đủ.","Còn "&{faults}&" ô cần điền hoặc sửa, xem cột {layout.CHECK_HEADER}.")'
    worksheet.write_formula(layout.STATUS_ROW, 0, status, styles.strong, "")
    links(book, worksheet, FORM_LABEL, FORM_VALUE, FORM_VALUE + 1)
    worksheet.set_row(layout.HEADER_ROW, 26)
    for place, header in HEADERS.items():
        worksheet.write_string(layout.HEADER_ROW, place, header, styles.header)


def _field(book: Book, worksheet: UnitWorksheet, sheet: Sheet, column: Column, number: int) -> None:
    """One field: label, value, check, how to fill it, and hidden its key and state."""
    row, styles, people_known = layout.form_row(sheet, column.key), book.styles, bool(book.people)
    rule = rule_words(column, sheet, book.period, people_known)
    worksheet.write_number(row, layout.NUMBER_COLUMN, number, styles.number)
    worksheet.write_string(row, FORM_LABEL, header_of(column), styles.text)
    write_value(book, worksheet, sheet, column)
    check = _check(value_cell(sheet, column.key), row, rule, usual_words(column, book.phase))
    worksheet.write_formula(row, FORM_CHECK, f"={check}", styles.calculated, "")
    worksheet.write_string(row, FORM_HINT, _hint(book, column), styles.note)
    worksheet.write_string(row, FORM_KEY, column.key, styles.key)
    context = formulas.Row(lambda key: value_cell(sheet, key), period=book.period, phase=book.phase,
                           people_known=people_known)
    worksheet.write_formula(row, FORM_STATE, f"={formulas.state(column, context)}", styles.key, "")
    if not _prefilled(book, column):
        validate(worksheet, (row, FORM_VALUE, row, FORM_VALUE), column, sheet, definition=book.definition,
                 period=book.period, people_known=people_known)


def write_value(book: Book, worksheet: UnitWorksheet, sheet: Sheet, column: Column) -> None:
    """The cell of a field with what the Office or the unit filled in, its note, the height of its row."""
    row, styles, value = layout.form_row(sheet, column.key), book.styles, _value(book, column)
    least = 2 if column.max_chars > FORM_LONG_TEXT else 1
    tall = look.height((str(value or ""), WIDTHS[FORM_VALUE]), (_hint(book, column), WIDTHS[FORM_HINT]), least=least) + 4
    worksheet.set_growing_row(row, tall, styles.tall if least > 1 else styles.plain)
    mark = book.marks.get((sheet.key, row, column.key))
    put(worksheet, row, FORM_VALUE, value, styles.input(column, locked=_prefilled(book, column), value=value, left=True,
                                                        severity=mark.severity if mark else ""))
    if mark:
        add_note(worksheet, row, FORM_VALUE, mark.words)


def _check(address: str, row: int, rule: str, usual: str) -> str:
    """The words beside a field."""
    state = f"${layout.letters(FORM_STATE)}{row + 1}"
    mend, ask = text(f"Sửa: {rule}" if rule else "Cần sửa"), text(f"Xem lại: {usual}")
    return (f'IF({state}={MISSING},"Cần điền",IF({state}={WRONG},{mend},IF({state}={ASK},{ask},'
            f'IF({formulas.trimmed(address)}="","","Đủ"))))')


def _prefilled(book: Book, column: Column) -> bool:
    """Whether the Office has filled the field: in the blank standard workbook nothing is."""
    return column.prefilled and book.unit is not None and book.period is not None


def _hint(book: Book, column: Column) -> str:
    if column.type == "period" and book.period:
        return f"{book.period.month.title.capitalize()}, {book.window_words}"
    if column.prefilled and not _prefilled(book, column):
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
    return book.definition.label(column.choices, NO) if column.declares_nil == "*" else None


def _paint(book: Book, worksheet: UnitWorksheet, sheet: Sheet) -> None:
    paint, first, last = book.styles.paint, layout.FORM_FIRST_ROW, layout.FORM_FIRST_ROW + len(sheet.columns) - 1
    state, check = (f"${layout.letters(column)}{first + 1}" for column in (FORM_STATE, FORM_CHECK))
    colours = ((MISSING, look.MISSING, look.RED), (WRONG, look.WRONG, look.RED), (ASK, look.ASK, look.AMBER))
    rules = [(f"={state}={code}", column, style) for code, colour, ink in colours
             for column, style in ((FORM_VALUE, paint(colour)), (FORM_CHECK, paint(colour, ink, bold=True)))]
    for criteria, column, style in [*rules, (f'={check}="Đủ"', FORM_CHECK, paint(look.DONE, look.GREEN))]:
        worksheet.conditional_format(first, column, last, column, {"type": "formula", "criteria": criteria, "format": style})
