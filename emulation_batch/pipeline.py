"""The steps in order; read this file to know the program.

definition + registry + received workbooks + sealed earlier months -> one run folder.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pandas import DataFrame

from emulation_batch import (
    __version__,
    adjustments,
    catalogue,
    corrections,
    council_registers,
    figures,
    intake,
    lateness,
    ledger,
    manifest,
    memory,
    merging,
    outside,
    processes,
    proposals,
    reading,
    reconcile,
    replies,
    resubmission,
    run_folder,
    sharing,
)
from emulation_batch.batch import Batch, Judged, MonthData, RawBook, Received, Submission
from emulation_batch.changes import Resubmission, findings_of, submissions_of
from emulation_batch.criteria import assess
from emulation_batch.definition import changes
from emulation_batch.errors import Fault, NothingUsable, TemplateFault
from emulation_batch.examine import examine
from emulation_batch.findings import Finding
from emulation_batch.periods import MONTH, Month, Period, parse_month
from emulation_batch.processes import Begin
from emulation_batch.progress import Step
from emulation_batch.registry import lost_lines
from emulation_batch.reports import copies, finished, page, records, returned, writing
from emulation_batch.reports.template_faults import papers_of_month, with_all
from emulation_batch.reports.wording import months_left_out, not_counted
from emulation_batch.workspace import Workspace


@dataclass(frozen=True)
class Run:
    """A finished run: what was found, where it was written, the marks left for a person in the Word reports, and the
    earlier months that the totals to date lack, in words, with what is to be done about them."""

    month: MonthData
    folder: Path
    placeholders: dict[str, list[str]]
    left_out: str


def make_month(workspace: Workspace, period: Period, received: Sequence[Received], books: dict[str, RawBook],
               inboxes: Sequence[Path], as_of: datetime, workers: int, step: Step, executor: Any = None) -> Run:
    """A month from what was received and read to its run folder, inside its lock. executor: who else may print papers."""
    with processes.printing(workers, len(received), executor) as begin:
        data = gather_month(workspace, period, received, books, inboxes, as_of, workers, step)
        step("Ghi sổ theo dõi, báo cáo và thư…")
        placeholders: dict[str, list[str]] = {}
        try:
            folder = run_folder.write_run(
                workspace.output, period.key, lambda target: write_month(target, data, workspace, placeholders, begin),
                manifest.of_month(data, __version__))
        except TemplateFault as met:
            raise with_all(met, papers_of_month(data), workspace.templates) from None
    to_seal = ledger.to_seal(workspace.output, map(str, not_counted(data)))
    return Run(data, folder, placeholders, f"{months_left_out(data)} {to_seal}".strip())


def gather_month(workspace: Workspace, period: Period, received: Sequence[Received], books: dict[str, RawBook],
                 inboxes: Sequence[Path], as_of: datetime, workers: int, step: Step) -> MonthData:
    """Everything of a month, computed and balanced, nothing written. inboxes: where the files came from, for messages. books:
    as read; those that need not be looked at again are taken away."""
    definition, registry = workspace.definition, workspace.registry
    own, theirs = corrections.apart(workspace, period, received, books)
    submissions, found = intake.settle(own, books, definition, registry, period)
    corrected = [corrections.judge_month(workspace, period.month, month, files, books, as_of, workers)
                 for month, files in theirs.items()]
    astray = outside.of_run(workspace.inbox, period.month, inboxes)
    _require_usable([*submissions, *(item for month in corrected for item in month.submissions)], inboxes,
                    outside.told(astray, period.key))
    past, past_months = _past(workspace, period, corrected)
    step("Gộp và kiểm tra…")
    judged = examine(submissions, books, definition, registry, period, past, found)
    standings = tuple(intake.standings(submissions, registry, period, definition, books))
    replies.let_go(submissions, judged, books)
    results = assess(judged)
    reviewed = council_registers.reviewed_before(workspace, past_months)
    proposed = proposals.propose(judged, results, as_of, council_registers.said_before(workspace, past_months, reviewed))
    council, asked = council_registers.heard(workspace, period, submissions, books, (judged, results, proposed), as_of)
    resent = _resubmissions(workspace, period, submissions, judged, books, past)
    judged = replace(judged, findings=(*judged.findings, *asked), batch=_lean(judged.batch))
    data = MonthData(
        definition, registry, period, as_of, tuple(submissions), standings, judged, results,
        figures.compute(judged, past, past_months), proposed,
        reconcile.reconcile(submissions, judged, registry, period), books=books,
        resubmissions=resent, council=council_registers.with_reviews(workspace, council, reviewed, past_months),
        past_findings=ledger.load_findings(workspace.output, period.month, records.unguarded),
        definition_changes=_definition_changes(workspace, past_months),
        messages={label.code: catalogue.spoken(label.message) for label in catalogue.all_labels()}, outside=astray)
    memory.give_back()
    return _with_lateness(workspace, adjustments.with_corrections(workspace, data, corrected, past), past_months)


def _lean(batch: Batch) -> Batch:
    """Without what nobody looks at once all is computed: what was typed, and the rows that are accepted or refused."""
    form = batch.definition.form.key
    return replace(batch, raw={}, sheets={form: batch.sheets[form]})


def _definition_changes(workspace: Workspace, past_months: Sequence[str]) -> tuple[str, ...]:
    """What is not as in the definition that the last sealed month was made with and keeps, and what of its registry is lost."""
    before = workspace.as_of_run(parse_month(past_months[-1])) if past_months else workspace
    made, now, last = before.definition, workspace.definition, "".join(past_months[-1:])
    return (*(changes(made, now) if made.sha256 != now.sha256 else ()), *lost_lines(before.registry, workspace.registry, last))


def _past(workspace: Workspace, period: Period, corrected: Sequence[MonthData]) -> tuple[dict[str, DataFrame], list[str]]:
    """What is true of the sealed months with the corrections that came with this one, and those months."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as place:
        opened = corrections.opened(corrected, period.key, Path(place)) if corrected else None
        return ledger.load_past(workspace.output, period.month, workspace.definition, opened)


