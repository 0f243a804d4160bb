"""Closes a month: what must be done before, what people completed in its papers, and the seal that holds both.

Machine-made files must be those of the manifest. A Word report is finished by hand, so a changed one is taken as completed and
its new hash goes into the seal; the manifest, which the seal holds too, keeps the hash of the generated one.
"""

import csv
from collections import Counter
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from emulation_batch import ledger, outside, run_folder, unreceived
from emulation_batch.council import OF_COUNCIL
from emulation_batch.errors import CannotWrite, Fault, TemplateFault, UsageFault
from emulation_batch.periods import Month, parse_month
from emulation_batch.reports import docx_check
from emulation_batch.whole_files import kept_place, sha256_of
from emulation_batch.workspace import Workspace

REPORTS, COMPLETED = "reports/", ".docx"
UNSETTLED = {"missing": "chưa gửi báo cáo.", "returned": "báo cáo bị trả lại, chưa có tệp dùng được."}
LONGEST_QUOTE = 90


@dataclass(frozen=True)
class Sealed:
    """A month just closed. completed: path -> sha256 of the papers people finished; open: what was open, in words, when it
    was forced; absent: earlier months of the movement that are passed over: they can be sealed no more."""

    path: Path
    completed: dict[str, str]
    open: tuple[str, ...]
    absent: tuple[str, ...]


def seal_month(workspace: Workspace, month: Month, as_of: datetime, reason: str = "") -> Sealed:
    """Close a month after the months before it. With a reason, also while work is open: both are recorded in the seal.

    Refuses with CannotWrite what is sealed, held by another run, before a sealed month, changed since the run or unfinished
    (each open thing a fault of its own); with Unbalanced, whatever the reason, while a sealed month is lost or altered; with
    UsageFault what was never run.
    """
    output, folder = workspace.output, workspace.output / str(month)
    ledger.refuse_lost(output, str(month))
    if not (folder / run_folder.MANIFEST).is_file():
        raise UsageFault(f"Kỳ {month} chưa có kết quả để chốt. Chạy “emulation-batch run {month}” trước.")
    with run_folder.lock(output):
        if (folder / run_folder.SEAL).exists():
            raise CannotWrite(f"Kỳ {month} đã chốt. Số liệu sai được điều chỉnh trong kỳ sau.")
        ledger.require_whole(output, f"chưa chốt kỳ {month}")
        ledger.refuse_passed(output, str(month))
        completed, sealed = _completed(folder), ledger.sealed_months(output)
        absent = _absent(workspace, month, sealed)
        found = (*unreceived.of_open(workspace, month), *_unfinished(folder), *_passed_over(workspace, month, absent),
                 *_broken(output, sealed), *_left_out(output, folder), *_astray(workspace, month))
        if found and not reason:
            raise CannotWrite(f"Chưa chốt kỳ {month}: còn {len(found)} việc. Làm xong rồi chốt lại; nếu phải chốt ngay, "
                              "thêm --force --reason “lý do”.", found)
        record: dict[str, Any] = {"completed": completed} if completed else {}
        if found:
            record["forced"] = {"reason": reason, "open": [str(fault) for fault in found]}
        path = ledger.seal(folder, output / sealed[-1] if sealed else None, as_of, record)
    return Sealed(path, completed, tuple(str(fault) for fault in found), absent)


def _absent(workspace: Workspace, month: Month, sealed: list[str]) -> tuple[str, ...]:
    """Months between the seal before (or the movement's first month) and this one."""
    start = workspace.definition.movement.from_
    place = parse_month(sealed[-1]).shift(1) if sealed else Month(start.year, start.month)
    gap = []
    while place < month:
        gap.append(str(place))
        place = place.shift(1)
    return tuple(gap)


def _passed_over(workspace: Workspace, month: Month, absent: tuple[str, ...]) -> Iterator[Fault]:
    """Months before this one that were run or have files in the inbox: once it is sealed, no total can take them."""
    run, waiting = ledger.run_months(workspace.output), workspace.waiting()
    for name in absent:
        if name in run or name in waiting:
            yield Fault(f"Kỳ {name}", f"{'đã tổng hợp' if name in run else 'có tệp trong inbox'} nhưng chưa chốt; kỳ {month} "
                        f"chốt rồi thì kỳ {name} không chốt được nữa và không vào số lũy kế.",
                        f"Chạy “emulation-batch {'seal' if name in run else 'run'} {name}” trước.")


