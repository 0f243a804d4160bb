"""Workbooks for a month that is sealed: told apart, and settled against what was processed for that month before."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from emulation_batch.batch import RawBook, Received, Submission
from emulation_batch.changes import Processed
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, Label, as_sent, shown, word
from emulation_batch.intake import labels
from emulation_batch.intake.settle import form_values, settle
from emulation_batch.periods import Period
from emulation_batch.registry import Registry
from emulation_batch.vietnamese import read_month

Settled = tuple[list[Submission], list[Finding]]


def month_of(book: RawBook, definition: Definition) -> str:
    """The month that a unit's workbook is of, by its stamp and its form; "" when neither tells or they differ, and for a
    register that comes back from the Council."""
    if book.register:
        return ""
    typed = read_month(form_values(book, definition).get("period", "")).value or ""
    stamped = book.stamp.period
    return "" if stamped and typed and stamped != typed else stamped or typed


def settle_sealed(received: Sequence[Received], books: dict[str, RawBook], definition: Definition, registry: Registry,
                  period: Period, known: Sequence[Processed]) -> Settled:
    """As `settle`, for files of a sealed month. known: the usable workbooks processed for that month before, in any month.

    A content that was processed is a duplicate. Of a unit's usable workbooks the highest attempt holds (then the last received,
    then the larger hash), whichever month processes it: a lower one is superseded, an equal one asked about.
    """
    seen = {item.sha256: item for item in known}
    fresh, findings = settle([item for item in received if item.sha256 not in seen], books, definition, registry, period)
    submissions = []
    for submission in fresh:
        held = max((item for item in known if item.unit == submission.unit), key=lambda item: item.rank, default=None)
        if submission.outcome == "accepted":
            submission, found = _against(submission, held)
            findings += found
        submissions.append(submission)
    for item in (item for item in received if item.sha256 in seen):
        before, rows = seen[item.sha256], books[item.sha256].row_count
        submission = Submission(item, before.unit, period.key, before.attempt, "duplicate", "", "", rows)
        submission, found = _closed(submission, labels.PROCESSED, "duplicate", other=shown(as_sent(before.name), 80))
        submissions.append(submission)
        findings += found
    return submissions, sorted(findings, key=lambda item: (item.file, item.code, item.sheet))


def _against(submission: Submission, held: Processed | None) -> tuple[Submission, list[Finding]]:
    """An accepted workbook of a sealed month against the one that holds."""
    rank = submission.attempt or 1, submission.received.received_at, submission.received.sha256
    if held and rank < held.rank:
        return _closed(submission, labels.OLDER, "superseded", other=shown(as_sent(held.name), 80), attempt=held.attempt)
    reason = f"Kỳ {submission.period} đã chốt; tệp được tính là điều chỉnh của kỳ đó."
    accepted = replace(submission, reason=reason)
    if held and rank[0] == held.attempt:
        return accepted, [word(labels.SAME_ATTEMPT, unit=submission.unit, period=submission.period,
                               file=submission.received.name, value=held.attempt, count=2, attempt=held.attempt)]
    return accepted, []


def _closed(submission: Submission, label: Label, outcome: str, **words: Any) -> tuple[Submission, list[Finding]]:
    found = word(label, unit=submission.unit, period=submission.period, file=submission.received.name, theirs=submission.period,
                 **words)
    return replace(submission, outcome=outcome, code=label.code, reason=found.message), [found]
