"""The charts of a month: rows by standard beside the month before, rows by unit. They show counts of rows, never a rank."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.charts import bars
from emulation_batch.definition import Standard
from emulation_batch.periods import parse_month
from emulation_batch.reports.numbers import SENT

MOST_UNITS, SUBJECTS = 12, ("collective", "individual")


def charts(month: MonthData) -> dict[str, dict[str, Any]]:
    """Chart key -> `shown` (whether it has anything to show, on a page it fits), and the fields of a Chart."""
    return {"by_standard": by_standard(month), "by_unit": _by_unit(month)}


def by_standard(month: MonthData, legend: str = "bottom") -> dict[str, Any]:
    """Rows by standard, beside the month before when that is sealed."""
    standards = [item for item in month.definition.standards if item.subject in SUBJECTS]
    names = [f"{'CN ' if item.subject == 'individual' else ''}{item.letter})" for item in standards]
    now = [_rows(month, item, [month.judged.accepted]) for item in standards]
    before = str(month.period.month.shift(-1))
    series = [(month.period.month.title.capitalize(), now)]
    if before in month.past_findings:
        earlier = {key: frame[frame["_period"] == before] for key, frame in month.judged.batch.past.items()}
        series.insert(0, (parse_month(before).title.capitalize(), [_rows(month, item, [earlier]) for item in standards]))
    return _chart("Số dòng kết quả theo tiêu chuẩn (CN: cá nhân)", names, series, legend)


def _rows(month: MonthData, standard: Standard, frames: Iterable[dict[str, pd.DataFrame]]) -> int:
    """How many rows, of people for a standard of people, are of the kinds that its clauses look at."""
    definition, found = month.definition, set()
    for frame_of in frames:
        for source in (source for clause in definition.clauses_of(standard.code) for source in clause.sources):
            if definition.sheet(source.sheet).subject != standard.subject:
                continue
            frame, column = frame_of.get(source.sheet), definition.sheet(source.sheet).kind_column
            if frame is not None and len(frame):
                rows = zip(frame["_ref"].tolist(), frame[column].tolist(), strict=True)
                found |= {ref for ref, kind in rows if kind in source.kinds}
    return len(found)


def _by_unit(month: MonthData) -> dict[str, Any]:
    """Rows by unit; no number for a unit without a usable report."""
    units = month.registry.units_on(month.period.to)
    sent = {standing.unit for standing in month.standings if standing.standing in SENT}
    counts = [int(month.balance.by_unit.get(unit.code, {}).get("accepted", 0)) if unit.code in sent else None for unit in units]
    if len(units) > MOST_UNITS:
        return {"shown": 0, "alt": "", "xml": "", "data": ""}
    return _chart("Số dòng được tổng hợp theo đơn vị", [unit.short or unit.name for unit in units], [("Số dòng", counts)])


def _chart(title: str, names: list[str], series: Sequence[tuple[str, Sequence[int | None]]], legend: str = "bottom"
           ) -> dict[str, Any]:
    drawn = bars(title, names, series, legend)
    return asdict(drawn) | {"shown": int(any(any(values) for _, values in series))}
