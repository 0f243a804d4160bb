"""The accepted workbooks of a month, merged and checked: how a month, one half of it, or one workbook is judged."""

from collections.abc import Iterable, Sequence

from pandas import DataFrame

from emulation_batch import merging, reading
from emulation_batch.batch import Judged, RawBook, Submission
from emulation_batch.checks import judge, run_checks
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding
from emulation_batch.periods import Period
from emulation_batch.registry import Registry


def examine(submissions: Sequence[Submission], books: dict[str, RawBook], definition: Definition, registry: Registry,
            period: Period, past: dict[str, DataFrame], found: Iterable[Finding] = ()) -> Judged:
    """The batch of those that are accepted, judged. found: findings made before, of the files."""
    batch = merging.merge(submissions, books, definition, registry, period, past)
    faults = [finding for submission in submissions if submission.outcome == "accepted"
              for finding in reading.word_faults(books[submission.received.sha256], submission.received.name,
                                                 submission.unit, period.key)]
    return judge(batch, [*found, *faults, *run_checks(batch)])