def _completed(folder: Path) -> dict[str, str]:
    """Papers in reports/ that people finished or added, with their hashes; CannotWrite naming every other difference."""
    listed = ledger.manifest_of(folder)["outputs"]
    names = [name for name in run_folder.files_in(folder) if name not in (run_folder.MANIFEST, run_folder.SEAL)]
    faults = [Fault(name, "đã mất.") for name in sorted(listed.keys() - set(names))]
    completed = {}
    for name in names:
        own = Path(name).name.casefold()
        if own.startswith(ledger.OPEN_IN_OFFICE):
            faults.append(Fault(name, "có tệp đang mở trong Word, Excel hoặc LibreOffice.", "Đóng tệp đó rồi chốt lại."))
        elif not ledger.is_of_the_system(name) and (sha256 := sha256_of(folder / name)) != listed.get(name):
            if may_be_completed(name, listed):
                completed[name] = sha256
            elif name in listed:
                faults.append(Fault(name, "đã thay đổi sau khi tổng hợp."))
            else:
                faults.append(Fault(name, "không phải do lượt tổng hợp ghi.", "Chuyển tệp này ra ngoài thư mục của kỳ."))
    if faults:
        again = "" if all(fault.mend for fault in faults) else (
            f" Chạy lại “emulation-batch run {folder.name}” để có lại bản gốc; bản đã sửa tay được giữ ở "
            f"{kept_place(folder).name}, từ đó chép lại báo cáo đã bổ sung.")
        raise CannotWrite(f"Chưa chốt được kỳ {folder.name}: trong thư mục của kỳ chỉ báo cáo Word (reports) được bổ sung bằng "
                          f"tay.{again}", tuple(faults))
    return completed


def may_be_completed(name: str, listed: Container[str]) -> bool:
    """Whether a file may differ from what the run wrote: people complete its Word reports and add their own to reports/."""
    return name.startswith(REPORTS) and (name not in listed or name.casefold().endswith(COMPLETED))


def _unfinished(folder: Path) -> Iterator[Fault]:
    """Marks that wait for a person in the Word reports as they are now, units without a usable report, open errors."""
    for path in sorted((folder / "reports").rglob(f"*{COMPLETED}")):
        name = path.relative_to(folder).as_posix()
        try:
            marks = docx_check.placeholders(path)
        except TemplateFault:
            yield Fault(name, "không mở được như một văn bản Word.", "Mở bằng Word, lưu lại với đuôi .docx.")
            continue
        if marks:
            yield Fault(name, f"còn {len(marks)} chỗ cần người viết: " + "; ".join(f"“{_short(mark)}”" for mark in marks) + ".")
    manifest = ledger.manifest_of(folder)
    names = {unit["unit"]: unit["name"] for unit in manifest["units"]}
    for unit in manifest["units"]:
        if unit["standing"] in UNSETTLED:
            yield Fault(unit["name"], UNSETTLED[unit["standing"]])
    for (code, period), count in open_errors(folder).items():
        of = f" trong báo cáo của kỳ {period}" if period and period != folder.name else ""
        if code == OF_COUNCIL:
            yield Fault("Sổ của Hội đồng", f"còn {count} ô chưa đọc được, ở trang Cần sửa của register.xlsx.")
        else:
            yield Fault(names.get(code, code or "Tệp chưa rõ của đơn vị nào"), f"còn {count} chỗ sai chưa sửa{of}.")


def open_errors(folder: Path) -> Counter[tuple[str, str]]:
    """(unit, month that its file is of) -> errors; OF_COUNCIL stands for the unit of a register of the Council."""
    with (folder / ledger.FINDINGS).open(encoding="utf-8-sig", newline="") as lines:
        return Counter((OF_COUNCIL if line["code"].startswith(OF_COUNCIL) else line["unit"], line["period"])
                       for line in csv.DictReader(lines) if line["severity"] == "error")


def _broken(output: Path, sealed: list[str]) -> Iterator[Fault]:
    """Files of sealed months that no total reads, changed since. This seal itself lists the one before where a kill kept it
    from being listed."""
    for words in ledger.broken_chain(output, sealed[-1:]):
        yield Fault("Các kỳ đã chốt", words, f"Việc cần làm: {ledger.remedy([words])}.")


def _left_out(output: Path, folder: Path) -> Iterator[Fault]:
    """Sealed months that the sums to date of this run do not count: it ran before they were sealed."""
    counted = ledger.manifest_of(folder).get("past", ())
    for month in ledger.sealed_months(output):
        if month not in counted:
            yield Fault("Số lũy kế", f"kỳ này được tổng hợp trước khi chốt kỳ {month}, nên chưa tính hết kỳ đó.",
                        f"Chạy lại “emulation-batch run {folder.name}”.")


def _astray(workspace: Workspace, month: Month) -> Iterator[Fault]:
    """Files in the inbox that the run of this month does not read, and no later one will."""
    if paths := outside.of_month(workspace.inbox, month):
        yield Fault("Hộp thư đến", outside.told(paths, str(month)), "Tệp không dùng thì chuyển ra ngoài inbox.")


def _short(text: str) -> str:
    """The beginning of a paragraph; the mark itself, in square brackets, is never cut off."""
    text = " ".join(text.split())
    if len(text) <= LONGEST_QUOTE:
        return text
    mark = "[" + text.partition("[")[2].partition("]")[0] + "]" if "[" in text[LONGEST_QUOTE // 2:] else ""
    return f"{text[:LONGEST_QUOTE - min(len(mark), LONGEST_QUOTE // 2)].rstrip()}… {mark}".rstrip()
