"""register.xlsx: everything of a month in one workbook, every number leading to the rows behind it; and copies of parts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from emulation_batch.batch import MonthData
from emulation_batch.reports.register_adjustments import add_adjustments
from emulation_batch.reports.register_alike import Laid, Plan, made
from emulation_batch.reports.register_changes import add_questions, add_repairs, add_resubmissions
from emulation_batch.reports.register_council import add_earlier, add_meeting, add_stamp
from emulation_batch.reports.register_lateness import add_lateness
from emulation_batch.reports.register_overview import add_balance, add_files, add_overview
from emulation_batch.reports.register_results import add_figures, add_findings, add_proposals, add_results
from emulation_batch.reports.register_rows import Places, add_rows_of, places_of_rows


@dataclass(frozen=True)
class Copy:
    """A register that is to be made. month: as its readers see it; parts: what a copy for readers other than the Office holds
    (definition.roles.REGISTER_PARTS), None for the whole; hidden: the sheets of units of which they do not see all.
    """

    name: str
    month: MonthData
    parts: Sequence[str] | None = None
    hidden: frozenset[str] = frozenset()


def write_register(path: Path, month: MonthData, parts: Sequence[str] | None = None) -> None:
    """Write the register of a month. OSError when the file cannot be written."""
    path.write_bytes(*registers_of([Copy(path.name, month, parts)]))


def registers_of(copies: Sequence[Copy]) -> Iterator[bytes]:
    """The registers of a month as files, one after another (see `register_alike.made`)."""
    places = places_of_rows(copies[0].month)
    return made([Plan(copy.name, copy.month.as_of, f"Sổ theo dõi {copy.month.period.month.title}", tuple(_plan(copy, places)))
                 for copy in copies])


def _plan(copy: Copy, of_rows: Places) -> Iterator[Laid]:
    """The sheets of a register in the order of its tabs. of_rows: where its rows stand, if it has them."""
    month, parts = copy.month, copy.parts
    whole, rows = parts is None, parts is None or "rows" in parts
    places = of_rows if rows else {}

    def held(part: str, add: Callable[..., None], *arguments: Any, alike: bool = True) -> Iterator[Laid]:
        if parts is None or part in parts:
            yield Laid(lambda book: add(book, month, *arguments), (add, rows, "" if alike else copy.name))

    yield Laid(lambda book: add_overview(book, month, parts), (add_overview, copy.name))
    yield from held("results", add_results, places, alike=not copy.hidden)
    yield from held("proposals", add_proposals, places, alike=not copy.hidden)
    yield from held("proposals", add_meeting)
    yield from held("proposals", add_earlier)
    for sheet in month.definition.tables if rows else ():
        yield Laid(partial(add_rows_of, month=month, sheet=sheet), (sheet.key, copy.name if sheet.key in copy.hidden else ""))
    yield from held("findings", partial(add_findings, sealed=whole))
    for add in (add_adjustments, add_resubmissions, add_questions, add_repairs) if whole else ():
        yield Laid(partial(add, month=month), add)
    yield from held("figures", add_figures, places)
    for add in (add_lateness, add_files, add_balance) if whole else ():
        yield Laid(partial(add, month=month), add)
    if parts is None or "proposals" in parts:
        yield Laid(partial(add_stamp, month=month), add_stamp, alone=True)
