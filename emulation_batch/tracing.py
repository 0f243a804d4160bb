"""From a printed number back to its cells: the rows behind a figure, each with its file, sheet, cell and value.

Figures are read from the month's run folder, rows as they were true at its run: a row of a sealed month that was corrected by
then is that of the correcting workbook. Names of files come from the manifests, the place of a column from the received
workbook itself. What the rows bring is added up again and must be the printed number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from emulation_batch import figures, ledger, trace_notes
from emulation_batch.definition import Figure
from emulation_batch.errors import Unbalanced, UsageFault
from emulation_batch.periods import Month, Span
from emulation_batch.registry.organisation import carried_by, followed_by
from emulation_batch.traced_rows import Rows, TracedRow
from emulation_batch.vietnamese import closest, match_key
from emulation_batch.workspace import Workspace


@dataclass(frozen=True)
class Traced:
    """A figure with the rows behind it; a ratio has no rows of its own but two parts, the one above and the one below.
    left_out: the months still open, where it was counted anew from the sealed ones; None where its month printed it. notes:
    what the number counts where there is another way to count it, and what was corrected since."""

    figure: Figure
    unit: str
    unit_name: str
    span: str
    value: float | None
    rows: tuple[TracedRow, ...]
    parts: tuple["Traced", ...]
    same_definition: bool
    left_out: tuple[str, ...] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Source:
    """Where a figure is looked up: the figures, the names of units, the span meant, and the months whose rows count."""
    workspace: Workspace
    table: pd.DataFrame
    names: dict[str, str]
    span: str
    months: tuple[str, ...]
    same: bool
    left_out: tuple[str, ...] | None = None


def trace(workspace: Workspace, period: Month | Span, name: str, unit: str = "", span: str = "") -> Traced:
    """The figure of that key (or title) for a unit ("" the department): of a month, by the definition that it was made with,
    over one of its spans (default: the month itself); of any other span from the sealed months, by the codes that carry the
    totals on its last day. UsageFault for what there is not, with the nearest that is; Unbalanced when the rows do not add up,
    or a sealed month is not as it was sealed: every number may count it.
    """
    ledger.require_whole(workspace.output, "chưa tra số liệu")
    source = _of_span(workspace, period) if isinstance(period, Span) else _of_month(workspace, period, span)
    today, workspace = workspace, source.workspace
    figure = _figure(workspace, source.table, name)
    chosen = _unit(unit, source, figure)
    wanted = [figure, *(workspace.definition.figure(key) for key in figure.of)]
    picked = {item.key: _line(source.table, item.key, chosen, source.span) for item in wanted}
    found = Rows(workspace, source.months, wanted, [ref for _, refs in picked.values() for ref in refs])

    def traced(item: Figure) -> Traced:
        value, refs = picked[item.key]
        made = Traced(item, chosen, source.names[chosen], source.span, value,
                      () if item.of else tuple(found.row(item, ref) for ref in refs),
                      tuple(traced(workspace.definition.figure(key)) for key in item.of), source.same, source.left_out)
        _require_sum(made)
        return made

    return replace(traced(figure), notes=tuple(_notes(today, source, period, figure, chosen)))


def _of_month(workspace: Workspace, month: Month, span: str) -> _Source:
    """The figures as the month's run wrote them; a span that it has none for is counted from the sealed months."""
    folder, own = workspace.output / str(month), workspace.as_of_run(month)
    if not (path := folder / ledger.RECORDS / "figures.parquet").is_file():
        raise UsageFault(f"Kỳ {month} chưa có kết quả. Chạy “emulation-batch run {month}” trước.")
    table = pd.read_parquet(path)
    if span and span not in set(table["period"]):
        return _of_span(workspace, workspace.span(span))
    manifest = ledger.manifest_of(folder)
    names = {"": "Toàn Sở"} | {item["unit"]: item["name"] for item in manifest["units"]}
    names |= {code: own.registry.name_of(code, own.period(month).to) for code in table["unit"].unique() if code not in names}
    months = (*(name for name in ledger.sealed_months(workspace.output) if name < str(month)), str(month))
    return _Source(own, table, names, span or str(month), months, manifest["definition"]["sha256"] == own.definition.sha256)


