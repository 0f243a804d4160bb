"""The rows of a located sheet as typed, and the words that stand outside of it."""

from typing import Any

from emulation_batch import layout
from emulation_batch.batch import RawSheet
from emulation_batch.definition import Sheet
from emulation_batch.reading.sheets import OUR_HEADERS, Located, header_key

MOST_OUTSIDE = 50
SIGNATURE_CELLS = 2


def raw_sheet(located: Located) -> RawSheet:
    """The sheet as typed."""
    return _form(located) if located.sheet.kind == "form" else _table(located)


def _table(located: Located) -> RawSheet:
    sheet, grid, columns = located.sheet, located.grid, located.columns
    by_column = {column: key for key, column in columns.items()}
    counted = {key for key in columns if not sheet.column(key).prefilled}
    rows = []
    for row, values in grid.rows.items():
        if row >= located.first_row:
            known = {by_column[column]: value for column, value in values.items() if column in by_column}
            if counted & known.keys():
                rows.append((row, known))
    below = _words_below(rows, sheet)
    outside = [(layout.a1(row, columns[key]), str(value)) for row, values in rows[len(rows) - below:]
               for key, value in values.items()]
    return RawSheet(sheet.key, grid.name, columns, rows[:len(rows) - below],
                    outside=(_words_beside(located) + outside)[:MOST_OUTSIDE])


def _words_below(rows: list[tuple[int, dict[str, Any]]], sheet: Sheet) -> int:
    """How many last rows are a signature or a note: below an empty row, one or two texts each and none in the kind."""
    below = 0
    for count in range(1, len(rows)):
        row, values = rows[-count]
        if len(values) > SIGNATURE_CELLS or sheet.kind_column in values or not all(
                isinstance(value, str) for value in values.values()):
            break
        if rows[-count - 1][0] < row - 1:
            below = count
    return below


def _words_beside(located: Located) -> list[tuple[str, str]]:
    """Texts beside the rows, in columns that are neither the definition's nor ours."""
    head = located.grid.rows.get(located.header_row, {})
    ours = {column for column, text in head.items() if isinstance(text, str) and header_key(text) in OUR_HEADERS}
    if not ours:
        ours = {layout.NUMBER_COLUMN, layout.CHECK_COLUMN, layout.todo_column(located.sheet)}
    known = ours | set(located.columns.values())
    return [(layout.a1(row, column), value) for row, values in located.grid.rows.items() if row >= located.first_row
            for column, value in values.items() if column not in known and isinstance(value, str)
            and layout.Stamp.parse(value) is None]


def _form(located: Located) -> RawSheet:
    grid, column = located.grid, located.value_column
    values = {key: grid.rows[row][column] for key, row in located.columns.items() if column in grid.rows[row]}
    cells = {key: layout.a1(row, column) for key, row in located.columns.items()}
    last = max(located.columns.values())
    outside = [(layout.a1(row, place), value) for row, found in grid.rows.items() if row > last
               for place, value in found.items() if isinstance(value, str)]
    return RawSheet(located.sheet.key, grid.name, dict.fromkeys(located.columns, column), [(located.first_row, values)],
                    cells, outside[:MOST_OUTSIDE])


def hidden_with_data(located: Located, sheet: RawSheet) -> list[int]:
    """Hidden rows that hold data, zero-based."""
    return [row for row, _ in sheet.rows if row in located.grid.hidden_rows] if not sheet.cells else []


def merged_with_data(located: Located, sheet: RawSheet) -> str:
    """The first merged range that reaches over a row of data and a known column, in A1 form, else ""."""
    if sheet.cells or not sheet.rows:
        return ""
    rows = [row for row, _ in sheet.rows]
    columns = sorted(sheet.columns.values())
    for top, left, bottom, right in located.grid.merges:
        if bottom >= located.first_row and top <= rows[-1] and left <= columns[-1] and right >= columns[0]:
            return f"{layout.a1(top, left)}:{layout.a1(bottom, right)}"
    return ""
