"""The register of a month or of a review that came back with the Council's columns filled in: known by the keys of its lines,
whatever its name, its stamps, or the order its lines were put into."""

from collections.abc import Iterator, Sequence
from typing import Any

from emulation_batch.council import (
    HEADERS,
    KEY_HEADER,
    MEETING_FIELDS,
    MEETING_PREFIX,
    NAME_HEADER,
    SHEETS,
    STAMP_SHEET,
    FilledLine,
    FilledRegister,
)
from emulation_batch.layout import a1
from emulation_batch.periods import MONTH, SPAN_KEY
from emulation_batch.reading.cells import Grid
from emulation_batch.reading.sheets import folded
from emulation_batch.vietnamese import clean

HEAD_ROWS = 60
_SHEETS = frozenset(map(folded, SHEETS))
_WANTED = {folded(title): key for key, title in (("key", KEY_HEADER), ("name", NAME_HEADER), *HEADERS.items())}
_MEETING = {MEETING_PREFIX + item.key: item.key for item in MEETING_FIELDS}
_LABEL_TO_VALUE = 2


def is_stamp(name: str) -> bool:
    """Whether a sheet is the hidden stamp of a register: the workbook then holds far more than has to be read."""
    return folded(name) == folded(STAMP_SHEET)


def needed(name: str) -> bool:
    """Whether a sheet of a register is one that the Council fills in, or its stamp."""
    return folded(name) in _SHEETS or is_stamp(name)


def read_register(grids: Sequence[Grid]) -> FilledRegister | None:
    """The lines in which somebody wrote, in the order of sheets and rows, and the keys of all; None when no sheet has the keys
    of a register."""
    heads = {id(grid): head for grid in grids if (head := _header(grid))}
    if not heads:
        return None
    lines: list[FilledLine] = []
    meeting: dict[str, tuple[str, Any]] = {}
    held: dict[str, tuple[str, ...]] = {}
    periods = [period for grid in grids if is_stamp(grid.name) for period in _stamped(grid)]
    for grid in grids:
        if id(grid) in heads:
            every = list(_lines(grid, *heads[id(grid)], periods))
            lines += [line for line in every if line.cells]
            held[grid.name] = tuple(line.key for line in every)
        meeting |= _meeting(grid)
    known = [period for period in periods if MONTH.match(period) or SPAN_KEY.match(period)]
    return FilledRegister(known[0] if known else "", tuple(lines), meeting, held)


def _header(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row of headers and the columns of the key and of the Council's fields."""
    for row, texts in grid.texts.items():
        if row > HEAD_ROWS:
            return None
        found = {_WANTED[key]: column for column, text in texts.items() if (key := folded(text)) in _WANTED}
        if "key" in found and "verdict" in found:
            return row, found
    return None


def _lines(grid: Grid, header: int, columns: dict[str, int], periods: list[str]) -> Iterator[FilledLine]:
    """Every line below the headers; the months its keys name are added to `periods`."""
    for row, values in grid.rows.items():
        if row <= header:
            continue
        key, _, mark = clean(str(values.get(columns["key"], ""))).rpartition("#")
        if key:
            periods.append(key.partition("|")[0])
        cells = {name: (a1(row, columns[name]), values[columns[name]]) for name in HEADERS
                 if name in columns and columns[name] in values}
        yield FilledLine(grid.name, key, mark, cells, clean(str(values.get(columns.get("name", -1), ""))))


def _stamped(grid: Grid) -> list[str]:
    return [clean(str(row.get(1, ""))) for row in grid.rows.values() if row.get(0) == "period"]


def _meeting(grid: Grid) -> dict[str, tuple[str, Any]]:
    """Field -> (cell, value) wherever a key of the meeting stands, its value two columns before it."""
    found = {}
    for row, texts in grid.texts.items():
        for column, text in texts.items():
            place = column - _LABEL_TO_VALUE
            if text.strip() in _MEETING and place in grid.rows[row]:
                found[_MEETING[text.strip()]] = (a1(row, place), grid.rows[row][place])
    return found
