"""A table sheet: one row one result, judged while it is typed."""

from collections.abc import Iterable

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.templates import styles as look
from emulation_batch.templates.context import Book, put
from emulation_batch.templates.formulas import ASK, IDLE, MISSING, STRAY, WRONG
from emulation_batch.templates.judgement import ROW, Helpers, helpers_of, locked, row_formulas, status_formula
from emulation_batch.templates.page import add_note, links
from emulation_batch.templates.words import header_of, needed_words, validate
from emulation_batch.templates.worksheet import UnitWorksheet

NUMBER_WIDTH, CHECK_WIDTH, TODO_WIDTH = 6, 15, 84
CALCULATED_HINT = "Máy tự ghi"


def write_table(book: Book, sheet: Sheet) -> None:
    """Write a table sheet with its rows, checks and filled values."""
    worksheet = book.add_sheet(sheet.name)
    helpers = helpers_of(book, sheet)
    _columns(worksheet, sheet, helpers)
    _head(book, worksheet, sheet, helpers)
    _header(book, worksheet, sheet)
    _rows(book, worksheet, sheet, helpers)
    for column in sheet.columns:
        place = layout.column_of(sheet, column.key)
        validate(worksheet, (helpers.first_row, place, helpers.last_row, place), column, sheet, definition=book.definition,
                 period=book.period, people_known=bool(book.people))
    _paint(book, worksheet, sheet, helpers)
    worksheet.freeze_panes(layout.FIRST_ROW, layout.FIRST_COLUMN)
    worksheet.set_selection(layout.FIRST_ROW, layout.FIRST_COLUMN, layout.FIRST_ROW, layout.FIRST_COLUMN)
    worksheet.repeat_rows(layout.HEADER_ROW, layout.HINT_ROW)
    worksheet.print_area(0, 0, helpers.last_row, layout.todo_column(sheet))


def _columns(worksheet: UnitWorksheet, sheet: Sheet, helpers: Helpers) -> None:
    for place, width in enumerate(_widths(sheet)):
        worksheet.set_column(place, place, width)
    worksheet.set_column(helpers.used, helpers.last_state, 4, None, {"hidden": True})


def _widths(sheet: Sheet) -> list[int]:
    return [NUMBER_WIDTH, CHECK_WIDTH, *(column.width for column in sheet.columns), TODO_WIDTH]


def _head(book: Book, worksheet: UnitWorksheet, sheet: Sheet, helpers: Helpers) -> None:
    """Title, intro, status and links."""
    worksheet.set_row(layout.TITLE_ROW, 28)
    worksheet.write_string(layout.TITLE_ROW, 0, sheet.title, book.styles.title)
    period = f"Kỳ báo cáo: {book.period.month.title}, {book.window_words}. " if book.period else ""
    intro = f"{period}{sheet.intro} Ô vàng: nhập. Ô xám: tự tính. Dấu *: bắt buộc."
    worksheet.write_string(layout.INTRO_ROW, 0, intro, book.styles.intro)
    worksheet.write_formula(layout.STATUS_ROW, 0, f"={status_formula(helpers)}", book.styles.strong, "")
    links(book, worksheet, layout.CHECK_COLUMN, layout.FIRST_COLUMN + 1, layout.FIRST_COLUMN + 3)


def _header(book: Book, worksheet: UnitWorksheet, sheet: Sheet) -> None:
    """Headers, hints, and the hidden row of keys with the stamp."""
    styles, widths = book.styles, _widths(sheet)
    headers = [layout.NUMBER_HEADER, layout.CHECK_HEADER, *map(header_of, sheet.columns), layout.TODO_HEADER]
    hints = ["", CALCULATED_HINT, *(_hint(book, sheet, column) for column in sheet.columns), CALCULATED_HINT]
    worksheet.set_row(layout.HEADER_ROW, look.height(*zip(headers, widths, strict=True), least=2))
    small = ((hint, width * look.SMALL_FIT) for hint, width in zip(hints, widths, strict=True))
    worksheet.set_row(layout.HINT_ROW, look.height(*small, line=look.SMALL_LINE))
    worksheet.set_row(layout.KEY_ROW, None, None, {"hidden": True})
    for place, (header, hint) in enumerate(zip(headers, hints, strict=True)):
        worksheet.write_string(layout.HEADER_ROW, place, header, styles.header)
        worksheet.write_string(layout.HINT_ROW, place, hint, styles.hint)
    worksheet.write_string(layout.KEY_ROW, layout.NUMBER_COLUMN, book.stamp.text, styles.key)
    for column in sheet.columns:
        worksheet.write_string(layout.KEY_ROW, layout.column_of(sheet, column.key), column.key, styles.key)


