"""Months of a small movement without spreadsheets: a file is a few bytes, its workbook stands in memory; everything after the
reading is the program's own, down to records, manifests and seals."""

import hashlib
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from support.books import set_time
from support.paths import shipped_definition
from support.small_registry import small_registry

from emulation_batch import ledger, manifest, pipeline, reading, run_folder, running
from emulation_batch.batch import MonthData, RawBook, RawSheet
from emulation_batch.changes import findings_of
from emulation_batch.definition import Definition
from emulation_batch.layout import Stamp
from emulation_batch.periods import parse_month
from emulation_batch.reports import records
from emulation_batch.workspace import Workspace

SHEET, FIGURES = "nguon_luc", ("c1_van_dong", "c_ho", "c_luot_ho")


@cache
def small_definition() -> Definition:
    """The form and the sheet of resources of the shipped movement, with three figures; no clauses, no reports."""
    shipped = shipped_definition()
    form = replace(shipped.form, columns=tuple(column for column in shipped.form.columns
                                               if not column.declares_nil or column.declares_nil in ("*", SHEET)))
    sheets = (form, shipped.sheet(SHEET))
    figures = tuple(figure for figure in shipped.figures if figure.key in FIGURES)
    return replace(shipped, sheets=sheets, figures=figures, clauses=(), standards=(), reports=(), roles=())


def gift(period: str, number: int, amount: Any, **more: Any) -> dict[str, Any]:
    """A row of resources as typed, on the number-th day of the month."""
    month = parse_month(period)
    return {"loai": "c1 - Tiền", "hinh_thuc": "Vận động", "noi_dung": f"Vận động ủng hộ Quỹ Vì người nghèo lần {number}",
            "ngay": date(month.year, month.month, number), "so_tien": amount, "muc_dich": "Quỹ Vì người nghèo", "so_ho": 2,
            "so_luot_ho": 3, "chung_tu": f"Biên lai {period} số {number}"} | more


def book_of(sha256: str, unit: str, period: str, attempt: int, rows: list[dict[str, Any]]) -> RawBook:
    """A workbook as typed: form and resources, rows from row 8 on."""
    definition = small_definition()
    form = {"don_vi": unit, "ky": period, "lan_nop": attempt, "khong_phat_sinh": "Không", "nguoi_lap": "Lý Thị Ánh",
            "dien_thoai": "0209 3870 111", "thu_dien_tu": "vp@stttt.example.vn", "thu_truong": "Nông Thị Bích",
            "ngay_ky": date(2026, 1, 1)}
    cells = {column.key: f"C{place}" for place, column in enumerate(definition.form.columns, 8)}
    columns = {column.key: place for place, column in enumerate(definition.sheet(SHEET).columns, 2)}
    sheets = {definition.form.key: RawSheet(definition.form.key, definition.form.name, {}, [(0, form)], cells),
              SHEET: RawSheet(SHEET, definition.sheet(SHEET).name, columns, [(7 + place, row) for place, row in enumerate(rows)])}
    return RawBook(sha256, "xlsx", Stamp(definition.movement.id, definition.movement.version, unit, period), (), sheets)


@dataclass
class Months:
    """An office under a folder; `install` puts its reader in the place of the real one."""

    root: Path
    definition: Definition = field(default_factory=small_definition)
    books: dict[str, RawBook] = field(default_factory=dict)

    def install(self, monkeypatch: Any) -> "Months":
        """Read from memory."""
        monkeypatch.setattr(reading, "read_all", lambda received, definition, workers, executor=None: {
            item.sha256: self.books[item.sha256] for item in received if item.sha256 in self.books})
        return self

    @property
    def space(self) -> Workspace:
        """The workspace with the small registry."""
        return Workspace(self.root, self.definition, small_registry())

    def send(self, unit: str, period: str, sums: Any, attempt: int = 1, day: float = -1, into: str = "", name: str = "") -> str:
        """A workbook with a gift for each sum (or rows as they are), received so many days after its due time; its sha256."""
        rows = [item if isinstance(item, dict) else gift(period, number, item) for number, item in enumerate(sums, 1)]
        content = repr((unit, period, rows, attempt, day)).encode()
        sha256 = hashlib.sha256(content).hexdigest()
        self.books[sha256] = book_of(sha256, unit, period, attempt, rows)
        folder = self.space.inbox / (into or period)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / (name or f"{unit} {period} {sha256[:6]}.xlsx")
        path.write_bytes(content)
        set_time(path, self.space.period(parse_month(period)).due + timedelta(days=day))
        return sha256

    def as_of(self, period: str) -> datetime:
        """Two days after the month was due."""
        return self.space.period(parse_month(period)).due + timedelta(days=2)

    def run(self, period: str) -> MonthData:
        """A month computed, and its records and manifest written."""
        space, month = self.space, parse_month(period)
        inbox = space.inbox / period
        inbox.mkdir(parents=True, exist_ok=True)
        with run_folder.lock(space.output), run_folder.unpacking_room(space.output) as room:
            received = running.receive([inbox], room)
            books = reading.read_all(received, space.definition, 1)
            data = pipeline.gather_month(space, space.period(month), received, books, [inbox], self.as_of(period), 1, lambda text: None)

            def build(target: Path) -> None:
                records.write_records(target, data)
                records.write_findings(target / "findings.csv", findings_of(data))

            run_folder.write_run(space.output, period, build, manifest.of_month(data, "1"))
        return data

    def seal(self, period: str) -> None:
        """Close a month."""
        sealed = ledger.sealed_months(self.space.output)
        ledger.seal(self.space.output / period, self.space.output / sealed[-1] if sealed else None, self.as_of(period))

    def truth(self, before: str) -> dict[tuple[str, str], list[int]]:
        """(unit, period) -> the sums that the sealed months before a month hold, in the order of their rows."""
        frame = ledger.load_past(self.space.output, parse_month(before), self.definition)[0][SHEET]
        found: dict[tuple[str, str], list[int]] = {}
        for unit, period, amount in zip(frame["_unit"], frame["_period"], frame["so_tien"], strict=True):
            found.setdefault((unit, period), []).append(int(amount))
        return found
