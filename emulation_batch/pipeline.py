"""The steps in order; read this file to know the program.

definition + registry + received workbooks + sealed earlier months -> one run folder.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from emulation_batch import __version__, figures, intake, ledger, merging, proposals, reading, reconcile, replies, run_folder
from emulation_batch.batch import MonthData, RawBook, Submission
from emulation_batch.checks import judge, run_checks
from emulation_batch.criteria import assess
from emulation_batch.errors import Fault, NothingUsable
from emulation_batch.findings import Finding
from emulation_batch.periods import MONTH, Month, Period, parse_month
from emulation_batch.reports import context, records, register, returned, word
from emulation_batch.workspace import Workspace

Step = Callable[[str], None]
CONTEXTS = {"bao_cao_thang": context.monthly}


@dataclass(frozen=True)
class Run:
    """A finished run: what was found, where it was written, and the marks left for a person in the Word reports."""

    month: MonthData
    folder: Path
    placeholders: dict[str, list[str]]


def run_month(workspace: Workspace, month: Month, inboxes: Sequence[Path], as_of: datetime, workers: int,
              step: Step) -> Run:
    """One month from its inbox to its run folder. Raises StopRun (errors.py) and then leaves the earlier folder as it was."""
    period = workspace.period(month)
    with run_folder.lock(workspace.output):
        run_folder.refuse_sealed(workspace.output, period.key)
        data = gather_month(workspace, period, inboxes, as_of, workers, step)
        step("Ghi sổ theo dõi, báo cáo và thư…")
        placeholders: dict[str, list[str]] = {}
        folder = run_folder.write_run(
            workspace.output, period.key, lambda target: _write(target, data, workspace, placeholders),
            run_folder.manifest(data, __version__))
    return Run(data, folder, placeholders)


def gather_month(workspace: Workspace, period: Period, inboxes: Sequence[Path], as_of: datetime, workers: int,
                 step: Step) -> MonthData:
    """Everything of a month, computed and balanced, nothing written."""
    definition, registry = workspace.definition, workspace.registry
    step("Nhận tệp…")
    received = intake.gather(inboxes)
    step(f"Đọc {len(received)} tệp…")
    books = reading.read_all(received, definition, workers)
    submissions, found = intake.settle(received, books, definition, registry, period)
    _require_usable(submissions, inboxes)
    past, past_months = ledger.load_past(workspace.output, period.month, definition)
    step("Gộp và kiểm tra…")
    batch = merging.merge(submissions, books, definition, registry, period, past)
    findings = [*found, *_reading_findings(submissions, books, workspace, period), *run_checks(batch)]
    judged = judge(batch, findings)
    results = assess(judged)
    return MonthData(
        definition, registry, period, as_of, tuple(submissions),
        tuple(intake.standings(submissions, registry, period, definition, books)), judged, results,
        figures.compute(judged, past, past_months), proposals.propose(judged, results),
        reconcile.reconcile(submissions, judged, registry, period), books=books)


def _require_usable(submissions: Sequence[Submission], inboxes: Sequence[Path]) -> None:
    if any(submission.outcome == "accepted" for submission in submissions):
        return
    where = ", ".join(str(inbox) for inbox in inboxes)
    listed = tuple(Fault(submission.received.name, submission.reason) for submission in submissions)
    raise NothingUsable(f"Không có tệp nào dùng được trong {where} ({len(listed)} tệp). Chưa ghi gì.", listed)


def _reading_findings(submissions: Sequence[Submission], books: dict[str, RawBook], workspace: Workspace,
                      period: Period) -> list[Finding]:
    return [finding for submission in submissions if submission.outcome == "accepted"
            for finding in reading.word_faults(books[submission.received.sha256], submission.received.name,
                                               submission.unit, period.key)]


def _write(target: Path, data: MonthData, workspace: Workspace, placeholders: dict[str, list[str]]) -> None:
    run_folder.copy_received(target, data.submissions)
    records.write_records(target, data)
    records.write_findings(target / "findings.csv", data.judged.findings)
    register.write_register(target / "register.xlsx", data)
    replies.write_workbooks(target, data)
    returned.write_letters(target, data)
    reports = target / "reports"
    reports.mkdir()
    for report in data.definition.reports:
        path = reports / f"{data.period.key}_{report.what}.docx"
        word.render(workspace.templates / report.template, CONTEXTS[report.what](data), path)
        placeholders[f"reports/{path.name}"] = word.placeholders(path)


@dataclass(frozen=True)
class Checked:
    """A workbook checked before it is sent: its outcome alone in its own month, its findings, its rows by fate.

    book: as typed; None for a file that could not be taken.
    """

    submission: Submission
    findings: tuple[Finding, ...]
    rows: dict[str, int]
    period: Period
    book: RawBook | None = None


def check_file(workspace: Workspace, path: Path, fallback: Month) -> Checked:
    """Check one workbook as the batch would, in the month it is stamped with (else `fallback`); keeps nothing."""
    definition, registry = workspace.definition, workspace.registry
    received = intake.gather([path])
    books = reading.read_all(received, definition, workers=1)
    period = workspace.period(_stamped_month(books, fallback))
    submissions, found = intake.settle(received, books, definition, registry, period)
    submission = submissions[0]
    book = books.get(submission.received.sha256)
    if submission.outcome != "accepted":
        lost = {"received": submission.rows, "accepted": 0, "refused": submission.rows, "superseded": 0, "duplicate": 0}
        return Checked(submission, tuple(found), lost, period, book)
    past, _ = ledger.load_past(workspace.output, period.month, definition)
    batch = merging.merge(submissions, books, definition, registry, period, past)
    findings = [*found, *_reading_findings(submissions, books, workspace, period), *run_checks(batch)]
    judged = judge(batch, findings)
    return Checked(submission, judged.findings, reconcile.reconcile(submissions, judged, registry, period).rows, period,
                   book)


def write_marked(workspace: Workspace, checked: Checked, folder: Path, now: datetime) -> Path | None:
    """Write the marked copy of a checked workbook; None when nothing must change or its rows could not be read."""
    if checked.book is None:
        return None
    return replies.write_marked(folder, workspace.definition, workspace.registry, checked.period, checked.book,
                                checked.submission, checked.findings, now)


def _stamped_month(books: dict[str, RawBook], fallback: Month) -> Month:
    stamped = [book.stamp.period for book in books.values() if MONTH.match(book.stamp.period)]
    return parse_month(stamped[0]) if stamped else fallback
