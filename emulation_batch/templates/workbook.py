"""The standard workbook of a unit: which sheets, in which order."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from emulation_batch.definition import Definition
from emulation_batch.layout import stamp_of
from emulation_batch.periods import Period
from emulation_batch.plain_strings import PlainWorkbook
from emulation_batch.registry import Registry, Unit
from emulation_batch.templates.context import Book, Filled
from emulation_batch.templates.form import write_form
from emulation_batch.templates.guide import write_guide
from emulation_batch.templates.lists import write_lists, write_stamp
from emulation_batch.templates.page import finish
from emulation_batch.templates.styles import FONT, Styles
from emulation_batch.templates.tables import write_table
from emulation_batch.templates.verdict import write_verdict
from emulation_batch.whole_files import write_whole
from emulation_batch.workbook_check import require_dead

# nothing a unit typed may become live, whatever function writes it
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
FIXED_TIME = datetime(2021, 8, 1)


def write_workbook(path: Path, definition: Definition, registry: Registry, unit: Unit | None, period: Period | None,
                   filled: Filled | None = None) -> None:
    """Write the workbook of a unit and period (see workbook_of)."""
    content = workbook_of(definition, registry, unit, period, filled or Filled())
    require_dead(path.name, content, definition)
    write_whole(path, content)


def workbook_of(definition: Definition, registry: Registry, unit: Unit | None, period: Period | None, filled: Filled) -> bytes:
    """The workbook of a unit and period; with None for both the blank standard, which holds nothing of the registry.

    People are those of any day of the period, settings those of its last day. The same arguments give the same bytes.
    """
    content = BytesIO()
    book = open_book(content, definition, registry, unit, period, filled)
    write_sheets(book)
    book.workbook.close()
    return content.getvalue()


def open_book(content: BytesIO, definition: Definition, registry: Registry, unit: Unit | None, period: Period | None,
              filled: Filled, people: tuple[str, ...] | None = None, **returned: Any) -> Book:
    """A workbook without a sheet yet, to be closed into `content`; `returned`: fields of a Book for what goes back.

    people: choices instead of those of the registry. The due time is the unit's own.
    """
    period = registry.own(unit.code, period) if unit and period else period
    # a copy: xlsxwriter writes into the dictionary it is given, and the second workbook of a run would differ
    workbook = PlainWorkbook(content, OPTIONS | {"default_format_properties": dict(FONT)})
    book = Book(
        workbook, definition, unit, period, registry.papers(period.to) if period else None,
        choices_of(registry, unit, period) if people is None else people, filled, Styles(workbook),
        stamp_of(definition, unit.code if unit else "", period.key if period else ""), **returned,
    )
    workbook.set_properties({"title": definition.movement.title, "created": FIXED_TIME})
    workbook.set_calc_mode("auto")
    return book


def choices_of(registry: Registry, unit: Unit | None, period: Period | None) -> tuple[str, ...]:
    """The people of a unit on any day of the period, as its drop-downs show them."""
    known = registry.people_during(unit.code, period.from_, period.to) if unit and period else ()
    return tuple(person.choice for person in known)


def write_sheets(book: Book) -> None:
    """Write every sheet after those that stand already; the first one of all is open to see."""
    write_guide(book)
    for sheet in book.definition.sheets:
        (write_form if sheet.kind == "form" else write_table)(book, sheet)
    write_verdict(book)
    upright = {book.definition.workbook.guide_name, book.definition.workbook.verdict_name}
    for worksheet in book.workbook.worksheets():
        one_page = worksheet.name in upright
        finish(book, worksheet, landscape=not one_page, tall=1 if one_page else 0)
    write_lists(book)
    write_stamp(book)
    book.workbook.worksheets()[0].activate()
