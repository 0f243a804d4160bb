"""Faults that show only when the lines of danh_muc.xlsx are held against each other."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

from emulation_batch.definition import Definition
from emulation_batch.errors import Fault
from emulation_batch.registry.extension_faults import extension_faults
from emulation_batch.registry.model import ONE_VALUE
from emulation_batch.registry.sheets import MAY_BE_ABSENT, SETTING_WORDS
from emulation_batch.registry.unit_faults import codes_of, successor_faults
from emulation_batch.registry.values import EMAIL, Entry
from emulation_batch.vietnamese import closest, format_date, match_key

Entries = dict[str, list[Entry]]


def cross_faults(entries: Entries, file: str, definition: Definition | None = None,
                 partly: Collection[str] = ()) -> Iterator[Fault]:
    """All faults of references, duplicates and validity. entries: table key -> its lines as understood; definition: the one
    whose months the extensions must fit; partly: keys of tables of which the sheet or a column was not found. Nothing is said
    to be missing that could stand there."""
    def known(table: str, *columns: str) -> bool:
        return table not in partly or any(set(columns) <= entry.line.columns.keys() for entry in entries[table])

    units, people = entries["units"], entries["people"]
    if not units and known("units"):
        yield Fault(f"{file}, trang Đơn vị", "chưa có đơn vị nào.", "Ghi mỗi đơn vị một dòng.")
    for table in entries.values():
        yield from _reversed_dates(table)
    yield from _double_codes(units)
    yield from _double_codes(people)
    yield from _shared_codes(units, people)
    if units and known("units", "code"):
        for table in (people, entries["council"], entries["extensions"]):
            yield from _unknown_units(table, "unit", units)
        yield from successor_faults(units, unknown_unit)
    yield from _double_days(entries["calendar"])
    if known("settings", "key"):
        yield from _absent_settings(entries["settings"], file)
    yield from _setting_faults(entries["settings"])
    months = definition if known("calendar", "day", "kind") else None
    yield from extension_faults(entries["extensions"], entries["calendar"], months)
    if known("people", "code"):
        yield from _unknown_people(entries["decided"], people)
    yield from _double_awards(entries["decided"])


def _reversed_dates(table: list[Entry]) -> Iterator[Fault]:
    for entry in table:
        start, end = entry.get("from_"), entry.get("to")
        if start and end and end < start:
            yield Fault(entry.line.at("to"), f"Đến ngày {format_date(end)} đứng trước Từ ngày {format_date(start)}.",
                        "Sửa lại một trong hai ngày.")


def _overlap(one: Entry, other: Entry) -> bool:
    def span(entry: Entry) -> tuple[date, date] | None:
        if not {"from_", "to"} <= entry.values.keys():
            return None
        return entry.values["from_"], entry.values["to"] or date.max

    first, second = span(one), span(other)
    return first is not None and second is not None and first[0] <= second[1] and second[0] <= first[1]


def _pairs(table: Iterable[Entry], key: str) -> Iterator[tuple[Entry, Entry]]:
    """Lines of the same code that hold on the same day; codes that differ only in case would share a file name."""
    groups: dict[str, list[Entry]] = {}
    for entry in table:
        if entry.get(key):
            groups.setdefault(str(entry.get(key)).casefold(), []).append(entry)
    for group in groups.values():
        yield from ((one, other) for one, other in combinations(group, 2) if _overlap(one, other))


def _double_codes(table: list[Entry]) -> Iterator[Fault]:
    for one, other in _pairs(table, "code"):
        code, row = other.get("code"), one.line.row
        if other.get("unit") and one.get("unit") and other.get("unit") != one.get("unit"):
            yield Fault(other.line.at("unit"), f"{code} cùng lúc thuộc hai đơn vị {one.get('unit')} (dòng {row}) và "
                        f"{other.get('unit')}.", "Ghi Đến ngày ở đơn vị cũ và Từ ngày ở đơn vị mới.")
        else:
            differ = one.get("name") != other.get("name")
            whose = f"đã dùng cho “{one.get('name')}” ở dòng {row}" if differ else f"trùng với dòng {row}"
            yield Fault(other.line.at("code"), f"mã {code} {whose} trong cùng thời gian.",
                        "Đổi mã; nếu là một, ghi Đến ngày ở dòng cũ và Từ ngày ở dòng mới.")


def _shared_codes(units: list[Entry], people: list[Entry]) -> Iterator[Fault]:
    codes = {str(unit.get("code")).casefold() for unit in units if unit.get("code")}
    for person in people:
        if person.get("code") and person.get("code").casefold() in codes:
            yield Fault(person.line.at("code"), f"mã {person.get('code')} đã là mã của một đơn vị.", "Đổi mã cán bộ.")


def unknown_unit(entry: Entry, key: str, code: str, known: list[str]) -> Fault:
    """The fault of a code in that column that is no unit's."""
    near = closest(code, known)
    return Fault(entry.line.at(key), f"đơn vị “{code}” không có ở trang Đơn vị.",
                 f"Có phải là “{near}”?" if near else "Sửa mã, hoặc thêm đơn vị này.")


