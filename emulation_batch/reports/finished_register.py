"""The columns of a finished register, read from the disk as it is unpacked and not kept.

A sheet of figures, or the list of all texts, takes more memory than the month itself. Every cell and every text must stand as
`register_sheet` and `plain_strings` write them: what stands otherwise is not read, and so is missed where it should be.
"""

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from html import unescape
from itertools import count, groupby, takewhile
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
Cell = tuple[int, bytes, bytes, bytes]
"""Row as Excel shows it, letters of the column, whether its value is the number of a text, value."""


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
        top = takewhile(lambda cell: cell[0] <= HEADER_ROW + 1, self._cells(sheet, rb"[A-Z]+"))
        letters = {self._texts.get(int(value)): column for row, column, text, value in top if text and row == HEADER_ROW + 1}
        wanted = [letters[header] for header in headers]
        below = (cell for cell in self._cells(sheet, b"|".join(wanted)) if cell[0] > HEADER_ROW + 1)
        for number, (row, cells) in zip(count(HEADER_ROW + 2), groupby(below, itemgetter(0))):
            line = {column: self._value(*cell) for _, column, *cell in cells} if row == number else {}
            yield tuple(line.get(column) for column in wanted)

    def _cells(self, sheet: str, columns: bytes) -> Iterator[Cell]:
        cell = re.compile(CELL % columns)
        for rows in stretches(self._package, self._parts[sheet], b"</row>"):
            for column, row, text, value in cell.findall(rows):
                yield int(row), column, text, value

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
