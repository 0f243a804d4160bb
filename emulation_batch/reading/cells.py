"""The cells of a sheet that hold something, with Excel's own rows and columns, and what a written value means."""

import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from emulation_batch.batch import CellError
from emulation_batch.findings import NO_RESULT
from emulation_batch.reading.package import Malformed, Package
from emulation_batch.reading.parts import TooMuch
from emulation_batch.vietnamese import clean

LAST_ROW, LAST_COLUMN = 1 << 20, 1 << 14
MOST_CELLS = 200_000
FIRST_DAY, FIRST_DAY_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
LAST_SERIAL = 2_958_466

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
TRUE = ("1", "true")
NOT_COMPUTED = CellError(NO_RESULT)


@dataclass(frozen=True)
class Written:
    """A sheet part cut at its rows: each from behind its `<row ` to the next one, and what stands before and after them."""

    before: bytes
    rows: list[bytes]
    after: bytes


@dataclass
class Grid:
    """rows: row -> column -> value, zero-based, in order: str, int, float, bool, date, datetime, time or CellError; no blanks.

    merges are (first row, first column, last row, last column); fonts: (row, column) -> font, for texts in a font from before
    Unicode (.VnTime, VNI-Times). texts: the texts among the values. last_row, last_column: the farthest cell the file writes,
    also an empty one. part: where in the file; written: the part as the quick reader cut it, None where another one read it.
    """

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, Any]] = field(default_factory=dict)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    fonts: dict[tuple[int, int], str] = field(default_factory=dict)
    count: int = 0
    last_row: int = field(default=-1, compare=False)
    last_column: int = field(default=-1, compare=False)
    part: str = field(default="", compare=False)
    written: Written | None = field(default=None, compare=False)

    def put(self, row: int, column: int, value: Any, room: int) -> None:
        """Keep a value that holds something; TooMuch past `room` cells."""
        if holds(value):
            self.rows.setdefault(row, {})[column] = value
            if isinstance(value, str):
                self.texts.setdefault(row, {})[column] = value
            self.count += 1
            if self.count > room:
                raise TooMuch("quá nhiều ô có giá trị")

    def reach(self, row: int, column: int) -> None:
        """Note how far the cells go."""
        if row > self.last_row:
            self.last_row = row
        if column > self.last_column:
            self.last_column = column

    def merge(self, reference: str) -> None:
        """Note a merged range, "B2:D2". Raises Malformed."""
        first, _, last = reference.partition(":")
        if len(self.merges) < MOST_CELLS:
            self.merges.append((*place(first), *place(last or first)))

    def in_order(self) -> "Grid":
        """The grid with rows and columns sorted, whatever order the file had."""
        self.rows = {row: dict(sorted(values.items())) for row, values in sorted(self.rows.items())}
        self.texts = {row: dict(sorted(values.items())) for row, values in sorted(self.texts.items())}
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


def number_value(text: str | bytes, style: int, package: Package) -> Any:
    """A number as written -> int, float, a day or time by its cell's style, or #NUM!; Malformed where it is none."""
    try:
        number = float(text)
    except ValueError:
        raise Malformed("number") from None
    if (b"_" if isinstance(text, bytes) else "_") in text:  # type: ignore[operator]
        raise Malformed("number")
    if not math.isfinite(number):
        return CellError("#NUM!")
    if style in package.date_styles and 0 <= number < LAST_SERIAL:
        return moment(number, package.epoch_1904)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def error_value(text: str) -> CellError:
    """An error of the spreadsheet."""
    return CellError(text or "#N/A")


def moment(serial: float, epoch_1904: bool = False) -> date | datetime | time:
    """Excel's day number -> a date, with its time where there is one, or a time of day alone; to the second."""
    exact = timedelta(seconds=round(serial * 86400))
    if serial < 1 and serial:
        return (FIRST_DAY + exact).time()
    found = (FIRST_DAY_1904 if epoch_1904 else FIRST_DAY) + exact
    return found.date() if found.time() == time() else found


def iso_moment(text: str) -> date | datetime | str:
    """A day or moment of ISO 8601; what is none stays a text."""
    try:
        found = datetime.fromisoformat(text.strip().removesuffix("Z"))
    except ValueError:
        return text
    return found.date() if found.time() == time() else found
