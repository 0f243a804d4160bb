"""From a printed number back to its cells: the rows behind a figure, each with its file, sheet, cell and value.

Figures are read from the month's run folder, rows as they were true at its run: a row of a sealed month that was corrected by
then is that of the correcting workbook. Names of files come from the manifests, the place of a column from the received
workbook itself. What the rows bring is added up again and must be the printed number.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from emulation_batch import deadlines, figures, layout, ledger, reading
from emulation_batch.batch import RawBook, Received
from emulation_batch.definition import Column, Figure
from emulation_batch.errors import Unbalanced, UsageFault
from emulation_batch.frames import plain_rows
from emulation_batch.periods import VIETNAM_TIME, Month, Span, days_of, parse_month
from emulation_batch.registry.organisation import carried_by, followed_by
from emulation_batch.vietnamese import closest, format_date, format_decimal, match_key
from emulation_batch.workspace import Workspace

DATED = ("due", "on_time", "overdue")


@dataclass(frozen=True)
class TracedCell:
    """A cell of a row: `cell` as Excel names it, "" when the received workbook is not there any more; value as in the
    records, shown as people read it."""

    cell: str
    column: str
    header: str
    value: Any
    shown: str


@dataclass(frozen=True)
class TracedRow:
    """A row behind a figure. received: the file's path below output/; adds: what the row brings to the figure."""

    ref: str
    unit: str
    period: str
    file: str
    received: str
    sheet: str
    row: int
    cells: tuple[TracedCell, ...]
    adds: Any


@dataclass(frozen=True)
class Traced:
    """A figure with the rows behind it; a ratio has no rows of its own but two parts, the one above and the one below.
    left_out: the months still open, where it was counted anew from the sealed ones; None where its month printed it."""

    figure: Figure
    unit: str
    unit_name: str
    span: str
    value: float | None
    rows: tuple[TracedRow, ...]
    parts: tuple["Traced", ...]
    same_definition: bool
    left_out: tuple[str, ...] | None = None


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
    totals on its last day. UsageFault for what there is not, with the nearest that is; Unbalanced when the rows do not add up.
    """
    source = _of_span(workspace, period) if isinstance(period, Span) else _of_month(workspace, period, span)
    workspace = source.workspace
    figure = _figure(workspace, source.table, name)
    chosen = _unit(unit, source)
    wanted = [figure, *(workspace.definition.figure(key) for key in figure.of)]
    picked = {item.key: _line(source.table, item.key, chosen, source.span) for item in wanted}
    found = _Rows(workspace, source.months, wanted, [ref for _, refs in picked.values() for ref in refs])

    def traced(item: Figure) -> Traced:
        value, refs = picked[item.key]
        made = Traced(item, chosen, source.names[chosen], source.span, value,
                      () if item.of else tuple(found.row(item, ref) for ref in refs),
                      tuple(traced(workspace.definition.figure(key)) for key in item.of), source.same, source.left_out)
        _require_sum(made)
        return made

    return traced(figure)


def _of_month(workspace: Workspace, month: Month, span: str) -> _Source:
    """The figures as the month's run wrote them; a span that it has none for is counted from the sealed months."""
    folder, own = workspace.output / str(month), workspace.as_of_run(month)
    if not (path := folder / ledger.RECORDS / "figures.parquet").is_file():
        unmade = f"Kỳ {month} chưa có kết quả. Chạy “emulation-batch run {month}” trước."
        raise UsageFault(ledger.lost(workspace.output, str(month)) or unmade)
    table = pd.read_parquet(path)
    if span and span not in set(table["period"]):
        return _of_span(workspace, workspace.span(span))
    manifest = ledger.manifest_of(folder)
    names = {"": "Toàn Sở"} | {item["unit"]: item["name"] for item in manifest["units"]}
    names |= {code: code for code in table["unit"].unique() if code not in names}
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


def _figure(workspace: Workspace, table: pd.DataFrame, name: str) -> Figure:
    known = {figure.key: figure for figure in workspace.definition.figures if figure.key in set(table["name"])}
    titles = {figure.title: figure for figure in known.values()}
    if figure := known.get(name) or {match_key(title): figure for title, figure in titles.items()}.get(match_key(name)):
        return figure
    near = closest(name, [*known, *titles])
    meant = f"“{titles[near].key}” ({near})" if near in titles else f"“{near}”"
    raise UsageFault(f"Không có số liệu “{name}”." + (f" Có phải là {meant}?" if near else "")
                     + " Mã số liệu in dưới mỗi bảng của báo cáo và ở trang “Số liệu” của register.xlsx.")


