"""A month as one kind of reader may see it: every paper and every copy of the register is made from such a view.

The columns that a role does not see (movement.toml, roles) are emptied and marked private in the view, so that nothing that
is made from it can show them; what was said about a row (facts, reasons, findings) is told without quoting its hidden cells.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import numpy as np
import pandas as pd

from emulation_batch.batch import MonthData
from emulation_batch.definition import Definition, Role, Sheet
from emulation_batch.findings import Finding
from emulation_batch.frames import each_row, plain_rows
from emulation_batch.processes import Begin, Packed
from emulation_batch.progress import counted
from emulation_batch.reports.lists import one_line
from emulation_batch.reports.register import Copy, registers_of
from emulation_batch.reports.wording import HIDDEN
from emulation_batch.sharing import Shared
from emulation_batch.vietnamese import format_date, format_number

REGISTER, FOLDER = "register.xlsx", "copies"
Data = TypeVar("Data")
SHORTEST = 4
"""Shorter texts are numbers and codes that stand everywhere; hidden texts are quoted whole."""


class EachOnce(Generic[Data]):
    """What is made for a role, made once for all that needs it; the same for no role (a definition without roles)."""

    def __init__(self, make: Callable[[Role | None], Data]) -> None:
        self._make = make
        self._made: dict[str, Data] = {}

    def of(self, role: Role | None) -> Data:
        """What was made for a role."""
        key = role.key if role else ""
        if key not in self._made:
            self._made[key] = self._make(role)
        return self._made[key]


class Views(EachOnce[MonthData]):
    """A month as its readers may see it. looked_at: report -> its one paper, held against what it was made from."""

    def __init__(self, month: MonthData) -> None:
        super().__init__(lambda role: seen_by(month, role))
        self.month = month
        self.looked_at: dict[str, Any] = {}

    def __reduce__(self) -> Any:
        """For another process: what registers are made from, without the workbooks as typed."""
        judged = self.month.judged
        return Views, (replace(self.month, books={}, judged=replace(judged, batch=replace(judged.batch, raw={}))),)


def begin_registers(views: Packed[Views], begin: Begin) -> Shared[None]:
    """Begin the register, and the copy of every role that has one: all in one process, so that what their readers see alike is
    made once."""
    return Shared("registers", views, _registers, begin)


def _registers(views: Packed[Views], folder: Path) -> dict[str, None]:
    """Write the registers below a folder; gives their paths."""
    month = views.value.month
    copies = [Copy(REGISTER, month)] + [
        Copy(f"{FOLDER}/{role.key}.xlsx", views.value.of(role), role.register,
             frozenset(sheet.key for sheet in month.definition.tables if not role.sees_whole(sheet)))
        for role in month.definition.roles if role.register]
    made = registers_of(copies)
    for copy in counted(copies, "Ghi sổ theo dõi"):
        (folder / copy.name).parent.mkdir(exist_ok=True)
        (folder / copy.name).write_bytes(next(made))
    return dict.fromkeys(copy.name for copy in copies)


def seen_by(month: MonthData, role: Role | None) -> MonthData:
    """The month without what the role may not see; the month itself for no role (a definition without roles)."""
    if role is None:
        return month
    definition, judged = _definition(month.definition, role), month.judged
    quotes = _Quotes(month, role)
    batch = replace(judged.batch, definition=definition, raw={}, repairs=(),
                    sheets=_emptied(judged.batch.sheets, month.definition, role),
                    past=_emptied(judged.batch.past, month.definition, role))
    judged = replace(judged, batch=batch, findings=tuple(_findings(month, role)),
                     accepted=_emptied(judged.accepted, month.definition, role),
                     refused=_emptied(judged.refused, month.definition, role))
    return replace(month, definition=definition, judged=judged, books={}, resubmissions=(),
                   past_findings=dict.fromkeys(month.past_findings, ()), results=quotes.out_of_results(),
                   proposals=quotes.out_of_proposals())


def _definition(definition: Definition, role: Role) -> Definition:
    return replace(definition, sheets=tuple(
        replace(sheet, columns=tuple(replace(column, private=column.private or not role.may_see(sheet, column))
                                     for column in sheet.columns)) for sheet in definition.sheets))


def _emptied(frames: dict[str, pd.DataFrame], definition: Definition, role: Role) -> dict[str, pd.DataFrame]:
    """The frames with the hidden columns blank."""
    return {key: _blanked(frame, [name for name in _hidden(definition.sheet(key), role) if name in frame])
            for key, frame in frames.items()}


def _blanked(frame: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The frame with these columns blank, their types kept."""
    if frame.empty or not names:
        return frame
    nowhere = np.full(len(frame), -1)
    return frame.assign(**{name: frame[name].array.take(nowhere, allow_fill=True) for name in names})


