"""The sample month: laid down, run, and held against the mistakes that were planted in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from emulation_batch import layout, ledger, running, templates
from emulation_batch.batch import MonthData
from emulation_batch.changes import submissions_of
from emulation_batch.errors import CannotWrite
from emulation_batch.periods import parse_month
from emulation_batch.pipeline import Run
from emulation_batch.progress import Step
from emulation_batch.sample.inbox import DEMO_AS_OF, DEMO_PERIOD, PLANTED, Planted, write_inbox
from emulation_batch.whole_files import write_whole
from emulation_batch.workspace import Workspace, clear_workspace, init_workspace, open_workspace

MARK = "THU-MUC-MAU.txt"
MARK_WORDS = "Thư mục mẫu do lệnh “emulation-batch demo” lập ra. Có thể xóa; lần chạy sau lập lại từ đầu.\n"
NAMED = ("error", "query")


@dataclass(frozen=True)
class Shown:
    """The run of the demo month; `lost` planted mistakes that were not found as planted, `extra` findings nobody planted."""

    run: Run
    planted: int
    lost: tuple[str, ...]
    extra: tuple[str, ...]


def run_demo(folder: Path, step: Step) -> Shown:
    """Lay down the sample workspace in a new folder (or an earlier demo), seal its earlier months, run the demo month."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise CannotWrite(f"{folder} đã có tệp và không phải thư mục mẫu, nên không ghi vào. Chọn một thư mục khác.")
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / MARK, MARK_WORDS.encode())
    clear_workspace(folder)
    init_workspace(folder)
    space = open_workspace(folder)
    step("Lập biểu mẫu đã điền của 8 đơn vị…")
    written = write_inbox(folder, space.definition, space.registry, _writer(space))
    previous = None
    for name in sorted(written):
        if name != DEMO_PERIOD:
            step(f"Tổng hợp và chốt kỳ {name}…")
            previous = _seal_month(space, name, previous)
    month = parse_month(DEMO_PERIOD)
    run = running.run_month(space, month, [space.inbox_of(month)], datetime.fromisoformat(DEMO_AS_OF), 2, step)
    return Shown(run, len(PLANTED), tuple(_lost(run.month)), tuple(_extra(run.month)))


def _writer(space: Workspace):
    books: dict[str, templates.Workbooks] = {}

    def write(path, unit, period, form, rows):
        if period.key not in books:
            books.clear()
            books[period.key] = templates.Workbooks(space.definition, space.registry, period, whole=0)
        write_whole(path, books[period.key].sent(unit, templates.Filled(form, rows)))

    return write


def _seal_month(space: Workspace, name: str, previous: Path | None) -> Path:
    month = parse_month(name)
    as_of = space.period(month).due + timedelta(hours=15)
    run = running.run_month(space, month, [space.inbox_of(month)], as_of, 2, lambda text: None)
    ledger.seal(run.folder, previous, as_of)
    return run.folder


def _lost(month: MonthData) -> Iterator[str]:
    """Each planted mistake that did not come out as planted, in words."""
    for planted in PLANTED:
        if not _came_out(month, planted):
            place = f"{planted.sheet} {planted.column}, dòng {planted.row}" if planted.sheet else "cả tệp"
            yield f"{planted.unit}, {place}: {planted.kind}"


def _came_out(month: MonthData, planted: Planted) -> bool:
    match planted.outcome:
        case "understood":
            return _named_at(month, planted) == 0
        case "finding":
            return _named_at(month, planted) == 1
        case "superseded" | "duplicate" | "refused" | "set_aside":
            return any(item.unit in (planted.unit, "") and item.outcome == planted.outcome for item in submissions_of(month))
        case "blocked":
            chosen = month.proposals[month.proposals["unit"] == planted.unit]
            return bool((chosen["standing"] == "blocked").any())
        case standing:
            return any(item.unit == planted.unit and item.standing == standing for item in month.standings)


def _named_at(month: MonthData, planted: Planted) -> int:
    sheet, cell = _address(month, planted)
    return sum((finding.unit, finding.sheet, finding.cell) == (planted.unit, sheet, cell)
               for finding in month.judged.findings if finding.severity in NAMED)


def _address(month: MonthData, planted: Planted) -> tuple[str, str]:
    sheet = month.definition.sheet(planted.sheet)
    return sheet.name, layout.a1(layout.FIRST_ROW + planted.row - 1, layout.column_of(sheet, planted.column))


def _extra(month: MonthData) -> Iterator[str]:
    """Each error or query at a place where nothing was planted."""
    cells = {(planted.unit, *_address(month, planted)) for planted in PLANTED if planted.sheet}
    files = {planted.unit for planted in PLANTED if not planted.sheet}
    for finding in month.judged.findings:
        if finding.severity in NAMED and (finding.unit, finding.sheet, finding.cell) not in cells \
                and not (finding.unit in files and not finding.cell):
            yield f"{finding.code} {finding.unit} {finding.sheet} {finding.cell}"
