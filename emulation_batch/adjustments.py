"""What corrections change: rows old -> new, figures old -> new with their effect on the totals to date, and the proof that what
was sealed and the adjustments together are what is true now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pandas as pd

from emulation_batch import figures, layout, ledger, merging, resubmission
from emulation_batch.batch import MonthData
from emulation_batch.changes import Correction, Corrections
from emulation_batch.corrections import made_of
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.errors import Fault, Unbalanced
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.repairs import LISTED_TYPES, NUMBER_TYPES
from emulation_batch.withdrawals import withdrawn
from emulation_batch.workspace import Workspace

ROW_COLUMNS = ("unit", "period", "sheet", "what", "ref", "column", "old", "new", "cell", "old_file", "file", "name", "who",
               "kind")
FIGURE_COLUMNS = ("name", "unit", "period", "measure", "old", "new", "year", "movement")
ADVICE = "Giữ nguyên các tệp trong hộp thư đến và gửi thông báo này cho người phụ trách chương trình."
Frames = Mapping[str, pd.DataFrame]
Line = dict[str, Any]


def with_corrections(workspace: Workspace, data: MonthData, months: Sequence[MonthData], past: Frames) -> MonthData:
    """The month with what its workbooks for sealed months change. past: the sealed rows with these corrections applied.

    Raises Unbalanced when what was sealed and the adjustments are not what is true now.
    """
    if not months:
        return data
    definition, open_month = data.definition, data.period.month
    sealed, names = ledger.load_past(workspace.output, open_month, definition)
    known = ledger.processed(workspace.output, names)
    corrections = made_of(months, known)
    before = [sealed if month.definition.sha256 == definition.sha256
              else ledger.load_past(workspace.output, open_month, month.definition)[0] for month in months]
    changes = pd.concat([row_changes(month, [item for item in corrections if item.submission.period == month.period.key], old)
                         for month, old in zip(months, before, strict=True)], ignore_index=True)
    _, *to_date = figures.spans_of(definition, data.period, names).items()
    units = [unit.code for unit in data.registry.units_on(data.period.to)]
    moved = figure_changes(definition, months, list(_steps(data, months, sealed, past)), dict(to_date), units)
    made = Corrections(tuple(months), tuple(corrections), changes, moved,
                       withdrawn(workspace.output, months, corrections, before))
    if faults := balance_faults(data, made, before, past, figures.compute(data.judged, sealed, names)):
        raise Unbalanced(f"Điều chỉnh không khớp: {faults[0]} Chưa ghi gì. {ADVICE}", tuple(faults))
    return replace(data, corrections=made)


def _steps(data: MonthData, months: Sequence[MonthData], sealed: Frames, past: Frames) -> Iterator[Frames]:
    """The rows of the month and all before it: without the corrections, then with those of one month more each time."""
    own = data.judged.accepted
    for count in range(len(months) + 1):
        done = [month.period.key for month in months[:count]]
        yield {key: pd.concat([sealed[key][~sealed[key]["_period"].isin(done)], past[key][past[key]["_period"].isin(done)],
                               own[key]], ignore_index=True) for key in own}


def row_changes(month: MonthData, corrections: Sequence[Correction], before: Frames) -> pd.DataFrame:
    """Frame ROW_COLUMNS of one corrected month (changes.Corrections.rows). before: the truth until now, by its definition."""
    lines = [line for correction in corrections for sheet in month.definition.tables
             for line in _of_sheet(month, correction, sheet, before[sheet.key])]
    return pd.DataFrame(lines, columns=list(ROW_COLUMNS), dtype=object)


def _of_sheet(month: MonthData, correction: Correction, sheet: Sheet, before: pd.DataFrame) -> Iterator[Line]:
    old, new = (_rows(frame, month.period.key, correction.unit) for frame in (before, month.judged.accepted[sheet.key]))
    pairs = resubmission.matched([_content(row, sheet) for row in old], [_content(row, sheet) for row in new])
    was, now = ({row["_row"] - 1: row for row in rows} for rows in (old, new))
    received = correction.submission.received
    common: Line = {"unit": correction.unit, "period": month.period.key, "sheet": sheet.key, "column": "", "old": "", "new": "",
                    "old_file": correction.before.sha256 if correction.before else "", "file": received.sha256,
                    "name": received.name, "who": correction.who, "kind": correction.kind}
    for one, other in pairs:
        if one and other:
            yield from _cells(month, sheet, was[one[0]], now[other[0]], common)
        elif other:
            row = now[other[0]]
            yield common | {"what": "added", "ref": row["_ref"], "cell": _place(row), "new": _line(month, sheet, row)}
        elif one:
            row = was[one[0]]
            yield common | {"what": "removed", "ref": row["_ref"], "cell": _place(row), "old": _line(month, sheet, row)}


def _rows(frame: pd.DataFrame, period: str, unit: str) -> list[Line]:
    return plain_rows(frame[(frame["_period"] == period) & (frame["_unit"] == unit)])


def _content(row: Line, sheet: Sheet) -> tuple[int, dict[str, Any]]:
    return row["_row"] - 1, {column.key: row[column.key] for column in sheet.columns if row[column.key] is not None}


def _cells(month: MonthData, sheet: Sheet, old: Line, new: Line, common: Line) -> Iterator[Line]:
    for column in sheet.columns:
        if old[column.key] != new[column.key]:
            cell = month.judged.batch.cell(sheet, column.key, common["file"], new["_row"])
            yield common | {"what": "changed", "ref": new["_ref"], "column": column.key, "cell": cell,
                            "old": _shown(month, column, old[column.key]), "new": _shown(month, column, new[column.key])}


def _place(row: Line) -> str:
    return layout.a1(row["_row"] - 1, layout.NUMBER_COLUMN)


def _line(month: MonthData, sheet: Sheet, row: Line) -> str:
    texts = (_shown(month, column, row[column.key]) for column in sheet.columns if not column.private)
    return "; ".join(text for text in texts if text)


def _shown(month: MonthData, column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.type not in LISTED_TYPES + NUMBER_TYPES:
        return merging.as_text(value)
    return merging.written(column, value, month.definition, month.registry, month.period)


def figure_changes(definition: Definition, months: Sequence[MonthData], steps: Sequence[Frames],
                   spans: Mapping[str, Sequence[str]], units: Sequence[str]) -> pd.DataFrame:
    """Frame FIGURE_COLUMNS by the definition of the open month. steps: the rows of the open month and all before it, first as
    they were, then after each corrected month. spans: the open month's year and movement to date, in this order."""
    lines: list[tuple[Any, ...]] = []
    for month, before, after in zip(months, steps[:-1], steps[1:], strict=True):
        key = month.period.key
        mine = _accepted(month)
        old, new = (_values(definition, frames, {key: (key,), **spans}, units) for frames in (before, after))
        for figure in definition.figures:
            for unit in (*mine, figures.DEPARTMENT):
                places = [(figure.key, unit, span) for span in (key, *spans)]
                of_month, *to_date = [(old.get(place), new.get(place)) for place in places]
                if any(one != other for one, other in (of_month, *to_date)):
                    effects = (_difference(*pair) for pair in to_date)
                    lines.append((figure.key, unit, key, figure.measure, *of_month, *effects))
    return pd.DataFrame(lines, columns=list(FIGURE_COLUMNS)).astype(dict.fromkeys(FIGURE_COLUMNS[4:], "float64"))


