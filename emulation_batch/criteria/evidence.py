"""Who is assessed, and which rows speak for each clause: one pass over the rows of each source, not one for each candidate.

A row is a plain mapping here, with None for a blank and days as dates, so that a rule needs no pandas.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from emulation_batch.batch import Judged
from emulation_batch.definition import Clause, Sheet, Source, Standard
from emulation_batch.frames import plain_rows
from emulation_batch.periods import Period, Span, days_of, parse_month

Row = dict[str, Any]
Group = dict[str, tuple[Row, ...]]
YES = "co"
NIL_REASON = "ly_do_kps"


@dataclass(frozen=True)
class Candidate:
    """A unit, a person, or one row of the proposal sheet. `key` finds its rows: the code, for a proposal its `_ref`."""

    subject: str
    unit: str
    code: str
    name: str
    key: str


@dataclass(frozen=True)
class Side:
    """The rows of one source that speak for one candidate; `labels` names the kinds of row."""

    source: Source
    sheet: Sheet
    labels: dict[str, str]
    accepted: tuple[Row, ...]
    refused: tuple[Row, ...]

    @property
    def used(self) -> bool:
        """Whether the unit reported anything for this side."""
        return bool(self.accepted or self.refused)


@dataclass(frozen=True)
class Case:
    """One clause for one candidate. nil: the unit's declaration in words, "" without one; reported: its file was accepted;
    windows: first and last day of each month of a span."""

    clause: Clause
    standard: Standard
    period: Period
    sides: tuple[Side, ...]
    nil: str
    reported: bool
    windows: Mapping[str, tuple[date, date]]

    def window(self, row: Row) -> tuple[date, date]:
        """The window of the month in which a row was reported."""
        return self.windows.get(row["_period"], (self.period.from_, self.period.to))

    @property
    def used(self) -> bool:
        """Whether anything at all was reported for the clause."""
        return any(side.used for side in self.sides)

    @property
    def needed(self) -> tuple[Side, ...]:
        """The sides that must not be empty."""
        return tuple(side for side in self.sides if side.source.needed)


class Evidence:
    """The rows of a month, grouped for each source once, then looked up for each candidate."""

    def __init__(self, judged: Judged) -> None:
        self.judged = judged
        self.definition, self.registry = judged.batch.definition, judged.batch.registry
        self.period = judged.batch.period
        self._accepted = {key: plain_rows(frame) for key, frame in judged.accepted.items()}
        self._refused = {key: plain_rows(frame) for key, frame in judged.refused.items()}
        self._groups: dict[tuple[Source, str], tuple[Group, Group]] = {}
        self._nil = _declarations(judged)
        months = self.period.months if isinstance(self.period, Span) else ()
        self._windows = {month: days_of(parse_month(month), self.definition.window) for month in months}

    def case(self, clause: Clause, standard: Standard, candidate: Candidate) -> Case:
        """Everything a rule may look at."""
        sides = tuple(self._side(source, candidate) for source in clause.sources)
        return Case(clause, standard, self.period, sides, self._nil_words(candidate.unit, sides),
                    candidate.unit in self._nil, self._windows)

    def candidates(self) -> Iterator[Candidate]:
        """Units active at the end of the window (or with rows), people with rows or a nomination, rows of proposal sheets."""
        day = self.period.to
        for code in dict.fromkeys([unit.code for unit in self.registry.units_on(day)] + self._units_with_rows()):
            yield Candidate("collective", code, code, self.registry.name_of(code, day), code)
        for code, unit in self._people().items():
            person = self.registry.person(code, day)
            yield Candidate("individual", person.unit if person else unit, code, person.name if person else code, code)
        for sheet in self.definition.tables:
            if sheet.subject == "proposal":
                yield from self._proposals(sheet)

    def _side(self, source: Source, candidate: Candidate) -> Side:
        by = {"collective": "_unit", "individual": source.person, "proposal": "_ref"}[candidate.subject]
        if (source, by) not in self._groups:
            self._groups[source, by] = (_grouped(self._of(source, self._accepted), by),
                                        _grouped(self._of(source, self._refused), by))
        accepted, refused = self._groups[source, by]
        sheet = self.definition.sheet(source.sheet)
        labels = self.definition.choice(sheet.column(sheet.kind_column).choices).labels
        return Side(source, sheet, labels, accepted.get(candidate.key, ()), refused.get(candidate.key, ()))

    def _of(self, source: Source, rows: dict[str, list[Row]]) -> list[Row]:
        kind = self.definition.sheet(source.sheet).kind_column
        return [row for row in rows[source.sheet] if not source.kinds or row[kind] in source.kinds]

    def _units_with_rows(self) -> list[str]:
        return sorted({row["_unit"] for rows in self._accepted.values() for row in rows})

    def _people(self) -> dict[str, str]:
        """Code -> unit of the first row that names the person, in the registry's order; a refused row may name only the
        known, since its code may be what is wrong with it."""
        rank = {person.code: number for number, person in reversed(list(enumerate(self.registry.people)))}
        found: dict[str, str] = {}
        for code, unit in self._named(self._accepted):
            found.setdefault(code, unit)
        for code, unit in (*self._named(self._refused), *self._nominated()):
            if code in rank:
                found.setdefault(code, unit)
        return {code: found[code] for code in sorted(found, key=lambda code: (rank.get(code, len(rank)), code))}

    def _named(self, rows: dict[str, list[Row]]) -> Iterator[tuple[str, str]]:
        """People named by the sources of individual clauses; in a sheet of people, by rows of whatever kind."""
        people = {standard.code for standard in self.definition.standards if standard.subject == "individual"}
        for clause in self.definition.clauses:
            for source in clause.sources if clause.standard in people else ():
                own = self.definition.sheet(source.sheet).subject == "individual"
                for row in rows[source.sheet] if own else self._of(source, rows):
                    if row[source.person] is not None:
                        yield row[source.person], row["_unit"]

    def _nominated(self) -> Iterator[tuple[str, str]]:
        for sheet in self.definition.tables:
            if sheet.subject == "proposal":
                column = _candidate_column(sheet)
                yield from ((row[column], row["_unit"]) for row in (*self._accepted[sheet.key], *self._refused[sheet.key])
                            if row[column] is not None)

    def _proposals(self, sheet: Sheet) -> Iterator[Candidate]:
        """One candidate for each row, in the order of the sheet; its name as typed where it was not understood."""
        column = _candidate_column(sheet)
        typed = self.judged.batch.raw[sheet.key][column]
        for row, text in zip(plain_rows(self.judged.batch.sheets[sheet.key]), typed, strict=True):
            code = row[column]
            name = self.registry.name_of(code, self.period.to) if code else str(text) if pd.notna(text) else ""
            yield Candidate("proposal", row["_unit"], code or "", name, row["_ref"])

    def _nil_words(self, unit: str, sides: tuple[Side, ...]) -> str:
        """The declaration that covers every needed side, in the form's own words."""
        declared = self._nil.get(unit, {})
        headers = [declared.get("*") or declared.get(side.source.sheet) for side in sides if side.source.needed]
        if not headers or not all(headers):
            return ""
        words = "đơn vị ghi " + ", ".join(f"“{header}”" for header in dict.fromkeys(headers))
        return f"{words} với lý do: {declared[NIL_REASON]}" if declared.get(NIL_REASON) else words


def _grouped(rows: Iterable[Row], by: str) -> Group:
    groups = defaultdict(list)
    for row in rows:
        groups[row[by]].append(row)
    return {key: tuple(group) for key, group in groups.items()}


def _candidate_column(sheet: Sheet) -> str:
    return next(column.key for column in sheet.columns if column.type == "candidate")


def _declarations(judged: Judged) -> dict[str, dict[str, str]]:
    """Unit -> {sheet or "*": header of the field that says "Có"}, with the reason; a unit without a file is left out."""
    form = judged.batch.definition.form
    frame = judged.batch.sheets[form.key]
    declared: dict[str, dict[str, str]] = {unit: {} for unit in frame["_unit"]}
    for column in form.columns:
        if column.declares_nil:
            for unit in frame.loc[frame[column.key] == YES, "_unit"]:
                declared[unit][column.declares_nil] = column.header
    if form.has(NIL_REASON):
        for unit, reason in frame.loc[frame[NIL_REASON].notna(), ["_unit", NIL_REASON]].itertuples(index=False):
            declared[unit][NIL_REASON] = reason.rstrip(" .")
    return declared
