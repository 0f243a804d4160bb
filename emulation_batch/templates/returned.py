"""The workbook that goes back to a unit: its own rows in our form, first a list of what to mend, a note at each cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from emulation_batch import layout
from emulation_batch.batch import RawBook
from emulation_batch.definition import Definition
from emulation_batch.findings import Finding, with_attempt
from emulation_batch.layout import ATTEMPT
from emulation_batch.periods import Period
from emulation_batch.registry import Registry, Unit
from emulation_batch.templates.context import Filled, Mark
from emulation_batch.templates.styles import Styles
from emulation_batch.templates.to_mend import LEVELS, MARKED, place_of, write_to_mend
from emulation_batch.templates.typed import at_new_places, filled_of, next_attempt
from emulation_batch.templates.workbook import open_book, write_sheets


@dataclass(frozen=True)
class Returned:
    """What goes back. findings: with the cells they have in this workbook. outside: (sheet, cell, text) found beside the form.

    received_at is None for a file that was only checked, not sent. attempt: the number of the next sending, written into the
    form; None leaves it as typed. usable: whether the file was accepted. as_of: the time of the run, held against `due`.
    """

    filled: Filled
    findings: tuple[Finding, ...]
    outside: list[tuple[str, str, str]]
    received_at: datetime | None
    file_name: str
    due: datetime
    as_of: datetime
    attempt: int | None = None
    usable: bool = True


def returned_of(definition: Definition, book: RawBook, findings: Iterable[Finding], *, file_name: str, due: datetime,
                as_of: datetime, received_at: datetime | None = None, attempt: int | None = None,
                usable: bool = True) -> Returned:
    """What goes back for one workbook as read; attempt: as the batch read it. Findings: of this file alone, cells as in it."""
    following = next_attempt(definition, book, attempt) if received_at else None
    filled = filled_of(definition, book, following)
    outside = [(sheet.name, cell, text) for sheet in book.sheets.values() for cell, text in sheet.outside]
    found = at_new_places(definition, book, filled, findings)
    found = with_attempt(found, following)
    return Returned(filled, tuple(found), outside, received_at, file_name, due, as_of, following, usable)


def returned_workbook(definition: Definition, registry: Registry, unit: Unit, period: Period, returned: Returned
                      ) -> tuple[bytes, Styles]:
    """The workbook of a unit and period as `workbook_of` gives it, with the sheet of findings first and the notes; and the
    formats it needed.

    It holds what this unit typed and nothing else; the same arguments give the same bytes.
    """
    content = BytesIO()
    book = open_book(content, definition, registry, unit, period, returned.filled,
                     marks=marks_of(definition, returned), returned=True)
    write_to_mend(book, returned)
    write_sheets(book)
    book.workbook.close()
    return content.getvalue(), book.styles


def marks_of(definition: Definition, returned: Returned) -> dict[tuple[str, int, str], Mark]:
    """Notes by place: everything that is wrong or asked at one cell, and the number of the next sending."""
    found: dict[tuple[str, int, str], list[Finding]] = {}
    for finding in returned.findings:
        place = place_of(definition, returned.filled, finding)
        if place and finding.severity in MARKED and not (finding.column == ATTEMPT and returned.attempt):
            found.setdefault((place[0].key, place[1], finding.column), []).append(finding)
    marks = {place: _mark(findings) for place, findings in found.items()}
    if returned.attempt is not None:
        words = (f"Văn phòng Sở đã ghi sẵn lần gửi tiếp theo là {returned.attempt}. Sửa xong gửi lại ngay tệp này, "
                 "không phải đổi số.")
        marks[definition.form.key, layout.form_row(definition.form, ATTEMPT), ATTEMPT] = Mark("", words)
    return marks


def _mark(findings: Sequence[Finding]) -> Mark:
    worst = min((finding.severity for finding in findings), key=MARKED.index)
    return Mark(worst, "\n\n".join(map(_note, findings)))


def _note(finding: Finding) -> str:
    mend = f"\nCách sửa: {finding.mend}" if finding.mend else ""
    return f"{LEVELS[finding.severity]} ({finding.code}): {finding.message}{mend}"
