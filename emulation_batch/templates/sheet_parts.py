"""A sheet's XML as xlsxwriter made it, cut into stretches: what stays is packed once, rows and marked words may differ.

A row is made again from its own cells and those that differ; the cells after the last one that differs (in a table the hidden
judgement, most of the row) are a stretch again.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile

from emulation_batch.packages import Piece, piece, piece_of_one

ROW = re.compile(r'(<row r="(\d+)"[^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
CELL = re.compile(r'<c r="([A-Z]+)\d+"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
SPANS = re.compile(r' spans="([^"]+)"')
REACH = re.compile(r'(<dimension ref="A1:[A-Z]+)\d+')
OPEN, CLOSE, END = "<sheetData>", "</sheetData>", "</worksheet>"
QUICK = 3
"""Packing level of what differs from unit to unit."""


@dataclass(frozen=True)
class Row:
    """A row as it stands: its number in Excel, its opening tag without the bracket, (column number, XML) of its cells."""

    number: int
    tag: str
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Changed:
    """A row that differs: its opening tag without the bracket, and the cells that differ by column number (one-based)."""

    tag: str
    cells: Mapping[int, str]


@dataclass
class SheetParts:
    """A sheet's part, cut up. tail: what stands after the rows, cut at the mark of the word that differs from unit to unit."""

    name: str
    head: str
    rows: tuple[Row, ...]
    tail: tuple[str, ...]
    _kept: dict[tuple, Piece] = field(default_factory=dict)
    _before: dict[tuple, dict[int, str]] = field(default_factory=dict)

    @cached_property
    def spans(self) -> dict[int, str]:
        """Row -> the columns it reaches over, as its tag says."""
        return {row.number: found[1] for row in self.rows if (found := SPANS.search(row.tag))}

    def pieces(self, changed: Mapping[int, Changed], word: Piece, before_end: str = "") -> Iterator[Piece]:
        """The whole part with these rows (by number) and this word instead; before_end: XML before its end."""
        start = 0
        for place, row in enumerate(self.rows):
            if row.number in changed:
                if place == 0 or start < place:
                    yield self._stretch(start, place)
                yield from self._row(row, changed[row.number])
                start = place + 1
        yield self._stretch(start, len(self.rows))
        for number, text in enumerate(self.tail):
            if number:
                yield word
            yield self._piece(("tail", number), text)
        if before_end:
            yield self._piece(("before", before_end), before_end)
        yield self._piece(("end",), END)

    def rewritten(self, changed: Mapping[int, Changed], columns: int) -> str:
        """A small sheet whole, that may have more rows or fewer: of the model the first so many columns, and these rows."""
        rows = {row.number: Changed(row.tag, {column: xml for column, xml in row.cells if column <= columns})
                for row in self.rows}
        for number, row in changed.items():
            stands = rows.get(number, row)
            rows[number] = Changed(stands.tag, {**stands.cells, **row.cells})
        kept = [(number, row) for number, row in sorted(rows.items()) if row.cells]
        body = "".join(f"{row.tag}>{''.join(xml for _, xml in sorted(row.cells.items()))}</row>" for _, row in kept)
        return REACH.sub(rf"\g<1>{kept[-1][0]}", self.head, count=1) + body + "".join(self.tail) + END

    def _stretch(self, start: int, stop: int) -> Piece:
        """The unchanged rows from one place to another, the head before the first."""
        key = (start, stop)
        if key not in self._kept:
            text = "".join(_text(row) for row in self.rows[start:stop])
            head = self.head if start == 0 else ""
            self._kept[key] = piece((head + text).encode(), new=head.encode())
        return self._kept[key]

    def _row(self, row: Row, changed: Changed) -> Iterator[Piece]:
        last = max(changed.cells, default=0)
        key = (row.number, "after", last)
        if key not in self._kept:
            before = dict(takewhile(lambda cell: cell[0] <= last, row.cells))
            rest = "".join(xml for column, xml in row.cells if column > last)
            self._before[key] = before
            self._kept[key] = piece(f"{rest}</row>".encode(), new=b"</row>")
        before = self._before[key]
        cells = before | dict(changed.cells)
        told = cells.values() if len(cells) == len(before) else (cells[column] for column in sorted(cells))
        yield piece_of_one(f"{changed.tag}>{''.join(told)}".encode(), QUICK)
        yield self._kept[key]

    def _piece(self, key: tuple, text: str) -> Piece:
        if key not in self._kept:
            self._kept[key] = piece(text.encode())
        return self._kept[key]


def cut(name: str, xml: str, mark: str) -> SheetParts:
    """Cut up a sheet's part."""
    head, opened, rest = xml.partition(OPEN)
    body, closed, tail = rest.partition(CLOSE)
    rows = tuple(Row(int(match[2]), match[1], tuple((_number(cell[1]), cell[0]) for cell in CELL.finditer(match[3] or "")))
                 for match in ROW.finditer(body))
    return SheetParts(name, head + opened, rows, tuple((closed + tail).removesuffix(END).split(mark)))


def _text(row: Row) -> str:
    return f"{row.tag}>{''.join(xml for _, xml in row.cells)}</row>" if row.cells else f"{row.tag}/>"


def _number(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found
