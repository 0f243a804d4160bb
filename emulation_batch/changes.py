"""What a resubmission changed, as plain data: made by resubmission, written by reports."""

from dataclasses import dataclass

from emulation_batch.batch import Submission


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
