"""How the months of a year stand: each unit's standing as its manifest tells it, and which months are closed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from emulation_batch import ledger, outdated, outside, sealing, unreceived
from emulation_batch.council import OF_COUNCIL
from emulation_batch.errors import UsageFault
from emulation_batch.periods import MONTH, parse_month
from emulation_batch.workspace import Workspace

SEALED, OPEN, NOT_RUN, PASSED, LOST = "sealed", "open", "not_run", "passed", "lost"


@dataclass(frozen=True)
class MonthStatus:
    """One month. state: sealed, open (run, not closed), not_run (files wait in the inbox), passed (not closed when a
    later one was: it never will be) or lost (sealed, but its folder, seal or manifest is gone); standings: unit -> its word.
    corrected: units whose workbook for it came after it was sealed and was processed in a later month. late_nil: units that
    declared nil after their own due time."""

    period: str
    state: str
    standings: dict[str, str]
    corrected: tuple[str, ...] = ()
    late_nil: tuple[str, ...] = ()


@dataclass(frozen=True)
class YearStatus:
    """The months of a year in order, the units of any of them {code: name}, and what no longer agrees with the seals.

    unreceived: files of any year that lie where a run reads and that none has received, with what to do about them.
    next_step: what the clerk does now, whatever year is shown. outside: what lies in the inbox outside every month's folder,
    and what is to be done about it ("" for both when nothing does). outdated: reviews that were overtaken by what was sealed.
    """

    year: str
    months: tuple[MonthStatus, ...]
    units: dict[str, str]
    broken: tuple[str, ...]
    unreceived: tuple[str, ...]
    next_step: str
    outside: tuple[str, str]
    outdated: tuple[str, ...] = ()


def of_year(workspace: Workspace, year: str | None = None) -> YearStatus:
    """A year's months that were run or have files in the inbox; without a year the newest that has any.

    UsageFault when `year` is no year.
    """
    if year is not None and not MONTH.match(f"{year}-01"):
        raise UsageFault(f"“{year}” không phải một năm. Ghi bốn chữ số, ví dụ 2022.")
    run, sealed = set(ledger.run_months(workspace.output)), set(ledger.sealed_months(workspace.output))
    lost = {period for period in sealed | {*ledger.listed_months(workspace.output)} if ledger.lost(workspace.output, period)}
    known, newest = sorted(run | lost | workspace.waiting()), max(sealed | lost, default="")
    states = {period: LOST if period in lost else SEALED if period in sealed else PASSED if period < newest
              else OPEN if period in run else NOT_RUN for period in known}
    chosen = year or (known[-1][:4] if known else "")
    after: dict[str, set[str]] = {}
    for item in ledger.processed(workspace.output, sorted(run)):
        if item.month != item.period:
            after.setdefault(item.period, set()).add(item.unit)
    months: list[MonthStatus] = []
    units: dict[str, str] = {}
    for period in (period for period in known if period.startswith(f"{chosen}-")):
        manifest = ledger.manifest_of(workspace.output / period) if period in run else {"units": []}
        listed = manifest["units"]
        # the newest month names a unit and gives the order
        units = {unit["unit"]: unit["name"] for unit in listed} | {
            code: name for code, name in units.items() if code not in {unit["unit"] for unit in listed}}
        months.append(MonthStatus(period, states[period], {unit["unit"]: unit["standing"] for unit in listed},
                                  tuple(sorted(after.get(period, ()))), tuple(_late_nil(manifest))))
    broken = tuple(ledger.broken_seals(workspace.output))
    late = {period: unreceived.of_open(workspace, parse_month(period)) for period, state in states.items() if state == OPEN}
    waiting = [fault for faults in (unreceived.of_sealed(workspace), *late.values()) for fault in faults]
    again = {period for period, faults in late.items() if faults}
    return YearStatus(chosen, tuple(months), units, broken, tuple(map(str, waiting)),
                      f"{ledger.remedy(broken)}." if broken else _next_step(workspace, states, again),
                      outside.at_hand(workspace.inbox), () if lost or broken else tuple(outdated.reviews(workspace)))


def _late_nil(manifest: dict[str, Any]) -> Iterator[str]:
    for unit in (unit for unit in manifest["units"] if unit["standing"] == "nil"):
        came = (file["received_at"] for file in manifest["files"]
                if file["sha256"] == unit["file"] and file["outcome"] == "accepted")
        if any(datetime.fromisoformat(at) > ledger.due_of(manifest, unit) for at in came):
            yield unit["unit"]


def as_plain(shown: YearStatus) -> dict[str, Any]:
    """The result of `status --json`."""
    return {"year": shown.year, "broken": list(shown.broken), "unreceived": list(shown.unreceived),
            "outside": " ".join(shown.outside).strip(), "outdated": list(shown.outdated),
            "units": [{"unit": code, "name": name} for code, name in shown.units.items()],
            "months": [{"period": month.period, "state": month.state, "units": month.standings,
                        "corrected": list(month.corrected)}
                       for month in shown.months]}


def _next_step(workspace: Workspace, states: dict[str, str], again: set[str]) -> str:
    """Run or close the oldest month that waits for nobody else, else ask units that are behind, else begin the next month.
    again: open months with files that their run has not received."""
    waiting = [period for period, state in states.items() if state == NOT_RUN or period in again]
    open_ = next((period for period, state in states.items() if state == OPEN), "")
    left = _left(workspace.output / open_) if open_ else ""
    if open_ and not left and open_ < min(waiting, default="9"):
        return f"bổ sung báo cáo của kỳ {open_} rồi chốt: “emulation-batch seal {open_}”."
    if waiting:
        return f"“emulation-batch run {waiting[0]}”."
    if open_:
        return (f"kỳ {open_} còn {left}: gửi thư nháp trong {workspace.output / open_ / 'returned'}; có bản mới trong inbox "
                f"thì “emulation-batch run {open_}”, xong hết thì “emulation-batch seal {open_}”.")
    return _following(workspace, max(states)) if states else "“emulation-batch templates NĂM-THÁNG”."


def _left(folder: Path) -> str:
    """What units still owe to an open month, in words."""
    manifest = ledger.manifest_of(folder)
    counted = Counter(unit["standing"] for unit in manifest["units"])
    errors = sealing.open_errors(folder) if (folder / ledger.FINDINGS).is_file() else Counter()
    unread = sum(count for (unit, _), count in errors.items() if unit == OF_COUNCIL)
    found = ((counted["missing"], "đơn vị chưa gửi"), (counted["returned"], "đơn vị bị trả lại"),
             (errors.total() - unread, "chỗ sai chưa sửa"), (unread, "ô chưa đọc được trong sổ của Hội đồng"))
    return ", ".join(f"{count} {words}" for count, words in found if count)


def _following(workspace: Workspace, last: str) -> str:
    """What comes when every month is closed."""
    month = parse_month(last).shift(1)
    if not workspace.holds(month):
        return "phong trào đã kết thúc; lập báo cáo bằng “emulation-batch review KHOẢNG” (ví dụ final)."
    if (workspace.output / "templates" / str(month)).is_dir():
        return f"lưu tệp các đơn vị gửi vào {workspace.inbox / str(month)}, rồi “emulation-batch run {month}”."
    return f"“emulation-batch templates {month}”."
