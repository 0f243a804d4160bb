"""register.xlsx: everything of a month in one workbook, every number leading to the rows behind it; and copies of parts.

What several readers see alike is laid first and packed once: the same bytes stand in the register and in the copies.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.package_check import Seen
from emulation_batch.reports.register_adjustments import add_adjustments
from emulation_batch.reports.register_book import Book
from emulation_batch.reports.register_changes import add_questions, add_repairs, add_resubmissions
from emulation_batch.reports.register_council import add_earlier, add_meeting, add_stamp
from emulation_batch.reports.register_lateness import add_lateness
from emulation_batch.reports.register_overview import add_balance, add_files, add_overview
from emulation_batch.reports.register_packing import Texts, arrange, laid
from emulation_batch.reports.register_results import add_figures, add_findings, add_proposals, add_results
from emulation_batch.reports.register_rows import add_rows_of, places_of_rows
from emulation_batch.workbook_check import require_dead


@dataclass(frozen=True)
class Copy:
    """A register that is to be made. month: as its readers see it; parts: what a copy for readers other than the Office holds
    (definition.roles.REGISTER_PARTS), None for the whole; hidden: the sheets of units of which they do not see all.
    """

    name: str
    month: MonthData
    parts: Sequence[str] | None = None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Laid:
    """Some sheets of a register. add lays them; two registers in which `made_of` is equal have them alike."""

    add: Callable[[Book], None]
    made_of: Any


def write_register(path: Path, month: MonthData, parts: Sequence[str] | None = None) -> None:
    """Write the register of a month. OSError when the file cannot be written."""
    path.write_bytes(*registers_of([Copy(path.name, month, parts)]))


def registers_of(copies: Sequence[Copy]) -> Iterator[bytes]:
    """The registers of a month as files, one after another: the same data, the same bytes. CannotWrite, with its name, when one
    must not be kept."""
    plans = [list(_plan(copy)) for copy in copies]
    often = Counter(sheets.made_of for plan in plans for sheets in plan)
    texts, seen = Texts(), Seen(by_name=False)
    before: list[tuple[_Laid, list[Any], int]] = []
    for copy, plan in zip(copies, plans, strict=True):
        order = sorted(plan, key=lambda sheets: -often[sheets.made_of])
        while [sheets.made_of for sheets, _, _ in before] != [sheets.made_of for sheets in order[:len(before)]]:
            before.pop()
        texts.back_to(before[-1][2] if before else 0)
        made_at, title = copy.month.as_of.astimezone(UTC).replace(tzinfo=None), copy.month.period.month.title
        book = Book(made_at, f"Sổ theo dõi {title}", texts)
        pages = {sheets.made_of: taken for sheets, taken, _ in before}
        for sheets in order[len(before):]:
            pages[sheets.made_of] = laid(book.workbook, partial(sheets.add, book))
            if often[sheets.made_of] > 1:
                before.append((sheets, pages[sheets.made_of], texts.unique_count))
        arrange(book.workbook, (page for sheets in plan for page in pages[sheets.made_of]))
        content = book.content()
        require_dead(copy.name, content, seen=seen)
        yield content


def _plan(copy: Copy) -> Iterator[_Laid]:
    """The sheets of a register in the order of its tabs."""
    month, parts = copy.month, copy.parts
    whole, rows = parts is None, parts is None or "rows" in parts
    places = places_of_rows(month) if rows else {}

    def held(part: str, add: Callable[..., None], *arguments: Any, alike: bool = True) -> Iterator[_Laid]:
        if parts is None or part in parts:
            yield _Laid(lambda book: add(book, month, *arguments), (add, rows, "" if alike else copy.name))

    yield _Laid(lambda book: add_overview(book, month, parts), (add_overview, copy.name))
    yield from held("results", add_results, places, alike=not copy.hidden)
    yield from held("proposals", add_proposals, places, alike=not copy.hidden)
    yield from held("proposals", add_meeting)
    yield from held("proposals", add_earlier)
    for sheet in month.definition.tables if rows else ():
        yield _Laid(partial(add_rows_of, month=month, sheet=sheet), (sheet.key, copy.name if sheet.key in copy.hidden else ""))
    yield from held("findings", partial(add_findings, sealed=whole))
    for add in (add_adjustments, add_resubmissions, add_questions, add_repairs) if whole else ():
        yield _Laid(partial(add, month=month), add)
    yield from held("figures", add_figures, places)
    for add in (add_lateness, add_files, add_balance) if whole else ():
        yield _Laid(partial(add, month=month), add)
    yield from held("proposals", add_stamp, alike=False)
