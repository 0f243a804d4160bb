"""What the Office knows of its units, people, Council, working days and papers, each valid from a day to a day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar

from emulation_batch.periods import Period
from emulation_batch.vietnamese import format_date

Line = TypeVar("Line")


@dataclass(frozen=True, slots=True)
class Unit:
    """A reporting unit under one name. successors: the codes that take over from it when it ends; change: which kind of change
    that is (one of sheets.CHANGES, "" unknown), with the paper that decides it."""

    code: str
    name: str
    short: str
    symbol: str
    emails: tuple[str, ...]
    head: str
    from_: date
    to: date | None
    successors: tuple[str, ...] = ()
    change: str = ""
    basis: str = ""

    def active(self, day: date) -> bool:
        """Whether the unit reports on that day."""
        return self.from_ <= day and (self.to is None or day <= self.to)


@dataclass(frozen=True, slots=True)
class Person:
    """A person in one unit with one title, from a day to a day; who moves has a second line with the same code."""

    code: str
    name: str
    title: str
    unit: str
    from_: date
    to: date | None

    def active(self, day: date) -> bool:
        """Whether the person belongs to the unit on that day."""
        return self.from_ <= day and (self.to is None or day <= self.to)

    @property
    def choice(self) -> str:
        """As the drop-down shows it: "Lý Thị Ánh | STTTT-003"."""
        return f"{self.name} | {self.code}"


@dataclass(frozen=True)
class CouncilMember:
    """A member of the Emulation and Commendation Council. role: Chủ tịch, Phó Chủ tịch, Ủy viên, Thư ký."""

    order: int
    name: str
    title: str
    role: str
    unit: str
    from_: date
    to: date | None

    def active(self, day: date) -> bool:
        """Whether the member sits on that day."""
        return self.from_ <= day and (self.to is None or day <= self.to)


@dataclass(frozen=True)
class Extension:
    """A later due day of one unit for one month ("2022-03"), with the paper that grants it."""

    unit: str
    period: str
    due: date
    basis: str


@dataclass(frozen=True)
class Decided:
    """An award that was decided, by this department or elsewhere. subject: Tập thể or Cá nhân; who: as it was typed, a name, a
    code or "Tên | mã"; initiative, origin: number of the recognised initiative, month and row of the proposal, "" unknown."""

    subject: str
    who: str
    award: str
    number: str
    day: date
    authority: str
    achievement: str
    initiative: str
    origin: str

    @property
    def told(self) -> str:
        """ "Giấy khen, Quyết định 12/QĐ-STTTT ngày 05/01/2022 của Giám đốc Sở" """
        return f"{self.award}, Quyết định {self.number} ngày {format_date(self.day)} của {self.authority}"


@dataclass(frozen=True)
class Papers:
    """How papers of the department look on a day (sheet "Thể thức"). Lines are printed as they stand, break by break."""

    parent_lines: tuple[str, ...]
    agency_lines: tuple[str, ...]
    agency: str
    symbol: str
    place: str
    addressee: str
    office_email: str
    council: str
    signer_form: str
    signer_title: str
    signer_name: str
    recipients: tuple[str, ...]
    drafter: str


def _listed(pairs: Iterable[tuple[str, Line]]) -> dict[str, list[Line]]:
    """The lines of each key, in the registry's order: a province looks thousands of them up."""
    lists: dict[str, list[Line]] = {}
    for key, line in pairs:
        lists.setdefault(key, []).append(line)
    return lists


@dataclass(frozen=True)
class Registry:
    """The whole of danh_muc.xlsx. `sha256` is of the file's bytes. worked and free are swapped days."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]
    council: tuple[CouncilMember, ...]
    worked: frozenset[date]
    free: frozenset[date]
    settings: tuple["Setting", ...]
    sha256: str
    extensions: tuple[Extension, ...] = ()
    decided: tuple[Decided, ...] = ()

    def extension(self, unit: str, period: str) -> Extension | None:
        """The extension a unit has for a month, if any."""
        return next((item for item in self.extensions if (item.unit, item.period) == (unit, period)), None)

    def own(self, unit: str, period: Period) -> Period:
        """The month as it is for one unit: due on the day of its extension if it has one, at the same time of day."""
        extended = self.extension(unit, period.key)
        return period if extended is None else replace(period, due=datetime.combine(extended.due, period.due.timetz()))

    @cached_property
    def _units_by_code(self) -> dict[str, list[Unit]]:
        return _listed((unit.code, unit) for unit in self.units)

    @cached_property
    def _people_by_code(self) -> dict[str, list[Person]]:
        return _listed((person.code, person) for person in self.people)

    @cached_property
    def _people_by_unit(self) -> dict[str, list[Person]]:
        return _listed((person.unit, person) for person in self.people)

    def units_on(self, day: date) -> tuple[Unit, ...]:
        """Units that report on that day, in the registry's order."""
        return tuple(unit for unit in self.units if unit.active(day))

    def unit(self, code: str, day: date) -> Unit | None:
        """The unit of that code on that day, else its last known name, else None."""
        same = self._units_by_code.get(code, [])
        return next((unit for unit in same if unit.active(day)), same[-1] if same else None)

    def people_during(self, unit: str, first: date, last: date) -> tuple[Person, ...]:
        """People of a unit on any day from first to last, each once under the last title, in the registry's order."""
        there = {person.code: person for person in self._people_by_unit.get(unit, [])
                 if person.from_ <= last and (person.to is None or first <= person.to)}
        return tuple(there.values())

    def person(self, code: str, day: date) -> Person | None:
        """The person of that code on that day, else the last known line, else None."""
        same = self._people_by_code.get(code, [])
        return next((person for person in same if person.active(day)), same[-1] if same else None)

    def name_of(self, code: str, day: date) -> str:
        """Name of a unit or person as of a day; the code itself when unknown."""
        known = self.unit(code, day) or self.person(code, day)
        return known.name if known else code

    def papers(self, day: date) -> Papers:
        """Settings of the papers on that day."""
        chosen = {key: tuple(item.value for item in self.settings if item.key == key and item.active(day))
                  for key in {item.key for item in self.settings}}
        one: dict[str, Any] = {key: (chosen.get(key) or ("",))[0] for key in ONE_VALUE}
        return Papers(**one | {key: chosen.get(key, ()) for key in MANY_VALUES})


@dataclass(frozen=True)
class Setting:
    """One line of the sheet "Thể thức": a key of `Papers`, a value, valid from a day to a day."""

    key: str
    value: str
    from_: date
    to: date | None

    def active(self, day: date) -> bool:
        """Whether the line applies on that day."""
        return self.from_ <= day and (self.to is None or day <= self.to)


ONE_VALUE = ("agency", "symbol", "place", "addressee", "office_email", "council", "signer_form", "signer_title",
             "signer_name", "drafter")
MANY_VALUES = ("parent_lines", "agency_lines", "recipients")
