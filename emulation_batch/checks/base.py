"""What a check is, how its failing rows become findings, and which rows the findings refuse."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from numbers import Real
from typing import Any, Protocol, TypeAlias, TypeVar, cast

import numpy as np
import pandas as pd

from emulation_batch import layout
from emulation_batch.batch import Batch, Judged
from emulation_batch.definition import Column, Sheet
from emulation_batch.findings import ANSWERED, EXPLAIN, EXPLAIN_ELSEWHERE, Finding, Label, shown
from emulation_batch.vietnamese import format_date, format_decimal, format_number, match_key

EXPLANATION = "giai_trinh"  # the column in which a unit answers a query
PLACEHOLDERS = frozenset({
    "-", "--", ".", "..", "...", "…", "?", "x", "xx", "xxx", "n/a", "na", "không", "không có", "chưa", "chưa có",
    "chưa rõ", "chưa xác định", "đang cập nhật", "cập nhật sau", "bổ sung sau", "sẽ bổ sung", "đang bổ sung",
    "đang thực hiện", "như trên", "nt", "test", "abc",
})
MAYBE = "Có phải là “{}”? "
QUOTED = 36
FAMILIES = ("C", "R", "A")

Mask: TypeAlias = pd.Series | np.ndarray
"""A truth for each row of a frame."""


@dataclass(frozen=True)
class Failure:
    """Rows of one sheet that fail a check, pointed at one column: all of the frame, or those that `rows` marks.

    A word is a constant, a series on the frame's index, or a function that makes one of the failing rows.
    """

    sheet: Sheet
    column: Column
    frame: pd.DataFrame
    rows: Mask | None
    words: dict[str, Any]

    def failing(self) -> pd.DataFrame | None:
        """The failing rows; None where there is none, which is nearly always."""
        if self.rows is None:
            return self.frame if len(self.frame) else None
        return self.frame[self.rows] if self.rows.any() else None


class Check(Protocol):
    """A labelled function from a batch to its failing rows."""

    label: Label
    __name__: str
    __module__: str

    def __call__(self, batch: Batch) -> Iterator[Failure]: ...


Function = TypeVar("Function", bound=Callable[[Batch], Iterator[Failure]])


def check(code: str, message: str, *, mend: str, severity: str = "error", why: str,
          example: str) -> Callable[[Function], Check]:
    """Label a function as a check. The templates know {column.header}, {sheet.name}, {value}, the words that the check
    passes to `fail`, {maybe}: a question made of the word `proposal`, "" where there is none, and {explain}: how a unit
    answers a query on this sheet, since a form has no column for it."""
    def label(function: Function) -> Check:
        function.label = Label(code, message, mend, severity, why, example)  # type: ignore[attr-defined]
        return cast(Check, function)

    return label


def fail(sheet: Sheet, column: Column, frame: pd.DataFrame, rows: Mask | None = None, **words: object) -> Failure:
    """The failing rows of one sheet, to be put into words later."""
    return Failure(sheet, column, frame, rows, words)


def mask(rows: Iterable[bool]) -> np.ndarray:
    """Truths of the rows of a frame, in their order."""
    return np.fromiter(rows, dtype=bool)


def noted(batch: Batch, types: Collection[str], *notes: str) -> Iterator[tuple[Sheet, Column, pd.DataFrame, pd.Series]]:
    """Columns of these types with the rows that merging gave one of these notes, and the readers' proposals."""
    chosen: dict[tuple[str, str], dict[int, str]] = {}
    lines = zip(*(batch.notes[name].tolist() for name in ("note", "sheet", "column", "row", "proposal")), strict=True)
    for note, sheet_key, key, row, proposal in lines:
        if note in notes:
            chosen.setdefault((sheet_key, key), {})[row] = proposal
    for (sheet_key, key), proposals in chosen.items():
        sheet = batch.definition.sheet(sheet_key)
        if sheet.column(key).type in types:
            rows = list(proposals)
            yield sheet, sheet.column(key), batch.sheets[sheet.key].loc[rows], pd.Series(proposals, index=rows, dtype=object)


def filled(batch: Batch, sheet: Sheet, column: Column) -> np.ndarray:
    """Which cells hold something as typed: a text of spaces is blank."""
    return mask(bool(value.strip()) if isinstance(value, str) else value is not None
                for value in batch.raw[sheet.key][column.key].tolist())


@lru_cache(maxsize=1 << 17)
def fold(text: str) -> str:
    """The match key of a text; a dozen checks ask for the same ones."""
    return match_key(text)


def keys(values: pd.Series) -> list[str]:
    """Match keys of a text column, "" for blanks."""
    return keyed(values, fold)


def keyed(values: pd.Series, key: Callable[[str], str]) -> list[str]:
    """The key of each text, "" for blanks and what is no text; equal texts are asked once."""
    texts = values.tolist()
    known = {text: key(text) for text in dict.fromkeys(texts) if isinstance(text, str)}
    return [known.get(text, "") for text in texts]


def is_placeholder(values: pd.Series) -> np.ndarray:
    """Texts that only hold a place: “đang cập nhật”, “…”, “x”."""
    return mask(key in PLACEHOLDERS for key in keys(values))


