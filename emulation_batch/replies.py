"""The workbooks that go back to units: who gets one, and what it is made of."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from emulation_batch import templates
from emulation_batch.batch import Judged, MonthData, RawBook, Submission
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, by_unit
from emulation_batch.periods import Period
from emulation_batch.progress import counted
from emulation_batch.reading import labels
from emulation_batch.registry import Registry
from emulation_batch.reports.returned import folder_name
from emulation_batch.whole_files import write_whole

TO_CHANGE = ("error", "query")
# faults of a refused file that our form mends by itself: its rows can be given back in it
MENDED_BY_OUR_FORM = frozenset({labels.SHEET_MISSING.code, labels.COLUMN_MISSING.code})


def let_go(submissions: Iterable[Submission], judged: Judged, books: dict[str, RawBook]) -> None:
    """Take away the workbooks that nobody looks at after the checks: but those of units that have something to change or sent
    more than once, and registers of the Council."""
    units = ({finding.unit for finding in judged.findings if finding.severity in TO_CHANGE}
             | {item.unit for item in submissions if item.outcome == "superseded"})
    needed = {item.received.sha256 for item in submissions if item.unit in units}
    for sha256 in [sha256 for sha256, book in books.items() if sha256 not in needed and not book.register]:
        del books[sha256]


def write_workbooks(folder: Path, month: MonthData, below: str = "") -> list[Path]:
    """Write `returned/<unit>/<below>/TD_<unit>_<period>_can_sua.xlsx` for every unit that has something to change; gives the
    paths."""
    written = []
    workbooks, found = templates.Workbooks(month.definition, month.registry, month.period), by_unit(month.judged.findings)
    for standing in counted(month.standings, "Lập biểu trả lại"):
        submission = standing.submission
        if submission is None or submission.received.sha256 not in month.books:
            continue
        book = month.books[submission.received.sha256]
        own = month.registry.own(submission.unit, month.period)
        made = returned_for(month.definition, book, submission, found.get(submission.unit, ()), own, month.as_of, sent=True)
        if made:
            target = folder / "returned" / folder_name(standing.unit) / below
            target.mkdir(parents=True, exist_ok=True)
            path, content = _made(target, workbooks, month.registry, submission, month.period, made)
            path.write_bytes(content)
            written.append(path)
    return written


def write_marked(folder: Path, definition: Definition, registry: Registry, period: Period, book: RawBook,
                 submission: Submission, findings: Iterable[Finding], now: datetime) -> Path | None:
    """The marked copy of a workbook that was checked and not sent; None when nothing must change. Overwrites no file."""
    made = returned_for(definition, book, submission, findings, registry.own(submission.unit, period), now, sent=False)
    if made is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path, content = _made(folder, templates.Workbooks(definition, registry, period), registry, submission, period, made)
    write_whole(path, content)
    return path


def returned_for(definition: Definition, book: RawBook, submission: Submission, findings: Iterable[Finding], period: Period,
                 as_of: datetime, *, sent: bool) -> templates.Returned | None:
    """What goes back for one file: None when it has neither error nor query at a place in it, or when its rows are in doubt."""
    received = submission.received
    own = [finding for finding in findings if (finding.unit, finding.file) == (submission.unit, received.name)]
    accepted = submission.outcome == "accepted"
    if accepted:
        # a refused file of the same name has its own structural errors
        own = [finding for finding in own if not (finding.severity == "error" and finding.code.startswith("F"))]
    if not any(finding.severity in TO_CHANGE and not finding.by_reply for finding in own):
        return None
    if not accepted and not _can_be_given_back(book, submission, period):
        return None
    return templates.returned_of(definition, book, own, file_name=received.name, due=period.due, as_of=as_of,
                                 received_at=received.received_at if sent else None, attempt=submission.attempt,
                                 usable=accepted)


def _can_be_given_back(book: RawBook, submission: Submission, period: Period) -> bool:
    """Whether a refused file is surely this unit's of this period, and lacks only what our form has."""
    codes = {fault.code for fault in book.faults if fault.severity == "error"}
    return (submission.outcome == "refused" and bool(submission.unit) and submission.period == period.key
            and bool(book.sheets) and bool(codes) and codes <= MENDED_BY_OUR_FORM)


def _made(folder: Path, workbooks: templates.Workbooks, registry: Registry, submission: Submission, period: Period,
          made: templates.Returned) -> tuple[Path, bytes]:
    """Where the workbook of a submission goes in a folder, under a name that is free there, and what it holds."""
    unit = registry.unit(submission.unit, period.to)
    if unit is None:
        raise ValueError(f"the registry has no unit {submission.unit}")
    path = folder / templates.file_name(folder_name(unit.code), period.key, returned=True)
    number = 1
    while path.exists():
        number += 1
        path = path.with_name(f"{path.stem.removesuffix(f'_{number - 1}')}_{number}.xlsx")
    return path, workbooks.returned(unit, made)
