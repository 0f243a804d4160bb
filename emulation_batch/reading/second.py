"""The second reading: python-calamine, which shares no line with our readers, must see the same in every cell that is kept.

It is full, not sampled: a sample would miss the one amount that matters. Cells are compared one by one over the rows of each
sheet, in both directions: what we keep must stand there, and nothing else may. Only rows that stand byte for byte in many files
are seen by calamine once (by_calamine.py); they are compared each time.

calamine hides errors and formulas without a value, so such cells of ours ask nothing of it. Where it cannot be trusted with a
sheet (a cell at the end of Excel's world, a count that lies, a huge part) or gives it up (a date out of range), the streaming
reader of ours is the second one, unless it was the first. What has been read but once is told; so are .xls and .ods, which
only calamine knows.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from emulation_batch import layout
from emulation_batch.batch import CellError, Fault, RawSheet
from emulation_batch.findings import shown
from emulation_batch.reading import by_calamine, labels
from emulation_batch.reading.by_calamine import Rows
from emulation_batch.reading.cells import LAST_SERIAL, Grid, holds, moment
from emulation_batch.reading.package import Package
from emulation_batch.reading.sheets import Located
from emulation_batch.reading.streaming import read_grid
from emulation_batch.vietnamese import clean

NEAR = timedelta(seconds=1)


def doubts(content: bytes, package: Package | None, read: list[tuple[Located, RawSheet]]) -> list[Fault]:
    """One fault for each sheet in which two readers do not agree, and one for all that only one could read."""
    if package is None:
        return [labels.fault(labels.READ_ONCE)]
    theirs = by_calamine.opened(content, package, [located.grid for located, _ in read])
    found, once = [], False
    for located, sheet in read:
        seen = theirs(located.grid) or _streamed(package, located.grid)
        if seen is None:
            once = True
        elif differing := next(_differing(located, sheet, seen), None):
            row, column, our, their = differing
            found.append(labels.fault(labels.READERS_DISAGREE, sheet=shown(sheet.name, 31), cell=layout.a1(row, column),
                                      value=shown(_said(our), 40), other=shown(_said(their), 40)))
    return found + ([labels.fault(labels.READ_ONCE)] if once else [])


def _streamed(package: Package, grid: Grid) -> Rows | None:
    """The streaming reader's cells, where the quick one was the first."""
    return read_grid(package, grid.name, grid.hidden, package.read(grid.part), grid.count).rows if grid.written else None


def _differing(located: Located, sheet: RawSheet, seen: Rows) -> Iterator[tuple[int, int, Any, Any]]:
    """The cells (row, column, ours, theirs) that two readers see differently, among those that are kept."""
    ours = located.grid.rows
    if sheet.cells:
        rows, columns = list(located.columns.values()), [located.value_column]
    else:
        rows = [row for row in sorted(ours.keys() | seen.keys()) if row >= located.first_row]
        columns = list(located.columns.values())
    for row in rows:
        our_cells, their_cells = ours.get(row, {}), seen.get(row, {})
        if our_cells.keys().isdisjoint(columns) and their_cells.keys().isdisjoint(columns):
            continue
        for column in columns:
            our, their = our_cells.get(column), their_cells.get(column)
            if our != their and not _same(our, their):
                yield row, column, our, their


def _same(our: Any, their: Any) -> bool:
    """Whether two readers saw the same, but for what calamine hides and for what cleaning takes out of a text."""
    if isinstance(our, CellError):
        return their is None or isinstance(their, CellError) or not holds(their) or not isinstance(their, str)
    if our is None or their is None:
        return not holds(our if their is None else their)
    if isinstance(our, str) or isinstance(their, str):
        return isinstance(our, str) and isinstance(their, str) and clean(our) == clean(their)
    if isinstance(our, time) and isinstance(their, time):
        return our.replace(microsecond=0) == their.replace(microsecond=0)
    if isinstance(our, date) and isinstance(their, date):
        return abs(_moment(our) - _moment(their)) <= NEAR
    day, number = (our, their) if isinstance(our, date) else (their, our)
    return isinstance(day, date) and isinstance(number, (int, float)) and _is_day(number, day)


def _is_day(number: float, day: date) -> bool:
    """Whether a number is that day of Excel's, read without the style that shows it as one."""
    return 0 < number < LAST_SERIAL and any(
        isinstance(found := moment(number, epoch), date) and abs(_moment(found) - _moment(day)) <= NEAR
        for epoch in (False, True))


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime.combine(day, time())


def _said(value: Any) -> str:
    return "trống" if value is None else value.isoformat() if isinstance(value, (date, time)) else str(value)
