"""What flows between the stages: files received, workbooks as read, and the merged data of all units.

Plain data without pandas at import time, so that worker processes and `--help` stay light.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from emulation_batch import layout
from emulation_batch.council import Council, FilledRegister

if TYPE_CHECKING:
    import pandas as pd

    from emulation_batch.changes import Corrections, Resubmission
    from emulation_batch.definition import Column, Definition, Sheet
    from emulation_batch.findings import Finding
    from emulation_batch.periods import Period
    from emulation_batch.registry import Registry
    from emulation_batch.repairs import Repair

OUTCOMES = ("accepted", "superseded", "duplicate", "refused", "set_aside")
STANDINGS = ("on_time", "late", "missing", "returned", "nil")
FATES = ("accepted", "refused", "superseded", "duplicate")


@dataclass(frozen=True, slots=True)
class Received:
    """One file as it arrived. `name` is cleaned for show and never becomes a path; `path` is where the bytes are.

    problem: code (F1xx) of what kept its bytes from being taken, `what` its words; sha256 is then of nothing. opened: code of
    what came of opening a mail or archive, `inside` the files taken out; container: sha256 of the one this file came in.
    timed: "stored" when its mail tells no time (received_at is that of the mail's own file), "forwarded" in a mail in a mail.
    """

    name: str
    sha256: str
    size: int
    received_at: datetime
    sender: str
    path: Path
    suffix: str
    problem: str = ""
    container: str = ""
    opened: str = ""
    inside: int = 0
    what: str = ""
    message_id: str = ""
    timed: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one workbook found while reading: a code with its words; refuses the file when the label is an error.

    severity, message and mend are those of the label, put into words where the fault was found.
    """

    code: str
    sheet: str = ""
    cell: str = ""
    value: str = ""
    words: dict[str, str] = field(default_factory=dict)
    severity: str = "error"
    message: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A data sheet as typed. columns: key -> zero-based column in this file. rows: (zero-based row, values by key).

    For a form there is one row; `cells` then gives the cell of each field. outside: (cell, text) found outside the form.
    fonts: (zero-based row as in `rows`, key) -> font, for texts in a font from before Unicode, where the format tells (.xlsx).
    A value is str, int, float, bool, date, datetime, time, or `CellError`; blanks are left out.
    """

    key: str
    name: str
    columns: dict[str, int]
    rows: list[tuple[int, dict[str, Any]]]
    cells: dict[str, str] = field(default_factory=dict)
    outside: list[tuple[str, str]] = field(default_factory=list)
    fonts: dict[tuple[int, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class CellError:
    """An error value of the spreadsheet (#N/A, #REF!, …) or a formula that was not computed (`text` = findings.NO_RESULT)."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class RawBook:
    """A workbook as typed, plain and picklable. `kind` is xlsx, xls, ods…; "" with a fault when it could not be read.

    `stamp` fields are "" when lost; `marks` names the stamps found (property, sheet, name, row). register: what somebody wrote
    into a month's register, when the file is one; it then has no sheets of a unit.
    """

    sha256: str
    kind: str
    stamp: layout.Stamp
    marks: tuple[str, ...] = ()
    sheets: dict[str, RawSheet] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    register: FilledRegister | None = None

    @property
    def row_count(self) -> int:
        """Non-blank rows of all table sheets: what the reconciliation counts as received."""
        return sum(len(sheet.rows) for sheet in self.sheets.values() if not sheet.cells)


@dataclass(frozen=True, slots=True)
class Submission:
    """The one outcome of one received file, with the reason a clerk can pass on (Vietnamese)."""

    received: Received
    unit: str
    period: str
    attempt: int | None
    outcome: str
    code: str
    reason: str
    rows: int


@dataclass(frozen=True)
class Batch:
    """The accepted workbooks of a month, merged.

    sheets[key]: one frame a sheet with `_ref _unit _period _file _row` and the definition's columns, as understood:
    text and codes are str or None, dates datetime64, money and integers Int64, decimals float64; index 0…n-1.
    raw[key]: same index and columns, as typed. Once computed a month has no raw, and of sheets the form alone. notes: frame
    `sheet column row note proposal`, one line for each cell not read plainly (row: its index). places: (file, sheet key) ->
    {column: zero-based column}, or the cells of a form. past: accepted rows of sealed months, by sheet. `_file` is the sha256;
    `_row` the row Excel shows; `_ref` is "period/unit/sheet/row", stable. repairs: what was read otherwise than typed.
    """

    definition: Definition
    registry: Registry
    period: Period
    raw: dict[str, pd.DataFrame]
    sheets: dict[str, pd.DataFrame]
    notes: pd.DataFrame
    places: dict[tuple[str, str], dict[str, Any]]
    files: dict[str, Received]
    past: dict[str, pd.DataFrame] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()

    def columns(self):
        """Every (sheet, column, frame) of the batch, in the order of the definition."""
        for sheet in self.definition.sheets:
            for column in sheet.columns:
                yield sheet, column, self.sheets[sheet.key]

    def tables(self):
        """Every (sheet, frame) of the data sheets."""
        for sheet in self.definition.tables:
            yield sheet, self.sheets[sheet.key]

    def noted(self, sheet: Sheet, column: Column, *notes: str) -> pd.DataFrame:
        """Rows of a sheet whose cell in `column` carries one of these notes, with the columns `_note` and `_proposal`."""
        mine = self.notes[(self.notes["sheet"] == sheet.key) & (self.notes["column"] == column.key)
                          & self.notes["note"].isin(notes)].set_index("row")
        frame = self.sheets[sheet.key].loc[mine.index]
        return frame.assign(_note=mine["note"], _proposal=mine["proposal"])

    def cell(self, sheet: Sheet, column: str, file: str, row: int) -> str:
        """The cell as Excel shows it; `row` is the row Excel shows."""
        place = self.places.get((file, sheet.key), {}).get(column)
        return "" if place is None else place if isinstance(place, str) else layout.a1(row - 1, place)


@dataclass(frozen=True)
class Judged:
    """A batch after its checks. accepted and refused are the rows of the table sheets, index kept; every row is in one."""

    batch: Batch
    findings: tuple[Finding, ...]
    accepted: dict[str, pd.DataFrame]
    refused: dict[str, pd.DataFrame]


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """How a unit stands for the month: on_time, late, missing, returned (sent, but nothing usable), nil (declared)."""

    unit: str
    name: str
    standing: str
    submission: Submission | None


@dataclass(frozen=True)
class Balance:
    """The sums of the reconciliation. rows has the keys received and FATES; by_unit the same for each unit ("" unknown)."""

    files: dict[str, int]
    rows: dict[str, int]
    by_unit: dict[str, dict[str, int]]


@dataclass(frozen=True)
class MonthData:
    """Everything of a month that reports are made from. Reports compute nothing: they choose, format and write.

    results: frame `subject unit candidate name standard clause status facts missing rows` (subject collective,
    individual or proposal; candidate the code of a unit or person; rows a list of `_ref`).
    figures: frame `name unit period value measure rows` (unit "" is the department; period the month, or a span such as
    "2022" and "2021-08..2022-03").
    proposals: frame `award kind subject unit candidate name standing reasons rows` (standing put_forward, for_council,
    blocked or returned; reasons a list of sentences). books: the workbooks as typed, by sha256: what goes back to its unit.
    resubmissions: of the units whose accepted workbook superseded another. past_findings: the findings of each sealed
    month before this one, older months first. messages: what each code says, with … for what only a finding fills.
    council: what filled registers tell. lateness, punctuality: frames of lateness.book and .rates, None without a past.
    corrections: workbooks for sealed months that came with it. definition_changes: since the last sealed one. outside: unread.
    """

    definition: Definition
    registry: Registry
    period: Period
    as_of: datetime
    submissions: tuple[Submission, ...]
    standings: tuple[UnitStanding, ...]
    judged: Judged
    results: pd.DataFrame
    figures: pd.DataFrame
    proposals: pd.DataFrame
    balance: Balance
    sealed: bool = False
    books: dict[str, RawBook] = field(default_factory=dict)
    resubmissions: tuple[Resubmission, ...] = ()
    past_findings: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    messages: dict[str, str] = field(default_factory=dict)
    council: Council = Council()
    lateness: pd.DataFrame | None = None
    punctuality: pd.DataFrame | None = None
    corrections: Corrections | None = None
    definition_changes: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
