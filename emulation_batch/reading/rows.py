"""The rows of a located sheet as typed, and the words that stand outside of it."""

import re
from typing import Any

from emulation_batch import layout
from emulation_batch.batch import RawSheet
from emulation_batch.definition import Sheet
from emulation_batch.reading.sheets import OUR_HEADERS, Located, header_key
from emulation_batch.vietnamese import bare_key

MOST_OUTSIDE = 50
SIGNATURE_CELLS, SIGNATURE_LENGTH = 2, 60
SIGNATURES = ("nguoi lap", "thu truong", "ky ten", "ky ghi ro ho ten", "xac nhan cua", "lanh dao don vi", "giam doc",
              "pho giam doc", "truong phong", "pho truong phong", "chanh van phong", "chanh thanh tra")
"""How the words over a signature begin, without marks."""
TOTALS = ("cong", "tong", "tong so", "tong cong")
"""What a row of totals is called, without marks: alone in its cell, or before a colon or a bracket."""


def raw_sheet(located: Located) -> RawSheet:
    """The sheet as typed."""
    return _form(located) if located.sheet.kind == "form" else _table(located)


def _table(located: Located) -> RawSheet:
    sheet, grid, columns = located.sheet, located.grid, located.columns
    by_column = {column: key for key, column in columns.items()}
    counted = {key for key in columns if not sheet.column(key).prefilled}
    rows = []
    for row, values in grid.rows.items():
        if row >= located.first_row and not values.keys().isdisjoint(by_column):
            known = {by_column[column]: value for column, value in values.items() if column in by_column}
            if counted & known.keys():
                rows.append((row, known))
    below = max(_words_below(rows, sheet), _signatures_below(rows))
    no_rows = [item for number, item in enumerate(rows) if number >= len(rows) - below or _is_total(item[1])]
    outside = [(layout.a1(row, columns[key]), str(value)) for row, values in no_rows for key, value in values.items()]
    fonts = {(row, by_column[column]): font for (row, column), font in grid.fonts.items() if column in by_column}
    return RawSheet(sheet.key, grid.name, columns, [item for item in rows if item not in no_rows],
                    outside=(_words_beside(located) + outside)[:MOST_OUTSIDE], fonts=fonts)


def _is_total(values: dict[str, Any]) -> bool:
    """Whether a row only adds others up: called a total, and everything else in it numbers."""
    words = [value for value in values.values() if isinstance(value, str)]
    return len(words) == 1 and bare_key(re.split(r"[:(]", words[0])[0]) in TOTALS


def _signatures_below(rows: list[tuple[int, dict[str, Any]]]) -> int:
    """How many last rows are a signature, by the words over it: also on an empty sheet, and in the column of the kind."""
    below = 0
    for count, (_, values) in enumerate(reversed(rows), 1):
        texts = list(values.values())
        if len(texts) > SIGNATURE_CELLS or not all(isinstance(text, str) and len(text) <= SIGNATURE_LENGTH for text in texts):
            break
        if any(bare_key(text).startswith(SIGNATURES) for text in texts):
            below = count
    return below


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
    head = located.grid.texts.get(located.header_row, {})
    ours = {column for column, text in head.items() if header_key(text) in OUR_HEADERS}
    if not ours:
        ours = {layout.NUMBER_COLUMN, layout.CHECK_COLUMN, layout.todo_column(located.sheet)}
    known = ours | set(located.columns.values())
    return [(layout.a1(row, column), text) for row, texts in located.grid.texts.items() if row >= located.first_row
            for column, text in texts.items() if column not in known and layout.Stamp.parse(text) is None]


def _form(located: Located) -> RawSheet:
    grid, column = located.grid, located.value_column
    values = {key: grid.rows[row][column] for key, row in located.columns.items() if column in grid.rows[row]}
    cells = {key: layout.a1(row, column) for key, row in located.columns.items()}
    last = max(located.columns.values())
    outside = [(layout.a1(row, place), text) for row, texts in grid.texts.items() if row > last
               for place, text in texts.items()]
    return RawSheet(located.sheet.key, grid.name, dict.fromkeys(located.columns, column), [(located.first_row, values)],
                    cells, outside[:MOST_OUTSIDE],
                    {(located.first_row, key): grid.fonts[row, column] for key, row in located.columns.items()
                     if (row, column) in grid.fonts})


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
