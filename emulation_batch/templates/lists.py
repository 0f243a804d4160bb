"""The hidden sheets: lists behind the drop-downs, each with a defined name, and the stamp of identity."""

from collections.abc import Sequence

from emulation_batch.layout import STAMP_FIELDS, STAMP_NAME, STAMP_PREFIX, letters
from emulation_batch.templates.context import Book
from emulation_batch.templates.formulas import CANDIDATES, PEOPLE, choice_labels, quoted, text
from emulation_batch.templates.worksheet import UnitWorksheet


def write_lists(book: Book) -> None:
    """Sheet _DanhMuc: one column a list, its name in row 1. Excel keeps cross-sheet lists plain only through names."""
    worksheet = book.add_sheet(book.definition.workbook.lists_name)
    worksheet.hide()
    worksheet.protect("")
    for column, choice in enumerate(book.definition.choices):
        _write_list(book, worksheet, column, choice_labels(choice.key), [item.label for item in choice.items])
    write_people(book, worksheet)


def write_people(book: Book, worksheet: UnitWorksheet) -> None:
    """The lists of this unit alone: its people, and who may be proposed."""
    column = len(book.definition.choices)
    _write_list(book, worksheet, column, PEOPLE, book.people)
    _write_list(book, worksheet, column + 1, CANDIDATES, [book.unit.name, *book.people] if book.unit else [])


def _write_list(book: Book, worksheet: UnitWorksheet, column: int, defined: str, items: Sequence[str]) -> None:
    worksheet.write_string(0, column, defined, book.styles.strong)
    for row, item in enumerate(items, 1):
        worksheet.write_string(row, column, item, book.styles.plain)
    letter, name = letters(column), quoted(book.definition.workbook.lists_name)
    book.workbook.define_name(defined, f"={name}!${letter}$2:${letter}${max(2, len(items) + 1)}")
    worksheet.set_column(column, column, 24)


def write_stamp(book: Book) -> None:
    """Sheet _Mau, the custom properties and the defined name: three of the four stamps (the key rows are the fourth)."""
    worksheet = book.add_sheet(book.definition.workbook.stamp_name)
    worksheet.hide()
    worksheet.protect("")
    worksheet.set_column(0, 0, 14)
    worksheet.set_column(1, 1, 48)
    for row, field in enumerate(STAMP_FIELDS):
        value = getattr(book.stamp, field)
        worksheet.write_string(row, 0, field, book.styles.strong)
        worksheet.write_string(row, 1, value, book.styles.plain)
        book.workbook.set_custom_property(f"{STAMP_PREFIX}_{field}", value)
    book.workbook.define_name(STAMP_NAME, f"={text(book.stamp.text)}")

