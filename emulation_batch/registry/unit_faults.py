"""Faults of units that end: who takes over, whether he is there, and whether the kind of change fits."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from emulation_batch.errors import Fault
from emulation_batch.registry.sheets import DISSOLVED, MERGED, RENAMED, SPLIT
from emulation_batch.registry.values import Entry
from emulation_batch.vietnamese import format_date

Unknown = Callable[[Entry, str, str, list[str]], Fault]


def codes_of(units: list[Entry]) -> list[str]:
    """Codes of units, also of lines with another fault, so that no fault is told twice."""
    return [unit.get("code") or str(unit.line.cells.get("code", "")) for unit in units]


def successor_faults(units: list[Entry], unknown: Unknown) -> Iterator[Fault]:
    """All faults of successors and kinds of change; unknown(entry, column, code, known) words a code that is no unit's."""
    known, rings = codes_of(units), dict(_rings(units))
    for unit in units:
        yield from (unknown(unit, "successors", code, known) for code in _heirs(unit) if code not in known)
        if _heirs(unit) and "to" in unit.values and unit.get("to") is None:
            yield Fault(unit.line.at("to"), f"{unit.get('code')} có Đơn vị kế thừa nhưng chưa có Đến ngày.",
                        "Ghi ngày cuối cùng đơn vị còn báo cáo.")
        elif unit.line.row in rings:
            yield Fault(unit.line.at("successors"), f"đơn vị kế thừa đi thành vòng: {' → '.join(rings[unit.line.row])}.",
                        "Để trống ở đơn vị còn hoạt động.")
        elif unit.get("to"):
            yield from _absent(unit, [other for other in units if other.line.row not in rings])
        if "successors" in unit.values:
            yield from _misfit(unit, units)


def _heirs(unit: Entry) -> tuple[str, ...]:
    return unit.get("successors") or ()


def _lines(units: list[Entry], code: str | None) -> list[Entry]:
    return [unit for unit in units if unit.get("code") == code]


def _absent(unit: Entry, units: list[Entry]) -> Iterator[Fault]:
    """A successor must report on the day after the unit's last."""
    day = unit.get("to") + timedelta(days=1)
    for code in _heirs(unit):
        lines = _lines(units, code)
        readable = all({"from_", "to"} <= line.values.keys() for line in lines)
        if lines and readable and not any(line.get("from_") <= day and (line.get("to") is None or day <= line.get("to"))
                                          for line in lines):
            yield Fault(unit.line.at("successors"), f"đơn vị kế thừa {code} không hoạt động ngày {format_date(day)}, hôm sau "
                        f"ngày cuối của {unit.get('code')}.", f"Sửa Đến ngày ở đây, hoặc Từ ngày, Đến ngày của {code}.")


def _misfit(unit: Entry, units: list[Entry]) -> Iterator[Fault]:
    """The kind of change against the number of successors, the last day and the basis."""
    change, heirs, code = unit.get("change"), _heirs(unit), unit.get("code")
    if not change:
        return
    later = [line for line in _lines(units, code) if line is not unit and unit.get("to") and line.get("from_")
             and line.get("from_") > unit.get("to")]
    place = unit.line.at("change")
    if "to" in unit.values and unit.get("to") is None:
        yield Fault(unit.line.at("to"), f"{code} ghi Loại biến động “{change}” nhưng chưa có Đến ngày.",
                    "Ghi ngày cuối cùng trước khi thay đổi.")
    if change == RENAMED and len(heirs) + bool(later) != 1:
        yield Fault(place, f"{code} ghi “{change}” nên cần đúng một tên mới.",
                    "Thêm một dòng cùng mã với tên mới, hoặc ghi một mã ở Đơn vị kế thừa.")
    if change == MERGED and len(heirs) != 1:
        yield Fault(place, f"{code} ghi “{change}” nhưng có {len(heirs)} đơn vị kế thừa.", "Ghi đúng một mã của đơn vị nhận.")
    if change == SPLIT and len({*heirs} | ({code} if later else set())) < 2:
        yield Fault(place, f"{code} ghi “{change}” nhưng chưa đủ hai đơn vị kế thừa.", "Ghi các mã, cách nhau dấu chấm phẩy ;")
    if change == DISSOLVED and heirs:
        yield Fault(place, f"{code} ghi “{change}” nhưng có đơn vị kế thừa {', '.join(heirs)}.",
                    "Để trống Đơn vị kế thừa, hoặc chọn Sáp nhập.")
    if not unit.get("basis"):
        yield Fault(unit.line.at("basis"), f"{code} ghi “{change}” nhưng chưa có Căn cứ biến động.",
                    "Ghi số, ngày của văn bản quyết định.")


def _rings(units: list[Entry]) -> Iterator[tuple[int, list[str]]]:
    """Rows of units whose successors lead back to them, with the way; a unit whose code goes on after a split may name
    itself. Only the members of a ring are told, not those that lead into it."""
    heirs: dict[str, set[str]] = {}
    for unit in units:
        if unit.get("code"):
            own = {unit.get("code")} if len(_lines(units, unit.get("code"))) > 1 else set()
            heirs.setdefault(unit.get("code"), set()).update({*_heirs(unit)} - own)
    for unit in units:
        if _heirs(unit) and (ring := _way_back(unit.get("code"), heirs)):
            yield unit.line.row, ring


def _way_back(code: str | None, heirs: dict[str, set[str]]) -> list[str]:
    """The shortest way from a code over its successors to itself, [] when there is none."""
    ways, seen = [[code]] if code else [], set()
    while ways:
        way = ways.pop(0)
        for heir in sorted(heirs.get(way[-1], ())):
            if heir == code:
                return [*way, heir]
            if heir not in seen:
                seen.add(heir)
                ways.append([*way, heir])
    return []
