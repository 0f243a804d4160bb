"""The paragraphs of a letter that say what a resubmission changed, and what a report for a sealed month does."""

from collections import defaultdict
from collections.abc import Iterator

from emulation_batch.batch import MonthData
from emulation_batch.changes import Resubmission
from emulation_batch.findings import as_sent
from emulation_batch.layout import cell_runs
from emulation_batch.vietnamese import clean

KEPT = "Kỳ này đã chốt; tệp mới nhận không làm thay đổi số liệu của đơn vị. Các tệp đã nhận:"
CORRECTS = ("Kỳ này đã chốt: báo cáo này thay toàn bộ số liệu của đơn vị trong kỳ, được ghi là điều chỉnh ở báo cáo của tháng "
            "đang mở. Việc gửi đúng hạn hay muộn của kỳ đã chốt không thay đổi.")
MOST_CELLS = 12
SEVERITIES = (("error", "chỗ sai"), ("query", "chỗ cần xem lại"))


def effect(month: MonthData, unit: str) -> Iterator[str]:
    """ "Bản lần 2 so với lần 1: sửa 3 ô (2a: H9, K9; 2d: F8), thêm 1 dòng; hết 2 chỗ sai; còn 1 chỗ sai." No line for a unit
    that sent once."""
    for item in month.resubmissions:
        if item.unit == unit:
            done = ", ".join(_done(month, item)) or "không có gì thay đổi"
            yield f"{_which(item)}: {'; '.join([done, *_findings(item)])}."


def _which(item: Resubmission) -> str:
    now, before = item.later.attempt or 1, item.earlier.attempt or 1
    if now != before:
        return f"Bản lần {now} so với lần {before}"
    return f"Bản này so với bản trước (“{clean(as_sent(item.earlier.received.name))}”)"


def _done(month: MonthData, item: Resubmission) -> Iterator[str]:
    cells = item.of("cell")
    if cells:
        named: dict[str, list[str]] = defaultdict(list)
        for change in cells[:MOST_CELLS]:
            named[month.definition.sheet(change.sheet).name.split(".")[0]].append(change.cell)
        places = "; ".join(f"{sheet}: {', '.join(cell_runs(found))}" for sheet, found in named.items())
        yield f"sửa {len(cells)} ô ({places}{'; …' if len(cells) > MOST_CELLS else ''})"
    for what, word in (("added", "thêm"), ("removed", "bỏ")):
        if rows := item.of(what):
            yield f"{word} {len(rows)} dòng"


def _findings(item: Resubmission) -> Iterator[str]:
    counts = [("hết", {severity: len(item.of("gone", severity)) for severity, _ in SEVERITIES}),
              ("mới", {severity: len(item.of("new", severity)) for severity, _ in SEVERITIES}), ("còn", item.left)]
    for word, count in counts:
        parts = [f"{count[severity]} {name}" for severity, name in SEVERITIES if count[severity]]
        if parts:
            yield f"{word} {', '.join(parts)}"
