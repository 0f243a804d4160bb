"""Registers that come back from the Council: where they lie, and what they say of this month and of sealed ones."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from pandas import DataFrame

from emulation_batch import hearing, ledger, run_folder
from emulation_batch.batch import Judged, RawBook, Submission
from emulation_batch.council import Council, marks_of
from emulation_batch.findings import Finding
from emulation_batch.periods import Month, Period, parse_month
from emulation_batch.rewarded import words_of
from emulation_batch.workspace import Workspace

REGISTER, COPIES = "register.xlsx", "copies"


def lay_aside(workspace: Workspace, month: Month) -> list[Path]:
    """Where registers of the Council lie for a run: `hoi_dong/<period>`, and files in the folders of sealed months that no
    sealed month has read. First a register that was filled in in its own place, in this run folder or a sealed one, is copied
    there: nothing a person wrote may be lost, and a run folder is written anew. CannotWrite when the copy fails."""
    sealed = ledger.sealed_months(workspace.output)
    for name in (*sealed, str(month)):
        folder = workspace.output / name
        for register in (folder / REGISTER, *sorted((folder / COPIES).glob("*.xlsx"))):
            _copy(folder, register, workspace.council_of(parse_month(name)))
    folders = {name: workspace.council_of(parse_month(name)) for name in sealed}
    there = [path for folder in folders.values() if folder.is_dir() for path in sorted(folder.iterdir()) if path.is_file()]
    read = {file["sha256"] for name in (sealed if there else ())
            for file in ledger.manifest_of(workspace.output / name)["files"]}
    own = workspace.council_of(month)
    return [*([own] if own.is_dir() else []), *(path for path in there if run_folder.sha256_of(path) not in read)]


def _copy(of_run: Path, register: Path, folder: Path) -> None:
    """Copy a register that is no longer what its run wrote, under a name of its content, with its time."""
    if not register.is_file() or register.name.startswith(ledger.OPEN_IN_OFFICE) or not run_folder.changed(
            of_run, register.relative_to(of_run).as_posix()):
        return
    copy = folder / f"so_theo_doi_{run_folder.sha256_of(register)[:12]}.xlsx"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = copy.with_name(f".{copy.name}.tmp")
        shutil.copy2(register, draft)
        draft.replace(copy)
    except OSError as error:
        raise run_folder.cannot_write(copy, error) from error


def heard(workspace: Workspace, period: Period, submissions: Sequence[Submission], books: dict[str, RawBook],
          now: tuple[Judged, DataFrame, DataFrame], as_of: datetime) -> tuple[Council, list[Finding]]:
    """What the Council wrote into registers that came back, of this month and of sealed ones. now: the month's checks, results
    and proposals."""
    filled = [(item.received, book.register) for item in sorted(submissions, key=lambda item: (
        item.received.received_at, item.received.sha256)) if item.outcome == "set_aside"
        and (book := books.get(item.received.sha256)) and book.register]
    judged, results, proposed = now
    marks = marks_of(period.key, judged, results, proposed)
    months = {period.key: hearing.Known(results, proposed, period.to, _members(workspace, period), marks)}
    sealed = set(ledger.sealed_months(workspace.output)) if filled else set()
    for month in sorted({book.period for _, book in filled} & sealed - {period.key}):
        made = [ledger.load_made(workspace.output, month, name) for name in ("results", "proposals")]
        then = workspace.period(parse_month(month))
        if made[0] is not None and made[1] is not None:
            months[month] = hearing.Known(made[0], made[1], then.to, _members(workspace, then))
    council, findings = hearing.hear(filled, months, period.key, as_of, workspace.definition)
    return replace(council, marks=marks), findings


def said_before(workspace: Workspace, months: Sequence[str]) -> dict[str, str]:
    """The Council's words on nominations of sealed months, by their key; a later month may have heard more."""
    frames = [made for month in months if (made := ledger.load_made(workspace.output, month, "decisions")) is not None]
    return words_of(row for frame in frames for row in frame.to_dict("records"))


def _members(workspace: Workspace, period: Period) -> int:
    return sum(member.active(period.to) for member in workspace.registry.council)
