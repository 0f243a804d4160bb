"""A table sheet: one row one result, judged while it is typed."""

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from emulation_batch import layout
from emulation_batch.definition import Column, Sheet
from emulation_batch.templates import formulas
from emulation_batch.templates.context import Book, put
from emulation_batch.templates.formulas import ASK, IDLE, MISSING, STRAY, WRONG
from emulation_batch.templates.styles import ASK as ASK_COLOUR
from emulation_batch.templates.styles import AMBER, DONE, GREEN, RED, UNMEANT, height
from emulation_batch.templates.styles import MISSING as MISSING_COLOUR
from emulation_batch.templates.styles import WRONG as WRONG_COLOUR
from emulation_batch.templates.words import header_of, needed_words, rule_words, validate

NUMBER_WIDTH, CHECK_WIDTH, TODO_WIDTH = 6, 15, 56
LINK_TO_VERDICT = layout.FIRST_COLUMN + 1


@dataclass(frozen=True)
class Helpers:
    """The hidden columns after "Việc cần làm" (zero-based), and the rows they judge (first and last, zero-based)."""

    used: int
    kind: int
    faults: int
    asks: int
    states: int
    first_row: int
    last_row: int

    def range(self, column: int, sheet: str = "") -> str:
        """A helper column over all rows, absolute; with `sheet` as another sheet sees it."""
        letter = layout.letters(column)
        place = f"{formulas.quoted(sheet)}!" if sheet else ""
        return f"{place}${letter}${self.first_row + 1}:${letter}${self.last_row + 1}"


def helpers_of(book: Book, sheet: Sheet) -> Helpers:
    """Where the hidden columns of a table sheet stand."""
    after = layout.todo_column(sheet) + 1
    return Helpers(after, after + 1, after + 2, after + 3, after + 4, layout.FIRST_ROW,
                   layout.FIRST_ROW + book.rows(sheet) - 1)


def write_table(book: Book, sheet: Sheet) -> None:
    """Write a table sheet with its rows, checks and filled values."""
    worksheet = book.workbook.add_worksheet(sheet.name)
    helpers = helpers_of(book, sheet)
    _columns(worksheet, sheet, helpers)
    _head(book, worksheet, sheet, helpers)
    for number in range(book.rows(sheet)):
        _row(book, worksheet, sheet, helpers, number)
    for column in sheet.columns:
        place = (helpers.first_row, layout.column_of(sheet, column.key), helpers.last_row, layout.column_of(sheet, column.key))
        validate(worksheet, place, column, sheet, definition=book.definition, period=book.period, people_known=bool(book.people))
    _paint(book, worksheet, sheet, helpers)
    _page(book, worksheet, sheet, helpers)


def _columns(worksheet: Worksheet, sheet: Sheet, helpers: Helpers) -> None:
    worksheet.set_column(layout.NUMBER_COLUMN, layout.NUMBER_COLUMN, NUMBER_WIDTH)
    worksheet.set_column(layout.CHECK_COLUMN, layout.CHECK_COLUMN, CHECK_WIDTH)
    for number, column in enumerate(sheet.columns, layout.FIRST_COLUMN):
        worksheet.set_column(number, number, column.width)
    worksheet.set_column(layout.todo_column(sheet), layout.todo_column(sheet), TODO_WIDTH)
    worksheet.set_column(helpers.used, helpers.states + len(sheet.columns) - 1, 4, None, {"hidden": True})


