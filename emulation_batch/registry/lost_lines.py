"""What an earlier registry told and a later one does not. Lines end with a day and are not taken out: the later file may be an
older copy."""

from collections.abc import Collection, Iterator

from emulation_batch.registry.model import Registry
from emulation_batch.vietnamese import format_date, join_list

MOST_TOLD = 5


def lost_lines(before: Registry, now: Registry, month: str) -> tuple[str, ...]:
    """A sentence, none when nothing is lost. month: which sealed month was made with the earlier one."""
    lost = list(_lost(before, now))
    return (f"danh_muc.xlsx không còn {join_list(lost)} như kỳ {month} đã dùng; có thể là bản cũ: so với danh_muc.xlsx trong "
            f"output/{month}/input_templates.",) if lost else ()


def _lost(before: Registry, now: Registry) -> Iterator[str]:
    lines = {(unit.code, unit.from_): unit for unit in now.units}
    yield from _told("đơn vị", {unit.code for unit in before.units} - {unit.code for unit in now.units})
    for unit in before.units:
        later = lines.get((unit.code, unit.from_))
        if unit.to and later and later.to is None:
            yield f"ngày kết thúc {format_date(unit.to)} của đơn vị {unit.code}"
    yield from _told("người", {person.code for person in before.people} - {person.code for person in now.people})
    yield from _told("gia hạn", {f"{item.unit} {item.period}" for item in before.extensions}
                     - {f"{item.unit} {item.period}" for item in now.extensions})
    yield from _told("quyết định khen", {item.number for item in before.decided} - {item.number for item in now.decided})


def _told(what: str, codes: Collection[str]) -> Iterator[str]:
    if codes:
        shown = sorted(codes)[:MOST_TOLD]
        yield f"{what} {', '.join(shown)}" + (f" và {len(codes) - MOST_TOLD} {what} nữa" if len(codes) > MOST_TOLD else "")
