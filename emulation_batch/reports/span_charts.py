"""The charts of a review: rows by standard, by year, by unit. Counts of rows, never a rank; no number for a year without a
closed month or a unit without a report."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from emulation_batch.charts import bars
from emulation_batch.definition import Standard
from emulation_batch.reports.span_tables import heads
from emulation_batch.reviewed import SpanData

MOST_UNITS, MOST_YEARS, SUBJECTS = 12, 12, ("collective", "individual")
NOT_SHOWN = {"shown": 0, "alt": "", "xml": "", "data": ""}


def charts(data: SpanData) -> dict[str, dict[str, Any]]:
    """Chart key -> `shown` (whether it has anything to show, on a page it fits), and the fields of a Chart."""
    return {"by_standard": _by_standard(data), "by_year": _by_year(data), "by_unit": _by_unit(data)}


def _by_standard(data: SpanData) -> dict[str, Any]:
    standards = [item for item in data.month.definition.standards if item.subject in SUBJECTS]
    names = [f"{'CN ' if item.subject == 'individual' else ''}{item.letter})" for item in standards]
    return _chart("Số dòng kết quả theo tiêu chuẩn (CN: cá nhân)", names, [_rows(data, item) for item in standards])


def _rows(data: SpanData, standard: Standard) -> int:
    """How many rows, of people for a standard of people, are of the kinds that its clauses look at."""
    definition, found = data.month.definition, 0
    kinds: dict[str, set[str]] = {}
    for clause in definition.clauses_of(standard.code):
        for source in clause.sources:
            if definition.sheet(source.sheet).subject == standard.subject:
                kinds.setdefault(source.sheet, set()).update(source.kinds)
    for sheet, wanted in kinds.items():
        frame, column = data.month.judged.accepted[sheet], definition.sheet(sheet).kind_column
        found += int(frame[column].isin(list(wanted)).sum())
    return found


def _counted(data: SpanData) -> pd.DataFrame:
    """Every accepted row but proposals: the code that carries its unit's totals, its month."""
    frames = [data.month.judged.accepted[sheet.key][["_unit", "_period"]] for sheet in data.month.definition.tables
              if sheet.subject != "proposal"]
    rows = pd.concat(frames, ignore_index=True)
    return rows.assign(_unit=rows["_unit"].map(data.carried))


def _by_year(data: SpanData) -> dict[str, Any]:
    parts = [part for part in data.parts if part != data.span.key]
    if data.span.first.year == data.span.month.year or len(parts) > MOST_YEARS:
        return NOT_SHOWN
    rows = _counted(data)["_period"]
    names = [head for part, head in zip(data.parts, heads(data), strict=True) if part in parts]
    return _chart("Số dòng kết quả theo năm", names, [int(rows.isin(list(data.parts[part])).sum()) if data.parts[part] else None
                                                      for part in parts])


def _by_unit(data: SpanData) -> dict[str, Any]:
    if len(data.units) > MOST_UNITS:
        return NOT_SHOWN
    counts = _counted(data)["_unit"].value_counts()
    sent = set(data.lateness.loc[data.lateness["received"], "unit"].map(data.carried))
    return _chart("Số dòng kết quả theo đơn vị", [data.short_name(unit) for unit in data.units],
                  [int(counts.get(unit, 0)) if unit in counts or unit in sent else None for unit in data.units])


def _chart(title: str, names: list[str], values: Sequence[int | None]) -> dict[str, Any]:
    return asdict(bars(title, names, [("Số dòng", values)])) | {"shown": int(any(values))}
