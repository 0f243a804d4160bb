"""The rows behind a figure: read from the records of their months, each with its file, sheet, cells and what it brings.

Names of files come from the manifests, the place of a column from the received workbook itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from emulation_batch import deadlines, figures, layout, ledger, reading
from emulation_batch.batch import RawBook, Received
from emulation_batch.definition import Column, Figure
from emulation_batch.errors import Unbalanced
from emulation_batch.frames import plain_rows
from emulation_batch.periods import VIETNAM_TIME, days_of, parse_month
from emulation_batch.vietnamese import format_date, format_decimal
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


class Rows:
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