def _unknown_units(table: list[Entry], key: str, units: list[Entry]) -> Iterator[Fault]:
    known = codes_of(units)
    yield from (unknown_unit(entry, key, entry.get(key), known) for entry in table
                if entry.get(key) and entry.get(key) not in known)


def _double_days(calendar: list[Entry]) -> Iterator[Fault]:
    seen: dict[Any, int] = {}
    for entry in calendar:
        day = entry.get("day")
        if day in seen:
            yield Fault(entry.line.at("day"), f"ngày {format_date(day)} đã ghi ở dòng {seen[day]}.", "Xóa một dòng.")
        elif day:
            seen[day] = entry.line.row


def _unknown_people(table: list[Entry], people: list[Entry]) -> Iterator[Fault]:
    """Who is written with a code has one of the sheet of people; a person outside the department has a name alone."""
    codes = {str(person.get("code") or person.line.cells.get("code", "")).casefold() for person in people}
    for entry in table:
        _, written, code = (entry.get("who") or "").rpartition("|")
        if written and code.strip().casefold() not in codes:
            yield Fault(entry.line.at("who"), f"mã “{code.strip()}” không có ở trang Cán bộ.",
                        "Sửa mã; người ngoài Sở thì chỉ ghi họ tên.")


def _double_awards(table: list[Entry]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    for entry in table:
        key = tuple(match_key(entry.get(part) or "") for part in ("who", "number", "award"))
        if all(key) and key in seen:
            yield Fault(entry.line.at("number"), f"trùng với dòng {seen[key]}: cùng người, cùng quyết định, cùng hình thức.",
                        "Xóa một dòng.")
        seen.setdefault(key, entry.line.row)


def _absent_settings(settings: list[Entry], file: str) -> Iterator[Fault]:
    known = {entry.get("key") for entry in settings}
    for key, word in SETTING_WORDS.items():
        if word not in known and key not in MAY_BE_ABSENT:
            yield Fault(f"{file}, trang Thể thức", f"thiếu mục “{word}”.", "Thêm một dòng có mục này và giá trị của nó.")


def _setting_faults(settings: list[Entry]) -> Iterator[Fault]:
    words = {word: key for key, word in SETTING_WORDS.items()}
    for entry in settings:
        if entry.get("key") and entry.get("value") == "" and words[entry.get("key")] not in MAY_BE_ABSENT:
            yield Fault(entry.line.at("value"), f"mục “{entry.get('key')}” chưa có giá trị.", "Điền giá trị, hoặc xóa cả dòng.")
        if entry.get("key") == SETTING_WORDS["office_email"] and entry.get("value") and not EMAIL.fullmatch(entry.get("value")):
            yield Fault(entry.line.at("value"), f"“{entry.get('value')}” chưa đúng dạng địa chỉ thư điện tử.",
                        "Ví dụ vanphong@example.gov.vn.")
    for one, other in _pairs(settings, "key"):
        if words[other.get("key")] in ONE_VALUE:
            yield Fault(other.line.at("key"), f"mục “{other.get('key')}” có hai giá trị trong cùng thời gian "
                        f"(dòng {one.line.row}).", "Ghi Đến ngày ở dòng cũ và Từ ngày ở dòng mới, hoặc xóa một dòng.")
