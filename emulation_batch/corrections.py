"""Workbooks for sealed months that came with an open one: each month judged by its own definition and registry.

A sealed folder is never written. What is accepted here takes the place of the unit's rows of that month from now on: the run
folder of the open month keeps it in `records/corrections/<month>/`, and the ledger reads it from there (ledger/truth.py).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd

from emulation_batch import figures, intake, ledger, reading, reconcile
from emulation_batch.batch import Judged, MonthData, RawBook, Received, Submission, UnitStanding
from emulation_batch.changes import Correction, Processed
from emulation_batch.definition import Definition
from emulation_batch.examine import examine
from emulation_batch.periods import Month, Period, parse_month
from emulation_batch.registry import Registry
from emulation_batch.reports import records
from emulation_batch.workspace import Workspace

KEPT = "kept"  # of a unit's files for a sealed month none changes it
WHO = "nguoi_lap"
Apart = tuple[list[Received], dict[str, list[Received]]]


def apart(workspace: Workspace, period: Period, received: Iterable[Received], books: dict[str, RawBook]) -> Apart:
    """The files of the month itself, and those of each sealed month before it, older months first. A register that came back
    from the Council corrects nothing: it stays with the month that reads it."""
    sealed = [month for month in ledger.sealed_months(workspace.output) if month < period.key]
    own: list[Received] = []
    theirs: dict[str, list[Received]] = {month: [] for month in sealed}
    for item in received:
        book = None if item.problem or item.opened else books.get(item.sha256)
        month = intake.month_of(book, workspace.definition) if book and not book.register else ""
        theirs.get(month, own).append(item)
    return own, {month: items for month, items in theirs.items() if items}


def judge_month(workspace: Workspace, open_month: Month, key: str, received: Sequence[Received], books: dict[str, RawBook],
                as_of: datetime, workers: int) -> MonthData:
    """A sealed month with these workbooks alone, judged by the definition and registry it was made with.

    Its past holds every sealed month before the open one, so that what was reported twice is asked about; only the rows that
    these workbooks replace are left out.
    """
    space = workspace.as_of_run(parse_month(key))
    definition, registry, period = space.definition, space.registry, space.period(parse_month(key))
    if definition.sha256 != workspace.definition.sha256:
        books = reading.read_all(received, definition, workers)
    past, months = ledger.load_past(workspace.output, open_month, definition)
    known = [item for item in ledger.processed(workspace.output, months) if item.period == key]
    submissions, found = intake.settle_sealed(received, books, definition, registry, period, known)
    units = {item.unit for item in submissions if item.outcome == "accepted"}
    others = {name: frame[(frame["_period"] != key) | ~frame["_unit"].isin(list(units))] for name, frame in past.items()}
    judged = examine(submissions, books, definition, registry, period, others, found)
    empty = pd.DataFrame()
    return MonthData(
        definition, registry, period, as_of, tuple(submissions),
        tuple(_standings(submissions, registry, period, definition, books)), judged, empty,
        figures.tabulate(definition, judged.accepted, {key: (key,)}, sorted(units)), empty,
        reconcile.reconcile(submissions, judged, registry, period), sealed=True,
        books={item.received.sha256: books[item.received.sha256] for item in submissions})


def _standings(submissions: Sequence[Submission], registry: Registry, period: Period, definition: Definition,
               books: dict[str, RawBook]) -> Iterable[UnitStanding]:
    """Of the units that sent; KEPT where nothing changes: only older workbooks, or copies, came."""
    for item in intake.standings(submissions, registry, period, definition, books):
        outcomes = {submission.outcome for submission in submissions if submission.unit == item.unit}
        if outcomes:
            changes = outcomes & {"accepted", "refused"}
            yield item if changes else UnitStanding(item.unit, item.name, KEPT, None)


def made_of(months: Iterable[MonthData], known: Iterable[Processed]) -> list[Correction]:
    """Every accepted correction, months and units in order, with the workbook it takes the place of."""
    held = ledger.holders(known)
    return [Correction(item.unit, month.registry.name_of(item.unit, month.period.to), item,
                       held.get((item.unit, month.period.key)), _who(month.judged, item.unit))
            for month in months for item in sorted(month.submissions, key=lambda item: item.unit) if item.outcome == "accepted"]


def _who(judged: Judged, unit: str) -> str:
    form = judged.batch.sheets[judged.batch.definition.form.key]
    names = form.loc[form["_unit"] == unit, WHO].dropna().tolist() if WHO in form else []
    return str(names[0]) if names else ""


def opened(months: Sequence[MonthData], open_month: str, folder: Path) -> ledger.Opened:
    """The accepted corrections with their records laid down in a folder, as the ledger reads them."""
    records.write_corrections(folder, months)
    return ledger.Opened(tuple(
        Processed(item.unit, month.period.key, item.attempt or 1, item.received.received_at, item.received.sha256,
                  item.received.name, open_month)
        for month in months for item in month.submissions if item.outcome == "accepted"), folder)
