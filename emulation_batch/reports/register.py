"""register.xlsx: everything of a month in one workbook, every number leading to the rows behind it."""

from datetime import UTC
from pathlib import Path

from emulation_batch.batch import MonthData
from emulation_batch.reports.register_book import Book
from emulation_batch.reports.register_changes import add_questions, add_repairs, add_resubmissions
from emulation_batch.reports.register_overview import add_balance, add_files, add_overview
from emulation_batch.reports.register_results import add_figures, add_findings, add_proposals, add_results
from emulation_batch.reports.register_rows import add_rows, places_of_rows


def write_register(path: Path, month: MonthData) -> None:
    """Write the register of a month: the same data, the same bytes. OSError when the file cannot be written."""
    book = Book(month.as_of.astimezone(UTC).replace(tzinfo=None), f"Sổ theo dõi {month.period.month.title}")
    places = places_of_rows(month)
    add_overview(book, month)
    add_results(book, month, places)
    add_proposals(book, month, places)
    add_rows(book, month)
    add_findings(book, month)
    add_resubmissions(book, month)
    add_questions(book, month)
    add_repairs(book, month)
    add_figures(book, month, places)
    add_files(book, month)
    add_balance(book, month)
    path.write_bytes(book.content())
