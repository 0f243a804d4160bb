"""What a resubmission, or a workbook for a sealed month, changed, as plain data that reports write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from emulation_batch.batch import Balance, MonthData, Submission, UnitStanding

if TYPE_CHECKING:
    import pandas as pd

    from emulation_batch.findings import Finding

OF_ANOTHER_MONTH = "F114"


@dataclass(frozen=True)
class Change:
    """One thing that a resubmission changed.

    what: cell; added or removed (a row, its typed cells in one line); gone or new (a finding: its code, its severity in
    `who`, its message); result (a clause in `code`, the candidate's name in `who`, its statuses before and after).
    sheet is the key of the sheet, column a key; cell and texts are those of the file where the thing stands.
    """

    what: str
    sheet: str = ""
    cell: str = ""
    column: str = ""
    before: str = ""
    after: str = ""
    code: str = ""
    who: str = ""


@dataclass(frozen=True)
class Resubmission:
    """A unit's accepted workbook held against the one it superseded. left: error and query findings that were there before
    and still are, by severity."""

    unit: str
    earlier: Submission
    later: Submission
    changes: tuple[Change, ...]
    left: dict[str, int]

    def of(self, what: str, severity: str = "") -> list[Change]:
        """The changes of one sort; of findings those of one severity."""
        return [change for change in self.changes if change.what == what and severity in ("", change.who)]


@dataclass(frozen=True)
class Processed:
    """A usable workbook of a unit's month `period`; `month` is the one whose run processed it (a later one: a correction)."""

    unit: str
    period: str
    attempt: int
    received_at: datetime
    sha256: str
    name: str
    month: str

    @property
    def rank(self) -> tuple[int, datetime, str]:
        """What decides between workbooks of one unit's month."""
        return self.attempt, self.received_at, self.sha256


@dataclass(frozen=True)
class Correction:
    """A workbook for a sealed month, accepted in an open one. before: the one it takes the place of, None when the unit had no
    usable one in that month (it is late, else it was sent again). who: who drew it up, as the form says."""

    unit: str
    unit_name: str
    submission: Submission
    before: Processed | None
    who: str

    @property
    def kind(self) -> str:
        """late or again."""
        return "again" if self.before else "late"


@dataclass(frozen=True)
class Withdrawn:
    """Somebody in the lists that a sealed month printed, whom a correction no longer nominates for that award (how: gone),
    whose row it has wrong (returned) or against whom it tells something (blocked)."""

    period: str
    name: str
    award: str
    how: str


@dataclass(frozen=True)
class Corrections:
    """What workbooks for sealed months changed in an open month's run.

    months: each corrected month by its own definition and registry, with these workbooks alone (`sealed` is set), older first.
    made: those accepted. rows: frame `unit period sheet what ref column old new cell old_file file name who kind`, one line for
    each cell of a row that was changed, for each row added and each removed (column "" and the row in one text); `file` and
    `old_file` are sha256, `name` is the file's. figures: frame `name unit period measure old new year movement`: a
    figure of the corrected month (unit "" the department) before and after, and what that does to the open month's year and
    movement to date. withdrawn: whom they take off what sealed months printed.
    """

    months: tuple[MonthData, ...]
    made: tuple[Correction, ...]
    rows: pd.DataFrame
    figures: pd.DataFrame
    withdrawn: tuple[Withdrawn, ...] = ()


def submissions_of(month: MonthData) -> list[Submission]:
    """Every file that the run received: those of the month, and those of sealed months."""
    more = month.corrections.months if month.corrections else ()
    return [*month.submissions, *(item for corrected in more for item in corrected.submissions)]


def without_letter(month: MonthData) -> list[Submission]:
    """Refused files that no letter speaks of, so that a person must: of nobody known, or of a unit that does not report."""
    more = month.corrections.months if month.corrections else ()
    answered = {item.unit for part in (month, *more) for item in part.standings}
    return [item for item in submissions_of(month) if item.outcome == "refused" and item.unit not in answered]


def misplaced(month: MonthData) -> list[Submission]:
    """Files of another month whose units have a workbook that is used: nothing is asked of the units, a person moves the
    files."""
    used = {item.unit for item in month.submissions if item.outcome == "accepted"}
    return [item for item in month.submissions
            if (item.outcome, item.code) == ("refused", OF_ANOTHER_MONTH) and item.unit in used]


def tells_nothing(standing: UnitStanding) -> bool:
    """Whether the unit's workbook was taken in and is empty, so that it stands as returned."""
    return standing.standing == "returned" and standing.submission is not None and standing.submission.outcome == "accepted"


def empty_files(month: MonthData) -> frozenset[str]:
    """The contents (sha256) of such workbooks."""
    return frozenset(item.submission.received.sha256 for item in month.standings if item.submission and tells_nothing(item))


def findings_of(month: MonthData) -> list[Finding]:
    """The findings of every file that the run received, each with the month that its file is of."""
    more = month.corrections.months if month.corrections else ()
    return [finding for judged in (month, *more) for finding in judged.judged.findings]


def balance_of(month: MonthData) -> Balance:
    """The reconciliation of every file that the run received."""
    more = month.corrections.months if month.corrections else ()
    balances = [month.balance, *(corrected.balance for corrected in more)]
    units = dict.fromkeys(code for balance in balances for code in balance.by_unit)
    return Balance(_sum(balance.files for balance in balances), _sum(balance.rows for balance in balances),
                   {code: _sum(balance.by_unit[code] for balance in balances if code in balance.by_unit) for code in units})


def rows_for_sealed(month: MonthData) -> int:
    """How many rows came in files for sealed months, beside the month's own."""
    return balance_of(month).rows["received"] - month.balance.rows["received"]


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for count in counts:
        for key, value in count.items():
            total[key] = total.get(key, 0) + value
    return total
