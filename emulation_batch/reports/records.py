"""What later months and other programs read: Parquet tables of the accepted rows and of what was made of them, findings.csv.

The same data give the same bytes: columns in the order of the definition, rows in the order of the frames, no index.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from emulation_batch.batch import MonthData
from emulation_batch.changes import Corrections
from emulation_batch.definition import Sheet
from emulation_batch.findings import FINDING_COLUMNS, Finding

ORIGIN = ("_ref", "_unit", "_period", "_file", "_row")
TYPES = {"date": "datetime64[us]", "money": "Int64", "integer": "Int64", "decimal": "float64"}
ARROW = {"datetime64[us]": pa.timestamp("us"), "Int64": pa.int64(), "int64": pa.int64(), "float64": pa.float64(),
         "bool": pa.bool_(), "str": pa.string()}
MADE = {
    "results": ("subject", "unit", "candidate", "name", "standard", "clause", "status", "facts", "missing", "rows"),
    "figures": ("name", "unit", "period", "value", "measure", "rows"),
    "proposals": ("award", "kind", "subject", "unit", "candidate", "name", "standing", "reasons", "rows"),
}
DECISIONS = {
    **dict.fromkeys(("period", "key", "unit", "candidate", "name", "about", "evidence", "verdict", "reason"), "str"),
    "votes_for": "Int64", "votes_against": "Int64", "stands": "bool", "day": "datetime64[us]",
    **dict.fromkeys(("minutes", "entered_by", "file", "cell"), "str"),
}
LISTS = ("rows", "reasons")
NUMBERS = ("value",)
FLOATS = (("adjusted_figures", "old"), ("adjusted_figures", "new"))
LOOKS_LIVE = re.compile(r"[\s']*[=+\-@＝＋－＠]")


def write_records(folder: Path, month: MonthData) -> None:
    """Write `records/<sheet>.parquet`, results, figures, proposals and decisions under the run folder; the opinions on reviews
    that stand beside its nominations (`reviewed`); with corrections of sealed months also `adjusted_rows`, `adjusted_figures`
    (changes.Corrections) and the corrected rows.

    Texts are strings, dates timestamps without a zone, money and whole numbers int64 with nulls, decimals and the values
    of figures doubles, `rows` and `reasons` lists of strings; `pandas.read_parquet` gives the dtypes of batch.Batch.
    """
    records = folder / "records"
    records.mkdir()
    for sheet in month.definition.tables:
        _write(records / f"{sheet.key}.parquet", month.judged.accepted[sheet.key], _sheet_types(sheet))
    for name, columns in MADE.items():
        types = {column: "float64" if column in NUMBERS else "list" if column in LISTS else "str" for column in columns}
        _write(records / f"{name}.parquet", getattr(month, name), types)
    _write(records / "decisions.parquet", _decisions(month), DECISIONS)
    if month.council.reviewed:
        _write(records / "reviewed.parquet", pd.DataFrame(list(month.council.reviewed), columns=list(DECISIONS)), DECISIONS)
    if month.corrections:
        _write_adjustments(records, month.corrections)


def write_corrections(records: Path, months: Iterable[MonthData]) -> None:
    """Write `corrections/<month>/<sheet>.parquet` under `records/`: the accepted rows of workbooks for sealed months, with the
    columns of that month's own definition."""
    for month in months:
        folder = records / "corrections" / month.period.key
        folder.mkdir(parents=True)
        for sheet in month.definition.tables:
            _write(folder / f"{sheet.key}.parquet", month.judged.accepted[sheet.key], _sheet_types(sheet))


def _write_adjustments(records: Path, made: Corrections) -> None:
    write_corrections(records, made.months)
    for name, frame in (("adjusted_rows", made.rows), ("adjusted_figures", made.figures)):
        types = {column: "float64" if column in ("year", "movement") or (name, column) in FLOATS else "str" for column in frame}
        _write(records / f"{name}.parquet", frame, types)


def _decisions(month: MonthData) -> pd.DataFrame:
    """The Council's opinions, those on sealed months last, each with its meeting; `evidence` is what stood beside it."""
    said = (*month.council.opinions, *month.council.earlier)
    return pd.DataFrame([{column: getattr(item.meeting if hasattr(item.meeting, column) else item, column)
                          for column in DECISIONS} for item in said], columns=list(DECISIONS))


def _sheet_types(sheet: Sheet) -> dict[str, str]:
    origin = dict.fromkeys(ORIGIN, "str") | {"_row": "int64"}
    return origin | {column.key: TYPES.get(column.type, "str") for column in sheet.columns}


def _write(path: Path, frame: pd.DataFrame, types: dict[str, str]) -> None:
    found = frame.dtypes.to_dict()
    other = {column: kind for column, kind in types.items() if kind != "list" and found[column] != kind}
    plain = (frame.astype(other) if other else frame)[list(types)].reset_index(drop=True)
    schema = pa.schema([(column, ARROW.get(kind, pa.list_(pa.string()))) for column, kind in types.items()])
    table = pa.Table.from_pandas(plain, schema=schema, preserve_index=False, nthreads=1)
    content = io.BytesIO()
    pq.write_table(table, content, compression="snappy")
    path.write_bytes(content.getvalue())


def write_findings(path: Path, findings: Iterable[Finding]) -> None:
    """Write findings.csv: UTF-8 with BOM, comma, CRLF (RFC 4180), quoted where needed, columns as in FINDING_COLUMNS.

    A unit's text that a spreadsheet would run (beginning with = + - @) gets one apostrophe in front, for this file is
    opened with a double click. `unguarded` takes it off again, so a program still reads exactly what was typed.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(FINDING_COLUMNS)
    lines.writerows([guarded(getattr(finding, column)) for column in FINDING_COLUMNS] for finding in findings)
    path.write_bytes(b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "backslashreplace"))


def guarded(text: str) -> str:
    """A text no spreadsheet runs; texts already written with such an apostrophe get one more, so nothing is ambiguous."""
    return f"'{text}" if LOOKS_LIVE.match(text) else text


def unguarded(text: str) -> str:
    """What was written before `guarded`."""
    return text[1:] if text.startswith("'") and LOOKS_LIVE.match(text) else text
