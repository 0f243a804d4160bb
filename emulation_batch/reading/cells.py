"""A sheet as the cells that hold something, with Excel's own rows and columns.

.xlsx is read in one streaming pass of ours: python-calamine would hide error values, formulas without a computed value
and hidden rows, lose a whole sheet to one date out of range, and stop the process over a cell at XFD1048576
(hostile.md). .xls and .ods are read by calamine.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from io import BytesIO
from typing import Any

from emulation_batch.batch import CellError
from emulation_batch.reading.package import Malformed, Package, parse
from emulation_batch.vietnamese import clean

LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
MOST_CELLS = 200_000
LONGEST_TEXT = 1_000_000
MOST_AREA = 20_000_000
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_SERIAL = 2_958_466

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_TRUE = ("1", "true")
# most of a form is empty styled cells and long formulas: a third of the reading time, and nothing of the data
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?/>')
_BARE_CELL = re.compile(rb"<(?:\w+:)?c(?:>| (?!r=))")
_FORMULA = re.compile(rb"<f(?: [^<>]*)?>[^<]*</f>")
_NOT_COMPUTED = CellError("formula")


class TooMuch(ValueError):
    """More cells or longer texts than any form needs."""


@dataclass
class Grid:
    """rows: row -> column -> value, zero-based, in order: str, int, float, bool, date, datetime, time or CellError; no blanks.

    merges are (first row, first column, last row, last column); fonts: (row, column) -> font, for texts in a font from before
    Unicode (.VnTime, VNI-Times).
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Any]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    count: int = 0

    def put(self, row: int, column: int, value: Any, room: int) -> None:
        """Keep a value that holds something; TooMuch past `room` cells."""
        if holds(value):
            self.rows.setdefault(row, {})[column] = value
            self.count += 1
            if self.count > room:
                raise TooMuch("quá nhiều ô có giá trị")

    def in_order(self) -> "Grid":
        """The grid with rows and columns sorted, whatever order the file had."""
        self.rows = {row: dict(sorted(values.items())) for row, values in sorted(self.rows.items())}
        return self


@lru_cache(maxsize=LAST_COLUMN)
def column_number(letters: str) -> int:
    """ "AB" -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def place(reference: str) -> tuple[int, int]:
    """ "C8" -> (7, 2); Malformed outside of Excel's sheet."""
    found = _REFERENCE.match(reference)
    row, column = (int(found[2]) - 1, column_number(found[1])) if found else (-1, -1)
    if not (0 <= row < LAST_ROW and 0 <= column < LAST_COLUMN):
        raise Malformed(f"reference {reference[:20]}")
    return row, column


def holds(value: Any) -> bool:
    """Whether a value is more than spaces and characters that cannot be seen."""
    return bool(value[:1].isalnum() or clean(value)) if isinstance(value, str) else value is not None


