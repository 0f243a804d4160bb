"""Sheets of an .xlsx as python-calamine sees them, for the second reading.

calamine reads a row of a form once. The empty ones are the same bytes in every unit's file; where a sheet is of the usual shape
(the quick reader accounts for every byte of it) a row that names no shared string means the same under the same styles, and
calamine looks at nothing else. So it is given the workbook without the rows that it read before in this process, and what it
saw of those counts again.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from emulation_batch import packages
from emulation_batch.reading.cells import Grid, Written
from emulation_batch.reading.known_rows import KnownRows
from emulation_batch.reading.old_formats import MOST_AREA, is_calamines, plain
from emulation_batch.reading.package import Package
from emulation_batch.reading.quick import LARGEST

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Cells = Mapping[int, Any]
Rows = Mapping[int, Cells]
"""Row -> column -> value, those that hold something."""

_COUNT = re.compile(rb'[cC]ount="([0-9]+)"')
PLAIN = 0
"""The level of packing for what is opened at once."""
_known: KnownRows[tuple[int, Cells]] = KnownRows()
"""The number of a row, and what calamine saw in it."""


class Cut(NamedTuple):
    """A sheet part without the rows that are known. new: the other rows; before: what calamine saw in those."""

    content: bytes
    new: list[bytes]
    before: dict[int, Cells]


def opened(content: bytes, package: Package, grids: Iterable[Grid]) -> Callable[[Grid], Rows | None]:
    """Opens one of these sheets of a workbook as calamine reads it; None where it must not, or cannot."""
    meaning = package.styles_as_written, package.epoch_1904
    cuts = {grid.part: _cut(grid.written, _known.under(meaning)) for grid in grids if grid.written and package.unpacked}
    book = _book(content, package, cuts)

    def sheet(grid: Grid) -> Rows | None:
        area = (grid.last_row + 1) * (grid.last_column + 1)
        if book is None or area > MOST_AREA or package.size(grid.part) > LARGEST:
            return None
        try:
            rows = _rows(book.get_sheet_by_name(grid.name))
        except BaseException as error:
            if is_calamines(error):
                return None
            raise
        if cut := cuts.get(grid.part):
            for row in cut.new:
                _known.keep(meaning, row, (number := _number(row), rows.get(number, {})))
            rows |= cut.before
        return rows

    return sheet


def _cut(written: Written, known: Mapping[bytes, tuple[int, Cells]]) -> Cut:
    """A sheet without the rows that are known."""
    new, before = [], {}
    for row in written.rows:
        if found := known.get(row):
            number, cells = found
            if cells:
                before[number] = cells
        else:
            new.append(row)
    return Cut(b"<row ".join((written.before, *new)) + written.after, new, before)


def _number(row: bytes) -> int:
    """`r="8" …` -> 7."""
    return int(row[3:row.index(b'"', 3)]) - 1


def _book(content: bytes, package: Package, cuts: Mapping[str, Cut]) -> "CalamineWorkbook | None":
    """The workbook with the sheets as they are cut; None when calamine does not take it."""
    import python_calamine

    if not _counts_are_true(package):
        return None
    if cuts:
        parts = package.unpacked | {package.name(part): cut.content for part, cut in cuts.items()}
        content = packages.package(packages.part(name, part, PLAIN) for name, part in parts.items())
    try:
        return python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))
    except BaseException as error:
        if is_calamines(error):
            return None
        raise


def _rows(sheet: "CalamineSheet") -> dict[int, Cells]:
    values, (top, left) = sheet.to_python(), sheet.start or (0, 0)
    return {row: {column: plain(value) for column, value in enumerate(found, left) if value != ""}
            for row, found in enumerate(values, top) if found.count("") < len(found)}


def _counts_are_true(package: Package) -> bool:
    """Whether the strings are not said to be more than their part can hold: calamine would make room for them."""
    size, head = package.strings_told
    return all(int(number[:20]) <= size for number in _COUNT.findall(head))
