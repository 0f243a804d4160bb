"""How the months of a year stand: each unit's standing as its manifest tells it, and which months are closed."""

from dataclasses import dataclass
from typing import Any

from emulation_batch import ledger
from emulation_batch.errors import UsageFault
from emulation_batch.periods import MONTH, parse_month
from emulation_batch.workspace import Workspace

SEALED, OPEN, NOT_RUN = "sealed", "open", "not_run"


@dataclass(frozen=True)
class MonthStatus:
    """One month. state: sealed, open (run, not closed) or not_run (files wait in the inbox); standings: unit -> its word.
    corrected: units whose workbook for it came after it was sealed and was processed in a later month."""

    period: str
    state: str
    standings: dict[str, str]
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True)
class YearStatus:
    """The months of a year in order, the units of any of them {code: name}, and what no longer agrees with the seals."""

    year: str
    months: tuple[MonthStatus, ...]
    units: dict[str, str]
    broken: tuple[str, ...]


def of_year(workspace: Workspace, year: str | None = None) -> YearStatus:
    """A year's months that were run or have files in the inbox; without a year the newest that has any.

    UsageFault when `year` is no year.
    """
    if year is not None and not MONTH.match(f"{year}-01"):
        raise UsageFault(f"“{year}” không phải một năm. Ghi bốn chữ số, ví dụ 2022.")
    run, sealed = set(ledger.run_months(workspace.output)), set(ledger.sealed_months(workspace.output))
    known = sorted(run | _waiting(workspace))
    chosen = year or (known[-1][:4] if known else "")
    after: dict[str, set[str]] = {}
    for item in ledger.processed(workspace.output, sorted(run)):
        if item.month != item.period:
            after.setdefault(item.period, set()).add(item.unit)
    months: list[MonthStatus] = []
    units: dict[str, str] = {}
    for period in (period for period in known if period.startswith(f"{chosen}-")):
        listed = ledger.manifest_of(workspace.output / period)["units"] if period in run else []
        # the newest month names a unit and gives the order
        units = {unit["unit"]: unit["name"] for unit in listed} | {
            code: name for code, name in units.items() if code not in {unit["unit"] for unit in listed}}
        state = SEALED if period in sealed else OPEN if period in run else NOT_RUN
        months.append(MonthStatus(period, state, {unit["unit"]: unit["standing"] for unit in listed},
                                  tuple(sorted(after.get(period, ())))))
    return YearStatus(chosen, tuple(months), units, tuple(ledger.broken_seals(workspace.output)))


def _waiting(workspace: Workspace) -> set[str]:
    folders = workspace.inbox.iterdir() if workspace.inbox.is_dir() else ()
    return {folder.name for folder in folders if MONTH.match(folder.name) and folder.is_dir() and any(folder.iterdir())}


def as_plain(shown: YearStatus) -> dict[str, Any]:
    """The result of `status --json`."""
    return {"year": shown.year, "broken": list(shown.broken),
            "units": [{"unit": code, "name": name} for code, name in shown.units.items()],
            "months": [{"period": month.period, "state": month.state, "units": month.standings,
                        "corrected": list(month.corrected)}
                       for month in shown.months]}


def next_step(shown: YearStatus) -> str:
    """What the clerk does now: mend a broken seal, run the oldest month that waits, close the oldest that is open."""
    if shown.broken:
        return f"{ledger.remedy(shown.broken)}."
    for state, command in ((NOT_RUN, "run"), (OPEN, "seal")):
        waiting = [month.period for month in shown.months if month.state == state]
        if waiting:
            return f"“emulation-batch {command} {waiting[0]}”."
    following = str(parse_month(shown.months[-1].period).shift(1)) if shown.months else "NĂM-THÁNG"
    return f"“emulation-batch templates {following}”."