def _hidden(sheet: Sheet, role: Role) -> list[str]:
    return [column.key for column in sheet.columns if not role.may_see(sheet, column)]


def _findings(month: MonthData, role: Role) -> Iterator[Finding]:
    """The findings, those on a sheet of which something is hidden with the general words of their code only."""
    whole = {sheet.name: role.sees_whole(sheet) for sheet in month.definition.sheets}
    for finding in month.judged.findings:
        told = month.messages.get(finding.code, HIDDEN)
        yield finding if whole.get(finding.sheet) else replace(
            finding, value=HIDDEN if finding.value else "", message=told, mend="")


class _Quotes:
    """Takes the hidden cells of rows out of the sentences that were made of these rows."""

    def __init__(self, month: MonthData, role: Role) -> None:
        self._month, self._role = month, role
        self._texts = {ref: texts for frames in (month.judged.accepted, month.judged.refused)
                       for ref, texts in _hidden_texts(frames, month.definition, role) if texts}

    def out_of_results(self) -> pd.DataFrame:
        """The results with their facts and what is missing."""
        frame = self._month.results
        told = {name: [self._without(text, refs) for text, refs in zip(frame[name], frame["rows"], strict=True)]
                for name in ("facts", "missing")}
        return frame.assign(**{name: pd.Series(texts, index=frame.index, dtype=object) for name, texts in told.items()})

    def out_of_proposals(self) -> pd.DataFrame:
        """The proposals; their reasons are drawn from the whole proposal sheet, so only who sees all of it reads them."""
        frame, sheets = self._month.proposals, self._month.definition.tables
        if not all(self._role.sees_whole(sheet) for sheet in sheets if sheet.subject == "proposal"):
            return frame.assign(reasons=pd.Series([[] for _ in range(len(frame))], index=frame.index, dtype=object))
        behind: dict[tuple[str, str], list[str]] = {}
        for line in each_row(self._month.results):
            behind.setdefault((line["subject"], line["candidate"]), []).extend(line["rows"])
        told = [[self._without(reason, behind.get((line["subject"], line["candidate"]), ())) for reason in line["reasons"]]
                for line in each_row(frame)]
        return frame.assign(reasons=pd.Series(told, index=frame.index, dtype=object))

    def _without(self, text: str, refs: Iterable[str]) -> str:
        known = {quoted for ref in refs for quoted in self._texts.get(ref, ())} if text and self._texts else ()
        for quoted in sorted(known, key=len, reverse=True):
            text = text.replace(quoted, HIDDEN)
        return text


def _hidden_texts(frames: dict[str, pd.DataFrame], definition: Definition, role: Role) -> Iterator[tuple[str, list[str]]]:
    """`_ref` -> its hidden cells as sentences print them."""
    for sheet in definition.tables:
        names = _hidden(sheet, role)
        for row in plain_rows(frames[sheet.key], ("_ref", *names)) if names else ():
            yield row["_ref"], [text for name in names if row[name] is not None
                                for text in _forms(row[name]) if len(text) >= SHORTEST]


def _forms(value: object) -> tuple[str, ...]:
    if isinstance(value, date):
        return (format_date(value),)
    if isinstance(value, int | float):
        return (format_number(int(value)),) if value == int(value) else ()
    text = str(value)
    return tuple(dict.fromkeys((text, text.rstrip(" ."), one_line(text).rstrip(" ."))))
