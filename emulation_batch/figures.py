"""Every number that is ever printed, with the rows behind it. Nothing here rounds, formats, ranks or holds a threshold."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pandas as pd

from emulation_batch import deadlines
from emulation_batch.batch import Judged
from emulation_batch.definition import Column, Definition, Figure, Sheet
from emulation_batch.errors import DefinitionFault, Fault
from emulation_batch.frames import plain_rows
from emulation_batch.periods import Month, Period, days_of, parse_month
from emulation_batch.vietnamese import match_key

FIGURE_COLUMNS = ("name", "unit", "period", "value", "measure", "rows")
DEPARTMENT = ""
Cell = tuple[float | None, list[str]]
NOTHING: Cell = (0.0, [])
Row = dict[str, Any]
Days = tuple[date, date]


def compute(judged: Judged, past: Mapping[str, pd.DataFrame], months_past: Sequence[str]) -> pd.DataFrame:
    """Every figure for every unit and the department (unit ""): this month, its year, and the movement to date.

    Columns `name unit period value measure rows`. past holds the accepted rows of the sealed months listed in months_past;
    windows run from the 15th, so a reporting year is the months of that name. Units are those active at the end of the
    window, then others with rows in a span. Only accepted rows count. A row counts where it was reported: of joint work both
    units' rows stay, and both stand in the total (a query names the pair, so that the units settle who reports it); the
    total of an additive rule is thus always the sum of the units, while "distinct" is counted anew over all rows.
    A unit that was renamed or merged keeps its earlier rows under its own code.
    """
    batch = judged.batch
    spans = spans_of(batch.definition, batch.period, months_past)
    frames = {sheet.key: pd.concat([past[sheet.key], judged.accepted[sheet.key]], ignore_index=True)
              if len(past.get(sheet.key, ())) else judged.accepted[sheet.key] for sheet in batch.definition.tables}
    units = [unit.code for unit in batch.registry.units_on(batch.period.to)]
    return tabulate(batch.definition, frames, spans, units)


def spans_of(definition: Definition, period: Period, months_past: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Key of each span -> its months that have data: the month, the year so far, the movement to date."""
    start = Month(definition.movement.from_.year, definition.movement.from_.month)
    known = sorted({*(month for month in months_past if month < period.key), period.key})
    return {period.key: (period.key,),
            str(period.month.year): tuple(month for month in known if parse_month(month).year == period.month.year),
            f"{start}..{period.key}": tuple(month for month in known if month >= str(start))}


def tabulate(definition: Definition, frames: Mapping[str, pd.DataFrame], spans: Mapping[str, Collection[str]],
             units: Iterable[str]) -> pd.DataFrame:
    """Every figure × span × unit of these accepted rows, as FIGURE_COLUMNS; value is float64, rows a list of `_ref`.

    value is exact below 2**53. It is 0 with rows [] where nothing was reported, which a report may word otherwise than 0,
    and NaN for a ratio with nothing below the line. DefinitionFault when a rule lacks its columns.
    """
    _require_columns(definition)
    codes = tuple(dict.fromkeys([*units, *_units_with_rows(frames, spans), DEPARTMENT]))
    windows = _windows(definition, {month for months in spans.values() for month in months})
    rows = {key: _needed(definition, key, frame, windows) for key, frame in frames.items()}
    cells: dict[tuple[str, str, str], Cell] = {}
    for figure in definition.figures:
        if figure.rule in RULES:
            found = _totals(figure, definition.sheet(figure.sheet), rows[figure.sheet], spans, windows)
            cells |= {(figure.key, span, unit): found.get((span, unit), NOTHING) for span in spans for unit in codes}
    for figure in definition.figures:
        if figure.rule == "ratio":
            cells |= {(figure.key, span, unit): _ratio(figure, cells, span, unit) for span in spans for unit in codes}
    _share_rows(cells)
    lines = [(figure.key, unit, span, *_value_measure_rows(cells[figure.key, span, unit], figure))
             for figure in definition.figures for span in spans for unit in codes]
    return pd.DataFrame(lines, columns=pd.Index(FIGURE_COLUMNS, dtype=object), dtype=object).astype({"value": "float64"})


def count(row: Row, figure: Figure, column: Column | None, window: Days) -> int:
    """Each row is one."""
    return 1


def sum_(row: Row, figure: Figure, column: Column | None, window: Days) -> int | Decimal | None:
    """The column's value; decimals as typed, so that 0.1 three times is 0.3. A blank adds nothing."""
    value = row[figure.column]
    return Decimal(repr(value)) if isinstance(value, float) else value


def distinct(row: Row, figure: Figure, column: Column | None, window: Days) -> str | None:
    """What the column names: a code as it stands, a text folded, as two people type one name."""
    value = row[figure.column]
    return _folded(value) if value is not None and column and column.type in ("text", "document") else value


def due(row: Row, figure: Figure, column: Column | None, window: Days) -> int | None:
    """One when due in the window of the row's own month (see deadlines)."""
    return 1 if _standing(row, window) in deadlines.DUE else None


def on_time(row: Row, figure: Figure, column: Column | None, window: Days) -> int | None:
    """One when due in its window and done by its deadline."""
    return 1 if _standing(row, window) == deadlines.ON_TIME else None


