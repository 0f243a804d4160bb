"""register.xlsx: everything of a month in one workbook, every number leading to the rows behind it; and copies of parts."""

from collections.abc import Sequence
from datetime import UTC
from pathlib import Path

from emulation_batch.batch import MonthData
from emulation_batch.reports.register_adjustments import add_adjustments
from emulation_batch.reports.register_book import Book
from emulation_batch.reports.register_changes import add_questions, add_repairs, add_resubmissions
from emulation_batch.reports.register_council import add_earlier, add_meeting, add_stamp
from emulation_batch.reports.register_lateness import add_lateness
from emulation_batch.reports.register_overview import add_balance, add_files, add_overview
from emulation_batch.reports.register_results import add_figures, add_findings, add_proposals, add_results
from emulation_batch.reports.register_rows import add_rows, places_of_rows
from emulation_batch.workbook_check import require_dead


def write_register(path: Path, month: MonthData, parts: Sequence[str] | None = None) -> None:
    """Write the register of a month. OSError when the file cannot be written."""
    path.write_bytes(register_of(path.name, month, parts))


def register_of(name: str, month: MonthData, parts: Sequence[str] | None = None) -> bytes:
    """The register of a month as a file: the same data, the same bytes. CannotWrite, with its name, when it must not be kept.

    parts: what a copy for readers other than the Office holds (definition.roles.REGISTER_PARTS); None for the whole.
    """
    book = Book(month.as_of.astimezone(UTC).replace(tzinfo=None), f"Sổ theo dõi {month.period.month.title}")
    def held(part: str) -> bool:
        return parts is None or part in parts

    places = places_of_rows(month) if held("rows") else {}
    add_overview(book, month, parts)
    if held("results"):
        add_results(book, month, places)
    if held("proposals"):
        add_proposals(book, month, places)
        add_meeting(book, month)
        add_earlier(book, month)
    if held("rows"):
        add_rows(book, month)
    if held("findings"):
        add_findings(book, month, sealed=parts is None)
    if parts is None:
        add_adjustments(book, month)
        add_resubmissions(book, month)
        add_questions(book, month)
        add_repairs(book, month)
    if held("figures"):
        add_figures(book, month, places)
    if parts is None:
        add_lateness(book, month)
        add_files(book, month)
        add_balance(book, month)
    if held("proposals"):
        add_stamp(book, month)
    content = book.content()
    require_dead(name, content)
    return content
