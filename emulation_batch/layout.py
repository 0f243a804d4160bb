"""Where things stand in a unit workbook: the one description that its writer and its reader share.

Rows and columns here are zero-based, as the libraries count; `a1` gives what Excel shows.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from emulation_batch.definition import Definition, Sheet

TITLE_ROW, INTRO_ROW, STATUS_ROW, LINKS_ROW, HEADER_ROW, HINT_ROW, KEY_ROW, FIRST_ROW = range(8)
NUMBER_COLUMN, CHECK_COLUMN, FIRST_COLUMN = range(3)
FORM_LABEL, FORM_VALUE, FORM_CHECK, FORM_HINT, FORM_KEY = 1, 2, 3, 4, 5
FORM_FIRST_ROW = 5
NUMBER_HEADER, CHECK_HEADER, TODO_HEADER = "STT", "Tự kiểm tra", "Việc cần làm"
REQUIRED_MARK = " *"
STAMP_PREFIX = "tdkt"
STAMP_FIELDS = ("movement", "version", "unit", "period")
STAMP_NAME = "TDKT_MAU"
# the first sheet of a workbook that goes back to its unit: ours, and never read
ATTEMPT = "lan_nop"
RETURNED_NAME = "Cần sửa"
LONGEST_CELL = 32_767
"""Of a cell's text, in UTF-16 units as Excel counts: an emoji is two."""
CELL = re.compile(r"([A-Z]+)(\d+)\Z")


@dataclass(frozen=True)
class Stamp:
    """Identity of a workbook. It stands in four places: custom properties `tdkt_<field>`, the hidden stamp sheet
    (field in A, value in B), the defined name TDKT_MAU (a text constant), and cell A7 of each table sheet."""

    movement: str
    version: str
    unit: str
    period: str

    @property
    def text(self) -> str:
        """One line, as the defined name and the key row hold it."""
        return "|".join((STAMP_PREFIX, self.movement, self.version, self.unit, self.period))

    @classmethod
    def parse(cls, text: str) -> "Stamp | None":
        """The stamp in a line, None where the line is none."""
        parts = text.strip().strip('"').split("|")
        return cls(*parts[1:]) if len(parts) == 5 and parts[0] == STAMP_PREFIX else None


def stamp_of(definition: Definition, unit: str = "", period: str = "") -> Stamp:
    """The stamp of a workbook made from this definition."""
    return Stamp(definition.movement.id, definition.movement.version, unit, period)


def held(text: str, end: str = "") -> str:
    """The text as a cell can hold it: a longer one is cut, with `end` as its last characters."""
    if 2 * len(text) <= LONGEST_CELL:
        return text
    units = text.encode("utf-16-le", "replace")
    if len(units) <= 2 * LONGEST_CELL:
        return text
    return units[:2 * (LONGEST_CELL - len(end))].decode("utf-16-le", "ignore") + end


@lru_cache(maxsize=1024)
def letters(column: int) -> str:
    """Zero-based column -> "A", "AB"."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def a1(row: int, column: int) -> str:
    """Zero-based row and column -> "C8"."""
    return f"{letters(column)}{row + 1}"


def row_of(cell: str) -> int:
    """ "C8" -> 7, the zero-based row; -1 for what is no cell."""
    found = CELL.match(cell)
    return int(found[2]) - 1 if found else -1


def cell_runs(cells: Iterable[str]) -> list[str]:
    """["L8", "L9", "L10", "L12"] -> ["L8-L10", "L12"]."""
    matches = sorted({(match[1], int(match[2])) for cell in cells if (match := CELL.match(cell))})
    runs = []
    for (column, _), run in groupby(enumerate(matches), lambda item: (item[1][0], item[1][1] - item[0])):
        rows = [row for _, (_, row) in run]
        runs.append(f"{column}{rows[0]}" + (f"-{column}{rows[-1]}" if len(rows) > 1 else ""))
    return runs


def column_of(sheet: Sheet, key: str) -> int:
    """Zero-based column of a key in our own table sheet."""
    return FIRST_COLUMN + sheet.places[key]


def todo_column(sheet: Sheet) -> int:
    """Zero-based column of the words at the row's end."""
    return FIRST_COLUMN + len(sheet.columns)


def form_row(sheet: Sheet, key: str) -> int:
    """Zero-based row of a field in our own form sheet."""
    return FORM_FIRST_ROW + sheet.places[key]


def following(definition: Definition, attempt: int) -> int | None:
    """The number after one that was read; None where the form takes none, or none as high."""
    most = definition.form.column(ATTEMPT).max if definition.form.has(ATTEMPT) else 0
    return attempt + 1 if most is None or attempt < most else None