def _of_span(workspace: Workspace, span: Span) -> _Source:
    """The figures of a span, counted anew from the rows of the sealed months, corrections applied."""
    known = ledger.sealed_months(workspace.output)
    if not (inside := tuple(month for month in known if month in span.months)):
        raise UsageFault(f"Chưa có kỳ nào của {span.title} được chốt. Chốt từng kỳ bằng “emulation-batch seal NĂM-THÁNG”.")
    frames = ledger.rows_of(workspace.output, known, workspace.definition)
    registry = workspace.registry
    codes = {code: carried_by(registry, code, span.to) for frame in frames.values() for code in frame["_unit"].unique()}
    frames = {key: frame.assign(_unit=frame["_unit"].map(codes)) for key, frame in frames.items()}
    units = (item.code for item in registry.units_on(span.to))
    table = figures.tabulate(workspace.definition, frames, {span.key: inside}, units)
    names = {"": "Toàn Sở"} | {code: registry.name_of(code, span.to) for code in table["unit"].unique() if code}
    still_open = tuple(month for month in ledger.run_months(workspace.output) if month not in known)
    return _Source(workspace, table, names, span.key, tuple(known), True, still_open)


def _notes(workspace: Workspace, source: _Source, period: Month | Span, figure: Figure, unit: str) -> Iterator[str]:
    span = workspace.span(source.span)
    if source.left_out is not None:
        yield from trace_notes.by_successor(workspace, span, figure.key, unit)
    elif isinstance(period, Month):
        if not trace_notes.is_month(source.span):
            yield from trace_notes.by_code(workspace.registry, span, figure.key, unit)
        yield from trace_notes.corrected_since(workspace, period, {month for month in span.months if month <= str(period)},
                                               figure, unit)


def _figure(workspace: Workspace, table: pd.DataFrame, name: str) -> Figure:
    known = {figure.key: figure for figure in workspace.definition.figures if figure.key in set(table["name"])}
    titles = {figure.title: figure for figure in known.values()}
    if figure := known.get(name) or {match_key(title): figure for title, figure in titles.items()}.get(match_key(name)):
        return figure
    near = closest(name, [*known, *titles])
    meant = f"“{titles[near].key}” ({near})" if near in titles else f"“{near}”"
    raise UsageFault(f"Không có số liệu “{name}”." + (f" Có phải là {meant}?" if near else "")
                     + " Mã số liệu in dưới mỗi bảng của báo cáo và ở trang “Số liệu” của register.xlsx.")


def _unit(word: str, source: _Source, figure: Figure) -> str:
    listed = [code for code in source.names if code]
    if not word or word in listed:
        return word
    near = f"Có phải là “{found}”?" if (found := closest(word, listed)) else ""
    span = source.workspace.span(source.span)
    if told := followed_by(source.workspace.registry, word, span.to):
        way = trace_notes.own_code(source.workspace, span, figure.key, word)
        near = told + (f" Số ở đây gộp theo đơn vị kế thừa; số của riêng mã {word} xem {way}." if way else "")
    raise UsageFault(f"--unit: kỳ này không có đơn vị “{word}”. Các đơn vị có số liệu: {', '.join(listed)}. {near}".rstrip())


def _line(table: pd.DataFrame, name: str, unit: str, span: str) -> tuple[float | None, list[str]]:
    line = table.set_index(["name", "unit", "period"]).loc[(name, unit, span)]
    return None if pd.isna(line["value"]) else float(line["value"]), list(line["rows"])


def _require_sum(traced: Traced) -> None:
    """What the rows bring, added up, is the printed value."""
    if traced.figure.rule == "ratio":
        above, below = (part.value for part in traced.parts)
        scale = 100 if traced.figure.measure == "%" else 1
        total = scale * above / below if above is not None and below else None
    elif traced.figure.rule == "distinct":
        total = float(len({row.adds for row in traced.rows} - {None}))
    else:
        total = float(sum((Decimal(row.adds or 0) for row in traced.rows), Decimal(0)))
    if total != traced.value:
        raise Unbalanced(f"Số liệu “{traced.figure.key}” in ra là {traced.value}, nhưng các dòng làm nên nó cộng lại là "
                         f"{total}. Định nghĩa hoặc records đã thay đổi từ lượt tổng hợp: chạy lại kỳ này, "
                         "hoặc lấy lại bản sao lưu.")


def as_plain(traced: Traced) -> dict[str, Any]:
    """The result of `trace --json`: dates as ISO texts, sums as numbers."""
    return {"figure": traced.figure.key, "title": traced.figure.title, "measure": traced.figure.measure,
            "rule": traced.figure.rule, "unit": traced.unit, "unit_name": traced.unit_name, "span": traced.span,
            "value": traced.value, "same_definition": traced.same_definition, "left_out": traced.left_out,
            "notes": list(traced.notes),
            "rows": [{**vars(row), "adds": _plain(row.adds),
                      "cells": [{**vars(cell), "value": _plain(cell.value)} for cell in row.cells]} for row in traced.rows],
            "parts": [as_plain(part) for part in traced.parts]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else float(value) if isinstance(value, Decimal) else value