def overdue(row: Row, figure: Figure, column: Column | None, window: Days) -> int | None:
    """One when due in its window and done late, or not done."""
    return 1 if _standing(row, window) in (deadlines.LATE, deadlines.UNDONE) else None


RULES: dict[str, Callable[[Row, Figure, Column | None, Days], Any]] = {
    "count": count, "sum": sum_, "distinct": distinct, "due": due, "on_time": on_time, "overdue": overdue,
}
"""What a row adds to a figure, None for nothing; "ratio" is made of two of these."""

_folded = lru_cache(maxsize=4096)(match_key)


def _standing(row: Row, window: Days) -> str:
    return deadlines.standing(row[deadlines.DEADLINE], row[deadlines.DONE], *window)


def _needed(definition: Definition, key: str, frame: pd.DataFrame, windows: Mapping[str, Days]) -> list[Row]:
    """The rows of a sheet in these months, as mappings of the columns that some figure reads."""
    sheet = definition.sheet(key)
    figures = [figure for figure in definition.figures if figure.sheet == key]
    columns = {sheet.kind_column, *(column for column in deadlines.COLUMNS if sheet.has(column)),
               *(column for figure in figures for column in (figure.column, *figure.where) if column)}
    return plain_rows(frame[frame["_period"].isin(list(windows))], ["_ref", "_unit", "_period", *sorted(columns)])


def _totals(figure: Figure, sheet: Sheet, rows: Iterable[Row], spans: Mapping[str, Collection[str]],
            windows: Mapping[str, Days]) -> dict[tuple[str, str], Cell]:
    """(span, unit) -> (value, rows), with the department as a unit of its own."""
    parts: dict[tuple[str, str], tuple[list[Any], list[str]]] = defaultdict(lambda: ([], []))
    column = sheet.column(figure.column) if figure.column else None
    for row in rows:
        if figure.kinds and row[sheet.kind_column] not in figure.kinds:
            continue
        if any(row[key] != value for key, value in figure.where.items()):
            continue
        value = RULES[figure.rule](row, figure, column, windows[row["_period"]])
        if value is not None:
            for key in [(span, unit) for span, months in spans.items() if row["_period"] in months
                        for unit in (row["_unit"], DEPARTMENT)]:
                parts[key][0].append(value)
                parts[key][1].append(row["_ref"])
    add = (lambda values: len(set(values))) if figure.rule == "distinct" else sum
    return {key: (float(add(values)), refs) for key, (values, refs) in parts.items()}


def _ratio(figure: Figure, cells: Mapping[tuple[str, str, str], Cell], span: str, unit: str) -> Cell:
    """The first of two figures over the second, in percent where that is its measure; the rows of both."""
    (above, rows), (below, more) = (cells[key, span, unit] for key in figure.of)
    scale = 100 if figure.measure == "%" else 1
    return (scale * above / below if above is not None and below else None), list(dict.fromkeys([*more, *rows]))


def _share_rows(cells: dict[tuple[str, str, str], Cell]) -> None:
    """Let spans with the same rows have one list of them (a year has but a month for long), and all without rows the same."""
    last: dict[tuple[str, str], list[str]] = {}
    for (figure, span, unit), (value, rows) in cells.items():
        before = last.get((figure, unit), NOTHING[1])
        last[figure, unit] = before if rows == before else rows or NOTHING[1]
        cells[figure, span, unit] = value, last[figure, unit]


def _value_measure_rows(cell: Cell, figure: Figure) -> tuple[Any, str, list[str]]:
    return float("nan") if cell[0] is None else cell[0], figure.measure, cell[1]


def _units_with_rows(frames: Mapping[str, pd.DataFrame], spans: Mapping[str, Collection[str]]) -> list[str]:
    months = list({month for group in spans.values() for month in group})
    return sorted({unit for frame in frames.values() for unit in frame.loc[frame["_period"].isin(months), "_unit"].unique()})


def _windows(definition: Definition, months: Iterable[str]) -> dict[str, Days]:
    """First and last day of each month's window."""
    return {month: days_of(parse_month(month), definition.window) for month in sorted(months)}


def _require_columns(definition: Definition) -> None:
    faults = tuple(_faults(definition))
    if faults:
        raise DefinitionFault(f"Định nghĩa có {len(faults)} số liệu không tính được.", faults)


def _faults(definition: Definition) -> Iterator[Fault]:
    for figure in definition.figures:
        place = f"movement.toml.figures[{figure.key}]"
        if figure.rule == "ratio":
            parts = [definition.figure(key).rule for key in figure.of]
            if len(parts) != 2 or "ratio" in parts:
                yield Fault(f"{place}.of", "tỷ lệ cần đúng hai số liệu không phải tỷ lệ.", "Ghi tử số rồi mẫu số.")
        elif figure.rule in ("due", "on_time", "overdue"):
            for column in deadlines.COLUMNS:
                if not definition.sheet(figure.sheet).has(column):
                    yield Fault(place, f"quy tắc “{figure.rule}” cần cột “{column}”, trang “{figure.sheet}” không có.",
                                "Thêm cột này, hoặc chọn quy tắc khác.")