class _Reader:
    """Handlers of one sheet part."""

    def __init__(self, package: Package, grid: Grid, room: int) -> None:
        self.package, self.grid, self.room = package, grid, room
        self.row, self.column = -1, -1
        self.type, self.style, self.formula, self.collects = "", "", False, False
        self.pieces: list[str] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "v" or name == "t":
            self.collects = True
        elif name == "c":
            self._start_cell(attributes)
        elif name == "f":
            self.formula = True
        elif name == "row":
            self._start_row(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not (number.isdecimal() and 0 < int(number[:8]) <= LAST_ROW):
            raise Malformed(f"row {number[:20]}")
        self.row = int(number) - 1 if number else self.row + 1
        self.column = -1
        if attributes.get("hidden") in _TRUE:
            self.grid.hidden_rows.add(self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self.row, self.column = place(attributes["r"])
        else:
            self.column += 1
        self.type, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.formula = False
        self.pieces = []

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        if len(self.grid.merges) < MOST_CELLS:
            self.grid.merges.append((*place(first), *place(last or first)))

    def text(self, data: str) -> None:
        if self.collects:
            self.pieces.append(data)

    def end(self, name: str) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "v" or name == "t":
            self.collects = False
        elif name == "rPh":
            self.pieces = []
        elif name == "c" and (self.pieces or self.formula):
            text = "".join(self.pieces)
            self.grid.put(self.row, self.column, self._value(text), self.room)
            if self.type in ("s", "str", "inlineStr") and (
                    font := self.package.old_font(self.style, int(text) if self.type == "s" else None)):
                self.grid.fonts[self.row, self.column] = font

    def _value(self, text: str) -> Any:
        if len(text) > LONGEST_TEXT:
            raise TooMuch("một ô dài hơn một triệu ký tự")
        if self.type == "s":
            try:
                return self.package.strings[int(text)]
            except (ValueError, IndexError):
                raise Malformed("shared string") from None
        if self.type in ("str", "inlineStr"):
            return text
        if self.type == "e":
            return CellError(text or "#N/A")
        if not text.strip():
            return _NOT_COMPUTED if self.formula else None
        if self.type == "b":
            return text.strip() in _TRUE
        return _iso(text) if self.type == "d" else self._number(text)

    def _number(self, text: str) -> Any:
        try:
            number = float(text)
        except ValueError:
            raise Malformed("number") from None
        if not math.isfinite(number):
            return CellError("#NUM!")
        if self.style.isdecimal() and int(self.style) in self.package.date_styles and 0 <= number < LAST_SERIAL:
            return moment(number, self.package.epoch_1904)
        return int(number) if number.is_integer() and abs(number) < 1e15 else number


def moment(serial: float, epoch_1904: bool = False) -> date | datetime | time:
    """Excel's day number -> a date, with its time where there is one, or a time of day alone; to the second."""
    exact = timedelta(seconds=round(serial * 86400))
    if serial < 1 and serial:
        return (FIRST_DAY + exact).time()
    found = (FIRST_DAY_1904 if epoch_1904 else FIRST_DAY) + exact
    return found.date() if found.time() == time() else found


def _iso(text: str) -> date | datetime | str:
    try:
        found = datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
    return found.date() if found.time() == time() else found


def read_grid(package: Package, name: str, hidden: bool, part: str, room: int) -> Grid:
    """One sheet of an .xlsx. Raises Malformed, or TooMuch past `room` cells."""
    grid = Grid(name, hidden)
    reader = _Reader(package, grid, room)
    content = _FORMULA.sub(b"<f/>", package.read(part))
    if not _BARE_CELL.search(content):
        content = _EMPTY_CELL.sub(b"", content)
    parse(content, reader.start, reader.end, reader.text)
    return grid.in_order()


def calamine_grids(content: bytes, skip: Callable[[str], bool]) -> list[Grid]:
    """The sheets of an .xls or .ods but those to skip. calamine's own errors pass through."""
    import python_calamine

    grids: list[Grid] = []
    with python_calamine.CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        for sheet in book.sheets_metadata:
            if skip(sheet.name) or sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            data = book.get_sheet_by_name(sheet.name)
            if data.total_height * data.total_width > MOST_AREA:
                raise TooMuch(f"trang “{sheet.name}” quá rộng")
            grid = Grid(sheet.name, sheet.visible != python_calamine.SheetVisibleEnum.Visible)
            room = MOST_CELLS - sum(grid.count for grid in grids)
            first_row, first_column = data.start or (0, 0)
            for row, values in enumerate(data.to_python(), first_row):
                for column, value in enumerate(values, first_column):
                    if value != "":
                        grid.put(row, column, _plain(value), room)
            grid.merges = [(*first, *last) for first, last in data.merged_cell_ranges or ()]
            grids.append(grid)
    return grids


def _plain(value: Any) -> Any:
    """calamine's value in our terms: whole floats are int, a duration is Excel's number of days."""
    if isinstance(value, timedelta):
        value = value.total_seconds() / 86400
    if isinstance(value, float):
        if not math.isfinite(value):
            return CellError("#NUM!")
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value