def _with_lateness(workspace: Workspace, data: MonthData, past_months: Sequence[str]) -> MonthData:
    """The month with the book of who sent when: the sealed months' manifests, and its own as it will be written."""
    manifests = [ledger.manifest_of(workspace.output / name) for name in past_months]
    lines = lateness.of_manifests([*manifests, manifest.of_month(data, __version__)])
    return replace(data, lateness=lines, punctuality=lateness.rates(lines))


def _resubmissions(workspace: Workspace, period: Period, submissions: Sequence[Submission], judged: Judged,
                   books: dict[str, RawBook], past: dict[str, DataFrame]) -> tuple[Resubmission, ...]:
    def half(chosen: Sequence[Submission]) -> tuple[Judged, DataFrame]:
        found = examine(chosen, books, workspace.definition, workspace.registry, period, past)
        return found, assess(found)

    return resubmission.compare(submissions, judged, books, half, merging.as_text)


def _require_usable(submissions: Sequence[Submission], inboxes: Sequence[Path], astray: str) -> None:
    if any(submission.outcome == "accepted" for submission in submissions):
        return
    where = ", ".join(dict.fromkeys(str(inbox if inbox.is_dir() else inbox.parent) for inbox in inboxes))
    listed = tuple(Fault(submission.received.name, submission.reason) for submission in submissions)
    raise NothingUsable(f"Không có tệp nào dùng được trong {where} ({len(listed)} tệp). Chưa ghi gì. "
                        f"{astray or 'Chép tệp Excel các đơn vị gửi vào đó, hoặc chỉ đúng kỳ, đúng thư mục.'}", listed)


def write_month(target: Path, data: MonthData, workspace: Workspace, placeholders: dict[str, list[str]],
                begin: Begin = partial) -> None:
    """Everything of a run folder but its manifest; gives the marks left for a person by report. begin: the others make the
    registers, then the papers, and this process, after the rest, what nobody has begun."""
    views = copies.Views(data)
    with run_folder.unpacking_room(target.parent) as room:
        packed = processes.Packed(views, room)
        registers = copies.begin_registers(packed, begin)
        reports = writing.begin_reports(packed, workspace.templates, begin)
        run_folder.copy_made_with(target, workspace.made_of())
        run_folder.copy_received(target, submissions_of(data))
        records.write_records(target, data)
        records.write_findings(target / "findings.csv", findings_of(data))
        memory.give_back()
        for month in (data, *(data.corrections.months if data.corrections else ())):
            below = month.period.key if month.sealed else ""
            replies.write_workbooks(target, month, below)
            month.books.clear()
            returned.write_letters(target, month, below)
        placeholders.update(writing.write_reports(target, views, reports))
        sharing.written(target, [registers])
        page.write_page(target / "index.html", data, run_folder.files_in(target), placeholders)
        finished.check_finished(target, views, workspace.templates, begin)


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


def check_file(workspace: Workspace, path: Path, fallback: Month) -> list[Checked]:
    """Check a workbook, or each file in a mail or archive, as the batch would; keeps nothing.

    Each file stands alone, in the month it is stamped with (else `fallback`); one of a sealed month is held against the
    definition and registry that the month was made with.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:
        received = intake.unpack(intake.gather([path]), Path(room))
        return [_check_one(workspace, item, fallback) for item in received if not item.inside]


def _check_one(workspace: Workspace, item: Received, fallback: Month) -> Checked:
    received = [item]
    books = reading.read_all(received, workspace.definition, workers=1)
    month = _stamped_month(books, fallback)
    space = _by_its_own(workspace, month)
    if space is not workspace:
        books = reading.read_all(received, space.definition, workers=1)
    definition, registry, period = space.definition, space.registry, space.period(month)
    submissions, found = intake.settle(received, books, definition, registry, period)
    submission = submissions[0]
    book = books.get(submission.received.sha256)
    if submission.outcome != "accepted":
        lost = {"received": submission.rows, "accepted": 0, "refused": submission.rows, "superseded": 0, "duplicate": 0}
        return Checked(submission, tuple(found), lost, period, book)
    past, _ = ledger.load_past(workspace.output, period.month, definition)
    judged = examine(submissions, books, definition, registry, period, past, found)
    return Checked(submission, judged.findings, reconcile.reconcile(submissions, judged, registry, period).rows, period,
                   book)


def write_marked(workspace: Workspace, checked: Checked, folder: Path, now: datetime) -> Path | None:
    """Write the marked copy of a checked workbook; None when nothing must change or its rows could not be read."""
    if checked.book is None:
        return None
    space = _by_its_own(workspace, checked.period.month)
    return replies.write_marked(folder, space.definition, space.registry, checked.period, checked.book, checked.submission,
                                checked.findings, now)


def _by_its_own(workspace: Workspace, month: Month) -> Workspace:
    """The definition and registry that a sealed month was made with, those of today for any other."""
    return workspace.as_of_run(month) if str(month) in ledger.sealed_months(workspace.output) else workspace


def _stamped_month(books: dict[str, RawBook], fallback: Month) -> Month:
    stamped = [book.stamp.period for book in books.values() if MONTH.match(book.stamp.period)]
    return parse_month(stamped[0]) if stamped else fallback