def _head(book: Book, worksheet: Worksheet, sheet: Sheet, helpers: Helpers) -> None:
    """Title, intro, status, links, header, hints, and the hidden row of keys with the stamp."""
    styles, names = book.styles, book.definition.workbook
    worksheet.set_row(layout.TITLE_ROW, 28)
    worksheet.write_string(layout.TITLE_ROW, 0, sheet.title, styles.title)
    worksheet.write_string(layout.INTRO_ROW, 0, _intro(book, sheet), styles.intro)
    worksheet.write_formula(layout.STATUS_ROW, 0, _status(helpers), styles.strong, "")
    for row in (layout.INTRO_ROW, layout.STATUS_ROW, layout.LINKS_ROW):
        worksheet.set_row(row, 20)
    worksheet.write_url(layout.LINKS_ROW, layout.FIRST_COLUMN, f"internal:{formulas.quoted(names.guide_name)}!A1", styles.link,
                        "→ Xem Hướng dẫn")
    worksheet.write_url(layout.LINKS_ROW, LINK_TO_VERDICT, f"internal:{formulas.quoted(names.verdict_name)}!A1", styles.link,
                        "→ Đến Kiểm tra và gửi")
    headers = [layout.NUMBER_HEADER, layout.CHECK_HEADER, *map(header_of, sheet.columns), layout.TODO_HEADER]
    hints = ["", "Máy tự ghi", *(_hint(book, sheet, column) for column in sheet.columns), "Máy tự ghi"]
    widths = [NUMBER_WIDTH, CHECK_WIDTH, *(column.width for column in sheet.columns), TODO_WIDTH]
    worksheet.set_row(layout.HEADER_ROW, height(*((text, width - 1) for text, width in zip(headers, widths, strict=True)), least=2))
    worksheet.set_row(layout.HINT_ROW, height(*((text, width + 1) for text, width in zip(hints, widths, strict=True)), line=13.5))
    worksheet.set_row(layout.KEY_ROW, None, None, {"hidden": True})
    for column, (header, hint) in enumerate(zip(headers, hints, strict=True)):
        worksheet.write_string(layout.HEADER_ROW, column, header, styles.header)
        worksheet.write_string(layout.HINT_ROW, column, hint, styles.hint)
    worksheet.write_string(layout.KEY_ROW, layout.NUMBER_COLUMN, book.stamp.text, styles.key)
    for number, column in enumerate(sheet.columns, layout.FIRST_COLUMN):
        worksheet.write_string(layout.KEY_ROW, number, column.key, styles.key)


def _intro(book: Book, sheet: Sheet) -> str:
    period = f"Kỳ báo cáo: {book.period.month.title}, {book.window_words}. " if book.period else ""
    return f"{period}{sheet.intro} Ô vàng: nhập. Ô xám: tự tính. Dấu *: bắt buộc."


def _hint(book: Book, sheet: Sheet, column: Column) -> str:
    return "\n".join(part for part in (column.hint, needed_words(book.definition, sheet, column)) if part)


def _status(helpers: Helpers) -> str:
    used, faults, asks = (helpers.range(column) for column in (helpers.used, helpers.faults, helpers.asks))
    return (f'=IF(SUM({used})=0,"Chưa nhập dòng nào. Mỗi kết quả ghi một dòng vào các ô vàng.","Đã nhập "&SUM({used})&" dòng; "'
            f'&IF(COUNTIF({faults},">0")=0,"không có dòng nào cần sửa",COUNTIF({faults},">0")&" dòng cần sửa, xem cột cuối Việc cần làm")'
            f'&IF(COUNTIF({asks},">0")=0,"","; "&COUNTIF({asks},">0")&" dòng nên xem lại")&".")')


def _row(book: Book, worksheet: Worksheet, sheet: Sheet, helpers: Helpers, number: int) -> None:
    """One open row: its number, its check, the inputs, the words at its end and the hidden judgement."""
    row = layout.FIRST_ROW + number
    styles, shown = book.styles, row + 1
    filled = book.filled.rows.get(sheet.key, [])
    values = filled[number] if number < len(filled) else {}
    worksheet.set_row(row, None, styles.tall)
    worksheet.write_number(row, layout.NUMBER_COLUMN, number + 1, styles.number)
    for column in sheet.columns:
        value = values.get(column.key)
        put(worksheet, row, layout.column_of(sheet, column.key), value, styles.input(column, value=value))
    addresses = {column.key: formulas.cell(layout.letters(layout.column_of(sheet, column.key)), shown) for column in sheet.columns}
    used, kind, faults, asks = (f"${layout.letters(column)}{shown}" for column in (helpers.used, helpers.kind, helpers.faults, helpers.asks))
    last = helpers.states + len(sheet.columns) - 1
    states = f"${layout.letters(helpers.states)}{shown}:${layout.letters(last)}{shown}"
    context = formulas.Row(addresses.__getitem__, kind, used, book.period, bool(book.people))
    hidden = {
        helpers.used: formulas.used(addresses.values()),
        helpers.kind: formulas.kind_code(sheet.column(sheet.kind_column), addresses[sheet.kind_column]),
        helpers.faults: f"COUNTIF({states},{formulas.text(MISSING)})+COUNTIF({states},{formulas.text(WRONG)})",
        helpers.asks: f"COUNTIF({states},{formulas.text(ASK)})+COUNTIF({states},{formulas.text(STRAY)})",
        **{helpers.states + place: formulas.state(column, context) for place, column in enumerate(sheet.columns)},
    }
    for column_number, formula in hidden.items():
        worksheet.write_formula(row, column_number, f"={formula}", styles.key, "")
    check = f'=IF({used}=0,"",IF({faults}>0,"Cần sửa "&{faults}&" ô",IF({asks}>0,"Xem lại "&{asks}&" ô","Đủ")))'
    worksheet.write_formula(row, layout.CHECK_COLUMN, check, styles.calculated_centre, "")
    worksheet.write_formula(row, layout.todo_column(sheet), _todo(book, sheet, helpers, shown, f"{faults}+{asks}", states),
                            styles.calculated, "")


