"""What a planter works with: one column of one workbook in a month, and where its mistake must be found."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from emulation_batch import layout
from emulation_batch.definition import Column, Definition, Sheet
from emulation_batch.registry import Person
from precision.months import Month
from precision.offices import busy
from precision.workbooks import DoesNotFit, Workbook

Place = tuple[str, str, str, str, str]
"""(unit, code, sheet's name, cell, column key), as a finding says it."""
Target = tuple[str, str, Any]
"""(sheet key, column key, what distinguishes targets of one column)."""
FORM, HEAD = "thong_tin", "thu_truong"
AMOUNTS, WORDS = ("money", "integer", "decimal"), ("text", "document")
UNREAD_ATTEMPT, BLANK_ATTEMPT = "F119", "F118"


@dataclass(frozen=True)
class Planter:
    """A function that plants mistakes of one code, and where it can."""

    code: str
    targets: Callable[[Definition], Iterable[Target]]
    plant: Callable[["Spot"], list[Place]]
    needs: str = ""


@dataclass(frozen=True)
class Spot:
    """A column of a workbook in which one mistake is to be planted. variant is the third part of the target."""

    month: Month
    book: Workbook
    code: str
    sheet: Sheet
    column: Column
    variant: Any = None

    @property
    def random(self) -> Any:
        """The month's generator."""
        return self.month.random

    @property
    def on_form(self) -> bool:
        """Whether the column is a field of the form."""
        return self.sheet.kind == "form"

    def at(self, row: int = 0, *, code: str = "", column: str = "", sheet: Sheet | None = None, unit: str = "") -> Place:
        """Where a finding stands; by default one of this code at this column."""
        where, key = sheet or self.sheet, column or self.column.key
        cell = (layout.a1(layout.form_row(where, key), layout.FORM_VALUE) if where.kind == "form"
                else layout.a1(row - 1, layout.column_of(where, key)))
        return unit or self.book.unit, code or self.code, where.name, cell, key

    def kind(self, test: Callable[[str], bool] | None = None) -> str:
        """A kind of row that needs the column, or else may have it; or one that passes the test."""
        kinds = self.month.kinds(self.sheet)
        wanted = ([kind for kind in kinds if test(kind)] if test else
                  [kind for kind in kinds if self.column.required_for(kind)]
                  or [kind for kind in kinds if self.column.meant_for(kind)])
        if not wanted:
            raise DoesNotFit
        return self.random.choice(wanted)

    def row(self, kind: str = "", fill: tuple[str, ...] = (), person: Person | None = None) -> dict[str, Any]:
        """A clean row that has the column."""
        return self.month.row(self.sheet, self.book.unit, kind or self.kind(), (self.column.key, *fill), person)

    def put(self, row: dict[str, Any], *keep: str, book: Workbook | None = None) -> int:
        """Place a row, this column and those of `keep` as they stand; the row Excel shows."""
        return self.month.place(book or self.book, self.sheet, row, (self.column.key, *keep))

    def take(self, *fields: str) -> None:
        """Reserve fields of the form; DoesNotFit where a planter has one of them."""
        if self.book.taken & set(fields):
            raise DoesNotFit
        self.book.taken |= set(fields)

    def alone_in(self, kind: str, *keys: str) -> None:
        """Keep the sizes of these columns in rows of a kind for this mistake: a large number and a past it is held against do
        not go together. DoesNotFit where another has one of them."""
        wanted = {(self.book.unit, self.sheet.key, key, kind) for key in keys}
        if wanted & self.month.proposed:
            raise DoesNotFit
        self.month.proposed |= wanted

    def typed(self, value: Any, *implied: str) -> list[Place]:
        """Plant a value: in the form, or in a clean row of its own. `implied` are codes found at the same cell."""
        if not self.on_form:
            row = self.row()
            row[self.column.key] = value
            number = self.put(row)
            return [self.at(number), *(self.at(number, code=code) for code in implied)]
        if self.column.declares_nil:
            self.has_rows(self.column.declares_nil)
        self.take(self.column.key)
        self.book.form[self.column.key] = value
        self.month.declare(self.book)
        return [self.at(), *(self.at(code=code) for code in implied), *self._attempt(value)]

    def _attempt(self, value: Any) -> list[Place]:
        """An attempt that cannot be read, or is none, is also what intake must say to be able to go on (F118, F119)."""
        if self.column.key != "lan_nop" or (isinstance(value, int) and value > 0):
            return []
        return [self.at(code=BLANK_ATTEMPT if value is None else UNREAD_ATTEMPT)]

    def plain(self) -> Any:
        """A clean value of the column, spelt plainly."""
        if self.on_form:
            unit = self.month.registry.unit(self.book.unit, self.month.period.to)
            known = {"don_vi": unit.name, "ky": self.month.period.key, "thu_truong": unit.head, "thu_dien_tu": unit.emails[0],
                     "dien_thoai": "0209 3870 000", "lan_nop": 1, "ngay_ky": self.month.period.to}
            choice = "Không" if self.column.type == "choice" else None
            return known.get(self.column.key) or choice or self.another_writer()
        return self.row()[self.column.key]

    def another_writer(self) -> str:
        """Who may fill the form in: not the head."""
        return busy(self.book.unit, self.month.registry)[0].name

    def has_rows(self, sheet: str) -> None:
        """Make sure that the workbook has rows on a sheet ("*": any)."""
        if sheet == "*" and any(self.book.rows.values()):
            self.book.marked |= {key for key, rows in self.book.rows.items() if rows}
            return
        where = self.month.definition.sheet("tuyen_truyen" if sheet == "*" else sheet)
        if self.book.rows.get(where.key):
            self.book.marked.add(where.key)
        else:
            self.month.place(self.book, where, self.month.row(where, self.book.unit))

    def clear(self, *sheets: str) -> None:
        """Empty some sheets for good; DoesNotFit where something relies on one of them."""
        if self.book.marked & set(sheets):
            raise DoesNotFit
        for sheet in sheets:
            self.book.rows[sheet] = []
            self.book.closed.add(sheet)
        if "ca_nhan" in sheets:  # nobody of the unit has a row that a nomination could rest on
            self.month.used -= {person.code for person in self.month.registry.people if person.unit == self.book.unit}

    def partner(self) -> Workbook:
        """Another unit's workbook of the same month that may get mistakes too."""
        others = [book for book in self.month.books.values()
                  if book is not self.book and not book.clean and not book.refused and self.sheet.key not in book.closed]
        if not others:
            raise DoesNotFit
        return self.random.choice(others)

    def outside(self) -> tuple[date, ...]:
        """Working days after the window; none becomes a day of the window by exchanging day and month."""
        last = self.month.period.to
        days = self.month.working_days(last + timedelta(days=1), last + timedelta(days=16))
        return tuple(day for day in days if day.day > 12)


def other_head(spot: Spot) -> tuple[str, ...]:
    """Whatever else is readable in the field of the head is also another name than the registry's."""
    return ("R338",) if spot.column.key == HEAD else ()


def columns(test: Callable[[Column], object]) -> Callable[[Definition], list[Target]]:
    """Every column of the definition that passes the test, forms included."""
    return lambda definition: [(sheet.key, column.key, None) for sheet in definition.sheets for column in sheet.columns
                               if test(column)]


def for_kinds(test: Callable[[Column], Iterable[str]]) -> Callable[[Definition], list[Target]]:
    """Every column of a table with every kind that the test gives for it."""
    return lambda definition: [(sheet.key, column.key, kind) for sheet in definition.tables for column in sheet.columns
                               for kind in test(column)]


def on(sheet: str, *keys: str, variants: tuple[Any, ...] = (None,)) -> Callable[[Definition], list[Target]]:
    """Named columns of one sheet; each variant is a target of its own."""
    return lambda definition: [(sheet, key, variant) for key in keys for variant in variants]


def other_kinds(definition: Definition, sheet: Sheet, column: Column) -> list[str]:
    """Kinds that do not use the column."""
    return [kind for kind in definition.choice(sheet.column(sheet.kind_column).choices).labels if not column.meant_for(kind)]
