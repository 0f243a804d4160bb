"""The sheets of an .xls or .ods, which calamine reads: it knows these formats, and there is no second reader of them."""

import math
from collections.abc import Callable
from datetime import datetime, time, timedelta
from io import BytesIO
from typing import Any

from emulation_batch.batch import CellError
from emulation_batch.reading.cells import MOST_CELLS, Grid, TooMuch

MOST_AREA = 20_000_000


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
                        grid.put(row, column, plain(value), room)
            grid.merges = [(*first, *last) for first, last in data.merged_cell_ranges or ()]
            grids.append(grid)
    return grids


def plain(value: Any) -> Any:
    """calamine's value in our terms: whole floats are int, a duration is Excel's number of days."""
    if value == "":
        return None
    if isinstance(value, timedelta):
        value = value.total_seconds() / 86400
    if isinstance(value, float):
        if not math.isfinite(value):
            return CellError("#NUM!")
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if isinstance(value, datetime) and value.time() == time():
        return value.date()
    return value


def is_calamines(error: BaseException) -> bool:
    """Whether calamine gave a workbook up; its panics are no `Exception`."""
    return type(error).__module__ == "python_calamine" or type(error).__name__ == "PanicException"
