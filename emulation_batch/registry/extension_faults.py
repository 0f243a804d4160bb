"""Faults of the sheet "Gia hạn": a month told twice, a month outside the movement, a day before the due day of all."""

from collections.abc import Iterator
from typing import Any

from emulation_batch.definition import Definition
from emulation_batch.errors import Fault
from emulation_batch.periods import days_of, parse_month, period_of
from emulation_batch.registry.sheets import FREE, WORKED
from emulation_batch.registry.values import Entry
from emulation_batch.vietnamese import format_date, format_datetime


def extension_faults(table: list[Entry], calendar: list[Entry], definition: Definition | None) -> Iterator[Fault]:
    """All of them; without a definition, whose months are not known, only months told twice."""
    yield from _double(table)
    if definition is None:
        return
    days = {kind: {entry.get("day") for entry in calendar if entry.get("kind") == kind} for kind in (WORKED, FREE)}
    for entry in table:
        if entry.get("period") is not None:
            yield from _misplaced(entry, definition, days)


def _misplaced(entry: Entry, definition: Definition, days: dict[str, set[Any]]) -> Iterator[Fault]:
    month, movement, granted = parse_month(entry.get("period")), definition.movement, entry.get("due")
    first, last = days_of(month, definition.window)
    if last < movement.from_ or movement.to < first:
        yield Fault(entry.line.at("period"), f"kỳ {month} nằm ngoài phong trào (từ {format_date(movement.from_)} đến "
                    f"{format_date(movement.to)}).", "Sửa kỳ, hoặc xóa dòng này.")
        return
    due = period_of(month, definition.window, days[WORKED], days[FREE]).due
    if granted is not None and granted < due.date():
        yield Fault(entry.line.at("due"), f"Hạn mới {format_date(granted)} sớm hơn hạn chung của kỳ {month} "
                    f"({format_datetime(due)}).", "Ghi ngày sau hạn chung, hoặc xóa dòng này nếu không gia hạn.")


def _double(table: list[Entry]) -> Iterator[Fault]:
    seen: dict[tuple[Any, Any], int] = {}
    for entry in table:
        key = entry.get("unit"), entry.get("period")
        if None not in key and key in seen:
            yield Fault(entry.line.at("period"), f"{key[0]} đã có hạn mới của kỳ {key[1]} ở dòng {seen[key]}.",
                        "Giữ một dòng, với hạn cuối cùng được đồng ý.")
        seen.setdefault(key, entry.line.row)