def typed(value: object) -> str:
    """A cell as a person reads it: dates day first, whole numbers without a point, decimals with a comma."""
    if value is None or value is pd.NaT or (isinstance(value, float) and value != value):
        return ""
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value).replace(".", ",")
    return str(value)


def run(batch: Batch, checks: Iterable[Check]) -> list[Finding]:
    """All findings of these checks, unique, in the order unit (registry), sheet, row, column, code."""
    units = {unit.code: number for number, unit in reversed(list(enumerate(batch.registry.units)))}
    sheets = {sheet.key: number for number, sheet in enumerate(batch.definition.sheets)}
    explained = {sheet.key: _explained(batch, sheet) for sheet in batch.definition.sheets}
    found: dict[Finding, tuple[Any, ...]] = {}
    for each in checks:
        for failure in each(batch):
            frame = failure.failing()
            if frame is None:
                continue
            order = [column.key for column in failure.sheet.columns].index(failure.column.key)
            for row, finding in _worded(batch, each.label, failure, frame, explained[failure.sheet.key]):
                found.setdefault(finding, (units.get(finding.unit, len(units)), finding.unit, sheets[failure.sheet.key],
                                           finding.file, row, order, finding.code, finding.message))
    fold.cache_clear()
    return sorted(found, key=found.__getitem__)


def _explained(batch: Batch, sheet: Sheet) -> set[int]:
    """Rows whose unit has answered a query in the row itself."""
    if not sheet.has(EXPLANATION):
        return set()
    answers = batch.sheets[sheet.key][EXPLANATION]
    return set(answers.index[answers.notna() & ~is_placeholder(answers)])


def _worded(batch: Batch, label: Label, failure: Failure, frame: pd.DataFrame,
            explained: set[int]) -> Iterator[tuple[int, Finding]]:
    """Every failing row in words, with the row Excel shows."""
    sheet, column = failure.sheet, failure.column
    values = batch.raw[sheet.key].loc[frame.index, column.key]
    made = {name: word(frame) if callable(word) else word for name, word in failure.words.items()}
    per_row = {name: word.reindex(frame.index) if isinstance(word, pd.Series) else [word] * len(frame)
               for name, word in made.items()}
    places = zip(frame.index, frame["_unit"], frame["_period"], frame["_file"], frame["_row"], values, strict=True)
    for (index, unit, period, file, row, value), *rest in zip(places, *per_row.values(), strict=True):
        words = {name: _spoken(word) for name, word in zip(per_row, rest, strict=True)}
        words |= {"column": column, "sheet": sheet, "value": shown(typed(value), QUOTED),
                  "maybe": MAYBE.format(words["proposal"]) if words.get("proposal") else "",
                  "explain": EXPLAIN if sheet.has(EXPLANATION) else EXPLAIN_ELSEWHERE}
        finding = Finding(label.code, label.severity, unit, period, batch.files[file].name, sheet.name,
                          _cell(batch, sheet, column, file, int(row)), column.key, typed(value),
                          label.message.format(**words), label.mend.format(**words))
        if label.severity == "query" and index in explained:
            finding = replace(finding, severity="notice", mend=ANSWERED)
        yield int(row), finding


def _spoken(word: Any) -> Any:
    """A word as a sentence holds it: texts cut short, lists whole, dates and numbers as people write them."""
    if isinstance(word, str):
        return shown(word)
    if isinstance(word, tuple):
        return "; ".join(word) or "chưa có"
    if isinstance(word, Real):
        number = float(word)
        return format_number(int(number)) if number.is_integer() else format_decimal(number)
    return typed(word) if word is None or isinstance(word, date) else word


def _cell(batch: Batch, sheet: Sheet, column: Column, file: str, row: int) -> str:
    """The cell of a finding; column A of the row where the file has lost the column."""
    cell = batch.cell(sheet, column.key, file, row)
    return cell if cell or sheet.kind == "form" else layout.a1(row - 1, layout.NUMBER_COLUMN)


def judge(batch: Batch, findings: Iterable[Finding]) -> Judged:
    """Part the rows of the table sheets: one with an error is refused, every other accepted. Errors of the form, and of
    files as a whole (family F, also of files that are not in the batch), refuse no row."""
    findings = tuple(findings)
    faulty = {(finding.unit, finding.file, finding.sheet, _row_of(finding.cell))
              for finding in findings if finding.severity == "error" and finding.code[0] in FAMILIES}
    accepted, refused = {}, {}
    for sheet, frame in batch.tables():
        names = frame["_file"].map({sha: received.name for sha, received in batch.files.items()})
        bad = pd.Series([(unit, name, sheet.name, row) in faulty
                         for unit, name, row in zip(frame["_unit"], names, frame["_row"], strict=True)],
                        index=frame.index, dtype=bool)
        accepted[sheet.key], refused[sheet.key] = frame[~bad], frame[bad]
    return Judged(batch, findings, accepted, refused)


def _row_of(cell: str) -> int:
    digits = re.search(r"\d+\Z", cell)
    return int(digits[0]) if digits else 0
