"""A small office over some months: units send workbooks whenever they like, months are run and sealed as a clerk does it."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from support.books import set_time

from emulation_batch import ledger, pipeline, running
from emulation_batch.periods import Month, parse_month
from emulation_batch.templates import Filled, write_workbook
from emulation_batch.workspace import Workspace, init_workspace, open_workspace

FORM = {"khong_phat_sinh": "Không", "nguoi_lap": "Lý Thị Ánh", "dien_thoai": "0209 3870 111", "thu_dien_tu": "vp@stttt.example.vn",
        "kps_van_ban": "Có", "kps_co_che": "Có", "kps_tuyen_truyen": "Có", "kps_ca_nhan": "Có", "ly_do_kps": "Trong kỳ không có việc"}


def silent(text: str) -> None:
    """Progress that nobody reads."""


def money(period: str, *sums: int, **more: Any) -> dict[str, list[dict[str, Any]]]:
    """Rows of resources: one gift for each sum, on days of the month's window."""
    month = parse_month(period)
    return {"nguon_luc": [{
        "loai": "c1 - Tiền", "hinh_thuc": "Vận động", "noi_dung": f"Vận động ủng hộ Quỹ Vì người nghèo đợt {number}",
        "ngay": date(month.year, month.month, number), "so_tien": amount, "muc_dich": "Quỹ Vì người nghèo", "so_ho": number,
        "so_luot_ho": number + 1, "chung_tu": f"Biên lai {period} số {number}"} | more for number, amount in enumerate(sums, 1)]}


class Office:
    """A workspace under a folder; days are counted from the month's due time."""

    def __init__(self, root: Path) -> None:
        init_workspace(root)
        self.root = root

    @property
    def space(self) -> Workspace:
        """The workspace as it is now."""
        return open_workspace(self.root)

    def send(self, unit: str, period: str, rows: dict[str, Any], *, attempt: int = 1, days: float = -1, into: str = "",
             name: str = "", **form: Any) -> Path:
        """A unit's workbook of a period, received so many days after its due time, laid into a month's inbox (its own)."""
        space = self.space
        window = space.period(parse_month(period))
        folder = space.inbox / (into or period)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / (name or f"{unit} {period} lần {attempt}.xlsx")
        known = space.registry.unit(unit, window.to)
        filled = Filled(FORM | {"lan_nop": attempt, "ngay_ky": window.to} | form, rows)
        write_workbook(path, space.definition, space.registry, known, window, filled)
        return set_time(path, window.due + timedelta(days=days))

    def as_of(self, period: str) -> datetime:
        """Two days after the month was due."""
        return self.space.period(parse_month(period)).due + timedelta(days=2)

    def run(self, period: str) -> pipeline.Run:
        """Run a month on its inbox."""
        space, month = self.space, parse_month(period)
        return running.run_month(space, month, [space.inbox_of(month)], self.as_of(period), 1, silent)

    def seal(self, period: str) -> Path:
        """Close a month, whatever is still open in it."""
        sealed = ledger.sealed_months(self.space.output)
        folder = self.space.output / period
        return ledger.seal(folder, self.space.output / sealed[-1] if sealed else None, self.as_of(period))

    def truth(self, before: Month) -> dict[str, Any]:
        """What the sealed months before a month hold."""
        return ledger.load_past(self.space.output, before, self.space.definition)[0]
