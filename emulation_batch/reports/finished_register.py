"""The columns of a finished register, read from the disk as it is unpacked and not kept.

A sheet of figures, or the list of all texts, takes more memory than the month itself. Every cell and every text must stand as
`register_sheet` and `plain_strings` write them: what stands otherwise is not read, and so is missed where it should be.
"""

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from html import unescape
from itertools import chain, count, groupby, takewhile
from operator import itemgetter
from pathlib import Path
from typing import Any

from emulation_batch.package_check import NOT_OPENED, Broken, stretches
from emulation_batch.plain_strings import PART, item
from emulation_batch.reports.register_book import HEADER_ROW
from emulation_batch.workbook_check import sheets_of

CELL = rb'<c r="(%s)(\d+)"(?: s="\d+")?(?:/>|( t="s")?><v>([^<>]*)</v></c>)'
ITEM = re.compile(rb"<si>.*?</si>", re.DOTALL)
BOOK = ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
Cell = tuple[bytes, bytes, bytes, bytes]
"""Letters of the column, row as Excel shows it, whether its value is the number of a text, value."""


class FinishedRegister:
    """A register on the disk. texts: those that may stand in the columns asked for; any other costs the memory of all. Raises
    Broken when it cannot be opened or unpacked."""

    def __init__(self, path: Path, texts: Iterable[str]) -> None:
        try:
            self._package = zipfile.ZipFile(path)
            self._parts = {unescape(name): part for part, name in
                           sheets_of({name: self._package.read(name) for name in BOOK}).items()}
        except (zipfile.BadZipFile, KeyError) as error:
            raise Broken(NOT_OPENED) from error
        likely = {item(text).encode(): text for text in texts}
        self._texts = {number: likely[raw] for number, raw in enumerate(self._items()) if raw in likely}

    def __enter__(self) -> "FinishedRegister":
        return self

    def __exit__(self, *_: object) -> None:
        self._package.close()

    @property
    def sheets(self) -> Collection[str]:
        """The names of its sheets."""
        return self._parts

    def columns(self, sheet: str, headers: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        """The cells below these headers, row by row; None for one that is not there. KeyError where sheet or header is not."""
        cells = chain.from_iterable(self._cells(sheet, rb"[A-Z]+"))
        top = takewhile(lambda cell: int(cell[1]) <= HEADER_ROW + 1, cells)
        letters = {self._texts.get(int(value)): column for column, row, text, value in top
                   if text and int(row) == HEADER_ROW + 1}
        wanted = [letters[header] for header in headers]
        numbers = count(HEADER_ROW + 2)
        for found in self._cells(sheet, b"|".join(wanted)):
            below = [cell for cell in found if int(cell[1]) > HEADER_ROW + 1]
            for (row, line), number in zip(self._even(below, wanted) or self._lines(below, wanted), numbers, strict=False):
                yield line if int(row) == number else (None,) * len(wanted)

    def _even(self, cells: list[Cell], wanted: list[bytes]) -> list[tuple[bytes, tuple[Any, ...]]]:
        """Each row and its values where every row has just the cells that are wanted, as nearly all have; else nothing."""
        columns = [cells[place::len(wanted)] for place in range(len(wanted))]
        rows = [[cell[1] for cell in column] for column in columns]
        if any(same != rows[0] for same in rows) or any(
                cell[0] != letter for letter, column in zip(wanted, columns, strict=True) for cell in column):
            return []
        values = [[self._value(text, value) for _, _, text, value in column] for column in columns]
        return list(zip(rows[0], zip(*values, strict=True), strict=True))

    def _lines(self, cells: list[Cell], wanted: list[bytes]) -> Iterator[tuple[bytes, tuple[Any, ...]]]:
        for row, some in groupby(cells, itemgetter(1)):
            line = {column: self._value(text, value) for column, _, text, value in some}
            yield row, tuple(line.get(column) for column in wanted)

    def _cells(self, sheet: str, columns: bytes) -> Iterator[list[Cell]]:
        """The cells of these columns, some whole rows at a time."""
        cell = re.compile(CELL % columns)
        for rows in stretches(self._package, self._parts[sheet], b"</row>"):
            yield cell.findall(rows)

    def _value(self, text: bytes, value: bytes) -> Any:
        if not text:
            return float(value) if value else ""
        number = int(value)
        return self._texts[number] if number in self._texts else self._every_text[number]

    @cached_property
    def _every_text(self) -> list[str]:
        return [unescape(re.sub("<[^<>]*>", "", raw.decode())) for raw in self._items()]

    def _items(self) -> Iterator[bytes]:
        for items in stretches(self._package, PART, b"<si>"):
            yield from ITEM.findall(items)
