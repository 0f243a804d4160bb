"""What is true today of the sealed months: their accepted rows, with the rows of later corrections in the place of older ones.

A correction replaces all rows of its unit's month. Its accepted rows stand in the run folder of the month that processed it,
`records/corrections/<corrected month>/<sheet>.parquet`; the sealed folder of the corrected month is never written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from pathlib import Path

import pandas as pd
import pyarrow as pa

from emulation_batch.changes import Processed
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.ledger.kept import together
from emulation_batch.ledger.months import RECORDS, manifest_of, read_table, sealed_months
from emulation_batch.ledger.processed import holders, processed
from emulation_batch.periods import Month

CORRECTIONS = "corrections"
ORIGIN = {"_ref": pa.string(), "_unit": pa.string(), "_period": pa.string(), "_file": pa.string(), "_row": pa.int64()}
ARROW = {"money": pa.int64(), "integer": pa.int64(), "decimal": pa.float64(), "date": pa.timestamp("us")}
DTYPES = {"money": "Int64", "integer": "Int64", "decimal": "float64", "date": "datetime64[us]"}


@dataclass(frozen=True)
class Opened:
    """Corrections of a month that is still open: its workbooks for sealed months, and the folder that holds their records."""

    known: tuple[Processed, ...]
    records: Path


def load_past(output: Path, before: Month, definition: Definition,
              opened: Opened | None = None) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """What the sealed months before a month hold, corrections that they processed applied, and those months.

    One frame a table sheet, older months first, units and rows in the order of their month. Columns are `_ref _unit _period
    _file _row` and those of this definition: a column that came later is NA in the months before it, so is a value that is
    none of the column's type; a column that was dropped is left out. opened: corrections of the month itself. Whether the
    seals hold is told by `broken_seals`.
    """
    months = [month for month in sealed_months(output) if month < str(before)]
    if opened:
        return rows_of(output, months, definition, opened), months
    past = _Past(output, months, None)
    return {sheet.key: _frame(sheet, together(output, months, [sheet.key, str(_schema(sheet))], partial(past.table, sheet)))
            for sheet in definition.tables}, months


def rows_of(output: Path, months: Sequence[str], definition: Definition,
            opened: Opened | None = None) -> dict[str, pd.DataFrame]:
    """The same for the run folders of these months, sealed or not; only corrections processed in one of them count."""
    past = _Past(output, months, opened)
    return {sheet.key: _frame(sheet, past.table(sheet)) for sheet in definition.tables}


class _Past:
    """The run folders of some months, and where the rows of units stand that later months corrected."""

    def __init__(self, output: Path, months: Sequence[str], opened: Opened | None) -> None:
        self._output, self._opened = output, opened
        self._places = {month: output / month / RECORDS for month in months}

    def table(self, sheet: Sheet) -> pa.Table:
        """The rows of a sheet, month by month."""
        return pa.concat_tables([_schema(sheet).empty_table(), *(
            _month(records, sheet, self._moved[month], self._order.get(month, ())) for month, records in self._places.items())])

    @cached_property
    def _moved(self) -> dict[str, dict[str, Path]]:
        """Month -> unit -> where its corrected rows stand."""
        moved: dict[str, dict[str, Path]] = {month: {} for month in self._places}
        known = [*processed(self._output, self._places), *(self._opened.known if self._opened else ())]
        for (unit, period), holder in holders(known).items():
            if holder.month != period and period in moved:
                records = self._places.get(holder.month) or (self._opened.records if self._opened else Path())
                moved[period][unit] = records / CORRECTIONS / period
        return moved

    @cached_property
    def _order(self) -> dict[str, list[str]]:
        """The units of the months that were corrected, in the order of their month."""
        return {month: [unit["unit"] for unit in manifest_of(self._output / month).get("units", ())]
                for month, moved in self._moved.items() if moved}


def _month(records: Path, sheet: Sheet, moved: Mapping[str, Path], order: Sequence[str]) -> pa.Table:
    """The rows of one sheet of one month, unit by unit. moved: unit -> where its corrected rows stand."""
    own = _read(records / f"{sheet.key}.parquet", sheet)
    if not moved:
        return own
    tables = {None: own} | {place: _read(place / f"{sheet.key}.parquet", sheet) for place in dict.fromkeys(moved.values())}
    rows: dict[str, list[int]] = {}
    units = ((unit, place) for place, table in tables.items() for unit in table["_unit"].to_pylist())
    for number, (unit, place) in enumerate(units):
        if moved.get(unit) == place:
            rows.setdefault(unit, []).append(number)
    known = [*order, *sorted(rows.keys() - set(order))]
    numbers = pa.array([number for unit in known for number in rows.get(unit, ())], pa.int64())
    return pa.concat_tables(tables.values()).take(numbers)


def _read(path: Path, sheet: Sheet) -> pa.Table:
    """The table of a sheet with the columns of this definition; empty when the month has none."""
    schema = _schema(sheet)
    if not path.is_file():
        return schema.empty_table()
    table = read_table(path)
    if table.schema.equals(schema):
        return table
    return pa.table({field.name: _cast(table, field.name, field.type) for field in schema})


@cache
def _schema(sheet: Sheet) -> pa.Schema:
    return pa.schema([*ORIGIN.items(), *((column.key, _arrow(column)) for column in sheet.columns)])


def _cast(table: pa.Table, name: str, kind: pa.DataType) -> pa.ChunkedArray:
    found = table.column(name) if name in table.column_names else None
    if found is None:
        return pa.chunked_array([pa.nulls(table.num_rows, kind)])
    try:
        return found if found.type == kind else found.cast(kind)
    except pa.ArrowInvalid:
        return pa.chunked_array([pa.nulls(table.num_rows, kind)])


def _arrow(column: Column) -> pa.DataType:
    return ARROW.get(column.type, pa.string())


def _frame(sheet: Sheet, table: pa.Table) -> pd.DataFrame:
    dtypes = {"_row": "int64"} | {column.key: DTYPES[column.type] for column in sheet.columns if column.type in DTYPES}
    plain = table.to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get, use_threads=False)
    found = plain.dtypes.to_dict()
    wanted = dict.fromkeys(plain.columns, "str") | dtypes
    return plain.astype({name: kind for name, kind in wanted.items() if found[name] != kind})
