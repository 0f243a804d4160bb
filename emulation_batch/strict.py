"""TOML tables -> frozen dataclasses, strictly: unknown, missing and ill-typed keys are all reported at once."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from typing import Any, Union, get_args, get_origin, get_type_hints

from emulation_batch.errors import Fault
from emulation_batch.vietnamese import closest

TYPE_WORDS = {str: "chuỗi", int: "số nguyên", bool: "true/false", date: "ngày", time: "giờ", float: "số"}


def build(cls: Any, table: Mapping[str, Any], place: str, faults: list[Fault]) -> Any:
    """Build dataclass `cls` from a TOML table. Faults are appended with their place; returns None when a field of its own is
    missing or ill-typed, while faulty items of an array are only left out, so that the rest can still be looked at.

    Field types understood: str, int, float, bool, date, time, `X | None`, `tuple[X, ...]`, nested dataclasses, and
    unions of these. A nested dataclass in a tuple is an array of tables; its place shows its `key`, `code` or `id`.
    """
    hints = get_type_hints(cls)
    known = {field.name.rstrip("_"): field for field in fields(cls)}
    for key in table:
        if key not in known:
            near = closest(key, known)
            faults.append(Fault(place, f"khóa “{key}” không có trong định nghĩa.",
                                f"Có phải là “{near}”?" if near else "Xóa khóa này."))
    values: dict[str, Any] = {}
    complete = True
    for key, field in known.items():
        if key in table:
            values[field.name] = convert(hints[field.name], table[key], f"{place}.{key}", faults)
            complete &= values[field.name] is not None
        elif field.default is MISSING and field.default_factory is MISSING:
            faults.append(Fault(place, f"thiếu khóa “{key}”.", "Thêm khóa này."))
            complete = False
    return cls(**values) if complete else None


def convert(hint: Any, value: Any, place: str, faults: list[Fault]) -> Any:
    """One value to its declared type; a fault names the place and the expected type."""
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    for option in options:
        if _fits(option, value):
            if get_origin(option) is tuple:
                return _array(get_args(option)[0], value, place, faults)
            return build(option, value, place, faults) if is_dataclass(option) else value
    wanted = " hoặc ".join(_word(option) for option in options if option is not type(None))
    faults.append(Fault(place, f"cần {wanted}, đang ghi {value!r}.", "Sửa lại giá trị."))
    return None


def _array(item: Any, values: list[Any], place: str, faults: list[Fault]) -> tuple[Any, ...]:
    built = [convert(item, value, f"{place}[{_name(value, number)}]", faults) for number, value in enumerate(values, 1)]
    return tuple(value for value in built if value is not None)


def _name(value: Any, number: int) -> str:
    if isinstance(value, Mapping):
        return str(next((value[key] for key in ("key", "code", "id") if key in value), number))
    return str(number)


def _fits(option: Any, value: Any) -> bool:
    if get_origin(option) is tuple:
        return isinstance(value, list)
    if get_origin(option) is dict or is_dataclass(option):
        return isinstance(value, Mapping)
    if option in (int, float) and isinstance(value, bool):
        return False
    return isinstance(value, (int, float) if option is float else option)


def _word(option: Any) -> str:
    if get_origin(option) is tuple:
        return "danh sách"
    return "bảng" if get_origin(option) is dict or is_dataclass(option) else TYPE_WORDS.get(option, str(option))
