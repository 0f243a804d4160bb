"""What is true today of the sealed months: their accepted rows, with the rows of later corrections in the place of older ones.

A correction replaces all rows of its unit's month. Its accepted rows stand in the run folder of the month that processed it,
`records/corrections/<corrected month>/<sheet>.parquet`; the sealed folder of the corrected month is never written.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.ledger.months import RECORDS, manifest_of, sealed_months
from emulation_batch.ledger.processed import Processed, holders, processed
from emulation_batch.periods import Month

CORRECTIONS = "corrections"
ORIGIN = {"_ref": pa.string(), "_unit": pa.string(), "_period": pa.string(), "_file": pa.string(), "_row": pa.int64()}
ARROW = {"money": pa.int64(), "integer": pa.int64(), "decimal": pa.float64(), "date": pa.timestamp("us")}
DTYPES = {"money": "Int64", "integer": "Int64", "decimal": "float64", "date": "datetime64[us]"}


def load_past(output: Path, before: Month, definition: Definition) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """What the sealed months before a month hold, corrections that they processed applied, and those months.

    One frame a table sheet, older months first, units and rows in the order of their month. Columns are `_ref _unit _period
    _file _row` and those of this definition: a column that came later is NA in the months before it, so is a value that is
    none of the column's type; a column that was dropped is left out. Whether the seals hold is told by `broken_seals`.
    """
    months = [month for month in sealed_months(output) if month < str(before)]
    return rows_of(output, months, definition), months


def rows_of(output: Path, months: Sequence[str], definition: Definition) -> dict[str, pd.DataFrame]:
    """The same for the run folders of these months, sealed or not; only corrections processed in one of them count."""
    manifests = {month: manifest_of(output / month) for month in months}
    holding = holders(processed(output, months))
    moved: dict[str, dict[str, Processed]] = {month: {} for month in months}
    for (unit, period), holder in holding.items():
        if holder.month != period and period in moved:
            moved[period][unit] = holder
    order = {month: [unit["unit"] for unit in manifests[month].get("units", ())] for month in months if moved[month]}
    return {sheet.key: _frame(sheet, [
        table for month in months for table in _month(output, month, sheet, moved[month], order.get(month, ()))])
        for sheet in definition.tables}


def _month(output: Path, month: str, sheet: Sheet, moved: Mapping[str, Processed], order: Sequence[str]) -> list[pa.Table]:
    """The rows of one sheet of one month, in one table or unit by unit."""
    own = _read(output / month / RECORDS / f"{sheet.key}.parquet", sheet)
    if not moved:
        return [own]
    units = [*order, *sorted({*moved, *own["_unit"].unique().to_pylist()} - set(order))]
    tables = []
    for unit in units:
        place = output / moved[unit].month / RECORDS / CORRECTIONS / month / f"{sheet.key}.parquet" if unit in moved else None
        table = own if place is None else _read(place, sheet)
        tables.append(table.filter(pc.equal(table["_unit"], unit)))
    return tables


def _read(path: Path, sheet: Sheet) -> pa.Table:
    """The table of a sheet with the columns of this definition; empty when the month has none."""
    types = ORIGIN | {column.key: _arrow(column) for column in sheet.columns}
    table = pq.ParquetFile(path).read() if path.is_file() else pa.table({})
    return pa.table({name: _cast(table, name, kind) for name, kind in types.items()})


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


def _frame(sheet: Sheet, tables: Iterable[pa.Table]) -> pd.DataFrame:
    empty = pa.schema([*ORIGIN.items(), *((column.key, _arrow(column)) for column in sheet.columns)]).empty_table()
    dtypes = {"_row": "int64"} | {column.key: DTYPES[column.type] for column in sheet.columns if column.type in DTYPES}
    plain = pa.concat_tables([empty, *tables]).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
    texts = {name: "str" for name in plain.columns if name not in dtypes}
    return plain.astype(texts | dtypes)
