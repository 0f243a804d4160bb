"""A month after its checks, built from small tables of typed values; no workbook, no merging."""

from datetime import date
from functools import cache
from typing import Any

import pandas as pd
from support.paths import ROOT, shipped_definition
from support.small_registry import small_registry

from emulation_batch.batch import Batch, Judged, Received
from emulation_batch.definition import Definition, Sheet
from emulation_batch.findings import Finding
from emulation_batch.periods import VIETNAM_TIME, Month, Period, period_of
from emulation_batch.registry import Registry

Row = dict[str, Any]
DTYPES = {"money": "Int64", "integer": "Int64", "decimal": "float64", "date": "datetime64[us]"}
META = ("_ref", "_unit", "_period", "_file", "_row")


def period(key: str = "2022-03") -> Period:
    """A month of the shipped definition's window."""
    year, month = key.split("-")
    return period_of(Month(int(year), int(month)), shipped_definition().window)


def frame(sheet: Sheet, rows: list[Row], month: str = "2022-03", text: str = "object") -> pd.DataFrame:
    """Rows of one sheet as merging gives them (text "str": as Parquet gives them back); `_unit` is VP when not given,
    `_row` counts from 8 within unit and month."""
    used: dict[str, int] = {}
    lines = []
    for row in rows:
        unit, key = row.get("_unit", "VP"), row.get("_period", month)
        used[unit + key] = number = row.get("_row", used.get(unit + key, 7) + 1)
        meta = (f"{key}/{unit}/{sheet.key}/{number}", unit, key, f"sha-{unit}", number)
        values = [pd.Timestamp(value) if isinstance(value, date) else value
                  for value in (row.get(column.key) for column in sheet.columns)]
        lines.append((*meta, *values))
    return _typed(tuple(lines), tuple((column.key, DTYPES.get(column.type, text)) for column in sheet.columns), text)


@cache
def _typed(lines: tuple[tuple[Any, ...], ...], dtypes: tuple[tuple[str, str], ...], text: str) -> pd.DataFrame:
    """Kept, since most sheets of most tests are the same few rows, or none; nobody changes them."""
    table = pd.DataFrame(list(lines), columns=[*META, *dict(dtypes)], dtype=object)
    return table.astype(dict.fromkeys(META[:4], text) | {"_row": "int64"} | dict(dtypes))


def judged(accepted: dict[str, list[Row]] | None = None, refused: dict[str, list[Row]] | None = None, *,
           forms: list[Row] | None = None, findings: tuple[Finding, ...] = (), definition: Definition | None = None,
           registry: Registry | None = None, month: str = "2022-03") -> Judged:
    """A Judged of the shipped definition and the small registry: in each sheet the accepted rows, then the refused.

    forms: one dict for each unit whose file was accepted; by default all three report and declare nothing.
    """
    definition, registry = definition or shipped_definition(), registry or small_registry()
    forms = [{"_unit": unit.code} for unit in registry.units] if forms is None else forms
    sheets = {definition.form.key: frame(definition.form, forms, month)}
    kept: dict[str, pd.DataFrame] = {}
    lost: dict[str, pd.DataFrame] = {}
    for sheet in definition.tables:
        good, bad = (accepted or {}).get(sheet.key, []), (refused or {}).get(sheet.key, [])
        table = sheets[sheet.key] = frame(sheet, [*good, *bad], month)
        kept[sheet.key], lost[sheet.key] = table.iloc[:len(good)], table.iloc[len(good):]
    files = {f"sha-{unit.code}": Received(f"{unit.code}.xlsx", f"sha-{unit.code}", 1, period(month).due.astimezone(VIETNAM_TIME),
                                          "", ROOT, ".xlsx") for unit in registry.units}
    notes = pd.DataFrame(columns=["sheet", "column", "row", "note", "proposal"])
    raw = {key: table.astype(object) for key, table in sheets.items()}
    batch = Batch(definition, registry, period(month), raw, sheets, notes, {}, files)
    return Judged(batch, tuple(findings), kept, lost)