def _values(definition: Definition, frames: Frames, spans: Mapping[str, Sequence[str]],
            units: Iterable[str]) -> dict[tuple[str, str, str], float | None]:
    table = figures.tabulate(definition, frames, spans, units)
    return {(name, unit, period): None if pd.isna(value) else value for name, unit, period, value in
            zip(table["name"], table["unit"], table["period"], table["value"], strict=True)}


def _difference(old: float | None, new: float | None) -> float:
    return float(Decimal(repr(new or 0.0)) - Decimal(repr(old or 0.0)))


def _accepted(month: MonthData) -> list[str]:
    return sorted({item.unit for item in month.submissions if item.outcome == "accepted"})


def balance_faults(data: MonthData, made: Corrections, before: Sequence[Frames], past: Frames,
                   without: pd.DataFrame) -> list[Fault]:
    """Whatever keeps what was sealed and the adjustments from being what is true now; [] when they are.

    data: the month, its figures computed with the corrections; without: the same figures computed without them. before: the
    truth until now of each corrected month, by its own definition. past: the sealed rows with the corrections.
    """
    return [*_row_faults(made, before), *_truth_faults(made.months, past), *_figure_faults(data, without, made.figures)]


def _row_faults(made: Corrections, before: Sequence[Frames]) -> Iterator[Fault]:
    """Rows until now, less the removed, with the added, are the rows accepted."""
    counts = Counter(zip(*(made.rows[name] for name in ("unit", "period", "sheet", "what")), strict=True))
    for month, old in zip(made.months, before, strict=True):
        key = month.period.key
        for unit in _accepted(month):
            for sheet in month.definition.tables:
                was, now = (len(_rows(frame, key, unit)) for frame in (old[sheet.key], month.judged.accepted[sheet.key]))
                added, removed = (counts[unit, key, sheet.key, what] for what in ("added", "removed"))
                if was + added - removed != now:
                    yield Fault(f"{unit}, kỳ {key}, {sheet.name}",
                                f"có {was} dòng, thêm {added}, bỏ {removed}, nhưng nay là {now} dòng.")


def _truth_faults(months: Sequence[MonthData], truth: Frames) -> Iterator[Fault]:
    """Every row of a corrected unit's month is of the workbook that was accepted."""
    for month in months:
        for item in (item for item in month.submissions if item.outcome == "accepted"):
            for key, frame in truth.items():
                held = frame[(frame["_period"] == month.period.key) & (frame["_unit"] == item.unit)]
                own = month.judged.accepted.get(key)
                wanted = 0 if own is None else int((own["_file"] == item.received.sha256).sum())
                if len(held) != wanted or not held["_file"].eq(item.received.sha256).all():
                    yield Fault(f"{item.unit}, kỳ {month.period.key}, {key}",
                                f"tệp điều chỉnh có {wanted} dòng được nhận, số liệu lũy kế đang tính {len(held)} dòng.")


def _figure_faults(data: MonthData, sealed: pd.DataFrame, adjusted: pd.DataFrame) -> Iterator[Fault]:
    """Totals to date without the corrections, plus their effects, are the totals as printed."""
    _, *spans = dict.fromkeys(data.figures["period"])
    for span, column in zip(spans, ("year", "movement"), strict=True):
        printed, before = ({(row["name"], row["unit"]): 0.0 if pd.isna(row["value"]) else row["value"]
                            for row in each_row(frame[frame["period"] == span])} for frame in (data.figures, sealed))
        effects = adjusted.groupby(["name", "unit"])[column].sum() if len(adjusted) else {}
        for place, value in printed.items():
            expected = before.get(place, 0.0) + float(effects.get(place, 0.0))
            if abs(expected - value) > 1e-6 * max(1.0, abs(value)):
                yield Fault(f"Số liệu {place[0]} của {place[1] or 'toàn Sở'}, {span}",
                            f"đã chốt {before.get(place, 0.0)} cộng điều chỉnh là {expected}, nhưng in ra {value}.")