def _hint(book: Book, sheet: Sheet, column: Column) -> str:
    return "\n".join(part for part in (column.hint, needed_words(book.definition, sheet, column)) if part)


def _rows(book: Book, worksheet: UnitWorksheet, sheet: Sheet, helpers: Helpers) -> None:
    """The open rows: number, check, inputs, the words at the row's end, and the hidden judgement."""
    styles = book.styles
    shown = {layout.CHECK_COLUMN: styles.calculated_centre, layout.todo_column(sheet): styles.calculated}
    judged = [(place, f"={formula}", shown.get(place, styles.key)) for place, formula in row_formulas(book, sheet).items()]
    rows = range(layout.FIRST_ROW, layout.FIRST_ROW + book.rows(sheet))
    for number, row in enumerate(rows, 1):
        worksheet.write_number(row, layout.NUMBER_COLUMN, number, styles.number)
        for place, formula, style in judged:
            worksheet.write_formula(row, place, formula.replace(ROW, str(row + 1)), style, "")
    write_inputs(book, worksheet, sheet, rows)


def write_inputs(book: Book, worksheet: UnitWorksheet, sheet: Sheet, rows: Iterable[int], blank: bool = True) -> None:
    """What a unit may type in these zero-based rows: the cells with what it typed, their notes, the height of the row.

    blank: also the cells that hold nothing and have no note.
    """
    styles, filled = book.styles, book.filled.by_place(sheet.key)
    empty = [(column.key, layout.column_of(sheet, column.key), column, styles.input(column) if blank else styles.plain)
             for column in sheet.columns]
    for row in rows:
        values = filled.get(row, {})
        texts = [(str(values[column.key]), column.width) for column in sheet.columns if values.get(column.key)]
        worksheet.set_growing_row(row, look.height(*texts, least=2), styles.tall)
        for key, place, column, style in empty:
            value, mark = values.get(key), book.marks.get((sheet.key, row, key))
            if value in (None, "") and not mark and not blank:
                continue
            if value is not None or mark:
                style = styles.input(column, value=value, severity=mark.severity if mark else "")
            put(worksheet, row, place, value, style)
            if mark:
                add_note(worksheet, row, place, mark.words)


def _paint(book: Book, worksheet: UnitWorksheet, sheet: Sheet, helpers: Helpers) -> None:
    """Colours follow the hidden states; every colour has its words in the check and at the row's end."""
    paint, first, last = book.styles.paint, helpers.first_row, helpers.last_row
    # relative on purpose: the states stand in the order of the data columns
    state = f"{layout.letters(helpers.states)}{first + 1}"
    colours = ((MISSING, look.MISSING), (WRONG, look.WRONG), (ASK, look.ASK), (STRAY, look.ASK), (IDLE, look.UNMEANT))
    for code, colour in colours:
        worksheet.conditional_format(first, layout.FIRST_COLUMN, last, layout.todo_column(sheet) - 1, {
            "type": "formula", "criteria": f"={state}={code}", "format": paint(colour)})
    used, faults, asks = (locked(column, first + 1) for column in (helpers.used, helpers.faults, helpers.asks))
    for criteria, style in ((f"=AND({used}=1,{faults}>0)", paint(look.MISSING, look.RED, bold=True)),
                            (f"=AND({used}=1,{asks}>0)", paint(look.ASK, look.AMBER, bold=True)),
                            (f"={used}=1", paint(look.DONE, look.GREEN))):
        worksheet.conditional_format(first, layout.CHECK_COLUMN, last, layout.CHECK_COLUMN, {
            "type": "formula", "criteria": criteria, "format": style, "stop_if_true": True})