def _unit(word: str, source: _Source) -> str:
    listed = [code for code in source.names if code]
    if not word or word in listed:
        return word
    near = f"Có phải là “{found}”?" if (found := closest(word, listed)) else ""
    near = followed_by(source.workspace.registry, word, source.workspace.span(source.span).to) or near
    raise UsageFault(f"--unit: kỳ này không có đơn vị “{word}”. Các đơn vị có số liệu: {', '.join(listed)}. {near}".rstrip())


def _line(table: pd.DataFrame, name: str, unit: str, span: str) -> tuple[float | None, list[str]]:
    line = table.set_index(["name", "unit", "period"]).loc[(name, unit, span)]
    return None if pd.isna(line["value"]) else float(line["value"]), list(line["rows"])


class _Rows:
    """The rows of some references, read from the records of their months, with the workbooks they came in."""

    def __init__(self, workspace: Workspace, months: Iterable[str], wanted: Iterable[Figure], refs: Sequence[str]) -> None:
        self._workspace, self._output = workspace, workspace.output
        self._months = sorted({*months, *(ref.split("/")[0] for ref in refs)})
        frames = ledger.rows_of(self._output, self._months, workspace.definition)
        self._values: dict[str, dict[str, Any]] = {
            row["_ref"]: row for sheet in {figure.sheet for figure in wanted if figure.sheet}
            for row in plain_rows(frames[sheet][frames[sheet]["_ref"].isin(list(refs))])}
        told = (file for name in self._months for file in ledger.manifest_of(self._output / name)["files"])
        self._names = {file["sha256"]: file["name"] for file in sorted(told, key=lambda file: file["outcome"] == "accepted")}
        self._files = {sha256: found for sha256 in {row["_file"]: None for row in self._values.values()}
                       if (found := self._received(sha256))}
        self._books = _read(self._files, workspace)

    def row(self, figure: Figure, ref: str) -> TracedRow:
        """One row as the figure sees it."""
        row = self._values.get(ref)
        if row is None:
            raise Unbalanced(f"Dòng {ref} làm nên số liệu “{figure.key}” không còn trong records của kỳ {ref.split('/')[0]}. "
                             "Lấy lại thư mục của kỳ đó từ bản sao lưu.")
        sheet, month = self._workspace.definition.sheet(figure.sheet), row["_period"]
        window = days_of(parse_month(month), self._workspace.definition.window)
        column = sheet.column(figure.column) if figure.column else None
        adds = figures.RULES[figure.rule](row, figure, column, window)
        book, path = self._books.get(row["_file"]), self._files.get(row["_file"])
        page = book.sheets.get(sheet.key) if book else None
        cells = tuple(TracedCell(layout.a1(row["_row"] - 1, page.columns[key]) if page and key in page.columns else "", key,
                                 sheet.column(key).header, row[key], self._shown(sheet.column(key), row[key]))
                      for key in _columns(figure, sheet.kind_column))
        return TracedRow(ref, row["_unit"], month, self._names.get(row["_file"], row["_file"]),
                         path.relative_to(self._output).as_posix() if path else "", page.name if page else sheet.name,
                         row["_row"], cells, adds)

    def _shown(self, column: Column, value: Any) -> str:
        if isinstance(value, date) or column.type == "choice":
            return format_date(value) if isinstance(value, date) else self._workspace.definition.label(column.choices, value)
        return "" if value is None else format_decimal(value) if isinstance(value, int | float) else str(value)

    def _received(self, sha256: str) -> Path | None:
        folders = (self._output / month / "received" for month in self._months)
        return next((path for folder in folders for path in sorted(folder.glob(f"{sha256}.*"))), None)


def _columns(figure: Figure, kind: str) -> list[str]:
    """The columns whose cells make the figure: what is added or told apart, else the dates, else the kind; then conditions."""
    first = [figure.column] if figure.column else list(deadlines.COLUMNS) if figure.rule in DATED else [kind]
    return list(dict.fromkeys([*first, *figure.where]))


def _read(files: dict[str, Path], workspace: Workspace) -> dict[str, RawBook]:
    day = datetime(2000, 1, 1, tzinfo=VIETNAM_TIME)
    return reading.read_all([Received(path.name, sha256, path.stat().st_size, day, "", path, path.suffix)
                             for sha256, path in files.items()], workspace.definition, workers=2)


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
            "rows": [{**vars(row), "adds": _plain(row.adds),
                      "cells": [{**vars(cell), "value": _plain(cell.value)} for cell in row.cells]} for row in traced.rows],
            "parts": [as_plain(part) for part in traced.parts]}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else float(value) if isinstance(value, Decimal) else value
