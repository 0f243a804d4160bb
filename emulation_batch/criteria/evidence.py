"""Who is assessed, and which rows speak for each clause: one grouping for each source, whatever the number of candidates."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from emulation_batch.batch import Judged
from emulation_batch.definition import Clause, Sheet, Source, Standard
from emulation_batch.periods import Period

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
    accepted: pd.DataFrame
    refused: pd.DataFrame

    @property
    def used(self) -> bool:
        """Whether the unit reported anything for this side."""
        return not (self.accepted.empty and self.refused.empty)


@dataclass(frozen=True)
class Case:
    """One clause for one candidate. nil: the unit's declaration in words, "" without one; reported: its file was accepted."""

    clause: Clause
    standard: Standard
    period: Period
    sides: tuple[Side, ...]
    nil: str
    reported: bool

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
        self._groups: dict[tuple[Source, str, str], tuple[pd.DataFrame, dict[str, Any]]] = {}
        self._nil = _declarations(judged)

    def case(self, clause: Clause, standard: Standard, candidate: Candidate) -> Case:
        """Everything a rule may look at."""
        sides = tuple(self._side(source, candidate) for source in clause.sources)
        return Case(clause, standard, self.period, sides, self._nil_words(candidate.unit, sides), candidate.unit in self._nil)

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
        sheet = self.definition.sheet(source.sheet)
        found = {fate: self._rows(source, by, fate, candidate.key) for fate in ("accepted", "refused")}
        labels = self.definition.choice(sheet.column(sheet.kind_column).choices).labels
        return Side(source, sheet, labels, **found)

    def _rows(self, source: Source, by: str, fate: str, key: str) -> pd.DataFrame:
        group = (source, by, fate)
        if group not in self._groups:
            frame = self._frame(source, fate)
            self._groups[group] = frame.iloc[:0], {code: frame.take(places) for code, places
                                                   in frame.groupby(by, sort=False).indices.items()}
        none, groups = self._groups[group]
        return groups.get(key, none)

    def _frame(self, source: Source, fate: str) -> pd.DataFrame:
        frame = (self.judged.accepted if fate == "accepted" else self.judged.refused)[source.sheet]
        kinds = frame[self.definition.sheet(source.sheet).kind_column]
        return frame[kinds.isin(source.kinds)] if source.kinds else frame

    def _units_with_rows(self) -> list[str]:
        return sorted({unit for frame in self.judged.accepted.values() for unit in frame["_unit"]})

    def _people(self) -> dict[str, str]:
        """Code -> unit of the row that names the person, in the registry's order; a refused row may name only the known."""
        known = {person.code: rank for rank, person in reversed(list(enumerate(self.registry.people)))}
        found: dict[str, str] = {}
        for frame, column in self._frames_of_people():
            named = frame.loc[frame[column].notna(), [column, "_unit"]].drop_duplicates(column)
            found = dict(zip(named[column], named["_unit"], strict=True)) | found
        sure = {code for frame, column in self._frames_of_people(("accepted",), nominated=False) for code in frame[column]}
        return {code: found[code] for code in sorted(found, key=lambda code: (known.get(code, len(known)), code))
                if code in known or code in sure}

    def _frames_of_people(self, fates: tuple[str, ...] = ("accepted", "refused"),
                          nominated: bool = True) -> Iterator[tuple[pd.DataFrame, str]]:
        """Frames that name people: sources of individual clauses, all kinds of their own sheet, and the proposals."""
        subjects = {standard.code: standard.subject for standard in self.definition.standards}
        for fate in fates:
            for source in dict.fromkeys(source for clause in self.definition.clauses
                                        if subjects[clause.standard] == "individual" for source in clause.sources):
                own = self.definition.sheet(source.sheet).subject == "individual"
                yield (getattr(self.judged, fate)[source.sheet] if own else self._frame(source, fate)), source.person
            for sheet in self.definition.tables if nominated else ():
                if sheet.subject == "proposal":
                    yield getattr(self.judged, fate)[sheet.key], _candidate_column(sheet)

    def _proposals(self, sheet: Sheet) -> Iterator[Candidate]:
        """One candidate for each row, in the order of the sheet; its name as typed where it was not understood."""
        for index, row in self.judged.batch.sheets[sheet.key].iterrows():
            code = row[_candidate_column(sheet)]
            typed = self.judged.batch.raw[sheet.key].at[index, _candidate_column(sheet)]
            name = (self.registry.name_of(code, self.period.to) if pd.notna(code) else str(typed) if pd.notna(typed) else "")
            yield Candidate("proposal", row["_unit"], code if pd.notna(code) else "", name, row["_ref"])

    def _nil_words(self, unit: str, sides: tuple[Side, ...]) -> str:
        """The declaration that covers every needed side, in the form's own words."""
        declared = self._nil.get(unit, {})
        headers = [declared.get("*") or declared.get(side.source.sheet) for side in sides if side.source.needed]
        if not headers or not all(headers):
            return ""
        words = "đơn vị ghi " + ", ".join(f"“{header}”" for header in dict.fromkeys(headers))
        return f"{words} với lý do: {declared[NIL_REASON]}" if declared.get(NIL_REASON) else words


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
