"""A sheet of an .xlsx in one streaming pass of ours, whatever its shape: the reader that decides.

python-calamine would hide error values, formulas without a computed value and hidden rows, lose a whole sheet to one date
out of range, and stop the process over a cell at XFD1048576.
"""

import re
from collections.abc import Iterable
from typing import Any

from emulation_batch.reading.cells import (
    LAST_ROW,
    NOT_COMPUTED,
    TRUE,
    Grid,
    error_value,
    iso_moment,
    number_value,
    place,
)
from emulation_batch.reading.package import LONGEST_TEXT, Malformed, Package, parse
from emulation_batch.reading.parts import TooMuch, without_empties

# most of a form is empty styled cells and long formulas: a third of the reading time, and nothing of the data
_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?/>')
_BARE_CELL = re.compile(rb"<(?:\w+:)?c(?:>| (?!r=))")
_FORMULA = re.compile(rb"<f(?: [^<>]*)?>[^<]*</f>")
_NO_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|]]>|&(?!(?:amp|lt|gt|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);)")


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
            self.grid.merge(attributes.get("ref", ""))

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        if number and not (number.isdecimal() and 0 < int(number[:8]) <= LAST_ROW):
            raise Malformed(f"row {number[:20]}")
        self.row = int(number) - 1 if number else self.row + 1
        self.column = -1
        if attributes.get("hidden") in TRUE:
            self.grid.hidden_rows.add(self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self.row, self.column = place(attributes["r"])
        else:
            self.column += 1
        self.grid.reach(self.row, self.column)
        self.type, self.style = attributes.get("t", "n"), attributes.get("s", "0")
        self.formula = False
        self.pieces = []

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
            return self.package.string(text)
        if self.type in ("str", "inlineStr"):
            return text
        if self.type == "e":
            return error_value(text)
        if not text.strip():
            return NOT_COMPUTED if self.formula else None
        if self.type == "b":
            return text.strip() in TRUE
        if self.type == "d":
            return iso_moment(text)
        return number_value(text, int(self.style) if self.style.isdecimal() else 0, self.package)


def read_grid(package: Package, name: str, hidden: bool, content: bytes, room: int) -> Grid:
    """One sheet of an .xlsx. Raises Malformed, or TooMuch past `room` cells."""
    if _is_text(content):
        content = _FORMULA.sub(b"<f/>", content)
    if not _BARE_CELL.search(content):
        content = _EMPTY_CELL.sub(b"", content)
    return _read(package, name, hidden, content, room)


def _is_text(content: bytes) -> bool:
    """Whether formulas may be dropped unread: nothing in the part could be a fault that the parser must see."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return not _NO_TEXT.search(content)


def read_large_grid(package: Package, name: str, hidden: bool, part: str, room: int) -> Grid:
    """The same of a part that is never held as a whole: such as a sheet that is styled to its last row."""
    return _read(package, name, hidden, without_empties(package.archive, package.name(part)), room)


def _read(package: Package, name: str, hidden: bool, content: bytes | Iterable[bytes], room: int) -> Grid:
    grid = Grid(name, hidden)
    reader = _Reader(package, grid, room)
    parse(content, reader.start, reader.end, reader.text)
    return grid.in_order()