def _todo(book: Book, sheet: Sheet, helpers: Helpers, shown: int, faults: str, states: str) -> str:
    """Words for what the row still needs: "Điền: Ngày. Sửa: Số hộ (số nguyên, từ 0)."."""
    groups = []
    for state, title in ((MISSING, "Điền"), (WRONG, "Sửa"), (ASK, "Xem lại"), (STRAY, "Không dùng cho loại này")):
        named = [f'IF(${layout.letters(helpers.states + place)}{shown}={formulas.text(state)},{formulas.text("; " + words)},"")'
                 for place, column in enumerate(sheet.columns) if (words := _named(book, sheet, column, state))]
        if named:
            listed = f'MID({"&".join(named)},3,2000)'
            groups.append(f'IF(COUNTIF({states},{formulas.text(state)})=0,"","{title}: "&{listed}&". ")')
    return f'=IF({faults}=0,"",TRIM({"&".join(groups)}))'


def _named(book: Book, sheet: Sheet, column: Column, state: str) -> str:
    """How a column is named in one group of the words, "" where it can never be in that state."""
    if state == WRONG:
        rule = rule_words(column, sheet, book.period, bool(book.people))
        return f"{column.header} ({rule})" if rule else column.header
    can_ask = column.ask_below is not None or column.ask_above is not None
    possible = {MISSING: bool(column.required or column.required_with), ASK: can_ask, STRAY: bool(column.kinds)}
    return column.header if possible[state] else ""


def _paint(book: Book, worksheet: Worksheet, sheet: Sheet, helpers: Helpers) -> None:
    """Colours follow the hidden states; every colour has its words in the check and at the row's end."""
    styles = book.styles
    first, last = layout.FIRST_COLUMN, layout.todo_column(sheet) - 1
    state = f"{layout.letters(helpers.states)}{helpers.first_row + 1}"
    for code, colour in ((MISSING, MISSING_COLOUR), (WRONG, WRONG_COLOUR), (ASK, ASK_COLOUR), (STRAY, ASK_COLOUR), (IDLE, UNMEANT)):
        worksheet.conditional_format(helpers.first_row, first, helpers.last_row, last, {
            "type": "formula", "criteria": f"={state}={formulas.text(code)}", "format": styles.paint(colour)})
    used, faults, asks = (f"${layout.letters(column)}{helpers.first_row + 1}" for column in (helpers.used, helpers.faults, helpers.asks))
    for criteria, paint in ((f"=AND({used}=1,{faults}>0)", styles.paint(MISSING_COLOUR, RED, bold=True)),
                            (f"=AND({used}=1,{asks}>0)", styles.paint(ASK_COLOUR, AMBER, bold=True)),
                            (f"={used}=1", styles.paint(DONE, GREEN))):
        worksheet.conditional_format(helpers.first_row, layout.CHECK_COLUMN, helpers.last_row, layout.CHECK_COLUMN,
                                     {"type": "formula", "criteria": criteria, "format": paint, "stop_if_true": True})


def _page(book: Book, worksheet: Worksheet, sheet: Sheet, helpers: Helpers) -> None:
    worksheet.freeze_panes(layout.FIRST_ROW, layout.FIRST_COLUMN)
    worksheet.set_selection(layout.FIRST_ROW, layout.FIRST_COLUMN, layout.FIRST_ROW, layout.FIRST_COLUMN)
    worksheet.repeat_rows(layout.HEADER_ROW, layout.HINT_ROW)
    worksheet.print_area(0, 0, helpers.last_row, layout.todo_column(sheet))
