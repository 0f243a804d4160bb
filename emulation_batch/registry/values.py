"""One cell of danh_muc.xlsx -> its value, strictly: what is unclear is a fault with its place and its mending."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from emulation_batch.errors import Fault
from emulation_batch.registry.sheets import ALWAYS, Field
from emulation_batch.registry.workbook import Line
from emulation_batch.vietnamese import closest, match_key, read_date, read_integer, read_month

CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
CELL_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")
DEFAULTS: dict[str, Any] = {"emails": (), "successors": (), "from_": ALWAYS, "to": None}


@dataclass(frozen=True)
class Entry:
    """A line as understood. A value that is missing or faulty is left out: its fault has been told already."""

    line: Line
    values: dict[str, Any]

    def get(self, key: str) -> Any:
        """The value, None where it could not be read."""
        return self.values.get(key)


def understand(line: Line, faults: list[Fault]) -> Entry:
    """Read every cell of a line; faults are appended."""
    values: dict[str, Any] = {}
    for field in line.table.fields:
        if field.key not in line.columns:
            values |= {field.key: DEFAULTS.get(field.key, "")} if field.optional else {}
            continue
        problem = _read_into(values, field, line.cells.get(field.key))
        if problem:
            faults.append(Fault(line.at(field.key), *problem))
    return Entry(line, values)


def _read_into(values: dict[str, Any], field: Field, typed: Any) -> tuple[str, str] | None:
    """Put the value of a cell into `values`, or return (problem, mend)."""
    if typed is None:
        if field.required:
            return f"ô “{field.header}” đang để trống.", "Điền vào, hoặc xóa cả dòng."
        values[field.key] = DEFAULTS.get(field.key, "")
        return None
    if isinstance(typed, str) and typed in CELL_ERRORS:
        return f"ô “{field.header}” đang báo lỗi {typed}.", "Gõ lại giá trị thay cho công thức."
    value, problem = READERS[field.type](field, typed)
    if problem is None:
        values[field.key] = value
    return problem


Answer = tuple[Any, tuple[str, str] | None]


def _text(field: Field, typed: Any) -> Answer:
    if isinstance(typed, float) and typed.is_integer():
        typed = int(typed)
    return str(typed), None


def _code(field: Field, typed: Any) -> Answer:
    text, _ = _text(field, typed)
    if CODE.fullmatch(text):
        return text, None
    return None, (f"mã “{text}” có dấu, khoảng trắng hoặc ký tự lạ.",
                  "Chỉ dùng chữ không dấu, chữ số, dấu - . _, vì mã còn dùng làm tên tệp.")


def _codes(field: Field, typed: Any) -> Answer:
    parts = [part.strip() for part in re.split("[;,]", _text(field, typed)[0]) if part.strip()]
    problem = next((answer[1] for part in parts if (answer := _code(field, part))[1]), None)
    return (None, problem) if problem else (tuple(dict.fromkeys(parts)), None)


def _name(field: Field, typed: Any) -> Answer:
    text, _ = _text(field, typed)
    if "|" in text:
        return None, (f"“{text}” có dấu gạch đứng |.", "Bỏ dấu này; biểu mẫu dùng nó để ngăn họ tên với mã.")
    return text, None


def _date(field: Field, typed: Any) -> Answer:
    reading = read_date(typed)
    if reading.value is not None:
        return reading.value, None
    wanted = f"Có phải là {reading.proposal}? " if reading.proposal else ""
    return None, (f"“{typed}” chưa đọc được là ngày.", f"{wanted}Ghi ngày/tháng/năm, ví dụ 01/08/2021.")


def _month(field: Field, typed: Any) -> Answer:
    reading = read_month(typed)
    if reading.value is not None:
        return reading.value, None
    return None, (f"“{typed}” chưa đọc được là tháng nào.", "Ghi năm-tháng, ví dụ 2022-03.")


def _number(field: Field, typed: Any) -> Answer:
    reading = read_integer(typed)
    if reading.value is not None and reading.value > 0:
        return reading.value, None
    return None, (f"“{typed}” không phải số thứ tự.", "Ghi 1, 2, 3…")


def _emails(field: Field, typed: Any) -> Answer:
    parts = [part.strip() for part in re.split("[;,]", str(typed)) if part.strip()]
    wrong = [part for part in parts if not EMAIL.fullmatch(part)]
    if wrong:
        return None, (f"“{wrong[0]}” chưa đúng dạng địa chỉ thư điện tử.",
                      "Ví dụ vanphong@example.gov.vn; nhiều địa chỉ cách nhau dấu ;")
    return tuple(parts), None


def _choice(field: Field, typed: Any) -> Answer:
    for choice in field.choices:
        if match_key(str(typed)) == match_key(choice):
            return choice, None
    near = closest(str(typed), field.choices)
    mend = f"Có phải là “{near}”?" if near else "Chọn một trong: " + ", ".join(field.choices) + "."
    return None, (f"“{typed}” không có trong danh sách {field.header}.", mend)


READERS: dict[str, Callable[[Field, Any], Answer]] = {
    "text": _text, "code": _code, "codes": _codes, "name": _name, "date": _date, "month": _month, "number": _number,
    "emails": _emails, "choice": _choice,
}
